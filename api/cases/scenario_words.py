"""The words a case's rows are played with: roles for names, figures in words."""

from __future__ import annotations

from api.cases.shapes import CaseTier
from domain.facts import Figure
from domain.words import IncidentClass

ROLES = {
    CaseTier.UNIT: "事发单位",
    CaseTier.TOWNSHIP: "乡镇政府",
    CaseTier.COUNTY_DEPT: "县级部门",
    CaseTier.COUNTY: "县级政府",
    CaseTier.CITY_DEPT: "市级部门",
    CaseTier.CITY: "市级政府",
    CaseTier.PROVINCE_DEPT: "省级部门",
    CaseTier.PROVINCE: "省级政府",
    CaseTier.CENTRAL: "中央部门",
    CaseTier.MEDIA: "媒体",
    CaseTier.PUBLIC: "群众",
    CaseTier.OTHER: "现场人员",
}
BELOW = frozenset(
    {
        CaseTier.UNIT,
        CaseTier.TOWNSHIP,
        CaseTier.COUNTY_DEPT,
        CaseTier.MEDIA,
        CaseTier.PUBLIC,
        CaseTier.OTHER,
    }
)
CLASSES = {
    IncidentClass.NATURAL_DISASTER: "自然灾害",
    IncidentClass.ACCIDENT: "事故灾难",
    IncidentClass.PUBLIC_HEALTH: "公共卫生事件",
    IncidentClass.SOCIAL_SECURITY: "社会安全事件",
    IncidentClass.UNKNOWN: "突发事件",
}
FIGURES = {
    Figure.DEAD: "死亡{}人",
    Figure.MISSING: "失联{}人",
    Figure.TRAPPED: "被困{}人",
    Figure.SERIOUS_INJURED: "重伤{}人",
    Figure.INJURED: "受伤{}人",
    Figure.PATIENTS: "就医{}人",
    Figure.EVACUATED: "转移{}人",
    Figure.LOSS_YUAN: "损失{}元",
}


def figures_in_words(figures: dict[Figure, int]) -> str:
    return "、".join(FIGURES[one].format(value) for one, value in figures.items())
