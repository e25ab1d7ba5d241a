"""声音: whether the desk can be heard, for how long it is silenced, and how the test of it went."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from msgspec.structs import replace

from domain.kernel import Event, Value, name_id

SILENCE = timedelta(seconds=60)


class SoundLost(Event):
    """No page that can be heard has said so since then."""

    TOPIC = "sound.lost"
    since: datetime


class SoundHeard(Event):
    TOPIC = "sound.heard"
    at: datetime


class SoundSilenced(Event):
    """For a minute; it answers nothing."""

    TOPIC = "sound.silenced"
    until: datetime


class SoundTested(Event):
    """Two digits were played, and an officer wrote down what was heard."""

    TOPIC = "sound.tested"
    person: UUID | None
    fits: bool
    at: datetime


class Sounding(Value):
    """`audible` None: nobody has said anything yet."""

    audible: bool | None = None
    silenced_until: datetime | None = None


def sounding_id(office: UUID) -> UUID:
    return name_id(office, "sounding")


def evolve(sounding: Sounding | None, happened: Event) -> Sounding:
    known = sounding or Sounding()
    match happened:
        case SoundLost():
            return replace(known, audible=False)
        case SoundHeard():
            return replace(known, audible=True)
        case SoundSilenced(until=until):
            return replace(known, silenced_until=until)
        case SoundTested():
            return known
    raise TypeError(f"{happened!r} is nothing of the sound's")


def lose(sounding: Sounding | None, *, since: datetime) -> list[Event]:
    return [] if sounding and sounding.audible is False else [SoundLost(since=since)]


def hear(sounding: Sounding | None, *, at: datetime) -> list[Event]:
    return [] if sounding and sounding.audible else [SoundHeard(at=at)]


def silence(_: Sounding | None, *, at: datetime) -> list[Event]:
    """Asked again it lasts a minute from then on."""
    return [SoundSilenced(until=at + SILENCE)]


def sound_tested(
    _: Sounding | None, *, person: UUID | None, fits: bool, at: datetime
) -> list[Event]:
    return [SoundTested(person=person, fits=fits, at=at)]
