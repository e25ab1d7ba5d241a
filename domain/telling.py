"""告知: one person is told of something that concerns them and wakes nobody; it waits until they have read it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from msgspec.structs import replace

from domain.kernel import Event, Refused, Value, name_id
from domain.notice import Outcome
from domain.times import WorldTime


class TellingKind(StrEnum):
    """What somebody is told of."""

    ROSTER_PUBLISHED = "roster_published"  # 值班表已发布
    SEAT_ASKED = "seat_asked"  # 请接班
    CHANGE_APPROVED = "change_approved"  # 换班已批准
    CHANGE_ENDED = "change_ended"  # 换班未成
    EXERCISE_TURNED_REAL = "exercise_turned_real"  # 演练转为真实


class Told(Event):
    """`about`: the roster or the change; `words` as they are sent; `concerns`: when the first shift of it begins."""

    TOPIC = "telling.told"
    person: UUID
    about: UUID
    kind: TellingKind
    words: str
    concerns: datetime | None
    at: datetime


class TellingSent(Event):
    """What a channel said of the message: the first answer, and each that is another."""

    TOPIC = "telling.sent"
    channel: str
    address: str
    outcome: Outcome
    said: str
    at: datetime


class TellingRead(Event):
    TOPIC = "telling.read"
    person: UUID
    read: WorldTime


class Telling(Value):
    told: Told
    outcomes: tuple[TellingSent, ...] = ()
    read: bool = False


class NotTold(Refused):
    """这条告知是发给别人的"""

    EN: ClassVar[str] = "This was told to somebody else"


def telling_id(about: UUID, person: UUID, kind: TellingKind, occasion: int = 1) -> UUID:
    """Of one thing one person is told once; a roster's `occasion` is its version."""
    return name_id(about, "telling", person, kind, occasion)


def evolve(telling: Telling | None, happened: Event) -> Telling:
    match happened:
        case Told():
            return Telling(told=happened)
        case TellingSent() if telling:
            return replace(telling, outcomes=(*telling.outcomes, happened))
        case TellingRead() if telling:
            return replace(telling, read=True)
    raise TypeError(f"{happened!r} is no telling's")


def tell(telling: Telling | None, told: Told) -> list[Event]:
    return [] if telling else [told]


def sent(telling: Telling, sending: TellingSent) -> list[Event]:
    before = [one for one in telling.outcomes if one.channel == sending.channel]
    if before and before[-1].outcome is sending.outcome:
        return []
    return [sending]


def read(telling: Telling, *, person: UUID, read: WorldTime) -> list[Event]:
    """By whoever was told, and once."""
    if person != telling.told.person:
        raise NotTold(person)
    return [] if telling.read else [TellingRead(person=person, read=read)]
