"""电话: every call taken and every dial placed, as the log tells it, to be held against a phone bill."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

from desk.log.log import Log
from domain import dial as dials
from domain import incoming_report as incoming_reports
from domain.actors import Sealed
from domain.dial import Dial, DialEnded, DialPlaced, DialWithdrawn
from domain.incoming_report import (
    CallerStated,
    Incoming,
    IncomingAmended,
    IncomingDisposed,
    IncomingReceived,
)
from domain.phone_bill import LoggedCall
from domain.words import Channel

CALLS = (IncomingReceived, IncomingAmended, CallerStated, IncomingDisposed)
DIALS = (DialPlaced, DialEnded, DialWithdrawn)
TOPICS = tuple(one.TOPIC for one in (*CALLS, *DIALS))


def phone_calls(log: Log, reveal: Callable[[Sealed | None], str]) -> Iterator[LoggedCall]:
    """What came by another channel is no phone call; a dial taken back was none."""
    taken: dict[UUID, Incoming] = {}
    placed: dict[UUID, Dial] = {}
    seq = 0
    while page := log.since(seq, topics=TOPICS):
        for one in page:
            happened, id = one.event, one.originator_id
            if isinstance(happened, DIALS):
                placed[id] = dials.evolve(placed.get(id), happened)
            elif id in taken or _by_phone(happened):
                taken[id] = incoming_reports.evolve(taken.get(id), happened)
        seq = page[-1].seq
    for id, call in taken.items():
        yield LoggedCall(id, reveal(call.call_back), call.received, call.incident, dialled=False)
    for id, dial in placed.items():
        if not dial.withdrawn:
            at = dial.placed
            yield LoggedCall(id, at.number, at.dialled, at.incident, dialled=True)


def _by_phone(happened: object) -> bool:
    return isinstance(happened, IncomingReceived) and happened.channel is Channel.PHONE
