"""未读告知: what people were told and have not read yet."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from desk.log.envelope import Recorded
from domain.telling import TellingKind, TellingRead, Told
from projections.rows import Rows, View


class TellingRow(Struct, frozen=True):
    id: UUID
    person: UUID
    kind: TellingKind
    words: str
    told_at: datetime
    concerns: datetime | None
    part_of: UUID | None = None  # the exercise


def fold_telling(rows: Rows[TellingRow], recorded: Recorded) -> None:
    id = recorded.originator_id
    match recorded.event:
        case Told(person=person, kind=kind, words=words, at=at, concerns=concerns):
            part_of = recorded.meta.exercise
            rows.put(id, TellingRow(id, person, kind, words, at, concerns, part_of))
        case _:
            rows.drop(id)


TELLINGS = View(
    "tellings",
    2,
    TellingRow,
    frozenset({Told.TOPIC, TellingRead.TOPIC}),
    fold_telling,
    resident=True,
)
