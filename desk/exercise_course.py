"""演练启停: it starts and goes on while nothing real cries, and is held up by hand or by what does."""

from __future__ import annotations

from uuid import UUID

from contingency_plans import exercise_commands as commands
from contingency_plans.exercise_events import HoldCause
from desk.draft import ChangedMeanwhile, Draft
from desk.exercise_calls import require_exercise
from desk.exercises import ExerciseAnswer, done
from domain import deadline as deadlines
from domain import incident as incidents
from domain.deadline_events import DeadlineRanOut
from domain.incident import FactStated, IncidentOpened, LevelDecided, SensitivityMarked
from domain.kernel import Value
from domain.top_alarm import is_top_alarm

CRYING = tuple(
    kind.TOPIC
    for kind in (IncidentOpened, FactStated, LevelDecided, SensitivityMarked, DeadlineRanOut)
)


class RealIncident(Value):
    """`name`: its number and title, for whoever is refused."""

    incident: UUID
    name: str


class RealOpen(Value):
    """The real incidents that are open, as the views showed them at position `seq`."""

    seq: int
    incidents: tuple[RealIncident, ...]


class StartExercise(Value):
    exercise: UUID
    real: RealOpen


class HoldUpExercise(Value):
    exercise: UUID
    words: str


class HoldUpForAlarm(Value):
    """Asked by the watch over exercises; of these real incidents whatever cries holds it up."""

    exercise: UUID
    incidents: tuple[RealIncident, ...]


class ContinueExercise(Value):
    exercise: UUID
    real: RealOpen


def start_exercise(draft: Draft, starting: StartExercise) -> ExerciseAnswer:
    """Raises TopAlarmOpen, or ChangedMeanwhile when something real came in since."""
    exercise = require_exercise(draft, starting.exercise)
    alarms = _alarms_now(draft, starting.real)
    real_open = len(starting.real.incidents)
    started = commands.start(exercise, at=draft.now, alarms=alarms, real_open=real_open)
    return done(draft, starting.exercise, started)


def hold_up_exercise(draft: Draft, holding: HoldUpExercise) -> ExerciseAnswer:
    exercise = require_exercise(draft, holding.exercise)
    words = holding.words.strip()
    held = commands.hold_up(exercise, cause=HoldCause.BY_HAND, words=words, at=draft.now)
    return done(draft, holding.exercise, held)


def hold_up_for_alarm(draft: Draft, holding: HoldUpForAlarm) -> ExerciseAnswer:
    """The real incidents themselves say whether one cries; nothing does: nothing happens."""
    exercise = require_exercise(draft, holding.exercise)
    alarms = alarms_among(draft, holding.incidents)
    if alarms and exercise.is_on:
        words, cause = "；".join(alarms), HoldCause.REAL_ALARM
        held = commands.hold_up(exercise, cause=cause, words=words, at=draft.now)
        draft.record(holding.exercise, held)
    return ExerciseAnswer(exercise=holding.exercise)


def continue_exercise(draft: Draft, continuing: ContinueExercise) -> ExerciseAnswer:
    exercise = require_exercise(draft, continuing.exercise)
    alarms = _alarms_now(draft, continuing.real)
    return done(draft, continuing.exercise, commands.go_on(exercise, at=draft.now, alarms=alarms))


def alarms_among(draft: Draft, named: tuple[RealIncident, ...]) -> list[str]:
    """The names of those of these incidents that are a top alarm, as their own streams say."""
    found = []
    for one in named:
        incident = draft.require(one.incident, incidents.evolve)
        clocks = [draft.require(clock, deadlines.evolve) for clock in incident.deadlines]
        if is_top_alarm(incident, clocks, draft.register.office.unit, draft.now):
            found.append(one.name)
    return found


def _alarms_now(draft: Draft, real: RealOpen) -> list[str]:
    if draft.any_since(real.seq, CRYING):
        raise ChangedMeanwhile
    return alarms_among(draft, real.incidents)
