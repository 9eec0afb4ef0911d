-- columns of np-death: {"name": "text", "sex_code": "text", "birth_on": "date", "ethnic_group_code": "text", "country_code": "text", "marital_status_code": "text", "education_level_code": "text", "death_date": "text", "death_date_precision": "text", "death_place_kind": "text", "death_place_division_code": "text", "cause_of_death": "text", "cause_of_death_code": "text", "death_certificate_number": "text", "certifying_institution": "text", "certifying_institution_uscc": "text", "certificate_issued_on": "date", "household_division_code": "text", "residence_division_code": "text", "residence_address": "text", "household_cancelled_on": "date", "cancelling_police_station": "text", "informant_name": "text", "informant_relation": "text", "cremated_on": "date", "funeral_institution": "text"}
CREATE TABLE natural_person.death (
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
  name text,
  sex_code text,
  birth_on date,
  ethnic_group_code text,
  country_code text,
  marital_status_code text,
  education_level_code text,
  death_date text,
  death_date_precision text,
  death_place_kind text,
  death_place_division_code text,
  cause_of_death text,
  cause_of_death_code text,
  death_certificate_number text,
  certifying_institution text,
  certifying_institution_uscc text,
  certificate_issued_on date,
  household_division_code text,
  residence_division_code text,
  residence_address text,
  household_cancelled_on date,
  cancelling_police_station text,
  informant_name text,
  informant_relation text,
  cremated_on date,
  funeral_institution text,
  PRIMARY KEY (identity_type, identity_number, record_id)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE natural_person.death_history (
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
  name text,
  sex_code text,
  birth_on date,
  ethnic_group_code text,
  country_code text,
  marital_status_code text,
  education_level_code text,
  death_date text,
  death_date_precision text,
  death_place_kind text,
  death_place_division_code text,
  cause_of_death text,
  cause_of_death_code text,
  death_certificate_number text,
  certifying_institution text,
  certifying_institution_uscc text,
  certificate_issued_on date,
  household_division_code text,
  residence_division_code text,
  residence_address text,
  household_cancelled_on date,
  cancelling_police_station text,
  informant_name text,
  informant_relation text,
  cremated_on date,
  funeral_institution text,
  PRIMARY KEY (topic_partition, kafka_offset),
  UNIQUE (provider, seq)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.2, autovacuum_analyze_scale_factor = 0.2);
CREATE INDEX death_history_version ON natural_person.death_history (identity_type, identity_number, record_id, record_version);
CREATE INDEX death_related ON natural_person.death USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
CREATE INDEX death_history_related ON natural_person.death_history USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
COMMENT ON TABLE natural_person.death IS 'Deaths / 死亡信息';
COMMENT ON COLUMN natural_person.death.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.death.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.death.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.death.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.death.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_person.death.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.death.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.death.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.death.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_person.death.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_person.death.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_person.death.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_person.death.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.death.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.death.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.death.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.death.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.death.name IS 'Name of the dead person / 死者姓名';
COMMENT ON COLUMN natural_person.death.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.death.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.death.ethnic_group_code IS 'Ethnic group / 民族代码';
COMMENT ON COLUMN natural_person.death.country_code IS 'Country of nationality / 国籍代码';
COMMENT ON COLUMN natural_person.death.marital_status_code IS 'Marital status / 婚姻状况代码';
COMMENT ON COLUMN natural_person.death.education_level_code IS 'Highest level of education / 文化程度代码';
COMMENT ON COLUMN natural_person.death.death_date IS 'Day of death as far as it is known: YYYY-MM-DD, YYYY-MM or YYYY / 死亡日期(已知精度:年月日、年月或年)';
COMMENT ON COLUMN natural_person.death.death_date_precision IS 'How precisely the day of death is known / 死亡日期精度';
COMMENT ON COLUMN natural_person.death.death_place_kind IS 'Kind of place of death / 死亡地点类别';
COMMENT ON COLUMN natural_person.death.death_place_division_code IS 'Division of the place of death / 死亡地行政区划代码';
COMMENT ON COLUMN natural_person.death.cause_of_death IS 'Underlying cause of death as certified / 根本死亡原因';
COMMENT ON COLUMN natural_person.death.cause_of_death_code IS 'Underlying cause of death, ICD-10 / 根本死亡原因编码';
COMMENT ON COLUMN natural_person.death.death_certificate_number IS 'Number of the medical certificate of death / 居民死亡医学证明书编号';
COMMENT ON COLUMN natural_person.death.certifying_institution IS 'Institution that certified the death / 死亡证明签发机构';
COMMENT ON COLUMN natural_person.death.certifying_institution_uscc IS 'Unified social credit code of the certifying institution / 签发机构统一社会信用代码';
COMMENT ON COLUMN natural_person.death.certificate_issued_on IS 'Day of issue of the certificate / 签发日期';
COMMENT ON COLUMN natural_person.death.household_division_code IS 'Division of the household registration / 户籍地行政区划代码';
COMMENT ON COLUMN natural_person.death.residence_division_code IS 'Division of the usual residence / 常住地行政区划代码';
COMMENT ON COLUMN natural_person.death.residence_address IS 'Address of the usual residence / 常住地址';
COMMENT ON COLUMN natural_person.death.household_cancelled_on IS 'Day the household registration was cancelled / 户口注销日期';
COMMENT ON COLUMN natural_person.death.cancelling_police_station IS 'Police station that cancelled the registration / 注销派出所';
COMMENT ON COLUMN natural_person.death.informant_name IS 'Name of the person who reported the death / 申报人姓名';
COMMENT ON COLUMN natural_person.death.informant_relation IS 'Relation of the informant to the dead person / 申报人与死者关系';
COMMENT ON COLUMN natural_person.death.cremated_on IS 'Day of cremation / 火化日期';
COMMENT ON COLUMN natural_person.death.funeral_institution IS 'Funeral institution / 殡葬服务机构';
COMMENT ON TABLE natural_person.death_history IS 'Deaths / 死亡信息';
COMMENT ON COLUMN natural_person.death_history.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.death_history.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.death_history.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.death_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.death_history.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_person.death_history.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.death_history.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.death_history.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.death_history.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_person.death_history.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_person.death_history.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_person.death_history.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_person.death_history.event_id IS 'The event''s id, the same however often it is sent / 事件标识,重发不变';
COMMENT ON COLUMN natural_person.death_history.submission_id IS 'The submission it belongs to / 所属报送批次';
COMMENT ON COLUMN natural_person.death_history.operation IS 'What happened to the record / 变更操作';
COMMENT ON COLUMN natural_person.death_history.origin IS 'Why it was sent then / 报送来由';
COMMENT ON COLUMN natural_person.death_history.origin_ref IS 'The window or ticket that proves the origin / 证明来由的窗口或工单编号';
COMMENT ON COLUMN natural_person.death_history.origin_platform IS 'The platform a mirrored event first reached / 镜像事件首次到达的平台';
COMMENT ON COLUMN natural_person.death_history.recorded_at IS 'When the provider''s system recorded it, a claim / 提供部门系统登记时刻(自述)';
COMMENT ON COLUMN natural_person.death_history.review_ref IS 'Confidentiality review that allowed publishing, Art. 20(2) / 保密审查编号(第二十条第二款)';
COMMENT ON COLUMN natural_person.death_history.provisional IS 'Whether that day still depends on a notice to come / 该日是否尚待放假通知确定';
COMMENT ON COLUMN natural_person.death_history.rules_version IS 'Hash of the rules it was judged by / 判定所依规则的版本';
COMMENT ON COLUMN natural_person.death_history.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.death_history.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.death_history.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.death_history.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.death_history.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.death_history.due_on IS 'Last day on which sharing was in time / 按时共享的最后一日';
COMMENT ON COLUMN natural_person.death_history.due_on_adjusted IS 'The same without the days of declared intake outages / 扣除已公告接收中断后的最后一日';
COMMENT ON COLUMN natural_person.death_history.approval IS 'Approval by which it is due by quarter, Art. 19(4) / 据以按季度更新的批准（第十九条第四款）';
COMMENT ON COLUMN natural_person.death_history.materialised_at IS 'When the platform wrote it into this database / 平台写入本库的时刻';
COMMENT ON COLUMN natural_person.death_history.name IS 'Name of the dead person / 死者姓名';
COMMENT ON COLUMN natural_person.death_history.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.death_history.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.death_history.ethnic_group_code IS 'Ethnic group / 民族代码';
COMMENT ON COLUMN natural_person.death_history.country_code IS 'Country of nationality / 国籍代码';
COMMENT ON COLUMN natural_person.death_history.marital_status_code IS 'Marital status / 婚姻状况代码';
COMMENT ON COLUMN natural_person.death_history.education_level_code IS 'Highest level of education / 文化程度代码';
COMMENT ON COLUMN natural_person.death_history.death_date IS 'Day of death as far as it is known: YYYY-MM-DD, YYYY-MM or YYYY / 死亡日期(已知精度:年月日、年月或年)';
COMMENT ON COLUMN natural_person.death_history.death_date_precision IS 'How precisely the day of death is known / 死亡日期精度';
COMMENT ON COLUMN natural_person.death_history.death_place_kind IS 'Kind of place of death / 死亡地点类别';
COMMENT ON COLUMN natural_person.death_history.death_place_division_code IS 'Division of the place of death / 死亡地行政区划代码';
COMMENT ON COLUMN natural_person.death_history.cause_of_death IS 'Underlying cause of death as certified / 根本死亡原因';
COMMENT ON COLUMN natural_person.death_history.cause_of_death_code IS 'Underlying cause of death, ICD-10 / 根本死亡原因编码';
COMMENT ON COLUMN natural_person.death_history.death_certificate_number IS 'Number of the medical certificate of death / 居民死亡医学证明书编号';
COMMENT ON COLUMN natural_person.death_history.certifying_institution IS 'Institution that certified the death / 死亡证明签发机构';
COMMENT ON COLUMN natural_person.death_history.certifying_institution_uscc IS 'Unified social credit code of the certifying institution / 签发机构统一社会信用代码';
COMMENT ON COLUMN natural_person.death_history.certificate_issued_on IS 'Day of issue of the certificate / 签发日期';
COMMENT ON COLUMN natural_person.death_history.household_division_code IS 'Division of the household registration / 户籍地行政区划代码';
COMMENT ON COLUMN natural_person.death_history.residence_division_code IS 'Division of the usual residence / 常住地行政区划代码';
COMMENT ON COLUMN natural_person.death_history.residence_address IS 'Address of the usual residence / 常住地址';
COMMENT ON COLUMN natural_person.death_history.household_cancelled_on IS 'Day the household registration was cancelled / 户口注销日期';
COMMENT ON COLUMN natural_person.death_history.cancelling_police_station IS 'Police station that cancelled the registration / 注销派出所';
COMMENT ON COLUMN natural_person.death_history.informant_name IS 'Name of the person who reported the death / 申报人姓名';
COMMENT ON COLUMN natural_person.death_history.informant_relation IS 'Relation of the informant to the dead person / 申报人与死者关系';
COMMENT ON COLUMN natural_person.death_history.cremated_on IS 'Day of cremation / 火化日期';
COMMENT ON COLUMN natural_person.death_history.funeral_institution IS 'Funeral institution / 殡葬服务机构';
