"""人员: a person of the network and the posts held in time (责随职走: the post answers for its hour)."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from msgspec.structs import replace

from domain.kernel import Event, Refused, Value


class PersonProfile(Value):
    """Staff of the network, with work contacts: needed in clear on a dial list."""

    name: str
    unit: UUID
    phone: str = ""


class PersonRegistered(Event):
    TOPIC = "person.registered"
    person: UUID
    profile: PersonProfile


class PersonRevised(Event):
    TOPIC = "person.revised"
    person: UUID
    profile: PersonProfile


class PostTaken(Event):
    TOPIC = "person.post-taken"
    person: UUID
    post: str
    unit: UUID
    since: datetime


class PostLeft(Event):
    TOPIC = "person.post-left"
    person: UUID
    post: str
    unit: UUID
    until: datetime


class DutyTrained(Event):
    """值班培训: has been trained for the desk on that day."""

    TOPIC = "person.duty-trained"
    person: UUID
    on: date


class Tenure(Value):
    """One post in one unit, held since."""

    post: str
    unit: UUID
    since: datetime


class Person(Value):
    id: UUID
    profile: PersonProfile
    posts: tuple[Tenure, ...] = ()
    trained: date | None = None


class PostNotHeld(Refused):
    """此人当时不任该职"""

    EN: ClassVar[str] = "This person does not hold that post"


def evolve(person: Person | None, happened: Event) -> Person:
    match happened:
        case PersonRegistered(person=id, profile=profile):
            return Person(id=id, profile=profile)
        case PersonRevised(profile=profile) if person:
            return replace(person, profile=profile)
        case PostTaken(post=post, unit=unit, since=since) if person:
            taken = Tenure(post=post, unit=unit, since=since)
            return replace(person, posts=(*person.posts, taken))
        case PostLeft(post=post, unit=unit) if person:
            kept = tuple(t for t in person.posts if (t.post, t.unit) != (post, unit))
            return replace(person, posts=kept)
        case DutyTrained(on=on) if person:
            return replace(person, trained=on)
    raise TypeError(f"{happened!r} is no person's")


def register(person: Person | None, *, id: UUID, profile: PersonProfile) -> list[Event]:
    """Registered anew with the same words, nothing happens; with others, it is revised."""
    if person is None:
        return [PersonRegistered(person=id, profile=profile)]
    if person.profile == profile:
        return []
    return [PersonRevised(person=id, profile=profile)]


def take_post(person: Person, *, post: str, unit: UUID, since: datetime) -> list[Event]:
    if _holds(person, post, unit):
        return []
    return [PostTaken(person=person.id, post=post, unit=unit, since=since)]


def leave_post(person: Person, *, post: str, unit: UUID, until: datetime) -> list[Event]:
    if not _holds(person, post, unit):
        raise PostNotHeld(post)
    return [PostLeft(person=person.id, post=post, unit=unit, until=until)]


def train(person: Person, *, on: date) -> list[Event]:
    """Trained again on another day is trained anew."""
    return [] if person.trained == on else [DutyTrained(person=person.id, on=on)]


def _holds(person: Person, post: str, unit: UUID) -> bool:
    return any((t.post, t.unit) == (post, unit) for t in person.posts)
