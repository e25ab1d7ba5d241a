"""The shipped patterns: each hour of every day has its shift, and each says how many people it takes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from msgspec.structs import replace

from domain.day_kind import DayKind, DutyDay, day_of
from domain.duty_pattern import ShiftPlan, people_needed, plans_on, seats_on, span_of
from domain.rule import Confidence
from domain.shift import DutyPost
from tests.support.duty import CALENDAR, NEEDS, PATTERNS

NIGHT = ShiftPlan(name="夜班", starts=time(20), ends=time(8), seats=())
LEADER, LEAD, SECOND = (
    DutyPost.DUTY_LEADER_ON_SITE,
    DutyPost.LEAD_OFFICER,
    DutyPost.SECOND_OFFICER,
)
ON_CALL, OVERALL = DutyPost.DUTY_LEADER_ON_CALL, DutyPost.OVERALL_LEADER


def day(at, kind=None, *, special=False):
    known = day_of(at, CALENDAR)
    return DutyDay(at, kind or known.kind, special, True)


def posts(id, at, kind=None, *, special=False):
    """Of each shift of the day, who sits there."""
    today = day(at, kind, special=special)
    return [
        (f"{plan.starts:%H}-{plan.ends:%H}", [seat.post for seat in seats_on(plan, today)])
        for plan in plans_on(PATTERNS[id], today)
    ]


@pytest.mark.parametrize("id", PATTERNS)
def test_no_minute_of_a_year_is_without_its_shift(id):
    days = [day(date(2026, 1, 1) + timedelta(days=n)) for n in range(365)]
    spans = [span_of(plan, one.day) for one in days for plan in plans_on(PATTERNS[id], one)]
    assert all(before.ends == after.starts for before, after in pairwise(spans))
    assert spans[-1].ends - spans[0].starts == timedelta(days=365)


@pytest.mark.parametrize("id", PATTERNS)
def test_a_pattern_says_what_it_is_and_on_whose_word(id):
    pattern = PATTERNS[id]
    assert pattern.name
    assert pattern.name_en.isascii()
    assert pattern.citation.document
    assert pattern.confirmed == (pattern.confidence in (Confidence.Q_GOV, Confidence.Q_MIR))


def test_a_night_ends_on_the_next_day_and_a_day_on_its_own():
    at = date(2026, 9, 17)
    assert span_of(NIGHT, at) == (
        datetime(2026, 9, 17, 12, tzinfo=UTC),
        datetime(2026, 9, 18, 0, tzinfo=UTC),
    )
    assert span_of(NIGHT, at).starts.tzinfo is UTC
    early = replace(NIGHT, starts=time(8), ends=time(20))
    assert span_of(early, at).ends == datetime(2026, 9, 17, 12, tzinfo=UTC)
    whole = replace(NIGHT, ends=time(20))
    assert span_of(whole, at).ends == datetime(2026, 9, 18, 12, tzinfo=UTC)


def test_who_sits_there_is_what_the_source_says():
    thursday, saturday, holiday = date(2026, 9, 17), date(2026, 9, 19), date(2026, 10, 1)
    made_up = date(2026, 9, 20)
    assert posts("one_leader_two_officers", thursday) == [("08-08", [LEADER, LEAD, SECOND])]
    assert posts("double_lead", thursday) == [("08-08", [LEADER, LEAD])]
    assert posts("double_lead", saturday) == [("08-08", [LEADER, LEAD])]
    assert posts("double_lead", holiday) == [("08-08", [ON_CALL, LEADER, LEAD, SECOND])]
    assert posts("double_lead", made_up) == [("08-08", [ON_CALL, LEADER, LEAD])]
    assert posts("double_lead", thursday, special=True) == posts("double_lead", holiday)
    assert posts("township_three_tiers", thursday) == [("08-08", [OVERALL, LEADER, LEAD, SECOND])]
    assert posts("city_standard", thursday) == [("08-08", [LEADER, LEAD, *[SECOND] * 3])]
    assert posts("county_standard", thursday) == [("08-08", [LEADER, LEAD, *[SECOND] * 2])]
    assert posts("joint_watch", thursday) == [("08-08", [OVERALL, ON_CALL, LEADER, LEAD, SECOND])]


def test_the_hours_of_a_day_are_what_the_source_says():
    def hours(id, at):
        return [when for when, _ in posts(id, at)]

    summer, winter, saturday = date(2026, 7, 1), date(2026, 12, 1), date(2026, 7, 4)
    assert hours("two_shifts", winter) == ["08-20", "20-08"]
    assert hours("two_shifts_by_season", summer) == ["08-20", "20-08"]
    assert hours("two_shifts_by_season", winter) == ["08-19", "19-08"]
    assert hours("three_shifts", summer) == ["08-15", "15-22", "22-08"]
    assert hours("evenings_and_holidays", summer) == ["09-17", "17-09"]
    assert hours("evenings_and_holidays", saturday) == ["09-09"]
    assert hours("evenings_and_holidays", date(2026, 9, 20)) == ["09-17", "17-09"]


def test_how_many_people_it_takes():
    def needed(id):
        return people_needed(PATTERNS[id])

    assert needed("one_leader_two_officers") == {LEADER: 2, LEAD: 2, SECOND: 2}
    assert needed("double_lead") == {LEADER: 2, ON_CALL: 1, LEAD: 2, SECOND: 2}
    assert needed("city_standard") == {LEADER: 2, LEAD: 2, SECOND: 6}
    assert needed("joint_watch") == {OVERALL: 1, LEADER: 2, ON_CALL: 1, LEAD: 2, SECOND: 3}
    assert needed("three_shifts") == {ON_CALL: 1, LEAD: 3}
    assert list(needed("joint_watch")) == [OVERALL, LEADER, ON_CALL, LEAD, SECOND]
    assert NEEDS["joint_watch"] == needed("joint_watch")


def test_the_fullest_month_and_the_fullest_days_count():
    plan = PATTERNS["one_leader_two_officers"].shifts[0]
    two = replace(plan, months=(1,), seats=tuple(replace(one, count=2) for one in plan.seats))
    rest = replace(plan, months=tuple(range(2, 13)))
    january = replace(PATTERNS["one_leader_two_officers"], shifts=(two, rest))
    assert people_needed(january)[LEAD] == 4
    december = replace(january, shifts=(replace(two, months=(12,)), replace(rest, months=tuple(range(1, 12)))))  # fmt: skip
    assert people_needed(december)[LEAD] == 4
    holiday = replace(two, months=(), on=(DayKind.HOLIDAY,))
    assert people_needed(replace(january, shifts=(holiday,)))[LEAD] == 4


def test_more_rest_takes_more_people():
    pattern = PATTERNS["one_leader_two_officers"]
    rested = {hours: people_needed(replace(pattern, rest_hours=hours)) for hours in (0, 1, 24, 25)}
    assert [rested[hours][LEAD] for hours in (0, 1, 24, 25)] == [1, 2, 2, 3]


def test_the_shifts_of_a_day_stand_in_the_order_of_their_hours():
    pattern = PATTERNS["three_shifts"]
    turned = replace(pattern, shifts=tuple(reversed(pattern.shifts)))
    today = day(date(2026, 9, 17), DayKind.WORKING)
    assert [one.name for one in plans_on(turned, today)] == ["早班", "中班", "晚班"]
