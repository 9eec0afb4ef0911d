-- columns of np-disability-registration: {"name": "text", "sex_code": "text", "birth_on": "date", "ethnic_group_code": "text", "marital_status_code": "text", "education_level_code": "text", "disability_certificate_number": "text", "disability_category_code": "text", "disability_grade_code": "text", "multiple_disabilities": "text", "disability_cause": "text", "disabled_since_on": "date", "assessing_institution": "text", "assessed_on": "date", "certificate_issued_on": "date", "certificate_valid_until_on": "date", "issuing_authority": "text", "household_division_code": "text", "household_address": "text", "residence_address": "text", "contact_telephone": "text", "guardian_name": "text", "guardian_relation": "text", "guardian_telephone": "text", "certificate_status": "text", "cancelled_on": "date", "cancellation_reason": "text"}
CREATE TABLE natural_person.disability_registration (
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
  marital_status_code text,
  education_level_code text,
  disability_certificate_number text,
  disability_category_code text,
  disability_grade_code text,
  multiple_disabilities text,
  disability_cause text,
  disabled_since_on date,
  assessing_institution text,
  assessed_on date,
  certificate_issued_on date,
  certificate_valid_until_on date,
  issuing_authority text,
  household_division_code text,
  household_address text,
  residence_address text,
  contact_telephone text,
  guardian_name text,
  guardian_relation text,
  guardian_telephone text,
  certificate_status text,
  cancelled_on date,
  cancellation_reason text,
  PRIMARY KEY (identity_type, identity_number, record_id)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE natural_person.disability_registration_history (
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
  marital_status_code text,
  education_level_code text,
  disability_certificate_number text,
  disability_category_code text,
  disability_grade_code text,
  multiple_disabilities text,
  disability_cause text,
  disabled_since_on date,
  assessing_institution text,
  assessed_on date,
  certificate_issued_on date,
  certificate_valid_until_on date,
  issuing_authority text,
  household_division_code text,
  household_address text,
  residence_address text,
  contact_telephone text,
  guardian_name text,
  guardian_relation text,
  guardian_telephone text,
  certificate_status text,
  cancelled_on date,
  cancellation_reason text,
  PRIMARY KEY (topic_partition, kafka_offset),
  UNIQUE (provider, seq)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.2, autovacuum_analyze_scale_factor = 0.2);
CREATE INDEX disability_registration_history_version ON natural_person.disability_registration_history (identity_type, identity_number, record_id, record_version);
CREATE INDEX disability_registration_related ON natural_person.disability_registration USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
CREATE INDEX disability_registration_history_related ON natural_person.disability_registration_history USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
COMMENT ON TABLE natural_person.disability_registration IS 'Registration of persons with disabilities / 残疾人登记信息';
COMMENT ON COLUMN natural_person.disability_registration.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.disability_registration.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.disability_registration.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.disability_registration.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.disability_registration.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_person.disability_registration.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.disability_registration.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.disability_registration.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.disability_registration.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_person.disability_registration.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_person.disability_registration.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_person.disability_registration.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_person.disability_registration.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.disability_registration.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.disability_registration.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.disability_registration.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.disability_registration.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.disability_registration.name IS 'Name / 姓名';
COMMENT ON COLUMN natural_person.disability_registration.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.disability_registration.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.disability_registration.ethnic_group_code IS 'Ethnic group / 民族代码';
COMMENT ON COLUMN natural_person.disability_registration.marital_status_code IS 'Marital status / 婚姻状况代码';
COMMENT ON COLUMN natural_person.disability_registration.education_level_code IS 'Level of education / 文化程度代码';
COMMENT ON COLUMN natural_person.disability_registration.disability_certificate_number IS 'Number of the disability certificate: identity number, category, grade, and re-issue mark / 残疾人证号';
COMMENT ON COLUMN natural_person.disability_registration.disability_category_code IS 'Category of disability / 残疾类别代码';
COMMENT ON COLUMN natural_person.disability_registration.disability_grade_code IS 'Grade of disability / 残疾等级代码';
COMMENT ON COLUMN natural_person.disability_registration.multiple_disabilities IS 'With multiple disability: pairs of category and grade, like 12 43 / 多重残疾明细(类别与等级)';
COMMENT ON COLUMN natural_person.disability_registration.disability_cause IS 'Cause of the disability / 致残原因';
COMMENT ON COLUMN natural_person.disability_registration.disabled_since_on IS 'Day it began / 残疾发生日期';
COMMENT ON COLUMN natural_person.disability_registration.assessing_institution IS 'Institution that assessed / 评定机构';
COMMENT ON COLUMN natural_person.disability_registration.assessed_on IS 'Day of assessment / 评定日期';
COMMENT ON COLUMN natural_person.disability_registration.certificate_issued_on IS 'Day of issue of the certificate / 发证日期';
COMMENT ON COLUMN natural_person.disability_registration.certificate_valid_until_on IS 'Last day the certificate is valid / 有效期至';
COMMENT ON COLUMN natural_person.disability_registration.issuing_authority IS 'Issuing disabled persons'' federation / 发证机构';
COMMENT ON COLUMN natural_person.disability_registration.household_division_code IS 'Division of the household registration / 户籍地行政区划代码';
COMMENT ON COLUMN natural_person.disability_registration.household_address IS 'Address of the household registration / 户籍地址';
COMMENT ON COLUMN natural_person.disability_registration.residence_address IS 'Address of the residence / 现住址';
COMMENT ON COLUMN natural_person.disability_registration.contact_telephone IS 'Telephone / 联系电话';
COMMENT ON COLUMN natural_person.disability_registration.guardian_name IS 'Name of the guardian / 监护人姓名';
COMMENT ON COLUMN natural_person.disability_registration.guardian_relation IS 'Relation of the guardian / 监护人与残疾人关系';
COMMENT ON COLUMN natural_person.disability_registration.guardian_telephone IS 'Telephone of the guardian / 监护人联系电话';
COMMENT ON COLUMN natural_person.disability_registration.certificate_status IS 'Status of the certificate / 证件状态';
COMMENT ON COLUMN natural_person.disability_registration.cancelled_on IS 'Day of cancellation / 注销日期';
COMMENT ON COLUMN natural_person.disability_registration.cancellation_reason IS 'Reason of cancellation / 注销原因';
COMMENT ON TABLE natural_person.disability_registration_history IS 'Registration of persons with disabilities / 残疾人登记信息';
COMMENT ON COLUMN natural_person.disability_registration_history.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.disability_registration_history.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.disability_registration_history.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.disability_registration_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.disability_registration_history.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_person.disability_registration_history.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.disability_registration_history.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.disability_registration_history.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.disability_registration_history.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_person.disability_registration_history.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_person.disability_registration_history.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_person.disability_registration_history.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_person.disability_registration_history.event_id IS 'The event''s id, the same however often it is sent / 事件标识,重发不变';
COMMENT ON COLUMN natural_person.disability_registration_history.submission_id IS 'The submission it belongs to / 所属报送批次';
COMMENT ON COLUMN natural_person.disability_registration_history.operation IS 'What happened to the record / 变更操作';
COMMENT ON COLUMN natural_person.disability_registration_history.origin IS 'Why it was sent then / 报送来由';
COMMENT ON COLUMN natural_person.disability_registration_history.origin_ref IS 'The window or ticket that proves the origin / 证明来由的窗口或工单编号';
COMMENT ON COLUMN natural_person.disability_registration_history.origin_platform IS 'The platform a mirrored event first reached / 镜像事件首次到达的平台';
COMMENT ON COLUMN natural_person.disability_registration_history.recorded_at IS 'When the provider''s system recorded it, a claim / 提供部门系统登记时刻(自述)';
COMMENT ON COLUMN natural_person.disability_registration_history.review_ref IS 'Confidentiality review that allowed publishing, Art. 20(2) / 保密审查编号(第二十条第二款)';
COMMENT ON COLUMN natural_person.disability_registration_history.provisional IS 'Whether that day still depends on a notice to come / 该日是否尚待放假通知确定';
COMMENT ON COLUMN natural_person.disability_registration_history.rules_version IS 'Hash of the rules it was judged by / 判定所依规则的版本';
COMMENT ON COLUMN natural_person.disability_registration_history.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.disability_registration_history.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.disability_registration_history.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.disability_registration_history.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.disability_registration_history.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.disability_registration_history.due_on IS 'Last day on which sharing was in time / 按时共享的最后一日';
COMMENT ON COLUMN natural_person.disability_registration_history.due_on_adjusted IS 'The same without the days of declared intake outages / 扣除已公告接收中断后的最后一日';
COMMENT ON COLUMN natural_person.disability_registration_history.approval IS 'Approval by which it is due by quarter, Art. 19(4) / 据以按季度更新的批准（第十九条第四款）';
COMMENT ON COLUMN natural_person.disability_registration_history.materialised_at IS 'When the platform wrote it into this database / 平台写入本库的时刻';
COMMENT ON COLUMN natural_person.disability_registration_history.name IS 'Name / 姓名';
COMMENT ON COLUMN natural_person.disability_registration_history.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.disability_registration_history.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.disability_registration_history.ethnic_group_code IS 'Ethnic group / 民族代码';
COMMENT ON COLUMN natural_person.disability_registration_history.marital_status_code IS 'Marital status / 婚姻状况代码';
COMMENT ON COLUMN natural_person.disability_registration_history.education_level_code IS 'Level of education / 文化程度代码';
COMMENT ON COLUMN natural_person.disability_registration_history.disability_certificate_number IS 'Number of the disability certificate: identity number, category, grade, and re-issue mark / 残疾人证号';
COMMENT ON COLUMN natural_person.disability_registration_history.disability_category_code IS 'Category of disability / 残疾类别代码';
COMMENT ON COLUMN natural_person.disability_registration_history.disability_grade_code IS 'Grade of disability / 残疾等级代码';
COMMENT ON COLUMN natural_person.disability_registration_history.multiple_disabilities IS 'With multiple disability: pairs of category and grade, like 12 43 / 多重残疾明细(类别与等级)';
COMMENT ON COLUMN natural_person.disability_registration_history.disability_cause IS 'Cause of the disability / 致残原因';
COMMENT ON COLUMN natural_person.disability_registration_history.disabled_since_on IS 'Day it began / 残疾发生日期';
COMMENT ON COLUMN natural_person.disability_registration_history.assessing_institution IS 'Institution that assessed / 评定机构';
COMMENT ON COLUMN natural_person.disability_registration_history.assessed_on IS 'Day of assessment / 评定日期';
COMMENT ON COLUMN natural_person.disability_registration_history.certificate_issued_on IS 'Day of issue of the certificate / 发证日期';
COMMENT ON COLUMN natural_person.disability_registration_history.certificate_valid_until_on IS 'Last day the certificate is valid / 有效期至';
COMMENT ON COLUMN natural_person.disability_registration_history.issuing_authority IS 'Issuing disabled persons'' federation / 发证机构';
COMMENT ON COLUMN natural_person.disability_registration_history.household_division_code IS 'Division of the household registration / 户籍地行政区划代码';
COMMENT ON COLUMN natural_person.disability_registration_history.household_address IS 'Address of the household registration / 户籍地址';
COMMENT ON COLUMN natural_person.disability_registration_history.residence_address IS 'Address of the residence / 现住址';
COMMENT ON COLUMN natural_person.disability_registration_history.contact_telephone IS 'Telephone / 联系电话';
COMMENT ON COLUMN natural_person.disability_registration_history.guardian_name IS 'Name of the guardian / 监护人姓名';
COMMENT ON COLUMN natural_person.disability_registration_history.guardian_relation IS 'Relation of the guardian / 监护人与残疾人关系';
COMMENT ON COLUMN natural_person.disability_registration_history.guardian_telephone IS 'Telephone of the guardian / 监护人联系电话';
COMMENT ON COLUMN natural_person.disability_registration_history.certificate_status IS 'Status of the certificate / 证件状态';
COMMENT ON COLUMN natural_person.disability_registration_history.cancelled_on IS 'Day of cancellation / 注销日期';
COMMENT ON COLUMN natural_person.disability_registration_history.cancellation_reason IS 'Reason of cancellation / 注销原因';
