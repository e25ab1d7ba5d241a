"""What the desk owes is planned for the day, done, run out and withdrawn: through the real desk."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desk.desk_duties import (
    DeclareSpecialPeriod,
    DeskDutyAnswer,
    DoDeskDuty,
    EndSpecialPeriod,
    GiveDeskDuty,
    declare_special_period,
    do_desk_duty,
    end_special_period,
    give_desk_duty,
)
from desk.duty_plan import DeskDutiesPlanned, PlanDeskDuties, plan_desk_duties
from domain.desk_duty import DeskDutyRanOut, DeskDutySet, DeskDutyWithdrawn
from domain.desk_duty_file import Given
from domain.handover import ItemKind
from domain.special_period import PeriodKind
from escalation.day_plan import DayPlan
from projections.handover_items import Wording, open_items
from tests.support.duty_night import DutyNight
from tests.support.watch import Watch

WORDS = Wording(name=str, word=str, say=lambda key, **_: key)
TODAY = date(2026, 11, 24)


@pytest.fixture
def night(office, tmp_path):
    night = DutyNight(office, tmp_path / "views.db")
    yield night
    night.over()


def owed(office):
    return [(one.event.duty, one.event.unit) for one in office.events(DeskDutySet.TOPIC)]


def planned(office, day):
    return office.do(plan_desk_duties, PlanDeskDuties(day=day)).answer(DeskDutiesPlanned).owed


def declare(office, kind=PeriodKind.IMPORTANT):
    declaring = DeclareSpecialPeriod(kind=kind, first=TODAY, last=None, reason="重要会议")
    office.do(declare_special_period, declaring)


def test_a_day_is_planned_once_however_often_it_is_asked(office):
    planned(office, TODAY + timedelta(days=1))
    once = owed(office)
    assert once == [("bulletin", office.county), ("patrol", office.county)]
    planned(office, TODAY + timedelta(days=1))
    assert owed(office) == once


def test_what_was_due_before_it_could_be_planned_is_not_owed(office):
    assert planned(office, TODAY) == 2
    assert owed(office) == []


def test_before_each_handover_the_line_is_checked(office, night):
    Watch(office, night.passes)
    planned(office, TODAY)
    assert [duty for duty, _ in owed(office)] == ["line_check"]
    [line] = night.board.desk_duties
    assert line.due_at == office.clock.at + timedelta(hours=12)


def test_five_days_before_the_new_year_our_roster_and_those_of_the_towns_are_owed(office):
    planned(office, date(2026, 12, 27))
    units = [unit for duty, unit in owed(office) if duty == "J09-below"]
    assert units in ([], [office.town])
    assert (("J09", office.county) in owed(office)) == (units == [office.town])


def test_declared_it_is_owed_today_and_ended_it_is_withdrawn(office, night):
    declare(office)
    assert {duty for duty, _ in owed(office)} == {"J07", "J08"}
    ending = EndSpecialPeriod(
        kind=PeriodKind.IMPORTANT, last=TODAY - timedelta(days=0), reason="提前结束"
    )
    office.do(end_special_period, ending)
    assert office.events(DeskDutyWithdrawn.TOPIC) == []  # today is its last day
    office.clock.forward(hours=24)
    planned(office, TODAY + timedelta(days=1))
    assert {duty for duty, _ in owed(office)} == {"J07", "J08"}


def test_a_notice_that_takes_the_occasion_away_withdraws_what_hung_on_it(office):
    declare(office)
    other = DeclareSpecialPeriod(
        kind=PeriodKind.IMPORTANT, first=TODAY + timedelta(days=1), last=None, reason="改期"
    )
    office.do(declare_special_period, other)
    assert len(office.events(DeskDutyWithdrawn.TOPIC)) == 2
    declare(office)
    assert len(office.events(DeskDutySet.TOPIC)) == 4


def test_at_its_minute_it_runs_out_on_the_board_and_done_late_it_is_gone(office, night):
    declare(office)
    night.passes(hours=7, minutes=29)
    assert [one.ran_out for one in night.board.desk_duties] == [False, False]
    night.passes(minutes=1)
    assert [one.ran_out for one in night.board.desk_duties] == [True, True]
    assert all(one.chimed_at == office.clock.at for one in night.board.desk_duties)
    assert len(office.events(DeskDutyRanOut.TOPIC)) == 2
    for line in night.board.desk_duties:
        nil = DoDeskDuty(desk_duty=line.id, words="", number="", nil=True, done=office.at())
        office.do(do_desk_duty, nil)
    assert night.board.desk_duties == ()


def test_a_warning_starts_its_clocks_from_when_it_came_by_the_books_limits(office):
    given = GiveDeskDuty(given=Given.WARNING, words="暴雨橙色预警", received=office.at(minutes=-3))
    done = office.do(give_desk_duty, given).answer(DeskDutyAnswer)
    assert len(done.desk_duties) == 2
    told = {one.event.duty: one.event for one in office.events(DeskDutySet.TOPIC)}
    now = office.clock.at
    assert told["J03"].due_at == now + timedelta(minutes=7)
    assert told["J04"].due_at == now + timedelta(minutes=27)
    assert told["J03"].source == "某局值班工作规定"


@pytest.mark.parametrize(
    ("given", "rules"),
    [
        (Given.DOCUMENT, {"J05": 60}),
        (Given.INFORMATION, {"J06": 120}),
        (Given.REQUEST, {"J10": 30}),
    ],
)
def test_what_comes_in_starts_the_clocks_of_its_kind(office, given, rules):
    office.do(give_desk_duty, GiveDeskDuty(given=given, words="来件", received=office.at()))
    told = {
        one.event.duty: (one.event.due_at - office.clock.at) // timedelta(minutes=1)
        for one in office.events(DeskDutySet.TOPIC)
    }
    assert told == rules


def test_the_day_is_planned_at_a_start_and_when_it_has_changed(office):
    plan = DayPlan(office.desk)
    plan.follow(office.clock.at)
    head = office.log.head().seq
    plan.follow(office.clock.at + timedelta(hours=14))
    assert office.log.head().seq == head
    office.clock.forward(hours=15, minutes=1)
    plan.follow(office.clock.at)
    assert [duty for duty, _ in owed(office)] == ["bulletin", "patrol"]


def test_what_is_not_done_is_handed_over(office, night):
    declare(office)
    items = [one for one in open_items(night.all_rows, WORDS) if one.kind is ItemKind.DESK_DUTY]
    assert [one.about for one in items] == [one.id for one in night.board.desk_duties]
    for line in night.board.desk_duties:
        nil = DoDeskDuty(desk_duty=line.id, words="", number="", nil=True, done=office.at())
        office.do(do_desk_duty, nil)
    assert not [one for one in open_items(night.all_rows, WORDS)]
