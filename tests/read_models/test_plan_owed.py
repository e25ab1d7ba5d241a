"""What is owed under plans, by whom and how near: read from the clocks as they stand."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from msgspec.structs import replace

from contingency_plans import plan_events as events
from contingency_plans.plan_words import PlanClockKind
from desk.plan_cycles import ConsultOnPlan, consult_on_plan
from domain.working_days import BEIJING
from projections.plan_owed import (
    PlanStanding,
    by_owner,
    over_lines,
    owed_lines,
    without_a_day,
)
from tests.support.duty_night import DutyNight
from tests.support.plan_acts import NEW_NUMBER as NEW
from tests.support.plan_acts import a_plan, clock, profile_of, put_on_record, tell
from tests.support.plans import day

FILING = PlanClockKind.FILING


@pytest.fixture
def night(office, tmp_path):
    night = DutyNight(office, tmp_path / "views.db")
    yield night
    night.over()


def lines(night, now=None):
    return owed_lines(night.all_rows, now or night.now)


def filing(night, now=None):
    [line] = [one for one in lines(night, now) if one.kind is FILING]
    return line


def test_it_is_soon_for_thirty_days_and_overdue_from_its_midnight(office, night):
    plan = a_plan(office)
    due = clock(office, plan, FILING).due_at
    second, month = timedelta(seconds=1), timedelta(days=30)
    assert filing(night, due - month - second).standing is PlanStanding.LATER
    assert filing(night, due - month).standing is PlanStanding.SOON
    assert filing(night, due - second).standing is PlanStanding.SOON
    assert filing(night, due).standing is PlanStanding.OVERDUE
    assert filing(night).last_day == date(2026, 12, 14)
    assert due == datetime(2026, 12, 15, tzinfo=BEIJING)


def test_what_ran_out_before_it_was_known_is_told_from_what_ran_out_here(office, night):
    put_on_record(office, profile_of(office), (NEW, day(2019)))
    assert {one.before_record for one in lines(night)} == {True}


def test_whose_the_plan_is_now_owes_it(office, night):
    plan = a_plan(office)
    assert (filing(night).owner, filing(night).owner_unit) == ("区水利局", None)
    profile = replace(profile_of(office), owner="区应急局", owner_unit=office.town)
    tell(office, plan, events.PlanProfileRevised(profile=profile))
    assert (filing(night).owner, filing(night).owner_unit) == ("青石镇", office.town)


def test_whoever_was_asked_owes_the_answer_whosever_the_plan_is(office, night):
    plan = a_plan(office)
    consulting = ConsultOnPlan(plan=plan, units=(office.town,), asked=office.at(), words="")
    office.do(consult_on_plan, consulting)
    found = by_owner(lines(night))
    assert list(found) == ["青石镇", "区水利局"] or list(found) == ["区水利局", "青石镇"]
    assert [one.kind for one in found["青石镇"]] == [PlanClockKind.CONSULTATION]


def test_what_is_over_stands_with_its_plan_and_is_owed_no_more(office, night):
    plan = a_plan(office)
    assert over_lines(night.all_rows, plan) == []
    tell(office, plan, events.PlanWithdrawn(reason="并入总体预案"))
    assert lines(night) == []
    over = over_lines(night.all_rows, plan)
    assert [one.clock.withdrawn for one in over] == [True] * 3
    assert over[-1].clock.clock_set.kind is FILING
    assert over_lines(night.all_rows, office.county) == []


def test_one_plan_is_read_alone(office, night):
    plan = a_plan(office)
    put_on_record(office, profile_of(office, "临江区地震应急预案"), (NEW, day(2026, 11, 16)))
    assert len(lines(night)) == 6
    alone = owed_lines(night.all_rows, night.now, plan)
    assert [one.plan.id for one in alone] == [plan] * 3


def test_a_plan_in_force_since_nobody_knows_when_is_named(office):
    a_plan(office)
    undated = put_on_record(office, profile_of(office, "临江区地震应急预案"), (NEW, None))
    put_on_record(office, profile_of(office, "江北区地震预案", jurisdiction="江北区"), (NEW, None))
    register = office.desk.register()
    today = date(2026, 11, 24)
    found = without_a_day(register.plans.values(), register.network, office.county, today)
    assert [one.id for one in found] == [undated]
