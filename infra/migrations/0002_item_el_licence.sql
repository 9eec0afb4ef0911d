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
CREATE INDEX licence_related ON licence.licence USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
CREATE INDEX licence_history_related ON licence.licence_history USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
COMMENT ON TABLE licence.licence IS 'Electronic licences / 电子证照信息';
COMMENT ON COLUMN licence.licence.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN licence.licence.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN licence.licence.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN licence.licence.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN licence.licence.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN licence.licence.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN licence.licence.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN licence.licence.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN licence.licence.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN licence.licence.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN licence.licence.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN licence.licence.kafka_offset IS 'Its offset there / 事件在该分区的位移';
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
COMMENT ON COLUMN licence.licence_history.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN licence.licence_history.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN licence.licence_history.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN licence.licence_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN licence.licence_history.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN licence.licence_history.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN licence.licence_history.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN licence.licence_history.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN licence.licence_history.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN licence.licence_history.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN licence.licence_history.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN licence.licence_history.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN licence.licence_history.event_id IS 'The event''s id, the same however often it is sent / 事件标识,重发不变';
COMMENT ON COLUMN licence.licence_history.submission_id IS 'The submission it belongs to / 所属报送批次';
COMMENT ON COLUMN licence.licence_history.operation IS 'What happened to the record / 变更操作';
COMMENT ON COLUMN licence.licence_history.origin IS 'Why it was sent then / 报送来由';
COMMENT ON COLUMN licence.licence_history.origin_ref IS 'The window or ticket that proves the origin / 证明来由的窗口或工单编号';
COMMENT ON COLUMN licence.licence_history.origin_platform IS 'The platform a mirrored event first reached / 镜像事件首次到达的平台';
COMMENT ON COLUMN licence.licence_history.recorded_at IS 'When the provider''s system recorded it, a claim / 提供部门系统登记时刻(自述)';
COMMENT ON COLUMN licence.licence_history.review_ref IS 'Confidentiality review that allowed publishing, Art. 20(2) / 保密审查编号(第二十条第二款)';
COMMENT ON COLUMN licence.licence_history.provisional IS 'Whether that day still depends on a notice to come / 该日是否尚待放假通知确定';
COMMENT ON COLUMN licence.licence_history.rules_version IS 'Hash of the rules it was judged by / 判定所依规则的版本';
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
