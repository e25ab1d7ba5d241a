"""阅览留痕: the head of the trail of reading stands in the log, so that what was read cannot be unsaid."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from msgspec.structs import replace

from domain.kernel import Event, Refused, Value, name_id, reason_given


class TrailFailure(StrEnum):
    """Why it is not known who reads, or who has read."""

    UNWRITABLE = "unwritable"  # what is read now is not kept
    UNSOUND = "unsound"  # what was kept is gone or was changed


class ReadingTrailAnchored(Event):
    """So many readings were kept by then, and their chain ended so: hexadecimal."""

    TOPIC = "reading-trail.anchored"
    trail: UUID
    size: int
    head: str


class ReadingTrailFailed(Event):
    TOPIC = "reading-trail.failed"
    trail: UUID | None
    failure: TrailFailure
    words: str


class ReadingTrailResumed(Event):
    """It takes readings again; how many could not be kept, it says itself."""

    TOPIC = "reading-trail.resumed"
    trail: UUID


class ReadingTrailReplaced(Event):
    """A person says how the one before came to its end. Its file stays aside."""

    TOPIC = "reading-trail.replaced"
    trail: UUID
    explanation: str


class ReadingTrail(Value):
    trail: UUID | None = None
    size: int = 0
    head: str = ""
    failure: TrailFailure | None = None


class NothingToReplace(Refused):
    """阅览留痕没有待说明的异常"""

    EN: ClassVar[str] = "The trail of reading needs no explanation"


def reading_trail_id(store: UUID) -> UUID:
    return name_id(store, "reading-trail")


def evolve(trail: ReadingTrail | None, happened: Event) -> ReadingTrail:
    known = trail or ReadingTrail()
    match happened:
        case ReadingTrailAnchored(trail=id, size=size, head=head):
            return replace(known, trail=id, size=size, head=head)
        case ReadingTrailFailed(failure=failure):
            return replace(known, failure=failure)
        case ReadingTrailResumed() | ReadingTrailReplaced():
            return replace(known, failure=None)
    raise TypeError(f"{happened!r} is nothing of the trail's")


def anchor(known: ReadingTrail | None, *, trail: UUID, size: int, head: str) -> list[Event]:
    """Asked again it finds it done. One that grew shorter, or another one, is not what was kept."""
    before, now = known or ReadingTrail(), ReadingTrailAnchored(trail=trail, size=size, head=head)
    if (before.trail, before.size, before.head) == (trail, size, head):
        return []
    if before.trail is None and size == 0:
        return []
    if before.trail in (None, trail) and size > before.size:
        return [now]
    words = f"{trail} {size}, {before.trail} {before.size}"
    failed = fail(known, trail=trail, failure=TrailFailure.UNSOUND, words=words)
    return failed if before.trail == trail else [*failed, now]


def fail(
    known: ReadingTrail | None, *, trail: UUID | None, failure: TrailFailure, words: str
) -> list[Event]:
    """Said once. What was lost outweighs what cannot be kept now: it waits for a person."""
    if known and known.failure in (failure, TrailFailure.UNSOUND):
        return []
    return [ReadingTrailFailed(trail=trail, failure=failure, words=words)]


def resume(known: ReadingTrail | None, *, trail: UUID) -> list[Event]:
    if known is None or known.failure is not TrailFailure.UNWRITABLE:
        return []
    return [ReadingTrailResumed(trail=trail)]


def replace_trail(known: ReadingTrail | None, *, trail: UUID, explanation: str) -> list[Event]:
    """Raises NothingToReplace, ReasonMissing."""
    if known is None or known.failure is not TrailFailure.UNSOUND:
        raise NothingToReplace
    return [ReadingTrailReplaced(trail=trail, explanation=reason_given(explanation))]
