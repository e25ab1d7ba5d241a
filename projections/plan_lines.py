"""预案在板上: the responses in force, and the cards and decisions that count down among the clocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from domain.tasking import Awaited
from projections.activations import ACTIVATIONS, ActivationRow
from projections.instructions import TASKINGS
from projections.network import UNITS
from projections.open_incidents import INCIDENT_NAMES, OPEN_INCIDENTS, IncidentRow, NameRow
from projections.plan_shapes import PlanClockLine, ResponseLine
from projections.plans import PLAN_CLOCKS, PlanClockRow
from projections.rows import Rows

AllRows = dict[str, Rows[Any]]


def plan_clock_lines(rows: AllRows) -> tuple[PlanClockLine, ...]:
    """Open ones of incidents alone: what the register owes is on a page of its own.

    Real before exercise, run out before running, then by what is due first.
    """
    found: Iterable[PlanClockRow] = rows[PLAN_CLOCKS.name].values()
    standing = (one for one in found if one.clock.clock_set.incident and one.clock.open)
    return tuple(sorted((_clock(rows, one) for one in standing), key=lambda one: one.urgency))


def response_lines(rows: AllRows, clocks: Iterable[PlanClockLine]) -> tuple[ResponseLine, ...]:
    """In force; real before exercise, the gravest first. `clocks`: those that are open."""
    open_ones = tuple(clocks)
    cards = Counter(one.subject for one in open_ones)
    over = Counter(one.subject for one in open_ones if one.ran_out)
    standing: Iterable[ActivationRow] = rows[ACTIVATIONS.name].values()
    lines = (
        _response(rows, one, cards[one.id], over[one.id])
        for one in standing
        if one.activation.in_force
    )
    return tuple(sorted(lines, key=_gravity))


def _gravity(line: ResponseLine) -> tuple[object, ...]:
    return line.exercise, list(type(line.level)).index(line.level), line.started_at, str(line.id)


def _clock(rows: AllRows, row: PlanClockRow) -> PlanClockLine:
    told, ran_out = row.clock.clock_set, row.clock.ran_out
    assert told.incident
    known = _incident(rows, told.incident)
    return PlanClockLine(
        id=row.id,
        incident=told.incident,
        number=known.number if known else "",
        title=known.title if known else "",
        exercise=row.exercise,
        kind=told.kind,
        subject=told.subject,
        name=told.name,
        who=_unit(rows, told.owner, told.owner_words),
        start_at=row.clock.start.earliest,
        due_at=row.clock.due_at,
        ran_out=ran_out is not None,
        chimed_at=ran_out.noticed_at if ran_out and told.chimes else None,
    )


def _unit(rows: AllRows, owner: UUID | None, words: str) -> str:
    """The words in which it was given; else the unit's own name."""
    row = rows[UNITS.name].get(owner) if owner and not words else None
    return (row.profile.short_name or row.profile.name) if row else words


def _response(rows: AllRows, row: ActivationRow, cards: int, over: int) -> ResponseLine:
    told = row.activation.proposed
    return ResponseLine(
        id=row.id,
        incident=told.incident,
        number=_number(rows, told.incident),
        exercise=row.exercise,
        plan=told.pinned.title,
        level=row.activation.response_level,
        started_at=_started_at(row),
        cards=cards,
        ran_out=over,
        unacknowledged=sum(_unacknowledged(rows, row)),
    )


def _unacknowledged(rows: AllRows, row: ActivationRow) -> Iterator[bool]:
    """Units that have not said that they have it, after the time they were given."""
    assert row.activation.started
    for one in row.activation.started.notified:
        tasking = rows[TASKINGS.name].get(one.tasking)
        yield bool(tasking and not tasking.received and Awaited.RECEIPT in tasking.ran_out)


def _started_at(row: ActivationRow) -> datetime:
    assert row.activation.started
    return row.activation.started.started.earliest


def _number(rows: AllRows, id: UUID) -> str:
    known = _incident(rows, id)
    return known.number if known else ""


def _incident(rows: AllRows, id: UUID) -> IncidentRow | NameRow | None:
    found: IncidentRow | None = rows[OPEN_INCIDENTS.name].get(id)
    return found or rows[INCIDENT_NAMES.name].get(id)
