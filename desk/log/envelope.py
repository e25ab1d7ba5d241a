"""What surrounds an event on record: position, time, who and why. Bound for ever by docs/adr/0001."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, NamedTuple, Protocol
from uuid import UUID

import msgspec

from domain.actors import Actor, Via
from domain.kernel import Event, Refused, Value


class Reading(NamedTuple):
    """One look at the clock: the office's time, and what the machine's wall clock said."""

    now: datetime
    wall: datetime


class Clock(Protocol):
    """Handed in from outside: the log asks it the time under the writer's lock."""

    def __call__(self) -> Reading: ...


class RawClock(Value):
    """The wall clock as it was, and how far the recorded time is ahead of it."""

    wall: datetime
    offset_us: int


class Acting(Value):
    """Who acts, who typed it, in which post, through which door, and under which command id."""

    by: Actor
    recorded_by: Actor
    via: Via
    command_id: UUID
    account: str  # with the command id the scope of the receipt
    post: str | None = None
    fingerprint: bytes | None = None  # of the command's body; None keeps no receipt
    cause: int | None = None  # seq of the event that caused this command
    rule_book: str | None = None
    exercise: UUID | None = None
    seen: int | None = None  # the position whoever acts was shown; None: whatever stands now


class Meta(Value):
    """The part of an event's envelope that is stored as JSON beside its data."""

    by: Actor
    recorded_by: Actor
    post: str | None
    via: Via
    command_id: UUID
    cause: int | None
    rule_book: str | None
    exercise: UUID | None
    clock: RawClock


class Recorded(NamedTuple):
    """An event as it stands on record."""

    seq: int
    recorded_at: datetime
    originator_id: UUID
    originator_version: int
    topic: str
    event: Event
    meta: Meta


class StreamWrite(NamedTuple):
    """Events for one stream, on top of the version they were decided on (0: a new stream)."""

    originator_id: UUID
    expected_version: int
    events: tuple[Event, ...]


class Receipt(Value):
    """The answer to a command: where the log stood once it was durable, and what was answered."""

    seq: int
    chain: str
    recorded_at: datetime
    command_id: UUID
    answer: msgspec.Raw
    replayed: bool = False


class Head(NamedTuple):
    """The newest position, its link of the chain and its time."""

    seq: int
    chain: bytes
    recorded_at: datetime | None


class Conflict(Exception):
    """Somebody else wrote to one of these streams first: load again and decide again."""


class LogBroken(Exception):
    """The log takes no writes until it is opened again."""


class OutcomeUnknown(LogBroken):
    """The disk failed at the commit: the command may or may not stand. Read back by its key."""


class KeyReused(Refused):
    """此操作编号已用于另一内容"""

    EN: ClassVar[str] = "This command id was used for something else"
