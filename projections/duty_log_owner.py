"""Who owns a call or a note, as its line of the duty log tells it; and the line of whoever took one on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from desk.log.envelope import Recorded
from domain.desk_note import NoteRecorded
from domain.incoming_report import IncomingDisposed, IncomingReceived
from domain.ownership import (
    OwnershipAccepted,
    OwnershipOffered,
    OwnershipPassed,
    ownership_id,
)
from projections.duty_log_columns import Columns, Desk, Done


def owners_of(desk: Desk, matter: UUID) -> Iterator[Done]:
    """After whoever took it, who stands in the line anyway."""
    for recorded in desk.log.stream(ownership_id(matter)):
        topic = desk.words.say(f"topic.{recorded.topic}")
        match recorded.event:
            case OwnershipOffered(to=to, words=words, offered=at):
                yield Done(f"{topic} {desk.words.name(to)} {words}".strip(), at)
            case OwnershipAccepted(person=to, accepted=at) | OwnershipPassed(to=to, passed=at):
                yield Done(f"{topic} {desk.words.name(to)}", at)


def tell_matter(desk: Desk, _: Sequence[Recorded], told: Recorded) -> Columns:
    accepted = told.event
    assert isinstance(accepted, OwnershipAccepted)
    topic, columns = desk.words.say(f"topic.{accepted.TOPIC}"), Columns()
    for recorded in desk.log.stream(accepted.matter):
        match recorded.event:
            case IncomingReceived(heard=heard):
                columns = columns._replace(what=f"{topic}；{heard.what}")
            case NoteRecorded(note=note):
                columns = columns._replace(what=f"{topic}；{note.words}")
            case IncomingDisposed(incident=incident):
                columns = columns._replace(incident=incident)
    return columns._replace(who=desk.words.name(accepted.person))
