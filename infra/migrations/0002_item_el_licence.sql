-- columns of el-licence: {"licence_type_title": "text", "licence_type_code": "text", "licence_identifier": "text", "licence_number": "text", "holder_name": "text", "issuing_authority": "text", "issuing_authority_uscc": "text", "issuing_division_code": "text", "issued_on": "date", "licence_valid_from_on": "date", "licence_valid_until_on": "date", "licence_status": "text", "status_changed_on": "date", "status_change_reason": "text", "licence_version": "integer", "previous_licence_identifier": "text", "licensed_matter": "text", "service_item_code": "text", "file_reference": "text", "file_checksum": "text", "file_format": "text", "file_size_bytes": "bigint", "signature_algorithm": "text", "signed_at": "timestamptz"}
CREATE TABLE licence.licence (
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
  licence_type_title text,
  licence_type_code text,
  licence_identifier text,
  licence_number text,
  holder_name text,
  issuing_authority text,
  issuing_authority_uscc text,
  issuing_division_code text,
  issued_on date,
  licence_valid_from_on date,
  licence_valid_until_on date,
  licence_status text,
  status_changed_on date,
  status_change_reason text,
  licence_version integer,
  previous_licence_identifier text,
  licensed_matter text,
  service_item_code text,
  file_reference text,
  file_checksum text,
  file_format text,
  file_size_bytes bigint,
  signature_algorithm text,
  signed_at timestamptz,
  PRIMARY KEY (identity_type, identity_number, record_id)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE licence.licence_history (
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
  licence_type_title text,
  licence_type_code text,
  licence_identifier text,
  licence_number text,
  holder_name text,
  issuing_authority text,
  issuing_authority_uscc text,
  issuing_division_code text,
  issued_on date,
  licence_valid_from_on date,
  licence_valid_until_on date,
  licence_status text,
  status_changed_on date,
  status_change_reason text,
  licence_version integer,
  previous_licence_identifier text,
  licensed_matter text,
  service_item_code text,
  file_reference text,
  file_checksum text,
  file_format text,
  file_size_bytes bigint,
  signature_algorithm text,
  signed_at timestamptz,
  PRIMARY KEY (topic_partition, kafka_offset),
  UNIQUE (provider, seq)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.2, autovacuum_analyze_scale_factor = 0.2);
CREATE INDEX licence_history_version ON licence.licence_history (identity_type, identity_number, record_id, record_version);
COMMENT ON TABLE licence.licence IS 'Electronic licences / 电子证照信息';
COMMENT ON COLUMN licence.licence.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN licence.licence.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN licence.licence.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN licence.licence.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN licence.licence.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN licence.licence.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN licence.licence.licence_type_title IS 'Title of the type of licence / 证照类型名称';
COMMENT ON COLUMN licence.licence.licence_type_code IS 'Code of the type of licence / 证照类型代码';
COMMENT ON COLUMN licence.licence.licence_identifier IS 'Identifier of the electronic licence / 电子证照标识';
COMMENT ON COLUMN licence.licence.licence_number IS 'Number of the licence / 证照编号';
COMMENT ON COLUMN licence.licence.holder_name IS 'Name of the holder / 持证主体名称';
COMMENT ON COLUMN licence.licence.issuing_authority IS 'Issuing authority / 证照颁发机构';
COMMENT ON COLUMN licence.licence.issuing_authority_uscc IS 'Unified social credit code of the issuing authority / 证照颁发机构代码';
COMMENT ON COLUMN licence.licence.issuing_division_code IS 'Division of the issuing authority / 颁发机构行政区划代码';
COMMENT ON COLUMN licence.licence.issued_on IS 'Day of issue / 证照颁发日期';
COMMENT ON COLUMN licence.licence.licence_valid_from_on IS 'First day the licence is valid / 证照有效期起始日期';
COMMENT ON COLUMN licence.licence.licence_valid_until_on IS 'Last day the licence is valid; none if it does not end / 证照有效期截止日期';
COMMENT ON COLUMN licence.licence.licence_status IS 'Status of the licence / 证照状态';
COMMENT ON COLUMN licence.licence.status_changed_on IS 'Day the status changed / 状态变更日期';
COMMENT ON COLUMN licence.licence.status_change_reason IS 'Reason of the change of status / 状态变更原因';
COMMENT ON COLUMN licence.licence.licence_version IS 'Version of the electronic licence, from 1 / 证照版本号';
COMMENT ON COLUMN licence.licence.previous_licence_identifier IS 'Identifier of the electronic licence it replaces / 被替换证照标识';
COMMENT ON COLUMN licence.licence.licensed_matter IS 'What the licence permits or certifies / 许可(证明)内容';
COMMENT ON COLUMN licence.licence.service_item_code IS 'Code of the service item the licence results from / 关联政务服务事项代码';
COMMENT ON COLUMN licence.licence.file_reference IS 'Where the licence file is kept: an address within the platform / 证照文件引用地址';
COMMENT ON COLUMN licence.licence.file_checksum IS 'SHA-256 of the licence file, hexadecimal in small letters / 证照文件校验值(SHA-256,小写十六进制)';
COMMENT ON COLUMN licence.licence.file_format IS 'Format of the licence file / 证照文件格式';
COMMENT ON COLUMN licence.licence.file_size_bytes IS 'Size of the licence file, bytes / 证照文件大小(字节)';
COMMENT ON COLUMN licence.licence.signature_algorithm IS 'Algorithm of the electronic seal / 电子印章签名算法';
COMMENT ON COLUMN licence.licence.signed_at IS 'When the electronic seal was applied / 电子印章加盖时刻';
COMMENT ON TABLE licence.licence_history IS 'Electronic licences / 电子证照信息';
COMMENT ON COLUMN licence.licence_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN licence.licence_history.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN licence.licence_history.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN licence.licence_history.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN licence.licence_history.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN licence.licence_history.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN licence.licence_history.due_on IS 'Last day on which sharing was in time / 按时共享的最后一日';
COMMENT ON COLUMN licence.licence_history.due_on_adjusted IS 'The same without the days of declared intake outages / 扣除已公告接收中断后的最后一日';
COMMENT ON COLUMN licence.licence_history.approval IS 'Approval by which it is due by quarter, Art. 19(4) / 据以按季度更新的批准（第十九条第四款）';
COMMENT ON COLUMN licence.licence_history.materialised_at IS 'When the platform wrote it into this database / 平台写入本库的时刻';
COMMENT ON COLUMN licence.licence_history.licence_type_title IS 'Title of the type of licence / 证照类型名称';
COMMENT ON COLUMN licence.licence_history.licence_type_code IS 'Code of the type of licence / 证照类型代码';
COMMENT ON COLUMN licence.licence_history.licence_identifier IS 'Identifier of the electronic licence / 电子证照标识';
COMMENT ON COLUMN licence.licence_history.licence_number IS 'Number of the licence / 证照编号';
COMMENT ON COLUMN licence.licence_history.holder_name IS 'Name of the holder / 持证主体名称';
COMMENT ON COLUMN licence.licence_history.issuing_authority IS 'Issuing authority / 证照颁发机构';
COMMENT ON COLUMN licence.licence_history.issuing_authority_uscc IS 'Unified social credit code of the issuing authority / 证照颁发机构代码';
COMMENT ON COLUMN licence.licence_history.issuing_division_code IS 'Division of the issuing authority / 颁发机构行政区划代码';
COMMENT ON COLUMN licence.licence_history.issued_on IS 'Day of issue / 证照颁发日期';
COMMENT ON COLUMN licence.licence_history.licence_valid_from_on IS 'First day the licence is valid / 证照有效期起始日期';
COMMENT ON COLUMN licence.licence_history.licence_valid_until_on IS 'Last day the licence is valid; none if it does not end / 证照有效期截止日期';
COMMENT ON COLUMN licence.licence_history.licence_status IS 'Status of the licence / 证照状态';
COMMENT ON COLUMN licence.licence_history.status_changed_on IS 'Day the status changed / 状态变更日期';
COMMENT ON COLUMN licence.licence_history.status_change_reason IS 'Reason of the change of status / 状态变更原因';
COMMENT ON COLUMN licence.licence_history.licence_version IS 'Version of the electronic licence, from 1 / 证照版本号';
COMMENT ON COLUMN licence.licence_history.previous_licence_identifier IS 'Identifier of the electronic licence it replaces / 被替换证照标识';
COMMENT ON COLUMN licence.licence_history.licensed_matter IS 'What the licence permits or certifies / 许可(证明)内容';
COMMENT ON COLUMN licence.licence_history.service_item_code IS 'Code of the service item the licence results from / 关联政务服务事项代码';
COMMENT ON COLUMN licence.licence_history.file_reference IS 'Where the licence file is kept: an address within the platform / 证照文件引用地址';
COMMENT ON COLUMN licence.licence_history.file_checksum IS 'SHA-256 of the licence file, hexadecimal in small letters / 证照文件校验值(SHA-256,小写十六进制)';
COMMENT ON COLUMN licence.licence_history.file_format IS 'Format of the licence file / 证照文件格式';
COMMENT ON COLUMN licence.licence_history.file_size_bytes IS 'Size of the licence file, bytes / 证照文件大小(字节)';
COMMENT ON COLUMN licence.licence_history.signature_algorithm IS 'Algorithm of the electronic seal / 电子印章签名算法';
COMMENT ON COLUMN licence.licence_history.signed_at IS 'When the electronic seal was applied / 电子印章加盖时刻';
