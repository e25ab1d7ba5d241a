"""The register is looked at once a day: what ran out, what came in force, what a year's notice changed."""

from __future__ import annotations

import logging
from datetime import date

import pytest

from contingency_plans import plan_events as events
from contingency_plans.plan_words import PlanClockKind
from desk.holidays import NoticeHolidays, notice
from desk.plan_settling import settle_plans
from domain.holidays import HolidaysNoticed
from escalation import plan_day
from escalation.plan_day import PlanDay
from tests.support.office import an_office
from tests.support.plan_acts import clock, due, profile_of, put_on_record, tell, version_of
from tests.support.plans import day

FILING = PlanClockKind.FILING
NUMBER = "临政办〔2026〕7号"


@pytest.fixture
def office(tmp_path):
    office = an_office(tmp_path)
    yield office
    office.log.close()


def look(plans, office):
    """How many events it left."""
    before = office.log.head().seq
    plans.follow(office.clock.at)
    return office.log.head().seq - before


def a_passing_plan(office, title, until):
    plan = put_on_record(office, profile_of(office, title))
    passing = version_of(plan, NUMBER, day(2026, 11, 16), valid_until=until)
    tell(office, plan, events.PlanVersionAdded(version=passing))
    return plan


def test_what_ran_out_overnight_is_let_go_the_next_day_and_once(office):
    plan = a_passing_plan(office, "临江区防汛应急预案", date(2026, 11, 24))
    plans = PlanDay(office.desk)
    assert look(plans, office) == 0
    office.clock.forward(hours=14)
    assert look(plans, office) == 0
    office.clock.forward(hours=1)
    assert look(plans, office) == 3
    assert clock(office, plan, FILING).withdrawn
    assert look(plans, office) == 0


def test_however_many_there_are_all_are_looked_at(office, monkeypatch):
    monkeypatch.setattr(plan_day, "AT_ONCE", 2)
    for n in range(5):
        a_passing_plan(office, f"临江区第{n}号应急预案", date(2026, 11, 24))
    office.clock.forward(days=1)
    assert look(PlanDay(office.desk), office) == 15


def test_after_a_notice_of_holidays_the_same_day_is_looked_at_again(office):
    office.clock.forward(days=120)
    plan = put_on_record(office, profile_of(office), (NUMBER, day(2027, 3, 22)))
    plans = PlanDay(office.desk)
    assert look(plans, office) == 0
    noticed = HolidaysNoticed(year=2027, off=(date(2027, 4, 5),), worked=(), document="通知")
    office.do(notice, NoticeHolidays(notice=noticed))
    assert look(plans, office) == 1
    assert due(office, plan, FILING) == date(2027, 4, 20)


def test_one_that_cannot_be_settled_is_tried_again_and_stops_no_other(office, monkeypatch, caplog):
    sick, sound = (a_passing_plan(office, f"临江区{n}预案", date(2026, 11, 24)) for n in "甲乙")
    office.clock.forward(days=1)
    plans = PlanDay(office.desk)

    def settle(draft, command):
        return 1 / 0 if sick in command.plans else settle_plans(draft, command)

    with monkeypatch.context() as broken, caplog.at_level(logging.ERROR):
        broken.setattr(plan_day, "settle_plans", settle)
        assert look(plans, office) == 3
        assert look(plans, office) == 0
    assert clock(office, sound, FILING).withdrawn
    assert [one.args[0] for one in caplog.records] == [sick]
    office.clock.forward(minutes=1)
    assert look(plans, office) == 3
    assert look(plans, office) == 0


def test_a_list_that_cannot_be_settled_is_tried_again(office, monkeypatch, caplog):
    plans = PlanDay(office.desk)
    with monkeypatch.context() as broken, caplog.at_level(logging.ERROR):
        broken.setattr(plan_day, "settle_all_requirements", lambda draft, command: 1 / 0)
        plans.follow(office.clock.at)
    assert "the required plans could not be settled" in caplog.text
    asked = []
    monkeypatch.setattr(plan_day, "settle_all_requirements", lambda *_: asked.append(1))
    for _ in range(2):
        plans.follow(office.clock.at)
    assert asked == [1]


def test_where_no_office_is_there_is_no_plan(tmp_path):
    class Unfounded:
        def register(self):
            return type("Register", (), {"founded": None})

    PlanDay(Unfounded()).follow(None)
