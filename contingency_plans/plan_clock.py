"""预案时限: one thing owed under a plan, or for want of one: set, done with evidence, run out, moved, withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from contingency_plans.plan_words import PlanClockKind
from domain.kernel import Event, Timed, Value, name_id
from domain.times import WorldTime


class PlanClockSet(Timed):
    """`subject`: the plan, the activation or the incident it hangs on; `incident`: the one it serves, None in the register.

    `owner`: the unit that owes it, where the network has it; `owner_words` how the board names whoever does.
    `chimes`: at the desk when it runs out; what the register owes never does.
    """

    TOPIC = "plan-clock.set"
    kind: PlanClockKind
    subject: UUID
    incident: UUID | None
    name: str
    owner: UUID | None
    owner_words: str
    occasion: str
    start: WorldTime
    due_at: datetime
    chimes: bool
    source: str  # document, number, article


class PlanClockMet(Timed):
    """`words`, `number`, `files` (sha256): the evidence. `minutes_late`: whole minutes after it was due."""

    TOPIC = "plan-clock.met"
    words: str
    number: str
    files: tuple[str, ...]
    met: WorldTime
    minutes_late: int


class PlanClockRanOut(Timed):
    """Dated by the time it ran out; no verdict."""

    TOPIC = "plan-clock.ran-out"
    due_at: datetime
    noticed_at: datetime


class PlanClockMoved(Timed):
    """Its start is known better, or the response was adjusted."""

    TOPIC = "plan-clock.moved"
    start: WorldTime
    due_at: datetime
    reason: str


class PlanClockExcused(Timed):
    TOPIC = "plan-clock.excused"
    reason: str


class PlanClockWithdrawn(Timed):
    """What it hung on is over, or was never so."""

    TOPIC = "plan-clock.withdrawn"
    reason: str


class PlanClock(Value):
    clock_set: PlanClockSet
    start: WorldTime
    due_at: datetime
    ran_out: PlanClockRanOut | None = None
    met: PlanClockMet | None = None
    excused: str = ""
    withdrawn: bool = False

    @property
    def open(self) -> bool:
        return not (self.met or self.excused or self.withdrawn)


def plan_clock_id(subject: UUID, kind: PlanClockKind, occasion: str) -> UUID:
    """The same thing owed for the same occasion is the same clock."""
    return name_id(subject, "plan-clock", kind, occasion)


def evolve(clock: PlanClock | None, happened: Event) -> PlanClock:
    if isinstance(happened, PlanClockSet):
        return PlanClock(clock_set=happened, start=happened.start, due_at=happened.due_at)
    if clock is None or type(happened) not in CHANGES:
        raise TypeError(f"{happened!r} is no plan clock's, or comes before any was set")
    return replace(clock, **CHANGES[type(happened)](clock, happened))


def _moved(clock: PlanClock, happened: PlanClockMoved) -> dict[str, Any]:
    """One that ran out, and turns out to be due later, runs again."""
    again = happened.due_at > clock.due_at
    return {
        "start": happened.start,
        "due_at": happened.due_at,
        "ran_out": None if again else clock.ran_out,
    }


CHANGES: dict[type[Event], Callable[[PlanClock, Any], dict[str, Any]]] = {
    PlanClockMet: lambda _, e: {"met": e},
    PlanClockRanOut: lambda _, e: {"ran_out": e},
    PlanClockMoved: _moved,
    PlanClockExcused: lambda _, e: {"excused": e.reason},
    PlanClockWithdrawn: lambda _c, _e: {"withdrawn": True},
}
