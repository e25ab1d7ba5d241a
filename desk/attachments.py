"""附件: a stored file is named on record as an incident's."""

from __future__ import annotations

from uuid import UUID

from desk.draft import Draft
from desk.hops import surviving
from domain import attachment as attachments
from domain import incident as incidents
from domain.attachment import AttachmentAdded, attachment_id
from domain.kernel import Value


class StoredFile(Value):
    """Bytes that are on the disk."""

    sha256: str
    name: str
    media_type: str
    size: int


class AddAttachments(Value):
    incident: UUID
    files: tuple[StoredFile, ...]


class WithdrawAttachment(Value):
    attachment: UUID
    reason: str


class AttachmentAnswer(Value):
    incident: UUID


def add_attachments(draft: Draft, adding: AddAttachments) -> AttachmentAnswer:
    incident = surviving(draft, adding.incident)
    draft.inherit(draft.require(incident, incidents.evolve).exercise)
    for file in adding.files:
        id = attachment_id(incident, file.sha256)
        added = AttachmentAdded(
            incident=incident,
            sha256=file.sha256,
            name=file.name,
            media_type=file.media_type,
            size=file.size,
        )
        draft.record(id, attachments.add(draft.load(id, attachments.evolve), added))
    return AttachmentAnswer(incident=incident)


def withdraw_attachment(draft: Draft, withdrawing: WithdrawAttachment) -> AttachmentAnswer:
    attachment = draft.require(withdrawing.attachment, attachments.evolve)
    draft.inherit(draft.exercise_of(withdrawing.attachment))
    gone = attachments.withdraw(attachment, reason=withdrawing.reason)
    draft.record(withdrawing.attachment, gone)
    return AttachmentAnswer(incident=attachment.added.incident)
