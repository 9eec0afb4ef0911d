-- columns of np-guardianship: {"name": "text", "sex_code": "text", "birth_on": "date", "civil_capacity": "text", "ward_residence_address": "text", "ward_residence_division_code": "text", "guardian_name": "text", "guardian_kind": "text", "guardian_relation": "text", "guardian_address": "text", "guardian_telephone": "text", "designating_body": "text", "designation_document_number": "text", "designated_on": "date", "designation_reason": "text", "temporary": "boolean", "guardianship_scope": "text", "guardianship_from_on": "date", "guardianship_to_on": "date", "ending_reason": "text", "court_document_number": "text", "guardianship_status": "text"}
CREATE TABLE natural_person.guardianship (
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
  civil_capacity text,
  ward_residence_address text,
  ward_residence_division_code text,
  guardian_name text,
  guardian_kind text,
  guardian_relation text,
  guardian_address text,
  guardian_telephone text,
  designating_body text,
  designation_document_number text,
  designated_on date,
  designation_reason text,
  temporary boolean,
  guardianship_scope text,
  guardianship_from_on date,
  guardianship_to_on date,
  ending_reason text,
  court_document_number text,
  guardianship_status text,
  PRIMARY KEY (identity_type, identity_number, record_id)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE natural_person.guardianship_history (
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
  civil_capacity text,
  ward_residence_address text,
  ward_residence_division_code text,
  guardian_name text,
  guardian_kind text,
  guardian_relation text,
  guardian_address text,
  guardian_telephone text,
  designating_body text,
  designation_document_number text,
  designated_on date,
  designation_reason text,
  temporary boolean,
  guardianship_scope text,
  guardianship_from_on date,
  guardianship_to_on date,
  ending_reason text,
  court_document_number text,
  guardianship_status text,
  PRIMARY KEY (topic_partition, kafka_offset),
  UNIQUE (provider, seq)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.2, autovacuum_analyze_scale_factor = 0.2);
CREATE INDEX guardianship_history_version ON natural_person.guardianship_history (identity_type, identity_number, record_id, record_version);
CREATE INDEX guardianship_related ON natural_person.guardianship USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
CREATE INDEX guardianship_history_related ON natural_person.guardianship_history USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
COMMENT ON TABLE natural_person.guardianship IS 'Designated guardianship / 指定监护信息';
COMMENT ON COLUMN natural_person.guardianship.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.guardianship.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.guardianship.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.guardianship.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.guardianship.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_person.guardianship.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.guardianship.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.guardianship.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.guardianship.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_person.guardianship.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_person.guardianship.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_person.guardianship.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_person.guardianship.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.guardianship.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.guardianship.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.guardianship.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.guardianship.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.guardianship.name IS 'Name of the ward / 被监护人姓名';
COMMENT ON COLUMN natural_person.guardianship.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.guardianship.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.guardianship.civil_capacity IS 'Civil capacity of the ward / 被监护人民事行为能力';
COMMENT ON COLUMN natural_person.guardianship.ward_residence_address IS 'Address of the ward / 被监护人住址';
COMMENT ON COLUMN natural_person.guardianship.ward_residence_division_code IS 'Division of the ward''s residence / 被监护人居住地行政区划代码';
COMMENT ON COLUMN natural_person.guardianship.guardian_name IS 'Name of the guardian, person or organisation / 监护人姓名(名称)';
COMMENT ON COLUMN natural_person.guardianship.guardian_kind IS 'Kind of guardian / 监护人类别';
COMMENT ON COLUMN natural_person.guardianship.guardian_relation IS 'Relation of the guardian to the ward / 监护人与被监护人关系';
COMMENT ON COLUMN natural_person.guardianship.guardian_address IS 'Address of the guardian / 监护人住址';
COMMENT ON COLUMN natural_person.guardianship.guardian_telephone IS 'Telephone of the guardian / 监护人联系电话';
COMMENT ON COLUMN natural_person.guardianship.designating_body IS 'Body that designated the guardian / 指定机关(组织)';
COMMENT ON COLUMN natural_person.guardianship.designation_document_number IS 'Number of the designation / 指定文书号';
COMMENT ON COLUMN natural_person.guardianship.designated_on IS 'Day of designation / 指定日期';
COMMENT ON COLUMN natural_person.guardianship.designation_reason IS 'Reason of the designation / 指定原因';
COMMENT ON COLUMN natural_person.guardianship.temporary IS 'Whether the guardianship is temporary / 是否临时监护';
COMMENT ON COLUMN natural_person.guardianship.guardianship_scope IS 'Scope of the guardianship / 监护职责范围';
COMMENT ON COLUMN natural_person.guardianship.guardianship_from_on IS 'First day of the guardianship / 监护开始日期';
COMMENT ON COLUMN natural_person.guardianship.guardianship_to_on IS 'Last day of the guardianship / 监护终止日期';
COMMENT ON COLUMN natural_person.guardianship.ending_reason IS 'Reason it ended / 终止原因';
COMMENT ON COLUMN natural_person.guardianship.court_document_number IS 'Number of a court decision on it / 裁判文书号';
COMMENT ON COLUMN natural_person.guardianship.guardianship_status IS 'Status of the guardianship / 监护状态';
COMMENT ON TABLE natural_person.guardianship_history IS 'Designated guardianship / 指定监护信息';
COMMENT ON COLUMN natural_person.guardianship_history.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.guardianship_history.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.guardianship_history.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.guardianship_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.guardianship_history.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_person.guardianship_history.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.guardianship_history.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.guardianship_history.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.guardianship_history.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_person.guardianship_history.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_person.guardianship_history.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_person.guardianship_history.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_person.guardianship_history.event_id IS 'The event''s id, the same however often it is sent / 事件标识,重发不变';
COMMENT ON COLUMN natural_person.guardianship_history.submission_id IS 'The submission it belongs to / 所属报送批次';
COMMENT ON COLUMN natural_person.guardianship_history.operation IS 'What happened to the record / 变更操作';
COMMENT ON COLUMN natural_person.guardianship_history.origin IS 'Why it was sent then / 报送来由';
COMMENT ON COLUMN natural_person.guardianship_history.origin_ref IS 'The window or ticket that proves the origin / 证明来由的窗口或工单编号';
COMMENT ON COLUMN natural_person.guardianship_history.origin_platform IS 'The platform a mirrored event first reached / 镜像事件首次到达的平台';
COMMENT ON COLUMN natural_person.guardianship_history.recorded_at IS 'When the provider''s system recorded it, a claim / 提供部门系统登记时刻(自述)';
COMMENT ON COLUMN natural_person.guardianship_history.review_ref IS 'Confidentiality review that allowed publishing, Art. 20(2) / 保密审查编号(第二十条第二款)';
COMMENT ON COLUMN natural_person.guardianship_history.provisional IS 'Whether that day still depends on a notice to come / 该日是否尚待放假通知确定';
COMMENT ON COLUMN natural_person.guardianship_history.rules_version IS 'Hash of the rules it was judged by / 判定所依规则的版本';
COMMENT ON COLUMN natural_person.guardianship_history.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.guardianship_history.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.guardianship_history.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.guardianship_history.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.guardianship_history.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.guardianship_history.due_on IS 'Last day on which sharing was in time / 按时共享的最后一日';
COMMENT ON COLUMN natural_person.guardianship_history.due_on_adjusted IS 'The same without the days of declared intake outages / 扣除已公告接收中断后的最后一日';
COMMENT ON COLUMN natural_person.guardianship_history.approval IS 'Approval by which it is due by quarter, Art. 19(4) / 据以按季度更新的批准（第十九条第四款）';
COMMENT ON COLUMN natural_person.guardianship_history.materialised_at IS 'When the platform wrote it into this database / 平台写入本库的时刻';
COMMENT ON COLUMN natural_person.guardianship_history.name IS 'Name of the ward / 被监护人姓名';
COMMENT ON COLUMN natural_person.guardianship_history.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.guardianship_history.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.guardianship_history.civil_capacity IS 'Civil capacity of the ward / 被监护人民事行为能力';
COMMENT ON COLUMN natural_person.guardianship_history.ward_residence_address IS 'Address of the ward / 被监护人住址';
COMMENT ON COLUMN natural_person.guardianship_history.ward_residence_division_code IS 'Division of the ward''s residence / 被监护人居住地行政区划代码';
COMMENT ON COLUMN natural_person.guardianship_history.guardian_name IS 'Name of the guardian, person or organisation / 监护人姓名(名称)';
COMMENT ON COLUMN natural_person.guardianship_history.guardian_kind IS 'Kind of guardian / 监护人类别';
COMMENT ON COLUMN natural_person.guardianship_history.guardian_relation IS 'Relation of the guardian to the ward / 监护人与被监护人关系';
COMMENT ON COLUMN natural_person.guardianship_history.guardian_address IS 'Address of the guardian / 监护人住址';
COMMENT ON COLUMN natural_person.guardianship_history.guardian_telephone IS 'Telephone of the guardian / 监护人联系电话';
COMMENT ON COLUMN natural_person.guardianship_history.designating_body IS 'Body that designated the guardian / 指定机关(组织)';
COMMENT ON COLUMN natural_person.guardianship_history.designation_document_number IS 'Number of the designation / 指定文书号';
COMMENT ON COLUMN natural_person.guardianship_history.designated_on IS 'Day of designation / 指定日期';
COMMENT ON COLUMN natural_person.guardianship_history.designation_reason IS 'Reason of the designation / 指定原因';
COMMENT ON COLUMN natural_person.guardianship_history.temporary IS 'Whether the guardianship is temporary / 是否临时监护';
COMMENT ON COLUMN natural_person.guardianship_history.guardianship_scope IS 'Scope of the guardianship / 监护职责范围';
COMMENT ON COLUMN natural_person.guardianship_history.guardianship_from_on IS 'First day of the guardianship / 监护开始日期';
COMMENT ON COLUMN natural_person.guardianship_history.guardianship_to_on IS 'Last day of the guardianship / 监护终止日期';
COMMENT ON COLUMN natural_person.guardianship_history.ending_reason IS 'Reason it ended / 终止原因';
COMMENT ON COLUMN natural_person.guardianship_history.court_document_number IS 'Number of a court decision on it / 裁判文书号';
COMMENT ON COLUMN natural_person.guardianship_history.guardianship_status IS 'Status of the guardianship / 监护状态';
