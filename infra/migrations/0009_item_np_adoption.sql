-- columns of np-adoption: {"name": "text", "former_name": "text", "sex_code": "text", "birth_on": "date", "ethnic_group_code": "text", "adoptee_situation": "text", "adoptive_father_name": "text", "adoptive_mother_name": "text", "adoptive_father_country_code": "text", "adoptive_mother_country_code": "text", "adopter_marital_status_code": "text", "adopter_address": "text", "relinquishing_parent_name": "text", "relinquishing_institution": "text", "relinquishing_institution_uscc": "text", "registration_kind": "text", "registered_on": "date", "certificate_number": "text", "registration_authority": "text", "registration_division_code": "text", "dissolved_on": "date", "dissolution_reason": "text", "registration_status": "text"}
CREATE TABLE natural_person.adoption (
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
  former_name text,
  sex_code text,
  birth_on date,
  ethnic_group_code text,
  adoptee_situation text,
  adoptive_father_name text,
  adoptive_mother_name text,
  adoptive_father_country_code text,
  adoptive_mother_country_code text,
  adopter_marital_status_code text,
  adopter_address text,
  relinquishing_parent_name text,
  relinquishing_institution text,
  relinquishing_institution_uscc text,
  registration_kind text,
  registered_on date,
  certificate_number text,
  registration_authority text,
  registration_division_code text,
  dissolved_on date,
  dissolution_reason text,
  registration_status text,
  PRIMARY KEY (identity_type, identity_number, record_id)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE natural_person.adoption_history (
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
  former_name text,
  sex_code text,
  birth_on date,
  ethnic_group_code text,
  adoptee_situation text,
  adoptive_father_name text,
  adoptive_mother_name text,
  adoptive_father_country_code text,
  adoptive_mother_country_code text,
  adopter_marital_status_code text,
  adopter_address text,
  relinquishing_parent_name text,
  relinquishing_institution text,
  relinquishing_institution_uscc text,
  registration_kind text,
  registered_on date,
  certificate_number text,
  registration_authority text,
  registration_division_code text,
  dissolved_on date,
  dissolution_reason text,
  registration_status text,
  PRIMARY KEY (topic_partition, kafka_offset),
  UNIQUE (provider, seq)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.2, autovacuum_analyze_scale_factor = 0.2);
CREATE INDEX adoption_history_version ON natural_person.adoption_history (identity_type, identity_number, record_id, record_version);
CREATE INDEX adoption_related ON natural_person.adoption USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
CREATE INDEX adoption_history_related ON natural_person.adoption_history USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
COMMENT ON TABLE natural_person.adoption IS 'Adoption registration / 收养登记信息';
COMMENT ON COLUMN natural_person.adoption.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.adoption.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.adoption.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.adoption.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.adoption.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_person.adoption.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.adoption.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.adoption.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.adoption.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_person.adoption.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_person.adoption.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_person.adoption.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_person.adoption.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.adoption.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.adoption.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.adoption.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.adoption.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.adoption.name IS 'Name of the adopted person after the adoption / 被收养人姓名(收养后)';
COMMENT ON COLUMN natural_person.adoption.former_name IS 'Name before the adoption / 被收养人原姓名';
COMMENT ON COLUMN natural_person.adoption.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.adoption.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.adoption.ethnic_group_code IS 'Ethnic group / 民族代码';
COMMENT ON COLUMN natural_person.adoption.adoptee_situation IS 'Situation of the adopted person: orphan, parents not found, parents unable to raise the child / 被收养人情形';
COMMENT ON COLUMN natural_person.adoption.adoptive_father_name IS 'Name of the adoptive father / 收养人(父)姓名';
COMMENT ON COLUMN natural_person.adoption.adoptive_mother_name IS 'Name of the adoptive mother / 收养人(母)姓名';
COMMENT ON COLUMN natural_person.adoption.adoptive_father_country_code IS 'Nationality of the adoptive father / 收养人(父)国籍代码';
COMMENT ON COLUMN natural_person.adoption.adoptive_mother_country_code IS 'Nationality of the adoptive mother / 收养人(母)国籍代码';
COMMENT ON COLUMN natural_person.adoption.adopter_marital_status_code IS 'Marital status of the adopter / 收养人婚姻状况代码';
COMMENT ON COLUMN natural_person.adoption.adopter_address IS 'Address of the adopter / 收养人住址';
COMMENT ON COLUMN natural_person.adoption.relinquishing_parent_name IS 'Name of the person who gave into adoption / 送养人姓名';
COMMENT ON COLUMN natural_person.adoption.relinquishing_institution IS 'Institution that gave into adoption / 送养机构';
COMMENT ON COLUMN natural_person.adoption.relinquishing_institution_uscc IS 'Unified social credit code of that institution / 送养机构统一社会信用代码';
COMMENT ON COLUMN natural_person.adoption.registration_kind IS 'What was registered / 登记业务类型';
COMMENT ON COLUMN natural_person.adoption.registered_on IS 'Day of registration / 登记日期';
COMMENT ON COLUMN natural_person.adoption.certificate_number IS 'Number of the adoption registration certificate / 收养登记证字号';
COMMENT ON COLUMN natural_person.adoption.registration_authority IS 'Registering authority / 收养登记机关';
COMMENT ON COLUMN natural_person.adoption.registration_division_code IS 'Division of the registering authority / 登记机关行政区划代码';
COMMENT ON COLUMN natural_person.adoption.dissolved_on IS 'Day the adoption was dissolved or revoked / 收养关系终止日期';
COMMENT ON COLUMN natural_person.adoption.dissolution_reason IS 'Reason of the dissolution / 终止原因';
COMMENT ON COLUMN natural_person.adoption.registration_status IS 'Status of the registration / 登记状态';
COMMENT ON TABLE natural_person.adoption_history IS 'Adoption registration / 收养登记信息';
COMMENT ON COLUMN natural_person.adoption_history.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.adoption_history.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.adoption_history.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.adoption_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.adoption_history.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_person.adoption_history.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.adoption_history.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.adoption_history.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.adoption_history.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_person.adoption_history.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_person.adoption_history.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_person.adoption_history.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_person.adoption_history.event_id IS 'The event''s id, the same however often it is sent / 事件标识,重发不变';
COMMENT ON COLUMN natural_person.adoption_history.submission_id IS 'The submission it belongs to / 所属报送批次';
COMMENT ON COLUMN natural_person.adoption_history.operation IS 'What happened to the record / 变更操作';
COMMENT ON COLUMN natural_person.adoption_history.origin IS 'Why it was sent then / 报送来由';
COMMENT ON COLUMN natural_person.adoption_history.origin_ref IS 'The window or ticket that proves the origin / 证明来由的窗口或工单编号';
COMMENT ON COLUMN natural_person.adoption_history.origin_platform IS 'The platform a mirrored event first reached / 镜像事件首次到达的平台';
COMMENT ON COLUMN natural_person.adoption_history.recorded_at IS 'When the provider''s system recorded it, a claim / 提供部门系统登记时刻(自述)';
COMMENT ON COLUMN natural_person.adoption_history.review_ref IS 'Confidentiality review that allowed publishing, Art. 20(2) / 保密审查编号(第二十条第二款)';
COMMENT ON COLUMN natural_person.adoption_history.provisional IS 'Whether that day still depends on a notice to come / 该日是否尚待放假通知确定';
COMMENT ON COLUMN natural_person.adoption_history.rules_version IS 'Hash of the rules it was judged by / 判定所依规则的版本';
COMMENT ON COLUMN natural_person.adoption_history.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.adoption_history.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.adoption_history.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.adoption_history.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.adoption_history.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.adoption_history.due_on IS 'Last day on which sharing was in time / 按时共享的最后一日';
COMMENT ON COLUMN natural_person.adoption_history.due_on_adjusted IS 'The same without the days of declared intake outages / 扣除已公告接收中断后的最后一日';
COMMENT ON COLUMN natural_person.adoption_history.approval IS 'Approval by which it is due by quarter, Art. 19(4) / 据以按季度更新的批准（第十九条第四款）';
COMMENT ON COLUMN natural_person.adoption_history.materialised_at IS 'When the platform wrote it into this database / 平台写入本库的时刻';
COMMENT ON COLUMN natural_person.adoption_history.name IS 'Name of the adopted person after the adoption / 被收养人姓名(收养后)';
COMMENT ON COLUMN natural_person.adoption_history.former_name IS 'Name before the adoption / 被收养人原姓名';
COMMENT ON COLUMN natural_person.adoption_history.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.adoption_history.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.adoption_history.ethnic_group_code IS 'Ethnic group / 民族代码';
COMMENT ON COLUMN natural_person.adoption_history.adoptee_situation IS 'Situation of the adopted person: orphan, parents not found, parents unable to raise the child / 被收养人情形';
COMMENT ON COLUMN natural_person.adoption_history.adoptive_father_name IS 'Name of the adoptive father / 收养人(父)姓名';
COMMENT ON COLUMN natural_person.adoption_history.adoptive_mother_name IS 'Name of the adoptive mother / 收养人(母)姓名';
COMMENT ON COLUMN natural_person.adoption_history.adoptive_father_country_code IS 'Nationality of the adoptive father / 收养人(父)国籍代码';
COMMENT ON COLUMN natural_person.adoption_history.adoptive_mother_country_code IS 'Nationality of the adoptive mother / 收养人(母)国籍代码';
COMMENT ON COLUMN natural_person.adoption_history.adopter_marital_status_code IS 'Marital status of the adopter / 收养人婚姻状况代码';
COMMENT ON COLUMN natural_person.adoption_history.adopter_address IS 'Address of the adopter / 收养人住址';
COMMENT ON COLUMN natural_person.adoption_history.relinquishing_parent_name IS 'Name of the person who gave into adoption / 送养人姓名';
COMMENT ON COLUMN natural_person.adoption_history.relinquishing_institution IS 'Institution that gave into adoption / 送养机构';
COMMENT ON COLUMN natural_person.adoption_history.relinquishing_institution_uscc IS 'Unified social credit code of that institution / 送养机构统一社会信用代码';
COMMENT ON COLUMN natural_person.adoption_history.registration_kind IS 'What was registered / 登记业务类型';
COMMENT ON COLUMN natural_person.adoption_history.registered_on IS 'Day of registration / 登记日期';
COMMENT ON COLUMN natural_person.adoption_history.certificate_number IS 'Number of the adoption registration certificate / 收养登记证字号';
COMMENT ON COLUMN natural_person.adoption_history.registration_authority IS 'Registering authority / 收养登记机关';
COMMENT ON COLUMN natural_person.adoption_history.registration_division_code IS 'Division of the registering authority / 登记机关行政区划代码';
COMMENT ON COLUMN natural_person.adoption_history.dissolved_on IS 'Day the adoption was dissolved or revoked / 收养关系终止日期';
COMMENT ON COLUMN natural_person.adoption_history.dissolution_reason IS 'Reason of the dissolution / 终止原因';
COMMENT ON COLUMN natural_person.adoption_history.registration_status IS 'Status of the registration / 登记状态';
