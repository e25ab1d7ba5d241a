"""Responses on the board: who has not acknowledged, what ran out, exercises last; and a response's page by its events."""

from __future__ import annotations

from uuid import UUID

import pytest

from contingency_plans.plan_words import PlanClockKind
from escalation.sweep import sweep
from projections.activation_page import activation_page
from projections.activations import ACTIVATIONS
from projections.board import compose
from projections.incident_file import gather
from projections.plans import PLAN_CLOCKS
from tests.support.responding import FOURTH, SECOND, THIRD, decide, in_force
from tests.support.responses import card_done
from tests.support.views import caught_up, close, follower


@pytest.fixture
def live(office, tmp_path):
    live = follower(office.log, tmp_path / "views.db")
    yield live
    close(live)


def board(live):
    return compose(caught_up(live))


def later(office, minutes):
    office.clock.forward(minutes=minutes)
    sweep(office.desk, office.clock.at)


def test_a_unit_that_does_not_say_it_has_it_in_time_shows(office, live):
    in_force(office, office.call("化工厂爆炸").incident, units=(office.town, office.works))
    assert [one.unacknowledged for one in board(live).responses] == [0]
    later(office, 11)
    [response] = board(live).responses
    assert (response.unacknowledged, response.ran_out, response.cards) == (2, 2, 3)


def test_what_ran_out_stands_first_and_an_exercise_after_all_that_is_real(office, live):
    exercise = office.call("【演练】槽车泄漏", exercise=UUID(int=5)).incident
    in_force(office, exercise, SECOND)
    real = office.call("化工厂爆炸").incident
    in_force(office, real, FOURTH)
    later(office, 6)
    shown = board(live)
    assert [one.exercise for one in shown.responses] == [False, True]
    queue = [one for one in shown.queue if one in shown.plan_clocks]
    assert [(one.exercise, one.name) for one in queue] == [
        *((False, f"卡片{id}") for id in ("alarm", "cordon", "watch")),
        *((True, f"卡片{id}") for id in ("alarm", "cordon", "evacuate")),
    ]
    assert queue[0].chimed_at == office.clock.at
    assert [one.exercise for one in shown.queue] == sorted(one.exercise for one in shown.queue)


def test_a_decision_that_is_owed_keeps_the_incident_from_being_calm(office, live):
    incident = office.call("化工厂爆炸").incident
    before = board(live).incidents[0].open_clocks
    decide(office, incident, level=list(type(office.incident(incident).level))[2])
    shown = board(live)
    [owed] = shown.plan_clocks
    assert (owed.kind, owed.who) == (PlanClockKind.DECISION, "带班领导")
    assert shown.incidents[0].open_clocks > before
    later(office, 15)
    assert board(live).plan_clocks[0].ran_out


def test_a_page_tells_who_did_what_when_and_what_the_card_said_then(office, live):
    incident = office.call("化工厂爆炸").incident
    activation = in_force(office, incident, THIRD, units=(office.town,))
    later(office, 7)
    card_done(office, activation, "alarm")
    caught_up(live)
    row = live.rows[ACTIVATIONS.name].get(activation)
    clocks = {one.id: one for one in live.rows[PLAN_CLOCKS.name].values()}
    page = activation_page(row, gather(office.log, incident), clocks, str)
    done = page.cards[0]
    assert (done.card.id, done.clock.met.minutes_late, done.by) == ("alarm", 2, office.officer.id)
    assert [one.asked for one in page.cards] == [True, True, True, False, False]
    assert page.by["activation.started"] == office.officer.id
    assert [one.unit for one in page.units] == [office.town]
    assert {one.card.id for one in page.open_cards} == {"cordon", "watch"}
