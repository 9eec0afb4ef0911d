-- columns of np-residence: {"name": "text", "former_name": "text", "sex_code": "text", "birth_on": "date", "ethnic_group_code": "text", "education_level_code": "text", "marital_status_code": "text", "employment_status_code": "text", "occupation": "text", "native_place_division_code": "text", "household_kind": "text", "household_division_code": "text", "household_address": "text", "residence_division_code": "text", "residence_address": "text", "residence_address_number": "text", "residence_kind": "text", "residence_reason": "text", "arrived_on": "date", "resided_from_on": "date", "registered_on": "date", "declared_off_on": "date", "residence_permit_number": "text", "permit_issued_on": "date", "permit_endorsed_until_on": "date", "permit_status": "text", "employer": "text", "employer_uscc": "text", "contact_telephone": "text", "landlord_name": "text", "landlord_telephone": "text", "registration_office": "text"}
CREATE TABLE natural_person.residence (
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
  former_name text,
  sex_code text,
  birth_on date,
  ethnic_group_code text,
  education_level_code text,
  marital_status_code text,
  employment_status_code text,
  occupation text,
  native_place_division_code text,
  household_kind text,
  household_division_code text,
  household_address text,
  residence_division_code text,
  residence_address text,
  residence_address_number text,
  residence_kind text,
  residence_reason text,
  arrived_on date,
  resided_from_on date,
  registered_on date,
  declared_off_on date,
  residence_permit_number text,
  permit_issued_on date,
  permit_endorsed_until_on date,
  permit_status text,
  employer text,
  employer_uscc text,
  contact_telephone text,
  landlord_name text,
  landlord_telephone text,
  registration_office text,
  PRIMARY KEY (identity_type, identity_number, record_id)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE natural_person.residence_history (
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
  former_name text,
  sex_code text,
  birth_on date,
  ethnic_group_code text,
  education_level_code text,
  marital_status_code text,
  employment_status_code text,
  occupation text,
  native_place_division_code text,
  household_kind text,
  household_division_code text,
  household_address text,
  residence_division_code text,
  residence_address text,
  residence_address_number text,
  residence_kind text,
  residence_reason text,
  arrived_on date,
  resided_from_on date,
  registered_on date,
  declared_off_on date,
  residence_permit_number text,
  permit_issued_on date,
  permit_endorsed_until_on date,
  permit_status text,
  employer text,
  employer_uscc text,
  contact_telephone text,
  landlord_name text,
  landlord_telephone text,
  registration_office text,
  PRIMARY KEY (topic_partition, kafka_offset),
  UNIQUE (provider, seq)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.2, autovacuum_analyze_scale_factor = 0.2);
CREATE INDEX residence_history_version ON natural_person.residence_history (identity_type, identity_number, record_id, record_version);
CREATE INDEX residence_related ON natural_person.residence USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
CREATE INDEX residence_history_related ON natural_person.residence_history USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
COMMENT ON TABLE natural_person.residence IS 'Residence registration of the floating population / 流动人口居住登记信息';
COMMENT ON COLUMN natural_person.residence.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.residence.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.residence.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.residence.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.residence.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_person.residence.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.residence.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.residence.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.residence.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_person.residence.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_person.residence.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_person.residence.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_person.residence.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.residence.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.residence.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.residence.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.residence.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.residence.name IS 'Name / 姓名';
COMMENT ON COLUMN natural_person.residence.former_name IS 'Former name / 曾用名';
COMMENT ON COLUMN natural_person.residence.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.residence.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.residence.ethnic_group_code IS 'Ethnic group / 民族代码';
COMMENT ON COLUMN natural_person.residence.education_level_code IS 'Level of education / 文化程度代码';
COMMENT ON COLUMN natural_person.residence.marital_status_code IS 'Marital status / 婚姻状况代码';
COMMENT ON COLUMN natural_person.residence.employment_status_code IS 'Status of employment / 从业状况代码';
COMMENT ON COLUMN natural_person.residence.occupation IS 'Occupation / 职业';
COMMENT ON COLUMN natural_person.residence.native_place_division_code IS 'Division of the native place / 籍贯行政区划代码';
COMMENT ON COLUMN natural_person.residence.household_kind IS 'Kind of household registration / 户口性质';
COMMENT ON COLUMN natural_person.residence.household_division_code IS 'Division of the household registration / 户籍地行政区划代码';
COMMENT ON COLUMN natural_person.residence.household_address IS 'Address of the household registration / 户籍地址';
COMMENT ON COLUMN natural_person.residence.residence_division_code IS 'Division of the residence / 居住地行政区划代码';
COMMENT ON COLUMN natural_person.residence.residence_address IS 'Address of the residence / 居住地址';
COMMENT ON COLUMN natural_person.residence.residence_address_number IS 'Code of the standard address of the residence / 居住地标准地址编码';
COMMENT ON COLUMN natural_person.residence.residence_kind IS 'Kind of residence: rented, own, dormitory, with relatives / 居住处所类别';
COMMENT ON COLUMN natural_person.residence.residence_reason IS 'Reason of residing / 居住事由';
COMMENT ON COLUMN natural_person.residence.arrived_on IS 'Day of arrival in the Municipality / 来穗日期';
COMMENT ON COLUMN natural_person.residence.resided_from_on IS 'First day at the residence / 居住开始日期';
COMMENT ON COLUMN natural_person.residence.registered_on IS 'Day of registration / 居住登记日期';
COMMENT ON COLUMN natural_person.residence.declared_off_on IS 'Day the person left or was declared off / 居住登记注销日期';
COMMENT ON COLUMN natural_person.residence.residence_permit_number IS 'Number of the residence permit / 居住证号';
COMMENT ON COLUMN natural_person.residence.permit_issued_on IS 'Day of issue of the permit / 居住证签发日期';
COMMENT ON COLUMN natural_person.residence.permit_endorsed_until_on IS 'Last day the permit is endorsed for / 居住证签注有效期至';
COMMENT ON COLUMN natural_person.residence.permit_status IS 'Status of the permit / 居住证状态';
COMMENT ON COLUMN natural_person.residence.employer IS 'Employer / 从业单位';
COMMENT ON COLUMN natural_person.residence.employer_uscc IS 'Unified social credit code of the employer / 从业单位统一社会信用代码';
COMMENT ON COLUMN natural_person.residence.contact_telephone IS 'Telephone / 联系电话';
COMMENT ON COLUMN natural_person.residence.landlord_name IS 'Name of the landlord / 房屋出租人姓名';
COMMENT ON COLUMN natural_person.residence.landlord_telephone IS 'Telephone of the landlord / 房屋出租人联系电话';
COMMENT ON COLUMN natural_person.residence.registration_office IS 'Office that registered / 登记机构';
COMMENT ON TABLE natural_person.residence_history IS 'Residence registration of the floating population / 流动人口居住登记信息';
COMMENT ON COLUMN natural_person.residence_history.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.residence_history.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.residence_history.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.residence_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.residence_history.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_person.residence_history.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.residence_history.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.residence_history.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.residence_history.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_person.residence_history.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_person.residence_history.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_person.residence_history.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_person.residence_history.event_id IS 'The event''s id, the same however often it is sent / 事件标识,重发不变';
COMMENT ON COLUMN natural_person.residence_history.submission_id IS 'The submission it belongs to / 所属报送批次';
COMMENT ON COLUMN natural_person.residence_history.operation IS 'What happened to the record / 变更操作';
COMMENT ON COLUMN natural_person.residence_history.origin IS 'Why it was sent then / 报送来由';
COMMENT ON COLUMN natural_person.residence_history.origin_ref IS 'The window or ticket that proves the origin / 证明来由的窗口或工单编号';
COMMENT ON COLUMN natural_person.residence_history.origin_platform IS 'The platform a mirrored event first reached / 镜像事件首次到达的平台';
COMMENT ON COLUMN natural_person.residence_history.recorded_at IS 'When the provider''s system recorded it, a claim / 提供部门系统登记时刻(自述)';
COMMENT ON COLUMN natural_person.residence_history.review_ref IS 'Confidentiality review that allowed publishing, Art. 20(2) / 保密审查编号(第二十条第二款)';
COMMENT ON COLUMN natural_person.residence_history.provisional IS 'Whether that day still depends on a notice to come / 该日是否尚待放假通知确定';
COMMENT ON COLUMN natural_person.residence_history.rules_version IS 'Hash of the rules it was judged by / 判定所依规则的版本';
COMMENT ON COLUMN natural_person.residence_history.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.residence_history.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.residence_history.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.residence_history.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.residence_history.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.residence_history.due_on IS 'Last day on which sharing was in time / 按时共享的最后一日';
COMMENT ON COLUMN natural_person.residence_history.due_on_adjusted IS 'The same without the days of declared intake outages / 扣除已公告接收中断后的最后一日';
COMMENT ON COLUMN natural_person.residence_history.approval IS 'Approval by which it is due by quarter, Art. 19(4) / 据以按季度更新的批准（第十九条第四款）';
COMMENT ON COLUMN natural_person.residence_history.materialised_at IS 'When the platform wrote it into this database / 平台写入本库的时刻';
COMMENT ON COLUMN natural_person.residence_history.name IS 'Name / 姓名';
COMMENT ON COLUMN natural_person.residence_history.former_name IS 'Former name / 曾用名';
COMMENT ON COLUMN natural_person.residence_history.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.residence_history.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.residence_history.ethnic_group_code IS 'Ethnic group / 民族代码';
COMMENT ON COLUMN natural_person.residence_history.education_level_code IS 'Level of education / 文化程度代码';
COMMENT ON COLUMN natural_person.residence_history.marital_status_code IS 'Marital status / 婚姻状况代码';
COMMENT ON COLUMN natural_person.residence_history.employment_status_code IS 'Status of employment / 从业状况代码';
COMMENT ON COLUMN natural_person.residence_history.occupation IS 'Occupation / 职业';
COMMENT ON COLUMN natural_person.residence_history.native_place_division_code IS 'Division of the native place / 籍贯行政区划代码';
COMMENT ON COLUMN natural_person.residence_history.household_kind IS 'Kind of household registration / 户口性质';
COMMENT ON COLUMN natural_person.residence_history.household_division_code IS 'Division of the household registration / 户籍地行政区划代码';
COMMENT ON COLUMN natural_person.residence_history.household_address IS 'Address of the household registration / 户籍地址';
COMMENT ON COLUMN natural_person.residence_history.residence_division_code IS 'Division of the residence / 居住地行政区划代码';
COMMENT ON COLUMN natural_person.residence_history.residence_address IS 'Address of the residence / 居住地址';
COMMENT ON COLUMN natural_person.residence_history.residence_address_number IS 'Code of the standard address of the residence / 居住地标准地址编码';
COMMENT ON COLUMN natural_person.residence_history.residence_kind IS 'Kind of residence: rented, own, dormitory, with relatives / 居住处所类别';
COMMENT ON COLUMN natural_person.residence_history.residence_reason IS 'Reason of residing / 居住事由';
COMMENT ON COLUMN natural_person.residence_history.arrived_on IS 'Day of arrival in the Municipality / 来穗日期';
COMMENT ON COLUMN natural_person.residence_history.resided_from_on IS 'First day at the residence / 居住开始日期';
COMMENT ON COLUMN natural_person.residence_history.registered_on IS 'Day of registration / 居住登记日期';
COMMENT ON COLUMN natural_person.residence_history.declared_off_on IS 'Day the person left or was declared off / 居住登记注销日期';
COMMENT ON COLUMN natural_person.residence_history.residence_permit_number IS 'Number of the residence permit / 居住证号';
COMMENT ON COLUMN natural_person.residence_history.permit_issued_on IS 'Day of issue of the permit / 居住证签发日期';
COMMENT ON COLUMN natural_person.residence_history.permit_endorsed_until_on IS 'Last day the permit is endorsed for / 居住证签注有效期至';
COMMENT ON COLUMN natural_person.residence_history.permit_status IS 'Status of the permit / 居住证状态';
COMMENT ON COLUMN natural_person.residence_history.employer IS 'Employer / 从业单位';
COMMENT ON COLUMN natural_person.residence_history.employer_uscc IS 'Unified social credit code of the employer / 从业单位统一社会信用代码';
COMMENT ON COLUMN natural_person.residence_history.contact_telephone IS 'Telephone / 联系电话';
COMMENT ON COLUMN natural_person.residence_history.landlord_name IS 'Name of the landlord / 房屋出租人姓名';
COMMENT ON COLUMN natural_person.residence_history.landlord_telephone IS 'Telephone of the landlord / 房屋出租人联系电话';
COMMENT ON COLUMN natural_person.residence_history.registration_office IS 'Office that registered / 登记机构';
