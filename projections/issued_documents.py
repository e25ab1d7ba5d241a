"""Every paper that was issued under a number, in the order of its series."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from desk.log.envelope import Recorded
from domain.document import DocumentIssued, DocumentWithdrawn
from projections.rows import Rows, View


class DocumentRow(Struct, frozen=True):
    """As it was issued last. `reason`: why it was taken back, "" while it stands."""

    id: UUID
    issued: DocumentIssued
    issued_at: datetime
    exercise: bool
    reason: str = ""


def fold_document(rows: Rows[DocumentRow], recorded: Recorded) -> None:
    id = recorded.originator_id
    match recorded.event:
        case DocumentIssued() as issued:
            exercise = recorded.meta.exercise is not None
            rows.put(id, DocumentRow(id, issued, recorded.recorded_at, exercise))
        case DocumentWithdrawn(reason=reason):
            if row := rows.get(id):
                rows.put(id, replace(row, reason=reason))


DOCUMENTS = View(
    "documents",
    1,
    DocumentRow,
    frozenset({DocumentIssued.TOPIC, DocumentWithdrawn.TOPIC}),
    fold_document,
    resident=True,
)


def in_series(rows: Rows[DocumentRow]) -> list[DocumentRow]:
    """By kind, the newest first; exercises behind."""
    return sorted(
        rows.values(),
        key=lambda one: (
            one.exercise,
            one.issued.occasion.kind,
            -one.issued.year,
            -one.issued.number,
        ),
    )
