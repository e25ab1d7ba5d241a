"""哪天该办: by the day, week, month and year, in special periods, and ahead of holidays of a known year."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from desk.duty_day import duty_rules
from domain.desk_duty_file import Every, parse_duties
from domain.duty_occasions import begins_holiday, due_at, falls_on, is_holiday
from domain.rule_text import RuleError
from domain.special_period import PeriodKind, SpecialPeriod
from domain.working_days import BEIJING, WeekdaysOnly

RULES = {one.id: one for one in duty_rules()}
TUESDAY = date(2026, 11, 24)
OFF = {date(2026, 10, day) for day in range(1, 8)}  # 1 October 2026 is a Thursday
WORKED = {date(2026, 10, 10)}  # a Saturday


class AYear:
    """As a notice would tell it."""

    def is_working(self, day):
        return day in WORKED or (day.weekday() < 5 and day not in OFF)


def on(day, calendar=None, *periods):
    found = (one.id for one in RULES.values() if falls_on(one, day, calendar or AYear(), periods))
    return set(found)


def test_a_plain_tuesday_has_its_bulletin_and_its_patrol():
    assert on(TUESDAY) == {"bulletin", "patrol"}


@pytest.mark.parametrize(
    ("day", "more"),
    [
        (date(2026, 12, 1), {"month_roster"}),
        (date(2026, 12, 10), {"circular"}),
        (date(2027, 3, 31), {"archive"}),
        (date(2026, 11, 23), {"video_meeting"}),
    ],
)
def test_of_week_month_and_year(day, more):
    assert on(day) - {"bulletin", "patrol"} == more


def test_in_a_special_period_more_is_owed_as_long_as_it_holds():
    important, disaster = (
        SpecialPeriod(kind=kind, first=TUESDAY, last=TUESDAY, reason="会议") for kind in PeriodKind
    )
    assert {"J07", "J08"} <= on(TUESDAY, None, important)
    assert "disaster_report" in on(TUESDAY, None, disaster)
    assert "J07" not in on(TUESDAY + timedelta(days=1), None, important)


def test_on_a_holiday_nil_is_reported_and_on_a_plain_weekend_not():
    assert "J08" in on(date(2026, 10, 3))
    assert "J07" not in on(date(2026, 10, 3))
    assert "J08" not in on(date(2026, 11, 28))
    assert "J08" not in on(date(2026, 10, 10))


def test_five_days_before_a_holiday_the_rosters_are_owed_and_of_an_unknown_year_nothing_is_known():
    assert {"J09", "J09-below"} <= on(date(2026, 9, 26))
    assert "J09" not in on(date(2026, 9, 27))
    calendar = WeekdaysOnly()
    assert not is_holiday(date(2026, 10, 1), calendar)
    assert on(date(2026, 9, 26), calendar) == {"bulletin", "patrol"}


def test_a_holiday_begins_once():
    days = [date(2026, 9, 28) + timedelta(days=n) for n in range(12)]
    assert [day for day in days if begins_holiday(day, AYear())] == [date(2026, 10, 1)]


def test_it_is_due_at_its_beijing_hour():
    due = due_at(RULES["bulletin"], TUESDAY)
    assert (due.date(), due.timetz().replace(tzinfo=None)) == (TUESDAY, time(8, 20))
    assert due.tzinfo is BEIJING


def test_what_comes_seldom_is_for_no_night():
    quiet = {one.id for one in RULES.values() if one.takes_days}
    assert quiet == {"J09", "J09-below", "month_roster", "circular", "archive", "video_meeting"}
    assert {one.when.every for one in RULES.values() if one.takes_days} == {
        Every.WEEK,
        Every.MONTH,
        Every.YEAR,
        None,
    }


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("title: x\nduties:\n  - {id: a, name: a, when: {every: day}}\n", 3),
        (
            "title: x\nduties:\n  - {id: a, name: a, when: {by_hand: warning}}\n"
            "  - {id: a, name: b, when: {by_hand: warning}}\n",
            4,
        ),
    ],
)
def test_a_file_without_an_hour_or_with_a_name_twice_is_refused_with_its_line(text, line):
    with pytest.raises(RuleError) as told:
        parse_duties(text, "duties.yaml")
    assert told.value.line == line
