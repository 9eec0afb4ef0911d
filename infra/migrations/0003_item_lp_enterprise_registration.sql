-- columns of lp-enterprise-registration: {"entity_name": "text", "registration_number": "text", "enterprise_type": "text", "legal_representative_name": "text", "registered_capital": "numeric(20,6)", "registered_capital_currency": "text", "registered_capital_text": "text", "business_scope": "text", "domicile_address": "text", "domicile_division_code": "text", "industry_code": "text", "registration_authority": "text", "registration_status": "text", "established_on": "date", "approved_on": "date", "term_from_on": "date", "term_to_on": "date"}
CREATE TABLE legal_person.enterprise_registration (
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
  registration_number text,
  enterprise_type text,
  legal_representative_name text,
  registered_capital numeric(20,6),
  registered_capital_currency text,
  registered_capital_text text,
  business_scope text,
  domicile_address text,
  domicile_division_code text,
  industry_code text,
  registration_authority text,
  registration_status text,
  established_on date,
  approved_on date,
  term_from_on date,
  term_to_on date,
  PRIMARY KEY (identity_type, identity_number, record_id)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE legal_person.enterprise_registration_history (
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
  registration_number text,
  enterprise_type text,
  legal_representative_name text,
  registered_capital numeric(20,6),
  registered_capital_currency text,
  registered_capital_text text,
  business_scope text,
  domicile_address text,
  domicile_division_code text,
  industry_code text,
  registration_authority text,
  registration_status text,
  established_on date,
  approved_on date,
  term_from_on date,
  term_to_on date,
  PRIMARY KEY (topic_partition, kafka_offset),
  UNIQUE (provider, seq)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.2, autovacuum_analyze_scale_factor = 0.2);
CREATE INDEX enterprise_registration_history_version ON legal_person.enterprise_registration_history (identity_type, identity_number, record_id, record_version);
COMMENT ON TABLE legal_person.enterprise_registration IS 'Enterprise registration / 企业登记信息';
COMMENT ON COLUMN legal_person.enterprise_registration.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN legal_person.enterprise_registration.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN legal_person.enterprise_registration.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN legal_person.enterprise_registration.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN legal_person.enterprise_registration.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN legal_person.enterprise_registration.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN legal_person.enterprise_registration.entity_name IS 'Registered name / 企业名称';
COMMENT ON COLUMN legal_person.enterprise_registration.registration_number IS 'Business licence number from before the unified code / 注册号';
COMMENT ON COLUMN legal_person.enterprise_registration.enterprise_type IS 'Type of enterprise as registered / 企业类型';
COMMENT ON COLUMN legal_person.enterprise_registration.legal_representative_name IS 'Name of the legal representative / 法定代表人姓名';
COMMENT ON COLUMN legal_person.enterprise_registration.registered_capital IS 'Registered capital in units of 10,000 of the currency / 注册资本(万元)';
COMMENT ON COLUMN legal_person.enterprise_registration.registered_capital_currency IS 'Currency of the registered capital, ISO 4217 alphabetic / 注册资本币种';
COMMENT ON COLUMN legal_person.enterprise_registration.registered_capital_text IS 'Registered capital as stated by the register / 注册资本原文';
COMMENT ON COLUMN legal_person.enterprise_registration.business_scope IS 'Scope of business as registered / 经营范围';
COMMENT ON COLUMN legal_person.enterprise_registration.domicile_address IS 'Address of the domicile / 住所';
COMMENT ON COLUMN legal_person.enterprise_registration.domicile_division_code IS 'County-level division of the domicile / 住所行政区划代码';
COMMENT ON COLUMN legal_person.enterprise_registration.industry_code IS 'Industry / 行业代码';
COMMENT ON COLUMN legal_person.enterprise_registration.registration_authority IS 'Registering authority / 登记机关';
COMMENT ON COLUMN legal_person.enterprise_registration.registration_status IS 'Status in the register / 登记状态';
COMMENT ON COLUMN legal_person.enterprise_registration.established_on IS 'Day of establishment / 成立日期';
COMMENT ON COLUMN legal_person.enterprise_registration.approved_on IS 'Day of approval of the latest change / 核准日期';
COMMENT ON COLUMN legal_person.enterprise_registration.term_from_on IS 'First day of the business term / 营业期限自';
COMMENT ON COLUMN legal_person.enterprise_registration.term_to_on IS 'Last day of the business term / 营业期限至';
COMMENT ON TABLE legal_person.enterprise_registration_history IS 'Enterprise registration / 企业登记信息';
COMMENT ON COLUMN legal_person.enterprise_registration_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN legal_person.enterprise_registration_history.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN legal_person.enterprise_registration_history.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN legal_person.enterprise_registration_history.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN legal_person.enterprise_registration_history.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN legal_person.enterprise_registration_history.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN legal_person.enterprise_registration_history.due_on IS 'Last day on which sharing was in time / 按时共享的最后一日';
COMMENT ON COLUMN legal_person.enterprise_registration_history.due_on_adjusted IS 'The same without the days of declared intake outages / 扣除已公告接收中断后的最后一日';
COMMENT ON COLUMN legal_person.enterprise_registration_history.approval IS 'Approval by which it is due by quarter, Art. 19(4) / 据以按季度更新的批准（第十九条第四款）';
COMMENT ON COLUMN legal_person.enterprise_registration_history.materialised_at IS 'When the platform wrote it into this database / 平台写入本库的时刻';
COMMENT ON COLUMN legal_person.enterprise_registration_history.entity_name IS 'Registered name / 企业名称';
COMMENT ON COLUMN legal_person.enterprise_registration_history.registration_number IS 'Business licence number from before the unified code / 注册号';
COMMENT ON COLUMN legal_person.enterprise_registration_history.enterprise_type IS 'Type of enterprise as registered / 企业类型';
COMMENT ON COLUMN legal_person.enterprise_registration_history.legal_representative_name IS 'Name of the legal representative / 法定代表人姓名';
COMMENT ON COLUMN legal_person.enterprise_registration_history.registered_capital IS 'Registered capital in units of 10,000 of the currency / 注册资本(万元)';
COMMENT ON COLUMN legal_person.enterprise_registration_history.registered_capital_currency IS 'Currency of the registered capital, ISO 4217 alphabetic / 注册资本币种';
COMMENT ON COLUMN legal_person.enterprise_registration_history.registered_capital_text IS 'Registered capital as stated by the register / 注册资本原文';
COMMENT ON COLUMN legal_person.enterprise_registration_history.business_scope IS 'Scope of business as registered / 经营范围';
COMMENT ON COLUMN legal_person.enterprise_registration_history.domicile_address IS 'Address of the domicile / 住所';
COMMENT ON COLUMN legal_person.enterprise_registration_history.domicile_division_code IS 'County-level division of the domicile / 住所行政区划代码';
COMMENT ON COLUMN legal_person.enterprise_registration_history.industry_code IS 'Industry / 行业代码';
COMMENT ON COLUMN legal_person.enterprise_registration_history.registration_authority IS 'Registering authority / 登记机关';
COMMENT ON COLUMN legal_person.enterprise_registration_history.registration_status IS 'Status in the register / 登记状态';
COMMENT ON COLUMN legal_person.enterprise_registration_history.established_on IS 'Day of establishment / 成立日期';
COMMENT ON COLUMN legal_person.enterprise_registration_history.approved_on IS 'Day of approval of the latest change / 核准日期';
COMMENT ON COLUMN legal_person.enterprise_registration_history.term_from_on IS 'First day of the business term / 营业期限自';
COMMENT ON COLUMN legal_person.enterprise_registration_history.term_to_on IS 'Last day of the business term / 营业期限至';
