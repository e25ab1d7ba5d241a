"""What leaders have asked of whom and is still awaited, for the board; and an incident's instructions, for its page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from desk.log.envelope import Recorded
from domain.instruction import InstructionRecorded
from domain.tasking import (
    Awaited,
    Tasking,
    TaskingAnswered,
    TaskingAskedAgain,
    TaskingGiven,
    TaskingRanOut,
    TaskingReceived,
    TaskingSuperseded,
)
from projections.incident_file import IncidentFile
from projections.network import PEOPLE, UNITS
from projections.open_incidents import INCIDENT_NAMES, OPEN_INCIDENTS
from projections.rows import Rows, View
from projections.shapes import TaskingLine

AllRows = dict[str, Rows[Any]]


class TaskingRow(Struct, frozen=True):
    """Kept when it is answered: another answer may be asked for."""

    id: UUID
    incident: UUID
    exercise: bool
    unit: UUID | None
    person: UUID | None
    what: str
    receipt_due: datetime
    feedback_due: datetime
    round: int = 1
    received: bool = False
    answered: bool = False
    ran_out: tuple[Awaited, ...] = ()

    @property
    def awaited(self) -> Awaited:
        return Awaited.FEEDBACK if self.received else Awaited.RECEIPT

    @property
    def due_at(self) -> datetime:
        return self.feedback_due if self.received else self.receipt_due


def fold_tasking(rows: Rows[TaskingRow], recorded: Recorded) -> None:
    happened, id = recorded.event, recorded.originator_id
    if isinstance(happened, TaskingGiven):
        rows.put(id, _given(happened, recorded))
    elif isinstance(happened, TaskingSuperseded):
        rows.drop(id)
    elif row := rows.get(id):
        rows.put(id, _changed(row, happened))


def _given(happened: TaskingGiven, recorded: Recorded) -> TaskingRow:
    return TaskingRow(
        id=recorded.originator_id,
        incident=happened.incident,
        exercise=recorded.meta.exercise is not None,
        unit=happened.unit,
        person=happened.person,
        what=happened.what,
        receipt_due=happened.receipt_due,
        feedback_due=happened.feedback_due,
    )


def _changed(row: TaskingRow, happened: object) -> TaskingRow:
    match happened:
        case TaskingReceived():
            return replace(row, received=True)
        case TaskingAnswered():
            return replace(row, received=True, answered=True)
        case TaskingRanOut(awaited=awaited):
            return replace(row, ran_out=(*row.ran_out, awaited))
        case TaskingAskedAgain(round=round, feedback_due=due):
            return replace(row, round=round, feedback_due=due, answered=False, ran_out=())
    raise TypeError(f"{happened!r} changes no tasking")


TASKINGS = View(
    "taskings",
    1,
    TaskingRow,
    frozenset(
        one.TOPIC
        for one in (
            TaskingGiven,
            TaskingReceived,
            TaskingAnswered,
            TaskingAskedAgain,
            TaskingRanOut,
            TaskingSuperseded,
        )
    ),
    fold_tasking,
    resident=True,
)


def tasking_lines(rows: AllRows) -> tuple[TaskingLine, ...]:
    """Those still awaited: real before exercises, then by what is due first."""
    awaited = (row for row in rows[TASKINGS.name].values() if not row.answered)
    lines = (_line(rows, row) for row in awaited)
    return tuple(sorted(lines, key=lambda one: (one.exercise, one.due_at, str(one.id))))


def _line(rows: AllRows, row: TaskingRow) -> TaskingLine:
    opened, closed = rows[OPEN_INCIDENTS.name], rows[INCIDENT_NAMES.name]
    known = opened.get(row.incident) or closed.get(row.incident)
    return TaskingLine(
        id=row.id,
        incident=row.incident,
        number=known.number if known else "",
        exercise=row.exercise,
        whom=" ".join(_whom(rows, row)),
        what=row.what,
        round=row.round,
        awaited=row.awaited,
        due_at=row.due_at,
        ran_out=row.awaited in row.ran_out,
    )


def _whom(rows: AllRows, row: TaskingRow) -> Iterator[str]:
    unit = rows[UNITS.name].get(row.unit) if row.unit else None
    person = rows[PEOPLE.name].get(row.person) if row.person else None
    if unit:
        yield unit.profile.short_name or unit.profile.name
    if person:
        yield person.profile.name


class TaskingOf(NamedTuple):
    """One tasking of an instruction, as the incident's page shows it."""

    id: UUID
    tasking: Tasking
    whom: str


class InstructionOf(NamedTuple):
    """One instruction of an incident, with what it asked of whom."""

    id: UUID
    recorded: InstructionRecorded
    leader: str
    taskings: tuple[TaskingOf, ...]


def instructions_of(file: IncidentFile, name: Callable[[UUID], str]) -> tuple[InstructionOf, ...]:
    return tuple(
        InstructionOf(
            id,
            one.recorded,
            name(one.recorded.leader),
            tuple(_tasking_of(file, tasking, name) for tasking in one.taskings),
        )
        for id, one in file.instructions.items()
    )


def _tasking_of(file: IncidentFile, id: UUID, name: Callable[[UUID], str]) -> TaskingOf:
    tasking = file.taskings[id]
    named = (one for one in (tasking.given.unit, tasking.given.person) if one)
    return TaskingOf(id, tasking, " ".join(name(one) for one in named))
