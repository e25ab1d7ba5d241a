"""时限: one clock of one rule towards one recipient: set, met or run out, each once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from msgspec.structs import replace

from domain.escalation_policy import Escalation
from domain.kernel import Event, Refused, Timed, Value, name_id
from domain.rule import Bindingness, Citation, ClockStart, Form
from domain.times import WorldTime
from domain.words import Channel, Level, Line, Stage


class Uncounted(StrEnum):
    """Why a clock that has run out accuses nobody: it is a task to do at once."""

    LEVEL_KNOWN_AFTER = "level_known_after"  # 升级前已超时(不计迟报)
    LEARNED_AFTER = "learned_after"  # 获悉前已超时(不计迟报)


class DeadlineSet(Timed):
    """The clock starts. Rule, limit, citation and escalation are frozen here for ever.

    `due_at` is prudent, `late_after` sure; see `reckon` and docs/adr/0009.
    """

    TOPIC = "deadline.set"
    incident: UUID
    rule: str
    line: Line
    preset: str | None
    reporting_entity: UUID
    recipient: UUID
    stage: Stage
    channel: Channel | None
    occasion: str  # "" or, in a cadence, the report it counts from
    form: Form
    start_kind: ClockStart
    start: WorldTime
    limit_seconds: int
    due_at: datetime
    late_after: datetime | None  # None: a window; nobody is late
    uncounted: Uncounted | None
    level_at_start: Level
    level_known: WorldTime | None  # None: the rule does not turn on the level
    bindingness: Bindingness
    confirmed: bool  # False: 待核, reminds and never accuses
    citation: Citation
    escalation: Escalation


class DeadlineMet(Timed):
    """`seconds_late` is 0 unless it is late whatever its time and the start may mean."""

    TOPIC = "deadline.met"
    report: UUID
    met_at: WorldTime
    seconds_late: int


class DeadlineRanOut(Timed):
    """Dated by the time it ran out; `noticed_at` is when the office noticed. No verdict."""

    TOPIC = "deadline.ran-out"
    due_at: datetime
    noticed_at: datetime


class WindowClosed(Timed):
    TOPIC = "deadline.window-closed"
    closed_at: datetime
    noticed_at: datetime


class DeadlineRestated(Timed):
    """The start is known better now. The verdict of before stays in the log as known then."""

    TOPIC = "deadline.restated"
    start: WorldTime
    due_at: datetime
    late_after: datetime | None
    uncounted: Uncounted | None
    seconds_late: int | None  # None: not met yet


class Superseding(StrEnum):
    """Why a clock is no longer owed."""

    LEVEL = "level"  # 定级或类别调整
    RESPONSE_ENDED = "response_ended"
    CLOSED = "closed"
    ANNULLED = "annulled"
    MERGED = "merged"


class DeadlineSuperseded(Timed):
    TOPIC = "deadline.superseded"
    reason: Superseding
    by: UUID | None  # the clock that takes its place


class DeadlineResumed(Timed):
    """Owed again: the level was lowered and raised once more."""

    TOPIC = "deadline.resumed"
    uncounted: Uncounted | None
    level_known: WorldTime | None = None  # since when it is owed again


class DeadlineExcused(Timed):
    """A named person accepts why it was missed. Only afterwards: no clock can be waived."""

    TOPIC = "deadline.excused"
    reason: str


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


def reckon(start: WorldTime, limit_seconds: int, form: Form) -> tuple[datetime, datetime | None]:
    """When it is due and after when a report is certainly late.

    The board counts to the earliest due time there may be; late is only who is later than the
    latest. A window is a right: it closes at the latest, and nobody is late.
    """
    limit = timedelta(seconds=limit_seconds)
    if form is Form.WINDOW:
        return start.latest + limit, None
    return start.earliest + limit, start.latest + limit


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


CHANGES: dict[type[Event], Callable[[Deadline, Any], dict[str, Any]]] = {
    DeadlineMet: _met,
    DeadlineRanOut: lambda _d, _e: {"standing": Standing.RAN_OUT},
    WindowClosed: lambda _d, _e: {"standing": Standing.CLOSED},
    DeadlineRestated: _restated,
    DeadlineSuperseded: lambda _d, _e: {"standing": Standing.SUPERSEDED},
    DeadlineResumed: _resumed,
    DeadlineExcused: lambda _d, _e: {"excused": True},
}
