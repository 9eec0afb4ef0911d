-- columns of nr-land: {"real_property_unit_number": "text", "parcel_code": "text", "location_address": "text", "division_code": "text", "land_use_code": "text", "registered_use": "text", "land_ownership": "text", "right_kind": "text", "right_acquisition": "text", "right_holder_name": "text", "right_holder_identity_type": "text", "right_holder_identity_number": "text", "area_square_metres": "double precision", "floor_area_square_metres": "double precision", "use_right_from_on": "date", "use_right_to_on": "date", "certificate_number": "text", "registration_authority": "text", "registered_on": "date", "mortgaged": "boolean", "seized": "boolean", "surveyed_on": "date", "parcel_status": "text", "geometry_reference": "text", "geometry_checksum": "text", "geometry_crs": "text", "min_latitude": "double precision", "min_longitude": "double precision", "max_latitude": "double precision", "max_longitude": "double precision"}
CREATE TABLE natural_resource.land (
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
  real_property_unit_number text,
  parcel_code text,
  location_address text,
  division_code text,
  land_use_code text,
  registered_use text,
  land_ownership text,
  right_kind text,
  right_acquisition text,
  right_holder_name text,
  right_holder_identity_type text,
  right_holder_identity_number text,
  area_square_metres double precision,
  floor_area_square_metres double precision,
  use_right_from_on date,
  use_right_to_on date,
  certificate_number text,
  registration_authority text,
  registered_on date,
  mortgaged boolean,
  seized boolean,
  surveyed_on date,
  parcel_status text,
  geometry_reference text,
  geometry_checksum text,
  geometry_crs text,
  min_latitude double precision,
  min_longitude double precision,
  max_latitude double precision,
  max_longitude double precision,
  PRIMARY KEY (identity_type, identity_number, record_id)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE natural_resource.land_history (
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
  real_property_unit_number text,
  parcel_code text,
  location_address text,
  division_code text,
  land_use_code text,
  registered_use text,
  land_ownership text,
  right_kind text,
  right_acquisition text,
  right_holder_name text,
  right_holder_identity_type text,
  right_holder_identity_number text,
  area_square_metres double precision,
  floor_area_square_metres double precision,
  use_right_from_on date,
  use_right_to_on date,
  certificate_number text,
  registration_authority text,
  registered_on date,
  mortgaged boolean,
  seized boolean,
  surveyed_on date,
  parcel_status text,
  geometry_reference text,
  geometry_checksum text,
  geometry_crs text,
  min_latitude double precision,
  min_longitude double precision,
  max_latitude double precision,
  max_longitude double precision,
  PRIMARY KEY (topic_partition, kafka_offset),
  UNIQUE (provider, seq)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.2, autovacuum_analyze_scale_factor = 0.2);
CREATE INDEX land_history_version ON natural_resource.land_history (identity_type, identity_number, record_id, record_version);
CREATE INDEX land_related ON natural_resource.land USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
CREATE INDEX land_history_related ON natural_resource.land_history USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
COMMENT ON TABLE natural_resource.land IS 'Land / 土地信息';
COMMENT ON COLUMN natural_resource.land.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_resource.land.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_resource.land.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_resource.land.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_resource.land.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_resource.land.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_resource.land.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_resource.land.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_resource.land.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_resource.land.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_resource.land.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_resource.land.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_resource.land.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_resource.land.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_resource.land.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_resource.land.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_resource.land.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_resource.land.real_property_unit_number IS 'Number of the real property unit, 28 characters / 不动产单元代码';
COMMENT ON COLUMN natural_resource.land.parcel_code IS 'Code of the parcel, the first 19 characters of the unit number / 宗地代码';
COMMENT ON COLUMN natural_resource.land.location_address IS 'Where the parcel lies / 坐落';
COMMENT ON COLUMN natural_resource.land.division_code IS 'County-level division of the parcel / 行政区划代码';
COMMENT ON COLUMN natural_resource.land.land_use_code IS 'Present use of the land / 土地利用现状分类代码';
COMMENT ON COLUMN natural_resource.land.registered_use IS 'Use as registered / 登记用途';
COMMENT ON COLUMN natural_resource.land.land_ownership IS 'Owner of the land / 土地所有权性质';
COMMENT ON COLUMN natural_resource.land.right_kind IS 'Kind of right as registered / 权利类型';
COMMENT ON COLUMN natural_resource.land.right_acquisition IS 'How the right was acquired: allocation, transfer for value, lease / 权利取得方式';
COMMENT ON COLUMN natural_resource.land.right_holder_name IS 'Name of the right holder / 权利人名称';
COMMENT ON COLUMN natural_resource.land.right_holder_identity_type IS 'Type of identity document of the right holder / 权利人证件类型';
COMMENT ON COLUMN natural_resource.land.right_holder_identity_number IS 'Number of that document / 权利人证件号码';
COMMENT ON COLUMN natural_resource.land.area_square_metres IS 'Area of the parcel, square metres / 宗地面积(平方米)';
COMMENT ON COLUMN natural_resource.land.floor_area_square_metres IS 'Floor area of buildings on it, square metres / 建筑面积(平方米)';
COMMENT ON COLUMN natural_resource.land.use_right_from_on IS 'First day of the right of use / 使用权起始日期';
COMMENT ON COLUMN natural_resource.land.use_right_to_on IS 'Last day of the right of use / 使用权终止日期';
COMMENT ON COLUMN natural_resource.land.certificate_number IS 'Number of the certificate of real property right / 不动产权证书号';
COMMENT ON COLUMN natural_resource.land.registration_authority IS 'Registering authority / 不动产登记机构';
COMMENT ON COLUMN natural_resource.land.registered_on IS 'Day of registration / 登记日期';
COMMENT ON COLUMN natural_resource.land.mortgaged IS 'Whether a mortgage is registered / 是否抵押';
COMMENT ON COLUMN natural_resource.land.seized IS 'Whether a seizure is registered / 是否查封';
COMMENT ON COLUMN natural_resource.land.surveyed_on IS 'Day of the survey / 测绘(调查)日期';
COMMENT ON COLUMN natural_resource.land.parcel_status IS 'Status of the parcel / 宗地状态';
COMMENT ON COLUMN natural_resource.land.geometry_reference IS 'Where the geometry file is kept: an address within the platform, the geometry itself never travels / 空间图形文件引用地址(图形不随消息传送)';
COMMENT ON COLUMN natural_resource.land.geometry_checksum IS 'SHA-256 of the geometry file, hexadecimal in small letters / 空间图形文件校验值(SHA-256,小写十六进制)';
COMMENT ON COLUMN natural_resource.land.geometry_crs IS 'Coordinate reference system of the geometry file: CGCS2000 geographic, or 3-degree Gauss-Kruger of the central meridian 114 degrees east / 空间图形坐标系(CGCS2000 地理坐标或中央经线 114 度三度带)';
COMMENT ON COLUMN natural_resource.land.min_latitude IS 'Least latitude of the bounding box in CGCS2000, degrees / 外包矩形最小纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.land.min_longitude IS 'Least longitude of the bounding box in CGCS2000, degrees / 外包矩形最小经度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.land.max_latitude IS 'Greatest latitude of the bounding box in CGCS2000, degrees / 外包矩形最大纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.land.max_longitude IS 'Greatest longitude of the bounding box in CGCS2000, degrees / 外包矩形最大经度(CGCS2000,度)';
COMMENT ON TABLE natural_resource.land_history IS 'Land / 土地信息';
COMMENT ON COLUMN natural_resource.land_history.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_resource.land_history.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_resource.land_history.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_resource.land_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_resource.land_history.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_resource.land_history.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_resource.land_history.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_resource.land_history.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_resource.land_history.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_resource.land_history.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_resource.land_history.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_resource.land_history.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_resource.land_history.event_id IS 'The event''s id, the same however often it is sent / 事件标识,重发不变';
COMMENT ON COLUMN natural_resource.land_history.submission_id IS 'The submission it belongs to / 所属报送批次';
COMMENT ON COLUMN natural_resource.land_history.operation IS 'What happened to the record / 变更操作';
COMMENT ON COLUMN natural_resource.land_history.origin IS 'Why it was sent then / 报送来由';
COMMENT ON COLUMN natural_resource.land_history.origin_ref IS 'The window or ticket that proves the origin / 证明来由的窗口或工单编号';
COMMENT ON COLUMN natural_resource.land_history.origin_platform IS 'The platform a mirrored event first reached / 镜像事件首次到达的平台';
COMMENT ON COLUMN natural_resource.land_history.recorded_at IS 'When the provider''s system recorded it, a claim / 提供部门系统登记时刻(自述)';
COMMENT ON COLUMN natural_resource.land_history.review_ref IS 'Confidentiality review that allowed publishing, Art. 20(2) / 保密审查编号(第二十条第二款)';
COMMENT ON COLUMN natural_resource.land_history.provisional IS 'Whether that day still depends on a notice to come / 该日是否尚待放假通知确定';
COMMENT ON COLUMN natural_resource.land_history.rules_version IS 'Hash of the rules it was judged by / 判定所依规则的版本';
COMMENT ON COLUMN natural_resource.land_history.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_resource.land_history.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_resource.land_history.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_resource.land_history.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_resource.land_history.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_resource.land_history.due_on IS 'Last day on which sharing was in time / 按时共享的最后一日';
COMMENT ON COLUMN natural_resource.land_history.due_on_adjusted IS 'The same without the days of declared intake outages / 扣除已公告接收中断后的最后一日';
COMMENT ON COLUMN natural_resource.land_history.approval IS 'Approval by which it is due by quarter, Art. 19(4) / 据以按季度更新的批准（第十九条第四款）';
COMMENT ON COLUMN natural_resource.land_history.materialised_at IS 'When the platform wrote it into this database / 平台写入本库的时刻';
COMMENT ON COLUMN natural_resource.land_history.real_property_unit_number IS 'Number of the real property unit, 28 characters / 不动产单元代码';
COMMENT ON COLUMN natural_resource.land_history.parcel_code IS 'Code of the parcel, the first 19 characters of the unit number / 宗地代码';
COMMENT ON COLUMN natural_resource.land_history.location_address IS 'Where the parcel lies / 坐落';
COMMENT ON COLUMN natural_resource.land_history.division_code IS 'County-level division of the parcel / 行政区划代码';
COMMENT ON COLUMN natural_resource.land_history.land_use_code IS 'Present use of the land / 土地利用现状分类代码';
COMMENT ON COLUMN natural_resource.land_history.registered_use IS 'Use as registered / 登记用途';
COMMENT ON COLUMN natural_resource.land_history.land_ownership IS 'Owner of the land / 土地所有权性质';
COMMENT ON COLUMN natural_resource.land_history.right_kind IS 'Kind of right as registered / 权利类型';
COMMENT ON COLUMN natural_resource.land_history.right_acquisition IS 'How the right was acquired: allocation, transfer for value, lease / 权利取得方式';
COMMENT ON COLUMN natural_resource.land_history.right_holder_name IS 'Name of the right holder / 权利人名称';
COMMENT ON COLUMN natural_resource.land_history.right_holder_identity_type IS 'Type of identity document of the right holder / 权利人证件类型';
COMMENT ON COLUMN natural_resource.land_history.right_holder_identity_number IS 'Number of that document / 权利人证件号码';
COMMENT ON COLUMN natural_resource.land_history.area_square_metres IS 'Area of the parcel, square metres / 宗地面积(平方米)';
COMMENT ON COLUMN natural_resource.land_history.floor_area_square_metres IS 'Floor area of buildings on it, square metres / 建筑面积(平方米)';
COMMENT ON COLUMN natural_resource.land_history.use_right_from_on IS 'First day of the right of use / 使用权起始日期';
COMMENT ON COLUMN natural_resource.land_history.use_right_to_on IS 'Last day of the right of use / 使用权终止日期';
COMMENT ON COLUMN natural_resource.land_history.certificate_number IS 'Number of the certificate of real property right / 不动产权证书号';
COMMENT ON COLUMN natural_resource.land_history.registration_authority IS 'Registering authority / 不动产登记机构';
COMMENT ON COLUMN natural_resource.land_history.registered_on IS 'Day of registration / 登记日期';
COMMENT ON COLUMN natural_resource.land_history.mortgaged IS 'Whether a mortgage is registered / 是否抵押';
COMMENT ON COLUMN natural_resource.land_history.seized IS 'Whether a seizure is registered / 是否查封';
COMMENT ON COLUMN natural_resource.land_history.surveyed_on IS 'Day of the survey / 测绘(调查)日期';
COMMENT ON COLUMN natural_resource.land_history.parcel_status IS 'Status of the parcel / 宗地状态';
COMMENT ON COLUMN natural_resource.land_history.geometry_reference IS 'Where the geometry file is kept: an address within the platform, the geometry itself never travels / 空间图形文件引用地址(图形不随消息传送)';
COMMENT ON COLUMN natural_resource.land_history.geometry_checksum IS 'SHA-256 of the geometry file, hexadecimal in small letters / 空间图形文件校验值(SHA-256,小写十六进制)';
COMMENT ON COLUMN natural_resource.land_history.geometry_crs IS 'Coordinate reference system of the geometry file: CGCS2000 geographic, or 3-degree Gauss-Kruger of the central meridian 114 degrees east / 空间图形坐标系(CGCS2000 地理坐标或中央经线 114 度三度带)';
COMMENT ON COLUMN natural_resource.land_history.min_latitude IS 'Least latitude of the bounding box in CGCS2000, degrees / 外包矩形最小纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.land_history.min_longitude IS 'Least longitude of the bounding box in CGCS2000, degrees / 外包矩形最小经度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.land_history.max_latitude IS 'Greatest latitude of the bounding box in CGCS2000, degrees / 外包矩形最大纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.land_history.max_longitude IS 'Greatest longitude of the bounding box in CGCS2000, degrees / 外包矩形最大经度(CGCS2000,度)';
