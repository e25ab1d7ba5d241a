"""待签发: the reports that lie before a leader and are not signed yet."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from desk.log.envelope import Recorded
from domain.signature_wait import SignatureAsked, SignatureRanOut, SignatureWaitEnded
from domain.telephone_signature import TelephoneSigned
from projections.network import PEOPLE
from projections.open_incidents import OPEN_INCIDENTS
from projections.rows import Rows, View
from projections.shapes import SignatureLine

AllRows = dict[str, Rows[Any]]


class WaitRow(Struct, frozen=True):
    id: UUID
    incident: UUID
    exercise: bool
    signer: UUID
    asked_at: datetime
    due_at: datetime
    ran_out: bool = False


def fold_wait(rows: Rows[WaitRow], recorded: Recorded) -> None:
    happened, id = recorded.event, recorded.originator_id
    match happened:
        case SignatureAsked(incident=incident, signer=signer, asked=asked, due_at=due_at):
            exercise = recorded.meta.exercise is not None
            rows.put(id, WaitRow(id, incident, exercise, signer, asked.latest, due_at))
        case SignatureRanOut() if row := rows.get(id):
            rows.put(id, replace(row, ran_out=True))
        case _:
            rows.drop(id)


SIGNATURE_WAITS = View(
    "signature_waits",
    1,
    WaitRow,
    frozenset(
        one.TOPIC for one in (SignatureAsked, SignatureRanOut, SignatureWaitEnded, TelephoneSigned)
    ),
    fold_wait,
    resident=True,
)


def signature_lines(rows: AllRows) -> tuple[SignatureLine, ...]:
    """Of the incidents still open: real before exercises, then by what is due first."""
    cards = rows[OPEN_INCIDENTS.name]
    lines = (
        _line(rows, row, card.number)
        for row in rows[SIGNATURE_WAITS.name].values()
        if (card := cards.get(row.incident))
    )
    return tuple(sorted(lines, key=lambda one: (one.exercise, one.due_at, str(one.id))))


def _line(rows: AllRows, row: WaitRow, number: str) -> SignatureLine:
    signer = rows[PEOPLE.name].get(row.signer)
    return SignatureLine(
        id=row.id,
        incident=row.incident,
        number=number,
        exercise=row.exercise,
        whom=signer.profile.name if signer else "",
        asked_at=row.asked_at,
        due_at=row.due_at,
        ran_out=row.ran_out,
    )
