"""值班事务: one thing the desk, or a unit below, owes on a day or after something came in; done, run out, excused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from domain.kernel import Event, Timed, Value, name_id
from domain.times import WorldTime


class DeskDutySet(Timed):
    """`occasion`: the day, or what it hangs on. `words`: what came in, of one set by hand; `quiet`: no chime at night."""

    TOPIC = "desk-duty.set"
    duty: str
    name: str
    unit: UUID  # who owes it
    occasion: str
    opens_at: datetime
    due_at: datetime
    nil_allowed: bool
    quiet: bool
    source: str
    words: str


class DeskDutyDone(Timed):
    """`nil`: 零报告. `minutes_late`: whole minutes after it was due."""

    TOPIC = "desk-duty.done"
    words: str
    number: str
    nil: bool
    done: WorldTime
    minutes_late: int


class DeskDutyRanOut(Timed):
    TOPIC = "desk-duty.ran-out"
    noticed_at: datetime
    chimes: bool


class DeskDutyExcused(Timed):
    TOPIC = "desk-duty.excused"
    reason: str


class DeskDutyWithdrawn(Timed):
    """What it hung on is over or was never so."""

    TOPIC = "desk-duty.withdrawn"
    reason: str


class DeskDuty(Value):
    duty_set: DeskDutySet
    ran_out: DeskDutyRanOut | None = None
    done: DeskDutyDone | None = None
    excused: str = ""
    withdrawn: bool = False

    @property
    def open(self) -> bool:
        return not (self.done or self.excused or self.withdrawn)


def desk_duty_id(unit: UUID, duty: str, occasion: str) -> UUID:
    """One unit owes a thing once on an occasion."""
    return name_id(unit, "desk-duty", duty, occasion)


def evolve(duty: DeskDuty | None, happened: Event) -> DeskDuty:
    if isinstance(happened, DeskDutySet):
        return DeskDuty(duty_set=happened)
    if duty is None or type(happened) not in CHANGES:
        raise TypeError(f"{happened!r} is no desk duty's, or comes before any")
    return replace(duty, **CHANGES[type(happened)](happened))


CHANGES: dict[type[Event], Callable[[Any], dict[str, Any]]] = {
    DeskDutyDone: lambda e: {"done": e},
    DeskDutyRanOut: lambda e: {"ran_out": e},
    DeskDutyExcused: lambda e: {"excused": e.reason},
    DeskDutyWithdrawn: lambda _: {"withdrawn": True},
}
