-- columns of np-household-registration: {"name": "text", "former_name": "text", "sex_code": "text", "birth_on": "date", "ethnic_group_code": "text", "marital_status_code": "text", "birthplace_division_code": "text", "native_place_division_code": "text", "household_number": "text", "household_kind": "text", "relation_to_head": "text", "household_division_code": "text", "household_address": "text", "police_station": "text", "registration_reason": "text", "moved_in_on": "date", "moved_from_division_code": "text", "registration_status": "text"}
CREATE TABLE natural_person.household_registration (
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
  marital_status_code text,
  birthplace_division_code text,
  native_place_division_code text,
  household_number text,
  household_kind text,
  relation_to_head text,
  household_division_code text,
  household_address text,
  police_station text,
  registration_reason text,
  moved_in_on date,
  moved_from_division_code text,
  registration_status text,
  PRIMARY KEY (identity_type, identity_number, record_id)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE natural_person.household_registration_history (
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
  marital_status_code text,
  birthplace_division_code text,
  native_place_division_code text,
  household_number text,
  household_kind text,
  relation_to_head text,
  household_division_code text,
  household_address text,
  police_station text,
  registration_reason text,
  moved_in_on date,
  moved_from_division_code text,
  registration_status text,
  PRIMARY KEY (topic_partition, kafka_offset),
  UNIQUE (provider, seq)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.2, autovacuum_analyze_scale_factor = 0.2);
CREATE INDEX household_registration_history_version ON natural_person.household_registration_history (identity_type, identity_number, record_id, record_version);
CREATE INDEX household_registration_related ON natural_person.household_registration USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
CREATE INDEX household_registration_history_related ON natural_person.household_registration_history USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
COMMENT ON TABLE natural_person.household_registration IS 'Household registration / 户籍登记信息';
COMMENT ON COLUMN natural_person.household_registration.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.household_registration.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.household_registration.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.household_registration.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.household_registration.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_person.household_registration.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.household_registration.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.household_registration.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.household_registration.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_person.household_registration.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_person.household_registration.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_person.household_registration.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_person.household_registration.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.household_registration.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.household_registration.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.household_registration.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.household_registration.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.household_registration.name IS 'Name / 姓名';
COMMENT ON COLUMN natural_person.household_registration.former_name IS 'Former name / 曾用名';
COMMENT ON COLUMN natural_person.household_registration.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.household_registration.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.household_registration.ethnic_group_code IS 'Ethnic group / 民族代码';
COMMENT ON COLUMN natural_person.household_registration.marital_status_code IS 'Marital status / 婚姻状况代码';
COMMENT ON COLUMN natural_person.household_registration.birthplace_division_code IS 'Division of the birthplace / 出生地行政区划代码';
COMMENT ON COLUMN natural_person.household_registration.native_place_division_code IS 'Division of the native place / 籍贯行政区划代码';
COMMENT ON COLUMN natural_person.household_registration.household_number IS 'Number of the household / 户号';
COMMENT ON COLUMN natural_person.household_registration.household_kind IS 'Family or collective household / 户别';
COMMENT ON COLUMN natural_person.household_registration.relation_to_head IS 'Relation to the head of the household / 与户主关系';
COMMENT ON COLUMN natural_person.household_registration.household_division_code IS 'Division of the household registration / 户籍地行政区划代码';
COMMENT ON COLUMN natural_person.household_registration.household_address IS 'Address of the household registration / 户籍地址';
COMMENT ON COLUMN natural_person.household_registration.police_station IS 'Police station in charge / 所属派出所';
COMMENT ON COLUMN natural_person.household_registration.registration_reason IS 'Reason of the registration or move / 登记或迁移原因';
COMMENT ON COLUMN natural_person.household_registration.moved_in_on IS 'Day of moving in / 迁入日期';
COMMENT ON COLUMN natural_person.household_registration.moved_from_division_code IS 'Division moved from / 迁出地行政区划代码';
COMMENT ON COLUMN natural_person.household_registration.registration_status IS 'Status of the registration / 户籍状态';
COMMENT ON TABLE natural_person.household_registration_history IS 'Household registration / 户籍登记信息';
COMMENT ON COLUMN natural_person.household_registration_history.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.household_registration_history.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.household_registration_history.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.household_registration_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.household_registration_history.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_person.household_registration_history.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.household_registration_history.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.household_registration_history.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.household_registration_history.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_person.household_registration_history.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_person.household_registration_history.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_person.household_registration_history.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_person.household_registration_history.event_id IS 'The event''s id, the same however often it is sent / 事件标识,重发不变';
COMMENT ON COLUMN natural_person.household_registration_history.submission_id IS 'The submission it belongs to / 所属报送批次';
COMMENT ON COLUMN natural_person.household_registration_history.operation IS 'What happened to the record / 变更操作';
COMMENT ON COLUMN natural_person.household_registration_history.origin IS 'Why it was sent then / 报送来由';
COMMENT ON COLUMN natural_person.household_registration_history.origin_ref IS 'The window or ticket that proves the origin / 证明来由的窗口或工单编号';
COMMENT ON COLUMN natural_person.household_registration_history.origin_platform IS 'The platform a mirrored event first reached / 镜像事件首次到达的平台';
COMMENT ON COLUMN natural_person.household_registration_history.recorded_at IS 'When the provider''s system recorded it, a claim / 提供部门系统登记时刻(自述)';
COMMENT ON COLUMN natural_person.household_registration_history.review_ref IS 'Confidentiality review that allowed publishing, Art. 20(2) / 保密审查编号(第二十条第二款)';
COMMENT ON COLUMN natural_person.household_registration_history.provisional IS 'Whether that day still depends on a notice to come / 该日是否尚待放假通知确定';
COMMENT ON COLUMN natural_person.household_registration_history.rules_version IS 'Hash of the rules it was judged by / 判定所依规则的版本';
COMMENT ON COLUMN natural_person.household_registration_history.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.household_registration_history.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.household_registration_history.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.household_registration_history.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.household_registration_history.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.household_registration_history.due_on IS 'Last day on which sharing was in time / 按时共享的最后一日';
COMMENT ON COLUMN natural_person.household_registration_history.due_on_adjusted IS 'The same without the days of declared intake outages / 扣除已公告接收中断后的最后一日';
COMMENT ON COLUMN natural_person.household_registration_history.approval IS 'Approval by which it is due by quarter, Art. 19(4) / 据以按季度更新的批准（第十九条第四款）';
COMMENT ON COLUMN natural_person.household_registration_history.materialised_at IS 'When the platform wrote it into this database / 平台写入本库的时刻';
COMMENT ON COLUMN natural_person.household_registration_history.name IS 'Name / 姓名';
COMMENT ON COLUMN natural_person.household_registration_history.former_name IS 'Former name / 曾用名';
COMMENT ON COLUMN natural_person.household_registration_history.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.household_registration_history.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.household_registration_history.ethnic_group_code IS 'Ethnic group / 民族代码';
COMMENT ON COLUMN natural_person.household_registration_history.marital_status_code IS 'Marital status / 婚姻状况代码';
COMMENT ON COLUMN natural_person.household_registration_history.birthplace_division_code IS 'Division of the birthplace / 出生地行政区划代码';
COMMENT ON COLUMN natural_person.household_registration_history.native_place_division_code IS 'Division of the native place / 籍贯行政区划代码';
COMMENT ON COLUMN natural_person.household_registration_history.household_number IS 'Number of the household / 户号';
COMMENT ON COLUMN natural_person.household_registration_history.household_kind IS 'Family or collective household / 户别';
COMMENT ON COLUMN natural_person.household_registration_history.relation_to_head IS 'Relation to the head of the household / 与户主关系';
COMMENT ON COLUMN natural_person.household_registration_history.household_division_code IS 'Division of the household registration / 户籍地行政区划代码';
COMMENT ON COLUMN natural_person.household_registration_history.household_address IS 'Address of the household registration / 户籍地址';
COMMENT ON COLUMN natural_person.household_registration_history.police_station IS 'Police station in charge / 所属派出所';
COMMENT ON COLUMN natural_person.household_registration_history.registration_reason IS 'Reason of the registration or move / 登记或迁移原因';
COMMENT ON COLUMN natural_person.household_registration_history.moved_in_on IS 'Day of moving in / 迁入日期';
COMMENT ON COLUMN natural_person.household_registration_history.moved_from_division_code IS 'Division moved from / 迁出地行政区划代码';
COMMENT ON COLUMN natural_person.household_registration_history.registration_status IS 'Status of the registration / 户籍状态';
