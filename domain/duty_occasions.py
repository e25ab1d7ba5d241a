"""哪天该办: whether a rule of the desk falls on a day. Pure: the calendar and the special periods are arguments."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from domain.desk_duty_file import Before, DutyRule, Every, Only
from domain.special_period import PeriodKind, SpecialPeriod
from domain.working_days import BEIJING, SATURDAY, Calendar

ONE = timedelta(days=1)
RUN_MAX = 15  # longer than any holiday


def falls_on(
    rule: DutyRule, day: date, calendar: Calendar, periods: Iterable[SpecialPeriod]
) -> bool:
    """Not what hangs on a handover or is given by hand."""
    when = rule.when
    if when.before is Before.HOLIDAY:
        return begins_holiday(day + when.days * ONE, calendar)
    if when.only and not any(_is_time(only, day, calendar, periods) for only in when.only):
        return False
    match when.every:
        case Every.DAY:
            return True
        case Every.WEEK:
            return day.isoweekday() == when.day
        case Every.MONTH:
            return day.day == when.day
        case Every.YEAR:
            return (day.month, day.day) == (when.month, when.day)
    return False


def begins_holiday(day: date, calendar: Calendar) -> bool:
    return is_holiday(day, calendar) and not is_holiday(day - ONE, calendar)


def is_holiday(day: date, calendar: Calendar) -> bool:
    """In a run of days off that takes a working day with it; a plain weekend is none, an unknown year has none."""
    if calendar.is_working(day) is not False:
        return False
    return any(one.weekday() < SATURDAY for one in _run(day, calendar))


def due_at(rule: DutyRule, day: date) -> datetime:
    assert rule.at, f"{rule.id} says no hour"
    return datetime.combine(day, rule.at, BEIJING)


def _run(day: date, calendar: Calendar) -> list[date]:
    found = [day]
    for step in (-ONE, ONE):
        one = day + step
        while calendar.is_working(one) is False and len(found) < RUN_MAX:
            found.append(one)
            one += step
    return found


def _is_time(only: Only, day: date, calendar: Calendar, periods: Iterable[SpecialPeriod]) -> bool:
    if only is Only.HOLIDAY:
        return is_holiday(day, calendar)
    kind = PeriodKind(only.value)
    return any(one.kind is kind and one.holds(day) for one in periods)
