"""到岗: what is put on record of a shift's attendance."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from domain.escalation_policy import EscalationStep
from domain.kernel import Timed, Value
from domain.shift import Seat
from domain.times import WorldTime


class AttendancePolicy(Value):
    """两个十: how early one comes, how long one is only late, and who is woken for an absence, counted from it."""

    early_seconds: int
    absent_after_seconds: int
    steps: tuple[EscalationStep, ...]
    source: str


class ShiftExpected(Timed):
    """These are awaited. Said anew for a revised shift: whoever came has come."""

    TOPIC = "attendance.expected"
    shift: UUID
    starts: datetime
    ends: datetime
    seats: tuple[Seat, ...]
    policy: AttendancePolicy
    at: datetime


class LateNoted(Timed):
    """The shift has begun without them."""

    TOPIC = "attendance.late-noted"
    persons: tuple[UUID, ...]
    noticed_at: datetime


class AbsenceNoted(Timed):
    """脱岗: nor did they come in the minutes after."""

    TOPIC = "attendance.absence-noted"
    persons: tuple[UUID, ...]
    noticed_at: datetime


class AbsenceStepTaken(Timed):
    """Somebody else was woken for it."""

    TOPIC = "attendance.step-taken"
    number: int
    step: EscalationStep
    noticed_at: datetime


class AbsenceAcknowledged(Timed):
    """Somebody who was rung sees to it until then: nobody else is woken meanwhile."""

    TOPIC = "attendance.acknowledged"
    notice: UUID
    person: UUID
    until: datetime


class ArrivalNoted(Timed):
    """`minutes_late`: whole minutes after the shift began, or after a substitute was called."""

    TOPIC = "attendance.arrived"
    person: UUID
    arrived: WorldTime
    minutes_late: int


class AbsenceExcused(Timed):
    """Nobody waits for this person any more, for a reason."""

    TOPIC = "attendance.excused"
    person: UUID
    reason: str


class Departed(Timed):
    """离岗: gone home after the relief had signed."""

    TOPIC = "attendance.departed"
    person: UUID
    left: WorldTime


class AttendanceClosed(Timed):
    """The shift is over, and somebody never came."""

    TOPIC = "attendance.closed"
    at: datetime
