-- columns of lp-uscc: {"entity_name": "text", "former_entity_name": "text", "organisation_type_code": "text", "uscc_category_code": "text", "economic_type_code": "text", "industry_code": "text", "legal_representative_name": "text", "legal_representative_identity_type": "text", "legal_representative_identity_number": "text", "domicile_address": "text", "domicile_division_code": "text", "registration_authority": "text", "registration_authority_uscc": "text", "registration_division_code": "text", "assigned_on": "date", "established_on": "date", "former_organisation_code": "text", "former_registration_number": "text", "former_taxpayer_number": "text", "code_status": "text", "cancelled_on": "date", "succeeded_by_uscc": "text"}
CREATE TABLE legal_person.uscc (
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
  former_entity_name text,
  organisation_type_code text,
  uscc_category_code text,
  economic_type_code text,
  industry_code text,
  legal_representative_name text,
  legal_representative_identity_type text,
  legal_representative_identity_number text,
  domicile_address text,
  domicile_division_code text,
  registration_authority text,
  registration_authority_uscc text,
  registration_division_code text,
  assigned_on date,
  established_on date,
  former_organisation_code text,
  former_registration_number text,
  former_taxpayer_number text,
  code_status text,
  cancelled_on date,
  succeeded_by_uscc text,
  PRIMARY KEY (identity_type, identity_number, record_id)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE legal_person.uscc_history (
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
  former_entity_name text,
  organisation_type_code text,
  uscc_category_code text,
  economic_type_code text,
  industry_code text,
  legal_representative_name text,
  legal_representative_identity_type text,
  legal_representative_identity_number text,
  domicile_address text,
  domicile_division_code text,
  registration_authority text,
  registration_authority_uscc text,
  registration_division_code text,
  assigned_on date,
  established_on date,
  former_organisation_code text,
  former_registration_number text,
  former_taxpayer_number text,
  code_status text,
  cancelled_on date,
  succeeded_by_uscc text,
  PRIMARY KEY (topic_partition, kafka_offset),
  UNIQUE (provider, seq)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.2, autovacuum_analyze_scale_factor = 0.2);
CREATE INDEX uscc_history_version ON legal_person.uscc_history (identity_type, identity_number, record_id, record_version);
CREATE INDEX uscc_related ON legal_person.uscc USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
CREATE INDEX uscc_history_related ON legal_person.uscc_history USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
COMMENT ON TABLE legal_person.uscc IS 'Unified social credit codes / 统一社会信用代码信息';
COMMENT ON COLUMN legal_person.uscc.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN legal_person.uscc.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN legal_person.uscc.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN legal_person.uscc.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN legal_person.uscc.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN legal_person.uscc.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN legal_person.uscc.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN legal_person.uscc.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN legal_person.uscc.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN legal_person.uscc.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN legal_person.uscc.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN legal_person.uscc.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN legal_person.uscc.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN legal_person.uscc.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN legal_person.uscc.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN legal_person.uscc.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN legal_person.uscc.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN legal_person.uscc.entity_name IS 'Name of the organisation / 机构名称';
COMMENT ON COLUMN legal_person.uscc.former_entity_name IS 'Former name / 曾用名称';
COMMENT ON COLUMN legal_person.uscc.organisation_type_code IS 'Type of organisation / 组织机构类型代码';
COMMENT ON COLUMN legal_person.uscc.uscc_category_code IS 'Registering department and category, the first two characters of the code / 登记管理部门与机构类别代码';
COMMENT ON COLUMN legal_person.uscc.economic_type_code IS 'Economic type / 经济类型代码';
COMMENT ON COLUMN legal_person.uscc.industry_code IS 'Industry / 行业代码';
COMMENT ON COLUMN legal_person.uscc.legal_representative_name IS 'Name of the legal representative or person in charge / 法定代表人(负责人)姓名';
COMMENT ON COLUMN legal_person.uscc.legal_representative_identity_type IS 'Type of identity document of the legal representative / 法定代表人证件类型';
COMMENT ON COLUMN legal_person.uscc.legal_representative_identity_number IS 'Number of that document / 法定代表人证件号码';
COMMENT ON COLUMN legal_person.uscc.domicile_address IS 'Address of the domicile / 住所';
COMMENT ON COLUMN legal_person.uscc.domicile_division_code IS 'County-level division of the domicile / 住所行政区划代码';
COMMENT ON COLUMN legal_person.uscc.registration_authority IS 'Registering authority / 登记管理机关';
COMMENT ON COLUMN legal_person.uscc.registration_authority_uscc IS 'Unified social credit code of the registering authority / 登记管理机关统一社会信用代码';
COMMENT ON COLUMN legal_person.uscc.registration_division_code IS 'Division of the registering authority / 登记管理机关行政区划代码';
COMMENT ON COLUMN legal_person.uscc.assigned_on IS 'Day the code was assigned / 赋码日期';
COMMENT ON COLUMN legal_person.uscc.established_on IS 'Day of establishment / 成立日期';
COMMENT ON COLUMN legal_person.uscc.former_organisation_code IS 'Organisation code from before the unified code / 原组织机构代码';
COMMENT ON COLUMN legal_person.uscc.former_registration_number IS 'Business licence number from before the unified code / 原注册号';
COMMENT ON COLUMN legal_person.uscc.former_taxpayer_number IS 'Taxpayer number from before the unified code / 原纳税人识别号';
COMMENT ON COLUMN legal_person.uscc.code_status IS 'Status of the code / 赋码状态';
COMMENT ON COLUMN legal_person.uscc.cancelled_on IS 'Day of deregistration; the code is kept and never assigned again / 注销日期';
COMMENT ON COLUMN legal_person.uscc.succeeded_by_uscc IS 'Code of the subject that succeeds it after conversion, merger or division / 承继主体统一社会信用代码';
COMMENT ON TABLE legal_person.uscc_history IS 'Unified social credit codes / 统一社会信用代码信息';
COMMENT ON COLUMN legal_person.uscc_history.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN legal_person.uscc_history.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN legal_person.uscc_history.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN legal_person.uscc_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN legal_person.uscc_history.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN legal_person.uscc_history.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN legal_person.uscc_history.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN legal_person.uscc_history.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN legal_person.uscc_history.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN legal_person.uscc_history.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN legal_person.uscc_history.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN legal_person.uscc_history.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN legal_person.uscc_history.event_id IS 'The event''s id, the same however often it is sent / 事件标识,重发不变';
COMMENT ON COLUMN legal_person.uscc_history.submission_id IS 'The submission it belongs to / 所属报送批次';
COMMENT ON COLUMN legal_person.uscc_history.operation IS 'What happened to the record / 变更操作';
COMMENT ON COLUMN legal_person.uscc_history.origin IS 'Why it was sent then / 报送来由';
COMMENT ON COLUMN legal_person.uscc_history.origin_ref IS 'The window or ticket that proves the origin / 证明来由的窗口或工单编号';
COMMENT ON COLUMN legal_person.uscc_history.origin_platform IS 'The platform a mirrored event first reached / 镜像事件首次到达的平台';
COMMENT ON COLUMN legal_person.uscc_history.recorded_at IS 'When the provider''s system recorded it, a claim / 提供部门系统登记时刻(自述)';
COMMENT ON COLUMN legal_person.uscc_history.review_ref IS 'Confidentiality review that allowed publishing, Art. 20(2) / 保密审查编号(第二十条第二款)';
COMMENT ON COLUMN legal_person.uscc_history.provisional IS 'Whether that day still depends on a notice to come / 该日是否尚待放假通知确定';
COMMENT ON COLUMN legal_person.uscc_history.rules_version IS 'Hash of the rules it was judged by / 判定所依规则的版本';
COMMENT ON COLUMN legal_person.uscc_history.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN legal_person.uscc_history.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN legal_person.uscc_history.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN legal_person.uscc_history.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN legal_person.uscc_history.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN legal_person.uscc_history.due_on IS 'Last day on which sharing was in time / 按时共享的最后一日';
COMMENT ON COLUMN legal_person.uscc_history.due_on_adjusted IS 'The same without the days of declared intake outages / 扣除已公告接收中断后的最后一日';
COMMENT ON COLUMN legal_person.uscc_history.approval IS 'Approval by which it is due by quarter, Art. 19(4) / 据以按季度更新的批准（第十九条第四款）';
COMMENT ON COLUMN legal_person.uscc_history.materialised_at IS 'When the platform wrote it into this database / 平台写入本库的时刻';
COMMENT ON COLUMN legal_person.uscc_history.entity_name IS 'Name of the organisation / 机构名称';
COMMENT ON COLUMN legal_person.uscc_history.former_entity_name IS 'Former name / 曾用名称';
COMMENT ON COLUMN legal_person.uscc_history.organisation_type_code IS 'Type of organisation / 组织机构类型代码';
COMMENT ON COLUMN legal_person.uscc_history.uscc_category_code IS 'Registering department and category, the first two characters of the code / 登记管理部门与机构类别代码';
COMMENT ON COLUMN legal_person.uscc_history.economic_type_code IS 'Economic type / 经济类型代码';
COMMENT ON COLUMN legal_person.uscc_history.industry_code IS 'Industry / 行业代码';
COMMENT ON COLUMN legal_person.uscc_history.legal_representative_name IS 'Name of the legal representative or person in charge / 法定代表人(负责人)姓名';
COMMENT ON COLUMN legal_person.uscc_history.legal_representative_identity_type IS 'Type of identity document of the legal representative / 法定代表人证件类型';
COMMENT ON COLUMN legal_person.uscc_history.legal_representative_identity_number IS 'Number of that document / 法定代表人证件号码';
COMMENT ON COLUMN legal_person.uscc_history.domicile_address IS 'Address of the domicile / 住所';
COMMENT ON COLUMN legal_person.uscc_history.domicile_division_code IS 'County-level division of the domicile / 住所行政区划代码';
COMMENT ON COLUMN legal_person.uscc_history.registration_authority IS 'Registering authority / 登记管理机关';
COMMENT ON COLUMN legal_person.uscc_history.registration_authority_uscc IS 'Unified social credit code of the registering authority / 登记管理机关统一社会信用代码';
COMMENT ON COLUMN legal_person.uscc_history.registration_division_code IS 'Division of the registering authority / 登记管理机关行政区划代码';
COMMENT ON COLUMN legal_person.uscc_history.assigned_on IS 'Day the code was assigned / 赋码日期';
COMMENT ON COLUMN legal_person.uscc_history.established_on IS 'Day of establishment / 成立日期';
COMMENT ON COLUMN legal_person.uscc_history.former_organisation_code IS 'Organisation code from before the unified code / 原组织机构代码';
COMMENT ON COLUMN legal_person.uscc_history.former_registration_number IS 'Business licence number from before the unified code / 原注册号';
COMMENT ON COLUMN legal_person.uscc_history.former_taxpayer_number IS 'Taxpayer number from before the unified code / 原纳税人识别号';
COMMENT ON COLUMN legal_person.uscc_history.code_status IS 'Status of the code / 赋码状态';
COMMENT ON COLUMN legal_person.uscc_history.cancelled_on IS 'Day of deregistration; the code is kept and never assigned again / 注销日期';
COMMENT ON COLUMN legal_person.uscc_history.succeeded_by_uscc IS 'Code of the subject that succeeds it after conversion, merger or division / 承继主体统一社会信用代码';
