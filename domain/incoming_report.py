"""接报: what was heard, from whom, by which channel, and what became of it."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from msgspec.structs import replace

from domain.actors import Sealed
from domain.facts import Fact, Place
from domain.kernel import Event, Refused, Value, reason_given
from domain.times import WorldTime
from domain.words import Channel, IncidentClass


class Heard(Value):
    """The words of a call as written down; everything but the pick-up may be unknown."""

    what: str = ""
    klass: IncidentClass = IncidentClass.UNKNOWN
    place: Place | None = None
    occurred: WorldTime | None = None
    facts: tuple[Fact, ...] = ()
    still_developing: bool | None = None
    sensitive: bool | None = None
    already_told: tuple[str, ...] = ()  # 110, 119, 120, departments


class IncomingReceived(Event):
    """The phone was picked up, or the message came in. A cut call still counts."""

    TOPIC = "incoming.received"
    received: WorldTime
    channel: Channel
    line: str
    heard: Heard
    caller_unit: UUID | None = None
    caller_post: str = ""
    caller_name: Sealed | None = None
    call_back: Sealed | None = None


class IncomingAmended(Event):
    """Completed or corrected by the officer who took it; what was first written stays in the log."""

    TOPIC = "incoming.amended"
    heard: Heard


class CallerStated(Event):
    """Who rang and how to ring back, found out afterwards: all of it as it is known now."""

    TOPIC = "incoming.caller-stated"
    caller_unit: UUID | None
    caller_post: str
    caller_name: Sealed | None
    call_back: Sealed | None


class Outcome(StrEnum):
    """What became of an incoming report."""

    INCIDENT = "incident"
    SECOND_SOURCE = "second_source"
    INFORMATION = "information"
    NOISE = "noise"


class IncomingDisposed(Event):
    TOPIC = "incoming.disposed"
    outcome: Outcome
    incident: UUID | None = None
    reason: str = ""


class Incoming(Value):
    received: WorldTime
    heard: Heard
    caller_unit: UUID | None
    outcome: Outcome | None = None
    incident: UUID | None = None
    caller_post: str = ""
    caller_name: Sealed | None = None
    call_back: Sealed | None = None


class NothingHeard(Refused):
    """回拨号码、地点、事由至少填一项"""

    EN: ClassVar[str] = "Give at least a call-back number, a place or what happened"


class DisposedAlready(Refused):
    """此来电已处理"""

    EN: ClassVar[str] = "This call has been dealt with"


def evolve(incoming: Incoming | None, happened: Event) -> Incoming:
    match happened:
        case IncomingReceived(received=received, heard=heard):
            return _called(Incoming(received=received, heard=heard, caller_unit=None), happened)
        case CallerStated() if incoming:
            return _called(incoming, happened)
        case IncomingAmended(heard=heard) if incoming:
            return replace(incoming, heard=heard)
        case IncomingDisposed(outcome=outcome, incident=incident) if incoming:
            return replace(incoming, outcome=outcome, incident=incident)
    raise TypeError(f"{happened!r} is no incoming report's")


def _called(incoming: Incoming, said: IncomingReceived | CallerStated) -> Incoming:
    return replace(
        incoming,
        caller_unit=said.caller_unit,
        caller_post=said.caller_post,
        caller_name=said.caller_name,
        call_back=said.call_back,
    )


def receive(incoming: Incoming | None, received: IncomingReceived) -> list[Event]:
    heard = received.heard
    if not (heard.what or heard.place or received.call_back):
        raise NothingHeard
    return [] if incoming else [received]


def amend(incoming: Incoming, *, heard: Heard) -> list[Event]:
    return [] if incoming.heard == heard else [IncomingAmended(heard=heard)]


def state_caller(incoming: Incoming, stated: CallerStated) -> list[Event]:
    return [] if _called(incoming, stated) == incoming else [stated]


def dispose(
    incoming: Incoming, *, outcome: Outcome, incident: UUID | None = None, reason: str = ""
) -> list[Event]:
    """Filing a call away without an incident needs a reason; the same disposal twice is once."""
    if (incoming.outcome, incoming.incident) == (outcome, incident):
        return []
    if incoming.outcome:
        raise DisposedAlready
    said = reason.strip() if incident else reason_given(reason)
    return [IncomingDisposed(outcome=outcome, incident=incident, reason=said)]
