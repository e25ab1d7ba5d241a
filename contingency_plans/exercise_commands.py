"""What may be done with an exercise: functions of its state that answer with events."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import ClassVar

from msgspec.structs import replace

from contingency_plans.exercise import ENDS_AFTER, PACES, Exercise, ExerciseStage, evolve
from contingency_plans.exercise_events import (
    CallPlayed,
    EvaluationPoint,
    ExerciseCalledOff,
    ExerciseContinued,
    ExerciseEnded,
    ExerciseEnding,
    ExerciseEvaluated,
    ExerciseHeldUp,
    ExercisePlanned,
    ExerciseStarted,
    ExerciseTurnedReal,
    HoldCause,
    InjectDelivered,
)
from domain.kernel import Event, Refused, Timed, reason_given


class PaceUnknown(Refused):
    """倍速只能是1、2、5、10"""

    EN: ClassVar[str] = "The pace is 1, 2, 5 or 10"


class NotBeforeStart(Refused):
    """演练已开始，不能取消；请结束"""

    EN: ClassVar[str] = "The exercise has begun: end it instead"


class ExerciseNotOn(Refused):
    """演练不在进行"""

    EN: ClassVar[str] = "This exercise is not going on"


class NotStartable(Refused):
    """演练已开始过或已取消"""

    EN: ClassVar[str] = "This exercise has begun before, or was called off"


class TopAlarmOpen(Refused):
    """有真实重大告警未了结，不能演练"""

    EN: ClassVar[str] = "A real top alarm is open: no exercise now"


class NoSuchInject(Refused):
    """脚本里没有这条注入，或已投放"""

    EN: ClassVar[str] = "The scenario has no such inject, or it was delivered already"


class NotOverYet(Refused):
    """演练结束后才能评估"""

    EN: ClassVar[str] = "An exercise is evaluated when it is over"


class PointMissing(Refused):
    """五项评估要点都要写"""

    EN: ClassVar[str] = "All five points of the evaluation are needed"


def plan(exercise: Exercise | None, planned: ExercisePlanned) -> list[Event]:
    if planned.pace not in PACES:
        raise PaceUnknown
    return [] if exercise else [planned]


def call_off(exercise: Exercise, *, reason: str) -> list[Event]:
    if exercise.called_off:
        return []
    if exercise.stage is not ExerciseStage.PLANNED:
        raise NotBeforeStart
    return [ExerciseCalledOff(reason=reason_given(reason))]


def start(
    exercise: Exercise, *, at: datetime, alarms: Iterable[str], real_open: int
) -> list[Event]:
    """`alarms`: the real top alarms open now, in words. Raises TopAlarmOpen, which names them."""
    if exercise.is_on:
        return []
    if exercise.stage is not ExerciseStage.PLANNED:
        raise NotStartable
    _require_calm(alarms)
    ends_at = at + ENDS_AFTER
    return _timed(
        exercise,
        lambda then: ExerciseStarted(at=at, ends_at=ends_at, real_open=real_open, next_at=then),
    )


def deliver(exercise: Exercise, *, inject: str, at: datetime) -> list[Event]:
    """Before its minute, by whoever runs the exercise; held up, none comes by hand either."""
    if exercise.stage is not ExerciseStage.RUNNING:
        raise ExerciseNotOn
    if all(one.id != inject for one in exercise.to_come):
        raise NoSuchInject(inject)
    return _delivered(exercise, inject, at, by_hand=True)


def look(exercise: Exercise, *, as_of: datetime) -> list[Event]:
    """Every inject whose minute has come; and after four hours the end, whether or not it is held up."""
    if not exercise.is_on or exercise.started is None:
        return []
    if as_of >= exercise.started.ends_at:
        return end(exercise, how=ExerciseEnding.BY_ITSELF, words="", at=as_of)
    happened: list[Event] = []
    for one in exercise.to_come:
        comes_at = exercise.comes_at(one)
        if comes_at and comes_at <= as_of:
            [delivered] = _delivered(exercise, one.id, as_of, by_hand=False)
            exercise = evolve(exercise, delivered)
            happened.append(delivered)
    return happened


def play(exercise: Exercise, played: CallPlayed) -> list[Event]:
    """Raises ExerciseNotOn. A call taken twice under one id is one call."""
    if any(one.incoming == played.incoming for one in exercise.calls):
        return []
    require_on(exercise)
    return [played]


def hold_up(exercise: Exercise, *, cause: HoldCause, words: str, at: datetime) -> list[Event]:
    if exercise.held_up:
        return []
    require_on(exercise)
    return _timed(exercise, lambda n: ExerciseHeldUp(cause=cause, words=words, at=at, next_at=n))


def go_on(exercise: Exercise, *, at: datetime, alarms: Iterable[str]) -> list[Event]:
    if exercise.stage is ExerciseStage.RUNNING:
        return []
    require_on(exercise)
    _require_calm(alarms)
    return _timed(exercise, lambda then: ExerciseContinued(at=at, next_at=then))


def end(exercise: Exercise, *, how: ExerciseEnding, words: str, at: datetime) -> list[Event]:
    if exercise.ended:
        return []
    require_on(exercise)
    return [ExerciseEnded(how=how, words=words.strip(), at=at, next_at=None)]


def turn_real(exercise: Exercise, turned: ExerciseTurnedReal) -> list[Event]:
    """One way: it ends, and what is real is another incident."""
    if exercise.turned_real:
        return []
    require_on(exercise)
    ended = end(exercise, how=ExerciseEnding.TURNED_REAL, words="", at=turned.at)
    return [turned, *ended]


def evaluate(exercise: Exercise, evaluated: ExerciseEvaluated) -> list[Event]:
    if exercise.ended is None:
        raise NotOverYet
    said = {one.point for one in evaluated.points if one.words.strip()}
    if said != set(EvaluationPoint):
        raise PointMissing
    return [] if exercise.evaluated == evaluated else [evaluated]


def require_on(exercise: Exercise) -> None:
    """Raises ExerciseNotOn."""
    if not exercise.is_on:
        raise ExerciseNotOn


def _require_calm(alarms: Iterable[str]) -> None:
    if named := "；".join(alarms):
        raise TopAlarmOpen(named)


def _delivered(exercise: Exercise, inject: str, at: datetime, *, by_hand: bool) -> list[Event]:
    return _timed(
        exercise,
        lambda then: InjectDelivered(inject=inject, by_hand=by_hand, at=at, next_at=then),
    )


def _timed(exercise: Exercise, make: Callable[[datetime | None], Timed]) -> list[Event]:
    """With the moment of the next look as it is once this has happened."""
    happened = make(None)
    then = evolve(exercise, happened).next_look()
    return [replace(happened, next_at=then)]
