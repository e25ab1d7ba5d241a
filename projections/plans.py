"""预案: every plan of the register with its versions, and what is owed under plans."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct

from contingency_plans import plan as plans
from contingency_plans import plan_clock as clocks
from contingency_plans.plan import Plan
from contingency_plans.plan_clock import (
    PlanClock,
    PlanClockExcused,
    PlanClockMet,
    PlanClockSet,
)
from contingency_plans.plan_events import PlanRegistered
from desk.log.envelope import Recorded
from domain.kernel import Event
from projections.rows import Rows, View


class PlanRow(Struct, frozen=True):
    plan: Plan


class PlanClockRow(Struct, frozen=True):
    """`by`: who did it or excused it."""

    id: UUID
    clock: PlanClock
    exercise: bool
    by: str = ""


def fold_plan(rows: Rows[PlanRow], recorded: Recorded) -> None:
    id, happened = recorded.originator_id, recorded.event
    row = rows.get(id)
    if row or isinstance(happened, PlanRegistered):
        rows.put(id, PlanRow(plans.evolve(row.plan if row else None, happened)))


def fold_plan_clock(rows: Rows[PlanClockRow], recorded: Recorded) -> None:
    id, happened = recorded.originator_id, recorded.event
    row = rows.get(id)
    if isinstance(happened, PlanClockSet):
        exercise = recorded.meta.exercise is not None
        rows.put(id, PlanClockRow(id, clocks.evolve(None, happened), exercise))
    elif row:
        named = isinstance(happened, PlanClockMet | PlanClockExcused)
        by = recorded.meta.by.id if named else row.by
        clock = clocks.evolve(row.clock, happened)
        rows.put(id, PlanClockRow(id, clock, row.exercise, by))


def topics(kinds: tuple[type[Event], ...]) -> frozenset[str]:
    return frozenset(kind.TOPIC for kind in kinds)


PLANS = View(
    "plans",
    1,
    PlanRow,
    topics((PlanRegistered, *plans.CHANGES)),
    fold_plan,
    resident=True,
)
PLAN_CLOCKS = View(
    "plan_clocks",
    1,
    PlanClockRow,
    topics((PlanClockSet, *clocks.CHANGES)),
    fold_plan_clock,
    resident=True,
)
