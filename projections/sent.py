"""发给谁了什么: each message to a person, what its channels said of it, whether it was opened and answered, up to a position."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from desk.log.envelope import Recorded
from domain.escalation_policy import Duty
from domain.notice import Acknowledged, Attempted, RingEnded, Rung, RungForShift
from domain.tasking import (
    TaskingAnswered,
    TaskingAskedAgain,
    TaskingGiven,
    TaskingReceived,
    TaskingSuperseded,
)
from domain.telling import TellingRead, TellingSent, Told
from domain.times import WorldTime
from projections.up_to import UpTo

BEGINNINGS = (Rung, RungForShift, Told, TaskingGiven)
Said = Attempted | TellingSent


RING, TELLING, TASKING = "ring", "telling", "tasking"  # 叫应、告知、交办


class Message(NamedTuple):
    """One message. `person` None: whoever held `duty`, at the desk. `said`: of each channel the last word.

    `opened`: read, or received, as somebody put on record. `until`: a ring's answer holds so long.
    `over`: nothing was left to do about it.
    """

    seq: int
    stream: UUID
    kind: str
    person: UUID | None
    duty: Duty | None
    sent_at: datetime
    incident: UUID | None
    about: object = ""  # words, or a closed list's member
    number: int = 1  # of the ring
    said: tuple[Said, ...] = ()
    opened: WorldTime | None = None
    answered: WorldTime | None = None
    answered_by: UUID | None = None
    until: datetime | None = None
    words: str = ""  # of the answer
    over: datetime | None = None


def sent_to(known: UpTo, person: UUID, after: int = 0) -> tuple[Message, ...]:
    """What was first sent to the person behind position `after`, newest first."""
    begun = known.told(after, *BEGINNINGS)
    streams = (one.originator_id for one in begun if getattr(one.event, "person", None) == person)
    found = (one for one in messages(known, streams) if one.person == person and one.seq > after)
    return tuple(reversed(tuple(found)))


def messages(known: UpTo, streams: Iterable[UUID]) -> tuple[Message, ...]:
    """Of these streams, in the order in which they were sent."""
    found = [one for id in dict.fromkeys(streams) for one in _of_stream(known.stream(id))]
    return tuple(sorted(found, key=lambda one: one.seq))


def _of_stream(history: Iterable[Recorded]) -> list[Message]:
    """Of a notice one message a ring; of anything else one."""
    sent: list[Message] = []
    for one in history:
        begun = _begun(one)
        if begun:
            sent.append(begun)
        elif sent:
            number = getattr(one.event, "number", sent[-1].number)
            sent = [_after(m, one) if m.number == number else m for m in sent]
    return sent


def _begun(one: Recorded) -> Message | None:
    seq, id = one.seq, one.originator_id
    match one.event:
        case Rung(person=person, duty=duty, at=at, number=n, cause=cause, incident=incident):
            return Message(seq, id, RING, person, duty, at, incident, cause, n)
        case RungForShift(person=person, duty=duty, at=at, number=n, cause=cause):
            return Message(seq, id, RING, person, duty, at, None, cause, n)
        case Told(person=person, words=words, at=at):
            return Message(seq, id, TELLING, person, None, at, None, words)
        case TaskingGiven(person=person, what=what, incident=incident):
            at = one.recorded_at
            return Message(seq, id, TASKING, person, None, at, incident, what)
    return None


def _after(sent: Message, one: Recorded) -> Message:
    match one.event:
        case Attempted() | TellingSent():
            others = tuple(said for said in sent.said if said.channel != one.event.channel)
            return sent._replace(said=(*others, one.event))
        case Acknowledged(person=person, acknowledged=at, until=until, words=words):
            return sent._replace(answered=at, answered_by=person, until=until, words=words)
        case TellingRead(read=at) | TaskingReceived(received=at):
            return sent._replace(opened=at)
        case TaskingAnswered(answered=at, words=words):
            return sent._replace(answered=at, words=words)
        case TaskingAskedAgain():
            return sent._replace(answered=None, words="")
        case RingEnded(at=at) | TaskingSuperseded(at=at):
            return sent._replace(over=at)
    return sent
