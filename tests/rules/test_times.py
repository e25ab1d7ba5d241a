"""World times are intervals: what is uncertain stays so, and nothing is claimed that is not sure."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.times import (
    FAST_WATCH_MAX,
    Basis,
    NotYet,
    Precision,
    WorldTime,
    first_of,
    lateness,
    moment,
    order,
    require_past,
)
from tests.support.given import refused
from tests.support.ladder import NINE, minute

SECONDS = st.integers(-90_000, 90_000)
INTERVALS = st.builds(
    lambda start, width: WorldTime(
        earliest=NINE + timedelta(seconds=start),
        latest=NINE + timedelta(seconds=start + abs(width)),
        precision=Precision.RANGE,
        basis=Basis.ORAL,
    ),
    SECONDS,
    SECONDS,
)


@pytest.mark.parametrize(
    ("precision", "width"),
    [
        (Precision.SECOND, timedelta(0)),
        (Precision.MINUTE, timedelta(0)),
        (Precision.HOUR, timedelta(hours=1, microseconds=-1)),
        (Precision.DAY, timedelta(days=1, microseconds=-1)),
    ],
)
def test_a_time_is_as_wide_as_its_precision_says(precision, width):
    named = moment(NINE, Basis.ORAL, precision)
    assert named.latest - named.earliest == width
    assert named.earliest == NINE


def test_a_time_without_a_zone_or_that_ends_before_it_begins_is_no_time():
    bare = NINE.replace(tzinfo=None)
    for earliest, latest in ((bare, NINE), (NINE, bare), (NINE, NINE - timedelta(microseconds=1))):
        with pytest.raises(ValueError, match="world time"):
            WorldTime(earliest=earliest, latest=latest, precision=Precision.RANGE, basis=Basis.ORAL)


@given(st.lists(INTERVALS, min_size=1))
def test_the_first_of_several_begins_and_ends_when_the_first_of_them_may(times):
    first = first_of(times)
    assert first
    assert first.earliest == min(one.earliest for one in times)
    assert first.latest == min(one.latest for one in times)


@given(st.permutations([minute(0), minute(3), minute(-60, Precision.DAY), minute(1)]))
def test_which_is_first_does_not_depend_on_who_was_asked_first(times):
    assert first_of(times) == first_of(sorted(times, key=order))


def test_of_no_time_at_all_there_is_no_first():
    assert first_of([]) is None


@given(INTERVALS, INTERVALS)
def test_what_has_certainly_passed_first_comes_first(one, other):
    if one.latest < other.latest:
        assert order(one) < order(other)


@given(INTERVALS, st.integers(-5_000, 5_000))
def test_lateness_is_whole_seconds_and_never_more_than_is_sure(at, limit):
    late_after = NINE + timedelta(seconds=limit)
    seconds = lateness(late_after, at)
    assert seconds == max(0, (at.earliest - late_after) // timedelta(seconds=1))
    assert lateness(None, at) == 0


@pytest.mark.parametrize(
    ("ahead", "believed"),
    [
        (timedelta(days=-3), True),
        (FAST_WATCH_MAX, True),
        (FAST_WATCH_MAX + timedelta(microseconds=1), False),
    ],
)
def test_a_time_still_to_come_is_refused_and_a_fast_watch_is_believed(
    ahead: timedelta, believed: bool
):
    now: datetime = NINE
    told = moment(now + ahead, Basis.ORAL)
    if believed:
        require_past(told, now)
    else:
        with refused(NotYet):
            require_past(told, now)


def test_today_is_a_time_that_has_begun():
    require_past(moment(NINE - timedelta(hours=9), Basis.ORAL, Precision.DAY), NINE)
