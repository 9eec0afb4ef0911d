-- columns of ot-air-quality: {"station_name": "text", "city_name": "text", "latitude": "double precision", "longitude": "double precision", "observed_at": "timestamptz", "aqi": "integer", "primary_pollutant": "text", "quality_level": "text", "pm2_5": "double precision", "pm2_5_24h": "double precision", "pm10": "double precision", "pm10_24h": "double precision", "so2": "double precision", "no2": "double precision", "o3": "double precision", "o3_8h": "double precision", "co": "double precision"}
CREATE TABLE other.air_quality (
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
  city_name text,
  latitude double precision,
  longitude double precision,
  observed_at timestamptz,
  aqi integer,
  primary_pollutant text,
  quality_level text,
  pm2_5 double precision,
  pm2_5_24h double precision,
  pm10 double precision,
  pm10_24h double precision,
  so2 double precision,
  no2 double precision,
  o3 double precision,
  o3_8h double precision,
  co double precision,
  PRIMARY KEY (identity_type, identity_number, record_id)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE other.air_quality_history (
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
  city_name text,
  latitude double precision,
  longitude double precision,
  observed_at timestamptz,
  aqi integer,
  primary_pollutant text,
  quality_level text,
  pm2_5 double precision,
  pm2_5_24h double precision,
  pm10 double precision,
  pm10_24h double precision,
  so2 double precision,
  no2 double precision,
  o3 double precision,
  o3_8h double precision,
  co double precision,
  PRIMARY KEY (topic_partition, kafka_offset),
  UNIQUE (provider, seq)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.2, autovacuum_analyze_scale_factor = 0.2);
CREATE INDEX air_quality_history_version ON other.air_quality_history (identity_type, identity_number, record_id, record_version);
CREATE INDEX air_quality_related ON other.air_quality USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
CREATE INDEX air_quality_history_related ON other.air_quality_history USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
COMMENT ON TABLE other.air_quality IS 'Air quality observations / 空气质量监测信息';
COMMENT ON COLUMN other.air_quality.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN other.air_quality.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN other.air_quality.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN other.air_quality.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN other.air_quality.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN other.air_quality.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN other.air_quality.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN other.air_quality.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN other.air_quality.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN other.air_quality.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN other.air_quality.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN other.air_quality.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN other.air_quality.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN other.air_quality.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN other.air_quality.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN other.air_quality.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN other.air_quality.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN other.air_quality.station_name IS 'Name of the station / 站点名称';
COMMENT ON COLUMN other.air_quality.city_name IS 'City of the station / 所在城市';
COMMENT ON COLUMN other.air_quality.latitude IS 'Latitude in CGCS2000, degrees / 纬度';
COMMENT ON COLUMN other.air_quality.longitude IS 'Longitude in CGCS2000, degrees / 经度';
COMMENT ON COLUMN other.air_quality.observed_at IS 'End of the hour observed / 监测时刻';
COMMENT ON COLUMN other.air_quality.aqi IS 'Air quality index / 空气质量指数';
COMMENT ON COLUMN other.air_quality.primary_pollutant IS 'Primary pollutant as announced / 首要污染物';
COMMENT ON COLUMN other.air_quality.quality_level IS 'Level of air quality as announced / 空气质量级别';
COMMENT ON COLUMN other.air_quality.pm2_5 IS 'PM2.5, micrograms per cubic metre / 细颗粒物';
COMMENT ON COLUMN other.air_quality.pm2_5_24h IS 'PM2.5, mean of 24 hours, micrograms per cubic metre / 细颗粒物 24 小时平均';
COMMENT ON COLUMN other.air_quality.pm10 IS 'PM10, micrograms per cubic metre / 可吸入颗粒物';
COMMENT ON COLUMN other.air_quality.pm10_24h IS 'PM10, mean of 24 hours, micrograms per cubic metre / 可吸入颗粒物 24 小时平均';
COMMENT ON COLUMN other.air_quality.so2 IS 'SO2, micrograms per cubic metre / 二氧化硫';
COMMENT ON COLUMN other.air_quality.no2 IS 'NO2, micrograms per cubic metre / 二氧化氮';
COMMENT ON COLUMN other.air_quality.o3 IS 'O3, micrograms per cubic metre / 臭氧';
COMMENT ON COLUMN other.air_quality.o3_8h IS 'O3, mean of 8 hours, micrograms per cubic metre / 臭氧 8 小时平均';
COMMENT ON COLUMN other.air_quality.co IS 'CO, milligrams per cubic metre / 一氧化碳';
COMMENT ON TABLE other.air_quality_history IS 'Air quality observations / 空气质量监测信息';
COMMENT ON COLUMN other.air_quality_history.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN other.air_quality_history.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN other.air_quality_history.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN other.air_quality_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN other.air_quality_history.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN other.air_quality_history.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN other.air_quality_history.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN other.air_quality_history.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN other.air_quality_history.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN other.air_quality_history.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN other.air_quality_history.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN other.air_quality_history.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN other.air_quality_history.event_id IS 'The event''s id, the same however often it is sent / 事件标识,重发不变';
COMMENT ON COLUMN other.air_quality_history.submission_id IS 'The submission it belongs to / 所属报送批次';
COMMENT ON COLUMN other.air_quality_history.operation IS 'What happened to the record / 变更操作';
COMMENT ON COLUMN other.air_quality_history.origin IS 'Why it was sent then / 报送来由';
COMMENT ON COLUMN other.air_quality_history.origin_ref IS 'The window or ticket that proves the origin / 证明来由的窗口或工单编号';
COMMENT ON COLUMN other.air_quality_history.origin_platform IS 'The platform a mirrored event first reached / 镜像事件首次到达的平台';
COMMENT ON COLUMN other.air_quality_history.recorded_at IS 'When the provider''s system recorded it, a claim / 提供部门系统登记时刻(自述)';
COMMENT ON COLUMN other.air_quality_history.review_ref IS 'Confidentiality review that allowed publishing, Art. 20(2) / 保密审查编号(第二十条第二款)';
COMMENT ON COLUMN other.air_quality_history.provisional IS 'Whether that day still depends on a notice to come / 该日是否尚待放假通知确定';
COMMENT ON COLUMN other.air_quality_history.rules_version IS 'Hash of the rules it was judged by / 判定所依规则的版本';
COMMENT ON COLUMN other.air_quality_history.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN other.air_quality_history.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN other.air_quality_history.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN other.air_quality_history.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN other.air_quality_history.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN other.air_quality_history.due_on IS 'Last day on which sharing was in time / 按时共享的最后一日';
COMMENT ON COLUMN other.air_quality_history.due_on_adjusted IS 'The same without the days of declared intake outages / 扣除已公告接收中断后的最后一日';
COMMENT ON COLUMN other.air_quality_history.approval IS 'Approval by which it is due by quarter, Art. 19(4) / 据以按季度更新的批准（第十九条第四款）';
COMMENT ON COLUMN other.air_quality_history.materialised_at IS 'When the platform wrote it into this database / 平台写入本库的时刻';
COMMENT ON COLUMN other.air_quality_history.station_name IS 'Name of the station / 站点名称';
COMMENT ON COLUMN other.air_quality_history.city_name IS 'City of the station / 所在城市';
COMMENT ON COLUMN other.air_quality_history.latitude IS 'Latitude in CGCS2000, degrees / 纬度';
COMMENT ON COLUMN other.air_quality_history.longitude IS 'Longitude in CGCS2000, degrees / 经度';
COMMENT ON COLUMN other.air_quality_history.observed_at IS 'End of the hour observed / 监测时刻';
COMMENT ON COLUMN other.air_quality_history.aqi IS 'Air quality index / 空气质量指数';
COMMENT ON COLUMN other.air_quality_history.primary_pollutant IS 'Primary pollutant as announced / 首要污染物';
COMMENT ON COLUMN other.air_quality_history.quality_level IS 'Level of air quality as announced / 空气质量级别';
COMMENT ON COLUMN other.air_quality_history.pm2_5 IS 'PM2.5, micrograms per cubic metre / 细颗粒物';
COMMENT ON COLUMN other.air_quality_history.pm2_5_24h IS 'PM2.5, mean of 24 hours, micrograms per cubic metre / 细颗粒物 24 小时平均';
COMMENT ON COLUMN other.air_quality_history.pm10 IS 'PM10, micrograms per cubic metre / 可吸入颗粒物';
COMMENT ON COLUMN other.air_quality_history.pm10_24h IS 'PM10, mean of 24 hours, micrograms per cubic metre / 可吸入颗粒物 24 小时平均';
COMMENT ON COLUMN other.air_quality_history.so2 IS 'SO2, micrograms per cubic metre / 二氧化硫';
COMMENT ON COLUMN other.air_quality_history.no2 IS 'NO2, micrograms per cubic metre / 二氧化氮';
COMMENT ON COLUMN other.air_quality_history.o3 IS 'O3, micrograms per cubic metre / 臭氧';
COMMENT ON COLUMN other.air_quality_history.o3_8h IS 'O3, mean of 8 hours, micrograms per cubic metre / 臭氧 8 小时平均';
COMMENT ON COLUMN other.air_quality_history.co IS 'CO, milligrams per cubic metre / 一氧化碳';
