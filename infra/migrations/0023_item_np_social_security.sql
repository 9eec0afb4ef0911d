-- columns of np-social-security: {"name": "text", "sex_code": "text", "birth_on": "date", "employment_status_code": "text", "social_security_card_number": "text", "personal_account_number": "text", "insurance_kind_code": "text", "participation_status_code": "text", "participant_kind": "text", "employer": "text", "employer_uscc": "text", "insured_from_on": "date", "insured_to_on": "date", "contribution_base_yuan": "numeric(16,2)", "contribution_months": "integer", "last_contribution_month": "text", "benefit_kind": "text", "benefit_from_on": "date", "benefit_status": "text", "handling_institution": "text", "insured_division_code": "text", "transferred_from_division_code": "text"}
CREATE TABLE natural_person.social_security (
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
  employment_status_code text,
  social_security_card_number text,
  personal_account_number text,
  insurance_kind_code text,
  participation_status_code text,
  participant_kind text,
  employer text,
  employer_uscc text,
  insured_from_on date,
  insured_to_on date,
  contribution_base_yuan numeric(16,2),
  contribution_months integer,
  last_contribution_month text,
  benefit_kind text,
  benefit_from_on date,
  benefit_status text,
  handling_institution text,
  insured_division_code text,
  transferred_from_division_code text,
  PRIMARY KEY (identity_type, identity_number, record_id)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE natural_person.social_security_history (
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
  employment_status_code text,
  social_security_card_number text,
  personal_account_number text,
  insurance_kind_code text,
  participation_status_code text,
  participant_kind text,
  employer text,
  employer_uscc text,
  insured_from_on date,
  insured_to_on date,
  contribution_base_yuan numeric(16,2),
  contribution_months integer,
  last_contribution_month text,
  benefit_kind text,
  benefit_from_on date,
  benefit_status text,
  handling_institution text,
  insured_division_code text,
  transferred_from_division_code text,
  PRIMARY KEY (topic_partition, kafka_offset),
  UNIQUE (provider, seq)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.2, autovacuum_analyze_scale_factor = 0.2);
CREATE INDEX social_security_history_version ON natural_person.social_security_history (identity_type, identity_number, record_id, record_version);
CREATE INDEX social_security_related ON natural_person.social_security USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
CREATE INDEX social_security_history_related ON natural_person.social_security_history USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
COMMENT ON TABLE natural_person.social_security IS 'Social security / 社会保险信息';
COMMENT ON COLUMN natural_person.social_security.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.social_security.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.social_security.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.social_security.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.social_security.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_person.social_security.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.social_security.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.social_security.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.social_security.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_person.social_security.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_person.social_security.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_person.social_security.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_person.social_security.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.social_security.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.social_security.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.social_security.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.social_security.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.social_security.name IS 'Name / 姓名';
COMMENT ON COLUMN natural_person.social_security.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.social_security.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.social_security.employment_status_code IS 'Status of employment / 从业状况代码';
COMMENT ON COLUMN natural_person.social_security.social_security_card_number IS 'Number of the social security card / 社会保障卡号';
COMMENT ON COLUMN natural_person.social_security.personal_account_number IS 'Personal number in the insurance system / 个人编号';
COMMENT ON COLUMN natural_person.social_security.insurance_kind_code IS 'Branch of insurance / 险种类型代码';
COMMENT ON COLUMN natural_person.social_security.participation_status_code IS 'Status of participation / 参保状态代码';
COMMENT ON COLUMN natural_person.social_security.participant_kind IS 'Kind of participant: employee, civil servant, resident, self-employed / 参保人员类别';
COMMENT ON COLUMN natural_person.social_security.employer IS 'Employer that pays the contributions / 参保单位';
COMMENT ON COLUMN natural_person.social_security.employer_uscc IS 'Unified social credit code of the employer / 参保单位统一社会信用代码';
COMMENT ON COLUMN natural_person.social_security.insured_from_on IS 'First day of participation / 参保开始日期';
COMMENT ON COLUMN natural_person.social_security.insured_to_on IS 'Last day of participation / 参保终止日期';
COMMENT ON COLUMN natural_person.social_security.contribution_base_yuan IS 'Monthly contribution base, yuan / 月缴费基数(元)';
COMMENT ON COLUMN natural_person.social_security.contribution_months IS 'Months of contribution so far / 累计缴费月数';
COMMENT ON COLUMN natural_person.social_security.last_contribution_month IS 'Latest month contributed for, YYYY-MM / 最近缴费月份';
COMMENT ON COLUMN natural_person.social_security.benefit_kind IS 'Benefit now received / 享受待遇类别';
COMMENT ON COLUMN natural_person.social_security.benefit_from_on IS 'First day of the benefit / 待遇享受开始日期';
COMMENT ON COLUMN natural_person.social_security.benefit_status IS 'Status of the benefit / 待遇状态';
COMMENT ON COLUMN natural_person.social_security.handling_institution IS 'Social insurance institution in charge / 社保经办机构';
COMMENT ON COLUMN natural_person.social_security.insured_division_code IS 'Division of insurance / 参保地行政区划代码';
COMMENT ON COLUMN natural_person.social_security.transferred_from_division_code IS 'Division the relation was transferred from / 转入前参保地行政区划代码';
COMMENT ON TABLE natural_person.social_security_history IS 'Social security / 社会保险信息';
COMMENT ON COLUMN natural_person.social_security_history.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.social_security_history.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.social_security_history.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.social_security_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.social_security_history.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_person.social_security_history.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.social_security_history.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.social_security_history.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.social_security_history.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_person.social_security_history.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_person.social_security_history.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_person.social_security_history.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_person.social_security_history.event_id IS 'The event''s id, the same however often it is sent / 事件标识,重发不变';
COMMENT ON COLUMN natural_person.social_security_history.submission_id IS 'The submission it belongs to / 所属报送批次';
COMMENT ON COLUMN natural_person.social_security_history.operation IS 'What happened to the record / 变更操作';
COMMENT ON COLUMN natural_person.social_security_history.origin IS 'Why it was sent then / 报送来由';
COMMENT ON COLUMN natural_person.social_security_history.origin_ref IS 'The window or ticket that proves the origin / 证明来由的窗口或工单编号';
COMMENT ON COLUMN natural_person.social_security_history.origin_platform IS 'The platform a mirrored event first reached / 镜像事件首次到达的平台';
COMMENT ON COLUMN natural_person.social_security_history.recorded_at IS 'When the provider''s system recorded it, a claim / 提供部门系统登记时刻(自述)';
COMMENT ON COLUMN natural_person.social_security_history.review_ref IS 'Confidentiality review that allowed publishing, Art. 20(2) / 保密审查编号(第二十条第二款)';
COMMENT ON COLUMN natural_person.social_security_history.provisional IS 'Whether that day still depends on a notice to come / 该日是否尚待放假通知确定';
COMMENT ON COLUMN natural_person.social_security_history.rules_version IS 'Hash of the rules it was judged by / 判定所依规则的版本';
COMMENT ON COLUMN natural_person.social_security_history.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.social_security_history.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.social_security_history.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.social_security_history.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.social_security_history.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.social_security_history.due_on IS 'Last day on which sharing was in time / 按时共享的最后一日';
COMMENT ON COLUMN natural_person.social_security_history.due_on_adjusted IS 'The same without the days of declared intake outages / 扣除已公告接收中断后的最后一日';
COMMENT ON COLUMN natural_person.social_security_history.approval IS 'Approval by which it is due by quarter, Art. 19(4) / 据以按季度更新的批准（第十九条第四款）';
COMMENT ON COLUMN natural_person.social_security_history.materialised_at IS 'When the platform wrote it into this database / 平台写入本库的时刻';
COMMENT ON COLUMN natural_person.social_security_history.name IS 'Name / 姓名';
COMMENT ON COLUMN natural_person.social_security_history.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.social_security_history.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.social_security_history.employment_status_code IS 'Status of employment / 从业状况代码';
COMMENT ON COLUMN natural_person.social_security_history.social_security_card_number IS 'Number of the social security card / 社会保障卡号';
COMMENT ON COLUMN natural_person.social_security_history.personal_account_number IS 'Personal number in the insurance system / 个人编号';
COMMENT ON COLUMN natural_person.social_security_history.insurance_kind_code IS 'Branch of insurance / 险种类型代码';
COMMENT ON COLUMN natural_person.social_security_history.participation_status_code IS 'Status of participation / 参保状态代码';
COMMENT ON COLUMN natural_person.social_security_history.participant_kind IS 'Kind of participant: employee, civil servant, resident, self-employed / 参保人员类别';
COMMENT ON COLUMN natural_person.social_security_history.employer IS 'Employer that pays the contributions / 参保单位';
COMMENT ON COLUMN natural_person.social_security_history.employer_uscc IS 'Unified social credit code of the employer / 参保单位统一社会信用代码';
COMMENT ON COLUMN natural_person.social_security_history.insured_from_on IS 'First day of participation / 参保开始日期';
COMMENT ON COLUMN natural_person.social_security_history.insured_to_on IS 'Last day of participation / 参保终止日期';
COMMENT ON COLUMN natural_person.social_security_history.contribution_base_yuan IS 'Monthly contribution base, yuan / 月缴费基数(元)';
COMMENT ON COLUMN natural_person.social_security_history.contribution_months IS 'Months of contribution so far / 累计缴费月数';
COMMENT ON COLUMN natural_person.social_security_history.last_contribution_month IS 'Latest month contributed for, YYYY-MM / 最近缴费月份';
COMMENT ON COLUMN natural_person.social_security_history.benefit_kind IS 'Benefit now received / 享受待遇类别';
COMMENT ON COLUMN natural_person.social_security_history.benefit_from_on IS 'First day of the benefit / 待遇享受开始日期';
COMMENT ON COLUMN natural_person.social_security_history.benefit_status IS 'Status of the benefit / 待遇状态';
COMMENT ON COLUMN natural_person.social_security_history.handling_institution IS 'Social insurance institution in charge / 社保经办机构';
COMMENT ON COLUMN natural_person.social_security_history.insured_division_code IS 'Division of insurance / 参保地行政区划代码';
COMMENT ON COLUMN natural_person.social_security_history.transferred_from_division_code IS 'Division the relation was transferred from / 转入前参保地行政区划代码';
