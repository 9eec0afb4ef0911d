"""Typed records of every item. Generated from the contract: change `avro/*.avsc`, run `make generate`."""

from datetime import date, datetime
from decimal import Decimal

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """The full after-image of one record."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class ElectronicLicence(Record):
    """el-licence: Electronic licences / 电子证照信息"""

    licence_type_title: str | None = None
    """Title of the type of licence / 证照类型名称"""
    licence_type_code: str | None = None
    """Code of the type of licence / 证照类型代码"""
    licence_identifier: str | None = None
    """Identifier of the electronic licence / 电子证照标识"""
    licence_number: str | None = None
    """Number of the licence / 证照编号"""
    holder_name: str | None = None
    """Name of the holder / 持证主体名称"""
    issuing_authority: str | None = None
    """Issuing authority / 证照颁发机构"""
    issuing_authority_uscc: str | None = None
    """Unified social credit code of the issuing authority / 证照颁发机构代码"""
    issuing_division_code: str | None = None
    """Division of the issuing authority / 颁发机构行政区划代码"""
    issued_on: date | None = None
    """Day of issue / 证照颁发日期"""
    licence_valid_from_on: date | None = None
    """First day the licence is valid / 证照有效期起始日期"""
    licence_valid_until_on: date | None = None
    """Last day the licence is valid; none if it does not end / 证照有效期截止日期"""
    licence_status: str | None = None
    """Status of the licence / 证照状态"""
    status_changed_on: date | None = None
    """Day the status changed / 状态变更日期"""
    status_change_reason: str | None = None
    """Reason of the change of status / 状态变更原因"""
    licence_version: int | None = None
    """Version of the electronic licence, from 1 / 证照版本号"""
    previous_licence_identifier: str | None = None
    """Identifier of the electronic licence it replaces / 被替换证照标识"""
    licensed_matter: str | None = None
    """What the licence permits or certifies / 许可(证明)内容"""
    service_item_code: str | None = None
    """Code of the service item the licence results from / 关联政务服务事项代码"""
    file_reference: str | None = None
    """Where the licence file is kept: an address within the platform / 证照文件引用地址"""
    file_checksum: str | None = None
    """SHA-256 of the licence file, hexadecimal in small letters / 证照文件校验值(SHA-256,小写十六进制)"""
    file_format: str | None = None
    """Format of the licence file / 证照文件格式"""
    file_size_bytes: int | None = None
    """Size of the licence file, bytes / 证照文件大小(字节)"""
    signature_algorithm: str | None = None
    """Algorithm of the electronic seal / 电子印章签名算法"""
    signed_at: datetime | None = None
    """When the electronic seal was applied / 电子印章加盖时刻"""


class EnterpriseRegistration(Record):
    """lp-enterprise-registration: Enterprise registration / 企业登记信息"""

    entity_name: str | None = None
    """Registered name / 企业名称"""
    registration_number: str | None = None
    """Business licence number from before the unified code / 注册号"""
    enterprise_type: str | None = None
    """Type of enterprise as registered / 企业类型"""
    legal_representative_name: str | None = None
    """Name of the legal representative / 法定代表人姓名"""
    registered_capital: Decimal | None = None
    """Registered capital in units of 10,000 of the currency / 注册资本(万元)"""
    registered_capital_currency: str | None = None
    """Currency of the registered capital, ISO 4217 alphabetic / 注册资本币种"""
    registered_capital_text: str | None = None
    """Registered capital as stated by the register / 注册资本原文"""
    business_scope: str | None = None
    """Scope of business as registered / 经营范围"""
    domicile_address: str | None = None
    """Address of the domicile / 住所"""
    domicile_division_code: str | None = None
    """County-level division of the domicile / 住所行政区划代码"""
    industry_code: str | None = None
    """Industry / 行业代码"""
    registration_authority: str | None = None
    """Registering authority / 登记机关"""
    registration_status: str | None = None
    """Status in the register / 登记状态"""
    established_on: date | None = None
    """Day of establishment / 成立日期"""
    approved_on: date | None = None
    """Day of approval of the latest change / 核准日期"""
    term_from_on: date | None = None
    """First day of the business term / 营业期限自"""
    term_to_on: date | None = None
    """Last day of the business term / 营业期限至"""


class EnterpriseTaxRegistration(Record):
    """lp-enterprise-tax-registration: Enterprise tax registration / 企业税务登记信息"""

    entity_name: str | None = None
    """Name of the taxpayer / 纳税人名称"""
    taxpayer_number: str | None = None
    """Taxpayer identification number / 纳税人识别号"""
    registration_kind: str | None = None
    """Kind of registration / 登记类型"""
    vat_taxpayer_kind: str | None = None
    """Kind of value added tax payer / 增值税纳税人类型"""
    vat_kind_from_on: date | None = None
    """Since when it is of that kind / 增值税纳税人类型有效期自"""
    economic_type_code: str | None = None
    """Economic type / 经济类型代码"""
    industry_code: str | None = None
    """Industry / 行业代码"""
    registered_address: str | None = None
    """Registered address / 注册地址"""
    operation_address: str | None = None
    """Address of production and operation / 生产经营地址"""
    operation_division_code: str | None = None
    """Division of operation / 生产经营地行政区划代码"""
    legal_representative_name: str | None = None
    """Name of the legal representative / 法定代表人姓名"""
    finance_officer_name: str | None = None
    """Name of the person in charge of finance / 财务负责人姓名"""
    tax_officer_name: str | None = None
    """Name of the person who handles tax matters / 办税人员姓名"""
    contact_telephone: str | None = None
    """Telephone / 联系电话"""
    registered_on: date | None = None
    """Day of tax registration / 税务登记日期"""
    tax_authority: str | None = None
    """Tax authority in charge / 主管税务机关"""
    tax_authority_code: str | None = None
    """Code of the tax authority / 主管税务机关代码"""
    accounting_standard: str | None = None
    """Accounting standard / 会计制度"""
    employee_count: int | None = None
    """Employees / 从业人数"""
    taxpayer_status: str | None = None
    """Status of the taxpayer / 纳税人状态"""
    tax_credit_grade: str | None = None
    """Tax credit grade / 纳税信用级别"""
    tax_credit_year: int | None = None
    """Year of that grade / 纳税信用评价年度"""
    abnormal_since_on: date | None = None
    """Since when it has been listed as abnormal / 非正常户认定日期"""
    head_office_uscc: str | None = None
    """Unified social credit code of the head office / 总机构统一社会信用代码"""
    deregistered_on: date | None = None
    """Day of tax deregistration / 税务注销日期"""
    deregistration_reason: str | None = None
    """Reason of deregistration / 注销原因"""


class IndividualBusinessRegistration(Record):
    """lp-individual-business-registration: Individual business registration / 个体工商户登记信息"""

    entity_name: str | None = None
    """Trade name, if it has one / 字号名称"""
    registration_number: str | None = None
    """Business licence number from before the unified code / 注册号"""
    operator_name: str | None = None
    """Name of the operator / 经营者姓名"""
    operation_form: str | None = None
    """Form of operation / 组成形式"""
    business_scope: str | None = None
    """Scope of business as registered / 经营范围"""
    business_address: str | None = None
    """Address of business / 经营场所"""
    business_division_code: str | None = None
    """County-level division of the address / 经营场所行政区划代码"""
    industry_code: str | None = None
    """Industry / 行业代码"""
    funds_amount: Decimal | None = None
    """Funds in units of 10,000 yuan / 资金数额(万元)"""
    employee_count: int | None = None
    """Persons working in it / 从业人数"""
    online_operation: bool | None = None
    """Whether it operates on the Internet alone / 是否仅从事网络经营"""
    contact_telephone: str | None = None
    """Telephone / 联系电话"""
    registration_authority: str | None = None
    """Registering authority / 登记机关"""
    registration_status: str | None = None
    """Status in the register / 登记状态"""
    established_on: date | None = None
    """Day of first registration / 成立日期"""
    approved_on: date | None = None
    """Day of approval of the latest change / 核准日期"""
    licence_issued_on: date | None = None
    """Day of issue of the licence / 执照签发日期"""
    revoked_on: date | None = None
    """Day the licence was revoked / 吊销日期"""
    cancelled_on: date | None = None
    """Day of deregistration / 注销日期"""
    cancellation_reason: str | None = None
    """Reason of deregistration / 注销原因"""
    converted_to_uscc: str | None = None
    """Code of the enterprise it was converted into / 转型企业统一社会信用代码"""


class NonprofitRegistration(Record):
    """lp-nonprofit-registration: Registration of nonprofit organisations / 社会组织登记信息"""

    entity_name: str | None = None
    """Registered name / 社会组织名称"""
    nonprofit_kind: str | None = None
    """Kind of organisation / 社会组织类别"""
    legal_representative_name: str | None = None
    """Name of the legal representative / 法定代表人姓名"""
    supervising_authority: str | None = None
    """Authority in charge of its field of work / 业务主管单位"""
    business_scope: str | None = None
    """Scope of work as registered / 业务范围"""
    activity_area: str | None = None
    """Area of activity / 活动地域"""
    registered_funds: Decimal | None = None
    """Registered or initial funds in units of 10,000 yuan / 注册资金(万元)"""
    domicile_address: str | None = None
    """Address of the domicile / 住所"""
    domicile_division_code: str | None = None
    """County-level division of the domicile / 住所行政区划代码"""
    registration_certificate_number: str | None = None
    """Number of the registration certificate / 登记证号"""
    registration_authority: str | None = None
    """Registering authority / 登记管理机关"""
    established_on: date | None = None
    """Day of establishment / 成立登记日期"""
    approved_on: date | None = None
    """Day of approval of the latest change / 核准日期"""
    certificate_valid_from_on: date | None = None
    """First day the certificate is valid / 证书有效期自"""
    certificate_valid_until_on: date | None = None
    """Last day the certificate is valid / 证书有效期至"""
    charity: bool | None = None
    """Whether it is a charitable organisation / 是否慈善组织"""
    charity_recognised_on: date | None = None
    """Day it was recognised as charitable / 慈善组织认定日期"""
    public_fundraising: bool | None = None
    """Whether it may raise funds from the public / 是否具有公开募捐资格"""
    member_count: int | None = None
    """Members / 会员数"""
    employee_count: int | None = None
    """Employees / 从业人员数"""
    assessment_grade: str | None = None
    """Grade of the latest assessment / 评估等级"""
    annual_inspection_year: int | None = None
    """Year of the latest annual inspection / 最近年检(年报)年度"""
    annual_inspection_result: str | None = None
    """Result of the latest annual inspection / 年检(年报)结论"""
    registration_status: str | None = None
    """Status in the register / 登记状态"""
    cancelled_on: date | None = None
    """Day of cancellation / 注销(撤销)日期"""


class PublicInstitutionRegistration(Record):
    """lp-public-institution-registration: Registration of public institutions / 事业单位登记信息"""

    entity_name: str | None = None
    """Registered name / 单位名称"""
    other_entity_names: str | None = None
    """Second and other names / 第二名称及其他名称"""
    legal_representative_name: str | None = None
    """Name of the legal representative / 法定代表人姓名"""
    purpose_and_scope: str | None = None
    """Purpose and scope of work / 宗旨和业务范围"""
    domicile_address: str | None = None
    """Address of the domicile / 住所"""
    domicile_division_code: str | None = None
    """County-level division of the domicile / 住所行政区划代码"""
    funding_source: str | None = None
    """Source of funds / 经费来源"""
    initial_funds: Decimal | None = None
    """Initial funds in units of 10,000 yuan / 开办资金(万元)"""
    organising_authority: str | None = None
    """Organising authority / 举办单位"""
    organising_authority_uscc: str | None = None
    """Unified social credit code of the organising authority / 举办单位统一社会信用代码"""
    approval_document: str | None = None
    """Approval of its establishment: authority and number / 批准设立机关及文号"""
    staff_establishment_count: int | None = None
    """Posts of its establishment / 编制数"""
    institution_category: str | None = None
    """Category of the institution / 事业单位类别"""
    industry_code: str | None = None
    """Industry / 行业代码"""
    certificate_number: str | None = None
    """Number of the legal person certificate / 法人证书号"""
    certificate_valid_from_on: date | None = None
    """First day the certificate is valid / 证书有效期自"""
    certificate_valid_until_on: date | None = None
    """Last day the certificate is valid / 证书有效期至"""
    registration_authority: str | None = None
    """Registering authority / 登记管理机关"""
    established_on: date | None = None
    """Day of first registration / 设立登记日期"""
    approved_on: date | None = None
    """Day of approval of the latest change / 核准日期"""
    annual_report_year: int | None = None
    """Year of the latest annual report / 最近年度报告年度"""
    registration_status: str | None = None
    """Status in the register / 登记状态"""
    cancelled_on: date | None = None
    """Day of deregistration / 注销日期"""
    succeeded_by_uscc: str | None = None
    """Code of the institution that succeeds it / 承继单位统一社会信用代码"""


class UnifiedCode(Record):
    """lp-uscc: Unified social credit codes / 统一社会信用代码信息"""

    entity_name: str | None = None
    """Name of the organisation / 机构名称"""
    former_entity_name: str | None = None
    """Former name / 曾用名称"""
    organisation_type_code: str | None = None
    """Type of organisation / 组织机构类型代码"""
    uscc_category_code: str | None = None
    """Registering department and category, the first two characters of the code / 登记管理部门与机构类别代码"""
    economic_type_code: str | None = None
    """Economic type / 经济类型代码"""
    industry_code: str | None = None
    """Industry / 行业代码"""
    legal_representative_name: str | None = None
    """Name of the legal representative or person in charge / 法定代表人(负责人)姓名"""
    legal_representative_identity_type: str | None = None
    """Type of identity document of the legal representative / 法定代表人证件类型"""
    legal_representative_identity_number: str | None = None
    """Number of that document / 法定代表人证件号码"""
    domicile_address: str | None = None
    """Address of the domicile / 住所"""
    domicile_division_code: str | None = None
    """County-level division of the domicile / 住所行政区划代码"""
    registration_authority: str | None = None
    """Registering authority / 登记管理机关"""
    registration_authority_uscc: str | None = None
    """Unified social credit code of the registering authority / 登记管理机关统一社会信用代码"""
    registration_division_code: str | None = None
    """Division of the registering authority / 登记管理机关行政区划代码"""
    assigned_on: date | None = None
    """Day the code was assigned / 赋码日期"""
    established_on: date | None = None
    """Day of establishment / 成立日期"""
    former_organisation_code: str | None = None
    """Organisation code from before the unified code / 原组织机构代码"""
    former_registration_number: str | None = None
    """Business licence number from before the unified code / 原注册号"""
    former_taxpayer_number: str | None = None
    """Taxpayer number from before the unified code / 原纳税人识别号"""
    code_status: str | None = None
    """Status of the code / 赋码状态"""
    cancelled_on: date | None = None
    """Day of deregistration; the code is kept and never assigned again / 注销日期"""
    succeeded_by_uscc: str | None = None
    """Code of the subject that succeeds it after conversion, merger or division / 承继主体统一社会信用代码"""


class Adoption(Record):
    """np-adoption: Adoption registration / 收养登记信息"""

    name: str | None = None
    """Name of the adopted person after the adoption / 被收养人姓名(收养后)"""
    former_name: str | None = None
    """Name before the adoption / 被收养人原姓名"""
    sex_code: str | None = None
    """Sex / 性别代码"""
    birth_on: date | None = None
    """Day of birth / 出生日期"""
    ethnic_group_code: str | None = None
    """Ethnic group / 民族代码"""
    adoptee_situation: str | None = None
    """Situation of the adopted person: orphan, parents not found, parents unable to raise the child / 被收养人情形"""
    adoptive_father_name: str | None = None
    """Name of the adoptive father / 收养人(父)姓名"""
    adoptive_mother_name: str | None = None
    """Name of the adoptive mother / 收养人(母)姓名"""
    adoptive_father_country_code: str | None = None
    """Nationality of the adoptive father / 收养人(父)国籍代码"""
    adoptive_mother_country_code: str | None = None
    """Nationality of the adoptive mother / 收养人(母)国籍代码"""
    adopter_marital_status_code: str | None = None
    """Marital status of the adopter / 收养人婚姻状况代码"""
    adopter_address: str | None = None
    """Address of the adopter / 收养人住址"""
    relinquishing_parent_name: str | None = None
    """Name of the person who gave into adoption / 送养人姓名"""
    relinquishing_institution: str | None = None
    """Institution that gave into adoption / 送养机构"""
    relinquishing_institution_uscc: str | None = None
    """Unified social credit code of that institution / 送养机构统一社会信用代码"""
    registration_kind: str | None = None
    """What was registered / 登记业务类型"""
    registered_on: date | None = None
    """Day of registration / 登记日期"""
    certificate_number: str | None = None
    """Number of the adoption registration certificate / 收养登记证字号"""
    registration_authority: str | None = None
    """Registering authority / 收养登记机关"""
    registration_division_code: str | None = None
    """Division of the registering authority / 登记机关行政区划代码"""
    dissolved_on: date | None = None
    """Day the adoption was dissolved or revoked / 收养关系终止日期"""
    dissolution_reason: str | None = None
    """Reason of the dissolution / 终止原因"""
    registration_status: str | None = None
    """Status of the registration / 登记状态"""


class Birth(Record):
    """np-birth: Births / 出生信息"""

    name: str | None = None
    """Name of the newborn / 新生儿姓名"""
    sex_code: str | None = None
    """Sex / 性别代码"""
    birth_on: date | None = None
    """Day of birth / 出生日期"""
    birth_certificate_number: str | None = None
    """Number of the birth medical certificate / 出生医学证明编号"""
    certificate_issued_on: date | None = None
    """Day of issue of the certificate / 签发日期"""
    birth_institution: str | None = None
    """Institution of the birth / 接生机构"""
    birthplace_division_code: str | None = None
    """Division of the birthplace / 出生地行政区划代码"""
    gestation_weeks: int | None = None
    """Weeks of gestation / 出生孕周"""
    birth_weight_grams: int | None = None
    """Weight at birth, grams / 出生体重(克)"""
    birth_length_centimetres: int | None = None
    """Length at birth, centimetres / 出生身长(厘米)"""
    mother_name: str | None = None
    """Name of the mother / 母亲姓名"""
    mother_identity_number: str | None = None
    """Resident number of the mother / 母亲公民身份号码"""
    father_name: str | None = None
    """Name of the father / 父亲姓名"""
    father_identity_number: str | None = None
    """Resident number of the father / 父亲公民身份号码"""


class Death(Record):
    """np-death: Deaths / 死亡信息"""

    name: str | None = None
    """Name of the dead person / 死者姓名"""
    sex_code: str | None = None
    """Sex / 性别代码"""
    birth_on: date | None = None
    """Day of birth / 出生日期"""
    ethnic_group_code: str | None = None
    """Ethnic group / 民族代码"""
    country_code: str | None = None
    """Country of nationality / 国籍代码"""
    marital_status_code: str | None = None
    """Marital status / 婚姻状况代码"""
    education_level_code: str | None = None
    """Highest level of education / 文化程度代码"""
    death_date: str | None = None
    """Day of death as far as it is known: YYYY-MM-DD, YYYY-MM or YYYY / 死亡日期(已知精度:年月日、年月或年)"""
    death_date_precision: str | None = None
    """How precisely the day of death is known / 死亡日期精度"""
    death_place_kind: str | None = None
    """Kind of place of death / 死亡地点类别"""
    death_place_division_code: str | None = None
    """Division of the place of death / 死亡地行政区划代码"""
    cause_of_death: str | None = None
    """Underlying cause of death as certified / 根本死亡原因"""
    cause_of_death_code: str | None = None
    """Underlying cause of death, ICD-10 / 根本死亡原因编码"""
    death_certificate_number: str | None = None
    """Number of the medical certificate of death / 居民死亡医学证明书编号"""
    certifying_institution: str | None = None
    """Institution that certified the death / 死亡证明签发机构"""
    certifying_institution_uscc: str | None = None
    """Unified social credit code of the certifying institution / 签发机构统一社会信用代码"""
    certificate_issued_on: date | None = None
    """Day of issue of the certificate / 签发日期"""
    household_division_code: str | None = None
    """Division of the household registration / 户籍地行政区划代码"""
    residence_division_code: str | None = None
    """Division of the usual residence / 常住地行政区划代码"""
    residence_address: str | None = None
    """Address of the usual residence / 常住地址"""
    household_cancelled_on: date | None = None
    """Day the household registration was cancelled / 户口注销日期"""
    cancelling_police_station: str | None = None
    """Police station that cancelled the registration / 注销派出所"""
    informant_name: str | None = None
    """Name of the person who reported the death / 申报人姓名"""
    informant_relation: str | None = None
    """Relation of the informant to the dead person / 申报人与死者关系"""
    cremated_on: date | None = None
    """Day of cremation / 火化日期"""
    funeral_institution: str | None = None
    """Funeral institution / 殡葬服务机构"""


class DisabilityRegistration(Record):
    """np-disability-registration: Registration of persons with disabilities / 残疾人登记信息"""

    name: str | None = None
    """Name / 姓名"""
    sex_code: str | None = None
    """Sex / 性别代码"""
    birth_on: date | None = None
    """Day of birth / 出生日期"""
    ethnic_group_code: str | None = None
    """Ethnic group / 民族代码"""
    marital_status_code: str | None = None
    """Marital status / 婚姻状况代码"""
    education_level_code: str | None = None
    """Level of education / 文化程度代码"""
    disability_certificate_number: str | None = None
    """Number of the disability certificate: identity number, category, grade, and re-issue mark / 残疾人证号"""
    disability_category_code: str | None = None
    """Category of disability / 残疾类别代码"""
    disability_grade_code: str | None = None
    """Grade of disability / 残疾等级代码"""
    multiple_disabilities: str | None = None
    """With multiple disability: pairs of category and grade, like 12 43 / 多重残疾明细(类别与等级)"""
    disability_cause: str | None = None
    """Cause of the disability / 致残原因"""
    disabled_since_on: date | None = None
    """Day it began / 残疾发生日期"""
    assessing_institution: str | None = None
    """Institution that assessed / 评定机构"""
    assessed_on: date | None = None
    """Day of assessment / 评定日期"""
    certificate_issued_on: date | None = None
    """Day of issue of the certificate / 发证日期"""
    certificate_valid_until_on: date | None = None
    """Last day the certificate is valid / 有效期至"""
    issuing_authority: str | None = None
    """Issuing disabled persons' federation / 发证机构"""
    household_division_code: str | None = None
    """Division of the household registration / 户籍地行政区划代码"""
    household_address: str | None = None
    """Address of the household registration / 户籍地址"""
    residence_address: str | None = None
    """Address of the residence / 现住址"""
    contact_telephone: str | None = None
    """Telephone / 联系电话"""
    guardian_name: str | None = None
    """Name of the guardian / 监护人姓名"""
    guardian_relation: str | None = None
    """Relation of the guardian / 监护人与残疾人关系"""
    guardian_telephone: str | None = None
    """Telephone of the guardian / 监护人联系电话"""
    certificate_status: str | None = None
    """Status of the certificate / 证件状态"""
    cancelled_on: date | None = None
    """Day of cancellation / 注销日期"""
    cancellation_reason: str | None = None
    """Reason of cancellation / 注销原因"""


class Education(Record):
    """np-education: Education / 教育信息"""

    name: str | None = None
    """Name / 姓名"""
    sex_code: str | None = None
    """Sex / 性别代码"""
    birth_on: date | None = None
    """Day of birth / 出生日期"""
    student_number: str | None = None
    """Number of the student record / 学籍号"""
    school: str | None = None
    """School or institution / 学校(院校)"""
    school_code: str | None = None
    """Code of the school in the national register / 学校标识码"""
    school_uscc: str | None = None
    """Unified social credit code of the school / 学校统一社会信用代码"""
    school_division_code: str | None = None
    """Division of the school / 学校行政区划代码"""
    education_level_code: str | None = None
    """Level of education / 学历代码"""
    discipline: str | None = None
    """Discipline or speciality / 专业"""
    study_form: str | None = None
    """Form of study: full-time, part-time, distance / 学习形式"""
    study_length_years: float | None = None
    """Regular length of study, years / 学制(年)"""
    grade: str | None = None
    """Year of study / 年级"""
    enrolled_on: date | None = None
    """Day of enrolment / 入学日期"""
    left_on: date | None = None
    """Day of completion or leaving / 毕(结、肄)业日期"""
    completion_kind: str | None = None
    """How it ended: graduated, completed without diploma, incomplete / 毕结业类别"""
    diploma_number: str | None = None
    """Number of the diploma / 毕业证书编号"""
    degree_code: str | None = None
    """Degree / 学位代码"""
    degree_awarded_on: date | None = None
    """Day the degree was awarded / 学位授予日期"""
    degree_certificate_number: str | None = None
    """Number of the degree certificate / 学位证书编号"""
    enrolment_status: str | None = None
    """Status of the student record / 学籍状态"""
    guardian_name: str | None = None
    """Name of a minor student's guardian / 监护人姓名"""


class FamilyPlanning(Record):
    """np-family-planning: Family planning / 计划生育信息"""

    name: str | None = None
    """Name / 姓名"""
    sex_code: str | None = None
    """Sex / 性别代码"""
    birth_on: date | None = None
    """Day of birth / 出生日期"""
    marital_status_code: str | None = None
    """Marital status / 婚姻状况代码"""
    first_married_on: date | None = None
    """Day of the first marriage / 初婚日期"""
    present_married_on: date | None = None
    """Day of the present marriage / 现婚日期"""
    spouse_name: str | None = None
    """Name of the spouse / 配偶姓名"""
    household_division_code: str | None = None
    """Division of the household registration / 户籍地行政区划代码"""
    residence_division_code: str | None = None
    """Division of the residence / 现居住地行政区划代码"""
    residence_address: str | None = None
    """Address of the residence / 现居住地址"""
    children_born_count: int | None = None
    """Children born / 生育子女数"""
    children_adopted_count: int | None = None
    """Children adopted / 收养子女数"""
    children_living_count: int | None = None
    """Children now living / 现存子女数"""
    birth_registration_number: str | None = None
    """Number of the birth registration service / 生育登记服务编号"""
    birth_registered_on: date | None = None
    """Day of the birth registration / 生育登记日期"""
    birth_order: int | None = None
    """Order of the registered birth / 生育孩次"""
    expected_delivery_on: date | None = None
    """Expected day of delivery / 预产期"""
    contraception_kind: str | None = None
    """Contraception / 避孕节育措施"""
    contraception_from_on: date | None = None
    """Since when / 避孕节育措施开始日期"""
    only_child_certificate_number: str | None = None
    """Number of the only-child parents' certificate / 独生子女父母光荣证号"""
    only_child_certificate_issued_on: date | None = None
    """Day of issue of that certificate / 独生子女父母光荣证发证日期"""
    reward_kind: str | None = None
    """Reward or support received / 奖励扶助类别"""
    reward_from_on: date | None = None
    """First day of the reward / 奖励扶助开始日期"""
    floating_population: bool | None = None
    """Whether the person belongs to the floating population / 是否流动人口"""
    managing_office: str | None = None
    """Office in charge / 管理单位"""
    record_checked_on: date | None = None
    """Day the record was last checked / 信息核查日期"""


class Guardianship(Record):
    """np-guardianship: Designated guardianship / 指定监护信息"""

    name: str | None = None
    """Name of the ward / 被监护人姓名"""
    sex_code: str | None = None
    """Sex / 性别代码"""
    birth_on: date | None = None
    """Day of birth / 出生日期"""
    civil_capacity: str | None = None
    """Civil capacity of the ward / 被监护人民事行为能力"""
    ward_residence_address: str | None = None
    """Address of the ward / 被监护人住址"""
    ward_residence_division_code: str | None = None
    """Division of the ward's residence / 被监护人居住地行政区划代码"""
    guardian_name: str | None = None
    """Name of the guardian, person or organisation / 监护人姓名(名称)"""
    guardian_kind: str | None = None
    """Kind of guardian / 监护人类别"""
    guardian_relation: str | None = None
    """Relation of the guardian to the ward / 监护人与被监护人关系"""
    guardian_address: str | None = None
    """Address of the guardian / 监护人住址"""
    guardian_telephone: str | None = None
    """Telephone of the guardian / 监护人联系电话"""
    designating_body: str | None = None
    """Body that designated the guardian / 指定机关(组织)"""
    designation_document_number: str | None = None
    """Number of the designation / 指定文书号"""
    designated_on: date | None = None
    """Day of designation / 指定日期"""
    designation_reason: str | None = None
    """Reason of the designation / 指定原因"""
    temporary: bool | None = None
    """Whether the guardianship is temporary / 是否临时监护"""
    guardianship_scope: str | None = None
    """Scope of the guardianship / 监护职责范围"""
    guardianship_from_on: date | None = None
    """First day of the guardianship / 监护开始日期"""
    guardianship_to_on: date | None = None
    """Last day of the guardianship / 监护终止日期"""
    ending_reason: str | None = None
    """Reason it ended / 终止原因"""
    court_document_number: str | None = None
    """Number of a court decision on it / 裁判文书号"""
    guardianship_status: str | None = None
    """Status of the guardianship / 监护状态"""


class HouseholdRegistration(Record):
    """np-household-registration: Household registration / 户籍登记信息"""

    name: str | None = None
    """Name / 姓名"""
    former_name: str | None = None
    """Former name / 曾用名"""
    sex_code: str | None = None
    """Sex / 性别代码"""
    birth_on: date | None = None
    """Day of birth / 出生日期"""
    ethnic_group_code: str | None = None
    """Ethnic group / 民族代码"""
    marital_status_code: str | None = None
    """Marital status / 婚姻状况代码"""
    birthplace_division_code: str | None = None
    """Division of the birthplace / 出生地行政区划代码"""
    native_place_division_code: str | None = None
    """Division of the native place / 籍贯行政区划代码"""
    household_number: str | None = None
    """Number of the household / 户号"""
    household_kind: str | None = None
    """Family or collective household / 户别"""
    relation_to_head: str | None = None
    """Relation to the head of the household / 与户主关系"""
    household_division_code: str | None = None
    """Division of the household registration / 户籍地行政区划代码"""
    household_address: str | None = None
    """Address of the household registration / 户籍地址"""
    police_station: str | None = None
    """Police station in charge / 所属派出所"""
    registration_reason: str | None = None
    """Reason of the registration or move / 登记或迁移原因"""
    moved_in_on: date | None = None
    """Day of moving in / 迁入日期"""
    moved_from_division_code: str | None = None
    """Division moved from / 迁出地行政区划代码"""
    registration_status: str | None = None
    """Status of the registration / 户籍状态"""


class HousingFundRegistration(Record):
    """np-housing-fund-registration: Housing provident fund registration / 住房公积金登记信息"""

    name: str | None = None
    """Name / 姓名"""
    sex_code: str | None = None
    """Sex / 性别代码"""
    birth_on: date | None = None
    """Day of birth / 出生日期"""
    personal_account_number: str | None = None
    """Number of the personal account / 个人公积金账号"""
    employer: str | None = None
    """Depositing employer / 缴存单位"""
    employer_uscc: str | None = None
    """Unified social credit code of the employer / 缴存单位统一社会信用代码"""
    employer_account_number: str | None = None
    """Number of the employer's account / 单位公积金账号"""
    opened_on: date | None = None
    """Day the account was opened / 开户日期"""
    account_status: str | None = None
    """Status of the account: in deposit, sealed, closed / 账户状态"""
    deposit_base_yuan: Decimal | None = None
    """Monthly deposit base, yuan / 月缴存基数(元)"""
    personal_rate_percent: float | None = None
    """Rate of the person, percent / 个人缴存比例(%)"""
    employer_rate_percent: float | None = None
    """Rate of the employer, percent / 单位缴存比例(%)"""
    monthly_deposit_yuan: Decimal | None = None
    """Monthly deposit of both, yuan / 月缴存额(元)"""
    deposited_until_month: str | None = None
    """Latest month deposited for, YYYY-MM / 缴至年月"""
    continuous_deposit_months: int | None = None
    """Months of continuous deposit / 连续缴存月数"""
    balance_yuan: Decimal | None = None
    """Balance, yuan / 账户余额(元)"""
    loan_outstanding: bool | None = None
    """Whether a housing fund loan is outstanding / 是否有未结清公积金贷款"""
    sealed_on: date | None = None
    """Day the account was sealed / 封存日期"""
    closed_on: date | None = None
    """Day the account was closed / 销户日期"""
    closing_reason: str | None = None
    """Reason of closing / 销户原因"""
    transferred_from_division_code: str | None = None
    """Division the account was transferred from / 转入前缴存地行政区划代码"""
    managing_office: str | None = None
    """Management office in charge / 管理部"""
    contact_telephone: str | None = None
    """Telephone / 联系电话"""


class IndividualTax(Record):
    """np-individual-tax: Individual tax / 个人纳税信息"""

    name: str | None = None
    """Name / 姓名"""
    sex_code: str | None = None
    """Sex / 性别代码"""
    birth_on: date | None = None
    """Day of birth / 出生日期"""
    country_code: str | None = None
    """Country of nationality / 国籍代码"""
    resident_taxpayer: bool | None = None
    """Whether the person is a resident individual for tax / 是否居民个人"""
    taxpayer_number: str | None = None
    """Taxpayer identification number / 纳税人识别号"""
    income_kind: str | None = None
    """Kind of income / 所得项目"""
    tax_year: int | None = None
    """Year of the tax / 纳税年度"""
    period_from_on: date | None = None
    """First day of the period / 税款所属期起"""
    period_to_on: date | None = None
    """Last day of the period / 税款所属期止"""
    income_yuan: Decimal | None = None
    """Income, yuan / 收入额(元)"""
    expenses_yuan: Decimal | None = None
    """Expenses deducted from the income, yuan / 费用(元)"""
    tax_exempt_income_yuan: Decimal | None = None
    """Income exempt from tax, yuan / 免税收入(元)"""
    basic_deduction_yuan: Decimal | None = None
    """Basic deduction, yuan / 减除费用(元)"""
    special_deduction_yuan: Decimal | None = None
    """Special deductions: social insurance and housing fund, yuan / 专项扣除(元)"""
    special_additional_deduction_yuan: Decimal | None = None
    """Special additional deductions, yuan / 专项附加扣除(元)"""
    other_deduction_yuan: Decimal | None = None
    """Other deductions, yuan / 其他扣除(元)"""
    donation_deduction_yuan: Decimal | None = None
    """Donations that may be deducted, yuan / 准予扣除的捐赠额(元)"""
    taxable_income_yuan: Decimal | None = None
    """Taxable income, yuan / 应纳税所得额(元)"""
    tax_rate_percent: Decimal | None = None
    """Rate of tax, per cent / 税率(百分之)"""
    quick_deduction_yuan: Decimal | None = None
    """Quick deduction of the rate, yuan / 速算扣除数(元)"""
    tax_payable_yuan: Decimal | None = None
    """Tax payable, yuan / 应纳税额(元)"""
    tax_relief_yuan: Decimal | None = None
    """Tax relief, yuan / 减免税额(元)"""
    tax_paid_yuan: Decimal | None = None
    """Tax paid, yuan / 已缴(扣)税额(元)"""
    withholding_agent: str | None = None
    """Withholding agent / 扣缴义务人"""
    withholding_agent_uscc: str | None = None
    """Unified social credit code of the withholding agent / 扣缴义务人统一社会信用代码"""
    declared_on: date | None = None
    """Day of declaration / 申报日期"""
    paid_on: date | None = None
    """Day the tax reached the treasury / 入库日期"""
    payment_certificate_number: str | None = None
    """Number of the tax payment certificate / 完税证明号码"""
    tax_authority: str | None = None
    """Tax authority in charge / 主管税务机关"""
    tax_division_code: str | None = None
    """Division of the tax authority / 主管税务机关行政区划代码"""
    corrected: bool | None = None
    """Whether it corrects an earlier declaration / 是否更正申报"""


class Marriage(Record):
    """np-marriage: Marriage registration / 婚姻登记信息"""

    name: str | None = None
    """Name of the first party / 当事人姓名"""
    sex_code: str | None = None
    """Sex / 性别代码"""
    birth_on: date | None = None
    """Day of birth / 出生日期"""
    ethnic_group_code: str | None = None
    """Ethnic group / 民族代码"""
    country_code: str | None = None
    """Country of nationality / 国籍代码"""
    marital_status_before_code: str | None = None
    """Marital status before the registration / 登记前婚姻状况代码"""
    spouse_name: str | None = None
    """Name of the other party / 配偶姓名"""
    spouse_sex_code: str | None = None
    """Sex of the other party / 配偶性别代码"""
    spouse_birth_on: date | None = None
    """Day of birth of the other party / 配偶出生日期"""
    spouse_ethnic_group_code: str | None = None
    """Ethnic group of the other party / 配偶民族代码"""
    spouse_country_code: str | None = None
    """Country of nationality of the other party / 配偶国籍代码"""
    spouse_marital_status_before_code: str | None = None
    """Marital status of the other party before the registration / 配偶登记前婚姻状况代码"""
    registration_kind: str | None = None
    """What was registered / 登记业务类型"""
    registered_on: date | None = None
    """Day of registration / 登记日期"""
    certificate_number: str | None = None
    """Number of the marriage or divorce certificate / 婚姻登记证字号"""
    registration_authority: str | None = None
    """Registering authority / 婚姻登记机关"""
    registration_division_code: str | None = None
    """Division of the registering authority / 登记机关行政区划代码"""
    marriage_ended_on: date | None = None
    """Day the marriage ended by divorce or annulment / 婚姻关系终止日期"""
    court_document_number: str | None = None
    """Number of the court judgment or mediation document the registration follows / 裁判文书号"""
    registrar_name: str | None = None
    """Name of the registrar / 婚姻登记员姓名"""
    registration_status: str | None = None
    """Status of the registration / 登记状态"""


class PractisingCertificate(Record):
    """np-practising-certificate: Practising certificates / 执业证书信息"""

    name: str | None = None
    """Name / 姓名"""
    sex_code: str | None = None
    """Sex / 性别代码"""
    birth_on: date | None = None
    """Day of birth / 出生日期"""
    certificate_title: str | None = None
    """Title of the certificate / 证书名称"""
    practice_kind: str | None = None
    """Kind of practice / 执业类别"""
    practice_scope: str | None = None
    """Scope of practice / 执业范围"""
    certificate_number: str | None = None
    """Number of the practising certificate / 执业证书编号"""
    qualification_certificate_number: str | None = None
    """Number of the qualification certificate behind it / 资格证书编号"""
    practising_institution: str | None = None
    """Institution of practice / 执业机构"""
    practising_institution_uscc: str | None = None
    """Unified social credit code of that institution / 执业机构统一社会信用代码"""
    practice_division_code: str | None = None
    """Division of the place of practice / 执业地行政区划代码"""
    first_registered_on: date | None = None
    """Day of the first registration / 首次注册日期"""
    issued_on: date | None = None
    """Day of issue / 发证日期"""
    certificate_valid_from_on: date | None = None
    """First day the certificate is valid / 有效期自"""
    certificate_valid_until_on: date | None = None
    """Last day the certificate is valid / 有效期至"""
    issuing_authority: str | None = None
    """Issuing authority / 发证机关"""
    issuing_authority_uscc: str | None = None
    """Unified social credit code of the issuing authority / 发证机关统一社会信用代码"""
    assessment_year: int | None = None
    """Year of the latest assessment / 最近考核年度"""
    assessment_result: str | None = None
    """Result of the latest assessment / 最近考核结果"""
    certificate_status: str | None = None
    """Status of the certificate / 执业状态"""
    suspended_from_on: date | None = None
    """First day of a suspension / 停止执业起始日期"""
    suspended_to_on: date | None = None
    """Last day of a suspension / 停止执业截止日期"""
    cancelled_on: date | None = None
    """Day of cancellation / 注销(吊销)日期"""
    cancellation_reason: str | None = None
    """Reason of cancellation / 注销(吊销)原因"""


class QualificationCertificate(Record):
    """np-qualification-certificate: Qualification certificates / 职业资格证书信息"""

    name: str | None = None
    """Name / 姓名"""
    sex_code: str | None = None
    """Sex / 性别代码"""
    birth_on: date | None = None
    """Day of birth / 出生日期"""
    certificate_title: str | None = None
    """Title of the certificate / 证书名称"""
    qualification_kind: str | None = None
    """Kind of qualification / 职业资格类别"""
    occupation: str | None = None
    """Occupation / 职业(工种)"""
    occupation_code: str | None = None
    """Code of the occupation / 职业编码"""
    speciality: str | None = None
    """Speciality / 专业类别"""
    qualification_level: str | None = None
    """Level of the qualification / 资格级别"""
    certificate_number: str | None = None
    """Number of the certificate / 证书编号"""
    management_number: str | None = None
    """Management number of the certificate / 管理号"""
    acquired_by: str | None = None
    """How it was acquired: examination, assessment, recognition / 取得方式"""
    acquired_on: date | None = None
    """Day the qualification was acquired / 取得日期"""
    issued_on: date | None = None
    """Day of issue / 发证日期"""
    certificate_valid_until_on: date | None = None
    """Last day the certificate is valid; none if it does not end / 有效期至"""
    issuing_authority: str | None = None
    """Issuing authority / 发证机关"""
    issuing_authority_uscc: str | None = None
    """Unified social credit code of the issuing authority / 发证机关统一社会信用代码"""
    issuing_division_code: str | None = None
    """Division of the issuing authority / 发证机关行政区划代码"""
    licence_identifier: str | None = None
    """Identifier of the electronic licence / 电子证照标识"""
    certificate_status: str | None = None
    """Status of the certificate / 证书状态"""
    revoked_on: date | None = None
    """Day of revocation / 撤销(注销)日期"""
    revocation_reason: str | None = None
    """Reason of revocation / 撤销(注销)原因"""


class Residence(Record):
    """np-residence: Residence registration of the floating population / 流动人口居住登记信息"""

    name: str | None = None
    """Name / 姓名"""
    former_name: str | None = None
    """Former name / 曾用名"""
    sex_code: str | None = None
    """Sex / 性别代码"""
    birth_on: date | None = None
    """Day of birth / 出生日期"""
    ethnic_group_code: str | None = None
    """Ethnic group / 民族代码"""
    education_level_code: str | None = None
    """Level of education / 文化程度代码"""
    marital_status_code: str | None = None
    """Marital status / 婚姻状况代码"""
    employment_status_code: str | None = None
    """Status of employment / 从业状况代码"""
    occupation: str | None = None
    """Occupation / 职业"""
    native_place_division_code: str | None = None
    """Division of the native place / 籍贯行政区划代码"""
    household_kind: str | None = None
    """Kind of household registration / 户口性质"""
    household_division_code: str | None = None
    """Division of the household registration / 户籍地行政区划代码"""
    household_address: str | None = None
    """Address of the household registration / 户籍地址"""
    residence_division_code: str | None = None
    """Division of the residence / 居住地行政区划代码"""
    residence_address: str | None = None
    """Address of the residence / 居住地址"""
    residence_address_number: str | None = None
    """Code of the standard address of the residence / 居住地标准地址编码"""
    residence_kind: str | None = None
    """Kind of residence: rented, own, dormitory, with relatives / 居住处所类别"""
    residence_reason: str | None = None
    """Reason of residing / 居住事由"""
    arrived_on: date | None = None
    """Day of arrival in the Municipality / 来穗日期"""
    resided_from_on: date | None = None
    """First day at the residence / 居住开始日期"""
    registered_on: date | None = None
    """Day of registration / 居住登记日期"""
    declared_off_on: date | None = None
    """Day the person left or was declared off / 居住登记注销日期"""
    residence_permit_number: str | None = None
    """Number of the residence permit / 居住证号"""
    permit_issued_on: date | None = None
    """Day of issue of the permit / 居住证签发日期"""
    permit_endorsed_until_on: date | None = None
    """Last day the permit is endorsed for / 居住证签注有效期至"""
    permit_status: str | None = None
    """Status of the permit / 居住证状态"""
    employer: str | None = None
    """Employer / 从业单位"""
    employer_uscc: str | None = None
    """Unified social credit code of the employer / 从业单位统一社会信用代码"""
    contact_telephone: str | None = None
    """Telephone / 联系电话"""
    landlord_name: str | None = None
    """Name of the landlord / 房屋出租人姓名"""
    landlord_telephone: str | None = None
    """Telephone of the landlord / 房屋出租人联系电话"""
    registration_office: str | None = None
    """Office that registered / 登记机构"""


class SocialSecurity(Record):
    """np-social-security: Social security / 社会保险信息"""

    name: str | None = None
    """Name / 姓名"""
    sex_code: str | None = None
    """Sex / 性别代码"""
    birth_on: date | None = None
    """Day of birth / 出生日期"""
    employment_status_code: str | None = None
    """Status of employment / 从业状况代码"""
    social_security_card_number: str | None = None
    """Number of the social security card / 社会保障卡号"""
    personal_account_number: str | None = None
    """Personal number in the insurance system / 个人编号"""
    insurance_kind_code: str | None = None
    """Branch of insurance / 险种类型代码"""
    participation_status_code: str | None = None
    """Status of participation / 参保状态代码"""
    participant_kind: str | None = None
    """Kind of participant: employee, civil servant, resident, self-employed / 参保人员类别"""
    employer: str | None = None
    """Employer that pays the contributions / 参保单位"""
    employer_uscc: str | None = None
    """Unified social credit code of the employer / 参保单位统一社会信用代码"""
    insured_from_on: date | None = None
    """First day of participation / 参保开始日期"""
    insured_to_on: date | None = None
    """Last day of participation / 参保终止日期"""
    contribution_base_yuan: Decimal | None = None
    """Monthly contribution base, yuan / 月缴费基数(元)"""
    contribution_months: int | None = None
    """Months of contribution so far / 累计缴费月数"""
    last_contribution_month: str | None = None
    """Latest month contributed for, YYYY-MM / 最近缴费月份"""
    benefit_kind: str | None = None
    """Benefit now received / 享受待遇类别"""
    benefit_from_on: date | None = None
    """First day of the benefit / 待遇享受开始日期"""
    benefit_status: str | None = None
    """Status of the benefit / 待遇状态"""
    handling_institution: str | None = None
    """Social insurance institution in charge / 社保经办机构"""
    insured_division_code: str | None = None
    """Division of insurance / 参保地行政区划代码"""
    transferred_from_division_code: str | None = None
    """Division the relation was transferred from / 转入前参保地行政区划代码"""


class SubsistenceAllowance(Record):
    """np-subsistence-allowance: Subsistence allowances / 最低生活保障信息"""

    name: str | None = None
    """Name / 姓名"""
    sex_code: str | None = None
    """Sex / 性别代码"""
    birth_on: date | None = None
    """Day of birth / 出生日期"""
    household_head_name: str | None = None
    """Name of the applicant of the household / 户主(申请人)姓名"""
    relation_to_head: str | None = None
    """Relation to the applicant / 与户主关系"""
    family_member_count: int | None = None
    """Members of the family / 家庭成员数"""
    covered_member_count: int | None = None
    """Members the assistance covers / 保障人口数"""
    assistance_kind: str | None = None
    """Kind of assistance / 救助类别"""
    certificate_number: str | None = None
    """Number of the assistance certificate / 救助证号"""
    health_status_code: str | None = None
    """State of health / 健康状况代码"""
    employment_status_code: str | None = None
    """Status of employment / 从业状况代码"""
    poverty_cause: str | None = None
    """Cause of hardship / 致困原因"""
    family_monthly_income_yuan: Decimal | None = None
    """Monthly income of the family, yuan / 家庭月收入(元)"""
    monthly_income_per_person_yuan: Decimal | None = None
    """Monthly income per person, yuan / 家庭月人均收入(元)"""
    monthly_allowance_yuan: Decimal | None = None
    """Monthly allowance of the family, yuan / 月保障金额(元)"""
    applied_on: date | None = None
    """Day of application / 申请日期"""
    approved_on: date | None = None
    """Day of approval / 审批日期"""
    approval_authority: str | None = None
    """Approving authority / 审批机关"""
    allowance_from_on: date | None = None
    """First day of the allowance / 保障开始日期"""
    next_review_on: date | None = None
    """Day of the next review / 下次复核日期"""
    residence_division_code: str | None = None
    """Division of the residence / 居住地行政区划代码"""
    residence_address: str | None = None
    """Address of the residence / 居住地址"""
    allowance_status: str | None = None
    """Status of the allowance / 保障状态"""
    stopped_on: date | None = None
    """Day the allowance stopped / 停保日期"""
    stop_reason: str | None = None
    """Reason it stopped / 停保原因"""


class ClimateObservation(Record):
    """nr-climate: Climate observations / 气候(气象)信息"""

    station_name: str | None = None
    """Name of the station / 站点名称"""
    station_number: str | None = None
    """Number of the station in the observation network / 区站号"""
    division_code: str | None = None
    """County-level division of the station / 行政区划代码"""
    latitude: float | None = None
    """Latitude in CGCS2000, degrees / 纬度(CGCS2000,度)"""
    longitude: float | None = None
    """Longitude in CGCS2000, degrees / 经度(CGCS2000,度)"""
    elevation_metres: float | None = None
    """Height above sea level, metres / 海拔高度(米)"""
    observed_at: datetime | None = None
    """End of the hour observed / 观测时刻"""
    air_temperature_celsius: float | None = None
    """Air temperature, degrees Celsius / 气温(摄氏度)"""
    air_temperature_max_celsius: float | None = None
    """Highest air temperature of the hour, degrees Celsius / 小时最高气温(摄氏度)"""
    air_temperature_min_celsius: float | None = None
    """Lowest air temperature of the hour, degrees Celsius / 小时最低气温(摄氏度)"""
    relative_humidity_percent: float | None = None
    """Relative humidity, percent / 相对湿度(%)"""
    precipitation_millimetres: float | None = None
    """Precipitation of the hour, millimetres / 小时降水量(毫米)"""
    precipitation_24h_millimetres: float | None = None
    """Precipitation of the last 24 hours, millimetres / 24 小时降水量(毫米)"""
    station_pressure_hectopascals: float | None = None
    """Pressure at the station, hectopascals / 本站气压(百帕)"""
    sea_level_pressure_hectopascals: float | None = None
    """Pressure reduced to sea level, hectopascals / 海平面气压(百帕)"""
    wind_speed_metres_per_second: float | None = None
    """Mean wind speed of the last 10 minutes, metres per second / 10 分钟平均风速(米/秒)"""
    wind_direction_degrees: float | None = None
    """Direction the wind comes from, degrees clockwise from north / 风向(度)"""
    gust_metres_per_second: float | None = None
    """Greatest wind speed of the hour, metres per second / 小时极大风速(米/秒)"""
    visibility_metres: float | None = None
    """Horizontal visibility, metres / 水平能见度(米)"""
    sunshine_minutes: float | None = None
    """Sunshine of the hour, minutes / 小时日照时数(分钟)"""
    evaporation_millimetres: float | None = None
    """Evaporation of the hour, millimetres / 小时蒸发量(毫米)"""
    cloud_cover_percent: float | None = None
    """Cloud cover, percent / 总云量(%)"""
    weather_phenomenon: str | None = None
    """Weather as observed / 天气现象"""
    observation_quality: str | None = None
    """Outcome of the station's quality control / 质量控制结论"""


class Energy(Record):
    """nr-energy: Energy resources / 能源信息"""

    site_name: str | None = None
    """Name of the site / 能源站点(项目)名称"""
    energy_kind: str | None = None
    """Kind of energy / 能源种类"""
    renewable: bool | None = None
    """Whether the energy is renewable / 是否可再生能源"""
    operator_name: str | None = None
    """Name of the operator / 经营主体名称"""
    operator_uscc: str | None = None
    """Unified social credit code of the operator / 经营主体统一社会信用代码"""
    division_code: str | None = None
    """County-level division / 行政区划代码"""
    location_address: str | None = None
    """Where it lies / 坐落"""
    installed_capacity_kilowatts: float | None = None
    """Installed capacity, kilowatts / 装机容量(千瓦)"""
    annual_output_kilowatt_hours: float | None = None
    """Output of the year, kilowatt-hours / 年发电量(千瓦时)"""
    storage_capacity_tonnes_standard_coal: float | None = None
    """Storage, tonnes of standard coal / 储备能力(吨标准煤)"""
    annual_consumption_tonnes_standard_coal: float | None = None
    """Consumption of the year, tonnes of standard coal / 年能源消耗量(吨标准煤)"""
    exploitable_resource_kilowatt_hours: float | None = None
    """Exploitable resource, kilowatt-hours a year / 年可开发资源量(千瓦时)"""
    statistics_year: int | None = None
    """Year of the figures / 统计年度"""
    approval_document_number: str | None = None
    """Number of the approval / 核准(备案)文号"""
    commissioned_on: date | None = None
    """Day it began to operate / 投产日期"""
    grid_connected_on: date | None = None
    """Day it was connected to the grid / 并网日期"""
    decommissioned_on: date | None = None
    """Day it ceased to operate / 退役日期"""
    site_status: str | None = None
    """Status of the site / 运行状态"""
    latitude: float | None = None
    """Latitude in CGCS2000, degrees / 纬度(CGCS2000,度)"""
    longitude: float | None = None
    """Longitude in CGCS2000, degrees / 经度(CGCS2000,度)"""
    geometry_reference: str | None = None
    """Where the geometry file is kept: an address within the platform, the geometry itself never travels / 空间图形文件引用地址(图形不随消息传送)"""
    geometry_checksum: str | None = None
    """SHA-256 of the geometry file, hexadecimal in small letters / 空间图形文件校验值(SHA-256,小写十六进制)"""
    geometry_crs: str | None = None
    """Coordinate reference system of the geometry file: CGCS2000 geographic, or 3-degree Gauss-Kruger of the central meridian 114 degrees east / 空间图形坐标系(CGCS2000 地理坐标或中央经线 114 度三度带)"""
    min_latitude: float | None = None
    """Least latitude of the bounding box in CGCS2000, degrees / 外包矩形最小纬度(CGCS2000,度)"""
    min_longitude: float | None = None
    """Least longitude of the bounding box in CGCS2000, degrees / 外包矩形最小经度(CGCS2000,度)"""
    max_latitude: float | None = None
    """Greatest latitude of the bounding box in CGCS2000, degrees / 外包矩形最大纬度(CGCS2000,度)"""
    max_longitude: float | None = None
    """Greatest longitude of the bounding box in CGCS2000, degrees / 外包矩形最大经度(CGCS2000,度)"""


class Fishery(Record):
    """nr-fishery: Fisheries / 渔业资源信息"""

    water_area_name: str | None = None
    """Name of the water / 水域名称"""
    water_kind: str | None = None
    """Sea or fresh water / 水域类别"""
    division_code: str | None = None
    """County-level division / 行政区划代码"""
    location_address: str | None = None
    """Where it lies / 坐落"""
    use_kind: str | None = None
    """Catching or aquaculture / 渔业利用方式"""
    aquaculture_mode: str | None = None
    """Mode of aquaculture / 养殖模式"""
    main_species: str | None = None
    """Main species / 主要品种"""
    scientific_name: str | None = None
    """Scientific name of the main species / 主要品种学名"""
    licence_number: str | None = None
    """Number of the aquaculture or fishing licence / 养殖证(捕捞许可证)编号"""
    licence_holder_name: str | None = None
    """Name of the licence holder / 持证人姓名(名称)"""
    licence_holder_uscc: str | None = None
    """Unified social credit code of the licence holder / 持证单位统一社会信用代码"""
    licence_from_on: date | None = None
    """First day of the licence / 许可有效期自"""
    licence_to_on: date | None = None
    """Last day of the licence / 许可有效期至"""
    area_hectares: float | None = None
    """Area, hectares / 水域面积(公顷)"""
    mean_depth_metres: float | None = None
    """Mean depth, metres / 平均水深(米)"""
    annual_output_tonnes: float | None = None
    """Output of the year, tonnes / 年产量(吨)"""
    released_fry_count: int | None = None
    """Fry released in the year / 年增殖放流数量(尾)"""
    statistics_year: int | None = None
    """Year of the figures / 统计年度"""
    closed_from_on: date | None = None
    """First day of the closed season / 禁渔期自"""
    closed_to_on: date | None = None
    """Last day of the closed season / 禁渔期至"""
    water_quality_class_code: str | None = None
    """Class of surface water quality / 地表水水质类别代码"""
    surveyed_on: date | None = None
    """Day of the survey / 调查日期"""
    geometry_reference: str | None = None
    """Where the geometry file is kept: an address within the platform, the geometry itself never travels / 空间图形文件引用地址(图形不随消息传送)"""
    geometry_checksum: str | None = None
    """SHA-256 of the geometry file, hexadecimal in small letters / 空间图形文件校验值(SHA-256,小写十六进制)"""
    geometry_crs: str | None = None
    """Coordinate reference system of the geometry file: CGCS2000 geographic, or 3-degree Gauss-Kruger of the central meridian 114 degrees east / 空间图形坐标系(CGCS2000 地理坐标或中央经线 114 度三度带)"""
    min_latitude: float | None = None
    """Least latitude of the bounding box in CGCS2000, degrees / 外包矩形最小纬度(CGCS2000,度)"""
    min_longitude: float | None = None
    """Least longitude of the bounding box in CGCS2000, degrees / 外包矩形最小经度(CGCS2000,度)"""
    max_latitude: float | None = None
    """Greatest latitude of the bounding box in CGCS2000, degrees / 外包矩形最大纬度(CGCS2000,度)"""
    max_longitude: float | None = None
    """Greatest longitude of the bounding box in CGCS2000, degrees / 外包矩形最大经度(CGCS2000,度)"""


class Forest(Record):
    """nr-forest: Forests / 森林信息"""

    subcompartment_number: str | None = None
    """Number of the sub-compartment / 小班号"""
    forest_farm: str | None = None
    """Forest farm or managing unit / 林场(经营单位)"""
    division_code: str | None = None
    """County-level division / 行政区划代码"""
    village: str | None = None
    """Town and village / 镇村"""
    land_category: str | None = None
    """Category of forest land / 地类"""
    forest_category: str | None = None
    """Category of forest / 林种"""
    protection_grade: str | None = None
    """Grade of public welfare forest / 公益林等级"""
    land_ownership: str | None = None
    """Owner of the land / 林地所有权"""
    tree_ownership: str | None = None
    """Owner of the trees / 林木所有权"""
    right_holder_name: str | None = None
    """Name of the holder of the forest right / 林权权利人"""
    forest_right_certificate_number: str | None = None
    """Number of the forest right certificate / 林权证号"""
    tree_origin: str | None = None
    """Origin of the stand / 起源"""
    dominant_tree_species: str | None = None
    """Dominant tree species / 优势树种"""
    age_group: str | None = None
    """Age group / 龄组"""
    mean_age_years: int | None = None
    """Mean age, years / 平均年龄(年)"""
    mean_height_metres: float | None = None
    """Mean height, metres / 平均树高(米)"""
    mean_diameter_centimetres: float | None = None
    """Mean diameter at breast height, centimetres / 平均胸径(厘米)"""
    canopy_density: float | None = None
    """Canopy density, a share from 0 to 1 / 郁闭度"""
    volume_cubic_metres_per_hectare: float | None = None
    """Volume, cubic metres per hectare / 每公顷蓄积量(立方米)"""
    area_hectares: float | None = None
    """Area, hectares / 面积(公顷)"""
    fire_risk_grade: str | None = None
    """Grade of fire risk / 火险等级"""
    surveyed_on: date | None = None
    """Day of the survey / 调查日期"""
    felled_on: date | None = None
    """Day of the latest felling / 最近采伐日期"""
    geometry_reference: str | None = None
    """Where the geometry file is kept: an address within the platform, the geometry itself never travels / 空间图形文件引用地址(图形不随消息传送)"""
    geometry_checksum: str | None = None
    """SHA-256 of the geometry file, hexadecimal in small letters / 空间图形文件校验值(SHA-256,小写十六进制)"""
    geometry_crs: str | None = None
    """Coordinate reference system of the geometry file: CGCS2000 geographic, or 3-degree Gauss-Kruger of the central meridian 114 degrees east / 空间图形坐标系(CGCS2000 地理坐标或中央经线 114 度三度带)"""
    min_latitude: float | None = None
    """Least latitude of the bounding box in CGCS2000, degrees / 外包矩形最小纬度(CGCS2000,度)"""
    min_longitude: float | None = None
    """Least longitude of the bounding box in CGCS2000, degrees / 外包矩形最小经度(CGCS2000,度)"""
    max_latitude: float | None = None
    """Greatest latitude of the bounding box in CGCS2000, degrees / 外包矩形最大纬度(CGCS2000,度)"""
    max_longitude: float | None = None
    """Greatest longitude of the bounding box in CGCS2000, degrees / 外包矩形最大经度(CGCS2000,度)"""


class Grassland(Record):
    """nr-grassland: Grasslands / 草原信息"""

    plot_number: str | None = None
    """Number of the plot / 图斑编号"""
    plot_name: str | None = None
    """Name of the grassland / 草地名称"""
    division_code: str | None = None
    """County-level division / 行政区划代码"""
    village: str | None = None
    """Town and village / 镇村"""
    grassland_type: str | None = None
    """Type of grassland / 草地类型"""
    land_ownership: str | None = None
    """Owner of the land / 土地所有权性质"""
    contractor_name: str | None = None
    """Name of the contractor / 承包经营者"""
    contract_number: str | None = None
    """Number of the contract / 承包合同编号"""
    contract_from_on: date | None = None
    """First day of the contract / 承包期自"""
    contract_to_on: date | None = None
    """Last day of the contract / 承包期至"""
    area_hectares: float | None = None
    """Area, hectares / 面积(公顷)"""
    vegetation_cover_percent: float | None = None
    """Cover of vegetation, percent / 植被盖度(%)"""
    dominant_species: str | None = None
    """Dominant species / 优势种"""
    dry_yield_kilograms_per_hectare: float | None = None
    """Dry yield of the year, kilograms per hectare / 年干草产量(千克/公顷)"""
    carrying_capacity_sheep_units: float | None = None
    """Suitable carrying capacity, sheep units / 适宜载畜量(羊单位)"""
    degradation_grade: str | None = None
    """Grade of degradation / 退化程度"""
    use_kind: str | None = None
    """How it is used / 利用方式"""
    protection_measure: str | None = None
    """Measure of protection / 保护措施"""
    surveyed_on: date | None = None
    """Day of the survey / 调查日期"""
    geometry_reference: str | None = None
    """Where the geometry file is kept: an address within the platform, the geometry itself never travels / 空间图形文件引用地址(图形不随消息传送)"""
    geometry_checksum: str | None = None
    """SHA-256 of the geometry file, hexadecimal in small letters / 空间图形文件校验值(SHA-256,小写十六进制)"""
    geometry_crs: str | None = None
    """Coordinate reference system of the geometry file: CGCS2000 geographic, or 3-degree Gauss-Kruger of the central meridian 114 degrees east / 空间图形坐标系(CGCS2000 地理坐标或中央经线 114 度三度带)"""
    min_latitude: float | None = None
    """Least latitude of the bounding box in CGCS2000, degrees / 外包矩形最小纬度(CGCS2000,度)"""
    min_longitude: float | None = None
    """Least longitude of the bounding box in CGCS2000, degrees / 外包矩形最小经度(CGCS2000,度)"""
    max_latitude: float | None = None
    """Greatest latitude of the bounding box in CGCS2000, degrees / 外包矩形最大纬度(CGCS2000,度)"""
    max_longitude: float | None = None
    """Greatest longitude of the bounding box in CGCS2000, degrees / 外包矩形最大经度(CGCS2000,度)"""


class Land(Record):
    """nr-land: Land / 土地信息"""

    real_property_unit_number: str | None = None
    """Number of the real property unit, 28 characters / 不动产单元代码"""
    parcel_code: str | None = None
    """Code of the parcel, the first 19 characters of the unit number / 宗地代码"""
    location_address: str | None = None
    """Where the parcel lies / 坐落"""
    division_code: str | None = None
    """County-level division of the parcel / 行政区划代码"""
    land_use_code: str | None = None
    """Present use of the land / 土地利用现状分类代码"""
    registered_use: str | None = None
    """Use as registered / 登记用途"""
    land_ownership: str | None = None
    """Owner of the land / 土地所有权性质"""
    right_kind: str | None = None
    """Kind of right as registered / 权利类型"""
    right_acquisition: str | None = None
    """How the right was acquired: allocation, transfer for value, lease / 权利取得方式"""
    right_holder_name: str | None = None
    """Name of the right holder / 权利人名称"""
    right_holder_identity_type: str | None = None
    """Type of identity document of the right holder / 权利人证件类型"""
    right_holder_identity_number: str | None = None
    """Number of that document / 权利人证件号码"""
    area_square_metres: float | None = None
    """Area of the parcel, square metres / 宗地面积(平方米)"""
    floor_area_square_metres: float | None = None
    """Floor area of buildings on it, square metres / 建筑面积(平方米)"""
    use_right_from_on: date | None = None
    """First day of the right of use / 使用权起始日期"""
    use_right_to_on: date | None = None
    """Last day of the right of use / 使用权终止日期"""
    certificate_number: str | None = None
    """Number of the certificate of real property right / 不动产权证书号"""
    registration_authority: str | None = None
    """Registering authority / 不动产登记机构"""
    registered_on: date | None = None
    """Day of registration / 登记日期"""
    mortgaged: bool | None = None
    """Whether a mortgage is registered / 是否抵押"""
    seized: bool | None = None
    """Whether a seizure is registered / 是否查封"""
    surveyed_on: date | None = None
    """Day of the survey / 测绘(调查)日期"""
    parcel_status: str | None = None
    """Status of the parcel / 宗地状态"""
    geometry_reference: str | None = None
    """Where the geometry file is kept: an address within the platform, the geometry itself never travels / 空间图形文件引用地址(图形不随消息传送)"""
    geometry_checksum: str | None = None
    """SHA-256 of the geometry file, hexadecimal in small letters / 空间图形文件校验值(SHA-256,小写十六进制)"""
    geometry_crs: str | None = None
    """Coordinate reference system of the geometry file: CGCS2000 geographic, or 3-degree Gauss-Kruger of the central meridian 114 degrees east / 空间图形坐标系(CGCS2000 地理坐标或中央经线 114 度三度带)"""
    min_latitude: float | None = None
    """Least latitude of the bounding box in CGCS2000, degrees / 外包矩形最小纬度(CGCS2000,度)"""
    min_longitude: float | None = None
    """Least longitude of the bounding box in CGCS2000, degrees / 外包矩形最小经度(CGCS2000,度)"""
    max_latitude: float | None = None
    """Greatest latitude of the bounding box in CGCS2000, degrees / 外包矩形最大纬度(CGCS2000,度)"""
    max_longitude: float | None = None
    """Greatest longitude of the bounding box in CGCS2000, degrees / 外包矩形最大经度(CGCS2000,度)"""


class Mineral(Record):
    """nr-mineral: Minerals / 矿产信息"""

    mine_name: str | None = None
    """Name of the mine or exploration project / 矿山(项目)名称"""
    mining_right_kind: str | None = None
    """Kind of mining right / 矿业权类型"""
    licence_number: str | None = None
    """Number of the licence / 许可证号"""
    mineral_kind: str | None = None
    """Main mineral / 主要矿种"""
    associated_minerals: str | None = None
    """Associated minerals / 共伴生矿种"""
    right_holder_name: str | None = None
    """Name of the holder of the right / 矿业权人"""
    right_holder_uscc: str | None = None
    """Unified social credit code of the holder / 矿业权人统一社会信用代码"""
    division_code: str | None = None
    """County-level division / 行政区划代码"""
    location_address: str | None = None
    """Where it lies / 坐落"""
    area_square_kilometres: float | None = None
    """Area, square kilometres / 矿区面积(平方千米)"""
    top_elevation_metres: float | None = None
    """Highest elevation of extraction, metres above sea level / 开采标高上限(米)"""
    bottom_elevation_metres: float | None = None
    """Lowest elevation of extraction, metres above sea level / 开采标高下限(米)"""
    extraction_method: str | None = None
    """Method of extraction / 开采方式"""
    annual_capacity_tonnes: float | None = None
    """Designed capacity, tonnes a year / 设计年生产规模(吨)"""
    remaining_reserves_tonnes: float | None = None
    """Remaining reserves, tonnes / 保有资源储量(吨)"""
    reserves_category: str | None = None
    """Category of the reserves / 资源储量类型"""
    reserves_as_of_on: date | None = None
    """Day the reserves are stated for / 储量截止日期"""
    licence_from_on: date | None = None
    """First day of the licence / 有效期自"""
    licence_to_on: date | None = None
    """Last day of the licence / 有效期至"""
    issuing_authority: str | None = None
    """Issuing authority / 发证机关"""
    right_status: str | None = None
    """Status of the right / 矿业权状态"""
    geometry_reference: str | None = None
    """Where the geometry file is kept: an address within the platform, the geometry itself never travels / 空间图形文件引用地址(图形不随消息传送)"""
    geometry_checksum: str | None = None
    """SHA-256 of the geometry file, hexadecimal in small letters / 空间图形文件校验值(SHA-256,小写十六进制)"""
    geometry_crs: str | None = None
    """Coordinate reference system of the geometry file: CGCS2000 geographic, or 3-degree Gauss-Kruger of the central meridian 114 degrees east / 空间图形坐标系(CGCS2000 地理坐标或中央经线 114 度三度带)"""
    min_latitude: float | None = None
    """Least latitude of the bounding box in CGCS2000, degrees / 外包矩形最小纬度(CGCS2000,度)"""
    min_longitude: float | None = None
    """Least longitude of the bounding box in CGCS2000, degrees / 外包矩形最小经度(CGCS2000,度)"""
    max_latitude: float | None = None
    """Greatest latitude of the bounding box in CGCS2000, degrees / 外包矩形最大纬度(CGCS2000,度)"""
    max_longitude: float | None = None
    """Greatest longitude of the bounding box in CGCS2000, degrees / 外包矩形最大经度(CGCS2000,度)"""


class Ocean(Record):
    """nr-ocean: Oceans / 海洋信息"""

    sea_area_name: str | None = None
    """Name of the sea area or island / 海域(海岛)名称"""
    function_zone: str | None = None
    """Marine function zone / 海洋功能区"""
    division_code: str | None = None
    """County-level division / 行政区划代码"""
    location_address: str | None = None
    """Where it lies / 坐落"""
    use_kind: str | None = None
    """Kind of use of the sea / 用海类型"""
    use_mode: str | None = None
    """Mode of use of the sea / 用海方式"""
    certificate_number: str | None = None
    """Number of the certificate of the right to use the sea / 海域使用权证号"""
    right_holder_name: str | None = None
    """Name of the right holder / 海域使用权人"""
    right_holder_uscc: str | None = None
    """Unified social credit code of the right holder / 海域使用权人统一社会信用代码"""
    use_right_from_on: date | None = None
    """First day of the right / 使用权起始日期"""
    use_right_to_on: date | None = None
    """Last day of the right / 使用权终止日期"""
    area_hectares: float | None = None
    """Area, hectares / 面积(公顷)"""
    shoreline_metres: float | None = None
    """Length of shoreline, metres / 岸线长度(米)"""
    shoreline_kind: str | None = None
    """Kind of shoreline / 岸线类型"""
    mean_depth_metres: float | None = None
    """Mean depth, metres / 平均水深(米)"""
    sea_water_quality_class_code: str | None = None
    """Class of sea water quality / 海水水质类别代码"""
    water_temperature_celsius: float | None = None
    """Water temperature, degrees Celsius / 水温(摄氏度)"""
    salinity_per_mille: float | None = None
    """Salinity, per mille / 盐度(‰)"""
    tidal_range_metres: float | None = None
    """Mean tidal range, metres / 平均潮差(米)"""
    observed_at: datetime | None = None
    """When quality and temperature were observed / 观测时刻"""
    sea_area_status: str | None = None
    """Status of the right / 权属状态"""
    geometry_reference: str | None = None
    """Where the geometry file is kept: an address within the platform, the geometry itself never travels / 空间图形文件引用地址(图形不随消息传送)"""
    geometry_checksum: str | None = None
    """SHA-256 of the geometry file, hexadecimal in small letters / 空间图形文件校验值(SHA-256,小写十六进制)"""
    geometry_crs: str | None = None
    """Coordinate reference system of the geometry file: CGCS2000 geographic, or 3-degree Gauss-Kruger of the central meridian 114 degrees east / 空间图形坐标系(CGCS2000 地理坐标或中央经线 114 度三度带)"""
    min_latitude: float | None = None
    """Least latitude of the bounding box in CGCS2000, degrees / 外包矩形最小纬度(CGCS2000,度)"""
    min_longitude: float | None = None
    """Least longitude of the bounding box in CGCS2000, degrees / 外包矩形最小经度(CGCS2000,度)"""
    max_latitude: float | None = None
    """Greatest latitude of the bounding box in CGCS2000, degrees / 外包矩形最大纬度(CGCS2000,度)"""
    max_longitude: float | None = None
    """Greatest longitude of the bounding box in CGCS2000, degrees / 外包矩形最大经度(CGCS2000,度)"""


class UrbanRuralPlanning(Record):
    """nr-urban-rural-planning: Urban and rural planning / 城乡规划信息"""

    plan_title: str | None = None
    """Title of the plan / 规划名称"""
    plan_kind: str | None = None
    """Kind of plan / 规划类别"""
    plan_number: str | None = None
    """Number of the plan / 规划编号"""
    plot_number: str | None = None
    """Number of the plot within the plan / 地块编号"""
    division_code: str | None = None
    """County-level division / 行政区划代码"""
    location_address: str | None = None
    """Where it lies / 坐落"""
    compiling_authority: str | None = None
    """Authority that compiled the plan / 组织编制机关"""
    design_institution: str | None = None
    """Institution that drew it up / 编制单位"""
    design_institution_uscc: str | None = None
    """Unified social credit code of that institution / 编制单位统一社会信用代码"""
    approval_authority: str | None = None
    """Approving authority / 审批机关"""
    approval_document_number: str | None = None
    """Number of the approval / 批复文号"""
    approved_on: date | None = None
    """Day of approval / 批准日期"""
    announced_on: date | None = None
    """Day the plan was made public / 公布日期"""
    planned_from_year: int | None = None
    """First year of the plan / 规划期起始年"""
    planned_to_year: int | None = None
    """Last year of the plan / 规划期终止年"""
    area_square_metres: float | None = None
    """Area, square metres / 用地面积(平方米)"""
    planned_use_code: str | None = None
    """Planned use of the plot / 规划用地代码"""
    floor_area_ratio: float | None = None
    """Greatest floor area ratio / 容积率上限"""
    building_density_percent: float | None = None
    """Greatest building density, percent / 建筑密度上限(%)"""
    building_height_limit_metres: float | None = None
    """Greatest height of buildings, metres / 建筑高度上限(米)"""
    green_ratio_percent: float | None = None
    """Least share of green, percent / 绿地率下限(%)"""
    planned_population_count: int | None = None
    """Population planned for / 规划人口"""
    plan_status: str | None = None
    """Status of the plan / 规划状态"""
    superseded_plan_number: str | None = None
    """Number of the plan it supersedes / 被替代规划编号"""
    geometry_reference: str | None = None
    """Where the geometry file is kept: an address within the platform, the geometry itself never travels / 空间图形文件引用地址(图形不随消息传送)"""
    geometry_checksum: str | None = None
    """SHA-256 of the geometry file, hexadecimal in small letters / 空间图形文件校验值(SHA-256,小写十六进制)"""
    geometry_crs: str | None = None
    """Coordinate reference system of the geometry file: CGCS2000 geographic, or 3-degree Gauss-Kruger of the central meridian 114 degrees east / 空间图形坐标系(CGCS2000 地理坐标或中央经线 114 度三度带)"""
    min_latitude: float | None = None
    """Least latitude of the bounding box in CGCS2000, degrees / 外包矩形最小纬度(CGCS2000,度)"""
    min_longitude: float | None = None
    """Least longitude of the bounding box in CGCS2000, degrees / 外包矩形最小经度(CGCS2000,度)"""
    max_latitude: float | None = None
    """Greatest latitude of the bounding box in CGCS2000, degrees / 外包矩形最大纬度(CGCS2000,度)"""
    max_longitude: float | None = None
    """Greatest longitude of the bounding box in CGCS2000, degrees / 外包矩形最大经度(CGCS2000,度)"""


class Water(Record):
    """nr-water: Water resources / 水资源信息"""

    water_body_name: str | None = None
    """Name of the water body / 水体名称"""
    water_body_kind: str | None = None
    """River, lake, reservoir, canal, groundwater / 水体类别"""
    water_body_code: str | None = None
    """Code of the water body / 水体编码"""
    section_name: str | None = None
    """Name of the section observed / 断面名称"""
    basin: str | None = None
    """River basin / 所属流域"""
    water_function_zone: str | None = None
    """Water function zone / 水功能区"""
    division_code: str | None = None
    """County-level division / 行政区划代码"""
    length_kilometres: float | None = None
    """Length, kilometres / 河长(千米)"""
    catchment_area_square_kilometres: float | None = None
    """Catchment area, square kilometres / 集水面积(平方千米)"""
    surface_area_square_kilometres: float | None = None
    """Area of the surface, square kilometres / 水面面积(平方千米)"""
    total_storage_cubic_metres: float | None = None
    """Total storage, cubic metres / 总库容(立方米)"""
    annual_runoff_cubic_metres: float | None = None
    """Mean annual runoff, cubic metres / 多年平均径流量(立方米)"""
    observed_at: datetime | None = None
    """When level, flow and quality were observed / 观测时刻"""
    water_level_metres: float | None = None
    """Water level, metres above the datum / 水位(米)"""
    warning_level_metres: float | None = None
    """Warning level, metres above the datum / 警戒水位(米)"""
    discharge_cubic_metres_per_second: float | None = None
    """Discharge, cubic metres per second; negative with the tide / 流量(立方米/秒)"""
    water_quality_class_code: str | None = None
    """Class of water quality / 水质类别代码"""
    target_quality_class_code: str | None = None
    """Class aimed at / 水质目标代码"""
    ph: float | None = None
    """pH value / pH 值"""
    dissolved_oxygen_milligrams_per_litre: float | None = None
    """Dissolved oxygen, milligrams per litre / 溶解氧(毫克/升)"""
    ammonia_nitrogen_milligrams_per_litre: float | None = None
    """Ammonia nitrogen, milligrams per litre / 氨氮(毫克/升)"""
    drinking_water_source: bool | None = None
    """Whether it is a source of drinking water / 是否饮用水水源地"""
    managing_authority: str | None = None
    """Authority in charge / 管理单位"""
    geometry_reference: str | None = None
    """Where the geometry file is kept: an address within the platform, the geometry itself never travels / 空间图形文件引用地址(图形不随消息传送)"""
    geometry_checksum: str | None = None
    """SHA-256 of the geometry file, hexadecimal in small letters / 空间图形文件校验值(SHA-256,小写十六进制)"""
    geometry_crs: str | None = None
    """Coordinate reference system of the geometry file: CGCS2000 geographic, or 3-degree Gauss-Kruger of the central meridian 114 degrees east / 空间图形坐标系(CGCS2000 地理坐标或中央经线 114 度三度带)"""
    min_latitude: float | None = None
    """Least latitude of the bounding box in CGCS2000, degrees / 外包矩形最小纬度(CGCS2000,度)"""
    min_longitude: float | None = None
    """Least longitude of the bounding box in CGCS2000, degrees / 外包矩形最小经度(CGCS2000,度)"""
    max_latitude: float | None = None
    """Greatest latitude of the bounding box in CGCS2000, degrees / 外包矩形最大纬度(CGCS2000,度)"""
    max_longitude: float | None = None
    """Greatest longitude of the bounding box in CGCS2000, degrees / 外包矩形最大经度(CGCS2000,度)"""


class Wildlife(Record):
    """nr-wildlife: Wildlife / 野生动植物信息"""

    species_name: str | None = None
    """Chinese name of the species / 物种中文名"""
    scientific_name: str | None = None
    """Scientific name / 学名"""
    kingdom: str | None = None
    """Kingdom / 界"""
    taxonomic_class: str | None = None
    """Class / 纲"""
    taxonomic_order: str | None = None
    """Order / 目"""
    family: str | None = None
    """Family / 科"""
    genus: str | None = None
    """Genus / 属"""
    protection_class: str | None = None
    """Protection in China / 国内保护级别"""
    threatened_category: str | None = None
    """Category of threat / 濒危等级"""
    cites_appendix: str | None = None
    """Appendix of CITES / 公约附录级别"""
    invasive_alien: bool | None = None
    """Whether it is an invasive alien species / 是否外来入侵物种"""
    site_name: str | None = None
    """Name of the monitoring site / 监测点名称"""
    division_code: str | None = None
    """County-level division / 行政区划代码"""
    latitude: float | None = None
    """Latitude in CGCS2000, degrees / 纬度(CGCS2000,度)"""
    longitude: float | None = None
    """Longitude in CGCS2000, degrees / 经度(CGCS2000,度)"""
    coordinate_uncertainty_metres: float | None = None
    """By how much the position is blurred to protect the species, metres / 坐标模糊精度(米)"""
    habitat_area_hectares: float | None = None
    """Area of the habitat, hectares / 栖息地面积(公顷)"""
    habitat_kind: str | None = None
    """Kind of habitat / 栖息地类型"""
    population_count: int | None = None
    """Individuals counted or estimated / 种群数量"""
    population_method: str | None = None
    """How they were counted / 调查方法"""
    population_trend: str | None = None
    """Trend of the population / 种群趋势"""
    observed_on: date | None = None
    """Day of observation / 观测日期"""
    observing_institution: str | None = None
    """Observing institution / 观测机构"""
    threat: str | None = None
    """Main threat / 主要威胁因素"""
    protection_measure: str | None = None
    """Measure of protection / 保护措施"""
    nature_reserve: str | None = None
    """Nature reserve / 所属自然保护地"""


class AirQualityObservation(Record):
    """ot-air-quality: Air quality observations / 空气质量监测信息"""

    station_name: str | None = None
    """Name of the station / 站点名称"""
    city_name: str | None = None
    """City of the station / 所在城市"""
    latitude: float | None = None
    """Latitude in CGCS2000, degrees / 纬度"""
    longitude: float | None = None
    """Longitude in CGCS2000, degrees / 经度"""
    observed_at: datetime | None = None
    """End of the hour observed / 监测时刻"""
    aqi: int | None = None
    """Air quality index / 空气质量指数"""
    primary_pollutant: str | None = None
    """Primary pollutant as announced / 首要污染物"""
    quality_level: str | None = None
    """Level of air quality as announced / 空气质量级别"""
    pm2_5: float | None = None
    """PM2.5, micrograms per cubic metre / 细颗粒物"""
    pm2_5_24h: float | None = None
    """PM2.5, mean of 24 hours, micrograms per cubic metre / 细颗粒物 24 小时平均"""
    pm10: float | None = None
    """PM10, micrograms per cubic metre / 可吸入颗粒物"""
    pm10_24h: float | None = None
    """PM10, mean of 24 hours, micrograms per cubic metre / 可吸入颗粒物 24 小时平均"""
    so2: float | None = None
    """SO2, micrograms per cubic metre / 二氧化硫"""
    no2: float | None = None
    """NO2, micrograms per cubic metre / 二氧化氮"""
    o3: float | None = None
    """O3, micrograms per cubic metre / 臭氧"""
    o3_8h: float | None = None
    """O3, mean of 8 hours, micrograms per cubic metre / 臭氧 8 小时平均"""
    co: float | None = None
    """CO, milligrams per cubic metre / 一氧化碳"""


RECORDS: dict[str, type[Record]] = {
    "el-licence": ElectronicLicence,
    "lp-enterprise-registration": EnterpriseRegistration,
    "lp-enterprise-tax-registration": EnterpriseTaxRegistration,
    "lp-individual-business-registration": IndividualBusinessRegistration,
    "lp-nonprofit-registration": NonprofitRegistration,
    "lp-public-institution-registration": PublicInstitutionRegistration,
    "lp-uscc": UnifiedCode,
    "np-adoption": Adoption,
    "np-birth": Birth,
    "np-death": Death,
    "np-disability-registration": DisabilityRegistration,
    "np-education": Education,
    "np-family-planning": FamilyPlanning,
    "np-guardianship": Guardianship,
    "np-household-registration": HouseholdRegistration,
    "np-housing-fund-registration": HousingFundRegistration,
    "np-individual-tax": IndividualTax,
    "np-marriage": Marriage,
    "np-practising-certificate": PractisingCertificate,
    "np-qualification-certificate": QualificationCertificate,
    "np-residence": Residence,
    "np-social-security": SocialSecurity,
    "np-subsistence-allowance": SubsistenceAllowance,
    "nr-climate": ClimateObservation,
    "nr-energy": Energy,
    "nr-fishery": Fishery,
    "nr-forest": Forest,
    "nr-grassland": Grassland,
    "nr-land": Land,
    "nr-mineral": Mineral,
    "nr-ocean": Ocean,
    "nr-urban-rural-planning": UrbanRuralPlanning,
    "nr-water": Water,
    "nr-wildlife": Wildlife,
    "ot-air-quality": AirQualityObservation,
}
"""Item code to the model of its record."""

__all__ = ["RECORDS", "Record", "date", "datetime", "Decimal", "ElectronicLicence", "EnterpriseRegistration", "EnterpriseTaxRegistration", "IndividualBusinessRegistration", "NonprofitRegistration", "PublicInstitutionRegistration", "UnifiedCode", "Adoption", "Birth", "Death", "DisabilityRegistration", "Education", "FamilyPlanning", "Guardianship", "HouseholdRegistration", "HousingFundRegistration", "IndividualTax", "Marriage", "PractisingCertificate", "QualificationCertificate", "Residence", "SocialSecurity", "SubsistenceAllowance", "ClimateObservation", "Energy", "Fishery", "Forest", "Grassland", "Land", "Mineral", "Ocean", "UrbanRuralPlanning", "Water", "Wildlife", "AirQualityObservation"]
