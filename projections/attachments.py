"""The photos and files of an incident that are not withdrawn."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from desk.log.envelope import Recorded
from domain.attachment import AttachmentAdded, AttachmentWithdrawn
from projections.rows import Rows, View


class FileLine(Struct, frozen=True):
    id: UUID
    name: str
    media_type: str
    size: int
    added_at: datetime

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")


class FilesRow(Struct, frozen=True):
    """An incident's files under its id; under a file's id which incident that is."""

    incident: UUID
    files: tuple[FileLine, ...] = ()


def fold_attachment(rows: Rows[FilesRow], recorded: Recorded) -> None:
    happened, id = recorded.event, recorded.originator_id
    if isinstance(happened, AttachmentAdded):
        earlier = rows.get(happened.incident)
        files = earlier.files if earlier else ()
        line = FileLine(id, happened.name, happened.media_type, happened.size, recorded.recorded_at)
        rows.put(id, FilesRow(happened.incident))
        rows.put(happened.incident, FilesRow(happened.incident, (*files, line)))
    elif (known := rows.get(id)) and (row := rows.get(known.incident)):
        kept = tuple(one for one in row.files if one.id != id)
        rows.put(row.incident, replace(row, files=kept))


ATTACHMENTS = View(
    "attachments",
    1,
    FilesRow,
    frozenset({AttachmentAdded.TOPIC, AttachmentWithdrawn.TOPIC}),
    fold_attachment,
)
