-- columns of np-marriage: {"name": "text", "sex_code": "text", "birth_on": "date", "ethnic_group_code": "text", "country_code": "text", "marital_status_before_code": "text", "spouse_name": "text", "spouse_sex_code": "text", "spouse_birth_on": "date", "spouse_ethnic_group_code": "text", "spouse_country_code": "text", "spouse_marital_status_before_code": "text", "registration_kind": "text", "registered_on": "date", "certificate_number": "text", "registration_authority": "text", "registration_division_code": "text", "marriage_ended_on": "date", "court_document_number": "text", "registrar_name": "text", "registration_status": "text"}
CREATE TABLE natural_person.marriage (
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
  ethnic_group_code text,
  country_code text,
  marital_status_before_code text,
  spouse_name text,
  spouse_sex_code text,
  spouse_birth_on date,
  spouse_ethnic_group_code text,
  spouse_country_code text,
  spouse_marital_status_before_code text,
  registration_kind text,
  registered_on date,
  certificate_number text,
  registration_authority text,
  registration_division_code text,
  marriage_ended_on date,
  court_document_number text,
  registrar_name text,
  registration_status text,
  PRIMARY KEY (identity_type, identity_number, record_id)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE natural_person.marriage_history (
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
  ethnic_group_code text,
  country_code text,
  marital_status_before_code text,
  spouse_name text,
  spouse_sex_code text,
  spouse_birth_on date,
  spouse_ethnic_group_code text,
  spouse_country_code text,
  spouse_marital_status_before_code text,
  registration_kind text,
  registered_on date,
  certificate_number text,
  registration_authority text,
  registration_division_code text,
  marriage_ended_on date,
  court_document_number text,
  registrar_name text,
  registration_status text,
  PRIMARY KEY (topic_partition, kafka_offset),
  UNIQUE (provider, seq)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.2, autovacuum_analyze_scale_factor = 0.2);
CREATE INDEX marriage_history_version ON natural_person.marriage_history (identity_type, identity_number, record_id, record_version);
CREATE INDEX marriage_related ON natural_person.marriage USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
CREATE INDEX marriage_history_related ON natural_person.marriage_history USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
COMMENT ON TABLE natural_person.marriage IS 'Marriage registration / 婚姻登记信息';
COMMENT ON COLUMN natural_person.marriage.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.marriage.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.marriage.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.marriage.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.marriage.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_person.marriage.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.marriage.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.marriage.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.marriage.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_person.marriage.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_person.marriage.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_person.marriage.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_person.marriage.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.marriage.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.marriage.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.marriage.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.marriage.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.marriage.name IS 'Name of the first party / 当事人姓名';
COMMENT ON COLUMN natural_person.marriage.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.marriage.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.marriage.ethnic_group_code IS 'Ethnic group / 民族代码';
COMMENT ON COLUMN natural_person.marriage.country_code IS 'Country of nationality / 国籍代码';
COMMENT ON COLUMN natural_person.marriage.marital_status_before_code IS 'Marital status before the registration / 登记前婚姻状况代码';
COMMENT ON COLUMN natural_person.marriage.spouse_name IS 'Name of the other party / 配偶姓名';
COMMENT ON COLUMN natural_person.marriage.spouse_sex_code IS 'Sex of the other party / 配偶性别代码';
COMMENT ON COLUMN natural_person.marriage.spouse_birth_on IS 'Day of birth of the other party / 配偶出生日期';
COMMENT ON COLUMN natural_person.marriage.spouse_ethnic_group_code IS 'Ethnic group of the other party / 配偶民族代码';
COMMENT ON COLUMN natural_person.marriage.spouse_country_code IS 'Country of nationality of the other party / 配偶国籍代码';
COMMENT ON COLUMN natural_person.marriage.spouse_marital_status_before_code IS 'Marital status of the other party before the registration / 配偶登记前婚姻状况代码';
COMMENT ON COLUMN natural_person.marriage.registration_kind IS 'What was registered / 登记业务类型';
COMMENT ON COLUMN natural_person.marriage.registered_on IS 'Day of registration / 登记日期';
COMMENT ON COLUMN natural_person.marriage.certificate_number IS 'Number of the marriage or divorce certificate / 婚姻登记证字号';
COMMENT ON COLUMN natural_person.marriage.registration_authority IS 'Registering authority / 婚姻登记机关';
COMMENT ON COLUMN natural_person.marriage.registration_division_code IS 'Division of the registering authority / 登记机关行政区划代码';
COMMENT ON COLUMN natural_person.marriage.marriage_ended_on IS 'Day the marriage ended by divorce or annulment / 婚姻关系终止日期';
COMMENT ON COLUMN natural_person.marriage.court_document_number IS 'Number of the court judgment or mediation document the registration follows / 裁判文书号';
COMMENT ON COLUMN natural_person.marriage.registrar_name IS 'Name of the registrar / 婚姻登记员姓名';
COMMENT ON COLUMN natural_person.marriage.registration_status IS 'Status of the registration / 登记状态';
COMMENT ON TABLE natural_person.marriage_history IS 'Marriage registration / 婚姻登记信息';
COMMENT ON COLUMN natural_person.marriage_history.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.marriage_history.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.marriage_history.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.marriage_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.marriage_history.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_person.marriage_history.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.marriage_history.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.marriage_history.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.marriage_history.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_person.marriage_history.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_person.marriage_history.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_person.marriage_history.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_person.marriage_history.event_id IS 'The event''s id, the same however often it is sent / 事件标识,重发不变';
COMMENT ON COLUMN natural_person.marriage_history.submission_id IS 'The submission it belongs to / 所属报送批次';
COMMENT ON COLUMN natural_person.marriage_history.operation IS 'What happened to the record / 变更操作';
COMMENT ON COLUMN natural_person.marriage_history.origin IS 'Why it was sent then / 报送来由';
COMMENT ON COLUMN natural_person.marriage_history.origin_ref IS 'The window or ticket that proves the origin / 证明来由的窗口或工单编号';
COMMENT ON COLUMN natural_person.marriage_history.origin_platform IS 'The platform a mirrored event first reached / 镜像事件首次到达的平台';
COMMENT ON COLUMN natural_person.marriage_history.recorded_at IS 'When the provider''s system recorded it, a claim / 提供部门系统登记时刻(自述)';
COMMENT ON COLUMN natural_person.marriage_history.review_ref IS 'Confidentiality review that allowed publishing, Art. 20(2) / 保密审查编号(第二十条第二款)';
COMMENT ON COLUMN natural_person.marriage_history.provisional IS 'Whether that day still depends on a notice to come / 该日是否尚待放假通知确定';
COMMENT ON COLUMN natural_person.marriage_history.rules_version IS 'Hash of the rules it was judged by / 判定所依规则的版本';
COMMENT ON COLUMN natural_person.marriage_history.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.marriage_history.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.marriage_history.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.marriage_history.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.marriage_history.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.marriage_history.due_on IS 'Last day on which sharing was in time / 按时共享的最后一日';
COMMENT ON COLUMN natural_person.marriage_history.due_on_adjusted IS 'The same without the days of declared intake outages / 扣除已公告接收中断后的最后一日';
COMMENT ON COLUMN natural_person.marriage_history.approval IS 'Approval by which it is due by quarter, Art. 19(4) / 据以按季度更新的批准（第十九条第四款）';
COMMENT ON COLUMN natural_person.marriage_history.materialised_at IS 'When the platform wrote it into this database / 平台写入本库的时刻';
COMMENT ON COLUMN natural_person.marriage_history.name IS 'Name of the first party / 当事人姓名';
COMMENT ON COLUMN natural_person.marriage_history.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.marriage_history.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.marriage_history.ethnic_group_code IS 'Ethnic group / 民族代码';
COMMENT ON COLUMN natural_person.marriage_history.country_code IS 'Country of nationality / 国籍代码';
COMMENT ON COLUMN natural_person.marriage_history.marital_status_before_code IS 'Marital status before the registration / 登记前婚姻状况代码';
COMMENT ON COLUMN natural_person.marriage_history.spouse_name IS 'Name of the other party / 配偶姓名';
COMMENT ON COLUMN natural_person.marriage_history.spouse_sex_code IS 'Sex of the other party / 配偶性别代码';
COMMENT ON COLUMN natural_person.marriage_history.spouse_birth_on IS 'Day of birth of the other party / 配偶出生日期';
COMMENT ON COLUMN natural_person.marriage_history.spouse_ethnic_group_code IS 'Ethnic group of the other party / 配偶民族代码';
COMMENT ON COLUMN natural_person.marriage_history.spouse_country_code IS 'Country of nationality of the other party / 配偶国籍代码';
COMMENT ON COLUMN natural_person.marriage_history.spouse_marital_status_before_code IS 'Marital status of the other party before the registration / 配偶登记前婚姻状况代码';
COMMENT ON COLUMN natural_person.marriage_history.registration_kind IS 'What was registered / 登记业务类型';
COMMENT ON COLUMN natural_person.marriage_history.registered_on IS 'Day of registration / 登记日期';
COMMENT ON COLUMN natural_person.marriage_history.certificate_number IS 'Number of the marriage or divorce certificate / 婚姻登记证字号';
COMMENT ON COLUMN natural_person.marriage_history.registration_authority IS 'Registering authority / 婚姻登记机关';
COMMENT ON COLUMN natural_person.marriage_history.registration_division_code IS 'Division of the registering authority / 登记机关行政区划代码';
COMMENT ON COLUMN natural_person.marriage_history.marriage_ended_on IS 'Day the marriage ended by divorce or annulment / 婚姻关系终止日期';
COMMENT ON COLUMN natural_person.marriage_history.court_document_number IS 'Number of the court judgment or mediation document the registration follows / 裁判文书号';
COMMENT ON COLUMN natural_person.marriage_history.registrar_name IS 'Name of the registrar / 婚姻登记员姓名';
COMMENT ON COLUMN natural_person.marriage_history.registration_status IS 'Status of the registration / 登记状态';
