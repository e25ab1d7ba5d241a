"""时限: what happens to one clock, as it is stored for ever."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from domain.escalation_policy import Escalation, EscalationStep
from domain.kernel import Timed
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


class StepTaken(Timed):
    """升级: one step of the frozen escalation came, before the due time or after it.

    `came_at`: its own moment, by day if it is quiet at night, put off by a lease.
    """

    TOPIC = "deadline.step-taken"
    number: int  # its place in the frozen escalation
    step: EscalationStep
    due_at: datetime
    came_at: datetime
    noticed_at: datetime


class DeadlineAcknowledged(Timed):
    """A named person took it over until then: it takes no step towards anybody else meanwhile."""

    TOPIC = "deadline.acknowledged"
    notice: UUID
    person: UUID
    until: datetime
