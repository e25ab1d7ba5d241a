"""演练: every exercise as it stands, and whom anything of it may reach."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from msgspec import Struct

from contingency_plans import exercise as exercises
from contingency_plans.exercise import Exercise
from contingency_plans.exercise_events import ExercisePlanned, Recipients
from desk.log.envelope import Recorded
from projections.plans import topics
from projections.rows import Rows, View

AllRows = Mapping[str, Rows[Any]]
NOBODY = Recipients()


class ExerciseRow(Struct, frozen=True):
    id: UUID
    exercise: Exercise


def fold_exercise(rows: Rows[ExerciseRow], recorded: Recorded) -> None:
    id, happened = recorded.originator_id, recorded.event
    row = rows.get(id)
    if row or isinstance(happened, ExercisePlanned):
        rows.put(id, ExerciseRow(id, exercises.evolve(row.exercise if row else None, happened)))


def exercise_rows(rows: AllRows) -> list[ExerciseRow]:
    """The newest number first."""
    found: Iterable[ExerciseRow] = rows[EXERCISES.name].values()
    return sorted(found, key=lambda one: one.exercise.planned.number, reverse=True)


def going_on(rows: AllRows) -> list[ExerciseRow]:
    """Those that are on, the newest first."""
    return [one for one in exercise_rows(rows) if one.exercise.is_on]


def recipients_of(rows: AllRows, exercise: UUID | None) -> Recipients:
    """Of one that nobody planned, or that is over: nobody."""
    row: ExerciseRow | None = rows[EXERCISES.name].get(exercise) if exercise else None
    return row.exercise.planned.recipients if row and row.exercise.is_on else NOBODY


EXERCISES = View(
    "exercises",
    1,
    ExerciseRow,
    topics((ExercisePlanned, *exercises.CHANGES)),
    fold_exercise,
    resident=True,
)
