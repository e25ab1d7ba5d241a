"""Every incident still open, as the board shows it; and what each was called, also once it is closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from desk.log.envelope import Recorded
from domain.facts import Place
from domain.incident import (
    ClassAssigned,
    FactStated,
    IncidentAbsorbed,
    IncidentAnnulled,
    IncidentClosed,
    IncidentMerged,
    IncidentOpened,
    KnowledgeRecorded,
    LevelDecided,
    SensitivityMarked,
    SourceAttached,
)
from domain.kernel import Event
from domain.words import IncidentClass, Level
from projections.rows import Rows, View


class IncidentRow(Struct, frozen=True):
    id: UUID
    number: str
    exercise: bool
    title: str
    klass: IncidentClass
    place: Place | None
    opened_at: datetime
    level: Level = Level.UNKNOWN
    sensitive: bool = False
    figures: dict[str, int] = {}  # absent: unknown; 0: confirmed none
    sources: int = 0
    last_report_at: datetime | None = None


class NameRow(Struct, frozen=True):
    """A clock may outlive its incident: what was not told before the closing is still owed."""

    number: str
    title: str


def _in_store_order(figures: dict[str, int]) -> dict[str, int]:
    """As a restart reads them back: the card is the same before and after."""
    return dict(sorted(figures.items()))


CHANGES: dict[type[Event], Callable[[IncidentRow, Any, datetime], IncidentRow]] = {
    SourceAttached: lambda row, e, _: replace(row, sources=row.sources + 1),
    FactStated: lambda row, e, _: replace(
        row, figures=_in_store_order(row.figures | {e.fact.figure.value: e.fact.value})
    ),
    ClassAssigned: lambda row, e, _: replace(row, klass=e.klass),
    LevelDecided: lambda row, e, _: replace(row, level=e.level),
    SensitivityMarked: lambda row, e, _: replace(row, sensitive=e.sensitive),
    KnowledgeRecorded: lambda row, e, at: replace(row, last_report_at=at) if e.report else row,
    IncidentAbsorbed: lambda row, e, _: replace(row, sources=row.sources + len(e.incoming)),
}
ENDINGS: tuple[type[Event], ...] = (IncidentAnnulled, IncidentMerged, IncidentClosed)
KINDS: tuple[type[Event], ...] = (IncidentOpened, *CHANGES, *ENDINGS)


def fold_incident(rows: Rows[IncidentRow], recorded: Recorded) -> None:
    happened, id = recorded.event, recorded.originator_id
    if isinstance(happened, IncidentOpened):
        rows.put(id, _opened(happened, recorded.recorded_at))
    elif isinstance(happened, ENDINGS):
        rows.drop(id)
    elif row := rows.get(id):
        rows.put(id, CHANGES[type(happened)](row, happened, recorded.recorded_at))


def fold_name(rows: Rows[NameRow], recorded: Recorded) -> None:
    happened = recorded.event
    if isinstance(happened, IncidentOpened):
        rows.put(recorded.originator_id, NameRow(happened.number, happened.title))


def _opened(happened: IncidentOpened, at: datetime) -> IncidentRow:
    return IncidentRow(
        id=happened.incident,
        number=happened.number,
        exercise=happened.exercise is not None,
        title=happened.title,
        klass=happened.klass,
        place=happened.place,
        opened_at=at,
        sources=1 if happened.incoming else 0,
    )


OPEN_INCIDENTS = View(
    "open_incidents",
    1,
    IncidentRow,
    frozenset(kind.TOPIC for kind in KINDS),
    fold_incident,
    resident=True,
)
INCIDENT_NAMES = View(
    "incident_names",
    1,
    NameRow,
    frozenset({IncidentOpened.TOPIC}),
    fold_name,
)
