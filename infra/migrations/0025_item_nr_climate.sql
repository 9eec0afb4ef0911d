-- columns of nr-climate: {"station_name": "text", "station_number": "text", "division_code": "text", "latitude": "double precision", "longitude": "double precision", "elevation_metres": "double precision", "observed_at": "timestamptz", "air_temperature_celsius": "double precision", "air_temperature_max_celsius": "double precision", "air_temperature_min_celsius": "double precision", "relative_humidity_percent": "double precision", "precipitation_millimetres": "double precision", "precipitation_24h_millimetres": "double precision", "station_pressure_hectopascals": "double precision", "sea_level_pressure_hectopascals": "double precision", "wind_speed_metres_per_second": "double precision", "wind_direction_degrees": "double precision", "gust_metres_per_second": "double precision", "visibility_metres": "double precision", "sunshine_minutes": "double precision", "evaporation_millimetres": "double precision", "cloud_cover_percent": "double precision", "weather_phenomenon": "text", "observation_quality": "text"}
CREATE TABLE natural_resource.climate (
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
  station_name text,
  station_number text,
  division_code text,
  latitude double precision,
  longitude double precision,
  elevation_metres double precision,
  observed_at timestamptz,
  air_temperature_celsius double precision,
  air_temperature_max_celsius double precision,
  air_temperature_min_celsius double precision,
  relative_humidity_percent double precision,
  precipitation_millimetres double precision,
  precipitation_24h_millimetres double precision,
  station_pressure_hectopascals double precision,
  sea_level_pressure_hectopascals double precision,
  wind_speed_metres_per_second double precision,
  wind_direction_degrees double precision,
  gust_metres_per_second double precision,
  visibility_metres double precision,
  sunshine_minutes double precision,
  evaporation_millimetres double precision,
  cloud_cover_percent double precision,
  weather_phenomenon text,
  observation_quality text,
  PRIMARY KEY (identity_type, identity_number, record_id)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE natural_resource.climate_history (
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
  station_name text,
  station_number text,
  division_code text,
  latitude double precision,
  longitude double precision,
  elevation_metres double precision,
  observed_at timestamptz,
  air_temperature_celsius double precision,
  air_temperature_max_celsius double precision,
  air_temperature_min_celsius double precision,
  relative_humidity_percent double precision,
  precipitation_millimetres double precision,
  precipitation_24h_millimetres double precision,
  station_pressure_hectopascals double precision,
  sea_level_pressure_hectopascals double precision,
  wind_speed_metres_per_second double precision,
  wind_direction_degrees double precision,
  gust_metres_per_second double precision,
  visibility_metres double precision,
  sunshine_minutes double precision,
  evaporation_millimetres double precision,
  cloud_cover_percent double precision,
  weather_phenomenon text,
  observation_quality text,
  PRIMARY KEY (topic_partition, kafka_offset),
  UNIQUE (provider, seq)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.2, autovacuum_analyze_scale_factor = 0.2);
CREATE INDEX climate_history_version ON natural_resource.climate_history (identity_type, identity_number, record_id, record_version);
CREATE INDEX climate_related ON natural_resource.climate USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
CREATE INDEX climate_history_related ON natural_resource.climate_history USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
COMMENT ON TABLE natural_resource.climate IS 'Climate observations / 气候(气象)信息';
COMMENT ON COLUMN natural_resource.climate.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_resource.climate.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_resource.climate.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_resource.climate.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_resource.climate.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_resource.climate.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_resource.climate.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_resource.climate.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_resource.climate.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_resource.climate.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_resource.climate.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_resource.climate.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_resource.climate.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_resource.climate.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_resource.climate.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_resource.climate.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_resource.climate.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_resource.climate.station_name IS 'Name of the station / 站点名称';
COMMENT ON COLUMN natural_resource.climate.station_number IS 'Number of the station in the observation network / 区站号';
COMMENT ON COLUMN natural_resource.climate.division_code IS 'County-level division of the station / 行政区划代码';
COMMENT ON COLUMN natural_resource.climate.latitude IS 'Latitude in CGCS2000, degrees / 纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.climate.longitude IS 'Longitude in CGCS2000, degrees / 经度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.climate.elevation_metres IS 'Height above sea level, metres / 海拔高度(米)';
COMMENT ON COLUMN natural_resource.climate.observed_at IS 'End of the hour observed / 观测时刻';
COMMENT ON COLUMN natural_resource.climate.air_temperature_celsius IS 'Air temperature, degrees Celsius / 气温(摄氏度)';
COMMENT ON COLUMN natural_resource.climate.air_temperature_max_celsius IS 'Highest air temperature of the hour, degrees Celsius / 小时最高气温(摄氏度)';
COMMENT ON COLUMN natural_resource.climate.air_temperature_min_celsius IS 'Lowest air temperature of the hour, degrees Celsius / 小时最低气温(摄氏度)';
COMMENT ON COLUMN natural_resource.climate.relative_humidity_percent IS 'Relative humidity, percent / 相对湿度(%)';
COMMENT ON COLUMN natural_resource.climate.precipitation_millimetres IS 'Precipitation of the hour, millimetres / 小时降水量(毫米)';
COMMENT ON COLUMN natural_resource.climate.precipitation_24h_millimetres IS 'Precipitation of the last 24 hours, millimetres / 24 小时降水量(毫米)';
COMMENT ON COLUMN natural_resource.climate.station_pressure_hectopascals IS 'Pressure at the station, hectopascals / 本站气压(百帕)';
COMMENT ON COLUMN natural_resource.climate.sea_level_pressure_hectopascals IS 'Pressure reduced to sea level, hectopascals / 海平面气压(百帕)';
COMMENT ON COLUMN natural_resource.climate.wind_speed_metres_per_second IS 'Mean wind speed of the last 10 minutes, metres per second / 10 分钟平均风速(米/秒)';
COMMENT ON COLUMN natural_resource.climate.wind_direction_degrees IS 'Direction the wind comes from, degrees clockwise from north / 风向(度)';
COMMENT ON COLUMN natural_resource.climate.gust_metres_per_second IS 'Greatest wind speed of the hour, metres per second / 小时极大风速(米/秒)';
COMMENT ON COLUMN natural_resource.climate.visibility_metres IS 'Horizontal visibility, metres / 水平能见度(米)';
COMMENT ON COLUMN natural_resource.climate.sunshine_minutes IS 'Sunshine of the hour, minutes / 小时日照时数(分钟)';
COMMENT ON COLUMN natural_resource.climate.evaporation_millimetres IS 'Evaporation of the hour, millimetres / 小时蒸发量(毫米)';
COMMENT ON COLUMN natural_resource.climate.cloud_cover_percent IS 'Cloud cover, percent / 总云量(%)';
COMMENT ON COLUMN natural_resource.climate.weather_phenomenon IS 'Weather as observed / 天气现象';
COMMENT ON COLUMN natural_resource.climate.observation_quality IS 'Outcome of the station''s quality control / 质量控制结论';
COMMENT ON TABLE natural_resource.climate_history IS 'Climate observations / 气候(气象)信息';
COMMENT ON COLUMN natural_resource.climate_history.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_resource.climate_history.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_resource.climate_history.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_resource.climate_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_resource.climate_history.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_resource.climate_history.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_resource.climate_history.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_resource.climate_history.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_resource.climate_history.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_resource.climate_history.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_resource.climate_history.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_resource.climate_history.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_resource.climate_history.event_id IS 'The event''s id, the same however often it is sent / 事件标识,重发不变';
COMMENT ON COLUMN natural_resource.climate_history.submission_id IS 'The submission it belongs to / 所属报送批次';
COMMENT ON COLUMN natural_resource.climate_history.operation IS 'What happened to the record / 变更操作';
COMMENT ON COLUMN natural_resource.climate_history.origin IS 'Why it was sent then / 报送来由';
COMMENT ON COLUMN natural_resource.climate_history.origin_ref IS 'The window or ticket that proves the origin / 证明来由的窗口或工单编号';
COMMENT ON COLUMN natural_resource.climate_history.origin_platform IS 'The platform a mirrored event first reached / 镜像事件首次到达的平台';
COMMENT ON COLUMN natural_resource.climate_history.recorded_at IS 'When the provider''s system recorded it, a claim / 提供部门系统登记时刻(自述)';
COMMENT ON COLUMN natural_resource.climate_history.review_ref IS 'Confidentiality review that allowed publishing, Art. 20(2) / 保密审查编号(第二十条第二款)';
COMMENT ON COLUMN natural_resource.climate_history.provisional IS 'Whether that day still depends on a notice to come / 该日是否尚待放假通知确定';
COMMENT ON COLUMN natural_resource.climate_history.rules_version IS 'Hash of the rules it was judged by / 判定所依规则的版本';
COMMENT ON COLUMN natural_resource.climate_history.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_resource.climate_history.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_resource.climate_history.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_resource.climate_history.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_resource.climate_history.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_resource.climate_history.due_on IS 'Last day on which sharing was in time / 按时共享的最后一日';
COMMENT ON COLUMN natural_resource.climate_history.due_on_adjusted IS 'The same without the days of declared intake outages / 扣除已公告接收中断后的最后一日';
COMMENT ON COLUMN natural_resource.climate_history.approval IS 'Approval by which it is due by quarter, Art. 19(4) / 据以按季度更新的批准（第十九条第四款）';
COMMENT ON COLUMN natural_resource.climate_history.materialised_at IS 'When the platform wrote it into this database / 平台写入本库的时刻';
COMMENT ON COLUMN natural_resource.climate_history.station_name IS 'Name of the station / 站点名称';
COMMENT ON COLUMN natural_resource.climate_history.station_number IS 'Number of the station in the observation network / 区站号';
COMMENT ON COLUMN natural_resource.climate_history.division_code IS 'County-level division of the station / 行政区划代码';
COMMENT ON COLUMN natural_resource.climate_history.latitude IS 'Latitude in CGCS2000, degrees / 纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.climate_history.longitude IS 'Longitude in CGCS2000, degrees / 经度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.climate_history.elevation_metres IS 'Height above sea level, metres / 海拔高度(米)';
COMMENT ON COLUMN natural_resource.climate_history.observed_at IS 'End of the hour observed / 观测时刻';
COMMENT ON COLUMN natural_resource.climate_history.air_temperature_celsius IS 'Air temperature, degrees Celsius / 气温(摄氏度)';
COMMENT ON COLUMN natural_resource.climate_history.air_temperature_max_celsius IS 'Highest air temperature of the hour, degrees Celsius / 小时最高气温(摄氏度)';
COMMENT ON COLUMN natural_resource.climate_history.air_temperature_min_celsius IS 'Lowest air temperature of the hour, degrees Celsius / 小时最低气温(摄氏度)';
COMMENT ON COLUMN natural_resource.climate_history.relative_humidity_percent IS 'Relative humidity, percent / 相对湿度(%)';
COMMENT ON COLUMN natural_resource.climate_history.precipitation_millimetres IS 'Precipitation of the hour, millimetres / 小时降水量(毫米)';
COMMENT ON COLUMN natural_resource.climate_history.precipitation_24h_millimetres IS 'Precipitation of the last 24 hours, millimetres / 24 小时降水量(毫米)';
COMMENT ON COLUMN natural_resource.climate_history.station_pressure_hectopascals IS 'Pressure at the station, hectopascals / 本站气压(百帕)';
COMMENT ON COLUMN natural_resource.climate_history.sea_level_pressure_hectopascals IS 'Pressure reduced to sea level, hectopascals / 海平面气压(百帕)';
COMMENT ON COLUMN natural_resource.climate_history.wind_speed_metres_per_second IS 'Mean wind speed of the last 10 minutes, metres per second / 10 分钟平均风速(米/秒)';
COMMENT ON COLUMN natural_resource.climate_history.wind_direction_degrees IS 'Direction the wind comes from, degrees clockwise from north / 风向(度)';
COMMENT ON COLUMN natural_resource.climate_history.gust_metres_per_second IS 'Greatest wind speed of the hour, metres per second / 小时极大风速(米/秒)';
COMMENT ON COLUMN natural_resource.climate_history.visibility_metres IS 'Horizontal visibility, metres / 水平能见度(米)';
COMMENT ON COLUMN natural_resource.climate_history.sunshine_minutes IS 'Sunshine of the hour, minutes / 小时日照时数(分钟)';
COMMENT ON COLUMN natural_resource.climate_history.evaporation_millimetres IS 'Evaporation of the hour, millimetres / 小时蒸发量(毫米)';
COMMENT ON COLUMN natural_resource.climate_history.cloud_cover_percent IS 'Cloud cover, percent / 总云量(%)';
COMMENT ON COLUMN natural_resource.climate_history.weather_phenomenon IS 'Weather as observed / 天气现象';
COMMENT ON COLUMN natural_resource.climate_history.observation_quality IS 'Outcome of the station''s quality control / 质量控制结论';
