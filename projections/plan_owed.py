"""预案应办事项清单: what is owed under plans and for want of them, by owner and due, overdue first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from contingency_plans.plan import Plan
from contingency_plans.plan_clock import PlanClockSet
from contingency_plans.plan_cycle import issued_at
from contingency_plans.plan_scope import is_ours
from contingency_plans.plan_words import PlanClockKind
from desk.register import SHANGHAI
from domain.network import Network
from projections.network import UNITS
from projections.plans import PLAN_CLOCKS, PLANS, PlanClockRow
from projections.rows import Rows

AllRows = dict[str, Rows[Any]]
SOON = timedelta(days=30)
KINDS = tuple(PlanClockKind)  # in the order of a plan's life
BY_PLAN_OWNER = (
    PlanClockKind.FILING,
    PlanClockKind.EVALUATION,
    PlanClockKind.EXERCISE,
    PlanClockKind.REVISION,
)


class PlanStanding(StrEnum):
    """How near a plan clock is to its due time."""

    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"


class OwedLine(NamedTuple):
    """`plan` None: of a plan that is not there yet. `before_record`: due before anybody put it on record here."""

    row: PlanClockRow
    plan: Plan | None
    owner_unit: UUID | None
    owner: str
    standing: PlanStanding
    before_record: bool

    @property
    def told(self) -> PlanClockSet:
        return self.row.clock.clock_set

    @property
    def kind(self) -> PlanClockKind:
        return self.told.kind

    @property
    def due_at(self) -> datetime:
        return self.row.clock.due_at

    @property
    def last_day(self) -> date:
        """On which it is still in time: midnight ends the day before."""
        return (self.due_at - timedelta(seconds=1)).astimezone(SHANGHAI).date()


def owed_lines(rows: AllRows, now: datetime, plan: UUID | None = None) -> list[OwedLine]:
    """Everything open in the register, or under one plan, the longest overdue first."""
    clocks = (one for one in rows[PLAN_CLOCKS.name].values() if _counts(one))
    asked = (one for one in clocks if plan in (None, one.clock.clock_set.subject))
    return sorted((_line(rows, one, now) for one in asked), key=_urgency)


def by_owner(lines: Iterable[OwedLine]) -> dict[str, list[OwedLine]]:
    """In the order of the lines: whose oldest is oldest comes first. "": nobody knows whose."""
    found: dict[str, list[OwedLine]] = {}
    for one in lines:
        found.setdefault(one.owner, []).append(one)
    return found


def over_lines(rows: AllRows, plan: UUID) -> list[PlanClockRow]:
    """Of one plan, what is done, excused or let go, the latest first."""
    of_plan = (one for one in rows[PLAN_CLOCKS.name].values() if _of(one, plan))
    over = [one for one in of_plan if not one.clock.open]
    return sorted(over, key=lambda one: (one.clock.due_at, str(one.id)), reverse=True)


def without_a_day(plans: Iterable[Plan], network: Network, office: UUID, day: date) -> list[Plan]:
    """Ours and in force, and nobody knows since when: nothing can be counted."""
    ours = (one for one in plans if is_ours(one.profile, network, office))
    in_force = ((one, one.current(day)) for one in ours)
    found = [one for one, version in in_force if version and issued_at(version) is None]
    return sorted(found, key=lambda one: (one.profile.title, str(one.id)))


def _urgency(line: OwedLine) -> tuple[datetime, int, str, str]:
    return line.due_at, KINDS.index(line.kind), line.told.name, str(line.row.id)


def _counts(row: PlanClockRow) -> bool:
    """An incident's clocks are on its own page, lessons on theirs; an exercise owes the register nothing."""
    told = row.clock.clock_set
    of_register = told.incident is None and told.kind is not PlanClockKind.LESSON
    return row.clock.open and of_register and not row.exercise


def _of(row: PlanClockRow, plan: UUID) -> bool:
    return row.clock.clock_set.subject == plan and row.clock.clock_set.incident is None


def _line(rows: AllRows, row: PlanClockRow, now: datetime) -> OwedLine:
    told, clock = row.clock.clock_set, row.clock
    found = rows[PLANS.name].get(told.subject)
    plan = found.plan if found else None
    unit, words = _owner(told, plan)
    known = rows[UNITS.name].get(unit) if unit else None
    return OwedLine(
        row=row,
        plan=plan,
        owner_unit=unit,
        owner=known.profile.name if known else words,
        standing=_standing(clock.due_at, now),
        before_record=clock.ran_out is not None and told.next_at is None,
    )


def _standing(due_at: datetime, now: datetime) -> PlanStanding:
    if due_at <= now:
        return PlanStanding.OVERDUE
    return PlanStanding.SOON if due_at <= now + SOON else PlanStanding.LATER


def _owner(told: PlanClockSet, plan: Plan | None) -> tuple[UUID | None, str]:
    """Whose the plan is now, whoever had it when the clock was set."""
    if plan and told.kind in BY_PLAN_OWNER:
        return plan.profile.owner_unit, plan.profile.owner
    return told.owner, told.owner_words
