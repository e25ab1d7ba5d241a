"""A grave incident that nobody decided a plan for is a clock: set, met, withdrawn, and never by a mere proposal."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contingency_plans import plan_clock as clocks
from contingency_plans.activation_events import LeftOver
from contingency_plans.decision import decision_id
from contingency_plans.plan_clock import PlanClockSet
from contingency_plans.plan_words import PlanClockKind
from desk.activations import DismissActivation, dismiss_activation
from desk.incident_plans import DeclinePlans, decline_plans
from desk.incidents import (
    AnnulIncident,
    CloseIncident,
    MergeIncidents,
    StateFacts,
    annul_incident,
    close_incident,
    merge_incidents,
    state_facts,
)
from desk.responses import ResponseStillInForce
from domain.kernel import ReasonMissing, fold
from domain.words import Level
from escalation.sweep import sweep
from tests.support.given import refused
from tests.support.responding import CARDS, a_link, decide, in_force, propose
from tests.support.responses import end

I, II, III, IV = tuple(Level)[:4]
LEFT = tuple(LeftOver(card=id, reason="转入善后") for id, _, _ in CARDS)


@pytest.fixture
def incident(office):
    return office.call("化工厂爆炸").incident


def clock(office, incident, level=III):
    history = office.log.stream(decision_id(incident, level))
    return fold(clocks.evolve, None, (one.event for one in history))


def decline(office, incident, reason="现场已控制"):
    declining = DeclinePlans(incident=incident, reason=reason, decided=office.at())
    office.do(decline_plans, declining)


def test_from_the_decided_level_a_plan_is_owed_within_fifteen_minutes(office, incident):
    decide(office, incident, III)
    owed = clock(office, incident)
    assert owed.due_at == office.clock.at + timedelta(minutes=15)
    told = owed.clock_set
    assert (told.kind, told.subject, told.chimes) == (PlanClockKind.DECISION, incident, True)
    office.clock.forward(minutes=15)
    sweep(office.desk, office.clock.at)
    assert clock(office, incident).ran_out.noticed_at == office.clock.at


def test_a_level_that_figures_merely_propose_starts_nothing(office, incident):
    office.do(state_facts, StateFacts(incident=incident, facts=(office.dead(4),)))
    decide(office, incident, IV)
    assert office.events(PlanClockSet.TOPIC) == []


def test_started_or_declined_it_is_met(office, incident):
    decide(office, incident, III)
    in_force(office, incident)
    assert clock(office, incident).met.words == "临江区危险化学品事故应急预案"
    other = office.call("又一起").incident
    decide(office, other, III)
    office.clock.forward(minutes=20)
    decline(office, other)
    met = clock(office, other).met
    assert (met.words, met.minutes_late) == ("现场已控制", 5)


def test_a_proposal_alone_or_one_dismissed_does_not_meet_it(office, incident):
    decide(office, incident, III)
    activation = propose(office, incident, a_link(office, incident))
    assert clock(office, incident).open
    office.do(dismiss_activation, DismissActivation(activation=activation, reason="规模未到"))
    assert clock(office, incident).open


def test_put_in_force_before_the_level_was_decided_none_is_owed(office, incident):
    in_force(office, incident)
    decide(office, incident, III)
    assert clock(office, incident) is None


def test_a_no_holds_for_its_level_and_those_below_it(office, incident):
    decide(office, incident, III)
    decline(office, incident)
    decide(office, incident, II)
    assert clock(office, incident, II).open
    decline(office, incident, reason="省级已直接指挥")
    decide(office, incident, III)
    assert not clock(office, incident, III).open
    assert not clock(office, incident, II).open


def test_a_response_that_is_over_answers_no_graver_level_than_it_had(office, incident):
    decide(office, incident, III)
    activation = in_force(office, incident)
    decide(office, incident, II)
    decide(office, incident, III)
    assert clock(office, incident, II) is None
    end(office, activation, *LEFT)
    decide(office, incident, II)
    assert clock(office, incident, II) is None
    decide(office, incident, I)
    assert clock(office, incident, I).open


def test_what_a_merged_incident_was_handled_by_answers_for_its_survivor(office, incident):
    decide(office, incident, III)
    end(office, in_force(office, incident), *LEFT)
    survivor = office.call("又一起").incident
    merging = MergeIncidents(duplicate=incident, survivor=survivor, reason="同一起")
    office.do(merge_incidents, merging)
    assert office.incident(survivor).level is III
    assert clock(office, survivor) is None
    decide(office, survivor, II)
    assert clock(office, survivor, II).open


def test_over_before_any_level_was_decided_it_answers_none(office, incident):
    activation = in_force(office, incident)
    end(office, activation, *LEFT)
    decide(office, incident, III)
    assert clock(office, incident).open


def test_a_graver_level_gives_no_new_time(office, incident):
    decide(office, incident, III)
    office.clock.forward(minutes=10)
    decide(office, incident, I)
    assert clock(office, incident, I) is None
    assert clock(office, incident).due_at == office.clock.at + timedelta(minutes=5)


def test_it_falls_with_the_level_and_comes_back_with_it(office, incident):
    decide(office, incident, III)
    decide(office, incident, IV)
    assert clock(office, incident).withdrawn
    office.clock.forward(minutes=30)
    decide(office, incident, III)
    assert clock(office, incident).due_at == office.clock.at + timedelta(minutes=15)


@pytest.mark.parametrize("way", ["annul", "close", "merge"])
def test_of_an_incident_that_is_no_more_nothing_is_owed(office, incident, way):
    decide(office, incident, III)
    survivor = office.call("又一起").incident
    if way == "annul":
        office.do(annul_incident, AnnulIncident(incident=incident, reason="误报"))
    elif way == "close":
        office.do(close_incident, CloseIncident(incident=incident, reason="处置完毕"))
    else:
        merging = MergeIncidents(duplicate=incident, survivor=survivor, reason="同一起")
        office.do(merge_incidents, merging)
        assert clock(office, survivor).open
    assert clock(office, incident).withdrawn


def test_a_level_decided_long_ago_has_run_out_and_its_alarm_is_not_in_the_past(office, incident):
    decide(office, incident, III, minutes=-40)
    owed = clock(office, incident)
    assert owed.due_at == office.clock.at - timedelta(minutes=25)
    assert owed.clock_set.next_at == office.clock.at
    sweep(office.desk, office.clock.at)
    assert clock(office, incident).ran_out


def test_a_no_needs_its_reason_and_nothing_in_force(office, incident):
    decide(office, incident, III)
    with pytest.raises(ReasonMissing):
        decline(office, incident, reason=" ")
    in_force(office, incident)
    with refused(ResponseStillInForce):
        decline(office, incident)
