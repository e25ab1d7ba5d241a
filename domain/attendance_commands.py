"""What becomes of a shift's attendance: awaited, come, late, absent, step by step, excused, over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID

from msgspec.structs import replace

from domain.attendance import Attendance, Expected, evolve
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
from domain.kernel import Event, Refused, Timed, reason_given
from domain.times import WorldTime

MINUTE = timedelta(minutes=1)  # the desk counts in whole minutes
EARLIEST = timedelta(hours=2)  # ours: who presses the key a day before is not there at the hour


class TooEarly(Refused):
    """离班次开始还早，到岗后再签到（最早提前两小时）"""

    EN: ClassVar[str] = (
        "It is too early for this shift: check in when you are there, at most two hours before"
    )


class NotAwaited(Refused):
    """没有在等此人到岗"""

    EN: ClassVar[str] = "Nobody is waiting for this person"


class ReliefUnsigned(Refused):
    """接班人尚未签字，当班人员不得离岗"""

    EN: ClassVar[str] = "Nobody leaves before the relief has signed"


class NeverCame(Refused):
    """此人没有到岗记录，不能登记离岗"""

    EN: ClassVar[str] = "There is no record that this person came"


def expect(attendance: Attendance | None, expecting: ShiftExpected) -> list[Event]:
    """A shift that is over already awaits nobody; set again with the same words, nothing happens."""
    if expecting.ends <= expecting.at or _is_same(attendance, expecting):
        return []
    after = evolve(attendance, expecting)
    return [replace(expecting, next_at=alarm(after))]


def arrive(
    attendance: Attendance | None, *, person: UUID, arrived: WorldTime, responsible: bool = False
) -> list[Event]:
    """Once; of a shift that is over, and of whoever is not awaited in the room, nothing is told here.

    `responsible`: the watch rests with this shift, however early.
    """
    expected = attendance.of(person) if attendance else None
    if attendance is None or expected is None or attendance.closed or expected.arrived:
        return []
    if not responsible and arrived.latest < attendance.expected_as.starts - EARLIEST:
        raise TooEarly(person)
    late = max(0, (arrived.earliest - expected.due) // MINUTE)
    noted = ArrivalNoted(person=person, arrived=arrived, minutes_late=late, next_at=None)
    return [_timed(attendance, noted)]


def excuse(attendance: Attendance | None, *, person: UUID, reason: str) -> list[Event]:
    """Also after the person came: then the lateness is excused. Twice is once."""
    expected = attendance.of(person) if attendance else None
    if attendance is None or expected is None:
        raise NotAwaited(person)
    said = reason_given(reason)
    if expected.excused:
        return []
    return [_timed(attendance, AbsenceExcused(person=person, reason=said, next_at=None))]


def call_off(attendance: Attendance | None, *, at: datetime) -> list[Event]:
    """The shift is dropped from the roster: nobody is awaited for it."""
    if attendance is None or attendance.closed:
        return []
    return [AttendanceClosed(at=at, next_at=None)]


def depart(
    attendance: Attendance | None, *, person: UUID, left: WorldTime, responsible: bool
) -> list[Event]:
    """`responsible`: the watch still rests with this shift."""
    if responsible:
        raise ReliefUnsigned
    expected = attendance.of(person) if attendance else None
    if attendance is None or expected is None or expected.arrived is None:
        raise NeverCame(person)
    if person in attendance.departed:
        return []
    return [_timed(attendance, Departed(person=person, left=left, next_at=None))]


def acknowledge(
    attendance: Attendance, *, notice: UUID, person: UUID, until: datetime
) -> list[Event]:
    if not attendance.absent:
        return []
    taken = AbsenceAcknowledged(notice=notice, person=person, until=until, next_at=None)
    return [_timed(attendance, taken)]


def look(attendance: Attendance, *, as_of: datetime) -> list[Event]:
    """What has come by now. Asked too early or twice, nothing; found too late, people get their minutes from then."""
    if attendance.missing and as_of >= attendance.expected_as.ends:
        return [_timed(attendance, AttendanceClosed(at=as_of, next_at=None))]
    happened: list[Event] = []
    for decide in (_late, _absent, _step):
        while (one := decide(attendance, as_of)) is not None:
            timed = _timed(attendance, one)
            happened.append(timed)
            attendance = evolve(attendance, timed)
    return happened


def alarm(attendance: Attendance) -> datetime | None:
    """When to look next; None: everybody is accounted for."""
    return min(_moments(attendance), default=None)


def _moments(attendance: Attendance) -> Iterator[datetime]:
    for one in attendance.missing:
        yield attendance.expected_as.ends
        if one.late_since is None:
            yield one.due
        elif one.absent_since is None:
            yield _absent_at(attendance, one)
    if (step := _step_at(attendance)) is not None:
        yield step


def _absent_at(attendance: Attendance, one: Expected) -> datetime:
    since = max(one.due, one.late_since or one.due)
    return since + timedelta(seconds=attendance.expected_as.policy.absent_after_seconds)


def _step_at(attendance: Attendance) -> datetime | None:
    """A lease holds back everybody who is not woken yet."""
    steps, since = attendance.expected_as.policy.steps, _absent_since(attendance)
    if since is None or attendance.steps_taken >= len(steps):
        return None
    at = since + timedelta(seconds=steps[attendance.steps_taken].offset_seconds)
    return max(at, attendance.held_until or at)


def _absent_since(attendance: Attendance) -> datetime | None:
    return min((one.absent_since for one in attendance.absent if one.absent_since), default=None)


def _late(attendance: Attendance, as_of: datetime) -> LateNoted | None:
    found = _whom(attendance, lambda one: one.late_since is None and one.due <= as_of)
    return LateNoted(persons=found, noticed_at=as_of, next_at=None) if found else None


def _absent(attendance: Attendance, as_of: datetime) -> AbsenceNoted | None:
    def is_absent(one: Expected) -> bool:
        known = one.late_since is not None and one.absent_since is None
        return known and _absent_at(attendance, one) <= as_of

    found = _whom(attendance, is_absent)
    return AbsenceNoted(persons=found, noticed_at=as_of, next_at=None) if found else None


def _step(attendance: Attendance, as_of: datetime) -> AbsenceStepTaken | None:
    at, number = _step_at(attendance), attendance.steps_taken
    if at is None or at > as_of:
        return None
    step = attendance.expected_as.policy.steps[number]
    return AbsenceStepTaken(number=number, step=step, noticed_at=as_of, next_at=None)


def _whom(attendance: Attendance, is_so: Callable[[Expected], bool]) -> tuple[UUID, ...]:
    return tuple(one.seat.person for one in attendance.missing if is_so(one))


def _is_same(attendance: Attendance | None, expecting: ShiftExpected) -> bool:
    """What was called off and is set again is awaited again."""
    if attendance is None or attendance.closed:
        return False
    told = attendance.expected_as
    before = (told.starts, told.ends, told.seats)
    return before == (expecting.starts, expecting.ends, expecting.seats)


def _timed(attendance: Attendance, happened: Timed) -> Any:
    return replace(happened, next_at=alarm(evolve(attendance, happened)))
