"""登记册用词: the words by which registers name a plan's type, class, tier and secrecy."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from contingency_plans.plan_typed import key
from contingency_plans.plan_words import PlanSecrecy, PlanType
from domain.words import IncidentClass, Tier

Member = TypeVar("Member", bound=StrEnum)

TYPES: dict[PlanType, tuple[str, ...]] = {
    PlanType.OVERALL: ("总体", "综合", "overall"),
    PlanType.SPECIAL: ("专项", "special"),
    PlanType.DEPARTMENT: ("部门", "department", "departmental"),
    PlanType.JOINT: ("联合", "跨区域", "joint"),
    PlanType.TOWNSHIP: ("乡镇", "街道", "乡镇(街道)", "乡镇街道", "镇街", "乡镇街道", "township"),
    PlanType.VILLAGE: ("村社", "村", "社区", "村(社区)", "村(居)", "village"),
    PlanType.UNIT: (
        "单位",
        "单位和基层组织",
        "基层组织",
        "企事业单位",
        "企业",
        "学校",
        "unit",
        "unit's own",
    ),
    PlanType.OTHER: ("其他", "其它", "other"),
}
CLASSES: dict[IncidentClass, tuple[str, ...]] = {
    IncidentClass.NATURAL_DISASTER: ("自然灾害", "自然灾害类", "natural disaster"),
    IncidentClass.ACCIDENT: ("事故灾难", "事故灾难类", "事故灾害", "安全事故", "accident"),
    IncidentClass.PUBLIC_HEALTH: ("公共卫生", "公共卫生事件", "突发公共卫生事件", "公共卫生类", "public health"),
    IncidentClass.SOCIAL_SECURITY: ("社会安全", "社会安全事件", "突发社会安全事件", "社会安全类", "social security"),
}  # fmt: skip
ANY_CLASS = ("总体", "综合", "全部", "各类", "全类", "any")
TIERS: dict[Tier, tuple[str, ...]] = {
    Tier.CENTRAL: ("国家", "国家级", "中央", "central"),
    Tier.PROVINCE: ("省", "省级", "自治区", "直辖市", "province"),
    Tier.CITY: ("市", "市级", "地市", "地市级", "设区市", "地级市", "州", "盟", "city"),
    Tier.COUNTY: (
        "区县",
        "区",
        "县",
        "县级",
        "区级",
        "县区",
        "县(区)",
        "县级市",
        "旗",
        "区县级",
        "county",
    ),
    Tier.TOWNSHIP: ("乡镇", "乡", "镇", "街道", "乡镇级", "乡级", "镇街", "乡镇街道", "township"),
    Tier.UNIT: ("单位", "基层", "基层单位", "企业", "村", "社区", "unit"),
}
SECRECIES: dict[PlanSecrecy, tuple[str, ...]] = {
    PlanSecrecy.PUBLIC: ("公开", "主动公开", "全文公开", "社会公开", "是", "public"),
    PlanSecrecy.INTERNAL: (
        "内部",
        "不公开",
        "依申请公开",
        "内部资料",
        "工作秘密",
        "否",
        "internal",
    ),
    PlanSecrecy.SECRET: ("涉密", "秘密", "机密", "绝密", "secret"),
}
ENDINGS = ("突发事件应急预案", "应急预案", "预案", "类")


def member(cell: str, words: Mapping[Member, tuple[str, ...]]) -> Member | None:
    """None for what nobody knows. 专项应急预案 is 专项."""
    typed = key(cell)
    bare = next((typed.removesuffix(one) for one in ENDINGS if typed.endswith(one)), typed)
    for term, written in words.items():
        known = {term.value, *map(key, written)}
        if typed in known or bare in known:
            return term
    return None


def is_any_class(cell: str) -> bool:
    return key(cell) in ANY_CLASS
