-- columns of np-individual-tax: {"name": "text", "sex_code": "text", "birth_on": "date", "country_code": "text", "resident_taxpayer": "boolean", "taxpayer_number": "text", "income_kind": "text", "tax_year": "integer", "period_from_on": "date", "period_to_on": "date", "income_yuan": "numeric(16,2)", "expenses_yuan": "numeric(16,2)", "tax_exempt_income_yuan": "numeric(16,2)", "basic_deduction_yuan": "numeric(16,2)", "special_deduction_yuan": "numeric(16,2)", "special_additional_deduction_yuan": "numeric(16,2)", "other_deduction_yuan": "numeric(16,2)", "donation_deduction_yuan": "numeric(16,2)", "taxable_income_yuan": "numeric(16,2)", "tax_rate_percent": "numeric(5,2)", "quick_deduction_yuan": "numeric(16,2)", "tax_payable_yuan": "numeric(16,2)", "tax_relief_yuan": "numeric(16,2)", "tax_paid_yuan": "numeric(16,2)", "withholding_agent": "text", "withholding_agent_uscc": "text", "declared_on": "date", "paid_on": "date", "payment_certificate_number": "text", "tax_authority": "text", "tax_division_code": "text", "corrected": "boolean"}
CREATE TABLE natural_person.individual_tax (
  identity_type text COLLATE "C" NOT NULL,
  identity_number text COLLATE "C" NOT NULL,
  record_id text COLLATE "C" NOT NULL,
  record_version bigint NOT NULL,
  provider text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  changed_on date NOT NULL,
  valid_from_on date,
  decided_on date,
  received_at timestamptz NOT NULL,
  item_version smallint NOT NULL,
  deleted boolean NOT NULL,
  reason text,
  related jsonb,
  flags text[] NOT NULL,
  topic_partition smallint NOT NULL,
  kafka_offset bigint NOT NULL,
  name text,
  sex_code text,
  birth_on date,
  country_code text,
  resident_taxpayer boolean,
  taxpayer_number text,
  income_kind text,
  tax_year integer,
  period_from_on date,
  period_to_on date,
  income_yuan numeric(16,2),
  expenses_yuan numeric(16,2),
  tax_exempt_income_yuan numeric(16,2),
  basic_deduction_yuan numeric(16,2),
  special_deduction_yuan numeric(16,2),
  special_additional_deduction_yuan numeric(16,2),
  other_deduction_yuan numeric(16,2),
  donation_deduction_yuan numeric(16,2),
  taxable_income_yuan numeric(16,2),
  tax_rate_percent numeric(5,2),
  quick_deduction_yuan numeric(16,2),
  tax_payable_yuan numeric(16,2),
  tax_relief_yuan numeric(16,2),
  tax_paid_yuan numeric(16,2),
  withholding_agent text,
  withholding_agent_uscc text,
  declared_on date,
  paid_on date,
  payment_certificate_number text,
  tax_authority text,
  tax_division_code text,
  corrected boolean,
  PRIMARY KEY (identity_type, identity_number, record_id)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE natural_person.individual_tax_history (
  identity_type text COLLATE "C" NOT NULL,
  identity_number text COLLATE "C" NOT NULL,
  record_id text COLLATE "C" NOT NULL,
  record_version bigint NOT NULL,
  provider text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  changed_on date NOT NULL,
  valid_from_on date,
  decided_on date,
  received_at timestamptz NOT NULL,
  item_version smallint NOT NULL,
  deleted boolean NOT NULL,
  reason text,
  related jsonb,
  flags text[] NOT NULL,
  topic_partition smallint NOT NULL,
  kafka_offset bigint NOT NULL,
  event_id uuid NOT NULL,
  submission_id text,
  operation text NOT NULL,
  origin text NOT NULL,
  origin_ref text,
  origin_platform text,
  recorded_at timestamptz NOT NULL,
  review_ref text,
  due_on date,
  due_on_adjusted date,
  provisional boolean NOT NULL,
  approval text,
  rules_version text NOT NULL,
  materialised_at timestamptz NOT NULL DEFAULT now(),
  name text,
  sex_code text,
  birth_on date,
  country_code text,
  resident_taxpayer boolean,
  taxpayer_number text,
  income_kind text,
  tax_year integer,
  period_from_on date,
  period_to_on date,
  income_yuan numeric(16,2),
  expenses_yuan numeric(16,2),
  tax_exempt_income_yuan numeric(16,2),
  basic_deduction_yuan numeric(16,2),
  special_deduction_yuan numeric(16,2),
  special_additional_deduction_yuan numeric(16,2),
  other_deduction_yuan numeric(16,2),
  donation_deduction_yuan numeric(16,2),
  taxable_income_yuan numeric(16,2),
  tax_rate_percent numeric(5,2),
  quick_deduction_yuan numeric(16,2),
  tax_payable_yuan numeric(16,2),
  tax_relief_yuan numeric(16,2),
  tax_paid_yuan numeric(16,2),
  withholding_agent text,
  withholding_agent_uscc text,
  declared_on date,
  paid_on date,
  payment_certificate_number text,
  tax_authority text,
  tax_division_code text,
  corrected boolean,
  PRIMARY KEY (topic_partition, kafka_offset),
  UNIQUE (provider, seq)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.2, autovacuum_analyze_scale_factor = 0.2);
CREATE INDEX individual_tax_history_version ON natural_person.individual_tax_history (identity_type, identity_number, record_id, record_version);
CREATE INDEX individual_tax_related ON natural_person.individual_tax USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
CREATE INDEX individual_tax_history_related ON natural_person.individual_tax_history USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
COMMENT ON TABLE natural_person.individual_tax IS 'Individual tax / 个人纳税信息';
COMMENT ON COLUMN natural_person.individual_tax.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.individual_tax.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.individual_tax.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.individual_tax.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.individual_tax.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_person.individual_tax.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.individual_tax.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.individual_tax.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.individual_tax.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_person.individual_tax.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_person.individual_tax.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_person.individual_tax.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_person.individual_tax.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.individual_tax.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.individual_tax.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.individual_tax.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.individual_tax.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.individual_tax.name IS 'Name / 姓名';
COMMENT ON COLUMN natural_person.individual_tax.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.individual_tax.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.individual_tax.country_code IS 'Country of nationality / 国籍代码';
COMMENT ON COLUMN natural_person.individual_tax.resident_taxpayer IS 'Whether the person is a resident individual for tax / 是否居民个人';
COMMENT ON COLUMN natural_person.individual_tax.taxpayer_number IS 'Taxpayer identification number / 纳税人识别号';
COMMENT ON COLUMN natural_person.individual_tax.income_kind IS 'Kind of income / 所得项目';
COMMENT ON COLUMN natural_person.individual_tax.tax_year IS 'Year of the tax / 纳税年度';
COMMENT ON COLUMN natural_person.individual_tax.period_from_on IS 'First day of the period / 税款所属期起';
COMMENT ON COLUMN natural_person.individual_tax.period_to_on IS 'Last day of the period / 税款所属期止';
COMMENT ON COLUMN natural_person.individual_tax.income_yuan IS 'Income, yuan / 收入额(元)';
COMMENT ON COLUMN natural_person.individual_tax.expenses_yuan IS 'Expenses deducted from the income, yuan / 费用(元)';
COMMENT ON COLUMN natural_person.individual_tax.tax_exempt_income_yuan IS 'Income exempt from tax, yuan / 免税收入(元)';
COMMENT ON COLUMN natural_person.individual_tax.basic_deduction_yuan IS 'Basic deduction, yuan / 减除费用(元)';
COMMENT ON COLUMN natural_person.individual_tax.special_deduction_yuan IS 'Special deductions: social insurance and housing fund, yuan / 专项扣除(元)';
COMMENT ON COLUMN natural_person.individual_tax.special_additional_deduction_yuan IS 'Special additional deductions, yuan / 专项附加扣除(元)';
COMMENT ON COLUMN natural_person.individual_tax.other_deduction_yuan IS 'Other deductions, yuan / 其他扣除(元)';
COMMENT ON COLUMN natural_person.individual_tax.donation_deduction_yuan IS 'Donations that may be deducted, yuan / 准予扣除的捐赠额(元)';
COMMENT ON COLUMN natural_person.individual_tax.taxable_income_yuan IS 'Taxable income, yuan / 应纳税所得额(元)';
COMMENT ON COLUMN natural_person.individual_tax.tax_rate_percent IS 'Rate of tax, per cent / 税率(百分之)';
COMMENT ON COLUMN natural_person.individual_tax.quick_deduction_yuan IS 'Quick deduction of the rate, yuan / 速算扣除数(元)';
COMMENT ON COLUMN natural_person.individual_tax.tax_payable_yuan IS 'Tax payable, yuan / 应纳税额(元)';
COMMENT ON COLUMN natural_person.individual_tax.tax_relief_yuan IS 'Tax relief, yuan / 减免税额(元)';
COMMENT ON COLUMN natural_person.individual_tax.tax_paid_yuan IS 'Tax paid, yuan / 已缴(扣)税额(元)';
COMMENT ON COLUMN natural_person.individual_tax.withholding_agent IS 'Withholding agent / 扣缴义务人';
COMMENT ON COLUMN natural_person.individual_tax.withholding_agent_uscc IS 'Unified social credit code of the withholding agent / 扣缴义务人统一社会信用代码';
COMMENT ON COLUMN natural_person.individual_tax.declared_on IS 'Day of declaration / 申报日期';
COMMENT ON COLUMN natural_person.individual_tax.paid_on IS 'Day the tax reached the treasury / 入库日期';
COMMENT ON COLUMN natural_person.individual_tax.payment_certificate_number IS 'Number of the tax payment certificate / 完税证明号码';
COMMENT ON COLUMN natural_person.individual_tax.tax_authority IS 'Tax authority in charge / 主管税务机关';
COMMENT ON COLUMN natural_person.individual_tax.tax_division_code IS 'Division of the tax authority / 主管税务机关行政区划代码';
COMMENT ON COLUMN natural_person.individual_tax.corrected IS 'Whether it corrects an earlier declaration / 是否更正申报';
COMMENT ON TABLE natural_person.individual_tax_history IS 'Individual tax / 个人纳税信息';
COMMENT ON COLUMN natural_person.individual_tax_history.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.individual_tax_history.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.individual_tax_history.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.individual_tax_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.individual_tax_history.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_person.individual_tax_history.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.individual_tax_history.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.individual_tax_history.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.individual_tax_history.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_person.individual_tax_history.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_person.individual_tax_history.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_person.individual_tax_history.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_person.individual_tax_history.event_id IS 'The event''s id, the same however often it is sent / 事件标识,重发不变';
COMMENT ON COLUMN natural_person.individual_tax_history.submission_id IS 'The submission it belongs to / 所属报送批次';
COMMENT ON COLUMN natural_person.individual_tax_history.operation IS 'What happened to the record / 变更操作';
COMMENT ON COLUMN natural_person.individual_tax_history.origin IS 'Why it was sent then / 报送来由';
COMMENT ON COLUMN natural_person.individual_tax_history.origin_ref IS 'The window or ticket that proves the origin / 证明来由的窗口或工单编号';
COMMENT ON COLUMN natural_person.individual_tax_history.origin_platform IS 'The platform a mirrored event first reached / 镜像事件首次到达的平台';
COMMENT ON COLUMN natural_person.individual_tax_history.recorded_at IS 'When the provider''s system recorded it, a claim / 提供部门系统登记时刻(自述)';
COMMENT ON COLUMN natural_person.individual_tax_history.review_ref IS 'Confidentiality review that allowed publishing, Art. 20(2) / 保密审查编号(第二十条第二款)';
COMMENT ON COLUMN natural_person.individual_tax_history.provisional IS 'Whether that day still depends on a notice to come / 该日是否尚待放假通知确定';
COMMENT ON COLUMN natural_person.individual_tax_history.rules_version IS 'Hash of the rules it was judged by / 判定所依规则的版本';
COMMENT ON COLUMN natural_person.individual_tax_history.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.individual_tax_history.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.individual_tax_history.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.individual_tax_history.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.individual_tax_history.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.individual_tax_history.due_on IS 'Last day on which sharing was in time / 按时共享的最后一日';
COMMENT ON COLUMN natural_person.individual_tax_history.due_on_adjusted IS 'The same without the days of declared intake outages / 扣除已公告接收中断后的最后一日';
COMMENT ON COLUMN natural_person.individual_tax_history.approval IS 'Approval by which it is due by quarter, Art. 19(4) / 据以按季度更新的批准（第十九条第四款）';
COMMENT ON COLUMN natural_person.individual_tax_history.materialised_at IS 'When the platform wrote it into this database / 平台写入本库的时刻';
COMMENT ON COLUMN natural_person.individual_tax_history.name IS 'Name / 姓名';
COMMENT ON COLUMN natural_person.individual_tax_history.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.individual_tax_history.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.individual_tax_history.country_code IS 'Country of nationality / 国籍代码';
COMMENT ON COLUMN natural_person.individual_tax_history.resident_taxpayer IS 'Whether the person is a resident individual for tax / 是否居民个人';
COMMENT ON COLUMN natural_person.individual_tax_history.taxpayer_number IS 'Taxpayer identification number / 纳税人识别号';
COMMENT ON COLUMN natural_person.individual_tax_history.income_kind IS 'Kind of income / 所得项目';
COMMENT ON COLUMN natural_person.individual_tax_history.tax_year IS 'Year of the tax / 纳税年度';
COMMENT ON COLUMN natural_person.individual_tax_history.period_from_on IS 'First day of the period / 税款所属期起';
COMMENT ON COLUMN natural_person.individual_tax_history.period_to_on IS 'Last day of the period / 税款所属期止';
COMMENT ON COLUMN natural_person.individual_tax_history.income_yuan IS 'Income, yuan / 收入额(元)';
COMMENT ON COLUMN natural_person.individual_tax_history.expenses_yuan IS 'Expenses deducted from the income, yuan / 费用(元)';
COMMENT ON COLUMN natural_person.individual_tax_history.tax_exempt_income_yuan IS 'Income exempt from tax, yuan / 免税收入(元)';
COMMENT ON COLUMN natural_person.individual_tax_history.basic_deduction_yuan IS 'Basic deduction, yuan / 减除费用(元)';
COMMENT ON COLUMN natural_person.individual_tax_history.special_deduction_yuan IS 'Special deductions: social insurance and housing fund, yuan / 专项扣除(元)';
COMMENT ON COLUMN natural_person.individual_tax_history.special_additional_deduction_yuan IS 'Special additional deductions, yuan / 专项附加扣除(元)';
COMMENT ON COLUMN natural_person.individual_tax_history.other_deduction_yuan IS 'Other deductions, yuan / 其他扣除(元)';
COMMENT ON COLUMN natural_person.individual_tax_history.donation_deduction_yuan IS 'Donations that may be deducted, yuan / 准予扣除的捐赠额(元)';
COMMENT ON COLUMN natural_person.individual_tax_history.taxable_income_yuan IS 'Taxable income, yuan / 应纳税所得额(元)';
COMMENT ON COLUMN natural_person.individual_tax_history.tax_rate_percent IS 'Rate of tax, per cent / 税率(百分之)';
COMMENT ON COLUMN natural_person.individual_tax_history.quick_deduction_yuan IS 'Quick deduction of the rate, yuan / 速算扣除数(元)';
COMMENT ON COLUMN natural_person.individual_tax_history.tax_payable_yuan IS 'Tax payable, yuan / 应纳税额(元)';
COMMENT ON COLUMN natural_person.individual_tax_history.tax_relief_yuan IS 'Tax relief, yuan / 减免税额(元)';
COMMENT ON COLUMN natural_person.individual_tax_history.tax_paid_yuan IS 'Tax paid, yuan / 已缴(扣)税额(元)';
COMMENT ON COLUMN natural_person.individual_tax_history.withholding_agent IS 'Withholding agent / 扣缴义务人';
COMMENT ON COLUMN natural_person.individual_tax_history.withholding_agent_uscc IS 'Unified social credit code of the withholding agent / 扣缴义务人统一社会信用代码';
COMMENT ON COLUMN natural_person.individual_tax_history.declared_on IS 'Day of declaration / 申报日期';
COMMENT ON COLUMN natural_person.individual_tax_history.paid_on IS 'Day the tax reached the treasury / 入库日期';
COMMENT ON COLUMN natural_person.individual_tax_history.payment_certificate_number IS 'Number of the tax payment certificate / 完税证明号码';
COMMENT ON COLUMN natural_person.individual_tax_history.tax_authority IS 'Tax authority in charge / 主管税务机关';
COMMENT ON COLUMN natural_person.individual_tax_history.tax_division_code IS 'Division of the tax authority / 主管税务机关行政区划代码';
COMMENT ON COLUMN natural_person.individual_tax_history.corrected IS 'Whether it corrects an earlier declaration / 是否更正申报';
