"""What was recorded from one moment up to another is found without reading the rest of the log."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.log_fixtures import NINE, SetClock, a_log, write


@pytest.fixture
def log(tmp_path):
    """Recorded at 9:00, 9:10, twice at 9:20, and 9:50."""
    clock = SetClock()
    log = a_log(tmp_path, clock)
    for number, minutes in enumerate((0, 10, 10, 0, 30)):
        clock.turn(minutes=minutes)
        write(log, "值班", number)
    yield log
    log.close()


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        (-60, 90, [1, 2, 3, 4, 5]),
        (0, 20, [1, 2]),
        (20, 21, [3, 4]),
        (1, 20, [2]),
        (21, 50, []),
        (21, 51, [5]),
        (60, 90, []),
        (-60, 0, []),
        (20, 10, []),
    ],
)
def test_the_first_moment_counts_and_the_last_does_not(log, since, until, found):
    def moment(minutes):
        return NINE + timedelta(minutes=minutes)

    assert [one.seq for one in log.between(moment(since), moment(until))] == found


def test_no_more_than_was_asked_for(log):
    assert [one.seq for one in log.between(NINE, NINE + timedelta(hours=1), 2)] == [1, 2]


def test_an_empty_log_has_nothing(tmp_path):
    log = a_log(tmp_path)
    assert log.between(NINE, NINE + timedelta(hours=1)) == []
    log.close()
