"""工作日: when a limit of so many working days is over. The calendar is an argument, and may not know the year."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from typing import NamedTuple, Protocol

BEIJING = timezone(timedelta(hours=8))
SATURDAY = 5


class Calendar(Protocol):
    """Which days are worked. None: the State Council's notice for that year is not known here."""

    def is_working(self, day: date) -> bool | None: ...


class WeekdaysOnly:
    """Knows no notice of any year."""

    def is_working(self, day: date) -> bool | None:
        return None


class Limit(NamedTuple):
    """`sure` is False where a day of an unknown year had to be taken for what its weekday says."""

    over: datetime
    sure: bool


def after_working_days(start: datetime, days: int, calendar: Calendar) -> Limit:
    """Midnight at the end of the last day (民法典 第二百零三条); the day it starts on does not count (第二百零一条)."""
    day, left, sure = start.astimezone(BEIJING).date(), days, True
    while left:
        day += timedelta(days=1)
        known = calendar.is_working(day)
        sure = sure and known is not None
        left -= _works(day) if known is None else known
    return Limit(datetime.combine(day + timedelta(days=1), time(), BEIJING), sure)


def next_at_hour(start: datetime, hour: time) -> datetime:
    """What was told on one day, at whatever hour, is asked for again at that hour of the next."""
    tomorrow = start.astimezone(BEIJING).date() + timedelta(days=1)
    return datetime.combine(tomorrow, hour, BEIJING)


def _works(day: date) -> bool:
    return day.weekday() < SATURDAY
