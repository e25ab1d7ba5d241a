"""预案库一览: each plan with the version that counts, how it stands today, and what a person should look at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated, NamedTuple

from pydantic import BaseModel

from api.typed import Blank, Word
from contingency_plans.freshness import Freshness, freshness
from contingency_plans.plan import Plan
from contingency_plans.plan_entry import shown_version
from contingency_plans.plan_events import PlanVersion
from contingency_plans.plan_words import PlanType
from domain.words import IncidentClass


class RegisterStanding(StrEnum):
    """How a plan of the register stands."""

    IN_FORCE = "in_force"
    AGED = "aged"  # in force, three years after it was issued
    RUN_OUT = "run_out"
    DRAFT = "draft"
    OVER = "over"  # repealed or replaced, and no version took its place
    WITHDRAWN = "withdrawn"


OF_FRESHNESS = {
    Freshness.IN_FORCE: RegisterStanding.IN_FORCE,
    Freshness.AGED: RegisterStanding.AGED,
    Freshness.RUN_OUT: RegisterStanding.RUN_OUT,
    Freshness.DRAFT: RegisterStanding.DRAFT,
    Freshness.MISSING: RegisterStanding.OVER,
}


class ListedPlan(NamedTuple):
    """`version`: the one in force, else the newest; None: nothing is on record of any."""

    plan: Plan
    standing: RegisterStanding
    version: PlanVersion | None
    flags: int


class Sought(BaseModel):
    """What of it is looked at; blank: all. `words`: in the title, the owner or a number."""

    place: Word = ""
    words: Word = ""
    type: Annotated[PlanType | None, Blank] = None
    klass: Annotated[IncidentClass | None, Blank] = None
    standing: Annotated[RegisterStanding | None, Blank] = None
    flagged: bool = False

    def admits(self, line: ListedPlan) -> bool:
        profile = line.plan.profile
        return (
            self.place in ("", profile.jurisdiction)
            and self.type in (None, profile.type)
            and (self.klass is None or self.klass in profile.classes)
            and self.standing in (None, line.standing)
            and (not self.flagged or bool(line.flags))
            and self._is_said_of(line.plan)
        )

    def _is_said_of(self, plan: Plan) -> bool:
        numbers = (number for one in plan.versions for number in (one.doc_no, one.doc_no_found))
        said = (plan.profile.title, plan.profile.owner, *numbers)
        return all(any(word in one for one in said) for word in self.words.split())


def plan_lines(plans: Iterable[Plan], today: date) -> list[ListedPlan]:
    """By place and title."""
    ordered = sorted(plans, key=lambda one: (one.profile.jurisdiction, one.profile.title))
    return [plan_line(one, today) for one in ordered]


def plan_line(plan: Plan, today: date) -> ListedPlan:
    standing = OF_FRESHNESS[freshness((plan,), today)]
    flags = sum(len(one.flags) for one in plan.versions)
    gone = RegisterStanding.WITHDRAWN if plan.withdrawn else standing
    return ListedPlan(plan, gone, shown_version(plan, today), flags)
