-- columns of np-education: {"name": "text", "sex_code": "text", "birth_on": "date", "student_number": "text", "school": "text", "school_code": "text", "school_uscc": "text", "school_division_code": "text", "education_level_code": "text", "discipline": "text", "study_form": "text", "study_length_years": "double precision", "grade": "text", "enrolled_on": "date", "left_on": "date", "completion_kind": "text", "diploma_number": "text", "degree_code": "text", "degree_awarded_on": "date", "degree_certificate_number": "text", "enrolment_status": "text", "guardian_name": "text"}
CREATE TABLE natural_person.education (
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
  student_number text,
  school text,
  school_code text,
  school_uscc text,
  school_division_code text,
  education_level_code text,
  discipline text,
  study_form text,
  study_length_years double precision,
  grade text,
  enrolled_on date,
  left_on date,
  completion_kind text,
  diploma_number text,
  degree_code text,
  degree_awarded_on date,
  degree_certificate_number text,
  enrolment_status text,
  guardian_name text,
  PRIMARY KEY (identity_type, identity_number, record_id)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE natural_person.education_history (
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
  student_number text,
  school text,
  school_code text,
  school_uscc text,
  school_division_code text,
  education_level_code text,
  discipline text,
  study_form text,
  study_length_years double precision,
  grade text,
  enrolled_on date,
  left_on date,
  completion_kind text,
  diploma_number text,
  degree_code text,
  degree_awarded_on date,
  degree_certificate_number text,
  enrolment_status text,
  guardian_name text,
  PRIMARY KEY (topic_partition, kafka_offset),
  UNIQUE (provider, seq)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.2, autovacuum_analyze_scale_factor = 0.2);
CREATE INDEX education_history_version ON natural_person.education_history (identity_type, identity_number, record_id, record_version);
CREATE INDEX education_related ON natural_person.education USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
CREATE INDEX education_history_related ON natural_person.education_history USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
COMMENT ON TABLE natural_person.education IS 'Education / 教育信息';
COMMENT ON COLUMN natural_person.education.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.education.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.education.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.education.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.education.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_person.education.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.education.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.education.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.education.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_person.education.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_person.education.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_person.education.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_person.education.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.education.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.education.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.education.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.education.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.education.name IS 'Name / 姓名';
COMMENT ON COLUMN natural_person.education.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.education.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.education.student_number IS 'Number of the student record / 学籍号';
COMMENT ON COLUMN natural_person.education.school IS 'School or institution / 学校(院校)';
COMMENT ON COLUMN natural_person.education.school_code IS 'Code of the school in the national register / 学校标识码';
COMMENT ON COLUMN natural_person.education.school_uscc IS 'Unified social credit code of the school / 学校统一社会信用代码';
COMMENT ON COLUMN natural_person.education.school_division_code IS 'Division of the school / 学校行政区划代码';
COMMENT ON COLUMN natural_person.education.education_level_code IS 'Level of education / 学历代码';
COMMENT ON COLUMN natural_person.education.discipline IS 'Discipline or speciality / 专业';
COMMENT ON COLUMN natural_person.education.study_form IS 'Form of study: full-time, part-time, distance / 学习形式';
COMMENT ON COLUMN natural_person.education.study_length_years IS 'Regular length of study, years / 学制(年)';
COMMENT ON COLUMN natural_person.education.grade IS 'Year of study / 年级';
COMMENT ON COLUMN natural_person.education.enrolled_on IS 'Day of enrolment / 入学日期';
COMMENT ON COLUMN natural_person.education.left_on IS 'Day of completion or leaving / 毕(结、肄)业日期';
COMMENT ON COLUMN natural_person.education.completion_kind IS 'How it ended: graduated, completed without diploma, incomplete / 毕结业类别';
COMMENT ON COLUMN natural_person.education.diploma_number IS 'Number of the diploma / 毕业证书编号';
COMMENT ON COLUMN natural_person.education.degree_code IS 'Degree / 学位代码';
COMMENT ON COLUMN natural_person.education.degree_awarded_on IS 'Day the degree was awarded / 学位授予日期';
COMMENT ON COLUMN natural_person.education.degree_certificate_number IS 'Number of the degree certificate / 学位证书编号';
COMMENT ON COLUMN natural_person.education.enrolment_status IS 'Status of the student record / 学籍状态';
COMMENT ON COLUMN natural_person.education.guardian_name IS 'Name of a minor student''s guardian / 监护人姓名';
COMMENT ON TABLE natural_person.education_history IS 'Education / 教育信息';
COMMENT ON COLUMN natural_person.education_history.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.education_history.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.education_history.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.education_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.education_history.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_person.education_history.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.education_history.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.education_history.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.education_history.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_person.education_history.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_person.education_history.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_person.education_history.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_person.education_history.event_id IS 'The event''s id, the same however often it is sent / 事件标识,重发不变';
COMMENT ON COLUMN natural_person.education_history.submission_id IS 'The submission it belongs to / 所属报送批次';
COMMENT ON COLUMN natural_person.education_history.operation IS 'What happened to the record / 变更操作';
COMMENT ON COLUMN natural_person.education_history.origin IS 'Why it was sent then / 报送来由';
COMMENT ON COLUMN natural_person.education_history.origin_ref IS 'The window or ticket that proves the origin / 证明来由的窗口或工单编号';
COMMENT ON COLUMN natural_person.education_history.origin_platform IS 'The platform a mirrored event first reached / 镜像事件首次到达的平台';
COMMENT ON COLUMN natural_person.education_history.recorded_at IS 'When the provider''s system recorded it, a claim / 提供部门系统登记时刻(自述)';
COMMENT ON COLUMN natural_person.education_history.review_ref IS 'Confidentiality review that allowed publishing, Art. 20(2) / 保密审查编号(第二十条第二款)';
COMMENT ON COLUMN natural_person.education_history.provisional IS 'Whether that day still depends on a notice to come / 该日是否尚待放假通知确定';
COMMENT ON COLUMN natural_person.education_history.rules_version IS 'Hash of the rules it was judged by / 判定所依规则的版本';
COMMENT ON COLUMN natural_person.education_history.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.education_history.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.education_history.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.education_history.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.education_history.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.education_history.due_on IS 'Last day on which sharing was in time / 按时共享的最后一日';
COMMENT ON COLUMN natural_person.education_history.due_on_adjusted IS 'The same without the days of declared intake outages / 扣除已公告接收中断后的最后一日';
COMMENT ON COLUMN natural_person.education_history.approval IS 'Approval by which it is due by quarter, Art. 19(4) / 据以按季度更新的批准（第十九条第四款）';
COMMENT ON COLUMN natural_person.education_history.materialised_at IS 'When the platform wrote it into this database / 平台写入本库的时刻';
COMMENT ON COLUMN natural_person.education_history.name IS 'Name / 姓名';
COMMENT ON COLUMN natural_person.education_history.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.education_history.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.education_history.student_number IS 'Number of the student record / 学籍号';
COMMENT ON COLUMN natural_person.education_history.school IS 'School or institution / 学校(院校)';
COMMENT ON COLUMN natural_person.education_history.school_code IS 'Code of the school in the national register / 学校标识码';
COMMENT ON COLUMN natural_person.education_history.school_uscc IS 'Unified social credit code of the school / 学校统一社会信用代码';
COMMENT ON COLUMN natural_person.education_history.school_division_code IS 'Division of the school / 学校行政区划代码';
COMMENT ON COLUMN natural_person.education_history.education_level_code IS 'Level of education / 学历代码';
COMMENT ON COLUMN natural_person.education_history.discipline IS 'Discipline or speciality / 专业';
COMMENT ON COLUMN natural_person.education_history.study_form IS 'Form of study: full-time, part-time, distance / 学习形式';
COMMENT ON COLUMN natural_person.education_history.study_length_years IS 'Regular length of study, years / 学制(年)';
COMMENT ON COLUMN natural_person.education_history.grade IS 'Year of study / 年级';
COMMENT ON COLUMN natural_person.education_history.enrolled_on IS 'Day of enrolment / 入学日期';
COMMENT ON COLUMN natural_person.education_history.left_on IS 'Day of completion or leaving / 毕(结、肄)业日期';
COMMENT ON COLUMN natural_person.education_history.completion_kind IS 'How it ended: graduated, completed without diploma, incomplete / 毕结业类别';
COMMENT ON COLUMN natural_person.education_history.diploma_number IS 'Number of the diploma / 毕业证书编号';
COMMENT ON COLUMN natural_person.education_history.degree_code IS 'Degree / 学位代码';
COMMENT ON COLUMN natural_person.education_history.degree_awarded_on IS 'Day the degree was awarded / 学位授予日期';
COMMENT ON COLUMN natural_person.education_history.degree_certificate_number IS 'Number of the degree certificate / 学位证书编号';
COMMENT ON COLUMN natural_person.education_history.enrolment_status IS 'Status of the student record / 学籍状态';
COMMENT ON COLUMN natural_person.education_history.guardian_name IS 'Name of a minor student''s guardian / 监护人姓名';
