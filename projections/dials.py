"""Who was rung by hand about an incident, in the order of the stamps; and which number answered when."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from desk.log.envelope import Recorded
from domain.dial import DialEnded, DialOutcome, DialPlaced, DialPurpose, DialWithdrawn
from projections.rows import Rows, View


class DialLine(Struct, frozen=True):
    id: UUID
    purpose: DialPurpose
    person: UUID | None
    unit: UUID | None
    number: str
    dialled: datetime
    outcome: DialOutcome | None = None
    ended: datetime | None = None


class DialsRow(Struct, frozen=True):
    """An incident's dials under its id; under a dial's id which incident that was."""

    incident: UUID
    dials: tuple[DialLine, ...] = ()


def fold_dial(rows: Rows[DialsRow], recorded: Recorded) -> None:
    happened, id = recorded.event, recorded.originator_id
    if isinstance(happened, DialPlaced):
        earlier = rows.get(happened.incident)
        dials = earlier.dials if earlier else ()
        rows.put(id, DialsRow(happened.incident))
        rows.put(happened.incident, DialsRow(happened.incident, (*dials, _line(id, happened))))
    elif (known := rows.get(id)) and (row := rows.get(known.incident)):
        kept = tuple(_changed(one, happened) if one.id == id else one for one in row.dials)
        rows.put(row.incident, replace(row, dials=tuple(filter(None, kept))))


def _line(id: UUID, placed: DialPlaced) -> DialLine:
    return DialLine(
        id=id,
        purpose=placed.purpose,
        person=placed.person,
        unit=placed.unit,
        number=placed.number,
        dialled=placed.dialled.earliest,
    )


def _changed(line: DialLine, happened: object) -> DialLine | None:
    """None: taken back."""
    match happened:
        case DialEnded(outcome=outcome, ended=ended):
            return replace(line, outcome=outcome, ended=ended.earliest)
        case DialWithdrawn():
            return None
    return line


DIALS = View(
    "dials",
    1,
    DialsRow,
    frozenset({DialPlaced.TOPIC, DialEnded.TOPIC, DialWithdrawn.TOPIC}),
    fold_dial,
)
