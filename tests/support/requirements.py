"""应编预案: a short list of an office's own, and plans that answer it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec.structs import replace

from contingency_plans.plan import Plan, plan_id
from contingency_plans.plan_events import PlanProfile, PlanVersion
from contingency_plans.plan_words import PlanType
from contingency_plans.requirement import PlanRequirementsAdopted, Requirement
from domain.words import IncidentClass
from tests.support.plans import OFFICE, PROFILE, day, version

NATURE, ACCIDENT = IncidentClass.NATURAL_DISASTER, IncidentClass.ACCIDENT
PLACE = "临江县"

OVERALL = Requirement(id="overall", title="突发事件总体应急预案", type=PlanType.OVERALL)
FLOODS = Requirement(
    id="flood",
    title="防汛应急预案",
    type=PlanType.SPECIAL,
    classes=(NATURE,),
    subtypes=("flood",),
    stems=("防汛",),
    owner_words="县水利局",
)
GAS = Requirement(
    id="gas",
    title="燃气事故应急预案",
    type=PlanType.SPECIAL,
    classes=(ACCIDENT,),
    stems=("燃气",),
    due=date(2027, 6, 30),
    source="市应编预案清单",
)
ADOPTED = PlanRequirementsAdopted(
    office=OFFICE,
    title="临江县应编预案清单",
    source="国办发〔2024〕5号",
    places=(PLACE,),
    drafting_days=365,
    required=(OVERALL, FLOODS, GAS),
)


def a_profile(title: str, type: PlanType = PlanType.SPECIAL, place: str = PLACE) -> PlanProfile:
    """Of no class and no kind: found by its title alone."""
    return replace(
        PROFILE, title=title, type=type, jurisdiction=place, classes=(), subtypes=(), owner=""
    )


def a_plan(profile: PlanProfile, *versions: PlanVersion) -> Plan:
    id = plan_id(OFFICE, profile.jurisdiction, profile.title)
    return Plan(id=id, profile=profile, versions=versions or (version("1号", day(2024), id),))


def ids(plans: list[Plan]) -> list[UUID]:
    return [one.id for one in plans]
