"""到岗: who is awaited at the desk for one shift, who came and when, and who did not (脱岗)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from domain.attendance_events import (
    AbsenceAcknowledged,
    AbsenceExcused,
    AbsenceNoted,
    AbsenceStepTaken,
    ArrivalNoted,
    AttendanceClosed,
    Departed,
    LateNoted,
    ShiftExpected,
)
from domain.escalation_policy import Duty
from domain.kernel import Event, Value, name_id
from domain.shift import DutyPost, Seat
from domain.times import WorldTime

ELSEWHERE = frozenset(  # reachable, not awaited in the room
    {DutyPost.OVERALL_LEADER, DutyPost.DUTY_LEADER_ON_CALL, DutyPost.STANDBY}
)


class Expected(Value):
    """One person of the shift. `due`: when it begins, or when this person was called."""

    seat: Seat
    due: datetime
    late_since: datetime | None = None
    absent_since: datetime | None = None
    arrived: WorldTime | None = None
    minutes_late: int = 0
    excused: bool = False

    @property
    def missing(self) -> bool:
        return self.arrived is None and not self.excused


class Attendance(Value):
    """`steps_taken`: for the absence that goes on; `held_until`: somebody sees to it."""

    expected_as: ShiftExpected
    persons: tuple[Expected, ...]
    steps_taken: int = 0
    held_until: datetime | None = None
    departed: frozenset[UUID] = frozenset()
    closed: bool = False

    @property
    def missing(self) -> tuple[Expected, ...]:
        return () if self.closed else tuple(one for one in self.persons if one.missing)

    @property
    def absent(self) -> tuple[Expected, ...]:
        return tuple(one for one in self.missing if one.absent_since)

    def of(self, person: UUID) -> Expected | None:
        return next((one for one in self.persons if one.seat.person == person), None)


def attendance_id(shift: UUID) -> UUID:
    return name_id(shift, "attendance")


def is_awaited(attendance: Attendance, person: UUID | None, duty: Duty) -> bool:
    """Whether a ring is still about somebody: who is rung for himself, himself; else anybody absent."""
    himself = {person} if duty is Duty.OFFICER and person else None
    return any(himself is None or one.seat.person in himself for one in attendance.absent)


def evolve(attendance: Attendance | None, happened: Event) -> Attendance:
    if isinstance(happened, ShiftExpected):
        return _settled(_expected(attendance, happened))
    if attendance is None or type(happened) not in CHANGES:
        raise TypeError(f"{happened!r} is no shift's attendance, or comes before any")
    return _settled(replace(attendance, **CHANGES[type(happened)](attendance, happened)))


def _expected(attendance: Attendance | None, happened: ShiftExpected) -> Attendance:
    """One person once, whatever posts; who was awaited before is awaited from the same moment."""
    due = max(happened.starts, happened.at)
    seats: dict[UUID, Seat] = {}
    for seat in happened.seats:
        if seat.post not in ELSEWHERE:
            seats.setdefault(seat.person, seat)
    before = attendance or Attendance(expected_as=happened, persons=())
    known = {one.seat.person: one for one in before.persons}
    persons = tuple(
        replace(known.get(id) or Expected(seat=seat, due=due), seat=seat)
        for id, seat in seats.items()
    )
    return replace(before, expected_as=happened, persons=persons, closed=False)


def _settled(attendance: Attendance) -> Attendance:
    """With nobody absent any more, the next absence takes its steps from the first."""
    return attendance if attendance.absent else replace(attendance, steps_taken=0, held_until=None)


def _with(
    attendance: Attendance, persons: tuple[UUID, ...], **changes: Any
) -> dict[str, tuple[Expected, ...]]:
    changed = (
        replace(one, **changes) if one.seat.person in persons else one for one in attendance.persons
    )
    return {"persons": tuple(changed)}


def _arrived(attendance: Attendance, happened: ArrivalNoted) -> dict[str, Any]:
    late = happened.minutes_late
    return _with(attendance, (happened.person,), arrived=happened.arrived, minutes_late=late)


CHANGES: dict[type[Event], Callable[[Attendance, Any], dict[str, Any]]] = {
    LateNoted: lambda a, e: _with(a, e.persons, late_since=e.noticed_at),
    AbsenceNoted: lambda a, e: _with(a, e.persons, absent_since=e.noticed_at),
    AbsenceStepTaken: lambda _, e: {"steps_taken": e.number + 1},
    AbsenceAcknowledged: lambda _, e: {"held_until": e.until},
    ArrivalNoted: _arrived,
    AbsenceExcused: lambda a, e: _with(a, (e.person,), excused=True),
    Departed: lambda a, e: {"departed": a.departed | {e.person}},
    AttendanceClosed: lambda _a, _e: {"closed": True},
}
