-- columns of nr-ocean: {"sea_area_name": "text", "function_zone": "text", "division_code": "text", "location_address": "text", "use_kind": "text", "use_mode": "text", "certificate_number": "text", "right_holder_name": "text", "right_holder_uscc": "text", "use_right_from_on": "date", "use_right_to_on": "date", "area_hectares": "double precision", "shoreline_metres": "double precision", "shoreline_kind": "text", "mean_depth_metres": "double precision", "sea_water_quality_class_code": "text", "water_temperature_celsius": "double precision", "salinity_per_mille": "double precision", "tidal_range_metres": "double precision", "observed_at": "timestamptz", "sea_area_status": "text", "geometry_reference": "text", "geometry_checksum": "text", "geometry_crs": "text", "min_latitude": "double precision", "min_longitude": "double precision", "max_latitude": "double precision", "max_longitude": "double precision"}
CREATE TABLE natural_resource.ocean (
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
  sea_area_name text,
  function_zone text,
  division_code text,
  location_address text,
  use_kind text,
  use_mode text,
  certificate_number text,
  right_holder_name text,
  right_holder_uscc text,
  use_right_from_on date,
  use_right_to_on date,
  area_hectares double precision,
  shoreline_metres double precision,
  shoreline_kind text,
  mean_depth_metres double precision,
  sea_water_quality_class_code text,
  water_temperature_celsius double precision,
  salinity_per_mille double precision,
  tidal_range_metres double precision,
  observed_at timestamptz,
  sea_area_status text,
  geometry_reference text,
  geometry_checksum text,
  geometry_crs text,
  min_latitude double precision,
  min_longitude double precision,
  max_latitude double precision,
  max_longitude double precision,
  PRIMARY KEY (identity_type, identity_number, record_id)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE natural_resource.ocean_history (
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
  sea_area_name text,
  function_zone text,
  division_code text,
  location_address text,
  use_kind text,
  use_mode text,
  certificate_number text,
  right_holder_name text,
  right_holder_uscc text,
  use_right_from_on date,
  use_right_to_on date,
  area_hectares double precision,
  shoreline_metres double precision,
  shoreline_kind text,
  mean_depth_metres double precision,
  sea_water_quality_class_code text,
  water_temperature_celsius double precision,
  salinity_per_mille double precision,
  tidal_range_metres double precision,
  observed_at timestamptz,
  sea_area_status text,
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
CREATE INDEX ocean_history_version ON natural_resource.ocean_history (identity_type, identity_number, record_id, record_version);
CREATE INDEX ocean_related ON natural_resource.ocean USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
CREATE INDEX ocean_history_related ON natural_resource.ocean_history USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
COMMENT ON TABLE natural_resource.ocean IS 'Oceans / 海洋信息';
COMMENT ON COLUMN natural_resource.ocean.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_resource.ocean.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_resource.ocean.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_resource.ocean.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_resource.ocean.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_resource.ocean.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_resource.ocean.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_resource.ocean.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_resource.ocean.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_resource.ocean.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_resource.ocean.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_resource.ocean.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_resource.ocean.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_resource.ocean.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_resource.ocean.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_resource.ocean.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_resource.ocean.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_resource.ocean.sea_area_name IS 'Name of the sea area or island / 海域(海岛)名称';
COMMENT ON COLUMN natural_resource.ocean.function_zone IS 'Marine function zone / 海洋功能区';
COMMENT ON COLUMN natural_resource.ocean.division_code IS 'County-level division / 行政区划代码';
COMMENT ON COLUMN natural_resource.ocean.location_address IS 'Where it lies / 坐落';
COMMENT ON COLUMN natural_resource.ocean.use_kind IS 'Kind of use of the sea / 用海类型';
COMMENT ON COLUMN natural_resource.ocean.use_mode IS 'Mode of use of the sea / 用海方式';
COMMENT ON COLUMN natural_resource.ocean.certificate_number IS 'Number of the certificate of the right to use the sea / 海域使用权证号';
COMMENT ON COLUMN natural_resource.ocean.right_holder_name IS 'Name of the right holder / 海域使用权人';
COMMENT ON COLUMN natural_resource.ocean.right_holder_uscc IS 'Unified social credit code of the right holder / 海域使用权人统一社会信用代码';
COMMENT ON COLUMN natural_resource.ocean.use_right_from_on IS 'First day of the right / 使用权起始日期';
COMMENT ON COLUMN natural_resource.ocean.use_right_to_on IS 'Last day of the right / 使用权终止日期';
COMMENT ON COLUMN natural_resource.ocean.area_hectares IS 'Area, hectares / 面积(公顷)';
COMMENT ON COLUMN natural_resource.ocean.shoreline_metres IS 'Length of shoreline, metres / 岸线长度(米)';
COMMENT ON COLUMN natural_resource.ocean.shoreline_kind IS 'Kind of shoreline / 岸线类型';
COMMENT ON COLUMN natural_resource.ocean.mean_depth_metres IS 'Mean depth, metres / 平均水深(米)';
COMMENT ON COLUMN natural_resource.ocean.sea_water_quality_class_code IS 'Class of sea water quality / 海水水质类别代码';
COMMENT ON COLUMN natural_resource.ocean.water_temperature_celsius IS 'Water temperature, degrees Celsius / 水温(摄氏度)';
COMMENT ON COLUMN natural_resource.ocean.salinity_per_mille IS 'Salinity, per mille / 盐度(‰)';
COMMENT ON COLUMN natural_resource.ocean.tidal_range_metres IS 'Mean tidal range, metres / 平均潮差(米)';
COMMENT ON COLUMN natural_resource.ocean.observed_at IS 'When quality and temperature were observed / 观测时刻';
COMMENT ON COLUMN natural_resource.ocean.sea_area_status IS 'Status of the right / 权属状态';
COMMENT ON COLUMN natural_resource.ocean.geometry_reference IS 'Where the geometry file is kept: an address within the platform, the geometry itself never travels / 空间图形文件引用地址(图形不随消息传送)';
COMMENT ON COLUMN natural_resource.ocean.geometry_checksum IS 'SHA-256 of the geometry file, hexadecimal in small letters / 空间图形文件校验值(SHA-256,小写十六进制)';
COMMENT ON COLUMN natural_resource.ocean.geometry_crs IS 'Coordinate reference system of the geometry file: CGCS2000 geographic, or 3-degree Gauss-Kruger of the central meridian 114 degrees east / 空间图形坐标系(CGCS2000 地理坐标或中央经线 114 度三度带)';
COMMENT ON COLUMN natural_resource.ocean.min_latitude IS 'Least latitude of the bounding box in CGCS2000, degrees / 外包矩形最小纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.ocean.min_longitude IS 'Least longitude of the bounding box in CGCS2000, degrees / 外包矩形最小经度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.ocean.max_latitude IS 'Greatest latitude of the bounding box in CGCS2000, degrees / 外包矩形最大纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.ocean.max_longitude IS 'Greatest longitude of the bounding box in CGCS2000, degrees / 外包矩形最大经度(CGCS2000,度)';
COMMENT ON TABLE natural_resource.ocean_history IS 'Oceans / 海洋信息';
COMMENT ON COLUMN natural_resource.ocean_history.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_resource.ocean_history.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_resource.ocean_history.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_resource.ocean_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_resource.ocean_history.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_resource.ocean_history.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_resource.ocean_history.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_resource.ocean_history.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_resource.ocean_history.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_resource.ocean_history.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_resource.ocean_history.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_resource.ocean_history.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_resource.ocean_history.event_id IS 'The event''s id, the same however often it is sent / 事件标识,重发不变';
COMMENT ON COLUMN natural_resource.ocean_history.submission_id IS 'The submission it belongs to / 所属报送批次';
COMMENT ON COLUMN natural_resource.ocean_history.operation IS 'What happened to the record / 变更操作';
COMMENT ON COLUMN natural_resource.ocean_history.origin IS 'Why it was sent then / 报送来由';
COMMENT ON COLUMN natural_resource.ocean_history.origin_ref IS 'The window or ticket that proves the origin / 证明来由的窗口或工单编号';
COMMENT ON COLUMN natural_resource.ocean_history.origin_platform IS 'The platform a mirrored event first reached / 镜像事件首次到达的平台';
COMMENT ON COLUMN natural_resource.ocean_history.recorded_at IS 'When the provider''s system recorded it, a claim / 提供部门系统登记时刻(自述)';
COMMENT ON COLUMN natural_resource.ocean_history.review_ref IS 'Confidentiality review that allowed publishing, Art. 20(2) / 保密审查编号(第二十条第二款)';
COMMENT ON COLUMN natural_resource.ocean_history.provisional IS 'Whether that day still depends on a notice to come / 该日是否尚待放假通知确定';
COMMENT ON COLUMN natural_resource.ocean_history.rules_version IS 'Hash of the rules it was judged by / 判定所依规则的版本';
COMMENT ON COLUMN natural_resource.ocean_history.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_resource.ocean_history.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_resource.ocean_history.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_resource.ocean_history.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_resource.ocean_history.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_resource.ocean_history.due_on IS 'Last day on which sharing was in time / 按时共享的最后一日';
COMMENT ON COLUMN natural_resource.ocean_history.due_on_adjusted IS 'The same without the days of declared intake outages / 扣除已公告接收中断后的最后一日';
COMMENT ON COLUMN natural_resource.ocean_history.approval IS 'Approval by which it is due by quarter, Art. 19(4) / 据以按季度更新的批准（第十九条第四款）';
COMMENT ON COLUMN natural_resource.ocean_history.materialised_at IS 'When the platform wrote it into this database / 平台写入本库的时刻';
COMMENT ON COLUMN natural_resource.ocean_history.sea_area_name IS 'Name of the sea area or island / 海域(海岛)名称';
COMMENT ON COLUMN natural_resource.ocean_history.function_zone IS 'Marine function zone / 海洋功能区';
COMMENT ON COLUMN natural_resource.ocean_history.division_code IS 'County-level division / 行政区划代码';
COMMENT ON COLUMN natural_resource.ocean_history.location_address IS 'Where it lies / 坐落';
COMMENT ON COLUMN natural_resource.ocean_history.use_kind IS 'Kind of use of the sea / 用海类型';
COMMENT ON COLUMN natural_resource.ocean_history.use_mode IS 'Mode of use of the sea / 用海方式';
COMMENT ON COLUMN natural_resource.ocean_history.certificate_number IS 'Number of the certificate of the right to use the sea / 海域使用权证号';
COMMENT ON COLUMN natural_resource.ocean_history.right_holder_name IS 'Name of the right holder / 海域使用权人';
COMMENT ON COLUMN natural_resource.ocean_history.right_holder_uscc IS 'Unified social credit code of the right holder / 海域使用权人统一社会信用代码';
COMMENT ON COLUMN natural_resource.ocean_history.use_right_from_on IS 'First day of the right / 使用权起始日期';
COMMENT ON COLUMN natural_resource.ocean_history.use_right_to_on IS 'Last day of the right / 使用权终止日期';
COMMENT ON COLUMN natural_resource.ocean_history.area_hectares IS 'Area, hectares / 面积(公顷)';
COMMENT ON COLUMN natural_resource.ocean_history.shoreline_metres IS 'Length of shoreline, metres / 岸线长度(米)';
COMMENT ON COLUMN natural_resource.ocean_history.shoreline_kind IS 'Kind of shoreline / 岸线类型';
COMMENT ON COLUMN natural_resource.ocean_history.mean_depth_metres IS 'Mean depth, metres / 平均水深(米)';
COMMENT ON COLUMN natural_resource.ocean_history.sea_water_quality_class_code IS 'Class of sea water quality / 海水水质类别代码';
COMMENT ON COLUMN natural_resource.ocean_history.water_temperature_celsius IS 'Water temperature, degrees Celsius / 水温(摄氏度)';
COMMENT ON COLUMN natural_resource.ocean_history.salinity_per_mille IS 'Salinity, per mille / 盐度(‰)';
COMMENT ON COLUMN natural_resource.ocean_history.tidal_range_metres IS 'Mean tidal range, metres / 平均潮差(米)';
COMMENT ON COLUMN natural_resource.ocean_history.observed_at IS 'When quality and temperature were observed / 观测时刻';
COMMENT ON COLUMN natural_resource.ocean_history.sea_area_status IS 'Status of the right / 权属状态';
COMMENT ON COLUMN natural_resource.ocean_history.geometry_reference IS 'Where the geometry file is kept: an address within the platform, the geometry itself never travels / 空间图形文件引用地址(图形不随消息传送)';
COMMENT ON COLUMN natural_resource.ocean_history.geometry_checksum IS 'SHA-256 of the geometry file, hexadecimal in small letters / 空间图形文件校验值(SHA-256,小写十六进制)';
COMMENT ON COLUMN natural_resource.ocean_history.geometry_crs IS 'Coordinate reference system of the geometry file: CGCS2000 geographic, or 3-degree Gauss-Kruger of the central meridian 114 degrees east / 空间图形坐标系(CGCS2000 地理坐标或中央经线 114 度三度带)';
COMMENT ON COLUMN natural_resource.ocean_history.min_latitude IS 'Least latitude of the bounding box in CGCS2000, degrees / 外包矩形最小纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.ocean_history.min_longitude IS 'Least longitude of the bounding box in CGCS2000, degrees / 外包矩形最小经度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.ocean_history.max_latitude IS 'Greatest latitude of the bounding box in CGCS2000, degrees / 外包矩形最大纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.ocean_history.max_longitude IS 'Greatest longitude of the bounding box in CGCS2000, degrees / 外包矩形最大经度(CGCS2000,度)';
