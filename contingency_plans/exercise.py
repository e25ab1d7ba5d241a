"""演练: one exercise as it stands; what comes next of it, and when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from contingency_plans.exercise_events import (
    CallPlayed,
    ExerciseCalledOff,
    ExerciseContinued,
    ExerciseEnded,
    ExerciseEvaluated,
    ExerciseHeldUp,
    ExercisePlanned,
    ExerciseStarted,
    ExerciseTurnedReal,
    InjectDelivered,
)
from contingency_plans.scenario import Inject
from domain.kernel import Event, Value

ENDS_AFTER = timedelta(hours=4)  # an exercise everybody has forgotten is mistaken for real
PACES = (1, 2, 5, 10)


class ExerciseStage(StrEnum):
    """演练进程."""

    PLANNED = "planned"
    RUNNING = "running"
    HELD_UP = "held_up"
    ENDED = "ended"
    CALLED_OFF = "called_off"


class Exercise(Value):
    """`began`: the moment its minute 0 counts from; every hold moves it on."""

    planned: ExercisePlanned
    started: ExerciseStarted | None = None
    began: datetime | None = None
    held_up: ExerciseHeldUp | None = None
    delivered: tuple[InjectDelivered, ...] = ()
    calls: tuple[CallPlayed, ...] = ()
    ended: ExerciseEnded | None = None
    turned_real: ExerciseTurnedReal | None = None
    evaluated: ExerciseEvaluated | None = None
    called_off: str = ""

    @property
    def stage(self) -> ExerciseStage:
        if self.called_off:
            return ExerciseStage.CALLED_OFF
        if self.ended:
            return ExerciseStage.ENDED
        if self.started is None:
            return ExerciseStage.PLANNED
        return ExerciseStage.HELD_UP if self.held_up else ExerciseStage.RUNNING

    @property
    def is_on(self) -> bool:
        """Running, or held up: what is done in it is part of it."""
        return self.stage in (ExerciseStage.RUNNING, ExerciseStage.HELD_UP)

    @property
    def to_come(self) -> tuple[Inject, ...]:
        done = {one.inject for one in self.delivered}
        return tuple(one for one in self.planned.scenario.injects if one.id not in done)

    @property
    def to_take(self) -> tuple[Inject, ...]:
        """Delivered, and nobody has taken it."""
        taken = {one.inject for one in self.calls}
        came = (self.planned.scenario.inject(one.inject) for one in self.delivered)
        return tuple(one for one in came if one and one.id not in taken)

    @property
    def incidents(self) -> tuple[UUID, ...]:
        found = (one.incident for one in self.calls if one.incident)
        return tuple(dict.fromkeys(found))

    def comes_at(self, inject: Inject) -> datetime | None:
        """The pace divides the minutes between injects, and nothing else. None: not begun, or held up."""
        if self.began is None or self.held_up:
            return None
        return self.began + timedelta(minutes=inject.minute) / self.planned.pace

    def next_look(self) -> datetime | None:
        """When the sweep must look: at the next inject, at the latest when it ends by itself."""
        if self.started is None or not self.is_on:
            return None
        coming = (self.comes_at(one) for one in self.to_come)
        return min((self.started.ends_at, *(at for at in coming if at)))


def evolve(exercise: Exercise | None, happened: Event) -> Exercise:
    if isinstance(happened, ExercisePlanned):
        return Exercise(planned=happened)
    if exercise is None or type(happened) not in CHANGES:
        raise TypeError(f"{happened!r} is no exercise's, or comes before any was planned")
    return replace(exercise, **CHANGES[type(happened)](exercise, happened))


def _continued(exercise: Exercise, happened: ExerciseContinued) -> dict[str, Any]:
    if exercise.began is None or exercise.held_up is None:
        return {"held_up": None}
    return {"held_up": None, "began": exercise.began + (happened.at - exercise.held_up.at)}


CHANGES: dict[type[Event], Callable[[Exercise, Any], dict[str, Any]]] = {
    ExerciseCalledOff: lambda _, e: {"called_off": e.reason},
    ExerciseStarted: lambda _, e: {"started": e, "began": e.at},
    InjectDelivered: lambda x, e: {"delivered": (*x.delivered, e)},
    CallPlayed: lambda x, e: {"calls": (*x.calls, e)},
    ExerciseHeldUp: lambda _, e: {"held_up": e},
    ExerciseContinued: _continued,
    ExerciseEnded: lambda _, e: {"ended": e, "held_up": None},
    ExerciseTurnedReal: lambda _, e: {"turned_real": e},
    ExerciseEvaluated: lambda _, e: {"evaluated": e},
}
