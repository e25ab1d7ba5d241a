"""预案: one flood plan of a county with two versions, and one of its clocks."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from contingency_plans.plan import plan_id, version_id
from contingency_plans.plan_clock import PlanClockRanOut, PlanClockSet
from contingency_plans.plan_events import (
    IssueDate,
    PlanProfile,
    PlanRegistered,
    PlanVersion,
    PlanVersionAdded,
)
from contingency_plans.plan_words import PlanClockKind, PlanSecrecy, PlanType
from domain.words import IncidentClass, Tier
from tests.support.ladder import NINE, minute, unit_id

OFFICE = unit_id("county")
FLOOD = plan_id(OFFICE, "临江县", "防汛应急预案")
PROFILE = PlanProfile(
    title="临江县防汛应急预案",
    type=PlanType.SPECIAL,
    classes=(IncidentClass.NATURAL_DISASTER,),
    subtypes=("flood",),
    jurisdiction="临江县",
    tier=Tier.COUNTY,
    owner="县水利局",
    owner_unit=None,
    secrecy=PlanSecrecy.PUBLIC,
)


def day(year: int, month: int = 3, of: int = 1) -> IssueDate:
    issued = date(year, month, of)
    return IssueDate(first=issued, last=issued, words=issued.isoformat())


def version(number: str, issued: IssueDate | None, plan: UUID = FLOOD) -> PlanVersion:
    return PlanVersion(
        id=version_id(plan, number),
        label="",
        issued=issued,
        published=None,
        doc_no=number,
        doc_no_found=number,
        issuer="县政府办公室",
        approver="县政府常务会议",
    )


OLD = version("临政办〔2019〕12号", day(2019))
NEW = version("临政办〔2024〕7号", day(2024))
REGISTERED = PlanRegistered(plan=FLOOD, profile=PROFILE)
OLD_ADDED, NEW_ADDED = PlanVersionAdded(version=OLD), PlanVersionAdded(version=NEW)

DUE = NINE + timedelta(days=28)
CLOCK_SET = PlanClockSet(
    kind=PlanClockKind.FILING,
    subject=FLOOD,
    incident=None,
    name="备案",
    owner=OFFICE,
    owner_words="县水利局",
    occasion=str(NEW.id),
    start=minute(0),
    due_at=DUE,
    chimes=False,
    source="国办发〔2024〕5号 第二十六条",
    next_at=DUE,
)
CLOCK_RAN_OUT = PlanClockRanOut(due_at=DUE, noticed_at=DUE, next_at=None)
