-- columns of nr-energy: {"site_name": "text", "energy_kind": "text", "renewable": "boolean", "operator_name": "text", "operator_uscc": "text", "division_code": "text", "location_address": "text", "installed_capacity_kilowatts": "double precision", "annual_output_kilowatt_hours": "double precision", "storage_capacity_tonnes_standard_coal": "double precision", "annual_consumption_tonnes_standard_coal": "double precision", "exploitable_resource_kilowatt_hours": "double precision", "statistics_year": "integer", "approval_document_number": "text", "commissioned_on": "date", "grid_connected_on": "date", "decommissioned_on": "date", "site_status": "text", "latitude": "double precision", "longitude": "double precision", "geometry_reference": "text", "geometry_checksum": "text", "geometry_crs": "text", "min_latitude": "double precision", "min_longitude": "double precision", "max_latitude": "double precision", "max_longitude": "double precision"}
CREATE TABLE natural_resource.energy (
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
  site_name text,
  energy_kind text,
  renewable boolean,
  operator_name text,
  operator_uscc text,
  division_code text,
  location_address text,
  installed_capacity_kilowatts double precision,
  annual_output_kilowatt_hours double precision,
  storage_capacity_tonnes_standard_coal double precision,
  annual_consumption_tonnes_standard_coal double precision,
  exploitable_resource_kilowatt_hours double precision,
  statistics_year integer,
  approval_document_number text,
  commissioned_on date,
  grid_connected_on date,
  decommissioned_on date,
  site_status text,
  latitude double precision,
  longitude double precision,
  geometry_reference text,
  geometry_checksum text,
  geometry_crs text,
  min_latitude double precision,
  min_longitude double precision,
  max_latitude double precision,
  max_longitude double precision,
  PRIMARY KEY (identity_type, identity_number, record_id)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE natural_resource.energy_history (
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
  site_name text,
  energy_kind text,
  renewable boolean,
  operator_name text,
  operator_uscc text,
  division_code text,
  location_address text,
  installed_capacity_kilowatts double precision,
  annual_output_kilowatt_hours double precision,
  storage_capacity_tonnes_standard_coal double precision,
  annual_consumption_tonnes_standard_coal double precision,
  exploitable_resource_kilowatt_hours double precision,
  statistics_year integer,
  approval_document_number text,
  commissioned_on date,
  grid_connected_on date,
  decommissioned_on date,
  site_status text,
  latitude double precision,
  longitude double precision,
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
CREATE INDEX energy_history_version ON natural_resource.energy_history (identity_type, identity_number, record_id, record_version);
CREATE INDEX energy_related ON natural_resource.energy USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
CREATE INDEX energy_history_related ON natural_resource.energy_history USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
COMMENT ON TABLE natural_resource.energy IS 'Energy resources / 能源信息';
COMMENT ON COLUMN natural_resource.energy.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_resource.energy.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_resource.energy.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_resource.energy.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_resource.energy.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_resource.energy.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_resource.energy.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_resource.energy.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_resource.energy.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_resource.energy.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_resource.energy.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_resource.energy.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_resource.energy.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_resource.energy.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_resource.energy.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_resource.energy.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_resource.energy.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_resource.energy.site_name IS 'Name of the site / 能源站点(项目)名称';
COMMENT ON COLUMN natural_resource.energy.energy_kind IS 'Kind of energy / 能源种类';
COMMENT ON COLUMN natural_resource.energy.renewable IS 'Whether the energy is renewable / 是否可再生能源';
COMMENT ON COLUMN natural_resource.energy.operator_name IS 'Name of the operator / 经营主体名称';
COMMENT ON COLUMN natural_resource.energy.operator_uscc IS 'Unified social credit code of the operator / 经营主体统一社会信用代码';
COMMENT ON COLUMN natural_resource.energy.division_code IS 'County-level division / 行政区划代码';
COMMENT ON COLUMN natural_resource.energy.location_address IS 'Where it lies / 坐落';
COMMENT ON COLUMN natural_resource.energy.installed_capacity_kilowatts IS 'Installed capacity, kilowatts / 装机容量(千瓦)';
COMMENT ON COLUMN natural_resource.energy.annual_output_kilowatt_hours IS 'Output of the year, kilowatt-hours / 年发电量(千瓦时)';
COMMENT ON COLUMN natural_resource.energy.storage_capacity_tonnes_standard_coal IS 'Storage, tonnes of standard coal / 储备能力(吨标准煤)';
COMMENT ON COLUMN natural_resource.energy.annual_consumption_tonnes_standard_coal IS 'Consumption of the year, tonnes of standard coal / 年能源消耗量(吨标准煤)';
COMMENT ON COLUMN natural_resource.energy.exploitable_resource_kilowatt_hours IS 'Exploitable resource, kilowatt-hours a year / 年可开发资源量(千瓦时)';
COMMENT ON COLUMN natural_resource.energy.statistics_year IS 'Year of the figures / 统计年度';
COMMENT ON COLUMN natural_resource.energy.approval_document_number IS 'Number of the approval / 核准(备案)文号';
COMMENT ON COLUMN natural_resource.energy.commissioned_on IS 'Day it began to operate / 投产日期';
COMMENT ON COLUMN natural_resource.energy.grid_connected_on IS 'Day it was connected to the grid / 并网日期';
COMMENT ON COLUMN natural_resource.energy.decommissioned_on IS 'Day it ceased to operate / 退役日期';
COMMENT ON COLUMN natural_resource.energy.site_status IS 'Status of the site / 运行状态';
COMMENT ON COLUMN natural_resource.energy.latitude IS 'Latitude in CGCS2000, degrees / 纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.energy.longitude IS 'Longitude in CGCS2000, degrees / 经度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.energy.geometry_reference IS 'Where the geometry file is kept: an address within the platform, the geometry itself never travels / 空间图形文件引用地址(图形不随消息传送)';
COMMENT ON COLUMN natural_resource.energy.geometry_checksum IS 'SHA-256 of the geometry file, hexadecimal in small letters / 空间图形文件校验值(SHA-256,小写十六进制)';
COMMENT ON COLUMN natural_resource.energy.geometry_crs IS 'Coordinate reference system of the geometry file: CGCS2000 geographic, or 3-degree Gauss-Kruger of the central meridian 114 degrees east / 空间图形坐标系(CGCS2000 地理坐标或中央经线 114 度三度带)';
COMMENT ON COLUMN natural_resource.energy.min_latitude IS 'Least latitude of the bounding box in CGCS2000, degrees / 外包矩形最小纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.energy.min_longitude IS 'Least longitude of the bounding box in CGCS2000, degrees / 外包矩形最小经度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.energy.max_latitude IS 'Greatest latitude of the bounding box in CGCS2000, degrees / 外包矩形最大纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.energy.max_longitude IS 'Greatest longitude of the bounding box in CGCS2000, degrees / 外包矩形最大经度(CGCS2000,度)';
COMMENT ON TABLE natural_resource.energy_history IS 'Energy resources / 能源信息';
COMMENT ON COLUMN natural_resource.energy_history.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_resource.energy_history.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_resource.energy_history.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_resource.energy_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_resource.energy_history.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_resource.energy_history.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_resource.energy_history.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_resource.energy_history.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_resource.energy_history.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_resource.energy_history.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_resource.energy_history.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_resource.energy_history.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_resource.energy_history.event_id IS 'The event''s id, the same however often it is sent / 事件标识,重发不变';
COMMENT ON COLUMN natural_resource.energy_history.submission_id IS 'The submission it belongs to / 所属报送批次';
COMMENT ON COLUMN natural_resource.energy_history.operation IS 'What happened to the record / 变更操作';
COMMENT ON COLUMN natural_resource.energy_history.origin IS 'Why it was sent then / 报送来由';
COMMENT ON COLUMN natural_resource.energy_history.origin_ref IS 'The window or ticket that proves the origin / 证明来由的窗口或工单编号';
COMMENT ON COLUMN natural_resource.energy_history.origin_platform IS 'The platform a mirrored event first reached / 镜像事件首次到达的平台';
COMMENT ON COLUMN natural_resource.energy_history.recorded_at IS 'When the provider''s system recorded it, a claim / 提供部门系统登记时刻(自述)';
COMMENT ON COLUMN natural_resource.energy_history.review_ref IS 'Confidentiality review that allowed publishing, Art. 20(2) / 保密审查编号(第二十条第二款)';
COMMENT ON COLUMN natural_resource.energy_history.provisional IS 'Whether that day still depends on a notice to come / 该日是否尚待放假通知确定';
COMMENT ON COLUMN natural_resource.energy_history.rules_version IS 'Hash of the rules it was judged by / 判定所依规则的版本';
COMMENT ON COLUMN natural_resource.energy_history.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_resource.energy_history.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_resource.energy_history.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_resource.energy_history.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_resource.energy_history.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_resource.energy_history.due_on IS 'Last day on which sharing was in time / 按时共享的最后一日';
COMMENT ON COLUMN natural_resource.energy_history.due_on_adjusted IS 'The same without the days of declared intake outages / 扣除已公告接收中断后的最后一日';
COMMENT ON COLUMN natural_resource.energy_history.approval IS 'Approval by which it is due by quarter, Art. 19(4) / 据以按季度更新的批准（第十九条第四款）';
COMMENT ON COLUMN natural_resource.energy_history.materialised_at IS 'When the platform wrote it into this database / 平台写入本库的时刻';
COMMENT ON COLUMN natural_resource.energy_history.site_name IS 'Name of the site / 能源站点(项目)名称';
COMMENT ON COLUMN natural_resource.energy_history.energy_kind IS 'Kind of energy / 能源种类';
COMMENT ON COLUMN natural_resource.energy_history.renewable IS 'Whether the energy is renewable / 是否可再生能源';
COMMENT ON COLUMN natural_resource.energy_history.operator_name IS 'Name of the operator / 经营主体名称';
COMMENT ON COLUMN natural_resource.energy_history.operator_uscc IS 'Unified social credit code of the operator / 经营主体统一社会信用代码';
COMMENT ON COLUMN natural_resource.energy_history.division_code IS 'County-level division / 行政区划代码';
COMMENT ON COLUMN natural_resource.energy_history.location_address IS 'Where it lies / 坐落';
COMMENT ON COLUMN natural_resource.energy_history.installed_capacity_kilowatts IS 'Installed capacity, kilowatts / 装机容量(千瓦)';
COMMENT ON COLUMN natural_resource.energy_history.annual_output_kilowatt_hours IS 'Output of the year, kilowatt-hours / 年发电量(千瓦时)';
COMMENT ON COLUMN natural_resource.energy_history.storage_capacity_tonnes_standard_coal IS 'Storage, tonnes of standard coal / 储备能力(吨标准煤)';
COMMENT ON COLUMN natural_resource.energy_history.annual_consumption_tonnes_standard_coal IS 'Consumption of the year, tonnes of standard coal / 年能源消耗量(吨标准煤)';
COMMENT ON COLUMN natural_resource.energy_history.exploitable_resource_kilowatt_hours IS 'Exploitable resource, kilowatt-hours a year / 年可开发资源量(千瓦时)';
COMMENT ON COLUMN natural_resource.energy_history.statistics_year IS 'Year of the figures / 统计年度';
COMMENT ON COLUMN natural_resource.energy_history.approval_document_number IS 'Number of the approval / 核准(备案)文号';
COMMENT ON COLUMN natural_resource.energy_history.commissioned_on IS 'Day it began to operate / 投产日期';
COMMENT ON COLUMN natural_resource.energy_history.grid_connected_on IS 'Day it was connected to the grid / 并网日期';
COMMENT ON COLUMN natural_resource.energy_history.decommissioned_on IS 'Day it ceased to operate / 退役日期';
COMMENT ON COLUMN natural_resource.energy_history.site_status IS 'Status of the site / 运行状态';
COMMENT ON COLUMN natural_resource.energy_history.latitude IS 'Latitude in CGCS2000, degrees / 纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.energy_history.longitude IS 'Longitude in CGCS2000, degrees / 经度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.energy_history.geometry_reference IS 'Where the geometry file is kept: an address within the platform, the geometry itself never travels / 空间图形文件引用地址(图形不随消息传送)';
COMMENT ON COLUMN natural_resource.energy_history.geometry_checksum IS 'SHA-256 of the geometry file, hexadecimal in small letters / 空间图形文件校验值(SHA-256,小写十六进制)';
COMMENT ON COLUMN natural_resource.energy_history.geometry_crs IS 'Coordinate reference system of the geometry file: CGCS2000 geographic, or 3-degree Gauss-Kruger of the central meridian 114 degrees east / 空间图形坐标系(CGCS2000 地理坐标或中央经线 114 度三度带)';
COMMENT ON COLUMN natural_resource.energy_history.min_latitude IS 'Least latitude of the bounding box in CGCS2000, degrees / 外包矩形最小纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.energy_history.min_longitude IS 'Least longitude of the bounding box in CGCS2000, degrees / 外包矩形最小经度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.energy_history.max_latitude IS 'Greatest latitude of the bounding box in CGCS2000, degrees / 外包矩形最大纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.energy_history.max_longitude IS 'Greatest longitude of the bounding box in CGCS2000, degrees / 外包矩形最大经度(CGCS2000,度)';
