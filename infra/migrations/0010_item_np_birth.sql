-- columns of np-birth: {"name": "text", "sex_code": "text", "birth_on": "date", "birth_certificate_number": "text", "certificate_issued_on": "date", "birth_institution": "text", "birthplace_division_code": "text", "gestation_weeks": "integer", "birth_weight_grams": "integer", "birth_length_centimetres": "integer", "mother_name": "text", "mother_identity_number": "text", "father_name": "text", "father_identity_number": "text"}
CREATE TABLE natural_person.birth (
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
  birth_certificate_number text,
  certificate_issued_on date,
  birth_institution text,
  birthplace_division_code text,
  gestation_weeks integer,
  birth_weight_grams integer,
  birth_length_centimetres integer,
  mother_name text,
  mother_identity_number text,
  father_name text,
  father_identity_number text,
  PRIMARY KEY (identity_type, identity_number, record_id)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE natural_person.birth_history (
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
  birth_certificate_number text,
  certificate_issued_on date,
  birth_institution text,
  birthplace_division_code text,
  gestation_weeks integer,
  birth_weight_grams integer,
  birth_length_centimetres integer,
  mother_name text,
  mother_identity_number text,
  father_name text,
  father_identity_number text,
  PRIMARY KEY (topic_partition, kafka_offset),
  UNIQUE (provider, seq)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.2, autovacuum_analyze_scale_factor = 0.2);
CREATE INDEX birth_history_version ON natural_person.birth_history (identity_type, identity_number, record_id, record_version);
CREATE INDEX birth_related ON natural_person.birth USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
CREATE INDEX birth_history_related ON natural_person.birth_history USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
COMMENT ON TABLE natural_person.birth IS 'Births / 出生信息';
COMMENT ON COLUMN natural_person.birth.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.birth.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.birth.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.birth.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.birth.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_person.birth.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.birth.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.birth.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.birth.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_person.birth.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_person.birth.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_person.birth.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_person.birth.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.birth.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.birth.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.birth.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.birth.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.birth.name IS 'Name of the newborn / 新生儿姓名';
COMMENT ON COLUMN natural_person.birth.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.birth.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.birth.birth_certificate_number IS 'Number of the birth medical certificate / 出生医学证明编号';
COMMENT ON COLUMN natural_person.birth.certificate_issued_on IS 'Day of issue of the certificate / 签发日期';
COMMENT ON COLUMN natural_person.birth.birth_institution IS 'Institution of the birth / 接生机构';
COMMENT ON COLUMN natural_person.birth.birthplace_division_code IS 'Division of the birthplace / 出生地行政区划代码';
COMMENT ON COLUMN natural_person.birth.gestation_weeks IS 'Weeks of gestation / 出生孕周';
COMMENT ON COLUMN natural_person.birth.birth_weight_grams IS 'Weight at birth, grams / 出生体重(克)';
COMMENT ON COLUMN natural_person.birth.birth_length_centimetres IS 'Length at birth, centimetres / 出生身长(厘米)';
COMMENT ON COLUMN natural_person.birth.mother_name IS 'Name of the mother / 母亲姓名';
COMMENT ON COLUMN natural_person.birth.mother_identity_number IS 'Resident number of the mother / 母亲公民身份号码';
COMMENT ON COLUMN natural_person.birth.father_name IS 'Name of the father / 父亲姓名';
COMMENT ON COLUMN natural_person.birth.father_identity_number IS 'Resident number of the father / 父亲公民身份号码';
COMMENT ON TABLE natural_person.birth_history IS 'Births / 出生信息';
COMMENT ON COLUMN natural_person.birth_history.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.birth_history.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.birth_history.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.birth_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.birth_history.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_person.birth_history.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.birth_history.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.birth_history.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.birth_history.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_person.birth_history.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_person.birth_history.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_person.birth_history.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_person.birth_history.event_id IS 'The event''s id, the same however often it is sent / 事件标识,重发不变';
COMMENT ON COLUMN natural_person.birth_history.submission_id IS 'The submission it belongs to / 所属报送批次';
COMMENT ON COLUMN natural_person.birth_history.operation IS 'What happened to the record / 变更操作';
COMMENT ON COLUMN natural_person.birth_history.origin IS 'Why it was sent then / 报送来由';
COMMENT ON COLUMN natural_person.birth_history.origin_ref IS 'The window or ticket that proves the origin / 证明来由的窗口或工单编号';
COMMENT ON COLUMN natural_person.birth_history.origin_platform IS 'The platform a mirrored event first reached / 镜像事件首次到达的平台';
COMMENT ON COLUMN natural_person.birth_history.recorded_at IS 'When the provider''s system recorded it, a claim / 提供部门系统登记时刻(自述)';
COMMENT ON COLUMN natural_person.birth_history.review_ref IS 'Confidentiality review that allowed publishing, Art. 20(2) / 保密审查编号(第二十条第二款)';
COMMENT ON COLUMN natural_person.birth_history.provisional IS 'Whether that day still depends on a notice to come / 该日是否尚待放假通知确定';
COMMENT ON COLUMN natural_person.birth_history.rules_version IS 'Hash of the rules it was judged by / 判定所依规则的版本';
COMMENT ON COLUMN natural_person.birth_history.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.birth_history.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.birth_history.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.birth_history.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.birth_history.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.birth_history.due_on IS 'Last day on which sharing was in time / 按时共享的最后一日';
COMMENT ON COLUMN natural_person.birth_history.due_on_adjusted IS 'The same without the days of declared intake outages / 扣除已公告接收中断后的最后一日';
COMMENT ON COLUMN natural_person.birth_history.approval IS 'Approval by which it is due by quarter, Art. 19(4) / 据以按季度更新的批准（第十九条第四款）';
COMMENT ON COLUMN natural_person.birth_history.materialised_at IS 'When the platform wrote it into this database / 平台写入本库的时刻';
COMMENT ON COLUMN natural_person.birth_history.name IS 'Name of the newborn / 新生儿姓名';
COMMENT ON COLUMN natural_person.birth_history.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.birth_history.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.birth_history.birth_certificate_number IS 'Number of the birth medical certificate / 出生医学证明编号';
COMMENT ON COLUMN natural_person.birth_history.certificate_issued_on IS 'Day of issue of the certificate / 签发日期';
COMMENT ON COLUMN natural_person.birth_history.birth_institution IS 'Institution of the birth / 接生机构';
COMMENT ON COLUMN natural_person.birth_history.birthplace_division_code IS 'Division of the birthplace / 出生地行政区划代码';
COMMENT ON COLUMN natural_person.birth_history.gestation_weeks IS 'Weeks of gestation / 出生孕周';
COMMENT ON COLUMN natural_person.birth_history.birth_weight_grams IS 'Weight at birth, grams / 出生体重(克)';
COMMENT ON COLUMN natural_person.birth_history.birth_length_centimetres IS 'Length at birth, centimetres / 出生身长(厘米)';
COMMENT ON COLUMN natural_person.birth_history.mother_name IS 'Name of the mother / 母亲姓名';
COMMENT ON COLUMN natural_person.birth_history.mother_identity_number IS 'Resident number of the mother / 母亲公民身份号码';
COMMENT ON COLUMN natural_person.birth_history.father_name IS 'Name of the father / 父亲姓名';
COMMENT ON COLUMN natural_person.birth_history.father_identity_number IS 'Resident number of the father / 父亲公民身份号码';
