-- columns of nr-grassland: {"plot_number": "text", "plot_name": "text", "division_code": "text", "village": "text", "grassland_type": "text", "land_ownership": "text", "contractor_name": "text", "contract_number": "text", "contract_from_on": "date", "contract_to_on": "date", "area_hectares": "double precision", "vegetation_cover_percent": "double precision", "dominant_species": "text", "dry_yield_kilograms_per_hectare": "double precision", "carrying_capacity_sheep_units": "double precision", "degradation_grade": "text", "use_kind": "text", "protection_measure": "text", "surveyed_on": "date", "geometry_reference": "text", "geometry_checksum": "text", "geometry_crs": "text", "min_latitude": "double precision", "min_longitude": "double precision", "max_latitude": "double precision", "max_longitude": "double precision"}
CREATE TABLE natural_resource.grassland (
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
  plot_number text,
  plot_name text,
  division_code text,
  village text,
  grassland_type text,
  land_ownership text,
  contractor_name text,
  contract_number text,
  contract_from_on date,
  contract_to_on date,
  area_hectares double precision,
  vegetation_cover_percent double precision,
  dominant_species text,
  dry_yield_kilograms_per_hectare double precision,
  carrying_capacity_sheep_units double precision,
  degradation_grade text,
  use_kind text,
  protection_measure text,
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
CREATE TABLE natural_resource.grassland_history (
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
  plot_number text,
  plot_name text,
  division_code text,
  village text,
  grassland_type text,
  land_ownership text,
  contractor_name text,
  contract_number text,
  contract_from_on date,
  contract_to_on date,
  area_hectares double precision,
  vegetation_cover_percent double precision,
  dominant_species text,
  dry_yield_kilograms_per_hectare double precision,
  carrying_capacity_sheep_units double precision,
  degradation_grade text,
  use_kind text,
  protection_measure text,
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
CREATE INDEX grassland_history_version ON natural_resource.grassland_history (identity_type, identity_number, record_id, record_version);
CREATE INDEX grassland_related ON natural_resource.grassland USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
CREATE INDEX grassland_history_related ON natural_resource.grassland_history USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
COMMENT ON TABLE natural_resource.grassland IS 'Grasslands / 草原信息';
COMMENT ON COLUMN natural_resource.grassland.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_resource.grassland.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_resource.grassland.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_resource.grassland.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_resource.grassland.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_resource.grassland.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_resource.grassland.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_resource.grassland.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_resource.grassland.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_resource.grassland.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_resource.grassland.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_resource.grassland.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_resource.grassland.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_resource.grassland.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_resource.grassland.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_resource.grassland.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_resource.grassland.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_resource.grassland.plot_number IS 'Number of the plot / 图斑编号';
COMMENT ON COLUMN natural_resource.grassland.plot_name IS 'Name of the grassland / 草地名称';
COMMENT ON COLUMN natural_resource.grassland.division_code IS 'County-level division / 行政区划代码';
COMMENT ON COLUMN natural_resource.grassland.village IS 'Town and village / 镇村';
COMMENT ON COLUMN natural_resource.grassland.grassland_type IS 'Type of grassland / 草地类型';
COMMENT ON COLUMN natural_resource.grassland.land_ownership IS 'Owner of the land / 土地所有权性质';
COMMENT ON COLUMN natural_resource.grassland.contractor_name IS 'Name of the contractor / 承包经营者';
COMMENT ON COLUMN natural_resource.grassland.contract_number IS 'Number of the contract / 承包合同编号';
COMMENT ON COLUMN natural_resource.grassland.contract_from_on IS 'First day of the contract / 承包期自';
COMMENT ON COLUMN natural_resource.grassland.contract_to_on IS 'Last day of the contract / 承包期至';
COMMENT ON COLUMN natural_resource.grassland.area_hectares IS 'Area, hectares / 面积(公顷)';
COMMENT ON COLUMN natural_resource.grassland.vegetation_cover_percent IS 'Cover of vegetation, percent / 植被盖度(%)';
COMMENT ON COLUMN natural_resource.grassland.dominant_species IS 'Dominant species / 优势种';
COMMENT ON COLUMN natural_resource.grassland.dry_yield_kilograms_per_hectare IS 'Dry yield of the year, kilograms per hectare / 年干草产量(千克/公顷)';
COMMENT ON COLUMN natural_resource.grassland.carrying_capacity_sheep_units IS 'Suitable carrying capacity, sheep units / 适宜载畜量(羊单位)';
COMMENT ON COLUMN natural_resource.grassland.degradation_grade IS 'Grade of degradation / 退化程度';
COMMENT ON COLUMN natural_resource.grassland.use_kind IS 'How it is used / 利用方式';
COMMENT ON COLUMN natural_resource.grassland.protection_measure IS 'Measure of protection / 保护措施';
COMMENT ON COLUMN natural_resource.grassland.surveyed_on IS 'Day of the survey / 调查日期';
COMMENT ON COLUMN natural_resource.grassland.geometry_reference IS 'Where the geometry file is kept: an address within the platform, the geometry itself never travels / 空间图形文件引用地址(图形不随消息传送)';
COMMENT ON COLUMN natural_resource.grassland.geometry_checksum IS 'SHA-256 of the geometry file, hexadecimal in small letters / 空间图形文件校验值(SHA-256,小写十六进制)';
COMMENT ON COLUMN natural_resource.grassland.geometry_crs IS 'Coordinate reference system of the geometry file: CGCS2000 geographic, or 3-degree Gauss-Kruger of the central meridian 114 degrees east / 空间图形坐标系(CGCS2000 地理坐标或中央经线 114 度三度带)';
COMMENT ON COLUMN natural_resource.grassland.min_latitude IS 'Least latitude of the bounding box in CGCS2000, degrees / 外包矩形最小纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.grassland.min_longitude IS 'Least longitude of the bounding box in CGCS2000, degrees / 外包矩形最小经度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.grassland.max_latitude IS 'Greatest latitude of the bounding box in CGCS2000, degrees / 外包矩形最大纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.grassland.max_longitude IS 'Greatest longitude of the bounding box in CGCS2000, degrees / 外包矩形最大经度(CGCS2000,度)';
COMMENT ON TABLE natural_resource.grassland_history IS 'Grasslands / 草原信息';
COMMENT ON COLUMN natural_resource.grassland_history.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_resource.grassland_history.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_resource.grassland_history.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_resource.grassland_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_resource.grassland_history.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_resource.grassland_history.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_resource.grassland_history.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_resource.grassland_history.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_resource.grassland_history.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_resource.grassland_history.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_resource.grassland_history.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_resource.grassland_history.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_resource.grassland_history.event_id IS 'The event''s id, the same however often it is sent / 事件标识,重发不变';
COMMENT ON COLUMN natural_resource.grassland_history.submission_id IS 'The submission it belongs to / 所属报送批次';
COMMENT ON COLUMN natural_resource.grassland_history.operation IS 'What happened to the record / 变更操作';
COMMENT ON COLUMN natural_resource.grassland_history.origin IS 'Why it was sent then / 报送来由';
COMMENT ON COLUMN natural_resource.grassland_history.origin_ref IS 'The window or ticket that proves the origin / 证明来由的窗口或工单编号';
COMMENT ON COLUMN natural_resource.grassland_history.origin_platform IS 'The platform a mirrored event first reached / 镜像事件首次到达的平台';
COMMENT ON COLUMN natural_resource.grassland_history.recorded_at IS 'When the provider''s system recorded it, a claim / 提供部门系统登记时刻(自述)';
COMMENT ON COLUMN natural_resource.grassland_history.review_ref IS 'Confidentiality review that allowed publishing, Art. 20(2) / 保密审查编号(第二十条第二款)';
COMMENT ON COLUMN natural_resource.grassland_history.provisional IS 'Whether that day still depends on a notice to come / 该日是否尚待放假通知确定';
COMMENT ON COLUMN natural_resource.grassland_history.rules_version IS 'Hash of the rules it was judged by / 判定所依规则的版本';
COMMENT ON COLUMN natural_resource.grassland_history.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_resource.grassland_history.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_resource.grassland_history.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_resource.grassland_history.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_resource.grassland_history.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_resource.grassland_history.due_on IS 'Last day on which sharing was in time / 按时共享的最后一日';
COMMENT ON COLUMN natural_resource.grassland_history.due_on_adjusted IS 'The same without the days of declared intake outages / 扣除已公告接收中断后的最后一日';
COMMENT ON COLUMN natural_resource.grassland_history.approval IS 'Approval by which it is due by quarter, Art. 19(4) / 据以按季度更新的批准（第十九条第四款）';
COMMENT ON COLUMN natural_resource.grassland_history.materialised_at IS 'When the platform wrote it into this database / 平台写入本库的时刻';
COMMENT ON COLUMN natural_resource.grassland_history.plot_number IS 'Number of the plot / 图斑编号';
COMMENT ON COLUMN natural_resource.grassland_history.plot_name IS 'Name of the grassland / 草地名称';
COMMENT ON COLUMN natural_resource.grassland_history.division_code IS 'County-level division / 行政区划代码';
COMMENT ON COLUMN natural_resource.grassland_history.village IS 'Town and village / 镇村';
COMMENT ON COLUMN natural_resource.grassland_history.grassland_type IS 'Type of grassland / 草地类型';
COMMENT ON COLUMN natural_resource.grassland_history.land_ownership IS 'Owner of the land / 土地所有权性质';
COMMENT ON COLUMN natural_resource.grassland_history.contractor_name IS 'Name of the contractor / 承包经营者';
COMMENT ON COLUMN natural_resource.grassland_history.contract_number IS 'Number of the contract / 承包合同编号';
COMMENT ON COLUMN natural_resource.grassland_history.contract_from_on IS 'First day of the contract / 承包期自';
COMMENT ON COLUMN natural_resource.grassland_history.contract_to_on IS 'Last day of the contract / 承包期至';
COMMENT ON COLUMN natural_resource.grassland_history.area_hectares IS 'Area, hectares / 面积(公顷)';
COMMENT ON COLUMN natural_resource.grassland_history.vegetation_cover_percent IS 'Cover of vegetation, percent / 植被盖度(%)';
COMMENT ON COLUMN natural_resource.grassland_history.dominant_species IS 'Dominant species / 优势种';
COMMENT ON COLUMN natural_resource.grassland_history.dry_yield_kilograms_per_hectare IS 'Dry yield of the year, kilograms per hectare / 年干草产量(千克/公顷)';
COMMENT ON COLUMN natural_resource.grassland_history.carrying_capacity_sheep_units IS 'Suitable carrying capacity, sheep units / 适宜载畜量(羊单位)';
COMMENT ON COLUMN natural_resource.grassland_history.degradation_grade IS 'Grade of degradation / 退化程度';
COMMENT ON COLUMN natural_resource.grassland_history.use_kind IS 'How it is used / 利用方式';
COMMENT ON COLUMN natural_resource.grassland_history.protection_measure IS 'Measure of protection / 保护措施';
COMMENT ON COLUMN natural_resource.grassland_history.surveyed_on IS 'Day of the survey / 调查日期';
COMMENT ON COLUMN natural_resource.grassland_history.geometry_reference IS 'Where the geometry file is kept: an address within the platform, the geometry itself never travels / 空间图形文件引用地址(图形不随消息传送)';
COMMENT ON COLUMN natural_resource.grassland_history.geometry_checksum IS 'SHA-256 of the geometry file, hexadecimal in small letters / 空间图形文件校验值(SHA-256,小写十六进制)';
COMMENT ON COLUMN natural_resource.grassland_history.geometry_crs IS 'Coordinate reference system of the geometry file: CGCS2000 geographic, or 3-degree Gauss-Kruger of the central meridian 114 degrees east / 空间图形坐标系(CGCS2000 地理坐标或中央经线 114 度三度带)';
COMMENT ON COLUMN natural_resource.grassland_history.min_latitude IS 'Least latitude of the bounding box in CGCS2000, degrees / 外包矩形最小纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.grassland_history.min_longitude IS 'Least longitude of the bounding box in CGCS2000, degrees / 外包矩形最小经度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.grassland_history.max_latitude IS 'Greatest latitude of the bounding box in CGCS2000, degrees / 外包矩形最大纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.grassland_history.max_longitude IS 'Greatest longitude of the bounding box in CGCS2000, degrees / 外包矩形最大经度(CGCS2000,度)';
