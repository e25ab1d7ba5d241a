"""告知: whom a roster or a change concerns is told in the command that makes it so; what becomes of the message is kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from desk.draft import Draft
from domain import telling as tellings
from domain.kernel import Value
from domain.roster import PlannedShift
from domain.telling import TellingKind, TellingSent, Told, telling_id
from domain.times import WorldTime
from domain.working_days import BEIJING


class About(NamedTuple):
    """What is told, and of what."""

    thing: UUID
    kind: TellingKind
    occasion: int = 1


class ReadTelling(Value):
    telling: UUID
    person: UUID
    read: WorldTime


class RecordTellingSent(Value):
    telling: UUID
    sending: TellingSent


class TellingAnswer(Value):
    telling: UUID


def tell(draft: Draft, about: About, person: UUID, words: str, concerns: datetime | None) -> None:
    id = telling_id(about.thing, person, about.kind, about.occasion)
    told = Told(
        person=person,
        about=about.thing,
        kind=about.kind,
        words=words,
        concerns=concerns,
        at=draft.now,
    )
    draft.record(id, tellings.tell(draft.load(id, tellings.evolve), told))


def read_telling(draft: Draft, reading: ReadTelling) -> TellingAnswer:
    telling = draft.require(reading.telling, tellings.evolve)
    done = tellings.read(telling, person=reading.person, read=reading.read)
    draft.record(reading.telling, done)
    return TellingAnswer(telling=reading.telling)


def record_telling_sent(draft: Draft, recording: RecordTellingSent) -> TellingAnswer:
    telling = draft.require(recording.telling, tellings.evolve)
    draft.record(recording.telling, tellings.sent(telling, recording.sending))
    return TellingAnswer(telling=recording.telling)


def when(shift: PlannedShift) -> str:
    """12月1日08:30, as it stands in a message."""
    at = shift.starts.astimezone(BEIJING)
    return f"{at.month}月{at.day}日{at:%H:%M}"


def first_of(shifts: Iterable[PlannedShift]) -> datetime | None:
    return min((one.starts for one in shifts), default=None)
