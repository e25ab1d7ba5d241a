"""What may be done with a plan clock: functions of its state that answer with events."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from contingency_plans.plan_clock import (
    PlanClock,
    PlanClockExcused,
    PlanClockMet,
    PlanClockMoved,
    PlanClockRanOut,
    PlanClockSet,
    PlanClockWithdrawn,
)
from domain.kernel import Event, Refused, reason_given
from domain.times import WorldTime

MINUTE = timedelta(minutes=1)


class NothingToShow(Refused):
    """请写明如何完成，或附上文号、文件"""

    EN: ClassVar[str] = "Say how it was done, or give the number of the paper or a file"


class PlanClockOver(Refused):
    """该预案时限已办结、已说明或已撤销"""

    EN: ClassVar[str] = "This plan clock is done, excused or withdrawn already"


def set_plan_clock(clock: PlanClock | None, setting: PlanClockSet) -> list[Event]:
    """What was withdrawn is owed again when its occasion comes back."""
    return [setting] if clock is None or clock.withdrawn else []


def meet(
    clock: PlanClock, *, words: str, number: str, files: tuple[str, ...], met: WorldTime
) -> list[Event]:
    """Before it is due, or late; done twice is done once."""
    if clock.met:
        return []
    if not clock.open:
        raise PlanClockOver
    if not (words.strip() or number.strip() or files):
        raise NothingToShow
    late = max(0, (met.earliest - clock.due_at) // MINUTE)
    return [
        PlanClockMet(
            words=words.strip(),
            number=number.strip(),
            files=files,
            met=met,
            minutes_late=late,
            next_at=None,
        )
    ]


def look(clock: PlanClock, *, as_of: datetime) -> list[Event]:
    if not clock.open or clock.ran_out or as_of < clock.due_at:
        return []
    return [PlanClockRanOut(due_at=clock.due_at, noticed_at=as_of, next_at=None)]


def move(clock: PlanClock, *, start: WorldTime, due_at: datetime, reason: str) -> list[Event]:
    if not clock.open or (clock.start, clock.due_at) == (start, due_at):
        return []
    runs = clock.ran_out is None or due_at > clock.due_at
    return [
        PlanClockMoved(start=start, due_at=due_at, reason=reason, next_at=due_at if runs else None)
    ]


def excuse(clock: PlanClock, *, reason: str) -> list[Event]:
    said = reason_given(reason)
    if clock.excused:
        return []
    if not clock.open:
        raise PlanClockOver
    return [PlanClockExcused(reason=said, next_at=None)]


def withdraw(clock: PlanClock, *, reason: str) -> list[Event]:
    """One that has run out falls away as well, and the log keeps that it did run out."""
    return [PlanClockWithdrawn(reason=reason, next_at=None)] if clock.open else []
