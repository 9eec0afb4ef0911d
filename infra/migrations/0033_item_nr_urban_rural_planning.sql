-- columns of nr-urban-rural-planning: {"plan_title": "text", "plan_kind": "text", "plan_number": "text", "plot_number": "text", "division_code": "text", "location_address": "text", "compiling_authority": "text", "design_institution": "text", "design_institution_uscc": "text", "approval_authority": "text", "approval_document_number": "text", "approved_on": "date", "announced_on": "date", "planned_from_year": "integer", "planned_to_year": "integer", "area_square_metres": "double precision", "planned_use_code": "text", "floor_area_ratio": "double precision", "building_density_percent": "double precision", "building_height_limit_metres": "double precision", "green_ratio_percent": "double precision", "planned_population_count": "bigint", "plan_status": "text", "superseded_plan_number": "text", "geometry_reference": "text", "geometry_checksum": "text", "geometry_crs": "text", "min_latitude": "double precision", "min_longitude": "double precision", "max_latitude": "double precision", "max_longitude": "double precision"}
CREATE TABLE natural_resource.urban_rural_planning (
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
  plan_title text,
  plan_kind text,
  plan_number text,
  plot_number text,
  division_code text,
  location_address text,
  compiling_authority text,
  design_institution text,
  design_institution_uscc text,
  approval_authority text,
  approval_document_number text,
  approved_on date,
  announced_on date,
  planned_from_year integer,
  planned_to_year integer,
  area_square_metres double precision,
  planned_use_code text,
  floor_area_ratio double precision,
  building_density_percent double precision,
  building_height_limit_metres double precision,
  green_ratio_percent double precision,
  planned_population_count bigint,
  plan_status text,
  superseded_plan_number text,
  geometry_reference text,
  geometry_checksum text,
  geometry_crs text,
  min_latitude double precision,
  min_longitude double precision,
  max_latitude double precision,
  max_longitude double precision,
  PRIMARY KEY (identity_type, identity_number, record_id)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE natural_resource.urban_rural_planning_history (
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
  plan_title text,
  plan_kind text,
  plan_number text,
  plot_number text,
  division_code text,
  location_address text,
  compiling_authority text,
  design_institution text,
  design_institution_uscc text,
  approval_authority text,
  approval_document_number text,
  approved_on date,
  announced_on date,
  planned_from_year integer,
  planned_to_year integer,
  area_square_metres double precision,
  planned_use_code text,
  floor_area_ratio double precision,
  building_density_percent double precision,
  building_height_limit_metres double precision,
  green_ratio_percent double precision,
  planned_population_count bigint,
  plan_status text,
  superseded_plan_number text,
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
CREATE INDEX urban_rural_planning_history_version ON natural_resource.urban_rural_planning_history (identity_type, identity_number, record_id, record_version);
CREATE INDEX urban_rural_planning_related ON natural_resource.urban_rural_planning USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
CREATE INDEX urban_rural_planning_history_related ON natural_resource.urban_rural_planning_history USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
COMMENT ON TABLE natural_resource.urban_rural_planning IS 'Urban and rural planning / 城乡规划信息';
COMMENT ON COLUMN natural_resource.urban_rural_planning.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_resource.urban_rural_planning.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_resource.urban_rural_planning.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_resource.urban_rural_planning.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_resource.urban_rural_planning.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_resource.urban_rural_planning.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_resource.urban_rural_planning.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_resource.urban_rural_planning.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_resource.urban_rural_planning.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_resource.urban_rural_planning.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_resource.urban_rural_planning.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_resource.urban_rural_planning.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_resource.urban_rural_planning.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_resource.urban_rural_planning.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_resource.urban_rural_planning.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_resource.urban_rural_planning.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_resource.urban_rural_planning.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_resource.urban_rural_planning.plan_title IS 'Title of the plan / 规划名称';
COMMENT ON COLUMN natural_resource.urban_rural_planning.plan_kind IS 'Kind of plan / 规划类别';
COMMENT ON COLUMN natural_resource.urban_rural_planning.plan_number IS 'Number of the plan / 规划编号';
COMMENT ON COLUMN natural_resource.urban_rural_planning.plot_number IS 'Number of the plot within the plan / 地块编号';
COMMENT ON COLUMN natural_resource.urban_rural_planning.division_code IS 'County-level division / 行政区划代码';
COMMENT ON COLUMN natural_resource.urban_rural_planning.location_address IS 'Where it lies / 坐落';
COMMENT ON COLUMN natural_resource.urban_rural_planning.compiling_authority IS 'Authority that compiled the plan / 组织编制机关';
COMMENT ON COLUMN natural_resource.urban_rural_planning.design_institution IS 'Institution that drew it up / 编制单位';
COMMENT ON COLUMN natural_resource.urban_rural_planning.design_institution_uscc IS 'Unified social credit code of that institution / 编制单位统一社会信用代码';
COMMENT ON COLUMN natural_resource.urban_rural_planning.approval_authority IS 'Approving authority / 审批机关';
COMMENT ON COLUMN natural_resource.urban_rural_planning.approval_document_number IS 'Number of the approval / 批复文号';
COMMENT ON COLUMN natural_resource.urban_rural_planning.approved_on IS 'Day of approval / 批准日期';
COMMENT ON COLUMN natural_resource.urban_rural_planning.announced_on IS 'Day the plan was made public / 公布日期';
COMMENT ON COLUMN natural_resource.urban_rural_planning.planned_from_year IS 'First year of the plan / 规划期起始年';
COMMENT ON COLUMN natural_resource.urban_rural_planning.planned_to_year IS 'Last year of the plan / 规划期终止年';
COMMENT ON COLUMN natural_resource.urban_rural_planning.area_square_metres IS 'Area, square metres / 用地面积(平方米)';
COMMENT ON COLUMN natural_resource.urban_rural_planning.planned_use_code IS 'Planned use of the plot / 规划用地代码';
COMMENT ON COLUMN natural_resource.urban_rural_planning.floor_area_ratio IS 'Greatest floor area ratio / 容积率上限';
COMMENT ON COLUMN natural_resource.urban_rural_planning.building_density_percent IS 'Greatest building density, percent / 建筑密度上限(%)';
COMMENT ON COLUMN natural_resource.urban_rural_planning.building_height_limit_metres IS 'Greatest height of buildings, metres / 建筑高度上限(米)';
COMMENT ON COLUMN natural_resource.urban_rural_planning.green_ratio_percent IS 'Least share of green, percent / 绿地率下限(%)';
COMMENT ON COLUMN natural_resource.urban_rural_planning.planned_population_count IS 'Population planned for / 规划人口';
COMMENT ON COLUMN natural_resource.urban_rural_planning.plan_status IS 'Status of the plan / 规划状态';
COMMENT ON COLUMN natural_resource.urban_rural_planning.superseded_plan_number IS 'Number of the plan it supersedes / 被替代规划编号';
COMMENT ON COLUMN natural_resource.urban_rural_planning.geometry_reference IS 'Where the geometry file is kept: an address within the platform, the geometry itself never travels / 空间图形文件引用地址(图形不随消息传送)';
COMMENT ON COLUMN natural_resource.urban_rural_planning.geometry_checksum IS 'SHA-256 of the geometry file, hexadecimal in small letters / 空间图形文件校验值(SHA-256,小写十六进制)';
COMMENT ON COLUMN natural_resource.urban_rural_planning.geometry_crs IS 'Coordinate reference system of the geometry file: CGCS2000 geographic, or 3-degree Gauss-Kruger of the central meridian 114 degrees east / 空间图形坐标系(CGCS2000 地理坐标或中央经线 114 度三度带)';
COMMENT ON COLUMN natural_resource.urban_rural_planning.min_latitude IS 'Least latitude of the bounding box in CGCS2000, degrees / 外包矩形最小纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.urban_rural_planning.min_longitude IS 'Least longitude of the bounding box in CGCS2000, degrees / 外包矩形最小经度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.urban_rural_planning.max_latitude IS 'Greatest latitude of the bounding box in CGCS2000, degrees / 外包矩形最大纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.urban_rural_planning.max_longitude IS 'Greatest longitude of the bounding box in CGCS2000, degrees / 外包矩形最大经度(CGCS2000,度)';
COMMENT ON TABLE natural_resource.urban_rural_planning_history IS 'Urban and rural planning / 城乡规划信息';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.event_id IS 'The event''s id, the same however often it is sent / 事件标识,重发不变';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.submission_id IS 'The submission it belongs to / 所属报送批次';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.operation IS 'What happened to the record / 变更操作';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.origin IS 'Why it was sent then / 报送来由';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.origin_ref IS 'The window or ticket that proves the origin / 证明来由的窗口或工单编号';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.origin_platform IS 'The platform a mirrored event first reached / 镜像事件首次到达的平台';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.recorded_at IS 'When the provider''s system recorded it, a claim / 提供部门系统登记时刻(自述)';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.review_ref IS 'Confidentiality review that allowed publishing, Art. 20(2) / 保密审查编号(第二十条第二款)';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.provisional IS 'Whether that day still depends on a notice to come / 该日是否尚待放假通知确定';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.rules_version IS 'Hash of the rules it was judged by / 判定所依规则的版本';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.due_on IS 'Last day on which sharing was in time / 按时共享的最后一日';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.due_on_adjusted IS 'The same without the days of declared intake outages / 扣除已公告接收中断后的最后一日';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.approval IS 'Approval by which it is due by quarter, Art. 19(4) / 据以按季度更新的批准（第十九条第四款）';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.materialised_at IS 'When the platform wrote it into this database / 平台写入本库的时刻';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.plan_title IS 'Title of the plan / 规划名称';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.plan_kind IS 'Kind of plan / 规划类别';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.plan_number IS 'Number of the plan / 规划编号';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.plot_number IS 'Number of the plot within the plan / 地块编号';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.division_code IS 'County-level division / 行政区划代码';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.location_address IS 'Where it lies / 坐落';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.compiling_authority IS 'Authority that compiled the plan / 组织编制机关';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.design_institution IS 'Institution that drew it up / 编制单位';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.design_institution_uscc IS 'Unified social credit code of that institution / 编制单位统一社会信用代码';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.approval_authority IS 'Approving authority / 审批机关';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.approval_document_number IS 'Number of the approval / 批复文号';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.approved_on IS 'Day of approval / 批准日期';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.announced_on IS 'Day the plan was made public / 公布日期';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.planned_from_year IS 'First year of the plan / 规划期起始年';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.planned_to_year IS 'Last year of the plan / 规划期终止年';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.area_square_metres IS 'Area, square metres / 用地面积(平方米)';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.planned_use_code IS 'Planned use of the plot / 规划用地代码';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.floor_area_ratio IS 'Greatest floor area ratio / 容积率上限';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.building_density_percent IS 'Greatest building density, percent / 建筑密度上限(%)';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.building_height_limit_metres IS 'Greatest height of buildings, metres / 建筑高度上限(米)';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.green_ratio_percent IS 'Least share of green, percent / 绿地率下限(%)';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.planned_population_count IS 'Population planned for / 规划人口';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.plan_status IS 'Status of the plan / 规划状态';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.superseded_plan_number IS 'Number of the plan it supersedes / 被替代规划编号';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.geometry_reference IS 'Where the geometry file is kept: an address within the platform, the geometry itself never travels / 空间图形文件引用地址(图形不随消息传送)';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.geometry_checksum IS 'SHA-256 of the geometry file, hexadecimal in small letters / 空间图形文件校验值(SHA-256,小写十六进制)';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.geometry_crs IS 'Coordinate reference system of the geometry file: CGCS2000 geographic, or 3-degree Gauss-Kruger of the central meridian 114 degrees east / 空间图形坐标系(CGCS2000 地理坐标或中央经线 114 度三度带)';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.min_latitude IS 'Least latitude of the bounding box in CGCS2000, degrees / 外包矩形最小纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.min_longitude IS 'Least longitude of the bounding box in CGCS2000, degrees / 外包矩形最小经度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.max_latitude IS 'Greatest latitude of the bounding box in CGCS2000, degrees / 外包矩形最大纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.urban_rural_planning_history.max_longitude IS 'Greatest longitude of the bounding box in CGCS2000, degrees / 外包矩形最大经度(CGCS2000,度)';
