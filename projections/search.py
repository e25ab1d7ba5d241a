"""Every incident there ever was, by what people remember of it: number, words, place, kind."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from desk.log.envelope import Recorded
from domain.incident import (
    IncidentAnnulled,
    IncidentClosed,
    IncidentMerged,
    IncidentOpened,
    Standing,
)
from domain.kernel import Event
from projections.rows import Rows, View


class FoundRow(Struct, frozen=True):
    id: UUID
    number: str
    title: str
    place: str
    exercise: bool
    opened_at: datetime
    standing: Standing = Standing.OPEN


def fold_found(rows: Rows[FoundRow], recorded: Recorded) -> None:
    happened, id = recorded.event, recorded.originator_id
    if isinstance(happened, IncidentOpened):
        rows.put(id, _row(happened, recorded))
    elif row := rows.get(id):
        rows.put(id, replace(row, standing=ENDS[type(happened)]))


def _row(happened: IncidentOpened, recorded: Recorded) -> FoundRow:
    return FoundRow(
        id=happened.incident,
        number=happened.number,
        title=happened.title,
        place=happened.place.text if happened.place else "",
        exercise=happened.exercise is not None,
        opened_at=recorded.recorded_at,
    )


ENDS: dict[type[Event], Standing] = {
    IncidentClosed: Standing.CLOSED,
    IncidentAnnulled: Standing.ANNULLED,
    IncidentMerged: Standing.MERGED,
}
SEARCH = View(
    "search",
    1,
    FoundRow,
    frozenset({IncidentOpened.TOPIC, *(kind.TOPIC for kind in ENDS)}),
    fold_found,
)
