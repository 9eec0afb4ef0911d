-- columns of nr-fishery: {"water_area_name": "text", "water_kind": "text", "division_code": "text", "location_address": "text", "use_kind": "text", "aquaculture_mode": "text", "main_species": "text", "scientific_name": "text", "licence_number": "text", "licence_holder_name": "text", "licence_holder_uscc": "text", "licence_from_on": "date", "licence_to_on": "date", "area_hectares": "double precision", "mean_depth_metres": "double precision", "annual_output_tonnes": "double precision", "released_fry_count": "bigint", "statistics_year": "integer", "closed_from_on": "date", "closed_to_on": "date", "water_quality_class_code": "text", "surveyed_on": "date", "geometry_reference": "text", "geometry_checksum": "text", "geometry_crs": "text", "min_latitude": "double precision", "min_longitude": "double precision", "max_latitude": "double precision", "max_longitude": "double precision"}
CREATE TABLE natural_resource.fishery (
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
  water_area_name text,
  water_kind text,
  division_code text,
  location_address text,
  use_kind text,
  aquaculture_mode text,
  main_species text,
  scientific_name text,
  licence_number text,
  licence_holder_name text,
  licence_holder_uscc text,
  licence_from_on date,
  licence_to_on date,
  area_hectares double precision,
  mean_depth_metres double precision,
  annual_output_tonnes double precision,
  released_fry_count bigint,
  statistics_year integer,
  closed_from_on date,
  closed_to_on date,
  water_quality_class_code text,
  surveyed_on date,
  geometry_reference text,
  geometry_checksum text,
  geometry_crs text,
  min_latitude double precision,
  min_longitude double precision,
  max_latitude double precision,
  max_longitude double precision,
  PRIMARY KEY (identity_type, identity_number, record_id)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE natural_resource.fishery_history (
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
  water_area_name text,
  water_kind text,
  division_code text,
  location_address text,
  use_kind text,
  aquaculture_mode text,
  main_species text,
  scientific_name text,
  licence_number text,
  licence_holder_name text,
  licence_holder_uscc text,
  licence_from_on date,
  licence_to_on date,
  area_hectares double precision,
  mean_depth_metres double precision,
  annual_output_tonnes double precision,
  released_fry_count bigint,
  statistics_year integer,
  closed_from_on date,
  closed_to_on date,
  water_quality_class_code text,
  surveyed_on date,
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
CREATE INDEX fishery_history_version ON natural_resource.fishery_history (identity_type, identity_number, record_id, record_version);
CREATE INDEX fishery_related ON natural_resource.fishery USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
CREATE INDEX fishery_history_related ON natural_resource.fishery_history USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
COMMENT ON TABLE natural_resource.fishery IS 'Fisheries / 渔业资源信息';
COMMENT ON COLUMN natural_resource.fishery.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_resource.fishery.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_resource.fishery.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_resource.fishery.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_resource.fishery.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_resource.fishery.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_resource.fishery.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_resource.fishery.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_resource.fishery.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_resource.fishery.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_resource.fishery.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_resource.fishery.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_resource.fishery.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_resource.fishery.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_resource.fishery.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_resource.fishery.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_resource.fishery.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_resource.fishery.water_area_name IS 'Name of the water / 水域名称';
COMMENT ON COLUMN natural_resource.fishery.water_kind IS 'Sea or fresh water / 水域类别';
COMMENT ON COLUMN natural_resource.fishery.division_code IS 'County-level division / 行政区划代码';
COMMENT ON COLUMN natural_resource.fishery.location_address IS 'Where it lies / 坐落';
COMMENT ON COLUMN natural_resource.fishery.use_kind IS 'Catching or aquaculture / 渔业利用方式';
COMMENT ON COLUMN natural_resource.fishery.aquaculture_mode IS 'Mode of aquaculture / 养殖模式';
COMMENT ON COLUMN natural_resource.fishery.main_species IS 'Main species / 主要品种';
COMMENT ON COLUMN natural_resource.fishery.scientific_name IS 'Scientific name of the main species / 主要品种学名';
COMMENT ON COLUMN natural_resource.fishery.licence_number IS 'Number of the aquaculture or fishing licence / 养殖证(捕捞许可证)编号';
COMMENT ON COLUMN natural_resource.fishery.licence_holder_name IS 'Name of the licence holder / 持证人姓名(名称)';
COMMENT ON COLUMN natural_resource.fishery.licence_holder_uscc IS 'Unified social credit code of the licence holder / 持证单位统一社会信用代码';
COMMENT ON COLUMN natural_resource.fishery.licence_from_on IS 'First day of the licence / 许可有效期自';
COMMENT ON COLUMN natural_resource.fishery.licence_to_on IS 'Last day of the licence / 许可有效期至';
COMMENT ON COLUMN natural_resource.fishery.area_hectares IS 'Area, hectares / 水域面积(公顷)';
COMMENT ON COLUMN natural_resource.fishery.mean_depth_metres IS 'Mean depth, metres / 平均水深(米)';
COMMENT ON COLUMN natural_resource.fishery.annual_output_tonnes IS 'Output of the year, tonnes / 年产量(吨)';
COMMENT ON COLUMN natural_resource.fishery.released_fry_count IS 'Fry released in the year / 年增殖放流数量(尾)';
COMMENT ON COLUMN natural_resource.fishery.statistics_year IS 'Year of the figures / 统计年度';
COMMENT ON COLUMN natural_resource.fishery.closed_from_on IS 'First day of the closed season / 禁渔期自';
COMMENT ON COLUMN natural_resource.fishery.closed_to_on IS 'Last day of the closed season / 禁渔期至';
COMMENT ON COLUMN natural_resource.fishery.water_quality_class_code IS 'Class of surface water quality / 地表水水质类别代码';
COMMENT ON COLUMN natural_resource.fishery.surveyed_on IS 'Day of the survey / 调查日期';
COMMENT ON COLUMN natural_resource.fishery.geometry_reference IS 'Where the geometry file is kept: an address within the platform, the geometry itself never travels / 空间图形文件引用地址(图形不随消息传送)';
COMMENT ON COLUMN natural_resource.fishery.geometry_checksum IS 'SHA-256 of the geometry file, hexadecimal in small letters / 空间图形文件校验值(SHA-256,小写十六进制)';
COMMENT ON COLUMN natural_resource.fishery.geometry_crs IS 'Coordinate reference system of the geometry file: CGCS2000 geographic, or 3-degree Gauss-Kruger of the central meridian 114 degrees east / 空间图形坐标系(CGCS2000 地理坐标或中央经线 114 度三度带)';
COMMENT ON COLUMN natural_resource.fishery.min_latitude IS 'Least latitude of the bounding box in CGCS2000, degrees / 外包矩形最小纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.fishery.min_longitude IS 'Least longitude of the bounding box in CGCS2000, degrees / 外包矩形最小经度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.fishery.max_latitude IS 'Greatest latitude of the bounding box in CGCS2000, degrees / 外包矩形最大纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.fishery.max_longitude IS 'Greatest longitude of the bounding box in CGCS2000, degrees / 外包矩形最大经度(CGCS2000,度)';
COMMENT ON TABLE natural_resource.fishery_history IS 'Fisheries / 渔业资源信息';
COMMENT ON COLUMN natural_resource.fishery_history.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_resource.fishery_history.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_resource.fishery_history.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_resource.fishery_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_resource.fishery_history.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_resource.fishery_history.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_resource.fishery_history.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_resource.fishery_history.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_resource.fishery_history.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_resource.fishery_history.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_resource.fishery_history.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_resource.fishery_history.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_resource.fishery_history.event_id IS 'The event''s id, the same however often it is sent / 事件标识,重发不变';
COMMENT ON COLUMN natural_resource.fishery_history.submission_id IS 'The submission it belongs to / 所属报送批次';
COMMENT ON COLUMN natural_resource.fishery_history.operation IS 'What happened to the record / 变更操作';
COMMENT ON COLUMN natural_resource.fishery_history.origin IS 'Why it was sent then / 报送来由';
COMMENT ON COLUMN natural_resource.fishery_history.origin_ref IS 'The window or ticket that proves the origin / 证明来由的窗口或工单编号';
COMMENT ON COLUMN natural_resource.fishery_history.origin_platform IS 'The platform a mirrored event first reached / 镜像事件首次到达的平台';
COMMENT ON COLUMN natural_resource.fishery_history.recorded_at IS 'When the provider''s system recorded it, a claim / 提供部门系统登记时刻(自述)';
COMMENT ON COLUMN natural_resource.fishery_history.review_ref IS 'Confidentiality review that allowed publishing, Art. 20(2) / 保密审查编号(第二十条第二款)';
COMMENT ON COLUMN natural_resource.fishery_history.provisional IS 'Whether that day still depends on a notice to come / 该日是否尚待放假通知确定';
COMMENT ON COLUMN natural_resource.fishery_history.rules_version IS 'Hash of the rules it was judged by / 判定所依规则的版本';
COMMENT ON COLUMN natural_resource.fishery_history.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_resource.fishery_history.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_resource.fishery_history.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_resource.fishery_history.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_resource.fishery_history.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_resource.fishery_history.due_on IS 'Last day on which sharing was in time / 按时共享的最后一日';
COMMENT ON COLUMN natural_resource.fishery_history.due_on_adjusted IS 'The same without the days of declared intake outages / 扣除已公告接收中断后的最后一日';
COMMENT ON COLUMN natural_resource.fishery_history.approval IS 'Approval by which it is due by quarter, Art. 19(4) / 据以按季度更新的批准（第十九条第四款）';
COMMENT ON COLUMN natural_resource.fishery_history.materialised_at IS 'When the platform wrote it into this database / 平台写入本库的时刻';
COMMENT ON COLUMN natural_resource.fishery_history.water_area_name IS 'Name of the water / 水域名称';
COMMENT ON COLUMN natural_resource.fishery_history.water_kind IS 'Sea or fresh water / 水域类别';
COMMENT ON COLUMN natural_resource.fishery_history.division_code IS 'County-level division / 行政区划代码';
COMMENT ON COLUMN natural_resource.fishery_history.location_address IS 'Where it lies / 坐落';
COMMENT ON COLUMN natural_resource.fishery_history.use_kind IS 'Catching or aquaculture / 渔业利用方式';
COMMENT ON COLUMN natural_resource.fishery_history.aquaculture_mode IS 'Mode of aquaculture / 养殖模式';
COMMENT ON COLUMN natural_resource.fishery_history.main_species IS 'Main species / 主要品种';
COMMENT ON COLUMN natural_resource.fishery_history.scientific_name IS 'Scientific name of the main species / 主要品种学名';
COMMENT ON COLUMN natural_resource.fishery_history.licence_number IS 'Number of the aquaculture or fishing licence / 养殖证(捕捞许可证)编号';
COMMENT ON COLUMN natural_resource.fishery_history.licence_holder_name IS 'Name of the licence holder / 持证人姓名(名称)';
COMMENT ON COLUMN natural_resource.fishery_history.licence_holder_uscc IS 'Unified social credit code of the licence holder / 持证单位统一社会信用代码';
COMMENT ON COLUMN natural_resource.fishery_history.licence_from_on IS 'First day of the licence / 许可有效期自';
COMMENT ON COLUMN natural_resource.fishery_history.licence_to_on IS 'Last day of the licence / 许可有效期至';
COMMENT ON COLUMN natural_resource.fishery_history.area_hectares IS 'Area, hectares / 水域面积(公顷)';
COMMENT ON COLUMN natural_resource.fishery_history.mean_depth_metres IS 'Mean depth, metres / 平均水深(米)';
COMMENT ON COLUMN natural_resource.fishery_history.annual_output_tonnes IS 'Output of the year, tonnes / 年产量(吨)';
COMMENT ON COLUMN natural_resource.fishery_history.released_fry_count IS 'Fry released in the year / 年增殖放流数量(尾)';
COMMENT ON COLUMN natural_resource.fishery_history.statistics_year IS 'Year of the figures / 统计年度';
COMMENT ON COLUMN natural_resource.fishery_history.closed_from_on IS 'First day of the closed season / 禁渔期自';
COMMENT ON COLUMN natural_resource.fishery_history.closed_to_on IS 'Last day of the closed season / 禁渔期至';
COMMENT ON COLUMN natural_resource.fishery_history.water_quality_class_code IS 'Class of surface water quality / 地表水水质类别代码';
COMMENT ON COLUMN natural_resource.fishery_history.surveyed_on IS 'Day of the survey / 调查日期';
COMMENT ON COLUMN natural_resource.fishery_history.geometry_reference IS 'Where the geometry file is kept: an address within the platform, the geometry itself never travels / 空间图形文件引用地址(图形不随消息传送)';
COMMENT ON COLUMN natural_resource.fishery_history.geometry_checksum IS 'SHA-256 of the geometry file, hexadecimal in small letters / 空间图形文件校验值(SHA-256,小写十六进制)';
COMMENT ON COLUMN natural_resource.fishery_history.geometry_crs IS 'Coordinate reference system of the geometry file: CGCS2000 geographic, or 3-degree Gauss-Kruger of the central meridian 114 degrees east / 空间图形坐标系(CGCS2000 地理坐标或中央经线 114 度三度带)';
COMMENT ON COLUMN natural_resource.fishery_history.min_latitude IS 'Least latitude of the bounding box in CGCS2000, degrees / 外包矩形最小纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.fishery_history.min_longitude IS 'Least longitude of the bounding box in CGCS2000, degrees / 外包矩形最小经度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.fishery_history.max_latitude IS 'Greatest latitude of the bounding box in CGCS2000, degrees / 外包矩形最大纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.fishery_history.max_longitude IS 'Greatest longitude of the bounding box in CGCS2000, degrees / 外包矩形最大经度(CGCS2000,度)';
