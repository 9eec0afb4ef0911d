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
COMMENT ON TABLE natural_person.residence IS 'Residence registration of the floating population / 流动人口居住登记信息';
COMMENT ON COLUMN natural_person.residence.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
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
COMMENT ON COLUMN natural_person.residence_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
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
