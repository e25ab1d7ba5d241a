"""People, days and rosters as tests of the rotation tell them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from desk.duty_patterns import shipped_patterns
from desk.holidays import OfficeCalendar
from domain.duty_pattern import DutyPattern, Span
from domain.roster import PlannedShift
from domain.shift import DutyPost
from domain.working_days import BEIJING
from tests.support.ladder import unit_id

CALENDAR = OfficeCalendar(())
NEEDS = {id: choice.needs for id, choice in shipped_patterns().items()}
PATTERNS = {id: choice.pattern for id, choice in shipped_patterns().items()}


def crew(post: DutyPost, count: int) -> list[UUID]:
    return [unit_id(f"{post} {n}") for n in range(count)]


def pools(needs: dict[DutyPost, int], more: int = 0) -> dict[DutyPost, list[UUID]]:
    """Each post its own people."""
    return {post: crew(post, count + more) for post, count in needs.items()}


def beijing(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BEIJING)


def hours(day: date, since: int, until: int) -> Span:
    """`until` beyond 24 is on the days after."""
    midnight = beijing(day, 0)
    return Span(midnight + timedelta(hours=since), midnight + timedelta(hours=until))


def who(shifts: Iterable[PlannedShift], post: DutyPost) -> list[UUID]:
    return [seat.person for shift in shifts for seat in shift.seats if seat.post is post]


def pattern_of(id: str) -> DutyPattern:
    return PATTERNS[id]
