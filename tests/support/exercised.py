"""演练: a small scenario of three injects, its stream, and an office that plays it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid5

from contingency_plans.exercise import ENDS_AFTER
from contingency_plans.exercise_events import (
    EvaluationPoint,
    ExercisePlanned,
    ExerciseStarted,
    Grade,
    InjectDelivered,
    PointEvaluated,
    Recipients,
)
from contingency_plans.plan_words import ExerciseForm, PlanType
from contingency_plans.scenario import (
    ExpectedAction,
    Inject,
    InjectChannel,
    Scenario,
    StatedFigures,
)
from desk.calls import CallTaken, TakeCall
from desk.exercise_calls import TakeExerciseCall, take_exercise_call
from desk.exercise_course import RealIncident, RealOpen, StartExercise, start_exercise
from desk.exercises import ExerciseAnswer, PlanExercise, plan_exercise
from domain.incident import IncidentOpened
from domain.incoming_report import Heard
from domain.words import IncidentClass
from tests.support.ladder import NINE, unit_id

EXERCISE = uuid5(unit_id("county"), "exercise")
SCENARIO = Scenario(
    id="s",
    title="夜间山洪",
    form=ExerciseForm.TABLE_TOP,
    klass=IncidentClass.NATURAL_DISASTER,
    subtype="flood",
    place="石桥村",
    summary="进水",
    plans=(PlanType.SPECIAL,),
    participants=("值班员",),
    injects=(
        Inject(id="i1", minute=0, channel=InjectChannel.CALL, sender="村民", words="水进屋了"),
        Inject(
            id="i2",
            minute=10,
            channel=InjectChannel.FACT,
            sender="镇值班员",
            words="三人被困",
            facts=StatedFigures(trapped=3),
            by_itself=True,
        ),
        Inject(id="i3", minute=30, channel=InjectChannel.MEDIA, sender="论坛", words="网传"),
    ),
    expected=(ExpectedAction(id="e1", what="开立事件", who="值班员", minutes=3, after="i1"),),
    digest="ab" * 32,
)


def planned(pace=1, recipients=None):
    return ExercisePlanned(
        exercise=EXERCISE,
        number="演练2026-0001",
        scenario=SCENARIO,
        pace=pace,
        plans=(),
        recipients=recipients or Recipients(),
        evaluator=unit_id("评估员"),
    )


def after(minutes, seconds=0):
    return NINE + timedelta(minutes=minutes, seconds=seconds)


def started(at=NINE, real_open=0):
    return ExerciseStarted(at=at, ends_at=at + ENDS_AFTER, real_open=real_open, next_at=at)


def delivered(inject, at, next_at, by_hand=False):
    return InjectDelivered(inject=inject, by_hand=by_hand, at=at, next_at=next_at)


def points(words="符合要求"):
    grade = Grade.FAIR
    return tuple(PointEvaluated(point=one, grade=grade, words=words) for one in EvaluationPoint)


def plan_one(office, *, persons=(), channels=(), pace=1, scenario=SCENARIO, plans=()):
    if not hasattr(office, "evaluator"):
        office.evaluator = office.person("评估员")
    command = PlanExercise(
        scenario=scenario,
        pace=pace,
        plans=tuple(plans),
        recipients=Recipients(persons=tuple(persons), channels=tuple(channels)),
        evaluator=office.evaluator,
    )
    return office.do(plan_exercise, command).answer(ExerciseAnswer).exercise


def real_open(office):
    """As the page tells it: every real incident that was ever opened here."""
    opened = (one.event for one in office.events(IncidentOpened.TOPIC))
    real = [one for one in opened if one.exercise is None]
    named = tuple(RealIncident(incident=one.incident, name=one.number) for one in real)
    return RealOpen(seq=office.log.position, incidents=named)


def start(office, exercise):
    return office.do(start_exercise, StartExercise(exercise=exercise, real=real_open(office)))


def begun(office, **planning):
    exercise = plan_one(office, **planning)
    start(office, exercise)
    return exercise


def take(office, exercise, what="水进屋了", inject="", **more):
    call = TakeCall(received=office.at(), heard=Heard(what=what), **more)
    command = TakeExerciseCall(exercise=exercise, inject=inject, call=call)
    return office.do(take_exercise_call, command).answer(CallTaken)


def grave_in_exercise(office, **planning):
    """Somebody is dead in it: the leader is rung."""
    office.evaluator = office.leader
    exercise = begun(office, **planning)
    heard = Heard(what="化工厂爆炸", facts=(office.dead(3),))
    call = TakeCall(received=office.at(), heard=heard)
    taken = office.do(take_exercise_call, TakeExerciseCall(exercise=exercise, inject="", call=call))
    office._shown()
    office.looks()
    return taken.answer(CallTaken).incident
