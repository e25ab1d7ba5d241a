"""The trade's closed lists: classes, levels, stages, channels, units. One identifier a term (docs/glossary.md)."""

from __future__ import annotations

from enum import StrEnum


class IncidentClass(StrEnum):
    """突发事件类别: the four classes of the Emergency Response Law art. 3; unknown until somebody says."""

    UNKNOWN = "unknown"
    NATURAL_DISASTER = "natural_disaster"
    ACCIDENT = "accident"
    PUBLIC_HEALTH = "public_health"
    SOCIAL_SECURITY = "social_security"


KNOWN_CLASSES = tuple(IncidentClass)[1:]


class Level(StrEnum):
    """事件等级 I–IV, I the gravest. Not a warning colour and not a response level."""

    I = "I"
    II = "II"
    III = "III"
    IV = "IV"
    UNKNOWN = "unknown"


class Stage(StrEnum):
    """Which report of the chain."""

    FIRST = "first"  # 首报
    FOLLOW_UP = "follow_up"  # 续报
    FINAL = "final"  # 终报
    SUPPLEMENT = "supplement"  # 补报


class Channel(StrEnum):
    """By which way a report went."""

    PHONE = "phone"
    WRITTEN = "written"
    IN_PERSON = "in_person"
    SYSTEM = "system"
    OTHER = "other"


class Tier(StrEnum):
    """层级: where in the ladder a unit stands."""

    UNIT = "unit"
    TOWNSHIP = "township"
    COUNTY = "county"
    CITY = "city"
    PROVINCE = "province"
    CENTRAL = "central"


class UnitKind(StrEnum):
    """What a unit is."""

    GOVERNMENT = "government"  # 政府(值班室)
    DEPARTMENT = "department"  # 部门
    ENTERPRISE = "enterprise"  # 企事业单位
    OUTSIDE = "outside"  # 媒体、公众等: owes no report


class Line(StrEnum):
    """条线: which department line a unit or a rule belongs to."""

    GOVERNMENT = "government"
    WORK_SAFETY = "work_safety"
    ENVIRONMENT = "environment"
    HEALTH = "health"
    FOOD = "food"
    ANIMAL_DISEASE = "animal_disease"
    NATURAL_DISASTER = "natural_disaster"
    PUBLIC_SECURITY = "public_security"
    CYBER = "cyber"
    PUBLICITY = "publicity"
    MARKET_SUPERVISION = "market_supervision"
    CONSTRUCTION = "construction"
    ENERGY = "energy"
    TRANSPORT = "transport"
    TOURISM = "tourism"
    EDUCATION = "education"
    DESK = "desk"


class RecipientRole(StrEnum):
    """Whom a rule names as recipient, seen from the unit that owes the report."""

    OWN_GOVERNMENT = "own_government"  # 本级人民政府
    UPPER_GOVERNMENT = "upper_government"  # 上一级人民政府
    UPPER_DEPARTMENT = "upper_department"  # 上一级主管部门
    LOCAL_REGULATOR = "local_regulator"  # 事发地县级以上主管部门
    COUNTY_GOVERNMENT = "county_government"
    CITY_GOVERNMENT = "city_government"
    PROVINCE_GOVERNMENT = "province_government"
    CENTRAL_GOVERNMENT = "central_government"  # 国务院
    PROVINCE_DEPARTMENT = "province_department"
    CENTRAL_DEPARTMENT = "central_department"
    PUBLIC_SECURITY = "public_security"  # 本级公安机关
    PUBLICITY_DEPARTMENT = "publicity_department"  # 本级宣传部门: who releases to the public
    REPORTED_TO = "reported_to"  # 原接报单位: told before; the incident knows
    OWN_PRINCIPAL = "own_principal"  # 本单位负责人: inside one unit, so no hop of the network
