"""演练 on the boards: the exercise that is on, with what is real beside it; and what turned out to be real."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from contingency_plans.exercise_events import HoldCause
from domain.deadline import Standing
from domain.facts import Figure
from domain.gravity import GRAVE_FIGURES, GRAVE_LEVELS
from projections.exercise_shapes import ExerciseLine, TurnedLine
from projections.exercises import exercise_rows, going_on
from projections.office import OFFICE, OFFICE_KEY, OfficeRow
from projections.open_clocks import OPEN_CLOCKS
from projections.open_incidents import OPEN_INCIDENTS, IncidentRow
from projections.rows import Rows

AllRows = dict[str, Rows[Any]]


def exercise_line(rows: AllRows, asked: UUID | None = None) -> ExerciseLine | None:
    """Of the one that is asked for, while it is on; else of the newest, which says how many more there are."""
    on = going_on(rows)
    row = next((one for one in on if asked in (None, one.id)), None)
    if row is None or (started := row.exercise.started) is None:
        return None
    exercise, held, planned = row.exercise, row.exercise.held_up, row.exercise.planned
    return ExerciseLine(
        id=row.id,
        number=planned.number,
        title=planned.scenario.title,
        held_up=held is not None,
        alarm=held.words if held and held.cause is HoldCause.REAL_ALARM else "",
        ends_at=started.ends_at,
        real_open=len(real_open(rows)),
        to_take=len(exercise.to_take),
        others=len(on) - 1,
    )


def turned_lines(rows: AllRows) -> tuple[TurnedLine, ...]:
    """As long as the real incident is open."""
    return tuple(_turned(rows))


def real_open(rows: AllRows) -> list[IncidentRow]:
    return [one for one in rows[OPEN_INCIDENTS.name].values() if not one.exercise]


def crying(rows: AllRows) -> list[UUID]:
    """Real incidents that may be a top alarm: grave, or with a clock of our own that ran out. Their streams decide."""
    office: OfficeRow | None = rows[OFFICE.name].get(OFFICE_KEY)
    late = {
        one.incident
        for one in rows[OPEN_CLOCKS.name].values()
        if one.standing is Standing.RAN_OUT and not (one.exercise or one.excused)
        if office and str(one.reporting_entity) == office.unit
    }
    grave = (one.id for one in real_open(rows) if _looks_grave(one))
    return [*dict.fromkeys((*grave, *late))]


def _turned(rows: AllRows) -> Iterator[TurnedLine]:
    for row in exercise_rows(rows):
        turned = row.exercise.turned_real
        found = rows[OPEN_INCIDENTS.name].get(turned.incident) if turned else None
        if found:
            yield TurnedLine(incident=found.id, number=found.number, title=found.title)


def _looks_grave(row: IncidentRow) -> bool:
    hurt = any(row.figures.get(Figure(one).value) for one in GRAVE_FIGURES)
    return hurt or row.sensitive or row.level in GRAVE_LEVELS
