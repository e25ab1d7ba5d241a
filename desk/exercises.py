"""演练: planned, its injects delivered as their minutes come, ended with all that is open in it, evaluated."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from contingency_plans import exercise as exercises
from contingency_plans import exercise_commands as commands
from contingency_plans import plan as plans
from contingency_plans.exercise_events import (
    ExercisedPlan,
    ExerciseEnding,
    ExerciseEvaluated,
    ExercisePlanned,
    InjectDelivered,
    PlanFinding,
    PointEvaluated,
    Recipients,
)
from contingency_plans.plan_cycle_commands import require_exercisable
from contingency_plans.scenario import Scenario
from desk.draft import Draft, Unknown
from desk.exercise_calls import open_incidents, put_down, require_exercise
from desk.register import SHANGHAI
from desk.settling import settle
from domain import incident as incidents
from domain import person as people
from domain import series as numbers
from domain.incident_commands import annul
from domain.kernel import Event, Value
from domain.times import WorldTime

SERIES, MARK = "exercise", "演练"
OVER = "演练结束"


class PlanExercise(Value):
    scenario: Scenario
    pace: int
    plans: tuple[ExercisedPlan, ...]
    recipients: Recipients
    evaluator: UUID


class CallOffExercise(Value):
    exercise: UUID
    reason: str


class DeliverInject(Value):
    exercise: UUID
    inject: str


class EndExercise(Value):
    exercise: UUID
    words: str


class EvaluateExercise(Value):
    exercise: UUID
    points: tuple[PointEvaluated, ...]
    suggestions: str
    findings: tuple[PlanFinding, ...]
    evaluated: WorldTime


class ExerciseAnswer(Value):
    exercise: UUID


def plan_exercise(draft: Draft, planning: PlanExercise) -> ExerciseAnswer:
    """Its own stream is the first that is part of it.

    Raises Unknown for a person, unit or plan not on record; PlanGone, NoSuchVersion, StillADraft.
    """
    draft.inherit(None)
    id = draft.new_id("exercise")
    _require_known(draft, planning)
    draft.exercise = id
    standing = draft.load(id, exercises.evolve)
    if standing is None:
        draft.record(id, commands.plan(standing, _planned(draft, id, planning)))
    return ExerciseAnswer(exercise=id)


def call_off_exercise(draft: Draft, calling: CallOffExercise) -> ExerciseAnswer:
    exercise = require_exercise(draft, calling.exercise)
    return done(draft, calling.exercise, commands.call_off(exercise, reason=calling.reason))


def deliver_inject(draft: Draft, delivering: DeliverInject) -> ExerciseAnswer:
    exercise = require_exercise(draft, delivering.exercise)
    happened = commands.deliver(exercise, inject=delivering.inject, at=draft.now)
    return done(draft, delivering.exercise, happened)


def look_at_exercise(draft: Draft, id: UUID, as_of: datetime) -> None:
    exercise = require_exercise(draft, id)
    happened = commands.look(exercise, as_of=as_of)
    draft.record(id, happened)
    _follow(draft, id, happened)


def end_exercise(draft: Draft, ending: EndExercise) -> ExerciseAnswer:
    exercise = require_exercise(draft, ending.exercise)
    how = ExerciseEnding.BY_PERSON
    ended = commands.end(exercise, how=how, words=ending.words, at=draft.now)
    return done(draft, ending.exercise, ended)


def evaluate_exercise(draft: Draft, evaluating: EvaluateExercise) -> ExerciseAnswer:
    """Raises Unknown for what was found of a plan that was no part of it."""
    exercise = require_exercise(draft, evaluating.exercise)
    on = {one.plan for one in exercise.planned.plans}
    if strange := next((one for one in evaluating.findings if one.plan not in on), None):
        raise Unknown(strange.plan)
    evaluated = ExerciseEvaluated(
        points=evaluating.points,
        suggestions=evaluating.suggestions.strip(),
        findings=tuple(one for one in evaluating.findings if one.words.strip()),
        evaluated=evaluating.evaluated,
    )
    return done(draft, evaluating.exercise, commands.evaluate(exercise, evaluated))


def close_what_is_open(draft: Draft, id: UUID) -> None:
    """What was played never was so: its incidents are annulled, and their clocks and tasks fall away."""
    for one in open_incidents(draft, draft.require(id, exercises.evolve)):
        draft.record(one, annul(draft.require(one, incidents.evolve), reason=OVER))
        settle(draft, one)


def done(draft: Draft, id: UUID, happened: list[Event]) -> ExerciseAnswer:
    draft.record(id, happened)
    _follow(draft, id, happened)
    return ExerciseAnswer(exercise=id)


def _follow(draft: Draft, id: UUID, happened: list[Event]) -> None:
    """What is delivered by itself is put down; what has ended leaves nothing open."""
    scenario = draft.require(id, exercises.evolve).planned.scenario
    for one in happened:
        inject = scenario.inject(one.inject) if isinstance(one, InjectDelivered) else None
        if inject and inject.by_itself and isinstance(one, InjectDelivered):
            put_down(draft, id, inject, one.at)
    if draft.require(id, exercises.evolve).ended:
        close_what_is_open(draft, id)


def _require_known(draft: Draft, planning: PlanExercise) -> None:
    for person in (planning.evaluator, *planning.recipients.persons):
        draft.require(person, people.evolve)
    for unit in planning.recipients.units:
        if unit not in draft.register.network:
            raise Unknown(unit)
    for one in planning.plans:
        require_exercisable(draft.require(one.plan, plans.evolve), one.version)


def _planned(draft: Draft, id: UUID, planning: PlanExercise) -> ExercisePlanned:
    return ExercisePlanned(
        exercise=id,
        number=_number(draft, id),
        scenario=planning.scenario,
        pace=planning.pace,
        plans=planning.plans,
        recipients=planning.recipients,
        evaluator=planning.evaluator,
    )


def _number(draft: Draft, id: UUID) -> str:
    """Gap-free per year of Beijing time: 演练2026-0001."""
    year = draft.now.astimezone(SHANGHAI).year
    stream = numbers.series_id(draft.register.office.store_id, SERIES, year)
    [taken] = numbers.take(draft.load(stream, numbers.evolve), name=SERIES, year=year, taken_for=id)
    draft.record(stream, [taken])
    return f"{MARK}{year}-{taken.number:04d}"
