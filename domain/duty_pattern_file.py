"""Reads a file of duty patterns strictly: which line is wrong, and where a day would not be covered."""

from __future__ import annotations

from datetime import date

from domain.day_kind import DayKind, DutyDay
from domain.duty_pattern import DutyPattern, SeatPlan, ShiftPlan, plans_on, seats_on
from domain.kernel import Value
from domain.rule_text import Page, read_page
from domain.shift import DutyPost

PEOPLE_MAX = 20  # at one post, or in one team
REST_HOURS_MAX = 72
YEAR = 2026  # any year has all twelve months
KINDS = (DayKind.WORKING, DayKind.MADE_UP, DayKind.WEEKEND, DayKind.HOLIDAY)


class PatternsFile(Value):
    """What stands in one file of patterns."""

    title: str
    patterns: tuple[DutyPattern, ...]


def parse_patterns(text: str, name: str) -> tuple[DutyPattern, ...]:
    """Raises RuleError, which names the file and the line."""
    page = read_page(text, name)
    patterns = page.read_as(PatternsFile).patterns
    for number, pattern in enumerate(patterns):
        if any(pattern.id == earlier.id for earlier in patterns[:number]):
            raise page.error(f"pattern {pattern.id} stands here twice", "patterns", number, "id")
        _check(page, number, pattern)
    return patterns


def _check(page: Page, number: int, pattern: DutyPattern) -> None:
    where = ("patterns", number)
    if not 0 <= pattern.rest_hours <= REST_HOURS_MAX:
        raise page.error(f"rest_hours is 0 to {REST_HOURS_MAX}", *where, "rest_hours")
    if not pattern.shifts:
        raise page.error("shifts is empty", *where, "shifts")
    for index, plan in enumerate(pattern.shifts):
        _check_shift(page, (*where, "shifts", index), plan)
    for month in range(1, 13):
        for kind in KINDS:
            _check_day(page, number, pattern, DutyDay(date(YEAR, month, 1), kind, False, True))


def _check_shift(page: Page, where: tuple[str | int, ...], plan: ShiftPlan) -> None:
    for hour in ("starts", "ends"):
        if getattr(plan, hour).tzinfo is not None:
            raise page.error(f"{hour} is Beijing time and names no zone", *where, hour)
    if DayKind.SPECIAL in plan.on:
        raise page.error("a special day adds seats, not shifts", *where, "on")
    if any(not 1 <= month <= 12 for month in plan.months):
        raise page.error("months are 1 to 12", *where, "months")
    for index, seat in enumerate(plan.seats):
        _check_seat(page, (*where, "seats", index), seat)
        if any(seat.post is earlier.post for earlier in plan.seats[:index]):
            raise page.error(f"{seat.post} stands here twice", *where, "seats", index, "post")


def _check_seat(page: Page, where: tuple[str | int, ...], seat: SeatPlan) -> None:
    if not 1 <= seat.count <= PEOPLE_MAX:
        raise page.error(f"count is 1 to {PEOPLE_MAX}", *where, "count")
    if seat.team is not None and not seat.count <= seat.team <= PEOPLE_MAX:
        raise page.error(f"team is {seat.count} to {PEOPLE_MAX}", *where, "team")
    if seat.team is not None and seat.on:
        raise page.error("a team of the week takes every day of it", *where, "team")


def _check_day(page: Page, number: int, pattern: DutyPattern, day: DutyDay) -> None:
    """Every day begins at the same hour and each shift begins where the one before it ends."""
    plans = plans_on(pattern, day)
    hour = opens = min(one.starts for one in pattern.shifts)
    for plan in plans:
        where = ("patterns", number, "shifts", pattern.shifts.index(plan))
        if plan.starts != hour:
            why = f"begins at {plan.starts:%H:%M} and not at {hour:%H:%M}, on a {day.kind} day"
            raise page.error(f"{why} of month {day.day.month}", *where, "starts")
        if not any(one.post is DutyPost.LEAD_OFFICER for one in seats_on(plan, day)):
            raise page.error(f"no lead officer on a {day.kind} day", *where, "seats")
        hour = plan.ends
    if not plans or hour != opens or _wraps_early(plans):
        why = f"a {day.kind} day of month {day.day.month} is not covered for 24 hours"
        raise page.error(why, "patterns", number, "shifts")


def _wraps_early(plans: list[ShiftPlan]) -> bool:
    """Only the last shift of a day reaches into the next one."""
    return any(plan.ends <= plan.starts for plan in plans[:-1])
