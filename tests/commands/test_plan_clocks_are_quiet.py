"""What is owed under plans runs out once, at its minute, through the real sweep, and wakes nobody."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contingency_plans import plan_events as events
from contingency_plans.plan import version_id
from contingency_plans.plan_clock import PlanClockRanOut, PlanClockSet
from contingency_plans.plan_words import ExerciseForm, PlanClockKind, PlanType, RevisionCause
from desk.plan_cycles import FilePlan, TellExercise, file_plan, tell_exercise
from desk.plan_revisions import CallForRevision, call_for_revision
from domain.times import Basis, moment
from projections.plan_owed import owed_lines
from projections.plans import PLAN_CLOCKS, PLANS
from tests.support.duty_night import DutyNight
from tests.support.office import an_office
from tests.support.plan_acts import NEW_NUMBER as NEW
from tests.support.plan_acts import a_plan, clock, profile_of, put_on_record, tell, version_of
from tests.support.plans import day
from tests.support.views import rebuilt, rows, shown

FILING = PlanClockKind.FILING


@pytest.fixture
def night(office, tmp_path):
    night = DutyNight(office, tmp_path / "views.db")
    yield night
    night.over()


def test_a_clock_runs_out_at_its_midnight_and_only_once(office, night):
    plan = a_plan(office)
    midnight = clock(office, plan, FILING).due_at
    night.passes(seconds=(midnight - night.now).total_seconds() - 1)
    assert office.events(PlanClockRanOut.TOPIC) == []
    night.passes(seconds=1)
    night.passes(days=3)
    [ran_out] = office.events(PlanClockRanOut.TOPIC)
    assert (ran_out.event.due_at, ran_out.event.noticed_at) == (midnight, midnight)
    [overdue] = [one for one in owed_lines(night.all_rows, night.now) if one.kind is FILING]
    assert (overdue.standing, overdue.before_record) == ("overdue", False)


class Desk:
    """Does one thing after another to a few plans, and lets time pass."""

    def __init__(self, folder):
        self.office = an_office(folder)
        self.night = DutyNight(self.office, folder / "views.db")
        self.plans = []

    def register(self, years, type):
        title = f"临江区第{len(self.plans)}号应急预案"
        issued = day(2026 - years)
        plan = put_on_record(self.office, profile_of(self.office, title, type=type), (NEW, issued))
        self.plans.append(plan)

    def replace(self, which):
        if self.plans:
            plan = self.plans[which % len(self.plans)]
            newer = version_of(plan, f"临政办〔2026〕{which}号", day(2026, 10))
            tell(self.office, plan, events.PlanVersionAdded(version=newer))

    def file(self, which):
        self._tell(which, lambda plan, at: (file_plan, FilePlan(
            plan=plan, version=version_id(plan, NEW), recipient="市政府", filed=at, explained=True,
        )))  # fmt: skip

    def exercise(self, which):
        self._tell(which, lambda plan, at: (tell_exercise, TellExercise(
            plan=plan, version=version_id(plan, NEW), form=ExerciseForm.LIVE, held=at, words="纪要",
        )))  # fmt: skip

    def call(self, which):
        self._tell(which, lambda plan, at: (call_for_revision, CallForRevision(
            plan=plan, cause=RevisionCause.RISK_CHANGED, source=None, words="新险", called=at,
        )))  # fmt: skip

    def wait(self, days):
        self.night.passes(days=days)

    def _tell(self, which, telling):
        if self.plans:
            at = moment(self.office.clock.at, Basis.DOCUMENT)
            self.office.do(*telling(self.plans[which % len(self.plans)], at))

    def over(self):
        self.night.over()
        self.office.log.close()


ACTS = st.one_of(
    st.tuples(st.just("register"), st.integers(0, 12), st.sampled_from(PlanType)),
    st.tuples(st.sampled_from(["replace", "file", "exercise", "call"]), st.integers(0, 3)),
    st.tuples(st.just("wait"), st.integers(1, 400)),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ACTS, min_size=3, max_size=12))
def test_whatever_is_told_and_however_long_it_is_left_nobody_is_woken(told):
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        for what, *how in told:
            getattr(desk, what)(*how)
        desk.wait(1500)
        topics = {one.event.TOPIC.split(".")[0] for one in desk.office.events()}
        assert topics <= {"office", "unit", "rule-book", "plan", "plan-clock"}
        assert not any(one.event.chimes for one in desk.office.events(PlanClockSet.TOPIC))
        board = desk.night.board
        assert (board.rings, board.clocks, board.desk_duties) == ((), (), ())
        assert all(
            one.standing == "overdue" for one in owed_lines(desk.night.all_rows, desk.night.now)
        )
        _live_is_rebuilt(desk, Path(folder))
        desk.over()


def _live_is_rebuilt(desk, folder):
    desk.night.board  # noqa: B018 - catches up
    live = desk.night._follower
    again = rebuilt(desk.office.log, folder / "again.db")
    assert shown(live) == shown(again)
    for view in (PLANS, PLAN_CLOCKS):
        assert rows(live, view) == rows(again, view)


def test_it_keeps_no_alarm_once_everything_is_over(office, night):
    a_plan(office)
    night.passes(days=1500)
    assert office.log.next_due() is None
    assert night.now - office.events(PlanClockRanOut.TOPIC)[-1].event.noticed_at > timedelta(1)
