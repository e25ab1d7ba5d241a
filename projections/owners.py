"""Who owns each call and note, which calls an incident came from, and what waits for somebody to accept it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from desk.log.envelope import Recorded
from domain.actors import Actor, ActorKind
from domain.desk_note import LASTING, NoteRecorded
from domain.incident import IncidentAbsorbed, IncidentOpened, SourceAttached
from domain.incoming_report import IncomingReceived
from domain.ownership import OwnershipAccepted, OwnershipOffered, OwnershipPassed
from projections.desk_notes import DESK_NOTES
from projections.open_incidents import OPEN_INCIDENTS
from projections.rows import Rows, View

AllRows = dict[str, Rows[Any]]


class OwnerRow(Struct, frozen=True):
    """Under the id of a call or a note its owner; under an incident's its calls."""

    owner: Actor | None = None
    offered_to: UUID | None = None
    calls: tuple[UUID, ...] = ()


class OfferRow(Struct, frozen=True):
    """Handed on and not accepted yet."""

    matter: UUID
    to: UUID
    words: str


def fold_owner(rows: Rows[OwnerRow], recorded: Recorded) -> None:
    id = recorded.originator_id
    match recorded.event:
        case IncomingReceived() | NoteRecorded():
            rows.put(id, OwnerRow(owner=recorded.meta.by))
        case OwnershipOffered(matter=matter, to=to):
            if row := rows.get(matter):
                rows.put(matter, replace(row, offered_to=to))
        case OwnershipAccepted(matter=matter, person=to) | OwnershipPassed(matter=matter, to=to):
            rows.put(matter, OwnerRow(owner=Actor(kind=ActorKind.PERSON, id=str(to))))
        case IncidentOpened(incoming=call) | SourceAttached(incoming=call):
            _add_calls(rows, id, (call,) if call else ())
        case IncidentAbsorbed(incoming=calls):
            _add_calls(rows, id, calls)


def _add_calls(rows: Rows[OwnerRow], incident: UUID, calls: tuple[UUID, ...]) -> None:
    before = rows.get(incident) or OwnerRow()
    rows.put(incident, replace(before, calls=tuple(dict.fromkeys((*before.calls, *calls)))))


def fold_offer(rows: Rows[OfferRow], recorded: Recorded) -> None:
    match recorded.event:
        case OwnershipOffered(matter=matter, to=to, words=words):
            rows.put(matter, OfferRow(matter, to, words))
        case OwnershipAccepted(matter=matter) | OwnershipPassed(matter=matter):
            rows.drop(matter)


def open_matters(rows: AllRows) -> Iterator[tuple[UUID, OwnerRow]]:
    """The calls of every open incident and the notes not finished, each with its owner."""
    owners = rows[OWNERS.name]
    came = (owners.get(incident.id) for incident in rows[OPEN_INCIDENTS.name].values())
    calls = (call for row in came if row for call in row.calls)
    noted = rows[DESK_NOTES.name].values()
    notes = (one.id for one in noted if one.listed or one.note.kind in LASTING)
    for matter in (*calls, *notes):
        if row := owners.get(matter):
            yield matter, row


HANDED = (OwnershipOffered, OwnershipAccepted, OwnershipPassed)
TAKEN = (IncomingReceived, NoteRecorded, IncidentOpened, SourceAttached, IncidentAbsorbed)
OWNERS = View("owners", 1, OwnerRow, frozenset(one.TOPIC for one in (*TAKEN, *HANDED)), fold_owner)
OFFERS = View(
    "offers", 1, OfferRow, frozenset(one.TOPIC for one in HANDED), fold_offer, resident=True
)
