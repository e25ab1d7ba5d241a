"""Every real incident, closed ones too, by kind and day: exercises, what was annulled and what was merged are not here."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from desk.log.envelope import Recorded
from domain.incident import (
    ClassAssigned,
    IncidentAnnulled,
    IncidentMerged,
    IncidentOpened,
    OccurrenceStated,
)
from domain.words import IncidentClass
from domain.working_days import BEIJING
from projections.rows import Rows, View


class RealIncidentRow(Struct, frozen=True):
    """`at`: when it happened, as known best; else when it was put on record."""

    id: UUID
    number: str
    title: str
    klass: IncidentClass
    subtype: str
    at: datetime

    @property
    def day(self) -> date:
        return self.at.astimezone(BEIJING).date()


def fold_real_incident(rows: Rows[RealIncidentRow], recorded: Recorded) -> None:
    id, happened = recorded.originator_id, recorded.event
    row = rows.get(id)
    match happened:
        case IncidentOpened(exercise=None):
            rows.put(id, _opened(happened, recorded.recorded_at))
        case IncidentAnnulled() | IncidentMerged() if row:
            rows.drop(id)
        case ClassAssigned(klass=klass, subtype=subtype) if row:
            rows.put(id, replace(row, klass=klass, subtype=subtype))
        case OccurrenceStated(occurred=occurred) if row:
            rows.put(id, replace(row, at=occurred.earliest))


def _opened(happened: IncidentOpened, at: datetime) -> RealIncidentRow:
    return RealIncidentRow(
        id=happened.incident,
        number=happened.number,
        title=happened.title,
        klass=happened.klass,
        subtype=happened.subtype,
        at=happened.occurred.earliest if happened.occurred else at,
    )


REAL_INCIDENTS = View(
    "real_incidents",
    1,
    RealIncidentRow,
    frozenset(
        kind.TOPIC
        for kind in (
            IncidentOpened,
            ClassAssigned,
            OccurrenceStated,
            IncidentAnnulled,
            IncidentMerged,
        )
    ),
    fold_real_incident,
    resident=True,
)
