DROP VIEW IF EXISTS licence.licence_masked;
CREATE VIEW licence.licence_masked AS
SELECT
  identity_type,
  platform.mask_identity(identity_type, identity_number) AS identity_number,
  platform.mask(record_id) AS record_id,
  record_version,
  provider,
  changed_on,
  valid_from_on,
  decided_on,
  received_at,
  item_version,
  deleted,
  flags,
  licence_type_title,
  licence_type_code,
  licence_identifier,
  platform.mask(licence_number::text) AS licence_number,
  platform.mask(holder_name::text) AS holder_name,
  issuing_authority,
  platform.mask(issuing_authority_uscc::text) AS issuing_authority_uscc,
  issuing_division_code,
  issued_on,
  licence_valid_from_on,
  licence_valid_until_on,
  licence_status,
  status_changed_on,
  status_change_reason,
  licence_version,
  previous_licence_identifier,
  licensed_matter,
  service_item_code,
  file_reference,
  file_checksum,
  file_format,
  file_size_bytes,
  signature_algorithm,
  signed_at
FROM licence.licence;
COMMENT ON VIEW licence.licence_masked IS 'Electronic licences, masked / 电子证照信息(脱敏)';
COMMENT ON COLUMN licence.licence_masked.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN licence.licence_masked.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN licence.licence_masked.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN licence.licence_masked.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN licence.licence_masked.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN licence.licence_masked.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN licence.licence_masked.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN licence.licence_masked.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN licence.licence_masked.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN licence.licence_masked.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN licence.licence_masked.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN licence.licence_masked.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN licence.licence_masked.licence_type_title IS 'Title of the type of licence / 证照类型名称';
COMMENT ON COLUMN licence.licence_masked.licence_type_code IS 'Code of the type of licence / 证照类型代码';
COMMENT ON COLUMN licence.licence_masked.licence_identifier IS 'Identifier of the electronic licence / 电子证照标识';
COMMENT ON COLUMN licence.licence_masked.licence_number IS 'Number of the licence / 证照编号';
COMMENT ON COLUMN licence.licence_masked.holder_name IS 'Name of the holder / 持证主体名称';
COMMENT ON COLUMN licence.licence_masked.issuing_authority IS 'Issuing authority / 证照颁发机构';
COMMENT ON COLUMN licence.licence_masked.issuing_authority_uscc IS 'Unified social credit code of the issuing authority / 证照颁发机构代码';
COMMENT ON COLUMN licence.licence_masked.issuing_division_code IS 'Division of the issuing authority / 颁发机构行政区划代码';
COMMENT ON COLUMN licence.licence_masked.issued_on IS 'Day of issue / 证照颁发日期';
COMMENT ON COLUMN licence.licence_masked.licence_valid_from_on IS 'First day the licence is valid / 证照有效期起始日期';
COMMENT ON COLUMN licence.licence_masked.licence_valid_until_on IS 'Last day the licence is valid; none if it does not end / 证照有效期截止日期';
COMMENT ON COLUMN licence.licence_masked.licence_status IS 'Status of the licence / 证照状态';
COMMENT ON COLUMN licence.licence_masked.status_changed_on IS 'Day the status changed / 状态变更日期';
COMMENT ON COLUMN licence.licence_masked.status_change_reason IS 'Reason of the change of status / 状态变更原因';
COMMENT ON COLUMN licence.licence_masked.licence_version IS 'Version of the electronic licence, from 1 / 证照版本号';
COMMENT ON COLUMN licence.licence_masked.previous_licence_identifier IS 'Identifier of the electronic licence it replaces / 被替换证照标识';
COMMENT ON COLUMN licence.licence_masked.licensed_matter IS 'What the licence permits or certifies / 许可(证明)内容';
COMMENT ON COLUMN licence.licence_masked.service_item_code IS 'Code of the service item the licence results from / 关联政务服务事项代码';
COMMENT ON COLUMN licence.licence_masked.file_reference IS 'Where the licence file is kept: an address within the platform / 证照文件引用地址';
COMMENT ON COLUMN licence.licence_masked.file_checksum IS 'SHA-256 of the licence file, hexadecimal in small letters / 证照文件校验值(SHA-256,小写十六进制)';
COMMENT ON COLUMN licence.licence_masked.file_format IS 'Format of the licence file / 证照文件格式';
COMMENT ON COLUMN licence.licence_masked.file_size_bytes IS 'Size of the licence file, bytes / 证照文件大小(字节)';
COMMENT ON COLUMN licence.licence_masked.signature_algorithm IS 'Algorithm of the electronic seal / 电子印章签名算法';
COMMENT ON COLUMN licence.licence_masked.signed_at IS 'When the electronic seal was applied / 电子印章加盖时刻';

DROP VIEW IF EXISTS legal_person.enterprise_registration_masked;
CREATE VIEW legal_person.enterprise_registration_masked AS
SELECT
  identity_type,
  platform.mask_identity(identity_type, identity_number) AS identity_number,
  platform.mask(record_id) AS record_id,
  record_version,
  provider,
  changed_on,
  valid_from_on,
  decided_on,
  received_at,
  item_version,
  deleted,
  flags,
  entity_name,
  platform.mask(registration_number::text) AS registration_number,
  enterprise_type,
  platform.mask(legal_representative_name::text) AS legal_representative_name,
  registered_capital,
  registered_capital_currency,
  registered_capital_text,
  business_scope,
  domicile_address,
  domicile_division_code,
  industry_code,
  registration_authority,
  registration_status,
  established_on,
  approved_on,
  term_from_on,
  term_to_on
FROM legal_person.enterprise_registration;
COMMENT ON VIEW legal_person.enterprise_registration_masked IS 'Enterprise registration, masked / 企业登记信息(脱敏)';
COMMENT ON COLUMN legal_person.enterprise_registration_masked.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN legal_person.enterprise_registration_masked.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN legal_person.enterprise_registration_masked.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN legal_person.enterprise_registration_masked.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN legal_person.enterprise_registration_masked.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN legal_person.enterprise_registration_masked.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN legal_person.enterprise_registration_masked.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN legal_person.enterprise_registration_masked.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN legal_person.enterprise_registration_masked.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN legal_person.enterprise_registration_masked.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN legal_person.enterprise_registration_masked.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN legal_person.enterprise_registration_masked.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN legal_person.enterprise_registration_masked.entity_name IS 'Registered name / 企业名称';
COMMENT ON COLUMN legal_person.enterprise_registration_masked.registration_number IS 'Business licence number from before the unified code / 注册号';
COMMENT ON COLUMN legal_person.enterprise_registration_masked.enterprise_type IS 'Type of enterprise as registered / 企业类型';
COMMENT ON COLUMN legal_person.enterprise_registration_masked.legal_representative_name IS 'Name of the legal representative / 法定代表人姓名';
COMMENT ON COLUMN legal_person.enterprise_registration_masked.registered_capital IS 'Registered capital in units of 10,000 of the currency / 注册资本(万元)';
COMMENT ON COLUMN legal_person.enterprise_registration_masked.registered_capital_currency IS 'Currency of the registered capital, ISO 4217 alphabetic / 注册资本币种';
COMMENT ON COLUMN legal_person.enterprise_registration_masked.registered_capital_text IS 'Registered capital as stated by the register / 注册资本原文';
COMMENT ON COLUMN legal_person.enterprise_registration_masked.business_scope IS 'Scope of business as registered / 经营范围';
COMMENT ON COLUMN legal_person.enterprise_registration_masked.domicile_address IS 'Address of the domicile / 住所';
COMMENT ON COLUMN legal_person.enterprise_registration_masked.domicile_division_code IS 'County-level division of the domicile / 住所行政区划代码';
COMMENT ON COLUMN legal_person.enterprise_registration_masked.industry_code IS 'Industry / 行业代码';
COMMENT ON COLUMN legal_person.enterprise_registration_masked.registration_authority IS 'Registering authority / 登记机关';
COMMENT ON COLUMN legal_person.enterprise_registration_masked.registration_status IS 'Status in the register / 登记状态';
COMMENT ON COLUMN legal_person.enterprise_registration_masked.established_on IS 'Day of establishment / 成立日期';
COMMENT ON COLUMN legal_person.enterprise_registration_masked.approved_on IS 'Day of approval of the latest change / 核准日期';
COMMENT ON COLUMN legal_person.enterprise_registration_masked.term_from_on IS 'First day of the business term / 营业期限自';
COMMENT ON COLUMN legal_person.enterprise_registration_masked.term_to_on IS 'Last day of the business term / 营业期限至';

DROP VIEW IF EXISTS legal_person.enterprise_tax_registration_masked;
CREATE VIEW legal_person.enterprise_tax_registration_masked AS
SELECT
  identity_type,
  platform.mask_identity(identity_type, identity_number) AS identity_number,
  platform.mask(record_id) AS record_id,
  record_version,
  provider,
  changed_on,
  valid_from_on,
  decided_on,
  received_at,
  item_version,
  deleted,
  flags,
  entity_name,
  taxpayer_number,
  registration_kind,
  vat_taxpayer_kind,
  vat_kind_from_on,
  economic_type_code,
  industry_code,
  registered_address,
  operation_address,
  operation_division_code,
  platform.mask(legal_representative_name::text) AS legal_representative_name,
  platform.mask(finance_officer_name::text) AS finance_officer_name,
  platform.mask(tax_officer_name::text) AS tax_officer_name,
  platform.mask(contact_telephone::text) AS contact_telephone,
  registered_on,
  tax_authority,
  tax_authority_code,
  accounting_standard,
  employee_count,
  taxpayer_status,
  tax_credit_grade,
  tax_credit_year,
  abnormal_since_on,
  platform.mask(head_office_uscc::text) AS head_office_uscc,
  deregistered_on,
  deregistration_reason
FROM legal_person.enterprise_tax_registration;
COMMENT ON VIEW legal_person.enterprise_tax_registration_masked IS 'Enterprise tax registration, masked / 企业税务登记信息(脱敏)';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.entity_name IS 'Name of the taxpayer / 纳税人名称';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.taxpayer_number IS 'Taxpayer identification number / 纳税人识别号';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.registration_kind IS 'Kind of registration / 登记类型';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.vat_taxpayer_kind IS 'Kind of value added tax payer / 增值税纳税人类型';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.vat_kind_from_on IS 'Since when it is of that kind / 增值税纳税人类型有效期自';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.economic_type_code IS 'Economic type / 经济类型代码';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.industry_code IS 'Industry / 行业代码';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.registered_address IS 'Registered address / 注册地址';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.operation_address IS 'Address of production and operation / 生产经营地址';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.operation_division_code IS 'Division of operation / 生产经营地行政区划代码';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.legal_representative_name IS 'Name of the legal representative / 法定代表人姓名';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.finance_officer_name IS 'Name of the person in charge of finance / 财务负责人姓名';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.tax_officer_name IS 'Name of the person who handles tax matters / 办税人员姓名';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.contact_telephone IS 'Telephone / 联系电话';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.registered_on IS 'Day of tax registration / 税务登记日期';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.tax_authority IS 'Tax authority in charge / 主管税务机关';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.tax_authority_code IS 'Code of the tax authority / 主管税务机关代码';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.accounting_standard IS 'Accounting standard / 会计制度';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.employee_count IS 'Employees / 从业人数';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.taxpayer_status IS 'Status of the taxpayer / 纳税人状态';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.tax_credit_grade IS 'Tax credit grade / 纳税信用级别';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.tax_credit_year IS 'Year of that grade / 纳税信用评价年度';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.abnormal_since_on IS 'Since when it has been listed as abnormal / 非正常户认定日期';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.head_office_uscc IS 'Unified social credit code of the head office / 总机构统一社会信用代码';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.deregistered_on IS 'Day of tax deregistration / 税务注销日期';
COMMENT ON COLUMN legal_person.enterprise_tax_registration_masked.deregistration_reason IS 'Reason of deregistration / 注销原因';

DROP VIEW IF EXISTS legal_person.individual_business_registration_masked;
CREATE VIEW legal_person.individual_business_registration_masked AS
SELECT
  identity_type,
  platform.mask_identity(identity_type, identity_number) AS identity_number,
  platform.mask(record_id) AS record_id,
  record_version,
  provider,
  changed_on,
  valid_from_on,
  decided_on,
  received_at,
  item_version,
  deleted,
  flags,
  entity_name,
  platform.mask(registration_number::text) AS registration_number,
  platform.mask(operator_name::text) AS operator_name,
  operation_form,
  business_scope,
  business_address,
  business_division_code,
  industry_code,
  funds_amount,
  employee_count,
  online_operation,
  platform.mask(contact_telephone::text) AS contact_telephone,
  registration_authority,
  registration_status,
  established_on,
  approved_on,
  licence_issued_on,
  revoked_on,
  cancelled_on,
  cancellation_reason,
  platform.mask(converted_to_uscc::text) AS converted_to_uscc
FROM legal_person.individual_business_registration;
COMMENT ON VIEW legal_person.individual_business_registration_masked IS 'Individual business registration, masked / 个体工商户登记信息(脱敏)';
COMMENT ON COLUMN legal_person.individual_business_registration_masked.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN legal_person.individual_business_registration_masked.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN legal_person.individual_business_registration_masked.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN legal_person.individual_business_registration_masked.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN legal_person.individual_business_registration_masked.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN legal_person.individual_business_registration_masked.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN legal_person.individual_business_registration_masked.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN legal_person.individual_business_registration_masked.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN legal_person.individual_business_registration_masked.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN legal_person.individual_business_registration_masked.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN legal_person.individual_business_registration_masked.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN legal_person.individual_business_registration_masked.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN legal_person.individual_business_registration_masked.entity_name IS 'Trade name, if it has one / 字号名称';
COMMENT ON COLUMN legal_person.individual_business_registration_masked.registration_number IS 'Business licence number from before the unified code / 注册号';
COMMENT ON COLUMN legal_person.individual_business_registration_masked.operator_name IS 'Name of the operator / 经营者姓名';
COMMENT ON COLUMN legal_person.individual_business_registration_masked.operation_form IS 'Form of operation / 组成形式';
COMMENT ON COLUMN legal_person.individual_business_registration_masked.business_scope IS 'Scope of business as registered / 经营范围';
COMMENT ON COLUMN legal_person.individual_business_registration_masked.business_address IS 'Address of business / 经营场所';
COMMENT ON COLUMN legal_person.individual_business_registration_masked.business_division_code IS 'County-level division of the address / 经营场所行政区划代码';
COMMENT ON COLUMN legal_person.individual_business_registration_masked.industry_code IS 'Industry / 行业代码';
COMMENT ON COLUMN legal_person.individual_business_registration_masked.funds_amount IS 'Funds in units of 10,000 yuan / 资金数额(万元)';
COMMENT ON COLUMN legal_person.individual_business_registration_masked.employee_count IS 'Persons working in it / 从业人数';
COMMENT ON COLUMN legal_person.individual_business_registration_masked.online_operation IS 'Whether it operates on the Internet alone / 是否仅从事网络经营';
COMMENT ON COLUMN legal_person.individual_business_registration_masked.contact_telephone IS 'Telephone / 联系电话';
COMMENT ON COLUMN legal_person.individual_business_registration_masked.registration_authority IS 'Registering authority / 登记机关';
COMMENT ON COLUMN legal_person.individual_business_registration_masked.registration_status IS 'Status in the register / 登记状态';
COMMENT ON COLUMN legal_person.individual_business_registration_masked.established_on IS 'Day of first registration / 成立日期';
COMMENT ON COLUMN legal_person.individual_business_registration_masked.approved_on IS 'Day of approval of the latest change / 核准日期';
COMMENT ON COLUMN legal_person.individual_business_registration_masked.licence_issued_on IS 'Day of issue of the licence / 执照签发日期';
COMMENT ON COLUMN legal_person.individual_business_registration_masked.revoked_on IS 'Day the licence was revoked / 吊销日期';
COMMENT ON COLUMN legal_person.individual_business_registration_masked.cancelled_on IS 'Day of deregistration / 注销日期';
COMMENT ON COLUMN legal_person.individual_business_registration_masked.cancellation_reason IS 'Reason of deregistration / 注销原因';
COMMENT ON COLUMN legal_person.individual_business_registration_masked.converted_to_uscc IS 'Code of the enterprise it was converted into / 转型企业统一社会信用代码';

DROP VIEW IF EXISTS legal_person.nonprofit_registration_masked;
CREATE VIEW legal_person.nonprofit_registration_masked AS
SELECT
  identity_type,
  platform.mask_identity(identity_type, identity_number) AS identity_number,
  platform.mask(record_id) AS record_id,
  record_version,
  provider,
  changed_on,
  valid_from_on,
  decided_on,
  received_at,
  item_version,
  deleted,
  flags,
  entity_name,
  nonprofit_kind,
  platform.mask(legal_representative_name::text) AS legal_representative_name,
  supervising_authority,
  business_scope,
  activity_area,
  registered_funds,
  domicile_address,
  domicile_division_code,
  registration_certificate_number,
  registration_authority,
  established_on,
  approved_on,
  certificate_valid_from_on,
  certificate_valid_until_on,
  charity,
  charity_recognised_on,
  public_fundraising,
  member_count,
  employee_count,
  assessment_grade,
  annual_inspection_year,
  annual_inspection_result,
  registration_status,
  cancelled_on
FROM legal_person.nonprofit_registration;
COMMENT ON VIEW legal_person.nonprofit_registration_masked IS 'Registration of nonprofit organisations, masked / 社会组织登记信息(脱敏)';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.entity_name IS 'Registered name / 社会组织名称';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.nonprofit_kind IS 'Kind of organisation / 社会组织类别';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.legal_representative_name IS 'Name of the legal representative / 法定代表人姓名';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.supervising_authority IS 'Authority in charge of its field of work / 业务主管单位';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.business_scope IS 'Scope of work as registered / 业务范围';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.activity_area IS 'Area of activity / 活动地域';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.registered_funds IS 'Registered or initial funds in units of 10,000 yuan / 注册资金(万元)';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.domicile_address IS 'Address of the domicile / 住所';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.domicile_division_code IS 'County-level division of the domicile / 住所行政区划代码';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.registration_certificate_number IS 'Number of the registration certificate / 登记证号';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.registration_authority IS 'Registering authority / 登记管理机关';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.established_on IS 'Day of establishment / 成立登记日期';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.approved_on IS 'Day of approval of the latest change / 核准日期';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.certificate_valid_from_on IS 'First day the certificate is valid / 证书有效期自';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.certificate_valid_until_on IS 'Last day the certificate is valid / 证书有效期至';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.charity IS 'Whether it is a charitable organisation / 是否慈善组织';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.charity_recognised_on IS 'Day it was recognised as charitable / 慈善组织认定日期';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.public_fundraising IS 'Whether it may raise funds from the public / 是否具有公开募捐资格';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.member_count IS 'Members / 会员数';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.employee_count IS 'Employees / 从业人员数';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.assessment_grade IS 'Grade of the latest assessment / 评估等级';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.annual_inspection_year IS 'Year of the latest annual inspection / 最近年检(年报)年度';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.annual_inspection_result IS 'Result of the latest annual inspection / 年检(年报)结论';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.registration_status IS 'Status in the register / 登记状态';
COMMENT ON COLUMN legal_person.nonprofit_registration_masked.cancelled_on IS 'Day of cancellation / 注销(撤销)日期';

DROP VIEW IF EXISTS legal_person.public_institution_registration_masked;
CREATE VIEW legal_person.public_institution_registration_masked AS
SELECT
  identity_type,
  platform.mask_identity(identity_type, identity_number) AS identity_number,
  platform.mask(record_id) AS record_id,
  record_version,
  provider,
  changed_on,
  valid_from_on,
  decided_on,
  received_at,
  item_version,
  deleted,
  flags,
  entity_name,
  other_entity_names,
  platform.mask(legal_representative_name::text) AS legal_representative_name,
  purpose_and_scope,
  domicile_address,
  domicile_division_code,
  funding_source,
  initial_funds,
  organising_authority,
  platform.mask(organising_authority_uscc::text) AS organising_authority_uscc,
  approval_document,
  staff_establishment_count,
  institution_category,
  industry_code,
  certificate_number,
  certificate_valid_from_on,
  certificate_valid_until_on,
  registration_authority,
  established_on,
  approved_on,
  annual_report_year,
  registration_status,
  cancelled_on,
  platform.mask(succeeded_by_uscc::text) AS succeeded_by_uscc
FROM legal_person.public_institution_registration;
COMMENT ON VIEW legal_person.public_institution_registration_masked IS 'Registration of public institutions, masked / 事业单位登记信息(脱敏)';
COMMENT ON COLUMN legal_person.public_institution_registration_masked.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN legal_person.public_institution_registration_masked.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN legal_person.public_institution_registration_masked.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN legal_person.public_institution_registration_masked.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN legal_person.public_institution_registration_masked.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN legal_person.public_institution_registration_masked.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN legal_person.public_institution_registration_masked.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN legal_person.public_institution_registration_masked.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN legal_person.public_institution_registration_masked.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN legal_person.public_institution_registration_masked.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN legal_person.public_institution_registration_masked.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN legal_person.public_institution_registration_masked.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN legal_person.public_institution_registration_masked.entity_name IS 'Registered name / 单位名称';
COMMENT ON COLUMN legal_person.public_institution_registration_masked.other_entity_names IS 'Second and other names / 第二名称及其他名称';
COMMENT ON COLUMN legal_person.public_institution_registration_masked.legal_representative_name IS 'Name of the legal representative / 法定代表人姓名';
COMMENT ON COLUMN legal_person.public_institution_registration_masked.purpose_and_scope IS 'Purpose and scope of work / 宗旨和业务范围';
COMMENT ON COLUMN legal_person.public_institution_registration_masked.domicile_address IS 'Address of the domicile / 住所';
COMMENT ON COLUMN legal_person.public_institution_registration_masked.domicile_division_code IS 'County-level division of the domicile / 住所行政区划代码';
COMMENT ON COLUMN legal_person.public_institution_registration_masked.funding_source IS 'Source of funds / 经费来源';
COMMENT ON COLUMN legal_person.public_institution_registration_masked.initial_funds IS 'Initial funds in units of 10,000 yuan / 开办资金(万元)';
COMMENT ON COLUMN legal_person.public_institution_registration_masked.organising_authority IS 'Organising authority / 举办单位';
COMMENT ON COLUMN legal_person.public_institution_registration_masked.organising_authority_uscc IS 'Unified social credit code of the organising authority / 举办单位统一社会信用代码';
COMMENT ON COLUMN legal_person.public_institution_registration_masked.approval_document IS 'Approval of its establishment: authority and number / 批准设立机关及文号';
COMMENT ON COLUMN legal_person.public_institution_registration_masked.staff_establishment_count IS 'Posts of its establishment / 编制数';
COMMENT ON COLUMN legal_person.public_institution_registration_masked.institution_category IS 'Category of the institution / 事业单位类别';
COMMENT ON COLUMN legal_person.public_institution_registration_masked.industry_code IS 'Industry / 行业代码';
COMMENT ON COLUMN legal_person.public_institution_registration_masked.certificate_number IS 'Number of the legal person certificate / 法人证书号';
COMMENT ON COLUMN legal_person.public_institution_registration_masked.certificate_valid_from_on IS 'First day the certificate is valid / 证书有效期自';
COMMENT ON COLUMN legal_person.public_institution_registration_masked.certificate_valid_until_on IS 'Last day the certificate is valid / 证书有效期至';
COMMENT ON COLUMN legal_person.public_institution_registration_masked.registration_authority IS 'Registering authority / 登记管理机关';
COMMENT ON COLUMN legal_person.public_institution_registration_masked.established_on IS 'Day of first registration / 设立登记日期';
COMMENT ON COLUMN legal_person.public_institution_registration_masked.approved_on IS 'Day of approval of the latest change / 核准日期';
COMMENT ON COLUMN legal_person.public_institution_registration_masked.annual_report_year IS 'Year of the latest annual report / 最近年度报告年度';
COMMENT ON COLUMN legal_person.public_institution_registration_masked.registration_status IS 'Status in the register / 登记状态';
COMMENT ON COLUMN legal_person.public_institution_registration_masked.cancelled_on IS 'Day of deregistration / 注销日期';
COMMENT ON COLUMN legal_person.public_institution_registration_masked.succeeded_by_uscc IS 'Code of the institution that succeeds it / 承继单位统一社会信用代码';

DROP VIEW IF EXISTS legal_person.uscc_masked;
CREATE VIEW legal_person.uscc_masked AS
SELECT
  identity_type,
  platform.mask_identity(identity_type, identity_number) AS identity_number,
  platform.mask(record_id) AS record_id,
  record_version,
  provider,
  changed_on,
  valid_from_on,
  decided_on,
  received_at,
  item_version,
  deleted,
  flags,
  entity_name,
  former_entity_name,
  organisation_type_code,
  uscc_category_code,
  economic_type_code,
  industry_code,
  platform.mask(legal_representative_name::text) AS legal_representative_name,
  legal_representative_identity_type,
  platform.mask(legal_representative_identity_number::text) AS legal_representative_identity_number,
  domicile_address,
  domicile_division_code,
  registration_authority,
  platform.mask(registration_authority_uscc::text) AS registration_authority_uscc,
  registration_division_code,
  assigned_on,
  established_on,
  former_organisation_code,
  platform.mask(former_registration_number::text) AS former_registration_number,
  former_taxpayer_number,
  code_status,
  cancelled_on,
  platform.mask(succeeded_by_uscc::text) AS succeeded_by_uscc
FROM legal_person.uscc;
COMMENT ON VIEW legal_person.uscc_masked IS 'Unified social credit codes, masked / 统一社会信用代码信息(脱敏)';
COMMENT ON COLUMN legal_person.uscc_masked.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN legal_person.uscc_masked.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN legal_person.uscc_masked.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN legal_person.uscc_masked.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN legal_person.uscc_masked.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN legal_person.uscc_masked.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN legal_person.uscc_masked.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN legal_person.uscc_masked.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN legal_person.uscc_masked.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN legal_person.uscc_masked.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN legal_person.uscc_masked.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN legal_person.uscc_masked.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN legal_person.uscc_masked.entity_name IS 'Name of the organisation / 机构名称';
COMMENT ON COLUMN legal_person.uscc_masked.former_entity_name IS 'Former name / 曾用名称';
COMMENT ON COLUMN legal_person.uscc_masked.organisation_type_code IS 'Type of organisation / 组织机构类型代码';
COMMENT ON COLUMN legal_person.uscc_masked.uscc_category_code IS 'Registering department and category, the first two characters of the code / 登记管理部门与机构类别代码';
COMMENT ON COLUMN legal_person.uscc_masked.economic_type_code IS 'Economic type / 经济类型代码';
COMMENT ON COLUMN legal_person.uscc_masked.industry_code IS 'Industry / 行业代码';
COMMENT ON COLUMN legal_person.uscc_masked.legal_representative_name IS 'Name of the legal representative or person in charge / 法定代表人(负责人)姓名';
COMMENT ON COLUMN legal_person.uscc_masked.legal_representative_identity_type IS 'Type of identity document of the legal representative / 法定代表人证件类型';
COMMENT ON COLUMN legal_person.uscc_masked.legal_representative_identity_number IS 'Number of that document / 法定代表人证件号码';
COMMENT ON COLUMN legal_person.uscc_masked.domicile_address IS 'Address of the domicile / 住所';
COMMENT ON COLUMN legal_person.uscc_masked.domicile_division_code IS 'County-level division of the domicile / 住所行政区划代码';
COMMENT ON COLUMN legal_person.uscc_masked.registration_authority IS 'Registering authority / 登记管理机关';
COMMENT ON COLUMN legal_person.uscc_masked.registration_authority_uscc IS 'Unified social credit code of the registering authority / 登记管理机关统一社会信用代码';
COMMENT ON COLUMN legal_person.uscc_masked.registration_division_code IS 'Division of the registering authority / 登记管理机关行政区划代码';
COMMENT ON COLUMN legal_person.uscc_masked.assigned_on IS 'Day the code was assigned / 赋码日期';
COMMENT ON COLUMN legal_person.uscc_masked.established_on IS 'Day of establishment / 成立日期';
COMMENT ON COLUMN legal_person.uscc_masked.former_organisation_code IS 'Organisation code from before the unified code / 原组织机构代码';
COMMENT ON COLUMN legal_person.uscc_masked.former_registration_number IS 'Business licence number from before the unified code / 原注册号';
COMMENT ON COLUMN legal_person.uscc_masked.former_taxpayer_number IS 'Taxpayer number from before the unified code / 原纳税人识别号';
COMMENT ON COLUMN legal_person.uscc_masked.code_status IS 'Status of the code / 赋码状态';
COMMENT ON COLUMN legal_person.uscc_masked.cancelled_on IS 'Day of deregistration; the code is kept and never assigned again / 注销日期';
COMMENT ON COLUMN legal_person.uscc_masked.succeeded_by_uscc IS 'Code of the subject that succeeds it after conversion, merger or division / 承继主体统一社会信用代码';

DROP VIEW IF EXISTS natural_person.adoption_masked;
CREATE VIEW natural_person.adoption_masked AS
SELECT
  identity_type,
  platform.mask_identity(identity_type, identity_number) AS identity_number,
  platform.mask(record_id) AS record_id,
  record_version,
  provider,
  changed_on,
  valid_from_on,
  decided_on,
  received_at,
  item_version,
  deleted,
  flags,
  platform.mask(name::text) AS name,
  platform.mask(former_name::text) AS former_name,
  sex_code,
  platform.mask(birth_on::text) AS birth_on,
  ethnic_group_code,
  platform.mask(adoptee_situation::text) AS adoptee_situation,
  platform.mask(adoptive_father_name::text) AS adoptive_father_name,
  platform.mask(adoptive_mother_name::text) AS adoptive_mother_name,
  adoptive_father_country_code,
  adoptive_mother_country_code,
  adopter_marital_status_code,
  platform.mask(adopter_address::text) AS adopter_address,
  platform.mask(relinquishing_parent_name::text) AS relinquishing_parent_name,
  relinquishing_institution,
  platform.mask(relinquishing_institution_uscc::text) AS relinquishing_institution_uscc,
  registration_kind,
  registered_on,
  platform.mask(certificate_number::text) AS certificate_number,
  registration_authority,
  registration_division_code,
  dissolved_on,
  platform.mask(dissolution_reason::text) AS dissolution_reason,
  registration_status
FROM natural_person.adoption;
COMMENT ON VIEW natural_person.adoption_masked IS 'Adoption registration, masked / 收养登记信息(脱敏)';
COMMENT ON COLUMN natural_person.adoption_masked.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.adoption_masked.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.adoption_masked.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.adoption_masked.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.adoption_masked.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.adoption_masked.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.adoption_masked.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.adoption_masked.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.adoption_masked.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.adoption_masked.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.adoption_masked.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.adoption_masked.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.adoption_masked.name IS 'Name of the adopted person after the adoption / 被收养人姓名(收养后)';
COMMENT ON COLUMN natural_person.adoption_masked.former_name IS 'Name before the adoption / 被收养人原姓名';
COMMENT ON COLUMN natural_person.adoption_masked.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.adoption_masked.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.adoption_masked.ethnic_group_code IS 'Ethnic group / 民族代码';
COMMENT ON COLUMN natural_person.adoption_masked.adoptee_situation IS 'Situation of the adopted person: orphan, parents not found, parents unable to raise the child / 被收养人情形';
COMMENT ON COLUMN natural_person.adoption_masked.adoptive_father_name IS 'Name of the adoptive father / 收养人(父)姓名';
COMMENT ON COLUMN natural_person.adoption_masked.adoptive_mother_name IS 'Name of the adoptive mother / 收养人(母)姓名';
COMMENT ON COLUMN natural_person.adoption_masked.adoptive_father_country_code IS 'Nationality of the adoptive father / 收养人(父)国籍代码';
COMMENT ON COLUMN natural_person.adoption_masked.adoptive_mother_country_code IS 'Nationality of the adoptive mother / 收养人(母)国籍代码';
COMMENT ON COLUMN natural_person.adoption_masked.adopter_marital_status_code IS 'Marital status of the adopter / 收养人婚姻状况代码';
COMMENT ON COLUMN natural_person.adoption_masked.adopter_address IS 'Address of the adopter / 收养人住址';
COMMENT ON COLUMN natural_person.adoption_masked.relinquishing_parent_name IS 'Name of the person who gave into adoption / 送养人姓名';
COMMENT ON COLUMN natural_person.adoption_masked.relinquishing_institution IS 'Institution that gave into adoption / 送养机构';
COMMENT ON COLUMN natural_person.adoption_masked.relinquishing_institution_uscc IS 'Unified social credit code of that institution / 送养机构统一社会信用代码';
COMMENT ON COLUMN natural_person.adoption_masked.registration_kind IS 'What was registered / 登记业务类型';
COMMENT ON COLUMN natural_person.adoption_masked.registered_on IS 'Day of registration / 登记日期';
COMMENT ON COLUMN natural_person.adoption_masked.certificate_number IS 'Number of the adoption registration certificate / 收养登记证字号';
COMMENT ON COLUMN natural_person.adoption_masked.registration_authority IS 'Registering authority / 收养登记机关';
COMMENT ON COLUMN natural_person.adoption_masked.registration_division_code IS 'Division of the registering authority / 登记机关行政区划代码';
COMMENT ON COLUMN natural_person.adoption_masked.dissolved_on IS 'Day the adoption was dissolved or revoked / 收养关系终止日期';
COMMENT ON COLUMN natural_person.adoption_masked.dissolution_reason IS 'Reason of the dissolution / 终止原因';
COMMENT ON COLUMN natural_person.adoption_masked.registration_status IS 'Status of the registration / 登记状态';

DROP VIEW IF EXISTS natural_person.birth_masked;
CREATE VIEW natural_person.birth_masked AS
SELECT
  identity_type,
  platform.mask_identity(identity_type, identity_number) AS identity_number,
  platform.mask(record_id) AS record_id,
  record_version,
  provider,
  changed_on,
  valid_from_on,
  decided_on,
  received_at,
  item_version,
  deleted,
  flags,
  platform.mask(name::text) AS name,
  sex_code,
  platform.mask(birth_on::text) AS birth_on,
  platform.mask(birth_certificate_number::text) AS birth_certificate_number,
  certificate_issued_on,
  birth_institution,
  birthplace_division_code,
  gestation_weeks,
  birth_weight_grams,
  birth_length_centimetres,
  platform.mask(mother_name::text) AS mother_name,
  platform.mask(mother_identity_number::text) AS mother_identity_number,
  platform.mask(father_name::text) AS father_name,
  platform.mask(father_identity_number::text) AS father_identity_number
FROM natural_person.birth;
COMMENT ON VIEW natural_person.birth_masked IS 'Births, masked / 出生信息(脱敏)';
COMMENT ON COLUMN natural_person.birth_masked.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.birth_masked.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.birth_masked.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.birth_masked.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.birth_masked.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.birth_masked.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.birth_masked.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.birth_masked.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.birth_masked.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.birth_masked.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.birth_masked.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.birth_masked.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.birth_masked.name IS 'Name of the newborn / 新生儿姓名';
COMMENT ON COLUMN natural_person.birth_masked.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.birth_masked.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.birth_masked.birth_certificate_number IS 'Number of the birth medical certificate / 出生医学证明编号';
COMMENT ON COLUMN natural_person.birth_masked.certificate_issued_on IS 'Day of issue of the certificate / 签发日期';
COMMENT ON COLUMN natural_person.birth_masked.birth_institution IS 'Institution of the birth / 接生机构';
COMMENT ON COLUMN natural_person.birth_masked.birthplace_division_code IS 'Division of the birthplace / 出生地行政区划代码';
COMMENT ON COLUMN natural_person.birth_masked.gestation_weeks IS 'Weeks of gestation / 出生孕周';
COMMENT ON COLUMN natural_person.birth_masked.birth_weight_grams IS 'Weight at birth, grams / 出生体重(克)';
COMMENT ON COLUMN natural_person.birth_masked.birth_length_centimetres IS 'Length at birth, centimetres / 出生身长(厘米)';
COMMENT ON COLUMN natural_person.birth_masked.mother_name IS 'Name of the mother / 母亲姓名';
COMMENT ON COLUMN natural_person.birth_masked.mother_identity_number IS 'Resident number of the mother / 母亲公民身份号码';
COMMENT ON COLUMN natural_person.birth_masked.father_name IS 'Name of the father / 父亲姓名';
COMMENT ON COLUMN natural_person.birth_masked.father_identity_number IS 'Resident number of the father / 父亲公民身份号码';

DROP VIEW IF EXISTS natural_person.death_masked;
CREATE VIEW natural_person.death_masked AS
SELECT
  identity_type,
  platform.mask_identity(identity_type, identity_number) AS identity_number,
  platform.mask(record_id) AS record_id,
  record_version,
  provider,
  changed_on,
  valid_from_on,
  decided_on,
  received_at,
  item_version,
  deleted,
  flags,
  platform.mask(name::text) AS name,
  sex_code,
  platform.mask(birth_on::text) AS birth_on,
  ethnic_group_code,
  country_code,
  marital_status_code,
  education_level_code,
  death_date,
  death_date_precision,
  death_place_kind,
  death_place_division_code,
  platform.mask(cause_of_death::text) AS cause_of_death,
  platform.mask(cause_of_death_code::text) AS cause_of_death_code,
  platform.mask(death_certificate_number::text) AS death_certificate_number,
  certifying_institution,
  platform.mask(certifying_institution_uscc::text) AS certifying_institution_uscc,
  certificate_issued_on,
  household_division_code,
  residence_division_code,
  platform.mask(residence_address::text) AS residence_address,
  household_cancelled_on,
  cancelling_police_station,
  platform.mask(informant_name::text) AS informant_name,
  informant_relation,
  cremated_on,
  funeral_institution
FROM natural_person.death;
COMMENT ON VIEW natural_person.death_masked IS 'Deaths, masked / 死亡信息(脱敏)';
COMMENT ON COLUMN natural_person.death_masked.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.death_masked.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.death_masked.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.death_masked.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.death_masked.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.death_masked.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.death_masked.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.death_masked.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.death_masked.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.death_masked.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.death_masked.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.death_masked.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.death_masked.name IS 'Name of the dead person / 死者姓名';
COMMENT ON COLUMN natural_person.death_masked.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.death_masked.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.death_masked.ethnic_group_code IS 'Ethnic group / 民族代码';
COMMENT ON COLUMN natural_person.death_masked.country_code IS 'Country of nationality / 国籍代码';
COMMENT ON COLUMN natural_person.death_masked.marital_status_code IS 'Marital status / 婚姻状况代码';
COMMENT ON COLUMN natural_person.death_masked.education_level_code IS 'Highest level of education / 文化程度代码';
COMMENT ON COLUMN natural_person.death_masked.death_date IS 'Day of death as far as it is known: YYYY-MM-DD, YYYY-MM or YYYY / 死亡日期(已知精度:年月日、年月或年)';
COMMENT ON COLUMN natural_person.death_masked.death_date_precision IS 'How precisely the day of death is known / 死亡日期精度';
COMMENT ON COLUMN natural_person.death_masked.death_place_kind IS 'Kind of place of death / 死亡地点类别';
COMMENT ON COLUMN natural_person.death_masked.death_place_division_code IS 'Division of the place of death / 死亡地行政区划代码';
COMMENT ON COLUMN natural_person.death_masked.cause_of_death IS 'Underlying cause of death as certified / 根本死亡原因';
COMMENT ON COLUMN natural_person.death_masked.cause_of_death_code IS 'Underlying cause of death, ICD-10 / 根本死亡原因编码';
COMMENT ON COLUMN natural_person.death_masked.death_certificate_number IS 'Number of the medical certificate of death / 居民死亡医学证明书编号';
COMMENT ON COLUMN natural_person.death_masked.certifying_institution IS 'Institution that certified the death / 死亡证明签发机构';
COMMENT ON COLUMN natural_person.death_masked.certifying_institution_uscc IS 'Unified social credit code of the certifying institution / 签发机构统一社会信用代码';
COMMENT ON COLUMN natural_person.death_masked.certificate_issued_on IS 'Day of issue of the certificate / 签发日期';
COMMENT ON COLUMN natural_person.death_masked.household_division_code IS 'Division of the household registration / 户籍地行政区划代码';
COMMENT ON COLUMN natural_person.death_masked.residence_division_code IS 'Division of the usual residence / 常住地行政区划代码';
COMMENT ON COLUMN natural_person.death_masked.residence_address IS 'Address of the usual residence / 常住地址';
COMMENT ON COLUMN natural_person.death_masked.household_cancelled_on IS 'Day the household registration was cancelled / 户口注销日期';
COMMENT ON COLUMN natural_person.death_masked.cancelling_police_station IS 'Police station that cancelled the registration / 注销派出所';
COMMENT ON COLUMN natural_person.death_masked.informant_name IS 'Name of the person who reported the death / 申报人姓名';
COMMENT ON COLUMN natural_person.death_masked.informant_relation IS 'Relation of the informant to the dead person / 申报人与死者关系';
COMMENT ON COLUMN natural_person.death_masked.cremated_on IS 'Day of cremation / 火化日期';
COMMENT ON COLUMN natural_person.death_masked.funeral_institution IS 'Funeral institution / 殡葬服务机构';

DROP VIEW IF EXISTS natural_person.disability_registration_masked;
CREATE VIEW natural_person.disability_registration_masked AS
SELECT
  identity_type,
  platform.mask_identity(identity_type, identity_number) AS identity_number,
  platform.mask(record_id) AS record_id,
  record_version,
  provider,
  changed_on,
  valid_from_on,
  decided_on,
  received_at,
  item_version,
  deleted,
  flags,
  platform.mask(name::text) AS name,
  sex_code,
  platform.mask(birth_on::text) AS birth_on,
  ethnic_group_code,
  marital_status_code,
  education_level_code,
  platform.mask(disability_certificate_number::text) AS disability_certificate_number,
  platform.mask(disability_category_code::text) AS disability_category_code,
  platform.mask(disability_grade_code::text) AS disability_grade_code,
  platform.mask(multiple_disabilities::text) AS multiple_disabilities,
  platform.mask(disability_cause::text) AS disability_cause,
  platform.mask(disabled_since_on::text) AS disabled_since_on,
  assessing_institution,
  platform.mask(assessed_on::text) AS assessed_on,
  certificate_issued_on,
  certificate_valid_until_on,
  issuing_authority,
  household_division_code,
  platform.mask(household_address::text) AS household_address,
  platform.mask(residence_address::text) AS residence_address,
  platform.mask(contact_telephone::text) AS contact_telephone,
  platform.mask(guardian_name::text) AS guardian_name,
  guardian_relation,
  platform.mask(guardian_telephone::text) AS guardian_telephone,
  certificate_status,
  cancelled_on,
  cancellation_reason
FROM natural_person.disability_registration;
COMMENT ON VIEW natural_person.disability_registration_masked IS 'Registration of persons with disabilities, masked / 残疾人登记信息(脱敏)';
COMMENT ON COLUMN natural_person.disability_registration_masked.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.disability_registration_masked.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.disability_registration_masked.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.disability_registration_masked.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.disability_registration_masked.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.disability_registration_masked.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.disability_registration_masked.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.disability_registration_masked.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.disability_registration_masked.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.disability_registration_masked.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.disability_registration_masked.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.disability_registration_masked.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.disability_registration_masked.name IS 'Name / 姓名';
COMMENT ON COLUMN natural_person.disability_registration_masked.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.disability_registration_masked.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.disability_registration_masked.ethnic_group_code IS 'Ethnic group / 民族代码';
COMMENT ON COLUMN natural_person.disability_registration_masked.marital_status_code IS 'Marital status / 婚姻状况代码';
COMMENT ON COLUMN natural_person.disability_registration_masked.education_level_code IS 'Level of education / 文化程度代码';
COMMENT ON COLUMN natural_person.disability_registration_masked.disability_certificate_number IS 'Number of the disability certificate: identity number, category, grade, and re-issue mark / 残疾人证号';
COMMENT ON COLUMN natural_person.disability_registration_masked.disability_category_code IS 'Category of disability / 残疾类别代码';
COMMENT ON COLUMN natural_person.disability_registration_masked.disability_grade_code IS 'Grade of disability / 残疾等级代码';
COMMENT ON COLUMN natural_person.disability_registration_masked.multiple_disabilities IS 'With multiple disability: pairs of category and grade, like 12 43 / 多重残疾明细(类别与等级)';
COMMENT ON COLUMN natural_person.disability_registration_masked.disability_cause IS 'Cause of the disability / 致残原因';
COMMENT ON COLUMN natural_person.disability_registration_masked.disabled_since_on IS 'Day it began / 残疾发生日期';
COMMENT ON COLUMN natural_person.disability_registration_masked.assessing_institution IS 'Institution that assessed / 评定机构';
COMMENT ON COLUMN natural_person.disability_registration_masked.assessed_on IS 'Day of assessment / 评定日期';
COMMENT ON COLUMN natural_person.disability_registration_masked.certificate_issued_on IS 'Day of issue of the certificate / 发证日期';
COMMENT ON COLUMN natural_person.disability_registration_masked.certificate_valid_until_on IS 'Last day the certificate is valid / 有效期至';
COMMENT ON COLUMN natural_person.disability_registration_masked.issuing_authority IS 'Issuing disabled persons'' federation / 发证机构';
COMMENT ON COLUMN natural_person.disability_registration_masked.household_division_code IS 'Division of the household registration / 户籍地行政区划代码';
COMMENT ON COLUMN natural_person.disability_registration_masked.household_address IS 'Address of the household registration / 户籍地址';
COMMENT ON COLUMN natural_person.disability_registration_masked.residence_address IS 'Address of the residence / 现住址';
COMMENT ON COLUMN natural_person.disability_registration_masked.contact_telephone IS 'Telephone / 联系电话';
COMMENT ON COLUMN natural_person.disability_registration_masked.guardian_name IS 'Name of the guardian / 监护人姓名';
COMMENT ON COLUMN natural_person.disability_registration_masked.guardian_relation IS 'Relation of the guardian / 监护人与残疾人关系';
COMMENT ON COLUMN natural_person.disability_registration_masked.guardian_telephone IS 'Telephone of the guardian / 监护人联系电话';
COMMENT ON COLUMN natural_person.disability_registration_masked.certificate_status IS 'Status of the certificate / 证件状态';
COMMENT ON COLUMN natural_person.disability_registration_masked.cancelled_on IS 'Day of cancellation / 注销日期';
COMMENT ON COLUMN natural_person.disability_registration_masked.cancellation_reason IS 'Reason of cancellation / 注销原因';

DROP VIEW IF EXISTS natural_person.education_masked;
CREATE VIEW natural_person.education_masked AS
SELECT
  identity_type,
  platform.mask_identity(identity_type, identity_number) AS identity_number,
  platform.mask(record_id) AS record_id,
  record_version,
  provider,
  changed_on,
  valid_from_on,
  decided_on,
  received_at,
  item_version,
  deleted,
  flags,
  platform.mask(name::text) AS name,
  sex_code,
  platform.mask(birth_on::text) AS birth_on,
  platform.mask(student_number::text) AS student_number,
  school,
  school_code,
  platform.mask(school_uscc::text) AS school_uscc,
  school_division_code,
  education_level_code,
  discipline,
  study_form,
  study_length_years,
  grade,
  enrolled_on,
  left_on,
  completion_kind,
  platform.mask(diploma_number::text) AS diploma_number,
  degree_code,
  degree_awarded_on,
  platform.mask(degree_certificate_number::text) AS degree_certificate_number,
  enrolment_status,
  platform.mask(guardian_name::text) AS guardian_name
FROM natural_person.education;
COMMENT ON VIEW natural_person.education_masked IS 'Education, masked / 教育信息(脱敏)';
COMMENT ON COLUMN natural_person.education_masked.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.education_masked.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.education_masked.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.education_masked.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.education_masked.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.education_masked.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.education_masked.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.education_masked.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.education_masked.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.education_masked.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.education_masked.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.education_masked.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.education_masked.name IS 'Name / 姓名';
COMMENT ON COLUMN natural_person.education_masked.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.education_masked.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.education_masked.student_number IS 'Number of the student record / 学籍号';
COMMENT ON COLUMN natural_person.education_masked.school IS 'School or institution / 学校(院校)';
COMMENT ON COLUMN natural_person.education_masked.school_code IS 'Code of the school in the national register / 学校标识码';
COMMENT ON COLUMN natural_person.education_masked.school_uscc IS 'Unified social credit code of the school / 学校统一社会信用代码';
COMMENT ON COLUMN natural_person.education_masked.school_division_code IS 'Division of the school / 学校行政区划代码';
COMMENT ON COLUMN natural_person.education_masked.education_level_code IS 'Level of education / 学历代码';
COMMENT ON COLUMN natural_person.education_masked.discipline IS 'Discipline or speciality / 专业';
COMMENT ON COLUMN natural_person.education_masked.study_form IS 'Form of study: full-time, part-time, distance / 学习形式';
COMMENT ON COLUMN natural_person.education_masked.study_length_years IS 'Regular length of study, years / 学制(年)';
COMMENT ON COLUMN natural_person.education_masked.grade IS 'Year of study / 年级';
COMMENT ON COLUMN natural_person.education_masked.enrolled_on IS 'Day of enrolment / 入学日期';
COMMENT ON COLUMN natural_person.education_masked.left_on IS 'Day of completion or leaving / 毕(结、肄)业日期';
COMMENT ON COLUMN natural_person.education_masked.completion_kind IS 'How it ended: graduated, completed without diploma, incomplete / 毕结业类别';
COMMENT ON COLUMN natural_person.education_masked.diploma_number IS 'Number of the diploma / 毕业证书编号';
COMMENT ON COLUMN natural_person.education_masked.degree_code IS 'Degree / 学位代码';
COMMENT ON COLUMN natural_person.education_masked.degree_awarded_on IS 'Day the degree was awarded / 学位授予日期';
COMMENT ON COLUMN natural_person.education_masked.degree_certificate_number IS 'Number of the degree certificate / 学位证书编号';
COMMENT ON COLUMN natural_person.education_masked.enrolment_status IS 'Status of the student record / 学籍状态';
COMMENT ON COLUMN natural_person.education_masked.guardian_name IS 'Name of a minor student''s guardian / 监护人姓名';

DROP VIEW IF EXISTS natural_person.family_planning_masked;
CREATE VIEW natural_person.family_planning_masked AS
SELECT
  identity_type,
  platform.mask_identity(identity_type, identity_number) AS identity_number,
  platform.mask(record_id) AS record_id,
  record_version,
  provider,
  changed_on,
  valid_from_on,
  decided_on,
  received_at,
  item_version,
  deleted,
  flags,
  platform.mask(name::text) AS name,
  sex_code,
  platform.mask(birth_on::text) AS birth_on,
  marital_status_code,
  platform.mask(first_married_on::text) AS first_married_on,
  platform.mask(present_married_on::text) AS present_married_on,
  platform.mask(spouse_name::text) AS spouse_name,
  household_division_code,
  residence_division_code,
  platform.mask(residence_address::text) AS residence_address,
  platform.mask(children_born_count::text) AS children_born_count,
  platform.mask(children_adopted_count::text) AS children_adopted_count,
  platform.mask(children_living_count::text) AS children_living_count,
  platform.mask(birth_registration_number::text) AS birth_registration_number,
  birth_registered_on,
  platform.mask(birth_order::text) AS birth_order,
  platform.mask(expected_delivery_on::text) AS expected_delivery_on,
  platform.mask(contraception_kind::text) AS contraception_kind,
  platform.mask(contraception_from_on::text) AS contraception_from_on,
  platform.mask(only_child_certificate_number::text) AS only_child_certificate_number,
  only_child_certificate_issued_on,
  platform.mask(reward_kind::text) AS reward_kind,
  platform.mask(reward_from_on::text) AS reward_from_on,
  floating_population,
  managing_office,
  record_checked_on
FROM natural_person.family_planning;
COMMENT ON VIEW natural_person.family_planning_masked IS 'Family planning, masked / 计划生育信息(脱敏)';
COMMENT ON COLUMN natural_person.family_planning_masked.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.family_planning_masked.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.family_planning_masked.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.family_planning_masked.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.family_planning_masked.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.family_planning_masked.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.family_planning_masked.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.family_planning_masked.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.family_planning_masked.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.family_planning_masked.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.family_planning_masked.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.family_planning_masked.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.family_planning_masked.name IS 'Name / 姓名';
COMMENT ON COLUMN natural_person.family_planning_masked.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.family_planning_masked.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.family_planning_masked.marital_status_code IS 'Marital status / 婚姻状况代码';
COMMENT ON COLUMN natural_person.family_planning_masked.first_married_on IS 'Day of the first marriage / 初婚日期';
COMMENT ON COLUMN natural_person.family_planning_masked.present_married_on IS 'Day of the present marriage / 现婚日期';
COMMENT ON COLUMN natural_person.family_planning_masked.spouse_name IS 'Name of the spouse / 配偶姓名';
COMMENT ON COLUMN natural_person.family_planning_masked.household_division_code IS 'Division of the household registration / 户籍地行政区划代码';
COMMENT ON COLUMN natural_person.family_planning_masked.residence_division_code IS 'Division of the residence / 现居住地行政区划代码';
COMMENT ON COLUMN natural_person.family_planning_masked.residence_address IS 'Address of the residence / 现居住地址';
COMMENT ON COLUMN natural_person.family_planning_masked.children_born_count IS 'Children born / 生育子女数';
COMMENT ON COLUMN natural_person.family_planning_masked.children_adopted_count IS 'Children adopted / 收养子女数';
COMMENT ON COLUMN natural_person.family_planning_masked.children_living_count IS 'Children now living / 现存子女数';
COMMENT ON COLUMN natural_person.family_planning_masked.birth_registration_number IS 'Number of the birth registration service / 生育登记服务编号';
COMMENT ON COLUMN natural_person.family_planning_masked.birth_registered_on IS 'Day of the birth registration / 生育登记日期';
COMMENT ON COLUMN natural_person.family_planning_masked.birth_order IS 'Order of the registered birth / 生育孩次';
COMMENT ON COLUMN natural_person.family_planning_masked.expected_delivery_on IS 'Expected day of delivery / 预产期';
COMMENT ON COLUMN natural_person.family_planning_masked.contraception_kind IS 'Contraception / 避孕节育措施';
COMMENT ON COLUMN natural_person.family_planning_masked.contraception_from_on IS 'Since when / 避孕节育措施开始日期';
COMMENT ON COLUMN natural_person.family_planning_masked.only_child_certificate_number IS 'Number of the only-child parents'' certificate / 独生子女父母光荣证号';
COMMENT ON COLUMN natural_person.family_planning_masked.only_child_certificate_issued_on IS 'Day of issue of that certificate / 独生子女父母光荣证发证日期';
COMMENT ON COLUMN natural_person.family_planning_masked.reward_kind IS 'Reward or support received / 奖励扶助类别';
COMMENT ON COLUMN natural_person.family_planning_masked.reward_from_on IS 'First day of the reward / 奖励扶助开始日期';
COMMENT ON COLUMN natural_person.family_planning_masked.floating_population IS 'Whether the person belongs to the floating population / 是否流动人口';
COMMENT ON COLUMN natural_person.family_planning_masked.managing_office IS 'Office in charge / 管理单位';
COMMENT ON COLUMN natural_person.family_planning_masked.record_checked_on IS 'Day the record was last checked / 信息核查日期';

DROP VIEW IF EXISTS natural_person.guardianship_masked;
CREATE VIEW natural_person.guardianship_masked AS
SELECT
  identity_type,
  platform.mask_identity(identity_type, identity_number) AS identity_number,
  platform.mask(record_id) AS record_id,
  record_version,
  provider,
  changed_on,
  valid_from_on,
  decided_on,
  received_at,
  item_version,
  deleted,
  flags,
  platform.mask(name::text) AS name,
  sex_code,
  platform.mask(birth_on::text) AS birth_on,
  platform.mask(civil_capacity::text) AS civil_capacity,
  platform.mask(ward_residence_address::text) AS ward_residence_address,
  ward_residence_division_code,
  platform.mask(guardian_name::text) AS guardian_name,
  guardian_kind,
  guardian_relation,
  platform.mask(guardian_address::text) AS guardian_address,
  platform.mask(guardian_telephone::text) AS guardian_telephone,
  designating_body,
  platform.mask(designation_document_number::text) AS designation_document_number,
  designated_on,
  platform.mask(designation_reason::text) AS designation_reason,
  temporary,
  guardianship_scope,
  guardianship_from_on,
  guardianship_to_on,
  platform.mask(ending_reason::text) AS ending_reason,
  platform.mask(court_document_number::text) AS court_document_number,
  guardianship_status
FROM natural_person.guardianship;
COMMENT ON VIEW natural_person.guardianship_masked IS 'Designated guardianship, masked / 指定监护信息(脱敏)';
COMMENT ON COLUMN natural_person.guardianship_masked.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.guardianship_masked.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.guardianship_masked.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.guardianship_masked.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.guardianship_masked.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.guardianship_masked.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.guardianship_masked.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.guardianship_masked.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.guardianship_masked.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.guardianship_masked.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.guardianship_masked.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.guardianship_masked.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.guardianship_masked.name IS 'Name of the ward / 被监护人姓名';
COMMENT ON COLUMN natural_person.guardianship_masked.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.guardianship_masked.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.guardianship_masked.civil_capacity IS 'Civil capacity of the ward / 被监护人民事行为能力';
COMMENT ON COLUMN natural_person.guardianship_masked.ward_residence_address IS 'Address of the ward / 被监护人住址';
COMMENT ON COLUMN natural_person.guardianship_masked.ward_residence_division_code IS 'Division of the ward''s residence / 被监护人居住地行政区划代码';
COMMENT ON COLUMN natural_person.guardianship_masked.guardian_name IS 'Name of the guardian, person or organisation / 监护人姓名(名称)';
COMMENT ON COLUMN natural_person.guardianship_masked.guardian_kind IS 'Kind of guardian / 监护人类别';
COMMENT ON COLUMN natural_person.guardianship_masked.guardian_relation IS 'Relation of the guardian to the ward / 监护人与被监护人关系';
COMMENT ON COLUMN natural_person.guardianship_masked.guardian_address IS 'Address of the guardian / 监护人住址';
COMMENT ON COLUMN natural_person.guardianship_masked.guardian_telephone IS 'Telephone of the guardian / 监护人联系电话';
COMMENT ON COLUMN natural_person.guardianship_masked.designating_body IS 'Body that designated the guardian / 指定机关(组织)';
COMMENT ON COLUMN natural_person.guardianship_masked.designation_document_number IS 'Number of the designation / 指定文书号';
COMMENT ON COLUMN natural_person.guardianship_masked.designated_on IS 'Day of designation / 指定日期';
COMMENT ON COLUMN natural_person.guardianship_masked.designation_reason IS 'Reason of the designation / 指定原因';
COMMENT ON COLUMN natural_person.guardianship_masked.temporary IS 'Whether the guardianship is temporary / 是否临时监护';
COMMENT ON COLUMN natural_person.guardianship_masked.guardianship_scope IS 'Scope of the guardianship / 监护职责范围';
COMMENT ON COLUMN natural_person.guardianship_masked.guardianship_from_on IS 'First day of the guardianship / 监护开始日期';
COMMENT ON COLUMN natural_person.guardianship_masked.guardianship_to_on IS 'Last day of the guardianship / 监护终止日期';
COMMENT ON COLUMN natural_person.guardianship_masked.ending_reason IS 'Reason it ended / 终止原因';
COMMENT ON COLUMN natural_person.guardianship_masked.court_document_number IS 'Number of a court decision on it / 裁判文书号';
COMMENT ON COLUMN natural_person.guardianship_masked.guardianship_status IS 'Status of the guardianship / 监护状态';

DROP VIEW IF EXISTS natural_person.household_registration_masked;
CREATE VIEW natural_person.household_registration_masked AS
SELECT
  identity_type,
  platform.mask_identity(identity_type, identity_number) AS identity_number,
  platform.mask(record_id) AS record_id,
  record_version,
  provider,
  changed_on,
  valid_from_on,
  decided_on,
  received_at,
  item_version,
  deleted,
  flags,
  platform.mask(name::text) AS name,
  platform.mask(former_name::text) AS former_name,
  sex_code,
  platform.mask(birth_on::text) AS birth_on,
  ethnic_group_code,
  marital_status_code,
  birthplace_division_code,
  native_place_division_code,
  platform.mask(household_number::text) AS household_number,
  household_kind,
  relation_to_head,
  household_division_code,
  platform.mask(household_address::text) AS household_address,
  police_station,
  registration_reason,
  moved_in_on,
  moved_from_division_code,
  registration_status
FROM natural_person.household_registration;
COMMENT ON VIEW natural_person.household_registration_masked IS 'Household registration, masked / 户籍登记信息(脱敏)';
COMMENT ON COLUMN natural_person.household_registration_masked.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.household_registration_masked.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.household_registration_masked.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.household_registration_masked.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.household_registration_masked.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.household_registration_masked.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.household_registration_masked.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.household_registration_masked.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.household_registration_masked.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.household_registration_masked.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.household_registration_masked.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.household_registration_masked.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.household_registration_masked.name IS 'Name / 姓名';
COMMENT ON COLUMN natural_person.household_registration_masked.former_name IS 'Former name / 曾用名';
COMMENT ON COLUMN natural_person.household_registration_masked.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.household_registration_masked.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.household_registration_masked.ethnic_group_code IS 'Ethnic group / 民族代码';
COMMENT ON COLUMN natural_person.household_registration_masked.marital_status_code IS 'Marital status / 婚姻状况代码';
COMMENT ON COLUMN natural_person.household_registration_masked.birthplace_division_code IS 'Division of the birthplace / 出生地行政区划代码';
COMMENT ON COLUMN natural_person.household_registration_masked.native_place_division_code IS 'Division of the native place / 籍贯行政区划代码';
COMMENT ON COLUMN natural_person.household_registration_masked.household_number IS 'Number of the household / 户号';
COMMENT ON COLUMN natural_person.household_registration_masked.household_kind IS 'Family or collective household / 户别';
COMMENT ON COLUMN natural_person.household_registration_masked.relation_to_head IS 'Relation to the head of the household / 与户主关系';
COMMENT ON COLUMN natural_person.household_registration_masked.household_division_code IS 'Division of the household registration / 户籍地行政区划代码';
COMMENT ON COLUMN natural_person.household_registration_masked.household_address IS 'Address of the household registration / 户籍地址';
COMMENT ON COLUMN natural_person.household_registration_masked.police_station IS 'Police station in charge / 所属派出所';
COMMENT ON COLUMN natural_person.household_registration_masked.registration_reason IS 'Reason of the registration or move / 登记或迁移原因';
COMMENT ON COLUMN natural_person.household_registration_masked.moved_in_on IS 'Day of moving in / 迁入日期';
COMMENT ON COLUMN natural_person.household_registration_masked.moved_from_division_code IS 'Division moved from / 迁出地行政区划代码';
COMMENT ON COLUMN natural_person.household_registration_masked.registration_status IS 'Status of the registration / 户籍状态';

DROP VIEW IF EXISTS natural_person.housing_fund_registration_masked;
CREATE VIEW natural_person.housing_fund_registration_masked AS
SELECT
  identity_type,
  platform.mask_identity(identity_type, identity_number) AS identity_number,
  platform.mask(record_id) AS record_id,
  record_version,
  provider,
  changed_on,
  valid_from_on,
  decided_on,
  received_at,
  item_version,
  deleted,
  flags,
  platform.mask(name::text) AS name,
  sex_code,
  platform.mask(birth_on::text) AS birth_on,
  platform.mask(personal_account_number::text) AS personal_account_number,
  employer,
  platform.mask(employer_uscc::text) AS employer_uscc,
  platform.mask(employer_account_number::text) AS employer_account_number,
  opened_on,
  account_status,
  platform.mask(deposit_base_yuan::text) AS deposit_base_yuan,
  personal_rate_percent,
  employer_rate_percent,
  platform.mask(monthly_deposit_yuan::text) AS monthly_deposit_yuan,
  deposited_until_month,
  platform.mask(continuous_deposit_months::text) AS continuous_deposit_months,
  platform.mask(balance_yuan::text) AS balance_yuan,
  platform.mask(loan_outstanding::text) AS loan_outstanding,
  sealed_on,
  closed_on,
  closing_reason,
  transferred_from_division_code,
  managing_office,
  platform.mask(contact_telephone::text) AS contact_telephone
FROM natural_person.housing_fund_registration;
COMMENT ON VIEW natural_person.housing_fund_registration_masked IS 'Housing provident fund registration, masked / 住房公积金登记信息(脱敏)';
COMMENT ON COLUMN natural_person.housing_fund_registration_masked.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.housing_fund_registration_masked.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.housing_fund_registration_masked.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.housing_fund_registration_masked.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.housing_fund_registration_masked.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.housing_fund_registration_masked.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.housing_fund_registration_masked.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.housing_fund_registration_masked.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.housing_fund_registration_masked.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.housing_fund_registration_masked.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.housing_fund_registration_masked.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.housing_fund_registration_masked.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.housing_fund_registration_masked.name IS 'Name / 姓名';
COMMENT ON COLUMN natural_person.housing_fund_registration_masked.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.housing_fund_registration_masked.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.housing_fund_registration_masked.personal_account_number IS 'Number of the personal account / 个人公积金账号';
COMMENT ON COLUMN natural_person.housing_fund_registration_masked.employer IS 'Depositing employer / 缴存单位';
COMMENT ON COLUMN natural_person.housing_fund_registration_masked.employer_uscc IS 'Unified social credit code of the employer / 缴存单位统一社会信用代码';
COMMENT ON COLUMN natural_person.housing_fund_registration_masked.employer_account_number IS 'Number of the employer''s account / 单位公积金账号';
COMMENT ON COLUMN natural_person.housing_fund_registration_masked.opened_on IS 'Day the account was opened / 开户日期';
COMMENT ON COLUMN natural_person.housing_fund_registration_masked.account_status IS 'Status of the account: in deposit, sealed, closed / 账户状态';
COMMENT ON COLUMN natural_person.housing_fund_registration_masked.deposit_base_yuan IS 'Monthly deposit base, yuan / 月缴存基数(元)';
COMMENT ON COLUMN natural_person.housing_fund_registration_masked.personal_rate_percent IS 'Rate of the person, percent / 个人缴存比例(%)';
COMMENT ON COLUMN natural_person.housing_fund_registration_masked.employer_rate_percent IS 'Rate of the employer, percent / 单位缴存比例(%)';
COMMENT ON COLUMN natural_person.housing_fund_registration_masked.monthly_deposit_yuan IS 'Monthly deposit of both, yuan / 月缴存额(元)';
COMMENT ON COLUMN natural_person.housing_fund_registration_masked.deposited_until_month IS 'Latest month deposited for, YYYY-MM / 缴至年月';
COMMENT ON COLUMN natural_person.housing_fund_registration_masked.continuous_deposit_months IS 'Months of continuous deposit / 连续缴存月数';
COMMENT ON COLUMN natural_person.housing_fund_registration_masked.balance_yuan IS 'Balance, yuan / 账户余额(元)';
COMMENT ON COLUMN natural_person.housing_fund_registration_masked.loan_outstanding IS 'Whether a housing fund loan is outstanding / 是否有未结清公积金贷款';
COMMENT ON COLUMN natural_person.housing_fund_registration_masked.sealed_on IS 'Day the account was sealed / 封存日期';
COMMENT ON COLUMN natural_person.housing_fund_registration_masked.closed_on IS 'Day the account was closed / 销户日期';
COMMENT ON COLUMN natural_person.housing_fund_registration_masked.closing_reason IS 'Reason of closing / 销户原因';
COMMENT ON COLUMN natural_person.housing_fund_registration_masked.transferred_from_division_code IS 'Division the account was transferred from / 转入前缴存地行政区划代码';
COMMENT ON COLUMN natural_person.housing_fund_registration_masked.managing_office IS 'Management office in charge / 管理部';
COMMENT ON COLUMN natural_person.housing_fund_registration_masked.contact_telephone IS 'Telephone / 联系电话';

DROP VIEW IF EXISTS natural_person.individual_tax_masked;
CREATE VIEW natural_person.individual_tax_masked AS
SELECT
  identity_type,
  platform.mask_identity(identity_type, identity_number) AS identity_number,
  platform.mask(record_id) AS record_id,
  record_version,
  provider,
  changed_on,
  valid_from_on,
  decided_on,
  received_at,
  item_version,
  deleted,
  flags,
  platform.mask(name::text) AS name,
  sex_code,
  platform.mask(birth_on::text) AS birth_on,
  country_code,
  resident_taxpayer,
  platform.mask(taxpayer_number::text) AS taxpayer_number,
  platform.mask(income_kind::text) AS income_kind,
  tax_year,
  period_from_on,
  period_to_on,
  platform.mask(income_yuan::text) AS income_yuan,
  platform.mask(expenses_yuan::text) AS expenses_yuan,
  platform.mask(tax_exempt_income_yuan::text) AS tax_exempt_income_yuan,
  platform.mask(basic_deduction_yuan::text) AS basic_deduction_yuan,
  platform.mask(special_deduction_yuan::text) AS special_deduction_yuan,
  platform.mask(special_additional_deduction_yuan::text) AS special_additional_deduction_yuan,
  platform.mask(other_deduction_yuan::text) AS other_deduction_yuan,
  platform.mask(donation_deduction_yuan::text) AS donation_deduction_yuan,
  platform.mask(taxable_income_yuan::text) AS taxable_income_yuan,
  platform.mask(tax_rate_percent::text) AS tax_rate_percent,
  platform.mask(quick_deduction_yuan::text) AS quick_deduction_yuan,
  platform.mask(tax_payable_yuan::text) AS tax_payable_yuan,
  platform.mask(tax_relief_yuan::text) AS tax_relief_yuan,
  platform.mask(tax_paid_yuan::text) AS tax_paid_yuan,
  withholding_agent,
  platform.mask(withholding_agent_uscc::text) AS withholding_agent_uscc,
  declared_on,
  paid_on,
  platform.mask(payment_certificate_number::text) AS payment_certificate_number,
  tax_authority,
  tax_division_code,
  corrected
FROM natural_person.individual_tax;
COMMENT ON VIEW natural_person.individual_tax_masked IS 'Individual tax, masked / 个人纳税信息(脱敏)';
COMMENT ON COLUMN natural_person.individual_tax_masked.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.individual_tax_masked.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.individual_tax_masked.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.individual_tax_masked.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.individual_tax_masked.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.individual_tax_masked.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.individual_tax_masked.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.individual_tax_masked.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.individual_tax_masked.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.individual_tax_masked.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.individual_tax_masked.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.individual_tax_masked.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.individual_tax_masked.name IS 'Name / 姓名';
COMMENT ON COLUMN natural_person.individual_tax_masked.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.individual_tax_masked.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.individual_tax_masked.country_code IS 'Country of nationality / 国籍代码';
COMMENT ON COLUMN natural_person.individual_tax_masked.resident_taxpayer IS 'Whether the person is a resident individual for tax / 是否居民个人';
COMMENT ON COLUMN natural_person.individual_tax_masked.taxpayer_number IS 'Taxpayer identification number / 纳税人识别号';
COMMENT ON COLUMN natural_person.individual_tax_masked.income_kind IS 'Kind of income / 所得项目';
COMMENT ON COLUMN natural_person.individual_tax_masked.tax_year IS 'Year of the tax / 纳税年度';
COMMENT ON COLUMN natural_person.individual_tax_masked.period_from_on IS 'First day of the period / 税款所属期起';
COMMENT ON COLUMN natural_person.individual_tax_masked.period_to_on IS 'Last day of the period / 税款所属期止';
COMMENT ON COLUMN natural_person.individual_tax_masked.income_yuan IS 'Income, yuan / 收入额(元)';
COMMENT ON COLUMN natural_person.individual_tax_masked.expenses_yuan IS 'Expenses deducted from the income, yuan / 费用(元)';
COMMENT ON COLUMN natural_person.individual_tax_masked.tax_exempt_income_yuan IS 'Income exempt from tax, yuan / 免税收入(元)';
COMMENT ON COLUMN natural_person.individual_tax_masked.basic_deduction_yuan IS 'Basic deduction, yuan / 减除费用(元)';
COMMENT ON COLUMN natural_person.individual_tax_masked.special_deduction_yuan IS 'Special deductions: social insurance and housing fund, yuan / 专项扣除(元)';
COMMENT ON COLUMN natural_person.individual_tax_masked.special_additional_deduction_yuan IS 'Special additional deductions, yuan / 专项附加扣除(元)';
COMMENT ON COLUMN natural_person.individual_tax_masked.other_deduction_yuan IS 'Other deductions, yuan / 其他扣除(元)';
COMMENT ON COLUMN natural_person.individual_tax_masked.donation_deduction_yuan IS 'Donations that may be deducted, yuan / 准予扣除的捐赠额(元)';
COMMENT ON COLUMN natural_person.individual_tax_masked.taxable_income_yuan IS 'Taxable income, yuan / 应纳税所得额(元)';
COMMENT ON COLUMN natural_person.individual_tax_masked.tax_rate_percent IS 'Rate of tax, per cent / 税率(百分之)';
COMMENT ON COLUMN natural_person.individual_tax_masked.quick_deduction_yuan IS 'Quick deduction of the rate, yuan / 速算扣除数(元)';
COMMENT ON COLUMN natural_person.individual_tax_masked.tax_payable_yuan IS 'Tax payable, yuan / 应纳税额(元)';
COMMENT ON COLUMN natural_person.individual_tax_masked.tax_relief_yuan IS 'Tax relief, yuan / 减免税额(元)';
COMMENT ON COLUMN natural_person.individual_tax_masked.tax_paid_yuan IS 'Tax paid, yuan / 已缴(扣)税额(元)';
COMMENT ON COLUMN natural_person.individual_tax_masked.withholding_agent IS 'Withholding agent / 扣缴义务人';
COMMENT ON COLUMN natural_person.individual_tax_masked.withholding_agent_uscc IS 'Unified social credit code of the withholding agent / 扣缴义务人统一社会信用代码';
COMMENT ON COLUMN natural_person.individual_tax_masked.declared_on IS 'Day of declaration / 申报日期';
COMMENT ON COLUMN natural_person.individual_tax_masked.paid_on IS 'Day the tax reached the treasury / 入库日期';
COMMENT ON COLUMN natural_person.individual_tax_masked.payment_certificate_number IS 'Number of the tax payment certificate / 完税证明号码';
COMMENT ON COLUMN natural_person.individual_tax_masked.tax_authority IS 'Tax authority in charge / 主管税务机关';
COMMENT ON COLUMN natural_person.individual_tax_masked.tax_division_code IS 'Division of the tax authority / 主管税务机关行政区划代码';
COMMENT ON COLUMN natural_person.individual_tax_masked.corrected IS 'Whether it corrects an earlier declaration / 是否更正申报';

DROP VIEW IF EXISTS natural_person.marriage_masked;
CREATE VIEW natural_person.marriage_masked AS
SELECT
  identity_type,
  platform.mask_identity(identity_type, identity_number) AS identity_number,
  platform.mask(record_id) AS record_id,
  record_version,
  provider,
  changed_on,
  valid_from_on,
  decided_on,
  received_at,
  item_version,
  deleted,
  flags,
  platform.mask(name::text) AS name,
  sex_code,
  platform.mask(birth_on::text) AS birth_on,
  ethnic_group_code,
  country_code,
  marital_status_before_code,
  platform.mask(spouse_name::text) AS spouse_name,
  spouse_sex_code,
  platform.mask(spouse_birth_on::text) AS spouse_birth_on,
  spouse_ethnic_group_code,
  spouse_country_code,
  spouse_marital_status_before_code,
  registration_kind,
  registered_on,
  platform.mask(certificate_number::text) AS certificate_number,
  registration_authority,
  registration_division_code,
  marriage_ended_on,
  platform.mask(court_document_number::text) AS court_document_number,
  platform.mask(registrar_name::text) AS registrar_name,
  registration_status
FROM natural_person.marriage;
COMMENT ON VIEW natural_person.marriage_masked IS 'Marriage registration, masked / 婚姻登记信息(脱敏)';
COMMENT ON COLUMN natural_person.marriage_masked.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.marriage_masked.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.marriage_masked.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.marriage_masked.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.marriage_masked.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.marriage_masked.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.marriage_masked.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.marriage_masked.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.marriage_masked.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.marriage_masked.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.marriage_masked.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.marriage_masked.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.marriage_masked.name IS 'Name of the first party / 当事人姓名';
COMMENT ON COLUMN natural_person.marriage_masked.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.marriage_masked.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.marriage_masked.ethnic_group_code IS 'Ethnic group / 民族代码';
COMMENT ON COLUMN natural_person.marriage_masked.country_code IS 'Country of nationality / 国籍代码';
COMMENT ON COLUMN natural_person.marriage_masked.marital_status_before_code IS 'Marital status before the registration / 登记前婚姻状况代码';
COMMENT ON COLUMN natural_person.marriage_masked.spouse_name IS 'Name of the other party / 配偶姓名';
COMMENT ON COLUMN natural_person.marriage_masked.spouse_sex_code IS 'Sex of the other party / 配偶性别代码';
COMMENT ON COLUMN natural_person.marriage_masked.spouse_birth_on IS 'Day of birth of the other party / 配偶出生日期';
COMMENT ON COLUMN natural_person.marriage_masked.spouse_ethnic_group_code IS 'Ethnic group of the other party / 配偶民族代码';
COMMENT ON COLUMN natural_person.marriage_masked.spouse_country_code IS 'Country of nationality of the other party / 配偶国籍代码';
COMMENT ON COLUMN natural_person.marriage_masked.spouse_marital_status_before_code IS 'Marital status of the other party before the registration / 配偶登记前婚姻状况代码';
COMMENT ON COLUMN natural_person.marriage_masked.registration_kind IS 'What was registered / 登记业务类型';
COMMENT ON COLUMN natural_person.marriage_masked.registered_on IS 'Day of registration / 登记日期';
COMMENT ON COLUMN natural_person.marriage_masked.certificate_number IS 'Number of the marriage or divorce certificate / 婚姻登记证字号';
COMMENT ON COLUMN natural_person.marriage_masked.registration_authority IS 'Registering authority / 婚姻登记机关';
COMMENT ON COLUMN natural_person.marriage_masked.registration_division_code IS 'Division of the registering authority / 登记机关行政区划代码';
COMMENT ON COLUMN natural_person.marriage_masked.marriage_ended_on IS 'Day the marriage ended by divorce or annulment / 婚姻关系终止日期';
COMMENT ON COLUMN natural_person.marriage_masked.court_document_number IS 'Number of the court judgment or mediation document the registration follows / 裁判文书号';
COMMENT ON COLUMN natural_person.marriage_masked.registrar_name IS 'Name of the registrar / 婚姻登记员姓名';
COMMENT ON COLUMN natural_person.marriage_masked.registration_status IS 'Status of the registration / 登记状态';

DROP VIEW IF EXISTS natural_person.practising_certificate_masked;
CREATE VIEW natural_person.practising_certificate_masked AS
SELECT
  identity_type,
  platform.mask_identity(identity_type, identity_number) AS identity_number,
  platform.mask(record_id) AS record_id,
  record_version,
  provider,
  changed_on,
  valid_from_on,
  decided_on,
  received_at,
  item_version,
  deleted,
  flags,
  platform.mask(name::text) AS name,
  sex_code,
  platform.mask(birth_on::text) AS birth_on,
  certificate_title,
  practice_kind,
  practice_scope,
  platform.mask(certificate_number::text) AS certificate_number,
  platform.mask(qualification_certificate_number::text) AS qualification_certificate_number,
  practising_institution,
  platform.mask(practising_institution_uscc::text) AS practising_institution_uscc,
  practice_division_code,
  first_registered_on,
  issued_on,
  certificate_valid_from_on,
  certificate_valid_until_on,
  issuing_authority,
  platform.mask(issuing_authority_uscc::text) AS issuing_authority_uscc,
  assessment_year,
  platform.mask(assessment_result::text) AS assessment_result,
  certificate_status,
  platform.mask(suspended_from_on::text) AS suspended_from_on,
  platform.mask(suspended_to_on::text) AS suspended_to_on,
  cancelled_on,
  platform.mask(cancellation_reason::text) AS cancellation_reason
FROM natural_person.practising_certificate;
COMMENT ON VIEW natural_person.practising_certificate_masked IS 'Practising certificates, masked / 执业证书信息(脱敏)';
COMMENT ON COLUMN natural_person.practising_certificate_masked.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.practising_certificate_masked.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.practising_certificate_masked.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.practising_certificate_masked.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.practising_certificate_masked.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.practising_certificate_masked.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.practising_certificate_masked.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.practising_certificate_masked.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.practising_certificate_masked.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.practising_certificate_masked.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.practising_certificate_masked.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.practising_certificate_masked.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.practising_certificate_masked.name IS 'Name / 姓名';
COMMENT ON COLUMN natural_person.practising_certificate_masked.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.practising_certificate_masked.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.practising_certificate_masked.certificate_title IS 'Title of the certificate / 证书名称';
COMMENT ON COLUMN natural_person.practising_certificate_masked.practice_kind IS 'Kind of practice / 执业类别';
COMMENT ON COLUMN natural_person.practising_certificate_masked.practice_scope IS 'Scope of practice / 执业范围';
COMMENT ON COLUMN natural_person.practising_certificate_masked.certificate_number IS 'Number of the practising certificate / 执业证书编号';
COMMENT ON COLUMN natural_person.practising_certificate_masked.qualification_certificate_number IS 'Number of the qualification certificate behind it / 资格证书编号';
COMMENT ON COLUMN natural_person.practising_certificate_masked.practising_institution IS 'Institution of practice / 执业机构';
COMMENT ON COLUMN natural_person.practising_certificate_masked.practising_institution_uscc IS 'Unified social credit code of that institution / 执业机构统一社会信用代码';
COMMENT ON COLUMN natural_person.practising_certificate_masked.practice_division_code IS 'Division of the place of practice / 执业地行政区划代码';
COMMENT ON COLUMN natural_person.practising_certificate_masked.first_registered_on IS 'Day of the first registration / 首次注册日期';
COMMENT ON COLUMN natural_person.practising_certificate_masked.issued_on IS 'Day of issue / 发证日期';
COMMENT ON COLUMN natural_person.practising_certificate_masked.certificate_valid_from_on IS 'First day the certificate is valid / 有效期自';
COMMENT ON COLUMN natural_person.practising_certificate_masked.certificate_valid_until_on IS 'Last day the certificate is valid / 有效期至';
COMMENT ON COLUMN natural_person.practising_certificate_masked.issuing_authority IS 'Issuing authority / 发证机关';
COMMENT ON COLUMN natural_person.practising_certificate_masked.issuing_authority_uscc IS 'Unified social credit code of the issuing authority / 发证机关统一社会信用代码';
COMMENT ON COLUMN natural_person.practising_certificate_masked.assessment_year IS 'Year of the latest assessment / 最近考核年度';
COMMENT ON COLUMN natural_person.practising_certificate_masked.assessment_result IS 'Result of the latest assessment / 最近考核结果';
COMMENT ON COLUMN natural_person.practising_certificate_masked.certificate_status IS 'Status of the certificate / 执业状态';
COMMENT ON COLUMN natural_person.practising_certificate_masked.suspended_from_on IS 'First day of a suspension / 停止执业起始日期';
COMMENT ON COLUMN natural_person.practising_certificate_masked.suspended_to_on IS 'Last day of a suspension / 停止执业截止日期';
COMMENT ON COLUMN natural_person.practising_certificate_masked.cancelled_on IS 'Day of cancellation / 注销(吊销)日期';
COMMENT ON COLUMN natural_person.practising_certificate_masked.cancellation_reason IS 'Reason of cancellation / 注销(吊销)原因';

DROP VIEW IF EXISTS natural_person.qualification_certificate_masked;
CREATE VIEW natural_person.qualification_certificate_masked AS
SELECT
  identity_type,
  platform.mask_identity(identity_type, identity_number) AS identity_number,
  platform.mask(record_id) AS record_id,
  record_version,
  provider,
  changed_on,
  valid_from_on,
  decided_on,
  received_at,
  item_version,
  deleted,
  flags,
  platform.mask(name::text) AS name,
  sex_code,
  platform.mask(birth_on::text) AS birth_on,
  certificate_title,
  qualification_kind,
  occupation,
  occupation_code,
  speciality,
  qualification_level,
  platform.mask(certificate_number::text) AS certificate_number,
  platform.mask(management_number::text) AS management_number,
  acquired_by,
  acquired_on,
  issued_on,
  certificate_valid_until_on,
  issuing_authority,
  platform.mask(issuing_authority_uscc::text) AS issuing_authority_uscc,
  issuing_division_code,
  licence_identifier,
  certificate_status,
  revoked_on,
  platform.mask(revocation_reason::text) AS revocation_reason
FROM natural_person.qualification_certificate;
COMMENT ON VIEW natural_person.qualification_certificate_masked IS 'Qualification certificates, masked / 职业资格证书信息(脱敏)';
COMMENT ON COLUMN natural_person.qualification_certificate_masked.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.qualification_certificate_masked.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.qualification_certificate_masked.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.qualification_certificate_masked.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.qualification_certificate_masked.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.qualification_certificate_masked.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.qualification_certificate_masked.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.qualification_certificate_masked.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.qualification_certificate_masked.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.qualification_certificate_masked.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.qualification_certificate_masked.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.qualification_certificate_masked.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.qualification_certificate_masked.name IS 'Name / 姓名';
COMMENT ON COLUMN natural_person.qualification_certificate_masked.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.qualification_certificate_masked.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.qualification_certificate_masked.certificate_title IS 'Title of the certificate / 证书名称';
COMMENT ON COLUMN natural_person.qualification_certificate_masked.qualification_kind IS 'Kind of qualification / 职业资格类别';
COMMENT ON COLUMN natural_person.qualification_certificate_masked.occupation IS 'Occupation / 职业(工种)';
COMMENT ON COLUMN natural_person.qualification_certificate_masked.occupation_code IS 'Code of the occupation / 职业编码';
COMMENT ON COLUMN natural_person.qualification_certificate_masked.speciality IS 'Speciality / 专业类别';
COMMENT ON COLUMN natural_person.qualification_certificate_masked.qualification_level IS 'Level of the qualification / 资格级别';
COMMENT ON COLUMN natural_person.qualification_certificate_masked.certificate_number IS 'Number of the certificate / 证书编号';
COMMENT ON COLUMN natural_person.qualification_certificate_masked.management_number IS 'Management number of the certificate / 管理号';
COMMENT ON COLUMN natural_person.qualification_certificate_masked.acquired_by IS 'How it was acquired: examination, assessment, recognition / 取得方式';
COMMENT ON COLUMN natural_person.qualification_certificate_masked.acquired_on IS 'Day the qualification was acquired / 取得日期';
COMMENT ON COLUMN natural_person.qualification_certificate_masked.issued_on IS 'Day of issue / 发证日期';
COMMENT ON COLUMN natural_person.qualification_certificate_masked.certificate_valid_until_on IS 'Last day the certificate is valid; none if it does not end / 有效期至';
COMMENT ON COLUMN natural_person.qualification_certificate_masked.issuing_authority IS 'Issuing authority / 发证机关';
COMMENT ON COLUMN natural_person.qualification_certificate_masked.issuing_authority_uscc IS 'Unified social credit code of the issuing authority / 发证机关统一社会信用代码';
COMMENT ON COLUMN natural_person.qualification_certificate_masked.issuing_division_code IS 'Division of the issuing authority / 发证机关行政区划代码';
COMMENT ON COLUMN natural_person.qualification_certificate_masked.licence_identifier IS 'Identifier of the electronic licence / 电子证照标识';
COMMENT ON COLUMN natural_person.qualification_certificate_masked.certificate_status IS 'Status of the certificate / 证书状态';
COMMENT ON COLUMN natural_person.qualification_certificate_masked.revoked_on IS 'Day of revocation / 撤销(注销)日期';
COMMENT ON COLUMN natural_person.qualification_certificate_masked.revocation_reason IS 'Reason of revocation / 撤销(注销)原因';

DROP VIEW IF EXISTS natural_person.residence_masked;
CREATE VIEW natural_person.residence_masked AS
SELECT
  identity_type,
  platform.mask_identity(identity_type, identity_number) AS identity_number,
  platform.mask(record_id) AS record_id,
  record_version,
  provider,
  changed_on,
  valid_from_on,
  decided_on,
  received_at,
  item_version,
  deleted,
  flags,
  platform.mask(name::text) AS name,
  platform.mask(former_name::text) AS former_name,
  sex_code,
  platform.mask(birth_on::text) AS birth_on,
  ethnic_group_code,
  education_level_code,
  marital_status_code,
  employment_status_code,
  occupation,
  native_place_division_code,
  household_kind,
  household_division_code,
  platform.mask(household_address::text) AS household_address,
  residence_division_code,
  platform.mask(residence_address::text) AS residence_address,
  platform.mask(residence_address_number::text) AS residence_address_number,
  residence_kind,
  residence_reason,
  arrived_on,
  resided_from_on,
  registered_on,
  declared_off_on,
  platform.mask(residence_permit_number::text) AS residence_permit_number,
  permit_issued_on,
  permit_endorsed_until_on,
  permit_status,
  employer,
  platform.mask(employer_uscc::text) AS employer_uscc,
  platform.mask(contact_telephone::text) AS contact_telephone,
  platform.mask(landlord_name::text) AS landlord_name,
  platform.mask(landlord_telephone::text) AS landlord_telephone,
  registration_office
FROM natural_person.residence;
COMMENT ON VIEW natural_person.residence_masked IS 'Residence registration of the floating population, masked / 流动人口居住登记信息(脱敏)';
COMMENT ON COLUMN natural_person.residence_masked.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.residence_masked.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.residence_masked.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.residence_masked.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.residence_masked.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.residence_masked.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.residence_masked.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.residence_masked.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.residence_masked.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.residence_masked.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.residence_masked.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.residence_masked.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.residence_masked.name IS 'Name / 姓名';
COMMENT ON COLUMN natural_person.residence_masked.former_name IS 'Former name / 曾用名';
COMMENT ON COLUMN natural_person.residence_masked.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.residence_masked.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.residence_masked.ethnic_group_code IS 'Ethnic group / 民族代码';
COMMENT ON COLUMN natural_person.residence_masked.education_level_code IS 'Level of education / 文化程度代码';
COMMENT ON COLUMN natural_person.residence_masked.marital_status_code IS 'Marital status / 婚姻状况代码';
COMMENT ON COLUMN natural_person.residence_masked.employment_status_code IS 'Status of employment / 从业状况代码';
COMMENT ON COLUMN natural_person.residence_masked.occupation IS 'Occupation / 职业';
COMMENT ON COLUMN natural_person.residence_masked.native_place_division_code IS 'Division of the native place / 籍贯行政区划代码';
COMMENT ON COLUMN natural_person.residence_masked.household_kind IS 'Kind of household registration / 户口性质';
COMMENT ON COLUMN natural_person.residence_masked.household_division_code IS 'Division of the household registration / 户籍地行政区划代码';
COMMENT ON COLUMN natural_person.residence_masked.household_address IS 'Address of the household registration / 户籍地址';
COMMENT ON COLUMN natural_person.residence_masked.residence_division_code IS 'Division of the residence / 居住地行政区划代码';
COMMENT ON COLUMN natural_person.residence_masked.residence_address IS 'Address of the residence / 居住地址';
COMMENT ON COLUMN natural_person.residence_masked.residence_address_number IS 'Code of the standard address of the residence / 居住地标准地址编码';
COMMENT ON COLUMN natural_person.residence_masked.residence_kind IS 'Kind of residence: rented, own, dormitory, with relatives / 居住处所类别';
COMMENT ON COLUMN natural_person.residence_masked.residence_reason IS 'Reason of residing / 居住事由';
COMMENT ON COLUMN natural_person.residence_masked.arrived_on IS 'Day of arrival in the Municipality / 来穗日期';
COMMENT ON COLUMN natural_person.residence_masked.resided_from_on IS 'First day at the residence / 居住开始日期';
COMMENT ON COLUMN natural_person.residence_masked.registered_on IS 'Day of registration / 居住登记日期';
COMMENT ON COLUMN natural_person.residence_masked.declared_off_on IS 'Day the person left or was declared off / 居住登记注销日期';
COMMENT ON COLUMN natural_person.residence_masked.residence_permit_number IS 'Number of the residence permit / 居住证号';
COMMENT ON COLUMN natural_person.residence_masked.permit_issued_on IS 'Day of issue of the permit / 居住证签发日期';
COMMENT ON COLUMN natural_person.residence_masked.permit_endorsed_until_on IS 'Last day the permit is endorsed for / 居住证签注有效期至';
COMMENT ON COLUMN natural_person.residence_masked.permit_status IS 'Status of the permit / 居住证状态';
COMMENT ON COLUMN natural_person.residence_masked.employer IS 'Employer / 从业单位';
COMMENT ON COLUMN natural_person.residence_masked.employer_uscc IS 'Unified social credit code of the employer / 从业单位统一社会信用代码';
COMMENT ON COLUMN natural_person.residence_masked.contact_telephone IS 'Telephone / 联系电话';
COMMENT ON COLUMN natural_person.residence_masked.landlord_name IS 'Name of the landlord / 房屋出租人姓名';
COMMENT ON COLUMN natural_person.residence_masked.landlord_telephone IS 'Telephone of the landlord / 房屋出租人联系电话';
COMMENT ON COLUMN natural_person.residence_masked.registration_office IS 'Office that registered / 登记机构';

DROP VIEW IF EXISTS natural_person.social_security_masked;
CREATE VIEW natural_person.social_security_masked AS
SELECT
  identity_type,
  platform.mask_identity(identity_type, identity_number) AS identity_number,
  platform.mask(record_id) AS record_id,
  record_version,
  provider,
  changed_on,
  valid_from_on,
  decided_on,
  received_at,
  item_version,
  deleted,
  flags,
  platform.mask(name::text) AS name,
  sex_code,
  platform.mask(birth_on::text) AS birth_on,
  employment_status_code,
  platform.mask(social_security_card_number::text) AS social_security_card_number,
  platform.mask(personal_account_number::text) AS personal_account_number,
  insurance_kind_code,
  participation_status_code,
  participant_kind,
  employer,
  platform.mask(employer_uscc::text) AS employer_uscc,
  insured_from_on,
  insured_to_on,
  platform.mask(contribution_base_yuan::text) AS contribution_base_yuan,
  platform.mask(contribution_months::text) AS contribution_months,
  last_contribution_month,
  platform.mask(benefit_kind::text) AS benefit_kind,
  platform.mask(benefit_from_on::text) AS benefit_from_on,
  platform.mask(benefit_status::text) AS benefit_status,
  handling_institution,
  insured_division_code,
  transferred_from_division_code
FROM natural_person.social_security;
COMMENT ON VIEW natural_person.social_security_masked IS 'Social security, masked / 社会保险信息(脱敏)';
COMMENT ON COLUMN natural_person.social_security_masked.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.social_security_masked.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.social_security_masked.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.social_security_masked.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.social_security_masked.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.social_security_masked.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.social_security_masked.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.social_security_masked.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.social_security_masked.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.social_security_masked.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.social_security_masked.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.social_security_masked.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.social_security_masked.name IS 'Name / 姓名';
COMMENT ON COLUMN natural_person.social_security_masked.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.social_security_masked.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.social_security_masked.employment_status_code IS 'Status of employment / 从业状况代码';
COMMENT ON COLUMN natural_person.social_security_masked.social_security_card_number IS 'Number of the social security card / 社会保障卡号';
COMMENT ON COLUMN natural_person.social_security_masked.personal_account_number IS 'Personal number in the insurance system / 个人编号';
COMMENT ON COLUMN natural_person.social_security_masked.insurance_kind_code IS 'Branch of insurance / 险种类型代码';
COMMENT ON COLUMN natural_person.social_security_masked.participation_status_code IS 'Status of participation / 参保状态代码';
COMMENT ON COLUMN natural_person.social_security_masked.participant_kind IS 'Kind of participant: employee, civil servant, resident, self-employed / 参保人员类别';
COMMENT ON COLUMN natural_person.social_security_masked.employer IS 'Employer that pays the contributions / 参保单位';
COMMENT ON COLUMN natural_person.social_security_masked.employer_uscc IS 'Unified social credit code of the employer / 参保单位统一社会信用代码';
COMMENT ON COLUMN natural_person.social_security_masked.insured_from_on IS 'First day of participation / 参保开始日期';
COMMENT ON COLUMN natural_person.social_security_masked.insured_to_on IS 'Last day of participation / 参保终止日期';
COMMENT ON COLUMN natural_person.social_security_masked.contribution_base_yuan IS 'Monthly contribution base, yuan / 月缴费基数(元)';
COMMENT ON COLUMN natural_person.social_security_masked.contribution_months IS 'Months of contribution so far / 累计缴费月数';
COMMENT ON COLUMN natural_person.social_security_masked.last_contribution_month IS 'Latest month contributed for, YYYY-MM / 最近缴费月份';
COMMENT ON COLUMN natural_person.social_security_masked.benefit_kind IS 'Benefit now received / 享受待遇类别';
COMMENT ON COLUMN natural_person.social_security_masked.benefit_from_on IS 'First day of the benefit / 待遇享受开始日期';
COMMENT ON COLUMN natural_person.social_security_masked.benefit_status IS 'Status of the benefit / 待遇状态';
COMMENT ON COLUMN natural_person.social_security_masked.handling_institution IS 'Social insurance institution in charge / 社保经办机构';
COMMENT ON COLUMN natural_person.social_security_masked.insured_division_code IS 'Division of insurance / 参保地行政区划代码';
COMMENT ON COLUMN natural_person.social_security_masked.transferred_from_division_code IS 'Division the relation was transferred from / 转入前参保地行政区划代码';

DROP VIEW IF EXISTS natural_person.subsistence_allowance_masked;
CREATE VIEW natural_person.subsistence_allowance_masked AS
SELECT
  identity_type,
  platform.mask_identity(identity_type, identity_number) AS identity_number,
  platform.mask(record_id) AS record_id,
  record_version,
  provider,
  changed_on,
  valid_from_on,
  decided_on,
  received_at,
  item_version,
  deleted,
  flags,
  platform.mask(name::text) AS name,
  sex_code,
  platform.mask(birth_on::text) AS birth_on,
  platform.mask(household_head_name::text) AS household_head_name,
  relation_to_head,
  family_member_count,
  covered_member_count,
  assistance_kind,
  platform.mask(certificate_number::text) AS certificate_number,
  platform.mask(health_status_code::text) AS health_status_code,
  employment_status_code,
  platform.mask(poverty_cause::text) AS poverty_cause,
  platform.mask(family_monthly_income_yuan::text) AS family_monthly_income_yuan,
  platform.mask(monthly_income_per_person_yuan::text) AS monthly_income_per_person_yuan,
  platform.mask(monthly_allowance_yuan::text) AS monthly_allowance_yuan,
  applied_on,
  approved_on,
  approval_authority,
  allowance_from_on,
  next_review_on,
  residence_division_code,
  platform.mask(residence_address::text) AS residence_address,
  allowance_status,
  stopped_on,
  platform.mask(stop_reason::text) AS stop_reason
FROM natural_person.subsistence_allowance;
COMMENT ON VIEW natural_person.subsistence_allowance_masked IS 'Subsistence allowances, masked / 最低生活保障信息(脱敏)';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.name IS 'Name / 姓名';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.household_head_name IS 'Name of the applicant of the household / 户主(申请人)姓名';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.relation_to_head IS 'Relation to the applicant / 与户主关系';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.family_member_count IS 'Members of the family / 家庭成员数';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.covered_member_count IS 'Members the assistance covers / 保障人口数';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.assistance_kind IS 'Kind of assistance / 救助类别';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.certificate_number IS 'Number of the assistance certificate / 救助证号';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.health_status_code IS 'State of health / 健康状况代码';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.employment_status_code IS 'Status of employment / 从业状况代码';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.poverty_cause IS 'Cause of hardship / 致困原因';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.family_monthly_income_yuan IS 'Monthly income of the family, yuan / 家庭月收入(元)';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.monthly_income_per_person_yuan IS 'Monthly income per person, yuan / 家庭月人均收入(元)';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.monthly_allowance_yuan IS 'Monthly allowance of the family, yuan / 月保障金额(元)';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.applied_on IS 'Day of application / 申请日期';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.approved_on IS 'Day of approval / 审批日期';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.approval_authority IS 'Approving authority / 审批机关';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.allowance_from_on IS 'First day of the allowance / 保障开始日期';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.next_review_on IS 'Day of the next review / 下次复核日期';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.residence_division_code IS 'Division of the residence / 居住地行政区划代码';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.residence_address IS 'Address of the residence / 居住地址';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.allowance_status IS 'Status of the allowance / 保障状态';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.stopped_on IS 'Day the allowance stopped / 停保日期';
COMMENT ON COLUMN natural_person.subsistence_allowance_masked.stop_reason IS 'Reason it stopped / 停保原因';

DROP VIEW IF EXISTS natural_resource.climate_masked;
CREATE VIEW natural_resource.climate_masked AS
SELECT
  identity_type,
  platform.mask_identity(identity_type, identity_number) AS identity_number,
  platform.mask(record_id) AS record_id,
  record_version,
  provider,
  changed_on,
  valid_from_on,
  decided_on,
  received_at,
  item_version,
  deleted,
  flags,
  station_name,
  station_number,
  division_code,
  latitude,
  longitude,
  elevation_metres,
  observed_at,
  air_temperature_celsius,
  air_temperature_max_celsius,
  air_temperature_min_celsius,
  relative_humidity_percent,
  precipitation_millimetres,
  precipitation_24h_millimetres,
  station_pressure_hectopascals,
  sea_level_pressure_hectopascals,
  wind_speed_metres_per_second,
  wind_direction_degrees,
  gust_metres_per_second,
  visibility_metres,
  sunshine_minutes,
  evaporation_millimetres,
  cloud_cover_percent,
  weather_phenomenon,
  observation_quality
FROM natural_resource.climate;
COMMENT ON VIEW natural_resource.climate_masked IS 'Climate observations, masked / 气候(气象)信息(脱敏)';
COMMENT ON COLUMN natural_resource.climate_masked.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_resource.climate_masked.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_resource.climate_masked.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_resource.climate_masked.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_resource.climate_masked.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_resource.climate_masked.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_resource.climate_masked.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_resource.climate_masked.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_resource.climate_masked.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_resource.climate_masked.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_resource.climate_masked.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_resource.climate_masked.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_resource.climate_masked.station_name IS 'Name of the station / 站点名称';
COMMENT ON COLUMN natural_resource.climate_masked.station_number IS 'Number of the station in the observation network / 区站号';
COMMENT ON COLUMN natural_resource.climate_masked.division_code IS 'County-level division of the station / 行政区划代码';
COMMENT ON COLUMN natural_resource.climate_masked.latitude IS 'Latitude in CGCS2000, degrees / 纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.climate_masked.longitude IS 'Longitude in CGCS2000, degrees / 经度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.climate_masked.elevation_metres IS 'Height above sea level, metres / 海拔高度(米)';
COMMENT ON COLUMN natural_resource.climate_masked.observed_at IS 'End of the hour observed / 观测时刻';
COMMENT ON COLUMN natural_resource.climate_masked.air_temperature_celsius IS 'Air temperature, degrees Celsius / 气温(摄氏度)';
COMMENT ON COLUMN natural_resource.climate_masked.air_temperature_max_celsius IS 'Highest air temperature of the hour, degrees Celsius / 小时最高气温(摄氏度)';
COMMENT ON COLUMN natural_resource.climate_masked.air_temperature_min_celsius IS 'Lowest air temperature of the hour, degrees Celsius / 小时最低气温(摄氏度)';
COMMENT ON COLUMN natural_resource.climate_masked.relative_humidity_percent IS 'Relative humidity, percent / 相对湿度(%)';
COMMENT ON COLUMN natural_resource.climate_masked.precipitation_millimetres IS 'Precipitation of the hour, millimetres / 小时降水量(毫米)';
COMMENT ON COLUMN natural_resource.climate_masked.precipitation_24h_millimetres IS 'Precipitation of the last 24 hours, millimetres / 24 小时降水量(毫米)';
COMMENT ON COLUMN natural_resource.climate_masked.station_pressure_hectopascals IS 'Pressure at the station, hectopascals / 本站气压(百帕)';
COMMENT ON COLUMN natural_resource.climate_masked.sea_level_pressure_hectopascals IS 'Pressure reduced to sea level, hectopascals / 海平面气压(百帕)';
COMMENT ON COLUMN natural_resource.climate_masked.wind_speed_metres_per_second IS 'Mean wind speed of the last 10 minutes, metres per second / 10 分钟平均风速(米/秒)';
COMMENT ON COLUMN natural_resource.climate_masked.wind_direction_degrees IS 'Direction the wind comes from, degrees clockwise from north / 风向(度)';
COMMENT ON COLUMN natural_resource.climate_masked.gust_metres_per_second IS 'Greatest wind speed of the hour, metres per second / 小时极大风速(米/秒)';
COMMENT ON COLUMN natural_resource.climate_masked.visibility_metres IS 'Horizontal visibility, metres / 水平能见度(米)';
COMMENT ON COLUMN natural_resource.climate_masked.sunshine_minutes IS 'Sunshine of the hour, minutes / 小时日照时数(分钟)';
COMMENT ON COLUMN natural_resource.climate_masked.evaporation_millimetres IS 'Evaporation of the hour, millimetres / 小时蒸发量(毫米)';
COMMENT ON COLUMN natural_resource.climate_masked.cloud_cover_percent IS 'Cloud cover, percent / 总云量(%)';
COMMENT ON COLUMN natural_resource.climate_masked.weather_phenomenon IS 'Weather as observed / 天气现象';
COMMENT ON COLUMN natural_resource.climate_masked.observation_quality IS 'Outcome of the station''s quality control / 质量控制结论';

DROP VIEW IF EXISTS natural_resource.energy_masked;
CREATE VIEW natural_resource.energy_masked AS
SELECT
  identity_type,
  platform.mask_identity(identity_type, identity_number) AS identity_number,
  platform.mask(record_id) AS record_id,
  record_version,
  provider,
  changed_on,
  valid_from_on,
  decided_on,
  received_at,
  item_version,
  deleted,
  flags,
  site_name,
  energy_kind,
  renewable,
  platform.mask(operator_name::text) AS operator_name,
  platform.mask(operator_uscc::text) AS operator_uscc,
  division_code,
  location_address,
  installed_capacity_kilowatts,
  annual_output_kilowatt_hours,
  storage_capacity_tonnes_standard_coal,
  annual_consumption_tonnes_standard_coal,
  exploitable_resource_kilowatt_hours,
  statistics_year,
  approval_document_number,
  commissioned_on,
  grid_connected_on,
  decommissioned_on,
  site_status,
  latitude,
  longitude,
  geometry_reference,
  geometry_checksum,
  geometry_crs,
  min_latitude,
  min_longitude,
  max_latitude,
  max_longitude
FROM natural_resource.energy;
COMMENT ON VIEW natural_resource.energy_masked IS 'Energy resources, masked / 能源信息(脱敏)';
COMMENT ON COLUMN natural_resource.energy_masked.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_resource.energy_masked.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_resource.energy_masked.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_resource.energy_masked.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_resource.energy_masked.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_resource.energy_masked.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_resource.energy_masked.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_resource.energy_masked.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_resource.energy_masked.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_resource.energy_masked.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_resource.energy_masked.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_resource.energy_masked.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_resource.energy_masked.site_name IS 'Name of the site / 能源站点(项目)名称';
COMMENT ON COLUMN natural_resource.energy_masked.energy_kind IS 'Kind of energy / 能源种类';
COMMENT ON COLUMN natural_resource.energy_masked.renewable IS 'Whether the energy is renewable / 是否可再生能源';
COMMENT ON COLUMN natural_resource.energy_masked.operator_name IS 'Name of the operator / 经营主体名称';
COMMENT ON COLUMN natural_resource.energy_masked.operator_uscc IS 'Unified social credit code of the operator / 经营主体统一社会信用代码';
COMMENT ON COLUMN natural_resource.energy_masked.division_code IS 'County-level division / 行政区划代码';
COMMENT ON COLUMN natural_resource.energy_masked.location_address IS 'Where it lies / 坐落';
COMMENT ON COLUMN natural_resource.energy_masked.installed_capacity_kilowatts IS 'Installed capacity, kilowatts / 装机容量(千瓦)';
COMMENT ON COLUMN natural_resource.energy_masked.annual_output_kilowatt_hours IS 'Output of the year, kilowatt-hours / 年发电量(千瓦时)';
COMMENT ON COLUMN natural_resource.energy_masked.storage_capacity_tonnes_standard_coal IS 'Storage, tonnes of standard coal / 储备能力(吨标准煤)';
COMMENT ON COLUMN natural_resource.energy_masked.annual_consumption_tonnes_standard_coal IS 'Consumption of the year, tonnes of standard coal / 年能源消耗量(吨标准煤)';
COMMENT ON COLUMN natural_resource.energy_masked.exploitable_resource_kilowatt_hours IS 'Exploitable resource, kilowatt-hours a year / 年可开发资源量(千瓦时)';
COMMENT ON COLUMN natural_resource.energy_masked.statistics_year IS 'Year of the figures / 统计年度';
COMMENT ON COLUMN natural_resource.energy_masked.approval_document_number IS 'Number of the approval / 核准(备案)文号';
COMMENT ON COLUMN natural_resource.energy_masked.commissioned_on IS 'Day it began to operate / 投产日期';
COMMENT ON COLUMN natural_resource.energy_masked.grid_connected_on IS 'Day it was connected to the grid / 并网日期';
COMMENT ON COLUMN natural_resource.energy_masked.decommissioned_on IS 'Day it ceased to operate / 退役日期';
COMMENT ON COLUMN natural_resource.energy_masked.site_status IS 'Status of the site / 运行状态';
COMMENT ON COLUMN natural_resource.energy_masked.latitude IS 'Latitude in CGCS2000, degrees / 纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.energy_masked.longitude IS 'Longitude in CGCS2000, degrees / 经度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.energy_masked.geometry_reference IS 'Where the geometry file is kept: an address within the platform, the geometry itself never travels / 空间图形文件引用地址(图形不随消息传送)';
COMMENT ON COLUMN natural_resource.energy_masked.geometry_checksum IS 'SHA-256 of the geometry file, hexadecimal in small letters / 空间图形文件校验值(SHA-256,小写十六进制)';
COMMENT ON COLUMN natural_resource.energy_masked.geometry_crs IS 'Coordinate reference system of the geometry file: CGCS2000 geographic, or 3-degree Gauss-Kruger of the central meridian 114 degrees east / 空间图形坐标系(CGCS2000 地理坐标或中央经线 114 度三度带)';
COMMENT ON COLUMN natural_resource.energy_masked.min_latitude IS 'Least latitude of the bounding box in CGCS2000, degrees / 外包矩形最小纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.energy_masked.min_longitude IS 'Least longitude of the bounding box in CGCS2000, degrees / 外包矩形最小经度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.energy_masked.max_latitude IS 'Greatest latitude of the bounding box in CGCS2000, degrees / 外包矩形最大纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.energy_masked.max_longitude IS 'Greatest longitude of the bounding box in CGCS2000, degrees / 外包矩形最大经度(CGCS2000,度)';

DROP VIEW IF EXISTS natural_resource.fishery_masked;
CREATE VIEW natural_resource.fishery_masked AS
SELECT
  identity_type,
  platform.mask_identity(identity_type, identity_number) AS identity_number,
  platform.mask(record_id) AS record_id,
  record_version,
  provider,
  changed_on,
  valid_from_on,
  decided_on,
  received_at,
  item_version,
  deleted,
  flags,
  water_area_name,
  water_kind,
  division_code,
  location_address,
  use_kind,
  aquaculture_mode,
  main_species,
  scientific_name,
  licence_number,
  platform.mask(licence_holder_name::text) AS licence_holder_name,
  platform.mask(licence_holder_uscc::text) AS licence_holder_uscc,
  licence_from_on,
  licence_to_on,
  area_hectares,
  mean_depth_metres,
  annual_output_tonnes,
  released_fry_count,
  statistics_year,
  closed_from_on,
  closed_to_on,
  water_quality_class_code,
  surveyed_on,
  geometry_reference,
  geometry_checksum,
  geometry_crs,
  min_latitude,
  min_longitude,
  max_latitude,
  max_longitude
FROM natural_resource.fishery;
COMMENT ON VIEW natural_resource.fishery_masked IS 'Fisheries, masked / 渔业资源信息(脱敏)';
COMMENT ON COLUMN natural_resource.fishery_masked.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_resource.fishery_masked.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_resource.fishery_masked.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_resource.fishery_masked.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_resource.fishery_masked.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_resource.fishery_masked.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_resource.fishery_masked.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_resource.fishery_masked.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_resource.fishery_masked.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_resource.fishery_masked.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_resource.fishery_masked.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_resource.fishery_masked.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_resource.fishery_masked.water_area_name IS 'Name of the water / 水域名称';
COMMENT ON COLUMN natural_resource.fishery_masked.water_kind IS 'Sea or fresh water / 水域类别';
COMMENT ON COLUMN natural_resource.fishery_masked.division_code IS 'County-level division / 行政区划代码';
COMMENT ON COLUMN natural_resource.fishery_masked.location_address IS 'Where it lies / 坐落';
COMMENT ON COLUMN natural_resource.fishery_masked.use_kind IS 'Catching or aquaculture / 渔业利用方式';
COMMENT ON COLUMN natural_resource.fishery_masked.aquaculture_mode IS 'Mode of aquaculture / 养殖模式';
COMMENT ON COLUMN natural_resource.fishery_masked.main_species IS 'Main species / 主要品种';
COMMENT ON COLUMN natural_resource.fishery_masked.scientific_name IS 'Scientific name of the main species / 主要品种学名';
COMMENT ON COLUMN natural_resource.fishery_masked.licence_number IS 'Number of the aquaculture or fishing licence / 养殖证(捕捞许可证)编号';
COMMENT ON COLUMN natural_resource.fishery_masked.licence_holder_name IS 'Name of the licence holder / 持证人姓名(名称)';
COMMENT ON COLUMN natural_resource.fishery_masked.licence_holder_uscc IS 'Unified social credit code of the licence holder / 持证单位统一社会信用代码';
COMMENT ON COLUMN natural_resource.fishery_masked.licence_from_on IS 'First day of the licence / 许可有效期自';
COMMENT ON COLUMN natural_resource.fishery_masked.licence_to_on IS 'Last day of the licence / 许可有效期至';
COMMENT ON COLUMN natural_resource.fishery_masked.area_hectares IS 'Area, hectares / 水域面积(公顷)';
COMMENT ON COLUMN natural_resource.fishery_masked.mean_depth_metres IS 'Mean depth, metres / 平均水深(米)';
COMMENT ON COLUMN natural_resource.fishery_masked.annual_output_tonnes IS 'Output of the year, tonnes / 年产量(吨)';
COMMENT ON COLUMN natural_resource.fishery_masked.released_fry_count IS 'Fry released in the year / 年增殖放流数量(尾)';
COMMENT ON COLUMN natural_resource.fishery_masked.statistics_year IS 'Year of the figures / 统计年度';
COMMENT ON COLUMN natural_resource.fishery_masked.closed_from_on IS 'First day of the closed season / 禁渔期自';
COMMENT ON COLUMN natural_resource.fishery_masked.closed_to_on IS 'Last day of the closed season / 禁渔期至';
COMMENT ON COLUMN natural_resource.fishery_masked.water_quality_class_code IS 'Class of surface water quality / 地表水水质类别代码';
COMMENT ON COLUMN natural_resource.fishery_masked.surveyed_on IS 'Day of the survey / 调查日期';
COMMENT ON COLUMN natural_resource.fishery_masked.geometry_reference IS 'Where the geometry file is kept: an address within the platform, the geometry itself never travels / 空间图形文件引用地址(图形不随消息传送)';
COMMENT ON COLUMN natural_resource.fishery_masked.geometry_checksum IS 'SHA-256 of the geometry file, hexadecimal in small letters / 空间图形文件校验值(SHA-256,小写十六进制)';
COMMENT ON COLUMN natural_resource.fishery_masked.geometry_crs IS 'Coordinate reference system of the geometry file: CGCS2000 geographic, or 3-degree Gauss-Kruger of the central meridian 114 degrees east / 空间图形坐标系(CGCS2000 地理坐标或中央经线 114 度三度带)';
COMMENT ON COLUMN natural_resource.fishery_masked.min_latitude IS 'Least latitude of the bounding box in CGCS2000, degrees / 外包矩形最小纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.fishery_masked.min_longitude IS 'Least longitude of the bounding box in CGCS2000, degrees / 外包矩形最小经度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.fishery_masked.max_latitude IS 'Greatest latitude of the bounding box in CGCS2000, degrees / 外包矩形最大纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.fishery_masked.max_longitude IS 'Greatest longitude of the bounding box in CGCS2000, degrees / 外包矩形最大经度(CGCS2000,度)';

DROP VIEW IF EXISTS natural_resource.forest_masked;
CREATE VIEW natural_resource.forest_masked AS
SELECT
  identity_type,
  platform.mask_identity(identity_type, identity_number) AS identity_number,
  platform.mask(record_id) AS record_id,
  record_version,
  provider,
  changed_on,
  valid_from_on,
  decided_on,
  received_at,
  item_version,
  deleted,
  flags,
  subcompartment_number,
  forest_farm,
  division_code,
  village,
  land_category,
  forest_category,
  protection_grade,
  land_ownership,
  tree_ownership,
  platform.mask(right_holder_name::text) AS right_holder_name,
  forest_right_certificate_number,
  tree_origin,
  dominant_tree_species,
  age_group,
  mean_age_years,
  mean_height_metres,
  mean_diameter_centimetres,
  canopy_density,
  volume_cubic_metres_per_hectare,
  area_hectares,
  fire_risk_grade,
  surveyed_on,
  felled_on,
  geometry_reference,
  geometry_checksum,
  geometry_crs,
  min_latitude,
  min_longitude,
  max_latitude,
  max_longitude
FROM natural_resource.forest;
COMMENT ON VIEW natural_resource.forest_masked IS 'Forests, masked / 森林信息(脱敏)';
COMMENT ON COLUMN natural_resource.forest_masked.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_resource.forest_masked.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_resource.forest_masked.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_resource.forest_masked.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_resource.forest_masked.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_resource.forest_masked.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_resource.forest_masked.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_resource.forest_masked.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_resource.forest_masked.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_resource.forest_masked.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_resource.forest_masked.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_resource.forest_masked.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_resource.forest_masked.subcompartment_number IS 'Number of the sub-compartment / 小班号';
COMMENT ON COLUMN natural_resource.forest_masked.forest_farm IS 'Forest farm or managing unit / 林场(经营单位)';
COMMENT ON COLUMN natural_resource.forest_masked.division_code IS 'County-level division / 行政区划代码';
COMMENT ON COLUMN natural_resource.forest_masked.village IS 'Town and village / 镇村';
COMMENT ON COLUMN natural_resource.forest_masked.land_category IS 'Category of forest land / 地类';
COMMENT ON COLUMN natural_resource.forest_masked.forest_category IS 'Category of forest / 林种';
COMMENT ON COLUMN natural_resource.forest_masked.protection_grade IS 'Grade of public welfare forest / 公益林等级';
COMMENT ON COLUMN natural_resource.forest_masked.land_ownership IS 'Owner of the land / 林地所有权';
COMMENT ON COLUMN natural_resource.forest_masked.tree_ownership IS 'Owner of the trees / 林木所有权';
COMMENT ON COLUMN natural_resource.forest_masked.right_holder_name IS 'Name of the holder of the forest right / 林权权利人';
COMMENT ON COLUMN natural_resource.forest_masked.forest_right_certificate_number IS 'Number of the forest right certificate / 林权证号';
COMMENT ON COLUMN natural_resource.forest_masked.tree_origin IS 'Origin of the stand / 起源';
COMMENT ON COLUMN natural_resource.forest_masked.dominant_tree_species IS 'Dominant tree species / 优势树种';
COMMENT ON COLUMN natural_resource.forest_masked.age_group IS 'Age group / 龄组';
COMMENT ON COLUMN natural_resource.forest_masked.mean_age_years IS 'Mean age, years / 平均年龄(年)';
COMMENT ON COLUMN natural_resource.forest_masked.mean_height_metres IS 'Mean height, metres / 平均树高(米)';
COMMENT ON COLUMN natural_resource.forest_masked.mean_diameter_centimetres IS 'Mean diameter at breast height, centimetres / 平均胸径(厘米)';
COMMENT ON COLUMN natural_resource.forest_masked.canopy_density IS 'Canopy density, a share from 0 to 1 / 郁闭度';
COMMENT ON COLUMN natural_resource.forest_masked.volume_cubic_metres_per_hectare IS 'Volume, cubic metres per hectare / 每公顷蓄积量(立方米)';
COMMENT ON COLUMN natural_resource.forest_masked.area_hectares IS 'Area, hectares / 面积(公顷)';
COMMENT ON COLUMN natural_resource.forest_masked.fire_risk_grade IS 'Grade of fire risk / 火险等级';
COMMENT ON COLUMN natural_resource.forest_masked.surveyed_on IS 'Day of the survey / 调查日期';
COMMENT ON COLUMN natural_resource.forest_masked.felled_on IS 'Day of the latest felling / 最近采伐日期';
COMMENT ON COLUMN natural_resource.forest_masked.geometry_reference IS 'Where the geometry file is kept: an address within the platform, the geometry itself never travels / 空间图形文件引用地址(图形不随消息传送)';
COMMENT ON COLUMN natural_resource.forest_masked.geometry_checksum IS 'SHA-256 of the geometry file, hexadecimal in small letters / 空间图形文件校验值(SHA-256,小写十六进制)';
COMMENT ON COLUMN natural_resource.forest_masked.geometry_crs IS 'Coordinate reference system of the geometry file: CGCS2000 geographic, or 3-degree Gauss-Kruger of the central meridian 114 degrees east / 空间图形坐标系(CGCS2000 地理坐标或中央经线 114 度三度带)';
COMMENT ON COLUMN natural_resource.forest_masked.min_latitude IS 'Least latitude of the bounding box in CGCS2000, degrees / 外包矩形最小纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.forest_masked.min_longitude IS 'Least longitude of the bounding box in CGCS2000, degrees / 外包矩形最小经度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.forest_masked.max_latitude IS 'Greatest latitude of the bounding box in CGCS2000, degrees / 外包矩形最大纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.forest_masked.max_longitude IS 'Greatest longitude of the bounding box in CGCS2000, degrees / 外包矩形最大经度(CGCS2000,度)';

DROP VIEW IF EXISTS natural_resource.grassland_masked;
CREATE VIEW natural_resource.grassland_masked AS
SELECT
  identity_type,
  platform.mask_identity(identity_type, identity_number) AS identity_number,
  platform.mask(record_id) AS record_id,
  record_version,
  provider,
  changed_on,
  valid_from_on,
  decided_on,
  received_at,
  item_version,
  deleted,
  flags,
  plot_number,
  plot_name,
  division_code,
  village,
  grassland_type,
  land_ownership,
  platform.mask(contractor_name::text) AS contractor_name,
  contract_number,
  contract_from_on,
  contract_to_on,
  area_hectares,
  vegetation_cover_percent,
  dominant_species,
  dry_yield_kilograms_per_hectare,
  carrying_capacity_sheep_units,
  degradation_grade,
  use_kind,
  protection_measure,
  surveyed_on,
  geometry_reference,
  geometry_checksum,
  geometry_crs,
  min_latitude,
  min_longitude,
  max_latitude,
  max_longitude
FROM natural_resource.grassland;
COMMENT ON VIEW natural_resource.grassland_masked IS 'Grasslands, masked / 草原信息(脱敏)';
COMMENT ON COLUMN natural_resource.grassland_masked.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_resource.grassland_masked.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_resource.grassland_masked.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_resource.grassland_masked.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_resource.grassland_masked.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_resource.grassland_masked.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_resource.grassland_masked.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_resource.grassland_masked.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_resource.grassland_masked.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_resource.grassland_masked.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_resource.grassland_masked.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_resource.grassland_masked.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_resource.grassland_masked.plot_number IS 'Number of the plot / 图斑编号';
COMMENT ON COLUMN natural_resource.grassland_masked.plot_name IS 'Name of the grassland / 草地名称';
COMMENT ON COLUMN natural_resource.grassland_masked.division_code IS 'County-level division / 行政区划代码';
COMMENT ON COLUMN natural_resource.grassland_masked.village IS 'Town and village / 镇村';
COMMENT ON COLUMN natural_resource.grassland_masked.grassland_type IS 'Type of grassland / 草地类型';
COMMENT ON COLUMN natural_resource.grassland_masked.land_ownership IS 'Owner of the land / 土地所有权性质';
COMMENT ON COLUMN natural_resource.grassland_masked.contractor_name IS 'Name of the contractor / 承包经营者';
COMMENT ON COLUMN natural_resource.grassland_masked.contract_number IS 'Number of the contract / 承包合同编号';
COMMENT ON COLUMN natural_resource.grassland_masked.contract_from_on IS 'First day of the contract / 承包期自';
COMMENT ON COLUMN natural_resource.grassland_masked.contract_to_on IS 'Last day of the contract / 承包期至';
COMMENT ON COLUMN natural_resource.grassland_masked.area_hectares IS 'Area, hectares / 面积(公顷)';
COMMENT ON COLUMN natural_resource.grassland_masked.vegetation_cover_percent IS 'Cover of vegetation, percent / 植被盖度(%)';
COMMENT ON COLUMN natural_resource.grassland_masked.dominant_species IS 'Dominant species / 优势种';
COMMENT ON COLUMN natural_resource.grassland_masked.dry_yield_kilograms_per_hectare IS 'Dry yield of the year, kilograms per hectare / 年干草产量(千克/公顷)';
COMMENT ON COLUMN natural_resource.grassland_masked.carrying_capacity_sheep_units IS 'Suitable carrying capacity, sheep units / 适宜载畜量(羊单位)';
COMMENT ON COLUMN natural_resource.grassland_masked.degradation_grade IS 'Grade of degradation / 退化程度';
COMMENT ON COLUMN natural_resource.grassland_masked.use_kind IS 'How it is used / 利用方式';
COMMENT ON COLUMN natural_resource.grassland_masked.protection_measure IS 'Measure of protection / 保护措施';
COMMENT ON COLUMN natural_resource.grassland_masked.surveyed_on IS 'Day of the survey / 调查日期';
COMMENT ON COLUMN natural_resource.grassland_masked.geometry_reference IS 'Where the geometry file is kept: an address within the platform, the geometry itself never travels / 空间图形文件引用地址(图形不随消息传送)';
COMMENT ON COLUMN natural_resource.grassland_masked.geometry_checksum IS 'SHA-256 of the geometry file, hexadecimal in small letters / 空间图形文件校验值(SHA-256,小写十六进制)';
COMMENT ON COLUMN natural_resource.grassland_masked.geometry_crs IS 'Coordinate reference system of the geometry file: CGCS2000 geographic, or 3-degree Gauss-Kruger of the central meridian 114 degrees east / 空间图形坐标系(CGCS2000 地理坐标或中央经线 114 度三度带)';
COMMENT ON COLUMN natural_resource.grassland_masked.min_latitude IS 'Least latitude of the bounding box in CGCS2000, degrees / 外包矩形最小纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.grassland_masked.min_longitude IS 'Least longitude of the bounding box in CGCS2000, degrees / 外包矩形最小经度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.grassland_masked.max_latitude IS 'Greatest latitude of the bounding box in CGCS2000, degrees / 外包矩形最大纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.grassland_masked.max_longitude IS 'Greatest longitude of the bounding box in CGCS2000, degrees / 外包矩形最大经度(CGCS2000,度)';

DROP VIEW IF EXISTS natural_resource.land_masked;
CREATE VIEW natural_resource.land_masked AS
SELECT
  identity_type,
  platform.mask_identity(identity_type, identity_number) AS identity_number,
  platform.mask(record_id) AS record_id,
  record_version,
  provider,
  changed_on,
  valid_from_on,
  decided_on,
  received_at,
  item_version,
  deleted,
  flags,
  real_property_unit_number,
  parcel_code,
  location_address,
  division_code,
  land_use_code,
  registered_use,
  land_ownership,
  right_kind,
  right_acquisition,
  platform.mask(right_holder_name::text) AS right_holder_name,
  right_holder_identity_type,
  platform.mask(right_holder_identity_number::text) AS right_holder_identity_number,
  area_square_metres,
  floor_area_square_metres,
  use_right_from_on,
  use_right_to_on,
  platform.mask(certificate_number::text) AS certificate_number,
  registration_authority,
  registered_on,
  mortgaged,
  seized,
  surveyed_on,
  parcel_status,
  geometry_reference,
  geometry_checksum,
  geometry_crs,
  min_latitude,
  min_longitude,
  max_latitude,
  max_longitude
FROM natural_resource.land;
COMMENT ON VIEW natural_resource.land_masked IS 'Land, masked / 土地信息(脱敏)';
COMMENT ON COLUMN natural_resource.land_masked.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_resource.land_masked.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_resource.land_masked.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_resource.land_masked.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_resource.land_masked.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_resource.land_masked.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_resource.land_masked.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_resource.land_masked.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_resource.land_masked.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_resource.land_masked.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_resource.land_masked.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_resource.land_masked.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_resource.land_masked.real_property_unit_number IS 'Number of the real property unit, 28 characters / 不动产单元代码';
COMMENT ON COLUMN natural_resource.land_masked.parcel_code IS 'Code of the parcel, the first 19 characters of the unit number / 宗地代码';
COMMENT ON COLUMN natural_resource.land_masked.location_address IS 'Where the parcel lies / 坐落';
COMMENT ON COLUMN natural_resource.land_masked.division_code IS 'County-level division of the parcel / 行政区划代码';
COMMENT ON COLUMN natural_resource.land_masked.land_use_code IS 'Present use of the land / 土地利用现状分类代码';
COMMENT ON COLUMN natural_resource.land_masked.registered_use IS 'Use as registered / 登记用途';
COMMENT ON COLUMN natural_resource.land_masked.land_ownership IS 'Owner of the land / 土地所有权性质';
COMMENT ON COLUMN natural_resource.land_masked.right_kind IS 'Kind of right as registered / 权利类型';
COMMENT ON COLUMN natural_resource.land_masked.right_acquisition IS 'How the right was acquired: allocation, transfer for value, lease / 权利取得方式';
COMMENT ON COLUMN natural_resource.land_masked.right_holder_name IS 'Name of the right holder / 权利人名称';
COMMENT ON COLUMN natural_resource.land_masked.right_holder_identity_type IS 'Type of identity document of the right holder / 权利人证件类型';
COMMENT ON COLUMN natural_resource.land_masked.right_holder_identity_number IS 'Number of that document / 权利人证件号码';
COMMENT ON COLUMN natural_resource.land_masked.area_square_metres IS 'Area of the parcel, square metres / 宗地面积(平方米)';
COMMENT ON COLUMN natural_resource.land_masked.floor_area_square_metres IS 'Floor area of buildings on it, square metres / 建筑面积(平方米)';
COMMENT ON COLUMN natural_resource.land_masked.use_right_from_on IS 'First day of the right of use / 使用权起始日期';
COMMENT ON COLUMN natural_resource.land_masked.use_right_to_on IS 'Last day of the right of use / 使用权终止日期';
COMMENT ON COLUMN natural_resource.land_masked.certificate_number IS 'Number of the certificate of real property right / 不动产权证书号';
COMMENT ON COLUMN natural_resource.land_masked.registration_authority IS 'Registering authority / 不动产登记机构';
COMMENT ON COLUMN natural_resource.land_masked.registered_on IS 'Day of registration / 登记日期';
COMMENT ON COLUMN natural_resource.land_masked.mortgaged IS 'Whether a mortgage is registered / 是否抵押';
COMMENT ON COLUMN natural_resource.land_masked.seized IS 'Whether a seizure is registered / 是否查封';
COMMENT ON COLUMN natural_resource.land_masked.surveyed_on IS 'Day of the survey / 测绘(调查)日期';
COMMENT ON COLUMN natural_resource.land_masked.parcel_status IS 'Status of the parcel / 宗地状态';
COMMENT ON COLUMN natural_resource.land_masked.geometry_reference IS 'Where the geometry file is kept: an address within the platform, the geometry itself never travels / 空间图形文件引用地址(图形不随消息传送)';
COMMENT ON COLUMN natural_resource.land_masked.geometry_checksum IS 'SHA-256 of the geometry file, hexadecimal in small letters / 空间图形文件校验值(SHA-256,小写十六进制)';
COMMENT ON COLUMN natural_resource.land_masked.geometry_crs IS 'Coordinate reference system of the geometry file: CGCS2000 geographic, or 3-degree Gauss-Kruger of the central meridian 114 degrees east / 空间图形坐标系(CGCS2000 地理坐标或中央经线 114 度三度带)';
COMMENT ON COLUMN natural_resource.land_masked.min_latitude IS 'Least latitude of the bounding box in CGCS2000, degrees / 外包矩形最小纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.land_masked.min_longitude IS 'Least longitude of the bounding box in CGCS2000, degrees / 外包矩形最小经度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.land_masked.max_latitude IS 'Greatest latitude of the bounding box in CGCS2000, degrees / 外包矩形最大纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.land_masked.max_longitude IS 'Greatest longitude of the bounding box in CGCS2000, degrees / 外包矩形最大经度(CGCS2000,度)';

DROP VIEW IF EXISTS natural_resource.mineral_masked;
CREATE VIEW natural_resource.mineral_masked AS
SELECT
  identity_type,
  platform.mask_identity(identity_type, identity_number) AS identity_number,
  platform.mask(record_id) AS record_id,
  record_version,
  provider,
  changed_on,
  valid_from_on,
  decided_on,
  received_at,
  item_version,
  deleted,
  flags,
  mine_name,
  mining_right_kind,
  licence_number,
  mineral_kind,
  associated_minerals,
  platform.mask(right_holder_name::text) AS right_holder_name,
  platform.mask(right_holder_uscc::text) AS right_holder_uscc,
  division_code,
  location_address,
  area_square_kilometres,
  top_elevation_metres,
  bottom_elevation_metres,
  extraction_method,
  annual_capacity_tonnes,
  remaining_reserves_tonnes,
  reserves_category,
  reserves_as_of_on,
  licence_from_on,
  licence_to_on,
  issuing_authority,
  right_status,
  geometry_reference,
  geometry_checksum,
  geometry_crs,
  min_latitude,
  min_longitude,
  max_latitude,
  max_longitude
FROM natural_resource.mineral;
COMMENT ON VIEW natural_resource.mineral_masked IS 'Minerals, masked / 矿产信息(脱敏)';
COMMENT ON COLUMN natural_resource.mineral_masked.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_resource.mineral_masked.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_resource.mineral_masked.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_resource.mineral_masked.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_resource.mineral_masked.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_resource.mineral_masked.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_resource.mineral_masked.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_resource.mineral_masked.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_resource.mineral_masked.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_resource.mineral_masked.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_resource.mineral_masked.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_resource.mineral_masked.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_resource.mineral_masked.mine_name IS 'Name of the mine or exploration project / 矿山(项目)名称';
COMMENT ON COLUMN natural_resource.mineral_masked.mining_right_kind IS 'Kind of mining right / 矿业权类型';
COMMENT ON COLUMN natural_resource.mineral_masked.licence_number IS 'Number of the licence / 许可证号';
COMMENT ON COLUMN natural_resource.mineral_masked.mineral_kind IS 'Main mineral / 主要矿种';
COMMENT ON COLUMN natural_resource.mineral_masked.associated_minerals IS 'Associated minerals / 共伴生矿种';
COMMENT ON COLUMN natural_resource.mineral_masked.right_holder_name IS 'Name of the holder of the right / 矿业权人';
COMMENT ON COLUMN natural_resource.mineral_masked.right_holder_uscc IS 'Unified social credit code of the holder / 矿业权人统一社会信用代码';
COMMENT ON COLUMN natural_resource.mineral_masked.division_code IS 'County-level division / 行政区划代码';
COMMENT ON COLUMN natural_resource.mineral_masked.location_address IS 'Where it lies / 坐落';
COMMENT ON COLUMN natural_resource.mineral_masked.area_square_kilometres IS 'Area, square kilometres / 矿区面积(平方千米)';
COMMENT ON COLUMN natural_resource.mineral_masked.top_elevation_metres IS 'Highest elevation of extraction, metres above sea level / 开采标高上限(米)';
COMMENT ON COLUMN natural_resource.mineral_masked.bottom_elevation_metres IS 'Lowest elevation of extraction, metres above sea level / 开采标高下限(米)';
COMMENT ON COLUMN natural_resource.mineral_masked.extraction_method IS 'Method of extraction / 开采方式';
COMMENT ON COLUMN natural_resource.mineral_masked.annual_capacity_tonnes IS 'Designed capacity, tonnes a year / 设计年生产规模(吨)';
COMMENT ON COLUMN natural_resource.mineral_masked.remaining_reserves_tonnes IS 'Remaining reserves, tonnes / 保有资源储量(吨)';
COMMENT ON COLUMN natural_resource.mineral_masked.reserves_category IS 'Category of the reserves / 资源储量类型';
COMMENT ON COLUMN natural_resource.mineral_masked.reserves_as_of_on IS 'Day the reserves are stated for / 储量截止日期';
COMMENT ON COLUMN natural_resource.mineral_masked.licence_from_on IS 'First day of the licence / 有效期自';
COMMENT ON COLUMN natural_resource.mineral_masked.licence_to_on IS 'Last day of the licence / 有效期至';
COMMENT ON COLUMN natural_resource.mineral_masked.issuing_authority IS 'Issuing authority / 发证机关';
COMMENT ON COLUMN natural_resource.mineral_masked.right_status IS 'Status of the right / 矿业权状态';
COMMENT ON COLUMN natural_resource.mineral_masked.geometry_reference IS 'Where the geometry file is kept: an address within the platform, the geometry itself never travels / 空间图形文件引用地址(图形不随消息传送)';
COMMENT ON COLUMN natural_resource.mineral_masked.geometry_checksum IS 'SHA-256 of the geometry file, hexadecimal in small letters / 空间图形文件校验值(SHA-256,小写十六进制)';
COMMENT ON COLUMN natural_resource.mineral_masked.geometry_crs IS 'Coordinate reference system of the geometry file: CGCS2000 geographic, or 3-degree Gauss-Kruger of the central meridian 114 degrees east / 空间图形坐标系(CGCS2000 地理坐标或中央经线 114 度三度带)';
COMMENT ON COLUMN natural_resource.mineral_masked.min_latitude IS 'Least latitude of the bounding box in CGCS2000, degrees / 外包矩形最小纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.mineral_masked.min_longitude IS 'Least longitude of the bounding box in CGCS2000, degrees / 外包矩形最小经度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.mineral_masked.max_latitude IS 'Greatest latitude of the bounding box in CGCS2000, degrees / 外包矩形最大纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.mineral_masked.max_longitude IS 'Greatest longitude of the bounding box in CGCS2000, degrees / 外包矩形最大经度(CGCS2000,度)';

DROP VIEW IF EXISTS natural_resource.ocean_masked;
CREATE VIEW natural_resource.ocean_masked AS
SELECT
  identity_type,
  platform.mask_identity(identity_type, identity_number) AS identity_number,
  platform.mask(record_id) AS record_id,
  record_version,
  provider,
  changed_on,
  valid_from_on,
  decided_on,
  received_at,
  item_version,
  deleted,
  flags,
  sea_area_name,
  function_zone,
  division_code,
  location_address,
  use_kind,
  use_mode,
  certificate_number,
  platform.mask(right_holder_name::text) AS right_holder_name,
  platform.mask(right_holder_uscc::text) AS right_holder_uscc,
  use_right_from_on,
  use_right_to_on,
  area_hectares,
  shoreline_metres,
  shoreline_kind,
  mean_depth_metres,
  sea_water_quality_class_code,
  water_temperature_celsius,
  salinity_per_mille,
  tidal_range_metres,
  observed_at,
  sea_area_status,
  geometry_reference,
  geometry_checksum,
  geometry_crs,
  min_latitude,
  min_longitude,
  max_latitude,
  max_longitude
FROM natural_resource.ocean;
COMMENT ON VIEW natural_resource.ocean_masked IS 'Oceans, masked / 海洋信息(脱敏)';
COMMENT ON COLUMN natural_resource.ocean_masked.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_resource.ocean_masked.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_resource.ocean_masked.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_resource.ocean_masked.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_resource.ocean_masked.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_resource.ocean_masked.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_resource.ocean_masked.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_resource.ocean_masked.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_resource.ocean_masked.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_resource.ocean_masked.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_resource.ocean_masked.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_resource.ocean_masked.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_resource.ocean_masked.sea_area_name IS 'Name of the sea area or island / 海域(海岛)名称';
COMMENT ON COLUMN natural_resource.ocean_masked.function_zone IS 'Marine function zone / 海洋功能区';
COMMENT ON COLUMN natural_resource.ocean_masked.division_code IS 'County-level division / 行政区划代码';
COMMENT ON COLUMN natural_resource.ocean_masked.location_address IS 'Where it lies / 坐落';
COMMENT ON COLUMN natural_resource.ocean_masked.use_kind IS 'Kind of use of the sea / 用海类型';
COMMENT ON COLUMN natural_resource.ocean_masked.use_mode IS 'Mode of use of the sea / 用海方式';
COMMENT ON COLUMN natural_resource.ocean_masked.certificate_number IS 'Number of the certificate of the right to use the sea / 海域使用权证号';
COMMENT ON COLUMN natural_resource.ocean_masked.right_holder_name IS 'Name of the right holder / 海域使用权人';
COMMENT ON COLUMN natural_resource.ocean_masked.right_holder_uscc IS 'Unified social credit code of the right holder / 海域使用权人统一社会信用代码';
COMMENT ON COLUMN natural_resource.ocean_masked.use_right_from_on IS 'First day of the right / 使用权起始日期';
COMMENT ON COLUMN natural_resource.ocean_masked.use_right_to_on IS 'Last day of the right / 使用权终止日期';
COMMENT ON COLUMN natural_resource.ocean_masked.area_hectares IS 'Area, hectares / 面积(公顷)';
COMMENT ON COLUMN natural_resource.ocean_masked.shoreline_metres IS 'Length of shoreline, metres / 岸线长度(米)';
COMMENT ON COLUMN natural_resource.ocean_masked.shoreline_kind IS 'Kind of shoreline / 岸线类型';
COMMENT ON COLUMN natural_resource.ocean_masked.mean_depth_metres IS 'Mean depth, metres / 平均水深(米)';
COMMENT ON COLUMN natural_resource.ocean_masked.sea_water_quality_class_code IS 'Class of sea water quality / 海水水质类别代码';
COMMENT ON COLUMN natural_resource.ocean_masked.water_temperature_celsius IS 'Water temperature, degrees Celsius / 水温(摄氏度)';
COMMENT ON COLUMN natural_resource.ocean_masked.salinity_per_mille IS 'Salinity, per mille / 盐度(‰)';
COMMENT ON COLUMN natural_resource.ocean_masked.tidal_range_metres IS 'Mean tidal range, metres / 平均潮差(米)';
COMMENT ON COLUMN natural_resource.ocean_masked.observed_at IS 'When quality and temperature were observed / 观测时刻';
COMMENT ON COLUMN natural_resource.ocean_masked.sea_area_status IS 'Status of the right / 权属状态';
COMMENT ON COLUMN natural_resource.ocean_masked.geometry_reference IS 'Where the geometry file is kept: an address within the platform, the geometry itself never travels / 空间图形文件引用地址(图形不随消息传送)';
COMMENT ON COLUMN natural_resource.ocean_masked.geometry_checksum IS 'SHA-256 of the geometry file, hexadecimal in small letters / 空间图形文件校验值(SHA-256,小写十六进制)';
COMMENT ON COLUMN natural_resource.ocean_masked.geometry_crs IS 'Coordinate reference system of the geometry file: CGCS2000 geographic, or 3-degree Gauss-Kruger of the central meridian 114 degrees east / 空间图形坐标系(CGCS2000 地理坐标或中央经线 114 度三度带)';
COMMENT ON COLUMN natural_resource.ocean_masked.min_latitude IS 'Least latitude of the bounding box in CGCS2000, degrees / 外包矩形最小纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.ocean_masked.min_longitude IS 'Least longitude of the bounding box in CGCS2000, degrees / 外包矩形最小经度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.ocean_masked.max_latitude IS 'Greatest latitude of the bounding box in CGCS2000, degrees / 外包矩形最大纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.ocean_masked.max_longitude IS 'Greatest longitude of the bounding box in CGCS2000, degrees / 外包矩形最大经度(CGCS2000,度)';

DROP VIEW IF EXISTS natural_resource.urban_rural_planning_masked;
CREATE VIEW natural_resource.urban_rural_planning_masked AS
SELECT
  identity_type,
  platform.mask_identity(identity_type, identity_number) AS identity_number,
  platform.mask(record_id) AS record_id,
  record_version,
  provider,
  changed_on,
  valid_from_on,
  decided_on,
  received_at,
  item_version,
  deleted,
  flags,
  plan_title,
  plan_kind,
  plan_number,
  plot_number,
  division_code,
  location_address,
  compiling_authority,
  design_institution,
  platform.mask(design_institution_uscc::text) AS design_institution_uscc,
  approval_authority,
  approval_document_number,
  approved_on,
  announced_on,
  planned_from_year,
  planned_to_year,
  area_square_metres,
  planned_use_code,
  floor_area_ratio,
  building_density_percent,
  building_height_limit_metres,
  green_ratio_percent,
  planned_population_count,
  plan_status,
  superseded_plan_number,
  geometry_reference,
  geometry_checksum,
  geometry_crs,
  min_latitude,
  min_longitude,
  max_latitude,
  max_longitude
FROM natural_resource.urban_rural_planning;
COMMENT ON VIEW natural_resource.urban_rural_planning_masked IS 'Urban and rural planning, masked / 城乡规划信息(脱敏)';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.plan_title IS 'Title of the plan / 规划名称';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.plan_kind IS 'Kind of plan / 规划类别';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.plan_number IS 'Number of the plan / 规划编号';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.plot_number IS 'Number of the plot within the plan / 地块编号';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.division_code IS 'County-level division / 行政区划代码';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.location_address IS 'Where it lies / 坐落';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.compiling_authority IS 'Authority that compiled the plan / 组织编制机关';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.design_institution IS 'Institution that drew it up / 编制单位';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.design_institution_uscc IS 'Unified social credit code of that institution / 编制单位统一社会信用代码';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.approval_authority IS 'Approving authority / 审批机关';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.approval_document_number IS 'Number of the approval / 批复文号';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.approved_on IS 'Day of approval / 批准日期';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.announced_on IS 'Day the plan was made public / 公布日期';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.planned_from_year IS 'First year of the plan / 规划期起始年';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.planned_to_year IS 'Last year of the plan / 规划期终止年';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.area_square_metres IS 'Area, square metres / 用地面积(平方米)';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.planned_use_code IS 'Planned use of the plot / 规划用地代码';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.floor_area_ratio IS 'Greatest floor area ratio / 容积率上限';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.building_density_percent IS 'Greatest building density, percent / 建筑密度上限(%)';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.building_height_limit_metres IS 'Greatest height of buildings, metres / 建筑高度上限(米)';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.green_ratio_percent IS 'Least share of green, percent / 绿地率下限(%)';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.planned_population_count IS 'Population planned for / 规划人口';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.plan_status IS 'Status of the plan / 规划状态';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.superseded_plan_number IS 'Number of the plan it supersedes / 被替代规划编号';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.geometry_reference IS 'Where the geometry file is kept: an address within the platform, the geometry itself never travels / 空间图形文件引用地址(图形不随消息传送)';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.geometry_checksum IS 'SHA-256 of the geometry file, hexadecimal in small letters / 空间图形文件校验值(SHA-256,小写十六进制)';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.geometry_crs IS 'Coordinate reference system of the geometry file: CGCS2000 geographic, or 3-degree Gauss-Kruger of the central meridian 114 degrees east / 空间图形坐标系(CGCS2000 地理坐标或中央经线 114 度三度带)';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.min_latitude IS 'Least latitude of the bounding box in CGCS2000, degrees / 外包矩形最小纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.min_longitude IS 'Least longitude of the bounding box in CGCS2000, degrees / 外包矩形最小经度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.max_latitude IS 'Greatest latitude of the bounding box in CGCS2000, degrees / 外包矩形最大纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.urban_rural_planning_masked.max_longitude IS 'Greatest longitude of the bounding box in CGCS2000, degrees / 外包矩形最大经度(CGCS2000,度)';

DROP VIEW IF EXISTS natural_resource.water_masked;
CREATE VIEW natural_resource.water_masked AS
SELECT
  identity_type,
  platform.mask_identity(identity_type, identity_number) AS identity_number,
  platform.mask(record_id) AS record_id,
  record_version,
  provider,
  changed_on,
  valid_from_on,
  decided_on,
  received_at,
  item_version,
  deleted,
  flags,
  water_body_name,
  water_body_kind,
  water_body_code,
  section_name,
  basin,
  water_function_zone,
  division_code,
  length_kilometres,
  catchment_area_square_kilometres,
  surface_area_square_kilometres,
  total_storage_cubic_metres,
  annual_runoff_cubic_metres,
  observed_at,
  water_level_metres,
  warning_level_metres,
  discharge_cubic_metres_per_second,
  water_quality_class_code,
  target_quality_class_code,
  ph,
  dissolved_oxygen_milligrams_per_litre,
  ammonia_nitrogen_milligrams_per_litre,
  drinking_water_source,
  managing_authority,
  geometry_reference,
  geometry_checksum,
  geometry_crs,
  min_latitude,
  min_longitude,
  max_latitude,
  max_longitude
FROM natural_resource.water;
COMMENT ON VIEW natural_resource.water_masked IS 'Water resources, masked / 水资源信息(脱敏)';
COMMENT ON COLUMN natural_resource.water_masked.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_resource.water_masked.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_resource.water_masked.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_resource.water_masked.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_resource.water_masked.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_resource.water_masked.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_resource.water_masked.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_resource.water_masked.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_resource.water_masked.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_resource.water_masked.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_resource.water_masked.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_resource.water_masked.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_resource.water_masked.water_body_name IS 'Name of the water body / 水体名称';
COMMENT ON COLUMN natural_resource.water_masked.water_body_kind IS 'River, lake, reservoir, canal, groundwater / 水体类别';
COMMENT ON COLUMN natural_resource.water_masked.water_body_code IS 'Code of the water body / 水体编码';
COMMENT ON COLUMN natural_resource.water_masked.section_name IS 'Name of the section observed / 断面名称';
COMMENT ON COLUMN natural_resource.water_masked.basin IS 'River basin / 所属流域';
COMMENT ON COLUMN natural_resource.water_masked.water_function_zone IS 'Water function zone / 水功能区';
COMMENT ON COLUMN natural_resource.water_masked.division_code IS 'County-level division / 行政区划代码';
COMMENT ON COLUMN natural_resource.water_masked.length_kilometres IS 'Length, kilometres / 河长(千米)';
COMMENT ON COLUMN natural_resource.water_masked.catchment_area_square_kilometres IS 'Catchment area, square kilometres / 集水面积(平方千米)';
COMMENT ON COLUMN natural_resource.water_masked.surface_area_square_kilometres IS 'Area of the surface, square kilometres / 水面面积(平方千米)';
COMMENT ON COLUMN natural_resource.water_masked.total_storage_cubic_metres IS 'Total storage, cubic metres / 总库容(立方米)';
COMMENT ON COLUMN natural_resource.water_masked.annual_runoff_cubic_metres IS 'Mean annual runoff, cubic metres / 多年平均径流量(立方米)';
COMMENT ON COLUMN natural_resource.water_masked.observed_at IS 'When level, flow and quality were observed / 观测时刻';
COMMENT ON COLUMN natural_resource.water_masked.water_level_metres IS 'Water level, metres above the datum / 水位(米)';
COMMENT ON COLUMN natural_resource.water_masked.warning_level_metres IS 'Warning level, metres above the datum / 警戒水位(米)';
COMMENT ON COLUMN natural_resource.water_masked.discharge_cubic_metres_per_second IS 'Discharge, cubic metres per second; negative with the tide / 流量(立方米/秒)';
COMMENT ON COLUMN natural_resource.water_masked.water_quality_class_code IS 'Class of water quality / 水质类别代码';
COMMENT ON COLUMN natural_resource.water_masked.target_quality_class_code IS 'Class aimed at / 水质目标代码';
COMMENT ON COLUMN natural_resource.water_masked.ph IS 'pH value / pH 值';
COMMENT ON COLUMN natural_resource.water_masked.dissolved_oxygen_milligrams_per_litre IS 'Dissolved oxygen, milligrams per litre / 溶解氧(毫克/升)';
COMMENT ON COLUMN natural_resource.water_masked.ammonia_nitrogen_milligrams_per_litre IS 'Ammonia nitrogen, milligrams per litre / 氨氮(毫克/升)';
COMMENT ON COLUMN natural_resource.water_masked.drinking_water_source IS 'Whether it is a source of drinking water / 是否饮用水水源地';
COMMENT ON COLUMN natural_resource.water_masked.managing_authority IS 'Authority in charge / 管理单位';
COMMENT ON COLUMN natural_resource.water_masked.geometry_reference IS 'Where the geometry file is kept: an address within the platform, the geometry itself never travels / 空间图形文件引用地址(图形不随消息传送)';
COMMENT ON COLUMN natural_resource.water_masked.geometry_checksum IS 'SHA-256 of the geometry file, hexadecimal in small letters / 空间图形文件校验值(SHA-256,小写十六进制)';
COMMENT ON COLUMN natural_resource.water_masked.geometry_crs IS 'Coordinate reference system of the geometry file: CGCS2000 geographic, or 3-degree Gauss-Kruger of the central meridian 114 degrees east / 空间图形坐标系(CGCS2000 地理坐标或中央经线 114 度三度带)';
COMMENT ON COLUMN natural_resource.water_masked.min_latitude IS 'Least latitude of the bounding box in CGCS2000, degrees / 外包矩形最小纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.water_masked.min_longitude IS 'Least longitude of the bounding box in CGCS2000, degrees / 外包矩形最小经度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.water_masked.max_latitude IS 'Greatest latitude of the bounding box in CGCS2000, degrees / 外包矩形最大纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.water_masked.max_longitude IS 'Greatest longitude of the bounding box in CGCS2000, degrees / 外包矩形最大经度(CGCS2000,度)';

DROP VIEW IF EXISTS natural_resource.wildlife_masked;
CREATE VIEW natural_resource.wildlife_masked AS
SELECT
  identity_type,
  platform.mask_identity(identity_type, identity_number) AS identity_number,
  platform.mask(record_id) AS record_id,
  record_version,
  provider,
  changed_on,
  valid_from_on,
  decided_on,
  received_at,
  item_version,
  deleted,
  flags,
  species_name,
  scientific_name,
  kingdom,
  taxonomic_class,
  taxonomic_order,
  family,
  genus,
  protection_class,
  threatened_category,
  cites_appendix,
  invasive_alien,
  site_name,
  division_code,
  latitude,
  longitude,
  coordinate_uncertainty_metres,
  habitat_area_hectares,
  habitat_kind,
  population_count,
  population_method,
  population_trend,
  observed_on,
  observing_institution,
  threat,
  protection_measure,
  nature_reserve
FROM natural_resource.wildlife;
COMMENT ON VIEW natural_resource.wildlife_masked IS 'Wildlife, masked / 野生动植物信息(脱敏)';
COMMENT ON COLUMN natural_resource.wildlife_masked.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_resource.wildlife_masked.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_resource.wildlife_masked.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_resource.wildlife_masked.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_resource.wildlife_masked.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_resource.wildlife_masked.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_resource.wildlife_masked.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_resource.wildlife_masked.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_resource.wildlife_masked.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_resource.wildlife_masked.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_resource.wildlife_masked.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_resource.wildlife_masked.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_resource.wildlife_masked.species_name IS 'Chinese name of the species / 物种中文名';
COMMENT ON COLUMN natural_resource.wildlife_masked.scientific_name IS 'Scientific name / 学名';
COMMENT ON COLUMN natural_resource.wildlife_masked.kingdom IS 'Kingdom / 界';
COMMENT ON COLUMN natural_resource.wildlife_masked.taxonomic_class IS 'Class / 纲';
COMMENT ON COLUMN natural_resource.wildlife_masked.taxonomic_order IS 'Order / 目';
COMMENT ON COLUMN natural_resource.wildlife_masked.family IS 'Family / 科';
COMMENT ON COLUMN natural_resource.wildlife_masked.genus IS 'Genus / 属';
COMMENT ON COLUMN natural_resource.wildlife_masked.protection_class IS 'Protection in China / 国内保护级别';
COMMENT ON COLUMN natural_resource.wildlife_masked.threatened_category IS 'Category of threat / 濒危等级';
COMMENT ON COLUMN natural_resource.wildlife_masked.cites_appendix IS 'Appendix of CITES / 公约附录级别';
COMMENT ON COLUMN natural_resource.wildlife_masked.invasive_alien IS 'Whether it is an invasive alien species / 是否外来入侵物种';
COMMENT ON COLUMN natural_resource.wildlife_masked.site_name IS 'Name of the monitoring site / 监测点名称';
COMMENT ON COLUMN natural_resource.wildlife_masked.division_code IS 'County-level division / 行政区划代码';
COMMENT ON COLUMN natural_resource.wildlife_masked.latitude IS 'Latitude in CGCS2000, degrees / 纬度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.wildlife_masked.longitude IS 'Longitude in CGCS2000, degrees / 经度(CGCS2000,度)';
COMMENT ON COLUMN natural_resource.wildlife_masked.coordinate_uncertainty_metres IS 'By how much the position is blurred to protect the species, metres / 坐标模糊精度(米)';
COMMENT ON COLUMN natural_resource.wildlife_masked.habitat_area_hectares IS 'Area of the habitat, hectares / 栖息地面积(公顷)';
COMMENT ON COLUMN natural_resource.wildlife_masked.habitat_kind IS 'Kind of habitat / 栖息地类型';
COMMENT ON COLUMN natural_resource.wildlife_masked.population_count IS 'Individuals counted or estimated / 种群数量';
COMMENT ON COLUMN natural_resource.wildlife_masked.population_method IS 'How they were counted / 调查方法';
COMMENT ON COLUMN natural_resource.wildlife_masked.population_trend IS 'Trend of the population / 种群趋势';
COMMENT ON COLUMN natural_resource.wildlife_masked.observed_on IS 'Day of observation / 观测日期';
COMMENT ON COLUMN natural_resource.wildlife_masked.observing_institution IS 'Observing institution / 观测机构';
COMMENT ON COLUMN natural_resource.wildlife_masked.threat IS 'Main threat / 主要威胁因素';
COMMENT ON COLUMN natural_resource.wildlife_masked.protection_measure IS 'Measure of protection / 保护措施';
COMMENT ON COLUMN natural_resource.wildlife_masked.nature_reserve IS 'Nature reserve / 所属自然保护地';

DROP VIEW IF EXISTS other.air_quality_masked;
CREATE VIEW other.air_quality_masked AS
SELECT
  identity_type,
  platform.mask_identity(identity_type, identity_number) AS identity_number,
  platform.mask(record_id) AS record_id,
  record_version,
  provider,
  changed_on,
  valid_from_on,
  decided_on,
  received_at,
  item_version,
  deleted,
  flags,
  station_name,
  city_name,
  latitude,
  longitude,
  observed_at,
  aqi,
  primary_pollutant,
  quality_level,
  pm2_5,
  pm2_5_24h,
  pm10,
  pm10_24h,
  so2,
  no2,
  o3,
  o3_8h,
  co
FROM other.air_quality;
COMMENT ON VIEW other.air_quality_masked IS 'Air quality observations, masked / 空气质量监测信息(脱敏)';
COMMENT ON COLUMN other.air_quality_masked.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN other.air_quality_masked.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN other.air_quality_masked.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN other.air_quality_masked.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN other.air_quality_masked.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN other.air_quality_masked.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN other.air_quality_masked.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN other.air_quality_masked.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN other.air_quality_masked.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN other.air_quality_masked.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN other.air_quality_masked.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN other.air_quality_masked.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN other.air_quality_masked.station_name IS 'Name of the station / 站点名称';
COMMENT ON COLUMN other.air_quality_masked.city_name IS 'City of the station / 所在城市';
COMMENT ON COLUMN other.air_quality_masked.latitude IS 'Latitude in CGCS2000, degrees / 纬度';
COMMENT ON COLUMN other.air_quality_masked.longitude IS 'Longitude in CGCS2000, degrees / 经度';
COMMENT ON COLUMN other.air_quality_masked.observed_at IS 'End of the hour observed / 监测时刻';
COMMENT ON COLUMN other.air_quality_masked.aqi IS 'Air quality index / 空气质量指数';
COMMENT ON COLUMN other.air_quality_masked.primary_pollutant IS 'Primary pollutant as announced / 首要污染物';
COMMENT ON COLUMN other.air_quality_masked.quality_level IS 'Level of air quality as announced / 空气质量级别';
COMMENT ON COLUMN other.air_quality_masked.pm2_5 IS 'PM2.5, micrograms per cubic metre / 细颗粒物';
COMMENT ON COLUMN other.air_quality_masked.pm2_5_24h IS 'PM2.5, mean of 24 hours, micrograms per cubic metre / 细颗粒物 24 小时平均';
COMMENT ON COLUMN other.air_quality_masked.pm10 IS 'PM10, micrograms per cubic metre / 可吸入颗粒物';
COMMENT ON COLUMN other.air_quality_masked.pm10_24h IS 'PM10, mean of 24 hours, micrograms per cubic metre / 可吸入颗粒物 24 小时平均';
COMMENT ON COLUMN other.air_quality_masked.so2 IS 'SO2, micrograms per cubic metre / 二氧化硫';
COMMENT ON COLUMN other.air_quality_masked.no2 IS 'NO2, micrograms per cubic metre / 二氧化氮';
COMMENT ON COLUMN other.air_quality_masked.o3 IS 'O3, micrograms per cubic metre / 臭氧';
COMMENT ON COLUMN other.air_quality_masked.o3_8h IS 'O3, mean of 8 hours, micrograms per cubic metre / 臭氧 8 小时平均';
COMMENT ON COLUMN other.air_quality_masked.co IS 'CO, milligrams per cubic metre / 一氧化碳';

DROP VIEW IF EXISTS natural_person.person;
CREATE VIEW natural_person.person AS
SELECT s.identity_type, s.identity_number,
  (SELECT jsonb_agg(jsonb_build_object('identity_type', a.identity_type, 'identity_number', a.identity_number,
      'valid_from_on', a.valid_from_on) ORDER BY a.identity_type, a.identity_number)
    FROM platform.identity_alias a
    WHERE a.subject_type = s.identity_type AND a.subject_number = s.identity_number AND a.valid_to_on IS NULL) AS other_numbers,
  (SELECT jsonb_agg(DISTINCT jsonb_build_object('identity_type', l.succeeded_by_type, 'identity_number',
      l.succeeded_by_number, 'valid_from_on', l.valid_from_on))
    FROM platform.identity_link l
    WHERE l.identity_type = s.identity_type AND l.identity_number = s.identity_number AND l.relation = 'SUCCESSION')
    AS succeeded_by,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.identity_type, r.identity_number, r.record_id)
    FROM (SELECT s.identity_type, s.identity_number UNION ALL
      SELECT a.identity_type, a.identity_number FROM platform.identity_alias a
      WHERE a.subject_type = s.identity_type AND a.subject_number = s.identity_number AND a.valid_to_on IS NULL) n
    JOIN licence.licence r ON (r.identity_type = n.identity_type AND r.identity_number = n.identity_number)
      OR r.related @> jsonb_build_array(jsonb_build_object('role', 'OTHER_PARTY',
        'identity_type', n.identity_type, 'identity_number', n.identity_number))
    WHERE NOT r.deleted) AS licence,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.identity_type, r.identity_number, r.record_id)
    FROM (SELECT s.identity_type, s.identity_number UNION ALL
      SELECT a.identity_type, a.identity_number FROM platform.identity_alias a
      WHERE a.subject_type = s.identity_type AND a.subject_number = s.identity_number AND a.valid_to_on IS NULL) n
    JOIN natural_person.adoption r ON (r.identity_type = n.identity_type AND r.identity_number = n.identity_number)
      OR r.related @> jsonb_build_array(jsonb_build_object('role', 'OTHER_PARTY',
        'identity_type', n.identity_type, 'identity_number', n.identity_number))
    WHERE NOT r.deleted) AS adoption,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.identity_type, r.identity_number, r.record_id)
    FROM (SELECT s.identity_type, s.identity_number UNION ALL
      SELECT a.identity_type, a.identity_number FROM platform.identity_alias a
      WHERE a.subject_type = s.identity_type AND a.subject_number = s.identity_number AND a.valid_to_on IS NULL) n
    JOIN natural_person.birth r ON (r.identity_type = n.identity_type AND r.identity_number = n.identity_number)
      OR r.related @> jsonb_build_array(jsonb_build_object('role', 'OTHER_PARTY',
        'identity_type', n.identity_type, 'identity_number', n.identity_number))
    WHERE NOT r.deleted) AS birth,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.identity_type, r.identity_number, r.record_id)
    FROM (SELECT s.identity_type, s.identity_number UNION ALL
      SELECT a.identity_type, a.identity_number FROM platform.identity_alias a
      WHERE a.subject_type = s.identity_type AND a.subject_number = s.identity_number AND a.valid_to_on IS NULL) n
    JOIN natural_person.death r ON (r.identity_type = n.identity_type AND r.identity_number = n.identity_number)
      OR r.related @> jsonb_build_array(jsonb_build_object('role', 'OTHER_PARTY',
        'identity_type', n.identity_type, 'identity_number', n.identity_number))
    WHERE NOT r.deleted) AS death,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.identity_type, r.identity_number, r.record_id)
    FROM (SELECT s.identity_type, s.identity_number UNION ALL
      SELECT a.identity_type, a.identity_number FROM platform.identity_alias a
      WHERE a.subject_type = s.identity_type AND a.subject_number = s.identity_number AND a.valid_to_on IS NULL) n
    JOIN natural_person.disability_registration r ON (r.identity_type = n.identity_type AND r.identity_number = n.identity_number)
      OR r.related @> jsonb_build_array(jsonb_build_object('role', 'OTHER_PARTY',
        'identity_type', n.identity_type, 'identity_number', n.identity_number))
    WHERE NOT r.deleted) AS disability_registration,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.identity_type, r.identity_number, r.record_id)
    FROM (SELECT s.identity_type, s.identity_number UNION ALL
      SELECT a.identity_type, a.identity_number FROM platform.identity_alias a
      WHERE a.subject_type = s.identity_type AND a.subject_number = s.identity_number AND a.valid_to_on IS NULL) n
    JOIN natural_person.education r ON (r.identity_type = n.identity_type AND r.identity_number = n.identity_number)
      OR r.related @> jsonb_build_array(jsonb_build_object('role', 'OTHER_PARTY',
        'identity_type', n.identity_type, 'identity_number', n.identity_number))
    WHERE NOT r.deleted) AS education,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.identity_type, r.identity_number, r.record_id)
    FROM (SELECT s.identity_type, s.identity_number UNION ALL
      SELECT a.identity_type, a.identity_number FROM platform.identity_alias a
      WHERE a.subject_type = s.identity_type AND a.subject_number = s.identity_number AND a.valid_to_on IS NULL) n
    JOIN natural_person.family_planning r ON (r.identity_type = n.identity_type AND r.identity_number = n.identity_number)
      OR r.related @> jsonb_build_array(jsonb_build_object('role', 'OTHER_PARTY',
        'identity_type', n.identity_type, 'identity_number', n.identity_number))
    WHERE NOT r.deleted) AS family_planning,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.identity_type, r.identity_number, r.record_id)
    FROM (SELECT s.identity_type, s.identity_number UNION ALL
      SELECT a.identity_type, a.identity_number FROM platform.identity_alias a
      WHERE a.subject_type = s.identity_type AND a.subject_number = s.identity_number AND a.valid_to_on IS NULL) n
    JOIN natural_person.guardianship r ON (r.identity_type = n.identity_type AND r.identity_number = n.identity_number)
      OR r.related @> jsonb_build_array(jsonb_build_object('role', 'OTHER_PARTY',
        'identity_type', n.identity_type, 'identity_number', n.identity_number))
    WHERE NOT r.deleted) AS guardianship,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.identity_type, r.identity_number, r.record_id)
    FROM (SELECT s.identity_type, s.identity_number UNION ALL
      SELECT a.identity_type, a.identity_number FROM platform.identity_alias a
      WHERE a.subject_type = s.identity_type AND a.subject_number = s.identity_number AND a.valid_to_on IS NULL) n
    JOIN natural_person.household_registration r ON (r.identity_type = n.identity_type AND r.identity_number = n.identity_number)
      OR r.related @> jsonb_build_array(jsonb_build_object('role', 'OTHER_PARTY',
        'identity_type', n.identity_type, 'identity_number', n.identity_number))
    WHERE NOT r.deleted) AS household_registration,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.identity_type, r.identity_number, r.record_id)
    FROM (SELECT s.identity_type, s.identity_number UNION ALL
      SELECT a.identity_type, a.identity_number FROM platform.identity_alias a
      WHERE a.subject_type = s.identity_type AND a.subject_number = s.identity_number AND a.valid_to_on IS NULL) n
    JOIN natural_person.housing_fund_registration r ON (r.identity_type = n.identity_type AND r.identity_number = n.identity_number)
      OR r.related @> jsonb_build_array(jsonb_build_object('role', 'OTHER_PARTY',
        'identity_type', n.identity_type, 'identity_number', n.identity_number))
    WHERE NOT r.deleted) AS housing_fund_registration,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.identity_type, r.identity_number, r.record_id)
    FROM (SELECT s.identity_type, s.identity_number UNION ALL
      SELECT a.identity_type, a.identity_number FROM platform.identity_alias a
      WHERE a.subject_type = s.identity_type AND a.subject_number = s.identity_number AND a.valid_to_on IS NULL) n
    JOIN natural_person.individual_tax r ON (r.identity_type = n.identity_type AND r.identity_number = n.identity_number)
      OR r.related @> jsonb_build_array(jsonb_build_object('role', 'OTHER_PARTY',
        'identity_type', n.identity_type, 'identity_number', n.identity_number))
    WHERE NOT r.deleted) AS individual_tax,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.identity_type, r.identity_number, r.record_id)
    FROM (SELECT s.identity_type, s.identity_number UNION ALL
      SELECT a.identity_type, a.identity_number FROM platform.identity_alias a
      WHERE a.subject_type = s.identity_type AND a.subject_number = s.identity_number AND a.valid_to_on IS NULL) n
    JOIN natural_person.marriage r ON (r.identity_type = n.identity_type AND r.identity_number = n.identity_number)
      OR r.related @> jsonb_build_array(jsonb_build_object('role', 'OTHER_PARTY',
        'identity_type', n.identity_type, 'identity_number', n.identity_number))
    WHERE NOT r.deleted) AS marriage,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.identity_type, r.identity_number, r.record_id)
    FROM (SELECT s.identity_type, s.identity_number UNION ALL
      SELECT a.identity_type, a.identity_number FROM platform.identity_alias a
      WHERE a.subject_type = s.identity_type AND a.subject_number = s.identity_number AND a.valid_to_on IS NULL) n
    JOIN natural_person.practising_certificate r ON (r.identity_type = n.identity_type AND r.identity_number = n.identity_number)
      OR r.related @> jsonb_build_array(jsonb_build_object('role', 'OTHER_PARTY',
        'identity_type', n.identity_type, 'identity_number', n.identity_number))
    WHERE NOT r.deleted) AS practising_certificate,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.identity_type, r.identity_number, r.record_id)
    FROM (SELECT s.identity_type, s.identity_number UNION ALL
      SELECT a.identity_type, a.identity_number FROM platform.identity_alias a
      WHERE a.subject_type = s.identity_type AND a.subject_number = s.identity_number AND a.valid_to_on IS NULL) n
    JOIN natural_person.qualification_certificate r ON (r.identity_type = n.identity_type AND r.identity_number = n.identity_number)
      OR r.related @> jsonb_build_array(jsonb_build_object('role', 'OTHER_PARTY',
        'identity_type', n.identity_type, 'identity_number', n.identity_number))
    WHERE NOT r.deleted) AS qualification_certificate,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.identity_type, r.identity_number, r.record_id)
    FROM (SELECT s.identity_type, s.identity_number UNION ALL
      SELECT a.identity_type, a.identity_number FROM platform.identity_alias a
      WHERE a.subject_type = s.identity_type AND a.subject_number = s.identity_number AND a.valid_to_on IS NULL) n
    JOIN natural_person.residence r ON (r.identity_type = n.identity_type AND r.identity_number = n.identity_number)
      OR r.related @> jsonb_build_array(jsonb_build_object('role', 'OTHER_PARTY',
        'identity_type', n.identity_type, 'identity_number', n.identity_number))
    WHERE NOT r.deleted) AS residence,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.identity_type, r.identity_number, r.record_id)
    FROM (SELECT s.identity_type, s.identity_number UNION ALL
      SELECT a.identity_type, a.identity_number FROM platform.identity_alias a
      WHERE a.subject_type = s.identity_type AND a.subject_number = s.identity_number AND a.valid_to_on IS NULL) n
    JOIN natural_person.social_security r ON (r.identity_type = n.identity_type AND r.identity_number = n.identity_number)
      OR r.related @> jsonb_build_array(jsonb_build_object('role', 'OTHER_PARTY',
        'identity_type', n.identity_type, 'identity_number', n.identity_number))
    WHERE NOT r.deleted) AS social_security,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.identity_type, r.identity_number, r.record_id)
    FROM (SELECT s.identity_type, s.identity_number UNION ALL
      SELECT a.identity_type, a.identity_number FROM platform.identity_alias a
      WHERE a.subject_type = s.identity_type AND a.subject_number = s.identity_number AND a.valid_to_on IS NULL) n
    JOIN natural_person.subsistence_allowance r ON (r.identity_type = n.identity_type AND r.identity_number = n.identity_number)
      OR r.related @> jsonb_build_array(jsonb_build_object('role', 'OTHER_PARTY',
        'identity_type', n.identity_type, 'identity_number', n.identity_number))
    WHERE NOT r.deleted) AS subsistence_allowance
FROM (
  SELECT identity_type, identity_number FROM licence.licence WHERE NOT deleted AND identity_type IN ('FOREIGN_PR_CARD', 'HMT_RESIDENCE_PERMIT', 'HM_TRAVEL_PERMIT', 'OTHER_DOC', 'PASSPORT', 'RESIDENT_ID', 'TW_TRAVEL_PERMIT')
  UNION SELECT identity_type, identity_number FROM natural_person.adoption WHERE NOT deleted AND identity_type IN ('FOREIGN_PR_CARD', 'HMT_RESIDENCE_PERMIT', 'HM_TRAVEL_PERMIT', 'OTHER_DOC', 'PASSPORT', 'RESIDENT_ID', 'TW_TRAVEL_PERMIT')
  UNION SELECT identity_type, identity_number FROM natural_person.birth WHERE NOT deleted AND identity_type IN ('FOREIGN_PR_CARD', 'HMT_RESIDENCE_PERMIT', 'HM_TRAVEL_PERMIT', 'OTHER_DOC', 'PASSPORT', 'RESIDENT_ID', 'TW_TRAVEL_PERMIT')
  UNION SELECT identity_type, identity_number FROM natural_person.death WHERE NOT deleted AND identity_type IN ('FOREIGN_PR_CARD', 'HMT_RESIDENCE_PERMIT', 'HM_TRAVEL_PERMIT', 'OTHER_DOC', 'PASSPORT', 'RESIDENT_ID', 'TW_TRAVEL_PERMIT')
  UNION SELECT identity_type, identity_number FROM natural_person.disability_registration WHERE NOT deleted AND identity_type IN ('FOREIGN_PR_CARD', 'HMT_RESIDENCE_PERMIT', 'HM_TRAVEL_PERMIT', 'OTHER_DOC', 'PASSPORT', 'RESIDENT_ID', 'TW_TRAVEL_PERMIT')
  UNION SELECT identity_type, identity_number FROM natural_person.education WHERE NOT deleted AND identity_type IN ('FOREIGN_PR_CARD', 'HMT_RESIDENCE_PERMIT', 'HM_TRAVEL_PERMIT', 'OTHER_DOC', 'PASSPORT', 'RESIDENT_ID', 'TW_TRAVEL_PERMIT')
  UNION SELECT identity_type, identity_number FROM natural_person.family_planning WHERE NOT deleted AND identity_type IN ('FOREIGN_PR_CARD', 'HMT_RESIDENCE_PERMIT', 'HM_TRAVEL_PERMIT', 'OTHER_DOC', 'PASSPORT', 'RESIDENT_ID', 'TW_TRAVEL_PERMIT')
  UNION SELECT identity_type, identity_number FROM natural_person.guardianship WHERE NOT deleted AND identity_type IN ('FOREIGN_PR_CARD', 'HMT_RESIDENCE_PERMIT', 'HM_TRAVEL_PERMIT', 'OTHER_DOC', 'PASSPORT', 'RESIDENT_ID', 'TW_TRAVEL_PERMIT')
  UNION SELECT identity_type, identity_number FROM natural_person.household_registration WHERE NOT deleted AND identity_type IN ('FOREIGN_PR_CARD', 'HMT_RESIDENCE_PERMIT', 'HM_TRAVEL_PERMIT', 'OTHER_DOC', 'PASSPORT', 'RESIDENT_ID', 'TW_TRAVEL_PERMIT')
  UNION SELECT identity_type, identity_number FROM natural_person.housing_fund_registration WHERE NOT deleted AND identity_type IN ('FOREIGN_PR_CARD', 'HMT_RESIDENCE_PERMIT', 'HM_TRAVEL_PERMIT', 'OTHER_DOC', 'PASSPORT', 'RESIDENT_ID', 'TW_TRAVEL_PERMIT')
  UNION SELECT identity_type, identity_number FROM natural_person.individual_tax WHERE NOT deleted AND identity_type IN ('FOREIGN_PR_CARD', 'HMT_RESIDENCE_PERMIT', 'HM_TRAVEL_PERMIT', 'OTHER_DOC', 'PASSPORT', 'RESIDENT_ID', 'TW_TRAVEL_PERMIT')
  UNION SELECT identity_type, identity_number FROM natural_person.marriage WHERE NOT deleted AND identity_type IN ('FOREIGN_PR_CARD', 'HMT_RESIDENCE_PERMIT', 'HM_TRAVEL_PERMIT', 'OTHER_DOC', 'PASSPORT', 'RESIDENT_ID', 'TW_TRAVEL_PERMIT')
  UNION SELECT identity_type, identity_number FROM natural_person.practising_certificate WHERE NOT deleted AND identity_type IN ('FOREIGN_PR_CARD', 'HMT_RESIDENCE_PERMIT', 'HM_TRAVEL_PERMIT', 'OTHER_DOC', 'PASSPORT', 'RESIDENT_ID', 'TW_TRAVEL_PERMIT')
  UNION SELECT identity_type, identity_number FROM natural_person.qualification_certificate WHERE NOT deleted AND identity_type IN ('FOREIGN_PR_CARD', 'HMT_RESIDENCE_PERMIT', 'HM_TRAVEL_PERMIT', 'OTHER_DOC', 'PASSPORT', 'RESIDENT_ID', 'TW_TRAVEL_PERMIT')
  UNION SELECT identity_type, identity_number FROM natural_person.residence WHERE NOT deleted AND identity_type IN ('FOREIGN_PR_CARD', 'HMT_RESIDENCE_PERMIT', 'HM_TRAVEL_PERMIT', 'OTHER_DOC', 'PASSPORT', 'RESIDENT_ID', 'TW_TRAVEL_PERMIT')
  UNION SELECT identity_type, identity_number FROM natural_person.social_security WHERE NOT deleted AND identity_type IN ('FOREIGN_PR_CARD', 'HMT_RESIDENCE_PERMIT', 'HM_TRAVEL_PERMIT', 'OTHER_DOC', 'PASSPORT', 'RESIDENT_ID', 'TW_TRAVEL_PERMIT')
  UNION SELECT identity_type, identity_number FROM natural_person.subsistence_allowance WHERE NOT deleted AND identity_type IN ('FOREIGN_PR_CARD', 'HMT_RESIDENCE_PERMIT', 'HM_TRAVEL_PERMIT', 'OTHER_DOC', 'PASSPORT', 'RESIDENT_ID', 'TW_TRAVEL_PERMIT')
  UNION SELECT subject_type, subject_number FROM platform.identity_alias WHERE valid_to_on IS NULL AND subject_type IN ('FOREIGN_PR_CARD', 'HMT_RESIDENCE_PERMIT', 'HM_TRAVEL_PERMIT', 'OTHER_DOC', 'PASSPORT', 'RESIDENT_ID', 'TW_TRAVEL_PERMIT')
) s
WHERE NOT EXISTS (SELECT FROM platform.identity_alias a WHERE a.identity_type = s.identity_type
  AND a.identity_number = s.identity_number AND a.valid_to_on IS NULL);
COMMENT ON VIEW natural_person.person IS 'Natural persons over all items / 自然人(汇总全部信息项)';
COMMENT ON COLUMN natural_person.person.identity_type IS 'Type of the present number / 现用号码类型';
COMMENT ON COLUMN natural_person.person.identity_number IS 'The present number / 现用号码';
COMMENT ON COLUMN natural_person.person.other_numbers IS 'Other numbers of the same subject, as far as is known / 同一主体的其他号码';
COMMENT ON COLUMN natural_person.person.succeeded_by IS 'Other subjects that took its place / 承继主体';
COMMENT ON COLUMN natural_person.person.licence IS 'Electronic licences: current records / 电子证照信息:当前记录';
COMMENT ON COLUMN natural_person.person.adoption IS 'Adoption registration: current records / 收养登记信息:当前记录';
COMMENT ON COLUMN natural_person.person.birth IS 'Births: current records / 出生信息:当前记录';
COMMENT ON COLUMN natural_person.person.death IS 'Deaths: current records / 死亡信息:当前记录';
COMMENT ON COLUMN natural_person.person.disability_registration IS 'Registration of persons with disabilities: current records / 残疾人登记信息:当前记录';
COMMENT ON COLUMN natural_person.person.education IS 'Education: current records / 教育信息:当前记录';
COMMENT ON COLUMN natural_person.person.family_planning IS 'Family planning: current records / 计划生育信息:当前记录';
COMMENT ON COLUMN natural_person.person.guardianship IS 'Designated guardianship: current records / 指定监护信息:当前记录';
COMMENT ON COLUMN natural_person.person.household_registration IS 'Household registration: current records / 户籍登记信息:当前记录';
COMMENT ON COLUMN natural_person.person.housing_fund_registration IS 'Housing provident fund registration: current records / 住房公积金登记信息:当前记录';
COMMENT ON COLUMN natural_person.person.individual_tax IS 'Individual tax: current records / 个人纳税信息:当前记录';
COMMENT ON COLUMN natural_person.person.marriage IS 'Marriage registration: current records / 婚姻登记信息:当前记录';
COMMENT ON COLUMN natural_person.person.practising_certificate IS 'Practising certificates: current records / 执业证书信息:当前记录';
COMMENT ON COLUMN natural_person.person.qualification_certificate IS 'Qualification certificates: current records / 职业资格证书信息:当前记录';
COMMENT ON COLUMN natural_person.person.residence IS 'Residence registration of the floating population: current records / 流动人口居住登记信息:当前记录';
COMMENT ON COLUMN natural_person.person.social_security IS 'Social security: current records / 社会保险信息:当前记录';
COMMENT ON COLUMN natural_person.person.subsistence_allowance IS 'Subsistence allowances: current records / 最低生活保障信息:当前记录';

DROP VIEW IF EXISTS legal_person.entity;
CREATE VIEW legal_person.entity AS
SELECT s.identity_type, s.identity_number,
  (SELECT jsonb_agg(jsonb_build_object('identity_type', a.identity_type, 'identity_number', a.identity_number,
      'valid_from_on', a.valid_from_on) ORDER BY a.identity_type, a.identity_number)
    FROM platform.identity_alias a
    WHERE a.subject_type = s.identity_type AND a.subject_number = s.identity_number AND a.valid_to_on IS NULL) AS other_numbers,
  (SELECT jsonb_agg(DISTINCT jsonb_build_object('identity_type', l.succeeded_by_type, 'identity_number',
      l.succeeded_by_number, 'valid_from_on', l.valid_from_on))
    FROM platform.identity_link l
    WHERE l.identity_type = s.identity_type AND l.identity_number = s.identity_number AND l.relation = 'SUCCESSION')
    AS succeeded_by,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.identity_type, r.identity_number, r.record_id)
    FROM (SELECT s.identity_type, s.identity_number UNION ALL
      SELECT a.identity_type, a.identity_number FROM platform.identity_alias a
      WHERE a.subject_type = s.identity_type AND a.subject_number = s.identity_number AND a.valid_to_on IS NULL) n
    JOIN licence.licence r ON (r.identity_type = n.identity_type AND r.identity_number = n.identity_number)
      OR r.related @> jsonb_build_array(jsonb_build_object('role', 'OTHER_PARTY',
        'identity_type', n.identity_type, 'identity_number', n.identity_number))
    WHERE NOT r.deleted) AS licence,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.identity_type, r.identity_number, r.record_id)
    FROM (SELECT s.identity_type, s.identity_number UNION ALL
      SELECT a.identity_type, a.identity_number FROM platform.identity_alias a
      WHERE a.subject_type = s.identity_type AND a.subject_number = s.identity_number AND a.valid_to_on IS NULL) n
    JOIN legal_person.enterprise_registration r ON (r.identity_type = n.identity_type AND r.identity_number = n.identity_number)
      OR r.related @> jsonb_build_array(jsonb_build_object('role', 'OTHER_PARTY',
        'identity_type', n.identity_type, 'identity_number', n.identity_number))
    WHERE NOT r.deleted) AS enterprise_registration,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.identity_type, r.identity_number, r.record_id)
    FROM (SELECT s.identity_type, s.identity_number UNION ALL
      SELECT a.identity_type, a.identity_number FROM platform.identity_alias a
      WHERE a.subject_type = s.identity_type AND a.subject_number = s.identity_number AND a.valid_to_on IS NULL) n
    JOIN legal_person.enterprise_tax_registration r ON (r.identity_type = n.identity_type AND r.identity_number = n.identity_number)
      OR r.related @> jsonb_build_array(jsonb_build_object('role', 'OTHER_PARTY',
        'identity_type', n.identity_type, 'identity_number', n.identity_number))
    WHERE NOT r.deleted) AS enterprise_tax_registration,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.identity_type, r.identity_number, r.record_id)
    FROM (SELECT s.identity_type, s.identity_number UNION ALL
      SELECT a.identity_type, a.identity_number FROM platform.identity_alias a
      WHERE a.subject_type = s.identity_type AND a.subject_number = s.identity_number AND a.valid_to_on IS NULL) n
    JOIN legal_person.individual_business_registration r ON (r.identity_type = n.identity_type AND r.identity_number = n.identity_number)
      OR r.related @> jsonb_build_array(jsonb_build_object('role', 'OTHER_PARTY',
        'identity_type', n.identity_type, 'identity_number', n.identity_number))
    WHERE NOT r.deleted) AS individual_business_registration,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.identity_type, r.identity_number, r.record_id)
    FROM (SELECT s.identity_type, s.identity_number UNION ALL
      SELECT a.identity_type, a.identity_number FROM platform.identity_alias a
      WHERE a.subject_type = s.identity_type AND a.subject_number = s.identity_number AND a.valid_to_on IS NULL) n
    JOIN legal_person.nonprofit_registration r ON (r.identity_type = n.identity_type AND r.identity_number = n.identity_number)
      OR r.related @> jsonb_build_array(jsonb_build_object('role', 'OTHER_PARTY',
        'identity_type', n.identity_type, 'identity_number', n.identity_number))
    WHERE NOT r.deleted) AS nonprofit_registration,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.identity_type, r.identity_number, r.record_id)
    FROM (SELECT s.identity_type, s.identity_number UNION ALL
      SELECT a.identity_type, a.identity_number FROM platform.identity_alias a
      WHERE a.subject_type = s.identity_type AND a.subject_number = s.identity_number AND a.valid_to_on IS NULL) n
    JOIN legal_person.public_institution_registration r ON (r.identity_type = n.identity_type AND r.identity_number = n.identity_number)
      OR r.related @> jsonb_build_array(jsonb_build_object('role', 'OTHER_PARTY',
        'identity_type', n.identity_type, 'identity_number', n.identity_number))
    WHERE NOT r.deleted) AS public_institution_registration,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.identity_type, r.identity_number, r.record_id)
    FROM (SELECT s.identity_type, s.identity_number UNION ALL
      SELECT a.identity_type, a.identity_number FROM platform.identity_alias a
      WHERE a.subject_type = s.identity_type AND a.subject_number = s.identity_number AND a.valid_to_on IS NULL) n
    JOIN legal_person.uscc r ON (r.identity_type = n.identity_type AND r.identity_number = n.identity_number)
      OR r.related @> jsonb_build_array(jsonb_build_object('role', 'OTHER_PARTY',
        'identity_type', n.identity_type, 'identity_number', n.identity_number))
    WHERE NOT r.deleted) AS uscc
FROM (
  SELECT identity_type, identity_number FROM licence.licence WHERE NOT deleted AND identity_type IN ('BIZ_LICENCE', 'USCC')
  UNION SELECT identity_type, identity_number FROM legal_person.enterprise_registration WHERE NOT deleted AND identity_type IN ('BIZ_LICENCE', 'USCC')
  UNION SELECT identity_type, identity_number FROM legal_person.enterprise_tax_registration WHERE NOT deleted AND identity_type IN ('BIZ_LICENCE', 'USCC')
  UNION SELECT identity_type, identity_number FROM legal_person.individual_business_registration WHERE NOT deleted AND identity_type IN ('BIZ_LICENCE', 'USCC')
  UNION SELECT identity_type, identity_number FROM legal_person.nonprofit_registration WHERE NOT deleted AND identity_type IN ('BIZ_LICENCE', 'USCC')
  UNION SELECT identity_type, identity_number FROM legal_person.public_institution_registration WHERE NOT deleted AND identity_type IN ('BIZ_LICENCE', 'USCC')
  UNION SELECT identity_type, identity_number FROM legal_person.uscc WHERE NOT deleted AND identity_type IN ('BIZ_LICENCE', 'USCC')
  UNION SELECT subject_type, subject_number FROM platform.identity_alias WHERE valid_to_on IS NULL AND subject_type IN ('BIZ_LICENCE', 'USCC')
) s
WHERE NOT EXISTS (SELECT FROM platform.identity_alias a WHERE a.identity_type = s.identity_type
  AND a.identity_number = s.identity_number AND a.valid_to_on IS NULL);
COMMENT ON VIEW legal_person.entity IS 'Legal persons over all items / 法人(汇总全部信息项)';
COMMENT ON COLUMN legal_person.entity.identity_type IS 'Type of the present number / 现用号码类型';
COMMENT ON COLUMN legal_person.entity.identity_number IS 'The present number / 现用号码';
COMMENT ON COLUMN legal_person.entity.other_numbers IS 'Other numbers of the same subject, as far as is known / 同一主体的其他号码';
COMMENT ON COLUMN legal_person.entity.succeeded_by IS 'Other subjects that took its place / 承继主体';
COMMENT ON COLUMN legal_person.entity.licence IS 'Electronic licences: current records / 电子证照信息:当前记录';
COMMENT ON COLUMN legal_person.entity.enterprise_registration IS 'Enterprise registration: current records / 企业登记信息:当前记录';
COMMENT ON COLUMN legal_person.entity.enterprise_tax_registration IS 'Enterprise tax registration: current records / 企业税务登记信息:当前记录';
COMMENT ON COLUMN legal_person.entity.individual_business_registration IS 'Individual business registration: current records / 个体工商户登记信息:当前记录';
COMMENT ON COLUMN legal_person.entity.nonprofit_registration IS 'Registration of nonprofit organisations: current records / 社会组织登记信息:当前记录';
COMMENT ON COLUMN legal_person.entity.public_institution_registration IS 'Registration of public institutions: current records / 事业单位登记信息:当前记录';
COMMENT ON COLUMN legal_person.entity.uscc IS 'Unified social credit codes: current records / 统一社会信用代码信息:当前记录';
