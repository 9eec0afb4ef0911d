-- columns of np-practising-certificate: {"name": "text", "sex_code": "text", "birth_on": "date", "certificate_title": "text", "practice_kind": "text", "practice_scope": "text", "certificate_number": "text", "qualification_certificate_number": "text", "practising_institution": "text", "practising_institution_uscc": "text", "practice_division_code": "text", "first_registered_on": "date", "issued_on": "date", "certificate_valid_from_on": "date", "certificate_valid_until_on": "date", "issuing_authority": "text", "issuing_authority_uscc": "text", "assessment_year": "integer", "assessment_result": "text", "certificate_status": "text", "suspended_from_on": "date", "suspended_to_on": "date", "cancelled_on": "date", "cancellation_reason": "text"}
CREATE TABLE natural_person.practising_certificate (
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
  certificate_title text,
  practice_kind text,
  practice_scope text,
  certificate_number text,
  qualification_certificate_number text,
  practising_institution text,
  practising_institution_uscc text,
  practice_division_code text,
  first_registered_on date,
  issued_on date,
  certificate_valid_from_on date,
  certificate_valid_until_on date,
  issuing_authority text,
  issuing_authority_uscc text,
  assessment_year integer,
  assessment_result text,
  certificate_status text,
  suspended_from_on date,
  suspended_to_on date,
  cancelled_on date,
  cancellation_reason text,
  PRIMARY KEY (identity_type, identity_number, record_id)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE natural_person.practising_certificate_history (
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
  certificate_title text,
  practice_kind text,
  practice_scope text,
  certificate_number text,
  qualification_certificate_number text,
  practising_institution text,
  practising_institution_uscc text,
  practice_division_code text,
  first_registered_on date,
  issued_on date,
  certificate_valid_from_on date,
  certificate_valid_until_on date,
  issuing_authority text,
  issuing_authority_uscc text,
  assessment_year integer,
  assessment_result text,
  certificate_status text,
  suspended_from_on date,
  suspended_to_on date,
  cancelled_on date,
  cancellation_reason text,
  PRIMARY KEY (topic_partition, kafka_offset),
  UNIQUE (provider, seq)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.2, autovacuum_analyze_scale_factor = 0.2);
CREATE INDEX practising_certificate_history_version ON natural_person.practising_certificate_history (identity_type, identity_number, record_id, record_version);
CREATE INDEX practising_certificate_related ON natural_person.practising_certificate USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
CREATE INDEX practising_certificate_history_related ON natural_person.practising_certificate_history USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
COMMENT ON TABLE natural_person.practising_certificate IS 'Practising certificates / 执业证书信息';
COMMENT ON COLUMN natural_person.practising_certificate.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.practising_certificate.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.practising_certificate.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.practising_certificate.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.practising_certificate.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_person.practising_certificate.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.practising_certificate.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.practising_certificate.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.practising_certificate.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_person.practising_certificate.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_person.practising_certificate.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_person.practising_certificate.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_person.practising_certificate.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.practising_certificate.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.practising_certificate.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.practising_certificate.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.practising_certificate.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.practising_certificate.name IS 'Name / 姓名';
COMMENT ON COLUMN natural_person.practising_certificate.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.practising_certificate.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.practising_certificate.certificate_title IS 'Title of the certificate / 证书名称';
COMMENT ON COLUMN natural_person.practising_certificate.practice_kind IS 'Kind of practice / 执业类别';
COMMENT ON COLUMN natural_person.practising_certificate.practice_scope IS 'Scope of practice / 执业范围';
COMMENT ON COLUMN natural_person.practising_certificate.certificate_number IS 'Number of the practising certificate / 执业证书编号';
COMMENT ON COLUMN natural_person.practising_certificate.qualification_certificate_number IS 'Number of the qualification certificate behind it / 资格证书编号';
COMMENT ON COLUMN natural_person.practising_certificate.practising_institution IS 'Institution of practice / 执业机构';
COMMENT ON COLUMN natural_person.practising_certificate.practising_institution_uscc IS 'Unified social credit code of that institution / 执业机构统一社会信用代码';
COMMENT ON COLUMN natural_person.practising_certificate.practice_division_code IS 'Division of the place of practice / 执业地行政区划代码';
COMMENT ON COLUMN natural_person.practising_certificate.first_registered_on IS 'Day of the first registration / 首次注册日期';
COMMENT ON COLUMN natural_person.practising_certificate.issued_on IS 'Day of issue / 发证日期';
COMMENT ON COLUMN natural_person.practising_certificate.certificate_valid_from_on IS 'First day the certificate is valid / 有效期自';
COMMENT ON COLUMN natural_person.practising_certificate.certificate_valid_until_on IS 'Last day the certificate is valid / 有效期至';
COMMENT ON COLUMN natural_person.practising_certificate.issuing_authority IS 'Issuing authority / 发证机关';
COMMENT ON COLUMN natural_person.practising_certificate.issuing_authority_uscc IS 'Unified social credit code of the issuing authority / 发证机关统一社会信用代码';
COMMENT ON COLUMN natural_person.practising_certificate.assessment_year IS 'Year of the latest assessment / 最近考核年度';
COMMENT ON COLUMN natural_person.practising_certificate.assessment_result IS 'Result of the latest assessment / 最近考核结果';
COMMENT ON COLUMN natural_person.practising_certificate.certificate_status IS 'Status of the certificate / 执业状态';
COMMENT ON COLUMN natural_person.practising_certificate.suspended_from_on IS 'First day of a suspension / 停止执业起始日期';
COMMENT ON COLUMN natural_person.practising_certificate.suspended_to_on IS 'Last day of a suspension / 停止执业截止日期';
COMMENT ON COLUMN natural_person.practising_certificate.cancelled_on IS 'Day of cancellation / 注销(吊销)日期';
COMMENT ON COLUMN natural_person.practising_certificate.cancellation_reason IS 'Reason of cancellation / 注销(吊销)原因';
COMMENT ON TABLE natural_person.practising_certificate_history IS 'Practising certificates / 执业证书信息';
COMMENT ON COLUMN natural_person.practising_certificate_history.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.practising_certificate_history.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.practising_certificate_history.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.practising_certificate_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.practising_certificate_history.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_person.practising_certificate_history.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.practising_certificate_history.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.practising_certificate_history.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.practising_certificate_history.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_person.practising_certificate_history.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_person.practising_certificate_history.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_person.practising_certificate_history.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_person.practising_certificate_history.event_id IS 'The event''s id, the same however often it is sent / 事件标识,重发不变';
COMMENT ON COLUMN natural_person.practising_certificate_history.submission_id IS 'The submission it belongs to / 所属报送批次';
COMMENT ON COLUMN natural_person.practising_certificate_history.operation IS 'What happened to the record / 变更操作';
COMMENT ON COLUMN natural_person.practising_certificate_history.origin IS 'Why it was sent then / 报送来由';
COMMENT ON COLUMN natural_person.practising_certificate_history.origin_ref IS 'The window or ticket that proves the origin / 证明来由的窗口或工单编号';
COMMENT ON COLUMN natural_person.practising_certificate_history.origin_platform IS 'The platform a mirrored event first reached / 镜像事件首次到达的平台';
COMMENT ON COLUMN natural_person.practising_certificate_history.recorded_at IS 'When the provider''s system recorded it, a claim / 提供部门系统登记时刻(自述)';
COMMENT ON COLUMN natural_person.practising_certificate_history.review_ref IS 'Confidentiality review that allowed publishing, Art. 20(2) / 保密审查编号(第二十条第二款)';
COMMENT ON COLUMN natural_person.practising_certificate_history.provisional IS 'Whether that day still depends on a notice to come / 该日是否尚待放假通知确定';
COMMENT ON COLUMN natural_person.practising_certificate_history.rules_version IS 'Hash of the rules it was judged by / 判定所依规则的版本';
COMMENT ON COLUMN natural_person.practising_certificate_history.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.practising_certificate_history.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.practising_certificate_history.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.practising_certificate_history.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.practising_certificate_history.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.practising_certificate_history.due_on IS 'Last day on which sharing was in time / 按时共享的最后一日';
COMMENT ON COLUMN natural_person.practising_certificate_history.due_on_adjusted IS 'The same without the days of declared intake outages / 扣除已公告接收中断后的最后一日';
COMMENT ON COLUMN natural_person.practising_certificate_history.approval IS 'Approval by which it is due by quarter, Art. 19(4) / 据以按季度更新的批准（第十九条第四款）';
COMMENT ON COLUMN natural_person.practising_certificate_history.materialised_at IS 'When the platform wrote it into this database / 平台写入本库的时刻';
COMMENT ON COLUMN natural_person.practising_certificate_history.name IS 'Name / 姓名';
COMMENT ON COLUMN natural_person.practising_certificate_history.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.practising_certificate_history.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.practising_certificate_history.certificate_title IS 'Title of the certificate / 证书名称';
COMMENT ON COLUMN natural_person.practising_certificate_history.practice_kind IS 'Kind of practice / 执业类别';
COMMENT ON COLUMN natural_person.practising_certificate_history.practice_scope IS 'Scope of practice / 执业范围';
COMMENT ON COLUMN natural_person.practising_certificate_history.certificate_number IS 'Number of the practising certificate / 执业证书编号';
COMMENT ON COLUMN natural_person.practising_certificate_history.qualification_certificate_number IS 'Number of the qualification certificate behind it / 资格证书编号';
COMMENT ON COLUMN natural_person.practising_certificate_history.practising_institution IS 'Institution of practice / 执业机构';
COMMENT ON COLUMN natural_person.practising_certificate_history.practising_institution_uscc IS 'Unified social credit code of that institution / 执业机构统一社会信用代码';
COMMENT ON COLUMN natural_person.practising_certificate_history.practice_division_code IS 'Division of the place of practice / 执业地行政区划代码';
COMMENT ON COLUMN natural_person.practising_certificate_history.first_registered_on IS 'Day of the first registration / 首次注册日期';
COMMENT ON COLUMN natural_person.practising_certificate_history.issued_on IS 'Day of issue / 发证日期';
COMMENT ON COLUMN natural_person.practising_certificate_history.certificate_valid_from_on IS 'First day the certificate is valid / 有效期自';
COMMENT ON COLUMN natural_person.practising_certificate_history.certificate_valid_until_on IS 'Last day the certificate is valid / 有效期至';
COMMENT ON COLUMN natural_person.practising_certificate_history.issuing_authority IS 'Issuing authority / 发证机关';
COMMENT ON COLUMN natural_person.practising_certificate_history.issuing_authority_uscc IS 'Unified social credit code of the issuing authority / 发证机关统一社会信用代码';
COMMENT ON COLUMN natural_person.practising_certificate_history.assessment_year IS 'Year of the latest assessment / 最近考核年度';
COMMENT ON COLUMN natural_person.practising_certificate_history.assessment_result IS 'Result of the latest assessment / 最近考核结果';
COMMENT ON COLUMN natural_person.practising_certificate_history.certificate_status IS 'Status of the certificate / 执业状态';
COMMENT ON COLUMN natural_person.practising_certificate_history.suspended_from_on IS 'First day of a suspension / 停止执业起始日期';
COMMENT ON COLUMN natural_person.practising_certificate_history.suspended_to_on IS 'Last day of a suspension / 停止执业截止日期';
COMMENT ON COLUMN natural_person.practising_certificate_history.cancelled_on IS 'Day of cancellation / 注销(吊销)日期';
COMMENT ON COLUMN natural_person.practising_certificate_history.cancellation_reason IS 'Reason of cancellation / 注销(吊销)原因';
