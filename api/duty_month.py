"""One month of the desk as a page shows it: its shifts, and what each day is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID

from desk.holidays import OfficeCalendar
from desk.register import Register
from domain.duty_calendar import DutyCalendar
from domain.roster import PlannedShift
from domain.shift import DutyPost
from domain.working_days import BEIJING

MONTH = re.compile(r"^(\d{4})-(\d{2})$")
WEEKEND = 5


class DutyLine(NamedTuple):
    """One shift. `off`: no working day; None where nobody knows."""

    id: UUID
    shift: PlannedShift
    day: date
    off: bool | None
    now: bool

    def at(self, post: DutyPost) -> list[UUID]:
        return [seat.person for seat in self.shift.seats if seat.post is post]


class DutyMonth(NamedTuple):
    first: date
    lines: list[DutyLine]
    posts: tuple[DutyPost, ...]
    unknown_year: bool

    @property
    def before(self) -> str:
        return f"{self.first - timedelta(days=1):%Y-%m}"

    @property
    def after(self) -> str:
        return f"{self.first + timedelta(days=31):%Y-%m}"


def month_of(typed: str, now: datetime) -> date:
    """This month for whatever is no month."""
    found = MONTH.match(typed)
    today = now.astimezone(BEIJING).date()
    if found and 1 <= int(found[2]) <= 12 and int(found[1]) >= 2000:
        return date(int(found[1]), int(found[2]), 1)
    return today.replace(day=1)


def duty_month(first: date, register: Register, now: datetime) -> DutyMonth:
    days = OfficeCalendar(register.office.holidays)
    lines = [_line(id, shift, days, now) for id, shift in shifts_of(first, register.duty)]
    posts = posts_of(one.shift for one in lines)
    return DutyMonth(first, lines, posts, not days.knows(first.year))


def posts_of(shifts: Iterable[PlannedShift]) -> tuple[DutyPost, ...]:
    """Those that somebody holds, in the order of the roster's columns."""
    held = {seat.post for shift in shifts for seat in shift.seats}
    return tuple(post for post in DutyPost if post in held)


def shifts_of(first: date, duty: DutyCalendar) -> list[tuple[UUID, PlannedShift]]:
    after = (first + timedelta(days=31)).replace(day=1)
    since, until = (datetime.combine(day, time(), BEIJING) for day in (first, after))
    return duty.beginning(since.astimezone(UTC), until.astimezone(UTC))


def _line(id: UUID, shift: PlannedShift, days: OfficeCalendar, now: datetime) -> DutyLine:
    day = shift.starts.astimezone(BEIJING).date()
    return DutyLine(id, shift, day, is_off(day, days), shift.starts <= now < shift.ends)


def is_off(day: date, days: OfficeCalendar) -> bool | None:
    works = days.is_working(day)
    return None if works is None else not works
