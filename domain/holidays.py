"""放假通知: the State Council's notice of one year, as the office put it on record."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.kernel import Event, Refused

SATURDAY = 5
DAYS_MAX = 120  # more days off than any year has had


class HolidaysNoticed(Event):
    """Beside Saturdays and Sundays: which days of the year are off, and which weekend days are worked (调休)."""

    TOPIC = "office.holidays-noticed"
    year: int
    off: tuple[date, ...]
    worked: tuple[date, ...]
    document: str


class HolidaysWrong(Refused):
    """放假安排有误：日期须属该年，且不能既放假又上班"""

    EN: ClassVar[str] = (
        "The notice is not right: days belong to the year, and none is both off and worked"
    )


def notice_holidays(noticed: tuple[HolidaysNoticed, ...], notice: HolidaysNoticed) -> list[Event]:
    """`noticed`: what the office has on record. The same notice again is nothing; another one of the same year takes its place from now on."""
    days = (*notice.off, *notice.worked)
    twice = len(set(days)) < len(days)
    if twice or not notice.off or len(days) > DAYS_MAX or any(d.year != notice.year for d in days):
        raise HolidaysWrong(notice.year)
    return [] if notice in noticed else [notice]


class NoticedYears:
    """A calendar of the years whose notices are on record."""

    def __init__(self, notices: tuple[HolidaysNoticed, ...]) -> None:
        self._years = {one.year: one for one in notices}

    def is_working(self, day: date) -> bool | None:
        notice = self._years.get(day.year)
        if notice is None:
            return None
        return day in notice.worked or (day.weekday() < SATURDAY and day not in notice.off)
