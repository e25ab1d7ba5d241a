"""What was noted at the desk and has not ended, and which of it is handed on."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from desk.log.envelope import Recorded
from domain.desk_note import (
    NoteCorrected,
    NoteEnded,
    NoteListed,
    NoteRecorded,
    NoteStruck,
    NoteWords,
)
from projections.rows import Rows, View


class NoteRow(Struct, frozen=True):
    """A note that has not ended, as it reads now; `listed`: it is handed on."""

    id: UUID
    note: NoteWords
    listed: bool = False


def fold_note(rows: Rows[NoteRow], recorded: Recorded) -> None:
    happened, id = recorded.event, recorded.originator_id
    row = rows.get(id)
    match happened:
        case NoteRecorded(note=note):
            rows.put(id, NoteRow(id, note))
        case NoteCorrected(note=note) if row:
            rows.put(id, replace(row, note=note))
        case NoteListed() if row:
            rows.put(id, replace(row, listed=True))
        case NoteStruck() if row:
            rows.put(id, replace(row, listed=False))
        case NoteEnded():
            rows.drop(id)


DESK_NOTES = View(
    "desk_notes",
    1,
    NoteRow,
    frozenset(
        one.TOPIC for one in (NoteRecorded, NoteCorrected, NoteEnded, NoteListed, NoteStruck)
    ),
    fold_note,
    resident=True,
)
