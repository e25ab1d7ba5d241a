"""演练 at the desk: everything of it is part of it, nothing real is; when it is over nothing of it is open."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from contingency_plans.exercise import evolve
from contingency_plans.exercise_commands import (
    ExerciseNotOn,
    NoSuchInject,
    TopAlarmOpen,
)
from contingency_plans.exercise_events import (
    ExerciseEnded,
    ExerciseEnding,
    ExerciseHeldUp,
    ExercisePlanned,
    HoldCause,
    Recipients,
)
from desk.calls import DisposeCall, dispose_call
from desk.draft import ChangedMeanwhile, Unknown
from desk.exercise_course import (
    ContinueExercise,
    HoldUpExercise,
    HoldUpForAlarm,
    StartExercise,
    continue_exercise,
    hold_up_exercise,
    hold_up_for_alarm,
    start_exercise,
)
from desk.exercises import (
    DeliverInject,
    EndExercise,
    PlanExercise,
    deliver_inject,
    end_exercise,
    plan_exercise,
)
from desk.incidents import MarkSensitivity, mark_sensitivity
from domain.breach import BreachProposed
from domain.deadline import Standing
from domain.facts import Figure
from domain.incident import Standing as IncidentStanding
from domain.incident_joining import ExerciseMixed
from domain.incoming_report import Heard, Outcome
from domain.kernel import fold
from escalation.sweep import sweep
from tests.support.exercised import SCENARIO, begun, plan_one, real_open, start, take
from tests.support.ladder import unit_id


def state(office, exercise):
    return fold(evolve, None, (one.event for one in office.log.stream(exercise)))


def passes(office, **time):
    office.clock.forward(**time)
    sweep(office.desk, office.clock.at)


def flags(office, since=0):
    """Which exercise every event is part of, from a position on."""
    return {one.meta.exercise for one in office.events() if one.seq > since}


def test_it_is_part_of_itself_and_numbered_in_a_series_of_its_own(office):
    since = office.log.position
    exercise = plan_one(office, persons=(office.person("张三"),))
    [planned] = office.events(ExercisePlanned.TOPIC)
    assert planned.event.number == "演练2026-0001"
    assert planned.meta.exercise == planned.originator_id == exercise
    assert flags(office, since) == {None, exercise}  # people are registered for real
    again = plan_one(office)
    assert state(office, again).planned.number == "演练2026-0002"


def test_nobody_and_nothing_unknown_is_on_its_list(office):
    evaluator = office.person("评估员")
    for recipients in (
        Recipients(persons=(unit_id("谁"),)),
        Recipients(units=(unit_id("哪里"),)),
    ):
        command = PlanExercise(
            scenario=SCENARIO, pace=1, plans=(), recipients=recipients, evaluator=evaluator
        )
        with pytest.raises(Unknown):
            office.do(plan_exercise, command)


def test_its_injects_come_by_the_sweep_and_what_comes_by_itself_is_heard(office):
    exercise = begun(office)
    since = office.log.position
    passes(office, seconds=1)
    assert [one.id for one in state(office, exercise).to_take] == ["i1"]
    call = take(office, exercise, inject="i1")
    assert call.number == "演2026-0001"
    passes(office, minutes=10)
    incident = office.incident(call.incident)
    assert incident.figures[Figure.TRAPPED].value == 3
    assert flags(office, since) == {exercise}
    assert [one.inject for one in state(office, exercise).calls] == ["i1", "i2"]
    with pytest.raises(NoSuchInject):
        take(office, exercise, inject="i1")


def test_what_comes_by_itself_opens_an_incident_where_nobody_has(office):
    exercise = begun(office, pace=10)
    passes(office, minutes=1)
    [incident] = state(office, exercise).incidents
    assert office.incident(incident).exercise == exercise


def test_two_that_come_at_once_are_two_calls(office):
    heard = SCENARIO.injects[1]
    scenario = replace(SCENARIO, injects=(heard, replace(heard, id="i4")))
    exercise = begun(office, scenario=scenario)
    passes(office, minutes=10)
    assert len({one.incoming for one in state(office, exercise).calls}) == 2
    assert len(state(office, exercise).incidents) == 1


def test_an_exercise_and_something_real_are_never_mixed(office):
    real = office.call()
    exercise = begun(office)
    since = office.log.position
    with pytest.raises(ExerciseMixed):
        take(office, exercise, same_as=real.incident)
    other = begun(office)
    played = take(office, other)
    with pytest.raises(ExerciseMixed):
        take(office, exercise, same_as=played.incident)
    with pytest.raises(ExerciseMixed):
        office.call("真有人被困", same_as=played.incident)
    assert flags(office, since) == {other}  # of what was refused nothing stands


def test_a_call_may_be_filed_away_in_it_as_well(office):
    exercise = begun(office)
    call = take(office, exercise, filed_as=Outcome.NOISE, reason="打错")
    assert call.incident is None
    assert state(office, exercise).incidents == ()
    disposal = DisposeCall(incoming=call.incoming, outcome=Outcome.NOISE, reason="打错")
    office.do(dispose_call, disposal)  # the same again, by whoever looks at the call


def test_ended_by_a_person_nothing_of_it_is_open(office):
    exercise = begun(office)
    call = take(office, exercise)
    since = office.log.position
    office.do(end_exercise, EndExercise(exercise=exercise, words="完毕"))
    assert office.incident(call.incident).standing is IncidentStanding.ANNULLED
    standings = {one.standing for one in office.clocks(call.incident).values()}
    assert standings <= {Standing.SUPERSEDED, Standing.MET}
    assert flags(office, since) == {exercise}
    with pytest.raises(ExerciseNotOn):
        take(office, exercise)


def test_after_four_hours_it_ends_by_itself_held_up_or_not(office):
    exercise = begun(office)
    call = take(office, exercise)
    office.do(hold_up_exercise, HoldUpExercise(exercise=exercise, words="吃饭"))
    passes(office, hours=3, minutes=59)
    assert state(office, exercise).is_on
    passes(office, minutes=1)
    [ended] = office.events(ExerciseEnded.TOPIC)
    assert ended.event.how is ExerciseEnding.BY_ITSELF
    assert office.incident(call.incident).standing is IncidentStanding.ANNULLED


def test_lateness_in_it_accuses_nobody(office):
    exercise = begun(office)
    call = take(office, exercise, caller_unit=office.town)
    passes(office, hours=3)
    ran_out = [
        one for one in office.clocks(call.incident).values() if one.standing is Standing.RAN_OUT
    ]
    assert ran_out
    for entity, recipient in ((office.county, office.city), (office.town, office.county)):
        office.by_word(call.incident, entity, recipient)
    passes(office, hours=0, minutes=45)
    assert office.events(BreachProposed.TOPIC) == []


def test_it_does_not_start_while_a_real_incident_is_grave_and_names_it(office):
    office.call(heard=Heard(what="煤矿透水", facts=(office.dead(1),)))
    exercise = plan_one(office)
    with pytest.raises(TopAlarmOpen, match="2026-0001"):
        start(office, exercise)
    assert not state(office, exercise).is_on


def test_nor_while_a_clock_of_ours_has_run_out_that_nobody_has_taken_over(office):
    office.call()
    exercise = plan_one(office)
    passes(office, hours=2)
    with pytest.raises(TopAlarmOpen):
        start(office, exercise)


def test_what_came_in_since_the_list_was_made_is_not_overlooked(office):
    exercise = plan_one(office)
    real = real_open(office)
    office.call()
    with pytest.raises(ChangedMeanwhile):
        office.do(start_exercise, StartExercise(exercise=exercise, real=real))
    start(office, exercise)
    assert state(office, exercise).started.real_open == 1


def test_a_real_alarm_holds_it_up_and_until_it_is_over_it_stays_so(office):
    exercise = begun(office)
    call = office.call()
    asking = HoldUpForAlarm(exercise=exercise, incidents=real_open(office).incidents)
    office.do(hold_up_for_alarm, asking)
    assert state(office, exercise).held_up is None
    office.do(mark_sensitivity, MarkSensitivity(incident=call.incident, sensitive=True))
    for _ in range(2):
        office.do(hold_up_for_alarm, asking)
    [held] = office.events(ExerciseHeldUp.TOPIC)
    assert (held.event.cause, held.event.words) == (HoldCause.REAL_ALARM, "2026-0001")
    going_on = ContinueExercise(exercise=exercise, real=real_open(office))
    with pytest.raises(TopAlarmOpen):
        office.do(continue_exercise, going_on)
    calm = MarkSensitivity(incident=call.incident, sensitive=False, reason="核实")
    office.do(mark_sensitivity, calm)
    going_on = ContinueExercise(exercise=exercise, real=real_open(office))
    office.do(continue_exercise, going_on)
    assert state(office, exercise).held_up is None


def test_an_inject_delivered_by_hand_is_heard_at_once(office):
    exercise = begun(office)
    office.do(deliver_inject, DeliverInject(exercise=exercise, inject="i2"))
    assert [one.inject for one in state(office, exercise).calls] == ["i2"]
