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
COMMENT ON TABLE natural_person.education IS 'Education / 教育信息';
COMMENT ON COLUMN natural_person.education.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
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
COMMENT ON COLUMN natural_person.education_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
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
