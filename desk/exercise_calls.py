"""演练来电: an inject is put down as heard, or somebody takes a call as part of the exercise."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from contingency_plans import exercise as exercises
from contingency_plans import exercise_commands as commands
from contingency_plans.exercise import Exercise
from contingency_plans.exercise_events import CallPlayed
from contingency_plans.scenario import CHANNELS, Inject
from desk.calls import CallTaken, TakeCall, take_call
from desk.draft import Draft
from desk.hops import surviving
from domain import incident as incidents
from domain.facts import Fact, Place
from domain.incident import Standing
from domain.incident_joining import ExerciseMixed
from domain.incoming_report import Heard
from domain.kernel import Value
from domain.times import Basis, moment


class TakeExerciseCall(Value):
    """`inject`: the one it answers to; "": one that nobody wrote down."""

    exercise: UUID
    inject: str
    call: TakeCall


def take_exercise_call(draft: Draft, taking: TakeExerciseCall) -> CallTaken:
    """Raises ExerciseNotOn; ExerciseMixed for a call said to be the same as something real."""
    exercise = require_exercise(draft, taking.exercise)
    if taking.inject and all(one.id != taking.inject for one in exercise.to_take):
        raise commands.NoSuchInject(taking.inject)
    return _play(draft, taking.exercise, taking.inject, taking.call)


def put_down(draft: Draft, id: UUID, inject: Inject, at: datetime) -> None:
    """What nobody need take by hand is on record as it was said, about the incident in hand."""
    draft.part = ("inject", inject.id)  # several may come in one command
    _play(draft, id, inject.id, _call(draft, require_exercise(draft, id), inject, at))
    draft.part = ()


def require_exercise(draft: Draft, id: UUID) -> Exercise:
    """What is done to an exercise is part of it."""
    exercise = draft.require(id, exercises.evolve)
    draft.inherit(draft.exercise_of(id))
    return exercise


def open_incidents(draft: Draft, exercise: Exercise) -> list[UUID]:
    """The exercise's own that are still open, by now, the newest last."""
    own = dict.fromkeys(surviving(draft, one) for one in exercise.incidents)
    found = ((one, draft.require(one, incidents.evolve)) for one in own)
    return [one for one, incident in found if incident.standing is Standing.OPEN]


def _play(draft: Draft, id: UUID, inject: str, call: TakeCall) -> CallTaken:
    taken = take_call(draft, call)
    if draft.exercise != id:
        raise ExerciseMixed(id)
    exercise = draft.require(id, exercises.evolve)
    played = CallPlayed(inject=inject, incoming=taken.incoming, incident=taken.incident)
    draft.record(id, commands.play(exercise, played))
    return taken


def _call(draft: Draft, exercise: Exercise, inject: Inject, at: datetime) -> TakeCall:
    scenario, received = exercise.planned.scenario, moment(at, Basis.SYSTEM)
    facts = (
        Fact(figure=figure, value=value, as_of=received)
        for figure, value in inject.facts.stated().items()
    )
    heard = Heard(
        what=inject.words,
        klass=scenario.klass,
        place=Place(text=scenario.place),
        facts=tuple(facts),
    )
    return TakeCall(
        received=received,
        heard=heard,
        channel=CHANNELS[inject.channel],
        caller_post=inject.sender,
        same_as=next(reversed(open_incidents(draft, exercise)), None),
    )
