"""真实告警暂停演练: while an exercise runs, whatever real cries holds it up."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from contingency_plans.exercise import ExerciseStage
from desk.desk import Desk
from desk.exercise_course import HoldUpForAlarm, RealIncident, RealOpen, hold_up_for_alarm
from escalation.sweep import acting
from projections.exercise_lines import crying, real_open
from projections.exercises import EXERCISES, ExerciseRow
from projections.follower import Follower
from projections.open_incidents import INCIDENT_NAMES

log = logging.getLogger("shoubao.exercise")

NAME_CHARS = 60


class OnNow(NamedTuple):
    """The exercises that run, and the real incidents that may cry."""

    exercises: tuple[UUID, ...]
    real: tuple[RealIncident, ...]


class ExerciseWatch:
    """Asked every second; a sick exercise keeps no other from being held up."""

    def __init__(self, desk: Desk, running: Callable[[], OnNow]) -> None:
        self._desk, self._running = desk, running

    def look(self, at: datetime) -> None:
        found = self._running()
        for exercise in found.exercises if found.real else ():
            holding = HoldUpForAlarm(exercise=exercise, incidents=found.real)
            try:
                self._desk.act(acting(exercise, at), hold_up_for_alarm, holding)
            except Exception:
                log.exception("exercise %s could not be held up", exercise)


def real_now(follower: Follower) -> RealOpen:
    """To be asked of the views while nothing moves."""
    rows = real_open(follower.rows)
    names = {one.id: _name(one.number, one.title) for one in rows}
    late = (one for one in crying(follower.rows) if one not in names)
    named = {**names, **{one: _name_of(follower, one) for one in late}}
    found = tuple(RealIncident(incident=id, name=name) for id, name in named.items())
    return RealOpen(seq=follower.position, incidents=found)


def on_now(follower: Follower) -> OnNow:
    """For the watch over exercises."""
    rows: list[ExerciseRow] = list(follower.rows[EXERCISES.name].values())
    on = tuple(one.id for one in rows if one.exercise.stage is ExerciseStage.RUNNING)
    cry = crying(follower.rows) if on else ()
    return OnNow(on, tuple(RealIncident(incident=one, name=_name_of(follower, one)) for one in cry))


def _name_of(follower: Follower, incident: UUID) -> str:
    row = follower.rows[INCIDENT_NAMES.name].get(incident)
    return _name(row.number, row.title) if row else ""


def _name(number: str, title: str) -> str:
    return f"{number} {title[:NAME_CHARS]}".strip()
