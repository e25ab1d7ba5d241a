"""What is in force no other command may end or unsay; and nothing of it outlives its incident."""

from __future__ import annotations

from uuid import UUID

import pytest

from contingency_plans.activation_events import ActivationStanding, LeftOver
from contingency_plans.plan_events import PlanWithdrawn, RevisionCalledFor
from contingency_plans.plan_words import RevisionCause
from desk.activation_course import EvaluateActivation, evaluate_activation
from desk.incidents import (
    AnnulIncident,
    CloseIncident,
    MarkResponse,
    MergeIncidents,
    annul_incident,
    close_incident,
    end_response,
    merge_incidents,
)
from desk.marks import DecideResponse, decide_response
from desk.responses import ResponseStillInForce
from domain import deadline as deadlines
from domain.words import Level
from tests.support.given import refused
from tests.support.plan_acts import a_plan, tell
from tests.support.responding import (
    FOURTH,
    SECOND,
    a_link,
    asked_at,
    decide,
    in_force,
    propose,
    start,
)
from tests.support.responses import end, running, state


@pytest.fixture
def incident(office):
    return office.call("化工厂爆炸").incident


def test_of_two_in_force_the_incident_has_the_gravest_until_the_last_ends(office, incident):
    mild = in_force(office, incident, FOURTH)
    other = propose(office, incident, a_link(office, incident, library="fire"), SECOND)
    start(office, other, SECOND, cards=())
    assert office.incident(incident).response_level is SECOND
    end(office, other)
    assert office.incident(incident).response_level is FOURTH
    assert office.incident(incident).response_ended is None
    left = [LeftOver(card=one, reason="结束") for one in asked_at(FOURTH)]
    end(office, mild, *left)
    assert office.incident(incident).response_ended


def test_a_second_response_starts_the_incidents_own_again(office, incident):
    decide(office, incident, Level.II)
    office.by_word(incident, office.county, office.city)
    end(office, in_force(office, incident, cards=()))
    _, follow_up = office.clock_of(incident, "K01")
    assert follow_up.standing is deadlines.Standing.SUPERSEDED
    office.clock.forward(minutes=40)
    again = propose(office, incident, a_link(office, incident, library="fire"))
    start(office, again, cards=())
    assert office.incident(incident).response_ended is None
    _, follow_up = office.clock_of(incident, "K01")
    assert follow_up.open
    with refused(ResponseStillInForce):
        office.do(end_response, MarkResponse(incident=incident, at=office.at()))
    end(office, again)
    assert office.incident(incident).response_ended == office.at()


@pytest.mark.parametrize(
    ("handle", "command"),
    [
        (close_incident, CloseIncident),
        (end_response, MarkResponse),
        (decide_response, DecideResponse),
        (merge_incidents, MergeIncidents),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_what_is_in_force_no_other_way_may_end(office, incident, handle, command):
    in_force(office, incident)
    other = office.call("又一起").incident
    fields = {
        CloseIncident: {"incident": incident, "reason": "处置完毕"},
        MarkResponse: {"incident": incident, "at": office.at()},
        DecideResponse: {"incident": incident, "response_level": None, "decided": office.at()},
        MergeIncidents: {"duplicate": incident, "survivor": other, "reason": "同一起"},
    }
    before = office.log.head().seq
    with refused(ResponseStillInForce):
        office.do(handle, command(**fields[command]))
    assert office.log.head().seq == before


def test_annulled_nothing_of_its_response_is_left(office, incident):
    waiting = propose(office, incident, a_link(office, incident, library="fire"))
    activation = in_force(office, incident)
    office.do(annul_incident, AnnulIncident(incident=incident, reason="误报"))
    for one in (waiting, activation):
        assert state(office, one).standing is ActivationStanding.CALLED_OFF
    assert running(office, activation) == set()


def test_closed_what_waited_for_approval_is_called_off(office, incident):
    waiting = propose(office, incident, a_link(office, incident))
    office.do(close_incident, CloseIncident(incident=incident, reason="处置完毕"))
    assert state(office, waiting).standing is ActivationStanding.CALLED_OFF


def evaluate(office, activation, *findings):
    evaluating = EvaluateActivation(
        activation=activation,
        worked="警戒及时",
        failed="疏散通知慢",
        findings=findings,
        evaluated=office.at(),
    )
    office.do(evaluate_activation, evaluating)


def handled_by(office, incident, plan):
    """Started by a plan of the register, with no cards, and ended."""
    activation = propose(office, incident, a_link(office, incident, plan=plan))
    start(office, activation, cards=())
    end(office, activation)
    return activation


def test_what_an_evaluation_finds_calls_for_a_revision_of_the_plan(office, incident):
    plan = a_plan(office)
    activation = handled_by(office, incident, plan)
    evaluate(office, activation, "名单缺少养老院", " ", "电话已改号")
    called = [one.event for one in office.events(RevisionCalledFor.TOPIC)]
    assert [one.words for one in called] == ["名单缺少养老院", "电话已改号"]
    assert {one.cause for one in called} == {RevisionCause.FOUND_IN_USE}
    assert {one.source for one in called} == {activation}
    found = state(office, activation).evaluated.findings
    assert [one.revision for one in found] == [one.revision for one in called]


def test_evaluated_again_it_names_the_revisions_that_were_called_for(office, incident):
    plan = a_plan(office)
    activation = handled_by(office, incident, plan)
    evaluate(office, activation, "名单缺少养老院", "名单缺少养老院")
    evaluate(office, activation, "电话已改号", "名单缺少养老院")
    called = {one.event.words: one.event.revision for one in office.events(RevisionCalledFor.TOPIC)}
    assert set(called) == {"名单缺少养老院", "电话已改号"}
    found = state(office, activation).evaluated.findings
    assert {one.words: one.revision for one in found} == called


def test_of_an_exercise_or_a_text_alone_the_register_hears_nothing(office):
    exercise = office.call("【演练】槽车泄漏", exercise=UUID(int=5)).incident
    evaluate(office, handled_by(office, exercise, a_plan(office)), "名单缺少养老院")
    real = office.call("化工厂爆炸").incident
    evaluate(office, handled_by(office, real, None), "名单缺少养老院")
    assert office.events(RevisionCalledFor.TOPIC) == []


def test_a_plan_that_was_given_up_meanwhile_is_revised_by_nobody(office, incident):
    plan = a_plan(office)
    activation = handled_by(office, incident, plan)
    tell(office, plan, PlanWithdrawn(reason="并入总体预案"))
    evaluate(office, activation, "名单缺少养老院")
    assert office.events(RevisionCalledFor.TOPIC) == []
    [found] = state(office, activation).evaluated.findings
    assert found.revision is None
