-- columns of nr-forest: {"subcompartment_number": "text", "forest_farm": "text", "division_code": "text", "village": "text", "land_category": "text", "forest_category": "text", "protection_grade": "text", "land_ownership": "text", "tree_ownership": "text", "right_holder_name": "text", "forest_right_certificate_number": "text", "tree_origin": "text", "dominant_tree_species": "text", "age_group": "text", "mean_age_years": "integer", "mean_height_metres": "double precision", "mean_diameter_centimetres": "double precision", "canopy_density": "double precision", "volume_cubic_metres_per_hectare": "double precision", "area_hectares": "double precision", "fire_risk_grade": "text", "surveyed_on": "date", "felled_on": "date", "geometry_reference": "text", "geometry_checksum": "text", "geometry_crs": "text", "min_latitude": "double precision", "min_longitude": "double precision", "max_latitude": "double precision", "max_longitude": "double precision"}
CREATE TABLE natural_resource.forest (
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
  subcompartment_number text,
  forest_farm text,
  division_code text,
  village text,
  land_category text,
  forest_category text,
  protection_grade text,
  land_ownership text,
  tree_ownership text,
  right_holder_name text,
  forest_right_certificate_number text,
  tree_origin text,
  dominant_tree_species text,
  age_group text,
  mean_age_years integer,
  mean_height_metres double precision,
  mean_diameter_centimetres double precision,
  canopy_density double precision,
  volume_cubic_metres_per_hectare double precision,
  area_hectares double precision,
  fire_risk_grade text,
  surveyed_on date,
  felled_on date,
  geometry_reference text,
  geometry_checksum text,
  geometry_crs text,
  min_latitude double precision,
  min_longitude double precision,
  max_latitude double precision,
  max_longitude double precision,
  PRIMARY KEY (identity_type, identity_number, record_id)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE natural_resource.forest_history (
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
  subcompartment_number text,
  forest_farm text,
  division_code text,
  village text,
  land_category text,
  forest_category text,
  protection_grade text,
  land_ownership text,
  tree_ownership text,
  right_holder_name text,
  forest_right_certificate_number text,
  tree_origin text,
  dominant_tree_species text,
  age_group text,
  mean_age_years integer,
  mean_height_metres double precision,
  mean_diameter_centimetres double precision,
  canopy_density double precision,
  volume_cubic_metres_per_hectare double precision,
  area_hectares double precision,
  fire_risk_grade text,
  surveyed_on date,
  felled_on date,
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
CREATE INDEX forest_history_version ON natural_resource.forest_history (identity_type, identity_number, record_id, record_version);
CREATE INDEX forest_related ON natural_resource.forest USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
CREATE INDEX forest_history_related ON natural_resource.forest_history USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
COMMENT ON TABLE natural_resource.forest IS 'Forests / 森林信息';
COMMENT ON COLUMN natural_resource.forest.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_resource.forest.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_resource.forest.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_resource.forest.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_resource.forest.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_resource.forest.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_resource.forest.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_resource.forest.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_resource.forest.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_resource.forest.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_resource.forest.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_resource.forest.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_resource.forest.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_resource.forest.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_resource.forest.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_resource.forest.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_resource.forest.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_resource.forest.subcompartment_number IS 'Number of the sub-compartment / 小班号';
COMMENT ON COLUMN natural_resource.forest.forest_farm IS 'Forest farm or managing unit / 林场(经营单位)';
COMMENT ON COLUMN natural_resource.forest.division_code IS 'County-level division / 行政区划代码';
COMMENT ON COLUMN natural_resource.forest.village IS 'Town and village / 镇村';
COMMENT ON COLUMN natural_resource.forest.land_category IS 'Category of forest land / 地类';
COMMENT ON COLUMN natural_resource.forest.forest_category IS 'Category of forest / 林种';
COMMENT ON COLUMN natural_resource.forest.protection_grade IS 'Grade of public welfare forest / 公益林等级';
COMMENT ON COLUMN natural_resource.forest.land_ownership IS 'Owner of the land / 林地所有权';
COMMENT ON COLUMN natural_resource.forest.tree_ownership IS 'Owner of the trees / 林木所有权';
COMMENT ON COLUMN natural_resource.forest.right_holder_name IS 'Name of the holder of the forest right / 林权权利人';
COMMENT ON COLUMN natural_resource.forest.forest_right_certificate_number IS 'Number of the forest right certificate / 林权证号';
COMMENT ON COLUMN natural_resource.forest.tree_origin IS 'Origin of the stand / 起源';
COMMENT ON COLUMN natural_resource.forest.dominant_tree_species IS 'Dominant tree species / 优势树种';
COMMENT ON COLUMN natural_resource.forest.age_group IS 'Age group / 龄组';
COMMENT ON COLUMN natural_resource.forest.mean_age_years IS 'Mean age, years / 平均年龄(年)';
COMMENT ON COLUMN natural_resource.forest.mean_height_metres IS 'Mean height, metres / 平均树高(米)';
COMMENT ON COLUMN natural_resource.forest.mean_diameter_centimetres IS 'Mean diameter at breast height, centimetres / 平均胸径(厘米)';
COMMENT ON COLUMN natural_resource.forest.canopy_density IS 'Canopy density, a share from 0 to 1 / 郁闭度';
COMMENT ON COLUMN natural_resource.forest.volume_cubic_metres_per_hectare IS 'Volume, cubic metres per hectare / 每公顷蓄积量(立方米)';
COMMENT ON COLUMN natural_resource.forest.area_hectares IS 'Area, hectares / 面积(公顷)';
COMMENT ON COLUMN natural_resource.forest.fire_risk_grade IS 'Grade of fire risk / 火险等级';
COMMENT ON COLUMN natural_resource.forest.surveyed_on IS 'Day of the survey / 调查日期';
COMMENT ON COLUMN natural_resource.forest.felled_on IS 'Day of the latest felling / 最近采伐日期';
COMMENT ON COLUMN natural_resource.forest.geometry_reference IS 'Where the geometry file is kept: an address within the platform, the geometry itself never travels / 空间图形文件引用地址(图形不随消息传送)';
COMMENT ON COLUMN natural_resource.forest.geometry_checksum IS 'SHA-256 of the geometry file, hexadecimal in small letters / 空间图形文件校验值(SHA-256,小写十六进制)';
COMMENT ON COLUMN natural_resource.forest.geometry_crs IS 'Coordinate reference system of the geometry file: CGCS2000 geographic, or 3-degree Gauss-Kruger of the central meridian 114 degrees east / 空间图形坐标系(CGCS2000 地理坐标或中央经线 114 度三度带)';
COMMENT ON COLUMN natural_resource.forest.min_latitude IS 'Least latitude of the bounding box in CGCS2000, degrees / 外包矩形最小纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.forest.min_longitude IS 'Least longitude of the bounding box in CGCS2000, degrees / 外包矩形最小经度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.forest.max_latitude IS 'Greatest latitude of the bounding box in CGCS2000, degrees / 外包矩形最大纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.forest.max_longitude IS 'Greatest longitude of the bounding box in CGCS2000, degrees / 外包矩形最大经度(CGCS2000,度)';
COMMENT ON TABLE natural_resource.forest_history IS 'Forests / 森林信息';
COMMENT ON COLUMN natural_resource.forest_history.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_resource.forest_history.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_resource.forest_history.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_resource.forest_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_resource.forest_history.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_resource.forest_history.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_resource.forest_history.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_resource.forest_history.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_resource.forest_history.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_resource.forest_history.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_resource.forest_history.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_resource.forest_history.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_resource.forest_history.event_id IS 'The event''s id, the same however often it is sent / 事件标识,重发不变';
COMMENT ON COLUMN natural_resource.forest_history.submission_id IS 'The submission it belongs to / 所属报送批次';
COMMENT ON COLUMN natural_resource.forest_history.operation IS 'What happened to the record / 变更操作';
COMMENT ON COLUMN natural_resource.forest_history.origin IS 'Why it was sent then / 报送来由';
COMMENT ON COLUMN natural_resource.forest_history.origin_ref IS 'The window or ticket that proves the origin / 证明来由的窗口或工单编号';
COMMENT ON COLUMN natural_resource.forest_history.origin_platform IS 'The platform a mirrored event first reached / 镜像事件首次到达的平台';
COMMENT ON COLUMN natural_resource.forest_history.recorded_at IS 'When the provider''s system recorded it, a claim / 提供部门系统登记时刻(自述)';
COMMENT ON COLUMN natural_resource.forest_history.review_ref IS 'Confidentiality review that allowed publishing, Art. 20(2) / 保密审查编号(第二十条第二款)';
COMMENT ON COLUMN natural_resource.forest_history.provisional IS 'Whether that day still depends on a notice to come / 该日是否尚待放假通知确定';
COMMENT ON COLUMN natural_resource.forest_history.rules_version IS 'Hash of the rules it was judged by / 判定所依规则的版本';
COMMENT ON COLUMN natural_resource.forest_history.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_resource.forest_history.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_resource.forest_history.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_resource.forest_history.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_resource.forest_history.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_resource.forest_history.due_on IS 'Last day on which sharing was in time / 按时共享的最后一日';
COMMENT ON COLUMN natural_resource.forest_history.due_on_adjusted IS 'The same without the days of declared intake outages / 扣除已公告接收中断后的最后一日';
COMMENT ON COLUMN natural_resource.forest_history.approval IS 'Approval by which it is due by quarter, Art. 19(4) / 据以按季度更新的批准（第十九条第四款）';
COMMENT ON COLUMN natural_resource.forest_history.materialised_at IS 'When the platform wrote it into this database / 平台写入本库的时刻';
COMMENT ON COLUMN natural_resource.forest_history.subcompartment_number IS 'Number of the sub-compartment / 小班号';
COMMENT ON COLUMN natural_resource.forest_history.forest_farm IS 'Forest farm or managing unit / 林场(经营单位)';
COMMENT ON COLUMN natural_resource.forest_history.division_code IS 'County-level division / 行政区划代码';
COMMENT ON COLUMN natural_resource.forest_history.village IS 'Town and village / 镇村';
COMMENT ON COLUMN natural_resource.forest_history.land_category IS 'Category of forest land / 地类';
COMMENT ON COLUMN natural_resource.forest_history.forest_category IS 'Category of forest / 林种';
COMMENT ON COLUMN natural_resource.forest_history.protection_grade IS 'Grade of public welfare forest / 公益林等级';
COMMENT ON COLUMN natural_resource.forest_history.land_ownership IS 'Owner of the land / 林地所有权';
COMMENT ON COLUMN natural_resource.forest_history.tree_ownership IS 'Owner of the trees / 林木所有权';
COMMENT ON COLUMN natural_resource.forest_history.right_holder_name IS 'Name of the holder of the forest right / 林权权利人';
COMMENT ON COLUMN natural_resource.forest_history.forest_right_certificate_number IS 'Number of the forest right certificate / 林权证号';
COMMENT ON COLUMN natural_resource.forest_history.tree_origin IS 'Origin of the stand / 起源';
COMMENT ON COLUMN natural_resource.forest_history.dominant_tree_species IS 'Dominant tree species / 优势树种';
COMMENT ON COLUMN natural_resource.forest_history.age_group IS 'Age group / 龄组';
COMMENT ON COLUMN natural_resource.forest_history.mean_age_years IS 'Mean age, years / 平均年龄(年)';
COMMENT ON COLUMN natural_resource.forest_history.mean_height_metres IS 'Mean height, metres / 平均树高(米)';
COMMENT ON COLUMN natural_resource.forest_history.mean_diameter_centimetres IS 'Mean diameter at breast height, centimetres / 平均胸径(厘米)';
COMMENT ON COLUMN natural_resource.forest_history.canopy_density IS 'Canopy density, a share from 0 to 1 / 郁闭度';
COMMENT ON COLUMN natural_resource.forest_history.volume_cubic_metres_per_hectare IS 'Volume, cubic metres per hectare / 每公顷蓄积量(立方米)';
COMMENT ON COLUMN natural_resource.forest_history.area_hectares IS 'Area, hectares / 面积(公顷)';
COMMENT ON COLUMN natural_resource.forest_history.fire_risk_grade IS 'Grade of fire risk / 火险等级';
COMMENT ON COLUMN natural_resource.forest_history.surveyed_on IS 'Day of the survey / 调查日期';
COMMENT ON COLUMN natural_resource.forest_history.felled_on IS 'Day of the latest felling / 最近采伐日期';
COMMENT ON COLUMN natural_resource.forest_history.geometry_reference IS 'Where the geometry file is kept: an address within the platform, the geometry itself never travels / 空间图形文件引用地址(图形不随消息传送)';
COMMENT ON COLUMN natural_resource.forest_history.geometry_checksum IS 'SHA-256 of the geometry file, hexadecimal in small letters / 空间图形文件校验值(SHA-256,小写十六进制)';
COMMENT ON COLUMN natural_resource.forest_history.geometry_crs IS 'Coordinate reference system of the geometry file: CGCS2000 geographic, or 3-degree Gauss-Kruger of the central meridian 114 degrees east / 空间图形坐标系(CGCS2000 地理坐标或中央经线 114 度三度带)';
COMMENT ON COLUMN natural_resource.forest_history.min_latitude IS 'Least latitude of the bounding box in CGCS2000, degrees / 外包矩形最小纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.forest_history.min_longitude IS 'Least longitude of the bounding box in CGCS2000, degrees / 外包矩形最小经度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.forest_history.max_latitude IS 'Greatest latitude of the bounding box in CGCS2000, degrees / 外包矩形最大纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.forest_history.max_longitude IS 'Greatest longitude of the bounding box in CGCS2000, degrees / 外包矩形最大经度(CGCS2000,度)';
