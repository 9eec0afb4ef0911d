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
COMMENT ON TABLE natural_person.qualification_certificate IS 'Qualification certificates / 职业资格证书信息';
COMMENT ON COLUMN natural_person.qualification_certificate.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
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
COMMENT ON COLUMN natural_person.qualification_certificate_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
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
