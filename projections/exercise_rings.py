"""演练叫应: who was rung in an exercise, so that its record says whom no message left for."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from desk.log.envelope import Recorded
from domain.escalation_policy import Duty, Manner
from domain.notice import Rung
from projections.plans import topics
from projections.rows import Rows, View


class ExerciseRing(Struct, frozen=True):
    person: UUID | None
    duty: Duty
    manner: Manner
    at: datetime


class ExerciseRingsRow(Struct, frozen=True):
    """Of one exercise, in the order they rang."""

    rung: tuple[ExerciseRing, ...] = ()


def fold_ring(rows: Rows[ExerciseRingsRow], recorded: Recorded) -> None:
    happened, exercise = recorded.event, recorded.meta.exercise
    if exercise is not None and isinstance(happened, Rung):
        row = rows.get(exercise) or ExerciseRingsRow()
        ring = ExerciseRing(happened.person, happened.duty, happened.manner, happened.at)
        rows.put(exercise, ExerciseRingsRow((*row.rung, ring)))


EXERCISE_RINGS = View(
    "exercise_rings",
    1,
    ExerciseRingsRow,
    topics((Rung,)),
    fold_ring,
)
