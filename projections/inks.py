"""待补签: the reports that were signed over the telephone and not yet on paper."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from desk.log.envelope import Recorded
from domain.telephone_signature import InkDropped, InkRanOut, InkSigned, TelephoneSigned
from projections.rows import Rows, View


class InkRow(Struct, frozen=True):
    id: UUID
    incident: UUID
    exercise: bool
    signer: UUID
    due_at: datetime
    ran_out: bool = False


def fold_ink(rows: Rows[InkRow], recorded: Recorded) -> None:
    happened, id = recorded.event, recorded.originator_id
    match happened:
        case TelephoneSigned():
            exercise = recorded.meta.exercise is not None
            owed = InkRow(id, happened.incident, exercise, happened.signer, happened.ink_due)
            rows.put(id, owed)
        case InkRanOut() if row := rows.get(id):
            rows.put(id, replace(row, ran_out=True))
        case _:
            rows.drop(id)


INKS = View(
    "inks",
    1,
    InkRow,
    frozenset(one.TOPIC for one in (TelephoneSigned, InkRanOut, InkSigned, InkDropped)),
    fold_ink,
    resident=True,
)
