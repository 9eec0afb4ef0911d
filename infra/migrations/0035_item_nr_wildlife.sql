-- columns of nr-wildlife: {"species_name": "text", "scientific_name": "text", "kingdom": "text", "taxonomic_class": "text", "taxonomic_order": "text", "family": "text", "genus": "text", "protection_class": "text", "threatened_category": "text", "cites_appendix": "text", "invasive_alien": "boolean", "site_name": "text", "division_code": "text", "latitude": "double precision", "longitude": "double precision", "coordinate_uncertainty_metres": "double precision", "habitat_area_hectares": "double precision", "habitat_kind": "text", "population_count": "integer", "population_method": "text", "population_trend": "text", "observed_on": "date", "observing_institution": "text", "threat": "text", "protection_measure": "text", "nature_reserve": "text"}
CREATE TABLE natural_resource.wildlife (
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
  species_name text,
  scientific_name text,
  kingdom text,
  taxonomic_class text,
  taxonomic_order text,
  family text,
  genus text,
  protection_class text,
  threatened_category text,
  cites_appendix text,
  invasive_alien boolean,
  site_name text,
  division_code text,
  latitude double precision,
  longitude double precision,
  coordinate_uncertainty_metres double precision,
  habitat_area_hectares double precision,
  habitat_kind text,
  population_count integer,
  population_method text,
  population_trend text,
  observed_on date,
  observing_institution text,
  threat text,
  protection_measure text,
  nature_reserve text,
  PRIMARY KEY (identity_type, identity_number, record_id)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE natural_resource.wildlife_history (
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
  species_name text,
  scientific_name text,
  kingdom text,
  taxonomic_class text,
  taxonomic_order text,
  family text,
  genus text,
  protection_class text,
  threatened_category text,
  cites_appendix text,
  invasive_alien boolean,
  site_name text,
  division_code text,
  latitude double precision,
  longitude double precision,
  coordinate_uncertainty_metres double precision,
  habitat_area_hectares double precision,
  habitat_kind text,
  population_count integer,
  population_method text,
  population_trend text,
  observed_on date,
  observing_institution text,
  threat text,
  protection_measure text,
  nature_reserve text,
  PRIMARY KEY (topic_partition, kafka_offset),
  UNIQUE (provider, seq)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.2, autovacuum_analyze_scale_factor = 0.2);
CREATE INDEX wildlife_history_version ON natural_resource.wildlife_history (identity_type, identity_number, record_id, record_version);
CREATE INDEX wildlife_related ON natural_resource.wildlife USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
CREATE INDEX wildlife_history_related ON natural_resource.wildlife_history USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
COMMENT ON TABLE natural_resource.wildlife IS 'Wildlife / 野生动植物信息';
COMMENT ON COLUMN natural_resource.wildlife.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_resource.wildlife.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_resource.wildlife.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_resource.wildlife.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_resource.wildlife.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_resource.wildlife.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_resource.wildlife.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_resource.wildlife.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_resource.wildlife.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_resource.wildlife.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_resource.wildlife.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_resource.wildlife.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_resource.wildlife.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_resource.wildlife.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_resource.wildlife.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_resource.wildlife.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_resource.wildlife.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_resource.wildlife.species_name IS 'Chinese name of the species / 物种中文名';
COMMENT ON COLUMN natural_resource.wildlife.scientific_name IS 'Scientific name / 学名';
COMMENT ON COLUMN natural_resource.wildlife.kingdom IS 'Kingdom / 界';
COMMENT ON COLUMN natural_resource.wildlife.taxonomic_class IS 'Class / 纲';
COMMENT ON COLUMN natural_resource.wildlife.taxonomic_order IS 'Order / 目';
COMMENT ON COLUMN natural_resource.wildlife.family IS 'Family / 科';
COMMENT ON COLUMN natural_resource.wildlife.genus IS 'Genus / 属';
COMMENT ON COLUMN natural_resource.wildlife.protection_class IS 'Protection in China / 国内保护级别';
COMMENT ON COLUMN natural_resource.wildlife.threatened_category IS 'Category of threat / 濒危等级';
COMMENT ON COLUMN natural_resource.wildlife.cites_appendix IS 'Appendix of CITES / 公约附录级别';
COMMENT ON COLUMN natural_resource.wildlife.invasive_alien IS 'Whether it is an invasive alien species / 是否外来入侵物种';
COMMENT ON COLUMN natural_resource.wildlife.site_name IS 'Name of the monitoring site / 监测点名称';
COMMENT ON COLUMN natural_resource.wildlife.division_code IS 'County-level division / 行政区划代码';
COMMENT ON COLUMN natural_resource.wildlife.latitude IS 'Latitude in CGCS2000, degrees / 纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.wildlife.longitude IS 'Longitude in CGCS2000, degrees / 经度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.wildlife.coordinate_uncertainty_metres IS 'By how much the position is blurred to protect the species, metres / 坐标模糊精度(米)';
COMMENT ON COLUMN natural_resource.wildlife.habitat_area_hectares IS 'Area of the habitat, hectares / 栖息地面积(公顷)';
COMMENT ON COLUMN natural_resource.wildlife.habitat_kind IS 'Kind of habitat / 栖息地类型';
COMMENT ON COLUMN natural_resource.wildlife.population_count IS 'Individuals counted or estimated / 种群数量';
COMMENT ON COLUMN natural_resource.wildlife.population_method IS 'How they were counted / 调查方法';
COMMENT ON COLUMN natural_resource.wildlife.population_trend IS 'Trend of the population / 种群趋势';
COMMENT ON COLUMN natural_resource.wildlife.observed_on IS 'Day of observation / 观测日期';
COMMENT ON COLUMN natural_resource.wildlife.observing_institution IS 'Observing institution / 观测机构';
COMMENT ON COLUMN natural_resource.wildlife.threat IS 'Main threat / 主要威胁因素';
COMMENT ON COLUMN natural_resource.wildlife.protection_measure IS 'Measure of protection / 保护措施';
COMMENT ON COLUMN natural_resource.wildlife.nature_reserve IS 'Nature reserve / 所属自然保护地';
COMMENT ON TABLE natural_resource.wildlife_history IS 'Wildlife / 野生动植物信息';
COMMENT ON COLUMN natural_resource.wildlife_history.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_resource.wildlife_history.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_resource.wildlife_history.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_resource.wildlife_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_resource.wildlife_history.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_resource.wildlife_history.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_resource.wildlife_history.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_resource.wildlife_history.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_resource.wildlife_history.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_resource.wildlife_history.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_resource.wildlife_history.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_resource.wildlife_history.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_resource.wildlife_history.event_id IS 'The event''s id, the same however often it is sent / 事件标识,重发不变';
COMMENT ON COLUMN natural_resource.wildlife_history.submission_id IS 'The submission it belongs to / 所属报送批次';
COMMENT ON COLUMN natural_resource.wildlife_history.operation IS 'What happened to the record / 变更操作';
COMMENT ON COLUMN natural_resource.wildlife_history.origin IS 'Why it was sent then / 报送来由';
COMMENT ON COLUMN natural_resource.wildlife_history.origin_ref IS 'The window or ticket that proves the origin / 证明来由的窗口或工单编号';
COMMENT ON COLUMN natural_resource.wildlife_history.origin_platform IS 'The platform a mirrored event first reached / 镜像事件首次到达的平台';
COMMENT ON COLUMN natural_resource.wildlife_history.recorded_at IS 'When the provider''s system recorded it, a claim / 提供部门系统登记时刻(自述)';
COMMENT ON COLUMN natural_resource.wildlife_history.review_ref IS 'Confidentiality review that allowed publishing, Art. 20(2) / 保密审查编号(第二十条第二款)';
COMMENT ON COLUMN natural_resource.wildlife_history.provisional IS 'Whether that day still depends on a notice to come / 该日是否尚待放假通知确定';
COMMENT ON COLUMN natural_resource.wildlife_history.rules_version IS 'Hash of the rules it was judged by / 判定所依规则的版本';
COMMENT ON COLUMN natural_resource.wildlife_history.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_resource.wildlife_history.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_resource.wildlife_history.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_resource.wildlife_history.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_resource.wildlife_history.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_resource.wildlife_history.due_on IS 'Last day on which sharing was in time / 按时共享的最后一日';
COMMENT ON COLUMN natural_resource.wildlife_history.due_on_adjusted IS 'The same without the days of declared intake outages / 扣除已公告接收中断后的最后一日';
COMMENT ON COLUMN natural_resource.wildlife_history.approval IS 'Approval by which it is due by quarter, Art. 19(4) / 据以按季度更新的批准（第十九条第四款）';
COMMENT ON COLUMN natural_resource.wildlife_history.materialised_at IS 'When the platform wrote it into this database / 平台写入本库的时刻';
COMMENT ON COLUMN natural_resource.wildlife_history.species_name IS 'Chinese name of the species / 物种中文名';
COMMENT ON COLUMN natural_resource.wildlife_history.scientific_name IS 'Scientific name / 学名';
COMMENT ON COLUMN natural_resource.wildlife_history.kingdom IS 'Kingdom / 界';
COMMENT ON COLUMN natural_resource.wildlife_history.taxonomic_class IS 'Class / 纲';
COMMENT ON COLUMN natural_resource.wildlife_history.taxonomic_order IS 'Order / 目';
COMMENT ON COLUMN natural_resource.wildlife_history.family IS 'Family / 科';
COMMENT ON COLUMN natural_resource.wildlife_history.genus IS 'Genus / 属';
COMMENT ON COLUMN natural_resource.wildlife_history.protection_class IS 'Protection in China / 国内保护级别';
COMMENT ON COLUMN natural_resource.wildlife_history.threatened_category IS 'Category of threat / 濒危等级';
COMMENT ON COLUMN natural_resource.wildlife_history.cites_appendix IS 'Appendix of CITES / 公约附录级别';
COMMENT ON COLUMN natural_resource.wildlife_history.invasive_alien IS 'Whether it is an invasive alien species / 是否外来入侵物种';
COMMENT ON COLUMN natural_resource.wildlife_history.site_name IS 'Name of the monitoring site / 监测点名称';
COMMENT ON COLUMN natural_resource.wildlife_history.division_code IS 'County-level division / 行政区划代码';
COMMENT ON COLUMN natural_resource.wildlife_history.latitude IS 'Latitude in CGCS2000, degrees / 纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.wildlife_history.longitude IS 'Longitude in CGCS2000, degrees / 经度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.wildlife_history.coordinate_uncertainty_metres IS 'By how much the position is blurred to protect the species, metres / 坐标模糊精度(米)';
COMMENT ON COLUMN natural_resource.wildlife_history.habitat_area_hectares IS 'Area of the habitat, hectares / 栖息地面积(公顷)';
COMMENT ON COLUMN natural_resource.wildlife_history.habitat_kind IS 'Kind of habitat / 栖息地类型';
COMMENT ON COLUMN natural_resource.wildlife_history.population_count IS 'Individuals counted or estimated / 种群数量';
COMMENT ON COLUMN natural_resource.wildlife_history.population_method IS 'How they were counted / 调查方法';
COMMENT ON COLUMN natural_resource.wildlife_history.population_trend IS 'Trend of the population / 种群趋势';
COMMENT ON COLUMN natural_resource.wildlife_history.observed_on IS 'Day of observation / 观测日期';
COMMENT ON COLUMN natural_resource.wildlife_history.observing_institution IS 'Observing institution / 观测机构';
COMMENT ON COLUMN natural_resource.wildlife_history.threat IS 'Main threat / 主要威胁因素';
COMMENT ON COLUMN natural_resource.wildlife_history.protection_measure IS 'Measure of protection / 保护措施';
COMMENT ON COLUMN natural_resource.wildlife_history.nature_reserve IS 'Nature reserve / 所属自然保护地';
