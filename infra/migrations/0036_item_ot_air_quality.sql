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
COMMENT ON TABLE other.air_quality IS 'Air quality observations / 空气质量监测信息';
COMMENT ON COLUMN other.air_quality.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
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
COMMENT ON COLUMN other.air_quality_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
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
