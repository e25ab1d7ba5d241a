"""排班模式: how a unit staffs its duty desk round the clock, as data; laid over a day it gives that day's shifts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from domain.day_kind import DayKind, DutyDay
from domain.kernel import Value
from domain.rule import SEEN, Citation, Confidence
from domain.shift import IN_THE_ROOM, DutyPost
from domain.working_days import BEIJING

WHOLE_DAY = timedelta(days=1)


class SeatPlan(Value):
    """So many people at one post. `on`: only on such days; none named: on every day.

    `team`: so many people share it from a Monday to the Sunday after; None: everybody takes turns.
    """

    post: DutyPost
    count: int = 1
    on: tuple[DayKind, ...] = ()
    team: int | None = None


class ShiftPlan(Value):
    """Beijing time. It ends on the next day unless the end is later than the start. `months`: none named, all."""

    name: str
    starts: time
    ends: time
    seats: tuple[SeatPlan, ...]
    on: tuple[DayKind, ...] = ()
    months: tuple[int, ...] = ()


class DutyPattern(Value):
    """Every day is covered from the start of the first shift to the same hour of the next day."""

    id: str
    name: str
    name_en: str
    citation: Citation
    confidence: Confidence
    rest_hours: int
    shifts: tuple[ShiftPlan, ...]
    note: str = ""

    @property
    def confirmed(self) -> bool:
        """Whether the source's own words were seen."""
        return self.confidence in SEEN


class Span(NamedTuple):
    """From when to when, the end not included."""

    starts: datetime
    ends: datetime


def plans_on(pattern: DutyPattern, day: DutyDay) -> list[ShiftPlan]:
    """The shifts that begin on this day, in the order of their hours."""
    found = [
        one
        for one in pattern.shifts
        if day.is_one_of(one.on) and (not one.months or day.day.month in one.months)
    ]
    return sorted(found, key=lambda one: one.starts)


def seats_on(plan: ShiftPlan, day: DutyDay) -> list[SeatPlan]:
    """One for each person that is needed."""
    return [seat for seat in plan.seats if day.is_one_of(seat.on) for _ in range(seat.count)]


def span_of(plan: ShiftPlan, day: date) -> Span:
    ends = datetime.combine(day, plan.ends, BEIJING)
    if plan.ends <= plan.starts:
        ends += WHOLE_DAY
    starts = datetime.combine(day, plan.starts, BEIJING)
    return Span(starts.astimezone(UTC), ends.astimezone(UTC))


def people_needed(pattern: DutyPattern) -> dict[DutyPost, int]:
    """Of each post how many people it takes at the least, with nobody away and everybody rested."""
    posts = {seat.post for plan in pattern.shifts for seat in plan.seats}
    every = [seat for plan in pattern.shifts for seat in plan.seats]
    teams = {post: max(seat.team or 0 for seat in every if seat.post is post) for post in posts}
    turns = {post: max(_at_once(pattern, post)) for post in posts}
    return {post: max(teams[post], turns[post]) for post in DutyPost if post in posts}


def _at_once(pattern: DutyPattern, post: DutyPost) -> Iterator[int]:
    """Of each shift of the fullest days of every month: how many hold the post until its people may come again."""
    rest = timedelta(hours=pattern.rest_hours if post in IN_THE_ROOM else 0)
    for month in range(1, 13):
        for kind in (DayKind.WORKING, DayKind.HOLIDAY):
            held = _held(pattern, post, month, kind)
            for span, _ in held:
                yield sum(n for one, n in held if span.starts <= one.starts < span.ends + rest)


def _held(
    pattern: DutyPattern, post: DutyPost, month: int, kind: DayKind
) -> Sequence[tuple[Span, int]]:
    days = (DutyDay(date(2026, month, n), kind, True, True) for n in range(1, 8))
    return [
        (span_of(plan, day.day), sum(seat.post is post for seat in seats_on(plan, day)))
        for day in days
        for plan in plans_on(pattern, day)
    ]
