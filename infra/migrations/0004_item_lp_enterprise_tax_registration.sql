-- columns of lp-enterprise-tax-registration: {"entity_name": "text", "taxpayer_number": "text", "registration_kind": "text", "vat_taxpayer_kind": "text", "vat_kind_from_on": "date", "economic_type_code": "text", "industry_code": "text", "registered_address": "text", "operation_address": "text", "operation_division_code": "text", "legal_representative_name": "text", "finance_officer_name": "text", "tax_officer_name": "text", "contact_telephone": "text", "registered_on": "date", "tax_authority": "text", "tax_authority_code": "text", "accounting_standard": "text", "employee_count": "integer", "taxpayer_status": "text", "tax_credit_grade": "text", "tax_credit_year": "integer", "abnormal_since_on": "date", "head_office_uscc": "text", "deregistered_on": "date", "deregistration_reason": "text"}
CREATE TABLE legal_person.enterprise_tax_registration (
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
  entity_name text,
  taxpayer_number text,
  registration_kind text,
  vat_taxpayer_kind text,
  vat_kind_from_on date,
  economic_type_code text,
  industry_code text,
  registered_address text,
  operation_address text,
  operation_division_code text,
  legal_representative_name text,
  finance_officer_name text,
  tax_officer_name text,
  contact_telephone text,
  registered_on date,
  tax_authority text,
  tax_authority_code text,
  accounting_standard text,
  employee_count integer,
  taxpayer_status text,
  tax_credit_grade text,
  tax_credit_year integer,
  abnormal_since_on date,
  head_office_uscc text,
  deregistered_on date,
  deregistration_reason text,
  PRIMARY KEY (identity_type, identity_number, record_id)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE legal_person.enterprise_tax_registration_history (
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
  entity_name text,
  taxpayer_number text,
  registration_kind text,
  vat_taxpayer_kind text,
  vat_kind_from_on date,
  economic_type_code text,
  industry_code text,
  registered_address text,
  operation_address text,
  operation_division_code text,
  legal_representative_name text,
  finance_officer_name text,
  tax_officer_name text,
  contact_telephone text,
  registered_on date,
  tax_authority text,
  tax_authority_code text,
  accounting_standard text,
  employee_count integer,
  taxpayer_status text,
  tax_credit_grade text,
  tax_credit_year integer,
  abnormal_since_on date,
  head_office_uscc text,
  deregistered_on date,
  deregistration_reason text,
  PRIMARY KEY (topic_partition, kafka_offset),
  UNIQUE (provider, seq)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.2, autovacuum_analyze_scale_factor = 0.2);
CREATE INDEX enterprise_tax_registration_history_version ON legal_person.enterprise_tax_registration_history (identity_type, identity_number, record_id, record_version);
CREATE INDEX enterprise_tax_registration_related ON legal_person.enterprise_tax_registration USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
CREATE INDEX enterprise_tax_registration_history_related ON legal_person.enterprise_tax_registration_history USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
COMMENT ON TABLE legal_person.enterprise_tax_registration IS 'Enterprise tax registration / 企业税务登记信息';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.entity_name IS 'Name of the taxpayer / 纳税人名称';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.taxpayer_number IS 'Taxpayer identification number / 纳税人识别号';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.registration_kind IS 'Kind of registration / 登记类型';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.vat_taxpayer_kind IS 'Kind of value added tax payer / 增值税纳税人类型';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.vat_kind_from_on IS 'Since when it is of that kind / 增值税纳税人类型有效期自';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.economic_type_code IS 'Economic type / 经济类型代码';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.industry_code IS 'Industry / 行业代码';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.registered_address IS 'Registered address / 注册地址';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.operation_address IS 'Address of production and operation / 生产经营地址';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.operation_division_code IS 'Division of operation / 生产经营地行政区划代码';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.legal_representative_name IS 'Name of the legal representative / 法定代表人姓名';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.finance_officer_name IS 'Name of the person in charge of finance / 财务负责人姓名';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.tax_officer_name IS 'Name of the person who handles tax matters / 办税人员姓名';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.contact_telephone IS 'Telephone / 联系电话';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.registered_on IS 'Day of tax registration / 税务登记日期';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.tax_authority IS 'Tax authority in charge / 主管税务机关';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.tax_authority_code IS 'Code of the tax authority / 主管税务机关代码';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.accounting_standard IS 'Accounting standard / 会计制度';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.employee_count IS 'Employees / 从业人数';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.taxpayer_status IS 'Status of the taxpayer / 纳税人状态';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.tax_credit_grade IS 'Tax credit grade / 纳税信用级别';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.tax_credit_year IS 'Year of that grade / 纳税信用评价年度';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.abnormal_since_on IS 'Since when it has been listed as abnormal / 非正常户认定日期';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.head_office_uscc IS 'Unified social credit code of the head office / 总机构统一社会信用代码';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.deregistered_on IS 'Day of tax deregistration / 税务注销日期';
COMMENT ON COLUMN legal_person.enterprise_tax_registration.deregistration_reason IS 'Reason of deregistration / 注销原因';
COMMENT ON TABLE legal_person.enterprise_tax_registration_history IS 'Enterprise tax registration / 企业税务登记信息';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.event_id IS 'The event''s id, the same however often it is sent / 事件标识,重发不变';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.submission_id IS 'The submission it belongs to / 所属报送批次';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.operation IS 'What happened to the record / 变更操作';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.origin IS 'Why it was sent then / 报送来由';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.origin_ref IS 'The window or ticket that proves the origin / 证明来由的窗口或工单编号';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.origin_platform IS 'The platform a mirrored event first reached / 镜像事件首次到达的平台';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.recorded_at IS 'When the provider''s system recorded it, a claim / 提供部门系统登记时刻(自述)';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.review_ref IS 'Confidentiality review that allowed publishing, Art. 20(2) / 保密审查编号(第二十条第二款)';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.provisional IS 'Whether that day still depends on a notice to come / 该日是否尚待放假通知确定';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.rules_version IS 'Hash of the rules it was judged by / 判定所依规则的版本';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.due_on IS 'Last day on which sharing was in time / 按时共享的最后一日';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.due_on_adjusted IS 'The same without the days of declared intake outages / 扣除已公告接收中断后的最后一日';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.approval IS 'Approval by which it is due by quarter, Art. 19(4) / 据以按季度更新的批准（第十九条第四款）';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.materialised_at IS 'When the platform wrote it into this database / 平台写入本库的时刻';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.entity_name IS 'Name of the taxpayer / 纳税人名称';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.taxpayer_number IS 'Taxpayer identification number / 纳税人识别号';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.registration_kind IS 'Kind of registration / 登记类型';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.vat_taxpayer_kind IS 'Kind of value added tax payer / 增值税纳税人类型';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.vat_kind_from_on IS 'Since when it is of that kind / 增值税纳税人类型有效期自';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.economic_type_code IS 'Economic type / 经济类型代码';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.industry_code IS 'Industry / 行业代码';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.registered_address IS 'Registered address / 注册地址';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.operation_address IS 'Address of production and operation / 生产经营地址';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.operation_division_code IS 'Division of operation / 生产经营地行政区划代码';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.legal_representative_name IS 'Name of the legal representative / 法定代表人姓名';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.finance_officer_name IS 'Name of the person in charge of finance / 财务负责人姓名';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.tax_officer_name IS 'Name of the person who handles tax matters / 办税人员姓名';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.contact_telephone IS 'Telephone / 联系电话';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.registered_on IS 'Day of tax registration / 税务登记日期';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.tax_authority IS 'Tax authority in charge / 主管税务机关';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.tax_authority_code IS 'Code of the tax authority / 主管税务机关代码';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.accounting_standard IS 'Accounting standard / 会计制度';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.employee_count IS 'Employees / 从业人数';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.taxpayer_status IS 'Status of the taxpayer / 纳税人状态';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.tax_credit_grade IS 'Tax credit grade / 纳税信用级别';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.tax_credit_year IS 'Year of that grade / 纳税信用评价年度';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.abnormal_since_on IS 'Since when it has been listed as abnormal / 非正常户认定日期';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.head_office_uscc IS 'Unified social credit code of the head office / 总机构统一社会信用代码';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.deregistered_on IS 'Day of tax deregistration / 税务注销日期';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_history.deregistration_reason IS 'Reason of deregistration / 注销原因';
