"""时限: one clock of one rule towards one recipient: set, met or run out, each once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from msgspec.structs import replace

from domain.deadline_events import (
    DeadlineAcknowledged,
    DeadlineExcused,
    DeadlineMet,
    DeadlineRanOut,
    DeadlineRestated,
    DeadlineResumed,
    DeadlineSet,
    DeadlineSuperseded,
    StepTaken,
    Uncounted,
    WindowClosed,
)
from domain.kernel import Event, Refused, Value, name_id
from domain.rule import Form
from domain.times import WorldTime


class Standing(StrEnum):
    """How a clock stands."""

    RUNNING = "running"
    RAN_OUT = "ran_out"
    MET = "met"
    SUPERSEDED = "superseded"
    CLOSED = "closed"  # a window


class Deadline(Value):
    """`terms` as frozen when it was set; start, due time and verdict as known now."""

    incident: UUID
    terms: DeadlineSet
    start: WorldTime
    due_at: datetime
    late_after: datetime | None
    uncounted: Uncounted | None
    level_known: WorldTime | None
    standing: Standing = Standing.RUNNING
    met_by: UUID | None = None
    met_at: WorldTime | None = None
    seconds_late: int = 0
    excused: bool = False
    steps_noticed: tuple[tuple[int, datetime], ...] = ()  # a step's number, when taken last
    lease_until: datetime | None = None  # a named person has taken it over until then
    ran_out_noticed: tuple[datetime, ...] = ()  # steps after the due time count from here

    @property
    def open(self) -> bool:
        return self.standing in (Standing.RUNNING, Standing.RAN_OUT)


class NotOverdue(Refused):
    """时限未超，不能免责"""

    EN: ClassVar[str] = "This deadline has not been missed, so there is nothing to excuse"


def deadline_id(setting: DeadlineSet) -> UUID:
    """The same clock asked for twice is the same clock: its id is its meaning."""
    return name_id(
        setting.incident,
        "deadline",
        setting.rule,
        setting.reporting_entity,
        setting.recipient,
        setting.stage,
        setting.channel,
        setting.occasion,
    )


def reckon(
    start: WorldTime, limit_seconds: int, form: Form, at_latest: int | None = None
) -> tuple[datetime, datetime | None]:
    """When it is due and after when a report is certainly late.

    The board counts to the earliest due time there may be; late is only who is later than the
    latest. A window is a right: it closes at the latest, and nobody is late.
    """
    over = start.latest + timedelta(seconds=limit_seconds if at_latest is None else at_latest)
    if form is Form.WINDOW:
        return over, None
    return start.earliest + timedelta(seconds=limit_seconds), over


def evolve(deadline: Deadline | None, happened: Event) -> Deadline:
    if isinstance(happened, DeadlineSet):
        return _set(happened)
    if deadline is None or type(happened) not in CHANGES:
        raise TypeError(f"{happened!r} is no deadline's, or comes before any was set")
    return replace(deadline, **CHANGES[type(happened)](deadline, happened))


def runs_again(deadline: Deadline, due_at: datetime) -> bool:
    """A clock that ran out, and now turns out to be due later, runs again."""
    return deadline.standing is Standing.RAN_OUT and due_at > deadline.due_at


def _set(happened: DeadlineSet) -> Deadline:
    return Deadline(
        incident=happened.incident,
        terms=happened,
        start=happened.start,
        due_at=happened.due_at,
        late_after=happened.late_after,
        uncounted=happened.uncounted,
        level_known=happened.level_known,
    )


def _met(_: Deadline, happened: DeadlineMet) -> dict[str, Any]:
    return {
        "standing": Standing.MET,
        "met_by": happened.report,
        "met_at": happened.met_at,
        "seconds_late": happened.seconds_late,
    }


def _restated(deadline: Deadline, happened: DeadlineRestated) -> dict[str, Any]:
    again = runs_again(deadline, happened.due_at)
    return {
        "start": happened.start,
        "due_at": happened.due_at,
        "late_after": happened.late_after,
        "uncounted": happened.uncounted,
        "standing": Standing.RUNNING if again else deadline.standing,
        "seconds_late": happened.seconds_late or 0,
        "excused": deadline.excused and not again,
    }


def _resumed(_: Deadline, happened: DeadlineResumed) -> dict[str, Any]:
    return {
        "standing": Standing.RUNNING,
        "uncounted": happened.uncounted,
        "level_known": happened.level_known,
    }


def _step_taken(deadline: Deadline, happened: StepTaken) -> dict[str, Any]:
    others = (one for one in deadline.steps_noticed if one[0] != happened.number)
    return {"steps_noticed": (*others, (happened.number, happened.noticed_at))}


CHANGES: dict[type[Event], Callable[[Deadline, Any], dict[str, Any]]] = {
    DeadlineMet: _met,
    DeadlineRanOut: lambda d, e: {
        "standing": Standing.RAN_OUT,
        "ran_out_noticed": (*d.ran_out_noticed, e.noticed_at),
    },
    WindowClosed: lambda _d, _e: {"standing": Standing.CLOSED},
    DeadlineRestated: _restated,
    DeadlineSuperseded: lambda _d, _e: {"standing": Standing.SUPERSEDED},
    DeadlineResumed: _resumed,
    DeadlineExcused: lambda _d, _e: {"excused": True},
    StepTaken: _step_taken,
    DeadlineAcknowledged: lambda _, e: {"lease_until": e.until},
}
