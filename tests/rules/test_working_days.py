"""Working days end with the last of them, hours with the next day's; a year nobody knows is never counted for sure."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from msgspec.structs import replace

from domain.deadline import reckon
from domain.limits import limit_of
from domain.rule import Form
from domain.times import Basis, Precision, WorldTime, moment
from domain.working_days import WeekdaysOnly, after_working_days, next_at_hour
from tests.support.ladder import book, minute
from tests.support.new_year import NewYear2027, beijing


@pytest.mark.parametrize(
    ("start", "days", "over"),
    [
        (beijing(2026, 12, 24, 9), 1, beijing(2026, 12, 26)),  # Thursday → all of Friday
        (beijing(2026, 12, 24, 23, 59), 2, beijing(2026, 12, 28)),  # the Sunday is worked
        (beijing(2026, 12, 31, 9), 1, beijing(2027, 1, 5)),  # Friday to Sunday are off
        (datetime(2026, 12, 24, 17, tzinfo=UTC), 1, beijing(2026, 12, 28)),  # Friday in Beijing
    ],
)
def test_working_days_end_at_midnight_of_the_last_and_the_first_day_does_not_count(
    start, days, over
):
    assert after_working_days(start, days, NewYear2027()) == (over, True)


def test_a_year_whose_notice_is_not_known_is_counted_by_weekdays_and_never_for_sure():
    assert after_working_days(beijing(2027, 12, 31, 9), 1, NewYear2027()) == (
        beijing(2028, 1, 4),
        False,
    )
    assert after_working_days(beijing(2026, 12, 24, 9), 2, WeekdaysOnly()) == (
        beijing(2026, 12, 29),
        False,
    )


def test_what_was_told_on_one_day_is_asked_for_again_on_the_next():
    nine = time(9)
    assert next_at_hour(beijing(2026, 5, 12, 8, 40), nine) == beijing(2026, 5, 13, 9)
    assert next_at_hour(beijing(2026, 5, 12, 23, 59), nine) == beijing(2026, 5, 13, 9)
    assert next_at_hour(beijing(2026, 5, 13, 0, 1), nine) == beijing(2026, 5, 14, 9)


def test_a_span_is_a_span():
    rule = book().get("F01")
    assert rule
    assert limit_of(rule, minute(0), WeekdaysOnly()) == (7200, True, 7200)


def days_after(start: WorldTime) -> tuple[datetime, datetime]:
    """When one working day after it is over, and after when that is certain."""
    rule = book().get("F05-COUNTY")
    assert rule
    one_day = replace(rule, working_days=1)
    limit = limit_of(one_day, start, NewYear2027())
    due_at, late_after = reckon(start, limit.seconds, Form.CLOCK, limit.at_latest)
    assert late_after
    return due_at, late_after


def test_whenever_on_one_day_it_began_working_days_end_together():
    tuesday = moment(beijing(2026, 12, 22), Basis.ORAL, Precision.DAY)
    due_at, late_after = days_after(tuesday)
    assert due_at == beijing(2026, 12, 24)
    assert timedelta(0) <= late_after - due_at < timedelta(seconds=1)


def test_on_one_of_two_days_late_is_only_who_is_later_than_the_second_allows():
    thursday, friday = (beijing(2026, 12, day, 12) for day in (24, 25))
    either = WorldTime(
        earliest=thursday, latest=friday, precision=Precision.RANGE, basis=Basis.ORAL
    )
    assert days_after(either) == (beijing(2026, 12, 26), beijing(2026, 12, 28))
