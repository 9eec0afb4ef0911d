-- columns of np-qualification-certificate: {"name": "text", "sex_code": "text", "birth_on": "date", "certificate_title": "text", "qualification_kind": "text", "occupation": "text", "occupation_code": "text", "speciality": "text", "qualification_level": "text", "certificate_number": "text", "management_number": "text", "acquired_by": "text", "acquired_on": "date", "issued_on": "date", "certificate_valid_until_on": "date", "issuing_authority": "text", "issuing_authority_uscc": "text", "issuing_division_code": "text", "licence_identifier": "text", "certificate_status": "text", "revoked_on": "date", "revocation_reason": "text"}
CREATE TABLE natural_person.qualification_certificate (
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
  qualification_kind text,
  occupation text,
  occupation_code text,
  speciality text,
  qualification_level text,
  certificate_number text,
  management_number text,
  acquired_by text,
  acquired_on date,
  issued_on date,
  certificate_valid_until_on date,
  issuing_authority text,
  issuing_authority_uscc text,
  issuing_division_code text,
  licence_identifier text,
  certificate_status text,
  revoked_on date,
  revocation_reason text,
  PRIMARY KEY (identity_type, identity_number, record_id)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE natural_person.qualification_certificate_history (
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
  qualification_kind text,
  occupation text,
  occupation_code text,
  speciality text,
  qualification_level text,
  certificate_number text,
  management_number text,
  acquired_by text,
  acquired_on date,
  issued_on date,
  certificate_valid_until_on date,
  issuing_authority text,
  issuing_authority_uscc text,
  issuing_division_code text,
  licence_identifier text,
  certificate_status text,
  revoked_on date,
  revocation_reason text,
  PRIMARY KEY (topic_partition, kafka_offset),
  UNIQUE (provider, seq)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.2, autovacuum_analyze_scale_factor = 0.2);
CREATE INDEX qualification_certificate_history_version ON natural_person.qualification_certificate_history (identity_type, identity_number, record_id, record_version);
CREATE INDEX qualification_certificate_related ON natural_person.qualification_certificate USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
CREATE INDEX qualification_certificate_history_related ON natural_person.qualification_certificate_history USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
COMMENT ON TABLE natural_person.qualification_certificate IS 'Qualification certificates / 职业资格证书信息';
COMMENT ON COLUMN natural_person.qualification_certificate.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.qualification_certificate.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.qualification_certificate.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.qualification_certificate.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.qualification_certificate.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_person.qualification_certificate.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.qualification_certificate.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.qualification_certificate.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.qualification_certificate.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_person.qualification_certificate.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_person.qualification_certificate.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_person.qualification_certificate.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_person.qualification_certificate.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.qualification_certificate.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.qualification_certificate.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.qualification_certificate.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.qualification_certificate.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.qualification_certificate.name IS 'Name / 姓名';
COMMENT ON COLUMN natural_person.qualification_certificate.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.qualification_certificate.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.qualification_certificate.certificate_title IS 'Title of the certificate / 证书名称';
COMMENT ON COLUMN natural_person.qualification_certificate.qualification_kind IS 'Kind of qualification / 职业资格类别';
COMMENT ON COLUMN natural_person.qualification_certificate.occupation IS 'Occupation / 职业(工种)';
COMMENT ON COLUMN natural_person.qualification_certificate.occupation_code IS 'Code of the occupation / 职业编码';
COMMENT ON COLUMN natural_person.qualification_certificate.speciality IS 'Speciality / 专业类别';
COMMENT ON COLUMN natural_person.qualification_certificate.qualification_level IS 'Level of the qualification / 资格级别';
COMMENT ON COLUMN natural_person.qualification_certificate.certificate_number IS 'Number of the certificate / 证书编号';
COMMENT ON COLUMN natural_person.qualification_certificate.management_number IS 'Management number of the certificate / 管理号';
COMMENT ON COLUMN natural_person.qualification_certificate.acquired_by IS 'How it was acquired: examination, assessment, recognition / 取得方式';
COMMENT ON COLUMN natural_person.qualification_certificate.acquired_on IS 'Day the qualification was acquired / 取得日期';
COMMENT ON COLUMN natural_person.qualification_certificate.issued_on IS 'Day of issue / 发证日期';
COMMENT ON COLUMN natural_person.qualification_certificate.certificate_valid_until_on IS 'Last day the certificate is valid; none if it does not end / 有效期至';
COMMENT ON COLUMN natural_person.qualification_certificate.issuing_authority IS 'Issuing authority / 发证机关';
COMMENT ON COLUMN natural_person.qualification_certificate.issuing_authority_uscc IS 'Unified social credit code of the issuing authority / 发证机关统一社会信用代码';
COMMENT ON COLUMN natural_person.qualification_certificate.issuing_division_code IS 'Division of the issuing authority / 发证机关行政区划代码';
COMMENT ON COLUMN natural_person.qualification_certificate.licence_identifier IS 'Identifier of the electronic licence / 电子证照标识';
COMMENT ON COLUMN natural_person.qualification_certificate.certificate_status IS 'Status of the certificate / 证书状态';
COMMENT ON COLUMN natural_person.qualification_certificate.revoked_on IS 'Day of revocation / 撤销(注销)日期';
COMMENT ON COLUMN natural_person.qualification_certificate.revocation_reason IS 'Reason of revocation / 撤销(注销)原因';
COMMENT ON TABLE natural_person.qualification_certificate_history IS 'Qualification certificates / 职业资格证书信息';
COMMENT ON COLUMN natural_person.qualification_certificate_history.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.qualification_certificate_history.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.qualification_certificate_history.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.qualification_certificate_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.qualification_certificate_history.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_person.qualification_certificate_history.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.qualification_certificate_history.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.qualification_certificate_history.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.qualification_certificate_history.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_person.qualification_certificate_history.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_person.qualification_certificate_history.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_person.qualification_certificate_history.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_person.qualification_certificate_history.event_id IS 'The event''s id, the same however often it is sent / 事件标识,重发不变';
COMMENT ON COLUMN natural_person.qualification_certificate_history.submission_id IS 'The submission it belongs to / 所属报送批次';
COMMENT ON COLUMN natural_person.qualification_certificate_history.operation IS 'What happened to the record / 变更操作';
COMMENT ON COLUMN natural_person.qualification_certificate_history.origin IS 'Why it was sent then / 报送来由';
COMMENT ON COLUMN natural_person.qualification_certificate_history.origin_ref IS 'The window or ticket that proves the origin / 证明来由的窗口或工单编号';
COMMENT ON COLUMN natural_person.qualification_certificate_history.origin_platform IS 'The platform a mirrored event first reached / 镜像事件首次到达的平台';
COMMENT ON COLUMN natural_person.qualification_certificate_history.recorded_at IS 'When the provider''s system recorded it, a claim / 提供部门系统登记时刻(自述)';
COMMENT ON COLUMN natural_person.qualification_certificate_history.review_ref IS 'Confidentiality review that allowed publishing, Art. 20(2) / 保密审查编号(第二十条第二款)';
COMMENT ON COLUMN natural_person.qualification_certificate_history.provisional IS 'Whether that day still depends on a notice to come / 该日是否尚待放假通知确定';
COMMENT ON COLUMN natural_person.qualification_certificate_history.rules_version IS 'Hash of the rules it was judged by / 判定所依规则的版本';
COMMENT ON COLUMN natural_person.qualification_certificate_history.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.qualification_certificate_history.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.qualification_certificate_history.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.qualification_certificate_history.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.qualification_certificate_history.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.qualification_certificate_history.due_on IS 'Last day on which sharing was in time / 按时共享的最后一日';
COMMENT ON COLUMN natural_person.qualification_certificate_history.due_on_adjusted IS 'The same without the days of declared intake outages / 扣除已公告接收中断后的最后一日';
COMMENT ON COLUMN natural_person.qualification_certificate_history.approval IS 'Approval by which it is due by quarter, Art. 19(4) / 据以按季度更新的批准（第十九条第四款）';
COMMENT ON COLUMN natural_person.qualification_certificate_history.materialised_at IS 'When the platform wrote it into this database / 平台写入本库的时刻';
COMMENT ON COLUMN natural_person.qualification_certificate_history.name IS 'Name / 姓名';
COMMENT ON COLUMN natural_person.qualification_certificate_history.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.qualification_certificate_history.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.qualification_certificate_history.certificate_title IS 'Title of the certificate / 证书名称';
COMMENT ON COLUMN natural_person.qualification_certificate_history.qualification_kind IS 'Kind of qualification / 职业资格类别';
COMMENT ON COLUMN natural_person.qualification_certificate_history.occupation IS 'Occupation / 职业(工种)';
COMMENT ON COLUMN natural_person.qualification_certificate_history.occupation_code IS 'Code of the occupation / 职业编码';
COMMENT ON COLUMN natural_person.qualification_certificate_history.speciality IS 'Speciality / 专业类别';
COMMENT ON COLUMN natural_person.qualification_certificate_history.qualification_level IS 'Level of the qualification / 资格级别';
COMMENT ON COLUMN natural_person.qualification_certificate_history.certificate_number IS 'Number of the certificate / 证书编号';
COMMENT ON COLUMN natural_person.qualification_certificate_history.management_number IS 'Management number of the certificate / 管理号';
COMMENT ON COLUMN natural_person.qualification_certificate_history.acquired_by IS 'How it was acquired: examination, assessment, recognition / 取得方式';
COMMENT ON COLUMN natural_person.qualification_certificate_history.acquired_on IS 'Day the qualification was acquired / 取得日期';
COMMENT ON COLUMN natural_person.qualification_certificate_history.issued_on IS 'Day of issue / 发证日期';
COMMENT ON COLUMN natural_person.qualification_certificate_history.certificate_valid_until_on IS 'Last day the certificate is valid; none if it does not end / 有效期至';
COMMENT ON COLUMN natural_person.qualification_certificate_history.issuing_authority IS 'Issuing authority / 发证机关';
COMMENT ON COLUMN natural_person.qualification_certificate_history.issuing_authority_uscc IS 'Unified social credit code of the issuing authority / 发证机关统一社会信用代码';
COMMENT ON COLUMN natural_person.qualification_certificate_history.issuing_division_code IS 'Division of the issuing authority / 发证机关行政区划代码';
COMMENT ON COLUMN natural_person.qualification_certificate_history.licence_identifier IS 'Identifier of the electronic licence / 电子证照标识';
COMMENT ON COLUMN natural_person.qualification_certificate_history.certificate_status IS 'Status of the certificate / 证书状态';
COMMENT ON COLUMN natural_person.qualification_certificate_history.revoked_on IS 'Day of revocation / 撤销(注销)日期';
COMMENT ON COLUMN natural_person.qualification_certificate_history.revocation_reason IS 'Reason of revocation / 撤销(注销)原因';
