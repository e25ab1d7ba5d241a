"""What every event, every refusal and every fold is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, ClassVar, TypeVar, dataclass_transform
from uuid import UUID, uuid5

import msgspec

State = TypeVar("State")


class Refused(Exception):
    """办不到

    The domain says no, in words a duty officer would use: the docstring's first line is the message
    shown in Chinese, EN the one shown in English, the arguments are details for the log.
    """

    EN: ClassVar[str] = "It cannot be done"

    @property
    def zh(self) -> str:
        return (type(self).__doc__ or "").strip().splitlines()[0]


class ReasonMissing(Refused):
    """请写明理由"""

    EN: ClassVar[str] = "Give the reason"


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Value(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A value inside an event: immutable, compared by its content."""


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Event(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that happened, as pure data. Who, when recorded and in which stream stand in the envelope.

    TOPIC is stored and never changes; VERSION counts the shapes the data of this topic has had.
    """

    TOPIC: ClassVar[str]
    VERSION: ClassVar[int] = 1

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "TOPIC" in cls.__dict__:
            _register(cls)


class Timed(Event, frozen=True, kw_only=True):
    """An event that moves an alarm: `next_at` is when the sweep must look again, None for never.

    The log keeps the due index from this field alone, in the transaction that stores the event.
    """

    next_at: datetime | None


TOPICS: dict[str, type[Event]] = {}


def _register(event_class: type[Event]) -> None:
    taken = TOPICS.setdefault(event_class.TOPIC, event_class)
    if taken.__qualname__ != event_class.__qualname__ or taken.__module__ != event_class.__module__:
        raise TypeError(f"topic {event_class.TOPIC} belongs to {taken.__qualname__} already")


def fold(
    evolve: Callable[[State | None, Any], State], state: State | None, history: Iterable[Event]
) -> State | None:
    """Replay history into a state. Pure: the same events give the same state, today and in ten years."""
    for happened in history:
        state = evolve(state, happened)
    return state


def reason_given(reason: str) -> str:
    """Raises ReasonMissing when nothing is said."""
    if not reason.strip():
        raise ReasonMissing
    return reason.strip()


def name_id(parent: UUID, *parts: object) -> UUID:
    """A deterministic id: the same thing asked for twice is the same thing.

    The parts are joined as canonical JSON, so that no two lists of parts can collide.
    """
    text = msgspec.json.encode([str(part) for part in parts], order="deterministic")
    return uuid5(parent, text.decode())
