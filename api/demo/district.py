"""The fictional 临江区: its units, its people and who may sign in."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from desk.access import Role
from domain.unit import UnitProfile
from domain.words import Line, Tier, UnitKind

PASSWORD = "linjiang-demo"  # noqa: S105 — shown on the sign-in page of a throw-away folder
PIN = "290417"  # the same for everybody: to try what is signed at a shared desk
PRESETS = ("wuhan", "county_hub")


class District(NamedTuple):
    """The units of the fictional 临江区 by name."""

    office: UUID
    city: UUID
    units: dict[str, UUID]
    people: dict[str, UUID]


UNITS = (  # name, short name, tier, kind, lines, duty phone
    ("青石镇人民政府", "青石镇", Tier.TOWNSHIP, UnitKind.GOVERNMENT, (), "0100-5550101"),
    ("白沙街道办事处", "白沙街道", Tier.TOWNSHIP, UnitKind.GOVERNMENT, (), "0100-5550102"),
    (
        "临江区应急管理局",
        "区应急局",
        Tier.COUNTY,
        UnitKind.DEPARTMENT,
        (Line.WORK_SAFETY,),
        "0100-5550201",
    ),
    (
        "临江区卫生健康局",
        "区卫健局",
        Tier.COUNTY,
        UnitKind.DEPARTMENT,
        (Line.HEALTH,),
        "0100-5550202",
    ),
    (
        "临江区生态环境局",
        "区环境局",
        Tier.COUNTY,
        UnitKind.DEPARTMENT,
        (Line.ENVIRONMENT,),
        "0100-5550203",
    ),
    ("云州远帆化工有限公司", "远帆化工", Tier.UNIT, UnitKind.ENTERPRISE, (), "0100-5550301"),
)
PEOPLE = (  # name, post, phone
    ("周敏", "主班", "13900000001"),
    ("何志远", "副班", "13900000002"),
    ("沈立群", "带班领导", "13900000003"),
    ("顾晓岚", "值班室主任", "13900000004"),
    ("韩冬", "主班", "13900000005"),
    ("罗素琴", "带班领导", "13900000006"),
    ("许文博", "主班", "13900000007"),
    ("江一帆", "副班", "13900000008"),
    ("唐可", "副班", "13900000009"),
)
LOGINS = (  # login, name, roles
    ("zhiban", "周敏", (Role.DUTY_OFFICER,)),
    ("daiban", "沈立群", (Role.DUTY_LEADER,)),
    ("zhuren", "顾晓岚", (Role.SECTION_CHIEF,)),
    ("jieban", "韩冬", (Role.DUTY_OFFICER,)),
    ("shenji", "审计员", (Role.AUDITOR,)),
    ("guanli", "管理员", (Role.ADMINISTRATOR,)),
)


def profile(
    name: str,
    short: str,
    tier: Tier,
    kind: UnitKind,
    parent: UUID | None = None,
    lines: tuple[Line, ...] = (),
    phone: str = "",
) -> UnitProfile:
    return UnitProfile(
        name=name,
        short_name=short,
        tier=tier,
        kind=kind,
        lines=lines,
        parent=parent,
        duty_phone=phone,
    )
