"""附件: a photo or file that belongs to an incident, named by the hash of its bytes."""

from __future__ import annotations

from uuid import UUID

from msgspec.structs import replace

from domain.kernel import Event, Value, name_id, reason_given


class AttachmentAdded(Event):
    """The bytes are on the disk already; `media_type` is what they are, not what was said of them."""

    TOPIC = "attachment.added"
    incident: UUID
    sha256: str
    name: str
    media_type: str
    size: int  # bytes


class AttachmentWithdrawn(Event):
    """Shown no more; the bytes stay, because they were part of what was known."""

    TOPIC = "attachment.withdrawn"
    reason: str


class Attachment(Value):
    added: AttachmentAdded
    withdrawn: bool = False


def attachment_id(incident: UUID, sha256: str) -> UUID:
    """The same file of one incident is one attachment."""
    return name_id(incident, "attachment", sha256)


def evolve(attachment: Attachment | None, happened: Event) -> Attachment:
    match happened:
        case AttachmentAdded():
            return Attachment(added=happened)
        case AttachmentWithdrawn() if attachment:
            return replace(attachment, withdrawn=True)
    raise TypeError(f"{happened!r} is no attachment's")


def add(attachment: Attachment | None, adding: AttachmentAdded) -> list[Event]:
    """Sent again it is there already; withdrawn before, it is back."""
    return [adding] if attachment is None or attachment.withdrawn else []


def withdraw(attachment: Attachment, *, reason: str) -> list[Event]:
    if attachment.withdrawn:
        return []
    return [AttachmentWithdrawn(reason=reason_given(reason))]
