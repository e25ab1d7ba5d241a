"""A day of a roster is worked, made up, a weekend or a holiday, as far as the notices on record say."""

from __future__ import annotations

from datetime import date

import pytest

from domain.day_kind import RUN_MAX, DayKind, DutyDay, day_of
from domain.working_days import WeekdaysOnly
from tests.support.duty import CALENDAR
from tests.support.new_year import NewYear2027


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2026, 9, 17), DayKind.WORKING),
        (date(2026, 9, 19), DayKind.WEEKEND),  # a Saturday between two working weeks
        (date(2026, 9, 18), DayKind.WORKING),
        (date(2026, 9, 20), DayKind.MADE_UP),  # the Sunday that is worked for National Day
        (date(2026, 10, 1), DayKind.HOLIDAY),
        (date(2026, 10, 3), DayKind.HOLIDAY),  # a Saturday of the week of holidays
        (date(2026, 10, 7), DayKind.HOLIDAY),
        (date(2026, 10, 10), DayKind.MADE_UP),
        (date(2026, 10, 11), DayKind.WEEKEND),  # alone beside a worked Saturday
        (date(2026, 5, 2), DayKind.HOLIDAY),  # after it the holiday goes on
        (date(2026, 1, 3), DayKind.HOLIDAY),  # before it the holiday began
    ],
)
def test_what_a_day_is(day, kind):
    assert day_of(day, CALENDAR) == DutyDay(day, kind, False, True)


@pytest.mark.parametrize(
    ("day", "kind", "sure"),
    [
        (date(2027, 12, 31), DayKind.WORKING, True),  # whatever the next year brings
        (date(2028, 1, 3), DayKind.WORKING, False),
        (date(2028, 1, 8), DayKind.WEEKEND, False),
        (date(2027, 12, 26), DayKind.WEEKEND, True),
    ],
)
def test_a_day_of_an_unknown_year_is_what_its_weekday_says_and_not_for_sure(day, kind, sure):
    assert day_of(day, NewYear2027()) == DutyDay(day, kind, False, sure)


def test_a_holiday_beyond_a_day_that_is_worked_is_none_of_this_weekend():
    class Bridges:
        def is_working(self, day):
            off = {date(2026, 9, n) for n in (10, 12, 13, 15)}
            return day not in off

    kinds = [day_of(date(2026, 9, n), Bridges()).kind for n in (10, 12, 13, 15)]
    assert kinds == [DayKind.HOLIDAY, DayKind.WEEKEND, DayKind.WEEKEND, DayKind.HOLIDAY]


def test_a_weekend_that_touches_an_unknown_year_is_not_sure():
    class Known2022:
        def is_working(self, day):
            return day.weekday() < 5 if day.year == 2022 else None

    assert not day_of(date(2022, 12, 31), Known2022()).sure  # the Sunday after is of 2023
    assert day_of(date(2022, 12, 30), Known2022()).sure


def test_of_no_year_anything_is_known():
    saturday, monday = date(2026, 10, 10), date(2026, 10, 12)
    assert day_of(saturday, WeekdaysOnly()) == DutyDay(saturday, DayKind.WEEKEND, False, False)
    assert day_of(monday, WeekdaysOnly()) == DutyDay(monday, DayKind.WORKING, False, False)


def test_a_special_day_stays_what_it_is_besides():
    day = date(2026, 9, 17)
    special = day_of(day, CALENDAR, frozenset({day}))
    assert special == DutyDay(day, DayKind.WORKING, True, True)
    assert special.is_one_of((DayKind.SPECIAL,))
    assert special.is_one_of((DayKind.HOLIDAY, DayKind.WORKING))
    assert special.is_one_of(())
    assert not special.is_one_of((DayKind.HOLIDAY,))
    assert not day_of(day, CALENDAR, frozenset({date(2026, 9, 18)})).is_one_of((DayKind.SPECIAL,))


def test_a_calendar_that_never_works_ends_the_search():
    asked = []

    class Never:
        def is_working(self, day):
            asked.append(day)
            return False

    assert day_of(date(2026, 1, 1), Never()).kind is DayKind.HOLIDAY
    assert len(asked) == 2 * RUN_MAX + 1
