"""What may be done with a desk duty: set once, done with evidence, run out, excused, withdrawn."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from domain.desk_duty import (
    DeskDuty,
    DeskDutyDone,
    DeskDutyExcused,
    DeskDutyRanOut,
    DeskDutySet,
    DeskDutyWithdrawn,
)
from domain.kernel import Event, Refused, reason_given
from domain.ring_manners import RingManners, by_day
from domain.times import WorldTime

MINUTE = timedelta(minutes=1)


class NoEvidence(Refused):
    """请填写完成情况或文号"""

    EN: ClassVar[str] = "Say what was done, or the number of the paper"


class NilNotAllowed(Refused):
    """此项不能零报告"""

    EN: ClassVar[str] = "This cannot be answered with nil"


class DutyOver(Refused):
    """此项已完成、已说明或已撤销"""

    EN: ClassVar[str] = "This is done, excused or withdrawn already"


def set_duty(duty: DeskDuty | None, setting: DeskDutySet) -> list[Event]:
    """What was withdrawn for its occasion is owed again when the occasion comes back."""
    return [setting] if duty is None or duty.withdrawn else []


def do(duty: DeskDuty, *, words: str, number: str, nil: bool, done: WorldTime) -> list[Event]:
    """Before it is due, or late; done twice is done once."""
    if duty.done:
        return []
    if not duty.open:
        raise DutyOver
    if nil and not duty.duty_set.nil_allowed:
        raise NilNotAllowed
    if not (nil or words.strip() or number.strip()):
        raise NoEvidence
    late = max(0, (done.earliest - duty.duty_set.due_at) // MINUTE)
    return [
        DeskDutyDone(
            words=words.strip(),
            number=number.strip(),
            nil=nil,
            done=done,
            minutes_late=late,
            next_at=None,
        )
    ]


def look(duty: DeskDuty, *, as_of: datetime, manners: RingManners) -> list[Event]:
    """Its time is over. What may wait a day wakes nobody at night."""
    if not duty.open or duty.ran_out or as_of < duty.duty_set.due_at:
        return []
    by_night = duty.duty_set.quiet and by_day(as_of, manners) != as_of
    return [DeskDutyRanOut(noticed_at=as_of, chimes=not by_night, next_at=None)]


def excuse(duty: DeskDuty, *, reason: str) -> list[Event]:
    said = reason_given(reason)
    if duty.excused:
        return []
    if not duty.open:
        raise DutyOver
    return [DeskDutyExcused(reason=said, next_at=None)]


def withdraw(duty: DeskDuty, *, reason: str) -> list[Event]:
    """What has run out stays: it was owed then."""
    if not duty.open or duty.ran_out:
        return []
    return [DeskDutyWithdrawn(reason=reason, next_at=None)]
