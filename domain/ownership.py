"""首问负责: whoever took a call or made a note owns it, until somebody has accepted it or took it over by a signed list."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from msgspec.structs import replace

from domain.actors import Actor, ActorKind
from domain.kernel import Event, Refused, Value, name_id
from domain.times import WorldTime


class OwnershipOffered(Event):
    """Somebody is asked to take it over; until they say so it stays where it is."""

    TOPIC = "ownership.offered"
    matter: UUID
    to: UUID
    words: str
    offered: WorldTime


class OwnershipAccepted(Event):
    TOPIC = "ownership.accepted"
    matter: UUID
    person: UUID
    accepted: WorldTime


class OwnershipPassed(Event):
    """It stood on the list that both sides signed: the relief's lead officer owns it."""

    TOPIC = "ownership.passed"
    matter: UUID
    to: UUID
    handover: UUID
    passed: WorldTime


class Ownership(Value):
    """What came after the taking. `owner` None: nobody has accepted it yet."""

    owner: UUID | None = None
    offered_to: UUID | None = None


class OwnedAlready(Refused):
    """此事已由此人负责"""

    EN: ClassVar[str] = "This person owns it already"


class NotOffered(Refused):
    """此事没有转给此人"""

    EN: ClassVar[str] = "It was not handed on to this person"


def ownership_id(matter: UUID) -> UUID:
    return name_id(matter, "ownership")


def owner_of(taken_by: Actor, ownership: Ownership | None) -> Actor:
    """There is always one: whoever took it, if nobody after."""
    if ownership is None or ownership.owner is None:
        return taken_by
    return Actor(kind=ActorKind.PERSON, id=str(ownership.owner))


def evolve(ownership: Ownership | None, happened: Event) -> Ownership:
    known = ownership or Ownership()
    match happened:
        case OwnershipOffered(to=to):
            return replace(known, offered_to=to)
        case OwnershipAccepted(person=owner) | OwnershipPassed(to=owner):
            return Ownership(owner=owner)
    raise TypeError(f"{happened!r} is nothing of an ownership's")


def offer(
    ownership: Ownership | None, offering: OwnershipOffered, *, taken_by: Actor
) -> list[Event]:
    """Offered to another person, it is offered to the first no more."""
    if _owns(offering.to, taken_by, ownership):
        raise OwnedAlready(offering.to)
    if ownership and ownership.offered_to == offering.to:
        return []
    return [offering]


def accept(
    ownership: Ownership | None, accepting: OwnershipAccepted, *, taken_by: Actor
) -> list[Event]:
    if _owns(accepting.person, taken_by, ownership):
        return []
    if ownership is None or ownership.offered_to != accepting.person:
        raise NotOffered(accepting.person)
    return [accepting]


def pass_on(
    ownership: Ownership | None, passing: OwnershipPassed, *, taken_by: Actor
) -> list[Event]:
    """Also what was offered to somebody and not accepted: the list was signed."""
    return [] if _owns(passing.to, taken_by, ownership) else [passing]


def _owns(person: UUID, taken_by: Actor, ownership: Ownership | None) -> bool:
    owner = owner_of(taken_by, ownership)
    return owner.kind is ActorKind.PERSON and owner.id == str(person)
