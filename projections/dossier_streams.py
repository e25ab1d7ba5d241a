"""Which streams belong to one incident: its own, what hangs on it, what tells of it, and who is named in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from uuid import UUID

from contingency_plans.activation_events import ActivationProposed
from contingency_plans.plan_clock import PlanClockSet
from desk.dossier.rows import Rows
from desk.log.envelope import Recorded
from desk.log.stored import recorded
from domain.after_action import ReviewOpened
from domain.attachment import AttachmentAdded
from domain.breach import BreachProposed, BreachSuspected
from domain.dial import DialPlaced
from domain.document import DocumentIssued
from domain.notice import Rung
from domain.office import OfficeFounded
from domain.person import PersonRegistered
from domain.unit import UnitRegistered
from domain.verdict import BreachAlleged
from projections.incident_file import NEWEST, IncidentFile, gather

BESIDE = tuple(  # their first events name the incident
    kind.TOPIC
    for kind in (
        *(Rung, DialPlaced, AttachmentAdded, ActivationProposed, PlanClockSet, DocumentIssued),
        *(ReviewOpened, BreachProposed, BreachAlleged, BreachSuspected),
    )
)
REGISTERED = (UnitRegistered.TOPIC, PersonRegistered.TOPIC)
ID = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Recordings:
    """The rows of a dossier as events, up to its position."""

    def __init__(self, rows: Rows, upto: int = NEWEST) -> None:
        self._rows, self._upto = rows, upto

    def stream(self, originator_id: UUID) -> list[Recorded]:
        positions = self._rows.positions_of((originator_id,), self._upto)
        return [recorded(one.raw) for one in self._rows.at(positions)]


def file_of(rows: Rows, incident: UUID, upto: int) -> IncidentFile | None:
    """None: there was none yet. Raises Undecodable."""
    beside = tuple(rows.streams_naming(BESIDE, str(incident), upto))
    return gather(Recordings(rows, upto), incident, upto, beside=beside)


def positions_of(rows: Rows, file: IncidentFile, upto: int) -> list[int]:
    """Every event of the incident, and whole streams of the office, its units and people that are named in them."""
    own = rows.positions_of({one.originator_id for one in file.history}, upto)
    named = {id for row in rows.at(own) for id in _ids_in(row.state)}
    founded = set(rows.streams_naming((OfficeFounded.TOPIC,), "", upto))
    known = named & set(rows.streams_naming(REGISTERED, "", upto))
    return sorted({*own, *rows.positions_of(known | founded, upto)})


def context_of(rows: Rows, first: int, shown: Callable[[str], bool]) -> list[int]:
    """The office, its units and people, as they stood before a range began."""
    topics = [one for one in (OfficeFounded.TOPIC, *REGISTERED) if shown(one)]
    return rows.positions_of(rows.streams_naming(topics, "", first - 1), first - 1)


def _ids_in(state: bytes) -> Iterator[UUID]:
    return (UUID(found.decode()) for found in _distinct(ID.findall(state)))


def _distinct(found: Iterable[bytes]) -> Iterable[bytes]:
    return dict.fromkeys(found)
