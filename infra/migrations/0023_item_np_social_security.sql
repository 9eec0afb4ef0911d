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
COMMENT ON TABLE natural_person.social_security IS 'Social security / 社会保险信息';
COMMENT ON COLUMN natural_person.social_security.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
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
COMMENT ON COLUMN natural_person.social_security_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
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
