-- columns of nr-water: {"water_body_name": "text", "water_body_kind": "text", "water_body_code": "text", "section_name": "text", "basin": "text", "water_function_zone": "text", "division_code": "text", "length_kilometres": "double precision", "catchment_area_square_kilometres": "double precision", "surface_area_square_kilometres": "double precision", "total_storage_cubic_metres": "double precision", "annual_runoff_cubic_metres": "double precision", "observed_at": "timestamptz", "water_level_metres": "double precision", "warning_level_metres": "double precision", "discharge_cubic_metres_per_second": "double precision", "water_quality_class_code": "text", "target_quality_class_code": "text", "ph": "double precision", "dissolved_oxygen_milligrams_per_litre": "double precision", "ammonia_nitrogen_milligrams_per_litre": "double precision", "drinking_water_source": "boolean", "managing_authority": "text", "geometry_reference": "text", "geometry_checksum": "text", "geometry_crs": "text", "min_latitude": "double precision", "min_longitude": "double precision", "max_latitude": "double precision", "max_longitude": "double precision"}
CREATE TABLE natural_resource.water (
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
  water_body_name text,
  water_body_kind text,
  water_body_code text,
  section_name text,
  basin text,
  water_function_zone text,
  division_code text,
  length_kilometres double precision,
  catchment_area_square_kilometres double precision,
  surface_area_square_kilometres double precision,
  total_storage_cubic_metres double precision,
  annual_runoff_cubic_metres double precision,
  observed_at timestamptz,
  water_level_metres double precision,
  warning_level_metres double precision,
  discharge_cubic_metres_per_second double precision,
  water_quality_class_code text,
  target_quality_class_code text,
  ph double precision,
  dissolved_oxygen_milligrams_per_litre double precision,
  ammonia_nitrogen_milligrams_per_litre double precision,
  drinking_water_source boolean,
  managing_authority text,
  geometry_reference text,
  geometry_checksum text,
  geometry_crs text,
  min_latitude double precision,
  min_longitude double precision,
  max_latitude double precision,
  max_longitude double precision,
  PRIMARY KEY (identity_type, identity_number, record_id)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE natural_resource.water_history (
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
  water_body_name text,
  water_body_kind text,
  water_body_code text,
  section_name text,
  basin text,
  water_function_zone text,
  division_code text,
  length_kilometres double precision,
  catchment_area_square_kilometres double precision,
  surface_area_square_kilometres double precision,
  total_storage_cubic_metres double precision,
  annual_runoff_cubic_metres double precision,
  observed_at timestamptz,
  water_level_metres double precision,
  warning_level_metres double precision,
  discharge_cubic_metres_per_second double precision,
  water_quality_class_code text,
  target_quality_class_code text,
  ph double precision,
  dissolved_oxygen_milligrams_per_litre double precision,
  ammonia_nitrogen_milligrams_per_litre double precision,
  drinking_water_source boolean,
  managing_authority text,
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
CREATE INDEX water_history_version ON natural_resource.water_history (identity_type, identity_number, record_id, record_version);
CREATE INDEX water_related ON natural_resource.water USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
CREATE INDEX water_history_related ON natural_resource.water_history USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
COMMENT ON TABLE natural_resource.water IS 'Water resources / 水资源信息';
COMMENT ON COLUMN natural_resource.water.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_resource.water.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_resource.water.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_resource.water.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_resource.water.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_resource.water.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_resource.water.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_resource.water.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_resource.water.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_resource.water.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_resource.water.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_resource.water.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_resource.water.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_resource.water.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_resource.water.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_resource.water.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_resource.water.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_resource.water.water_body_name IS 'Name of the water body / 水体名称';
COMMENT ON COLUMN natural_resource.water.water_body_kind IS 'River, lake, reservoir, canal, groundwater / 水体类别';
COMMENT ON COLUMN natural_resource.water.water_body_code IS 'Code of the water body / 水体编码';
COMMENT ON COLUMN natural_resource.water.section_name IS 'Name of the section observed / 断面名称';
COMMENT ON COLUMN natural_resource.water.basin IS 'River basin / 所属流域';
COMMENT ON COLUMN natural_resource.water.water_function_zone IS 'Water function zone / 水功能区';
COMMENT ON COLUMN natural_resource.water.division_code IS 'County-level division / 行政区划代码';
COMMENT ON COLUMN natural_resource.water.length_kilometres IS 'Length, kilometres / 河长(千米)';
COMMENT ON COLUMN natural_resource.water.catchment_area_square_kilometres IS 'Catchment area, square kilometres / 集水面积(平方千米)';
COMMENT ON COLUMN natural_resource.water.surface_area_square_kilometres IS 'Area of the surface, square kilometres / 水面面积(平方千米)';
COMMENT ON COLUMN natural_resource.water.total_storage_cubic_metres IS 'Total storage, cubic metres / 总库容(立方米)';
COMMENT ON COLUMN natural_resource.water.annual_runoff_cubic_metres IS 'Mean annual runoff, cubic metres / 多年平均径流量(立方米)';
COMMENT ON COLUMN natural_resource.water.observed_at IS 'When level, flow and quality were observed / 观测时刻';
COMMENT ON COLUMN natural_resource.water.water_level_metres IS 'Water level, metres above the datum / 水位(米)';
COMMENT ON COLUMN natural_resource.water.warning_level_metres IS 'Warning level, metres above the datum / 警戒水位(米)';
COMMENT ON COLUMN natural_resource.water.discharge_cubic_metres_per_second IS 'Discharge, cubic metres per second; negative with the tide / 流量(立方米/秒)';
COMMENT ON COLUMN natural_resource.water.water_quality_class_code IS 'Class of water quality / 水质类别代码';
COMMENT ON COLUMN natural_resource.water.target_quality_class_code IS 'Class aimed at / 水质目标代码';
COMMENT ON COLUMN natural_resource.water.ph IS 'pH value / pH 值';
COMMENT ON COLUMN natural_resource.water.dissolved_oxygen_milligrams_per_litre IS 'Dissolved oxygen, milligrams per litre / 溶解氧(毫克/升)';
COMMENT ON COLUMN natural_resource.water.ammonia_nitrogen_milligrams_per_litre IS 'Ammonia nitrogen, milligrams per litre / 氨氮(毫克/升)';
COMMENT ON COLUMN natural_resource.water.drinking_water_source IS 'Whether it is a source of drinking water / 是否饮用水水源地';
COMMENT ON COLUMN natural_resource.water.managing_authority IS 'Authority in charge / 管理单位';
COMMENT ON COLUMN natural_resource.water.geometry_reference IS 'Where the geometry file is kept: an address within the platform, the geometry itself never travels / 空间图形文件引用地址(图形不随消息传送)';
COMMENT ON COLUMN natural_resource.water.geometry_checksum IS 'SHA-256 of the geometry file, hexadecimal in small letters / 空间图形文件校验值(SHA-256,小写十六进制)';
COMMENT ON COLUMN natural_resource.water.geometry_crs IS 'Coordinate reference system of the geometry file: CGCS2000 geographic, or 3-degree Gauss-Kruger of the central meridian 114 degrees east / 空间图形坐标系(CGCS2000 地理坐标或中央经线 114 度三度带)';
COMMENT ON COLUMN natural_resource.water.min_latitude IS 'Least latitude of the bounding box in CGCS2000, degrees / 外包矩形最小纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.water.min_longitude IS 'Least longitude of the bounding box in CGCS2000, degrees / 外包矩形最小经度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.water.max_latitude IS 'Greatest latitude of the bounding box in CGCS2000, degrees / 外包矩形最大纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.water.max_longitude IS 'Greatest longitude of the bounding box in CGCS2000, degrees / 外包矩形最大经度(CGCS2000,度)';
COMMENT ON TABLE natural_resource.water_history IS 'Water resources / 水资源信息';
COMMENT ON COLUMN natural_resource.water_history.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_resource.water_history.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_resource.water_history.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_resource.water_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_resource.water_history.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_resource.water_history.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_resource.water_history.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_resource.water_history.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_resource.water_history.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_resource.water_history.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_resource.water_history.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_resource.water_history.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_resource.water_history.event_id IS 'The event''s id, the same however often it is sent / 事件标识,重发不变';
COMMENT ON COLUMN natural_resource.water_history.submission_id IS 'The submission it belongs to / 所属报送批次';
COMMENT ON COLUMN natural_resource.water_history.operation IS 'What happened to the record / 变更操作';
COMMENT ON COLUMN natural_resource.water_history.origin IS 'Why it was sent then / 报送来由';
COMMENT ON COLUMN natural_resource.water_history.origin_ref IS 'The window or ticket that proves the origin / 证明来由的窗口或工单编号';
COMMENT ON COLUMN natural_resource.water_history.origin_platform IS 'The platform a mirrored event first reached / 镜像事件首次到达的平台';
COMMENT ON COLUMN natural_resource.water_history.recorded_at IS 'When the provider''s system recorded it, a claim / 提供部门系统登记时刻(自述)';
COMMENT ON COLUMN natural_resource.water_history.review_ref IS 'Confidentiality review that allowed publishing, Art. 20(2) / 保密审查编号(第二十条第二款)';
COMMENT ON COLUMN natural_resource.water_history.provisional IS 'Whether that day still depends on a notice to come / 该日是否尚待放假通知确定';
COMMENT ON COLUMN natural_resource.water_history.rules_version IS 'Hash of the rules it was judged by / 判定所依规则的版本';
COMMENT ON COLUMN natural_resource.water_history.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_resource.water_history.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_resource.water_history.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_resource.water_history.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_resource.water_history.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_resource.water_history.due_on IS 'Last day on which sharing was in time / 按时共享的最后一日';
COMMENT ON COLUMN natural_resource.water_history.due_on_adjusted IS 'The same without the days of declared intake outages / 扣除已公告接收中断后的最后一日';
COMMENT ON COLUMN natural_resource.water_history.approval IS 'Approval by which it is due by quarter, Art. 19(4) / 据以按季度更新的批准（第十九条第四款）';
COMMENT ON COLUMN natural_resource.water_history.materialised_at IS 'When the platform wrote it into this database / 平台写入本库的时刻';
COMMENT ON COLUMN natural_resource.water_history.water_body_name IS 'Name of the water body / 水体名称';
COMMENT ON COLUMN natural_resource.water_history.water_body_kind IS 'River, lake, reservoir, canal, groundwater / 水体类别';
COMMENT ON COLUMN natural_resource.water_history.water_body_code IS 'Code of the water body / 水体编码';
COMMENT ON COLUMN natural_resource.water_history.section_name IS 'Name of the section observed / 断面名称';
COMMENT ON COLUMN natural_resource.water_history.basin IS 'River basin / 所属流域';
COMMENT ON COLUMN natural_resource.water_history.water_function_zone IS 'Water function zone / 水功能区';
COMMENT ON COLUMN natural_resource.water_history.division_code IS 'County-level division / 行政区划代码';
COMMENT ON COLUMN natural_resource.water_history.length_kilometres IS 'Length, kilometres / 河长(千米)';
COMMENT ON COLUMN natural_resource.water_history.catchment_area_square_kilometres IS 'Catchment area, square kilometres / 集水面积(平方千米)';
COMMENT ON COLUMN natural_resource.water_history.surface_area_square_kilometres IS 'Area of the surface, square kilometres / 水面面积(平方千米)';
COMMENT ON COLUMN natural_resource.water_history.total_storage_cubic_metres IS 'Total storage, cubic metres / 总库容(立方米)';
COMMENT ON COLUMN natural_resource.water_history.annual_runoff_cubic_metres IS 'Mean annual runoff, cubic metres / 多年平均径流量(立方米)';
COMMENT ON COLUMN natural_resource.water_history.observed_at IS 'When level, flow and quality were observed / 观测时刻';
COMMENT ON COLUMN natural_resource.water_history.water_level_metres IS 'Water level, metres above the datum / 水位(米)';
COMMENT ON COLUMN natural_resource.water_history.warning_level_metres IS 'Warning level, metres above the datum / 警戒水位(米)';
COMMENT ON COLUMN natural_resource.water_history.discharge_cubic_metres_per_second IS 'Discharge, cubic metres per second; negative with the tide / 流量(立方米/秒)';
COMMENT ON COLUMN natural_resource.water_history.water_quality_class_code IS 'Class of water quality / 水质类别代码';
COMMENT ON COLUMN natural_resource.water_history.target_quality_class_code IS 'Class aimed at / 水质目标代码';
COMMENT ON COLUMN natural_resource.water_history.ph IS 'pH value / pH 值';
COMMENT ON COLUMN natural_resource.water_history.dissolved_oxygen_milligrams_per_litre IS 'Dissolved oxygen, milligrams per litre / 溶解氧(毫克/升)';
COMMENT ON COLUMN natural_resource.water_history.ammonia_nitrogen_milligrams_per_litre IS 'Ammonia nitrogen, milligrams per litre / 氨氮(毫克/升)';
COMMENT ON COLUMN natural_resource.water_history.drinking_water_source IS 'Whether it is a source of drinking water / 是否饮用水水源地';
COMMENT ON COLUMN natural_resource.water_history.managing_authority IS 'Authority in charge / 管理单位';
COMMENT ON COLUMN natural_resource.water_history.geometry_reference IS 'Where the geometry file is kept: an address within the platform, the geometry itself never travels / 空间图形文件引用地址(图形不随消息传送)';
COMMENT ON COLUMN natural_resource.water_history.geometry_checksum IS 'SHA-256 of the geometry file, hexadecimal in small letters / 空间图形文件校验值(SHA-256,小写十六进制)';
COMMENT ON COLUMN natural_resource.water_history.geometry_crs IS 'Coordinate reference system of the geometry file: CGCS2000 geographic, or 3-degree Gauss-Kruger of the central meridian 114 degrees east / 空间图形坐标系(CGCS2000 地理坐标或中央经线 114 度三度带)';
COMMENT ON COLUMN natural_resource.water_history.min_latitude IS 'Least latitude of the bounding box in CGCS2000, degrees / 外包矩形最小纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.water_history.min_longitude IS 'Least longitude of the bounding box in CGCS2000, degrees / 外包矩形最小经度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.water_history.max_latitude IS 'Greatest latitude of the bounding box in CGCS2000, degrees / 外包矩形最大纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.water_history.max_longitude IS 'Greatest longitude of the bounding box in CGCS2000, degrees / 外包矩形最大经度(CGCS2000,度)';
