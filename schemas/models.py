"""Typed records of every item. Generated from the contract: change `avro/*.avsc`, run `make generate`."""

from datetime import date, datetime
from decimal import Decimal

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """The full after-image of one record."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


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
    "lp-enterprise-registration": EnterpriseRegistration,
    "np-birth": Birth,
    "np-household-registration": HouseholdRegistration,
    "ot-air-quality": AirQualityObservation,
}
"""Item code to the model of its record."""

__all__ = ["RECORDS", "Record", "date", "datetime", "Decimal", "EnterpriseRegistration", "Birth", "HouseholdRegistration", "AirQualityObservation"]
