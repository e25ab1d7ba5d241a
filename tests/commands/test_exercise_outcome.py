"""What of an exercise is real: an incident that turned out to be one, and what is said of the plans it exercised."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from contingency_plans import plan as plans
from contingency_plans.exercise import evolve
from contingency_plans.exercise_commands import ExerciseNotOn, NotOverYet
from contingency_plans.exercise_events import (
    ExercisedPlan,
    ExerciseEnding,
    ExerciseTurnedReal,
    PlanFinding,
)
from contingency_plans.plan_cycle_commands import PlanGone, StillADraft
from contingency_plans.plan_events import (
    PlanExercised,
    PlanVersionRestated,
    PlanWithdrawn,
    RevisionCalledFor,
)
from contingency_plans.plan_words import PlanClockKind, RevisionCause
from desk.draft import Unknown
from desk.exercise_outcome import (
    CreditPlans,
    NotEvaluated,
    OpenRealIncident,
    RealOpened,
    TurnReal,
    credit_plans,
    open_real_incident,
    turn_real,
)
from desk.exercises import (
    CallOffExercise,
    EndExercise,
    EvaluateExercise,
    call_off_exercise,
    end_exercise,
    evaluate_exercise,
)
from domain.facts import Figure
from domain.incident import IncidentOpened, Standing
from domain.kernel import fold
from domain.telling import TellingKind, Told
from escalation.sweep import sweep
from tests.support.exercised import begun, plan_one, points, take
from tests.support.plan_acts import NEW_NUMBER, clock, profile_of, put_on_record, settle, tell
from tests.support.plans import day


def opening(office, exercise, like=None, what=""):
    command = OpenRealIncident(exercise=exercise, like=like, what=what, learned=office.at())
    return office.do(open_real_incident, command).answer(RealOpened).incident


def turned(office, exercise, incident):
    office.do(turn_real, TurnReal(exercise=exercise, incident=incident))


def state(office, exercise):
    return fold(evolve, None, (one.event for one in office.log.stream(exercise)))


def test_turned_real_what_was_typed_is_a_new_real_incident_and_the_exercise_is_over(office):
    zhang = office.person("张三")
    exercise = begun(office, persons=(zhang,))
    call = take(office, exercise, "水进屋了")
    office.clock.forward(minutes=10)
    sweep(office.desk, office.clock.at)  # three are trapped
    real = opening(office, exercise, like=call.incident)
    turned(office, exercise, real)
    incident = office.incident(real)
    assert (incident.exercise, incident.standing) == (None, Standing.OPEN)
    assert incident.figures[Figure.TRAPPED].value == 3
    [*_, opened] = office.events(IncidentOpened.TOPIC)
    assert (opened.event.number, opened.event.title) == ("2026-0001", "水进屋了")
    assert opened.meta.exercise is None
    assert office.incident(call.incident).exercise == exercise  # no stream changes its flag
    assert office.incident(call.incident).standing is Standing.ANNULLED
    assert state(office, exercise).ended.how is ExerciseEnding.TURNED_REAL
    [told] = office.events(Told.TOPIC)
    assert (told.event.person, told.event.kind) == (zhang, TellingKind.EXERCISE_TURNED_REAL)
    assert "真实事件，不是演练" in told.event.words
    assert told.meta.exercise is None


def test_with_one_key_and_nothing_typed_it_is_real_all_the_same(office):
    exercise = begun(office)
    opening(office, exercise)
    [opened] = office.events(IncidentOpened.TOPIC)
    assert opened.event.title == "演练中发生真实事件，情况待核"


def test_pressed_twice_or_by_two_it_is_one_incident_and_afterwards_none(office):
    exercise = begun(office)
    real = opening(office, exercise, what="真塌了")
    assert opening(office, exercise, what="塌了") == real
    for _ in range(2):
        turned(office, exercise, real)
    assert len(office.events(IncidentOpened.TOPIC)) == 1
    assert len(office.events(ExerciseTurnedReal.TOPIC)) == 1
    over = begun(office)
    office.do(end_exercise, EndExercise(exercise=over, words=""))
    with pytest.raises(ExerciseNotOn):
        opening(office, over)


def test_only_an_incident_of_its_own_is_taken_over(office):
    real = office.call()
    exercise = begun(office)
    with pytest.raises(Unknown):
        opening(office, exercise, like=real.incident)


def evaluated(office, exercise, *findings):
    command = EvaluateExercise(
        exercise=exercise,
        points=points(),
        suggestions="",
        findings=findings,
        evaluated=office.at(),
    )
    office.do(evaluate_exercise, command)


def plan_state(office, plan):
    return fold(plans.evolve, None, (one.event for one in office.log.stream(plan)))


def exercised_plan(office, title="临江区防汛应急预案"):
    plan = put_on_record(office, profile_of(office, title), (NEW_NUMBER, day(2026, 11, 16)))
    settle(office, plan)
    return ExercisedPlan(plan=plan, version=plan_state(office, plan).versions[-1].id)


def test_evaluated_it_is_an_exercise_of_its_plans_and_its_findings_ask_for_a_revision(office):
    on = exercised_plan(office)
    exercise = begun(office, plans=(on,))
    office.clock.forward(minutes=40)
    office.do(end_exercise, EndExercise(exercise=exercise, words=""))
    with pytest.raises(NotEvaluated):
        office.do(credit_plans, CreditPlans(exercise=exercise))
    evaluated(office, exercise, PlanFinding(plan=on.plan, words="联系电话过期"))
    for _ in range(2):
        office.do(credit_plans, CreditPlans(exercise=exercise))
    [held] = office.events(PlanExercised.TOPIC)
    assert (held.event.version, held.event.exercise) == (on.version, exercise)
    [called] = office.events(RevisionCalledFor.TOPIC)
    assert (called.event.cause, called.event.source) == (RevisionCause.FOUND_IN_USE, exercise)
    assert {one.meta.exercise for one in (held, called)} == {None}
    assert clock(office, on.plan, PlanClockKind.REVISION, called.event.revision).open
    assert clock(office, on.plan, PlanClockKind.EXERCISE).met


def test_what_became_of_a_plan_meanwhile_keeps_no_other_from_its_credit(office):
    gone, drafted, standing = (exercised_plan(office, f"临江区{n}应急预案") for n in "甲乙丙")
    exercise = begun(office, plans=(gone, drafted, standing))
    office.clock.forward(minutes=40)
    office.do(end_exercise, EndExercise(exercise=exercise, words=""))
    evaluated(office, exercise, *(PlanFinding(plan=o.plan, words="电话") for o in (gone, standing)))
    tell(office, gone.plan, PlanWithdrawn(reason="并入总体预案"))
    [version] = plan_state(office, drafted.plan).versions
    tell(office, drafted.plan, PlanVersionRestated(version=replace(version, draft=True)))
    office.do(credit_plans, CreditPlans(exercise=exercise))
    assert [one.event.version for one in office.events(PlanExercised.TOPIC)] == [standing.version]
    [called] = office.events(RevisionCalledFor.TOPIC)
    assert called.originator_id == standing.plan


def test_what_was_found_of_a_plan_that_was_not_exercised_is_refused(office):
    other = exercised_plan(office, "临江区乙应急预案")
    exercise = begun(office, plans=(exercised_plan(office),))
    office.do(end_exercise, EndExercise(exercise=exercise, words=""))
    with pytest.raises(Unknown):
        evaluated(office, exercise, PlanFinding(plan=other.plan, words="联系电话过期"))


def test_neither_a_withdrawn_plan_nor_a_draft_is_exercised(office):
    on = exercised_plan(office)
    [version] = plan_state(office, on.plan).versions
    tell(office, on.plan, PlanVersionRestated(version=replace(version, draft=True)))
    with pytest.raises(StillADraft):
        begun(office, plans=(on,))
    tell(office, on.plan, PlanWithdrawn(reason="并入总体预案"))
    with pytest.raises(PlanGone):
        begun(office, plans=(on,))


def test_what_was_called_off_is_not_evaluated(office):
    exercise = plan_one(office)
    office.do(call_off_exercise, CallOffExercise(exercise=exercise, reason="改期"))
    with pytest.raises(NotOverYet):
        evaluated(office, exercise)


def test_what_turned_real_was_no_exercise_of_a_plan(office):
    exercise = begun(office, plans=(exercised_plan(office),))
    turned(office, exercise, opening(office, exercise))
    evaluated(office, exercise)
    with pytest.raises(NotEvaluated):
        office.do(credit_plans, CreditPlans(exercise=exercise))
    assert office.events(PlanExercised.TOPIC) == []
