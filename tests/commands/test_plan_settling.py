"""Whatever is told of a plan sets, moves, meets and lets go the clocks of what is owed under it."""

from __future__ import annotations

from datetime import UTC, date
from uuid import UUID

import pytest
from msgspec.structs import replace

from contingency_plans import plan_events as events
from contingency_plans.plan import version_id
from contingency_plans.plan_clock import PlanClockSet, plan_clock_id
from contingency_plans.plan_words import ExerciseForm, PlanClockKind, PlanType
from desk.holidays import NoticeHolidays, notice
from desk.plan_cycles import TellExercise, tell_exercise
from desk.plan_revisions import ExcusePlanCycle, excuse_plan_cycle
from domain.holidays import HolidaysNoticed
from tests.support.plan_acts import NEW_NUMBER as NEW
from tests.support.plan_acts import (
    a_plan,
    at,
    clock,
    due,
    profile_of,
    put_on_record,
    settle,
    tell,
    version_of,
)
from tests.support.plans import day

FILING, RECEIPT = PlanClockKind.FILING, PlanClockKind.RECEIPT
EVALUATION, EXERCISE = PlanClockKind.EVALUATION, PlanClockKind.EXERCISE
CONSULTATION, REVISION = PlanClockKind.CONSULTATION, PlanClockKind.REVISION


@pytest.fixture
def plan(office):
    return a_plan(office)


def test_a_new_plan_is_to_be_filed_evaluated_and_exercised(office, plan):
    assert due(office, plan, FILING) == date(2026, 12, 14)
    assert due(office, plan, EVALUATION) == due(office, plan, EXERCISE) == date(2029, 11, 16)
    assert len(office.events(PlanClockSet.TOPIC)) == 3
    told = clock(office, plan, FILING).clock_set
    assert (told.name, told.owner_words) == (
        "备案报送（附编制说明）：临江区防汛应急预案",
        "区水利局",
    )
    assert (told.chimes, told.incident, told.next_at) == (False, None, told.due_at)
    assert told.source == "国办发〔2024〕5号 第二十六条"
    assert told.due_at.tzinfo is UTC


def test_settled_again_nothing_happens(office, plan):
    assert settle(office, plan) == 0


def test_what_was_due_before_it_was_put_on_record_has_run_out_as_it_is_set(office):
    plan = put_on_record(office, profile_of(office), (NEW, day(2019)))
    for kind, since in ((FILING, date(2019, 3, 29)), (EXERCISE, date(2022, 3, 1))):
        assert due(office, plan, kind) == since
        standing = clock(office, plan, kind)
        assert standing.clock_set.next_at is None
        assert standing.ran_out.noticed_at == office.clock.at
    assert office.log.next_due() is None
    assert settle(office, plan) == 0


def test_of_another_district_nothing_is_owed(office):
    put_on_record(office, profile_of(office, jurisdiction="江北区"), (NEW, day(2019)))
    assert office.events(PlanClockSet.TOPIC) == []


def test_a_new_version_lets_the_old_ones_clocks_go_and_owes_its_own(office, plan):
    newer = version_of(plan, "临政办〔2026〕9号", day(2026, 11, 23))
    tell(office, plan, events.PlanVersionAdded(version=newer))
    assert [clock(office, plan, kind).withdrawn for kind in (FILING, EVALUATION, EXERCISE)] == [
        True
    ] * 3
    assert due(office, plan, FILING, newer.id) == date(2026, 12, 21)


def test_a_better_known_day_of_issue_moves_what_is_owed(office, plan):
    better = version_of(plan, NEW, day(2026, 11, 17))
    tell(office, plan, events.PlanVersionRestated(version=better))
    assert due(office, plan, FILING) == date(2026, 12, 15)
    older = version_of(plan, NEW, day(2026, 3, 17))
    tell(office, plan, events.PlanVersionRestated(version=older))
    assert clock(office, plan, FILING).ran_out
    assert clock(office, plan, EXERCISE).ran_out is None
    tell(office, plan, events.PlanVersionRestated(version=better))
    standing = clock(office, plan, FILING)
    assert (standing.open, standing.ran_out) == (True, None)
    assert office.log.next_due() == standing.due_at


@pytest.mark.parametrize("change", [{"type": PlanType.OTHER}, {"jurisdiction": "江北区"}])
def test_a_plan_that_turns_out_to_be_another_owes_nothing_and_owes_it_again(office, plan, change):
    profile = profile_of(office)
    tell(office, plan, events.PlanProfileRevised(profile=replace(profile, **change)))
    assert clock(office, plan, FILING).withdrawn
    tell(office, plan, events.PlanProfileRevised(profile=profile))
    assert clock(office, plan, FILING).open
    assert due(office, plan, FILING) == date(2026, 12, 14)


def test_a_version_that_runs_out_owes_nothing_the_day_after(office):
    plan = put_on_record(office, profile_of(office))
    passing = version_of(plan, NEW, day(2026, 11, 16), valid_until=date(2026, 11, 25))
    tell(office, plan, events.PlanVersionAdded(version=passing))
    office.clock.forward(days=1)
    assert settle(office, plan) == 0
    office.clock.forward(days=1)
    assert settle(office, plan) == 3
    assert clock(office, plan, EXERCISE).withdrawn


def test_a_years_holidays_noticed_late_move_what_was_reckoned_by_weekdays(office):
    office.clock.forward(days=120)
    plan = put_on_record(office, profile_of(office), (NEW, day(2027, 3, 22)))
    assert due(office, plan, FILING) == date(2027, 4, 19)
    off = tuple(date(2027, 4, n) for n in (3, 4, 5))
    noticed = HolidaysNoticed(year=2027, off=off, worked=(), document="国办发明电〔2026〕12号")
    noticing = NoticeHolidays(notice=noticed)
    office.do(notice, noticing)
    assert settle(office, plan) == 1
    assert due(office, plan, FILING) == date(2027, 4, 20)


def test_excused_this_once_it_is_owed_again_a_round_later(office):
    plan = put_on_record(office, profile_of(office), (NEW, day(2023, 11, 1)))
    first = version_id(plan, NEW)
    excuse(office, plan, EXERCISE, first)
    assert clock(office, plan, EXERCISE).excused == "防汛实战检验"
    assert due(office, plan, EXERCISE, f"{first}+") == date(2029, 11, 1)
    excuse(office, plan, EXERCISE, f"{first}+")
    assert due(office, plan, EXERCISE, f"{first}++") == date(2032, 11, 1)
    assert settle(office, plan) == 0
    telling = TellExercise(
        plan=plan, version=first, form=ExerciseForm.LIVE, held=at(2026, 11, 20), words="纪要"
    )
    office.do(tell_exercise, telling)
    assert clock(office, plan, EXERCISE, f"{first}++").met
    assert due(office, plan, EXERCISE, "2026-11-20") == date(2029, 11, 20)


def test_every_round_is_let_go_with_its_version(office):
    plan = put_on_record(office, profile_of(office), (NEW, day(2023, 11, 1)))
    excuse(office, plan, EVALUATION, version_id(plan, NEW))
    tell(office, plan, events.PlanWithdrawn(reason="并入总体预案"))
    again = clock(office, plan, EVALUATION, f"{version_id(plan, NEW)}+")
    assert again.withdrawn
    assert clock(office, plan, EVALUATION).excused


def test_an_excused_filing_is_not_owed_again(office, plan):
    excuse(office, plan, FILING, version_id(plan, NEW))
    assert settle(office, plan) == 0
    assert clock(office, plan, FILING, f"{version_id(plan, NEW)}+") is None


def excuse(office, plan, kind, occasion):
    id: UUID = plan_clock_id(plan, kind, str(occasion))
    office.do(excuse_plan_cycle, ExcusePlanCycle(plan_clock=id, reason="防汛实战检验"))
