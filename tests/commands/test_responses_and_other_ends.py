"""A response while its exercise ends by itself, and while another incident is merged into the one it is for."""

from __future__ import annotations

from contingency_plans.activation_events import ActivationStanding
from contingency_plans.exercise import evolve
from contingency_plans.exercise_events import ExerciseEnding
from contingency_plans.plan_clock import PlanClockSet
from desk.incident_plans import DeclinePlans, decline_plans
from desk.incidents import MergeIncidents, merge_incidents
from domain.incident import Standing
from domain.kernel import fold
from domain.words import Level
from escalation.sweep import sweep
from tests.support.exercised import begun, take
from tests.support.responding import THIRD, asked_at, decide, in_force, on_record, pinned
from tests.support.responses import running, state


def test_an_exercise_that_ends_by_itself_leaves_no_response_and_no_card(office):
    on_record(office, pinned())
    exercise = begun(office)
    incident = take(office, exercise).incident
    activation = in_force(office, incident, units=(office.town,))
    assert running(office, activation) == asked_at(THIRD)
    office.clock.forward(hours=4)
    sweep(office.desk, office.clock.at)
    over = fold(evolve, None, (one.event for one in office.log.stream(exercise)))
    assert over.ended.how is ExerciseEnding.BY_ITSELF
    assert office.incident(incident).standing is Standing.ANNULLED
    assert state(office, activation).standing is ActivationStanding.CALLED_OFF
    assert running(office, activation) == set()
    cards = {one.originator_id for one in office.events(PlanClockSet.TOPIC)}
    assert not cards & {id for id, _ in office.log.due(office.clock.at.replace(year=2030), 1_000)}


def test_merged_into_an_incident_whose_response_is_in_force_nothing_of_either_is_lost(office):
    survivor, duplicate = office.call("化工厂爆炸").incident, office.call("又一起").incident
    decide(office, duplicate, Level.II)
    declining = DeclinePlans(incident=duplicate, reason="现场已控制", decided=office.at())
    office.do(decline_plans, declining)
    activation = in_force(office, survivor)
    merging = MergeIncidents(duplicate=duplicate, survivor=survivor, reason="同一起")
    office.do(merge_incidents, merging)
    after = office.incident(survivor)
    assert (after.level, after.response_level) == (Level.II, THIRD)
    assert state(office, activation).in_force
    assert running(office, activation) == asked_at(THIRD)
    assert [one.reason for one in after.plans.declines] == ["现场已控制"]
    assert after.plans.activations == (activation,)
