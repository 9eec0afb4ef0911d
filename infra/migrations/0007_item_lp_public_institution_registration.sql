-- columns of lp-public-institution-registration: {"entity_name": "text", "other_entity_names": "text", "legal_representative_name": "text", "purpose_and_scope": "text", "domicile_address": "text", "domicile_division_code": "text", "funding_source": "text", "initial_funds": "numeric(20,6)", "organising_authority": "text", "organising_authority_uscc": "text", "approval_document": "text", "staff_establishment_count": "integer", "institution_category": "text", "industry_code": "text", "certificate_number": "text", "certificate_valid_from_on": "date", "certificate_valid_until_on": "date", "registration_authority": "text", "established_on": "date", "approved_on": "date", "annual_report_year": "integer", "registration_status": "text", "cancelled_on": "date", "succeeded_by_uscc": "text"}
CREATE TABLE legal_person.public_institution_registration (
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
  other_entity_names text,
  legal_representative_name text,
  purpose_and_scope text,
  domicile_address text,
  domicile_division_code text,
  funding_source text,
  initial_funds numeric(20,6),
  organising_authority text,
  organising_authority_uscc text,
  approval_document text,
  staff_establishment_count integer,
  institution_category text,
  industry_code text,
  certificate_number text,
  certificate_valid_from_on date,
  certificate_valid_until_on date,
  registration_authority text,
  established_on date,
  approved_on date,
  annual_report_year integer,
  registration_status text,
  cancelled_on date,
  succeeded_by_uscc text,
  PRIMARY KEY (identity_type, identity_number, record_id)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE legal_person.public_institution_registration_history (
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
  other_entity_names text,
  legal_representative_name text,
  purpose_and_scope text,
  domicile_address text,
  domicile_division_code text,
  funding_source text,
  initial_funds numeric(20,6),
  organising_authority text,
  organising_authority_uscc text,
  approval_document text,
  staff_establishment_count integer,
  institution_category text,
  industry_code text,
  certificate_number text,
  certificate_valid_from_on date,
  certificate_valid_until_on date,
  registration_authority text,
  established_on date,
  approved_on date,
  annual_report_year integer,
  registration_status text,
  cancelled_on date,
  succeeded_by_uscc text,
  PRIMARY KEY (topic_partition, kafka_offset),
  UNIQUE (provider, seq)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.2, autovacuum_analyze_scale_factor = 0.2);
CREATE INDEX public_institution_registration_history_version ON legal_person.public_institution_registration_history (identity_type, identity_number, record_id, record_version);
CREATE INDEX public_institution_registration_related ON legal_person.public_institution_registration USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
CREATE INDEX public_institution_registration_history_related ON legal_person.public_institution_registration_history USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
COMMENT ON TABLE legal_person.public_institution_registration IS 'Registration of public institutions / 事业单位登记信息';
COMMENT ON COLUMN legal_person.public_institution_registration.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN legal_person.public_institution_registration.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN legal_person.public_institution_registration.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN legal_person.public_institution_registration.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN legal_person.public_institution_registration.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN legal_person.public_institution_registration.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN legal_person.public_institution_registration.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN legal_person.public_institution_registration.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN legal_person.public_institution_registration.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN legal_person.public_institution_registration.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN legal_person.public_institution_registration.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN legal_person.public_institution_registration.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN legal_person.public_institution_registration.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN legal_person.public_institution_registration.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN legal_person.public_institution_registration.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN legal_person.public_institution_registration.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN legal_person.public_institution_registration.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN legal_person.public_institution_registration.entity_name IS 'Registered name / 单位名称';
COMMENT ON COLUMN legal_person.public_institution_registration.other_entity_names IS 'Second and other names / 第二名称及其他名称';
COMMENT ON COLUMN legal_person.public_institution_registration.legal_representative_name IS 'Name of the legal representative / 法定代表人姓名';
COMMENT ON COLUMN legal_person.public_institution_registration.purpose_and_scope IS 'Purpose and scope of work / 宗旨和业务范围';
COMMENT ON COLUMN legal_person.public_institution_registration.domicile_address IS 'Address of the domicile / 住所';
COMMENT ON COLUMN legal_person.public_institution_registration.domicile_division_code IS 'County-level division of the domicile / 住所行政区划代码';
COMMENT ON COLUMN legal_person.public_institution_registration.funding_source IS 'Source of funds / 经费来源';
COMMENT ON COLUMN legal_person.public_institution_registration.initial_funds IS 'Initial funds in units of 10,000 yuan / 开办资金(万元)';
COMMENT ON COLUMN legal_person.public_institution_registration.organising_authority IS 'Organising authority / 举办单位';
COMMENT ON COLUMN legal_person.public_institution_registration.organising_authority_uscc IS 'Unified social credit code of the organising authority / 举办单位统一社会信用代码';
COMMENT ON COLUMN legal_person.public_institution_registration.approval_document IS 'Approval of its establishment: authority and number / 批准设立机关及文号';
COMMENT ON COLUMN legal_person.public_institution_registration.staff_establishment_count IS 'Posts of its establishment / 编制数';
COMMENT ON COLUMN legal_person.public_institution_registration.institution_category IS 'Category of the institution / 事业单位类别';
COMMENT ON COLUMN legal_person.public_institution_registration.industry_code IS 'Industry / 行业代码';
COMMENT ON COLUMN legal_person.public_institution_registration.certificate_number IS 'Number of the legal person certificate / 法人证书号';
COMMENT ON COLUMN legal_person.public_institution_registration.certificate_valid_from_on IS 'First day the certificate is valid / 证书有效期自';
COMMENT ON COLUMN legal_person.public_institution_registration.certificate_valid_until_on IS 'Last day the certificate is valid / 证书有效期至';
COMMENT ON COLUMN legal_person.public_institution_registration.registration_authority IS 'Registering authority / 登记管理机关';
COMMENT ON COLUMN legal_person.public_institution_registration.established_on IS 'Day of first registration / 设立登记日期';
COMMENT ON COLUMN legal_person.public_institution_registration.approved_on IS 'Day of approval of the latest change / 核准日期';
COMMENT ON COLUMN legal_person.public_institution_registration.annual_report_year IS 'Year of the latest annual report / 最近年度报告年度';
COMMENT ON COLUMN legal_person.public_institution_registration.registration_status IS 'Status in the register / 登记状态';
COMMENT ON COLUMN legal_person.public_institution_registration.cancelled_on IS 'Day of deregistration / 注销日期';
COMMENT ON COLUMN legal_person.public_institution_registration.succeeded_by_uscc IS 'Code of the institution that succeeds it / 承继单位统一社会信用代码';
COMMENT ON TABLE legal_person.public_institution_registration_history IS 'Registration of public institutions / 事业单位登记信息';
COMMENT ON COLUMN legal_person.public_institution_registration_history.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN legal_person.public_institution_registration_history.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN legal_person.public_institution_registration_history.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN legal_person.public_institution_registration_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN legal_person.public_institution_registration_history.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN legal_person.public_institution_registration_history.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN legal_person.public_institution_registration_history.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN legal_person.public_institution_registration_history.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN legal_person.public_institution_registration_history.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN legal_person.public_institution_registration_history.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN legal_person.public_institution_registration_history.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN legal_person.public_institution_registration_history.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN legal_person.public_institution_registration_history.event_id IS 'The event''s id, the same however often it is sent / 事件标识,重发不变';
COMMENT ON COLUMN legal_person.public_institution_registration_history.submission_id IS 'The submission it belongs to / 所属报送批次';
COMMENT ON COLUMN legal_person.public_institution_registration_history.operation IS 'What happened to the record / 变更操作';
COMMENT ON COLUMN legal_person.public_institution_registration_history.origin IS 'Why it was sent then / 报送来由';
COMMENT ON COLUMN legal_person.public_institution_registration_history.origin_ref IS 'The window or ticket that proves the origin / 证明来由的窗口或工单编号';
COMMENT ON COLUMN legal_person.public_institution_registration_history.origin_platform IS 'The platform a mirrored event first reached / 镜像事件首次到达的平台';
COMMENT ON COLUMN legal_person.public_institution_registration_history.recorded_at IS 'When the provider''s system recorded it, a claim / 提供部门系统登记时刻(自述)';
COMMENT ON COLUMN legal_person.public_institution_registration_history.review_ref IS 'Confidentiality review that allowed publishing, Art. 20(2) / 保密审查编号(第二十条第二款)';
COMMENT ON COLUMN legal_person.public_institution_registration_history.provisional IS 'Whether that day still depends on a notice to come / 该日是否尚待放假通知确定';
COMMENT ON COLUMN legal_person.public_institution_registration_history.rules_version IS 'Hash of the rules it was judged by / 判定所依规则的版本';
COMMENT ON COLUMN legal_person.public_institution_registration_history.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN legal_person.public_institution_registration_history.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN legal_person.public_institution_registration_history.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN legal_person.public_institution_registration_history.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN legal_person.public_institution_registration_history.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN legal_person.public_institution_registration_history.due_on IS 'Last day on which sharing was in time / 按时共享的最后一日';
COMMENT ON COLUMN legal_person.public_institution_registration_history.due_on_adjusted IS 'The same without the days of declared intake outages / 扣除已公告接收中断后的最后一日';
COMMENT ON COLUMN legal_person.public_institution_registration_history.approval IS 'Approval by which it is due by quarter, Art. 19(4) / 据以按季度更新的批准（第十九条第四款）';
COMMENT ON COLUMN legal_person.public_institution_registration_history.materialised_at IS 'When the platform wrote it into this database / 平台写入本库的时刻';
COMMENT ON COLUMN legal_person.public_institution_registration_history.entity_name IS 'Registered name / 单位名称';
COMMENT ON COLUMN legal_person.public_institution_registration_history.other_entity_names IS 'Second and other names / 第二名称及其他名称';
COMMENT ON COLUMN legal_person.public_institution_registration_history.legal_representative_name IS 'Name of the legal representative / 法定代表人姓名';
COMMENT ON COLUMN legal_person.public_institution_registration_history.purpose_and_scope IS 'Purpose and scope of work / 宗旨和业务范围';
COMMENT ON COLUMN legal_person.public_institution_registration_history.domicile_address IS 'Address of the domicile / 住所';
COMMENT ON COLUMN legal_person.public_institution_registration_history.domicile_division_code IS 'County-level division of the domicile / 住所行政区划代码';
COMMENT ON COLUMN legal_person.public_institution_registration_history.funding_source IS 'Source of funds / 经费来源';
COMMENT ON COLUMN legal_person.public_institution_registration_history.initial_funds IS 'Initial funds in units of 10,000 yuan / 开办资金(万元)';
COMMENT ON COLUMN legal_person.public_institution_registration_history.organising_authority IS 'Organising authority / 举办单位';
COMMENT ON COLUMN legal_person.public_institution_registration_history.organising_authority_uscc IS 'Unified social credit code of the organising authority / 举办单位统一社会信用代码';
COMMENT ON COLUMN legal_person.public_institution_registration_history.approval_document IS 'Approval of its establishment: authority and number / 批准设立机关及文号';
COMMENT ON COLUMN legal_person.public_institution_registration_history.staff_establishment_count IS 'Posts of its establishment / 编制数';
COMMENT ON COLUMN legal_person.public_institution_registration_history.institution_category IS 'Category of the institution / 事业单位类别';
COMMENT ON COLUMN legal_person.public_institution_registration_history.industry_code IS 'Industry / 行业代码';
COMMENT ON COLUMN legal_person.public_institution_registration_history.certificate_number IS 'Number of the legal person certificate / 法人证书号';
COMMENT ON COLUMN legal_person.public_institution_registration_history.certificate_valid_from_on IS 'First day the certificate is valid / 证书有效期自';
COMMENT ON COLUMN legal_person.public_institution_registration_history.certificate_valid_until_on IS 'Last day the certificate is valid / 证书有效期至';
COMMENT ON COLUMN legal_person.public_institution_registration_history.registration_authority IS 'Registering authority / 登记管理机关';
COMMENT ON COLUMN legal_person.public_institution_registration_history.established_on IS 'Day of first registration / 设立登记日期';
COMMENT ON COLUMN legal_person.public_institution_registration_history.approved_on IS 'Day of approval of the latest change / 核准日期';
COMMENT ON COLUMN legal_person.public_institution_registration_history.annual_report_year IS 'Year of the latest annual report / 最近年度报告年度';
COMMENT ON COLUMN legal_person.public_institution_registration_history.registration_status IS 'Status in the register / 登记状态';
COMMENT ON COLUMN legal_person.public_institution_registration_history.cancelled_on IS 'Day of deregistration / 注销日期';
COMMENT ON COLUMN legal_person.public_institution_registration_history.succeeded_by_uscc IS 'Code of the institution that succeeds it / 承继单位统一社会信用代码';
