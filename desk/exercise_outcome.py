"""演练之外: what of an exercise is real: an incident that turned out to be one, and what it showed of plans."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import ClassVar
from uuid import UUID

from msgspec.structs import replace

from contingency_plans import exercise as exercises
from contingency_plans import exercise_commands as commands
from contingency_plans import plan as plans
from contingency_plans import plan_cycle_commands as plan_commands
from contingency_plans.exercise import Exercise
from contingency_plans.exercise_events import ExerciseTurnedReal, PlanFinding
from contingency_plans.plan_cycle_commands import may_be_exercised
from contingency_plans.plan_events import PlanExercised, RevisionCalledFor
from contingency_plans.plan_words import RevisionCause
from desk.draft import Draft, Unknown
from desk.exercise_calls import require_exercise
from desk.exercises import ExerciseAnswer, close_what_is_open
from desk.opening import Opening, open_by
from desk.plan_settling import record_on, settle_plan
from desk.settling import settle
from desk.tellings import About, tell
from domain import incident as incidents
from domain import incoming_report as incoming_reports
from domain.incident import Means
from domain.incoming_report import Heard
from domain.kernel import Refused, Value, name_id
from domain.telling import TellingKind
from domain.times import Basis, WorldTime, moment

NOT_AN_EXERCISE = "真实事件，不是演练"
UNSAID = "演练中发生真实事件，情况待核"


class NotEvaluated(Refused):
    """演练尚未评估，或已转为真实"""

    EN: ClassVar[str] = "This exercise has not been evaluated, or turned real"


class OpenRealIncident(Value):
    """`like`: the exercise's incident whose typed words and figures are true; `what` stands before them."""

    exercise: UUID
    like: UUID | None
    what: str
    learned: WorldTime


class TurnReal(Value):
    exercise: UUID
    incident: UUID


class RealOpened(Value):
    incident: UUID


class CreditPlans(Value):
    """What an evaluated exercise means for the plans it exercised."""

    exercise: UUID


def open_real_incident(draft: Draft, opening: OpenRealIncident) -> RealOpened:
    """A real incident and no part of the exercise; asked for twice, by whomever, it is one."""
    exercise = draft.require(opening.exercise, exercises.evolve)
    draft.inherit(None)
    id = name_id(opening.exercise, "turned real")
    if draft.load(id, incidents.evolve) is None:
        commands.require_on(exercise)
        heard = _heard(draft, exercise, opening)
        real = Opening(heard=heard, learned=opening.learned, means=Means.OTHER, id=id)
        open_by(draft, real)
        settle(draft, id)
        _tell_everybody(draft, opening.exercise, exercise)
    return RealOpened(incident=id)


def turn_real(draft: Draft, turning: TurnReal) -> ExerciseAnswer:
    """Once the real incident stands: what was played is over at once."""
    exercise = require_exercise(draft, turning.exercise)
    turned = ExerciseTurnedReal(incident=turning.incident, at=draft.now)
    draft.record(turning.exercise, commands.turn_real(exercise, turned))
    close_what_is_open(draft, turning.exercise)
    return ExerciseAnswer(exercise=turning.exercise)


def credit_plans(draft: Draft, crediting: CreditPlans) -> ExerciseAnswer:
    """What is said of plans is real: a command of its own, which may be asked for again.

    A plan that was given up since, or whose version was only a draft after all, learns nothing by it.
    """
    exercise = draft.require(crediting.exercise, exercises.evolve)
    draft.inherit(None)
    if exercise.evaluated is None or exercise.turned_real or exercise.started is None:
        raise NotEvaluated
    for one in exercise.planned.plans:
        exercised = _exercised(exercise, one.version, exercise.started.at)
        if may_be_exercised(draft.require(one.plan, plans.evolve), one.version, exercised.held):
            record_on(draft, one.plan, partial(plan_commands.exercise, exercised=exercised))
    on = {one.plan for one in exercise.planned.plans}
    for finding in exercise.evaluated.findings:
        if finding.plan in on and not draft.require(finding.plan, plans.evolve).withdrawn:
            called = _called(crediting.exercise, finding, exercise.evaluated.evaluated)
            record_on(draft, finding.plan, partial(plan_commands.call_for_revision, called=called))
    for plan in dict.fromkeys(one.plan for one in exercise.planned.plans):
        settle_plan(draft, plan)
    return ExerciseAnswer(exercise=crediting.exercise)


def _exercised(exercise: Exercise, version: UUID, at: datetime) -> PlanExercised:
    planned = exercise.planned
    return PlanExercised(
        version=version,
        exercise=planned.exercise,
        form=planned.scenario.form,
        held=moment(at, Basis.SYSTEM),
        words=f"{planned.number} {planned.scenario.title}",
    )


def _called(exercise: UUID, finding: PlanFinding, at: WorldTime) -> RevisionCalledFor:
    return RevisionCalledFor(
        revision=name_id(exercise, "revision", finding.plan, finding.words),
        cause=RevisionCause.FOUND_IN_USE,
        source=exercise,
        words=finding.words,
        called=at,
    )


def _heard(draft: Draft, exercise: Exercise, opening: OpenRealIncident) -> Heard:
    """Raises Unknown for an incident that is none of the exercise's."""
    if opening.like is None:
        return Heard(what=opening.what.strip() or UNSAID)
    if opening.like not in exercise.incidents:
        raise Unknown(opening.like)
    played = draft.require(opening.like, incidents.evolve)
    first = draft.require(played.incoming[0], incoming_reports.evolve).heard
    return Heard(
        what=opening.what.strip() or first.what or UNSAID,
        klass=played.klass,
        place=first.place,
        occurred=played.occurred,
        facts=tuple(replace(one, source=None) for one in played.figures.values()),
        sensitive=played.sensitive or None,
    )


def _tell_everybody(draft: Draft, id: UUID, exercise: Exercise) -> None:
    """Whoever on its list might still take it for one."""
    words = f"{NOT_AN_EXERCISE}：{exercise.planned.number}即刻终止，一切以真实事件处置"
    for person in exercise.planned.recipients.persons:
        about = About(id, TellingKind.EXERCISE_TURNED_REAL)
        tell(draft, about, person, words, concerns=draft.now)
