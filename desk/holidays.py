"""工作日历: the office's own notices first, then the years that are shipped; of others nothing is known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from uuid import UUID

import chinese_calendar

from desk.draft import Draft
from domain import office as offices
from domain.holidays import HolidaysNoticed, NoticedYears, notice_holidays
from domain.kernel import Value


class NoticeHolidays(Value):
    """The State Council's notice of one year."""

    notice: HolidaysNoticed


class HolidaysAnswer(Value):
    office: UUID


class OfficeCalendar:
    """As known at an office that put these notices on record."""

    def __init__(self, notices: Iterable[HolidaysNoticed]) -> None:
        self._noticed = NoticedYears(tuple(notices))

    def is_working(self, day: date) -> bool | None:
        noticed = self._noticed.is_working(day)
        return _shipped(day) if noticed is None else noticed

    def knows(self, year: int) -> bool:
        return self.is_working(date(year, 1, 1)) is not None


def notice(draft: Draft, noticing: NoticeHolidays) -> HolidaysAnswer:
    id = offices.office_id(draft.register.office.store_id)
    office = draft.require(id, offices.evolve)
    draft.record(id, notice_holidays(office.holidays, noticing.notice))
    return HolidaysAnswer(office=id)


@cache
def _shipped(day: date) -> bool | None:
    """Asked for each day of every limit of every plan. The library raises for a year whose notice came out after it."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return None
