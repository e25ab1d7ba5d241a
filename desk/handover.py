"""交接班: offered as the log stands, answered item by item, signed by both; then the watch passes on."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from desk.draft import Draft
from domain import handover as handovers
from domain import shift as shifts
from domain import watch as watches
from domain.deadline_events import (
    DeadlineExcused,
    DeadlineMet,
    DeadlineRanOut,
    DeadlineRestated,
    DeadlineSet,
    DeadlineSuperseded,
)
from domain.handover import (
    DeviceTest,
    Handover,
    HandoverOffered,
    Item,
    Side,
    handover_id,
)
from domain.incident import (
    IncidentAnnulled,
    IncidentClosed,
    IncidentMerged,
    IncidentOpened,
    LevelDecided,
)
from domain.kernel import Refused, Value
from domain.office import ClockDoubted, ClockExplained
from domain.shift import NotOnThisShift
from domain.times import WorldTime
from domain.watch import WatchPassed, watch_id

RIVALS = tuple(  # what would have changed the list; check-ins and the handover's own events do not
    kind.TOPIC
    for kind in (
        IncidentOpened,
        IncidentClosed,
        IncidentAnnulled,
        IncidentMerged,
        LevelDecided,
        DeadlineSet,
        DeadlineMet,
        DeadlineRanOut,
        DeadlineRestated,
        DeadlineSuperseded,
        DeadlineExcused,
        ClockDoubted,
        ClockExplained,
    )
)


class ListOutOfDate(Refused):
    """交接清单已有变化：请重新提出交接，未变的项目不必重核"""

    EN: ClassVar[str] = (
        "The list has changed: offer the handover anew; what did not change stays accepted"
    )


class OfferHandover(Value):
    """The list as the views showed it at position `seq`, whose link of the chain is `head`."""

    relief: UUID
    seq: int
    head: str
    items: tuple[Item, ...]
    devices: tuple[DeviceTest, ...]
    clock_offset_seconds: int | None
    offered: WorldTime
    person: UUID


class AcceptItems(Value):
    outgoing: UUID
    relief: UUID
    keys: tuple[str, ...]
    person: UUID


class DisputeItem(Value):
    outgoing: UUID
    relief: UUID
    key: str
    words: str
    person: UUID


class SignHandover(Value):
    outgoing: UUID
    relief: UUID
    side: Side
    person: UUID
    signed: WorldTime


class WithdrawHandover(Value):
    outgoing: UUID
    relief: UUID
    reason: str


class TakeOverWatch(Value):
    """Break-glass: to `relief`, without both signatures."""

    relief: UUID
    reason: str
    taken: WorldTime


class HandoverAnswer(Value):
    """`responsible`: the shift that answers now."""

    handover: UUID
    responsible: UUID


def offer_handover(draft: Draft, offer: OfferHandover) -> HandoverAnswer:
    outgoing = _watch(draft).shift
    _require_seat(draft, outgoing, offer.person)
    draft.require(offer.relief, shifts.evolve)
    _require_current(draft, offer.seq)
    id = handover_id(outgoing, offer.relief)
    offered = HandoverOffered(
        outgoing=outgoing,
        relief=offer.relief,
        seq=offer.seq,
        head=offer.head,
        items=offer.items,
        devices=offer.devices,
        clock_offset_seconds=offer.clock_offset_seconds,
        offered=offer.offered,
    )
    draft.record(id, handovers.offer(draft.load(id, handovers.evolve), offered))
    return HandoverAnswer(handover=id, responsible=outgoing)


def accept_items(draft: Draft, accepting: AcceptItems) -> HandoverAnswer:
    _require_seat(draft, accepting.relief, accepting.person)
    id = handover_id(accepting.outgoing, accepting.relief)
    standing = draft.load(id, handovers.evolve)
    draft.record(id, handovers.accept(standing, keys=accepting.keys, person=accepting.person))
    return HandoverAnswer(handover=id, responsible=_watch(draft).shift)


def dispute_item(draft: Draft, disputing: DisputeItem) -> HandoverAnswer:
    _require_seat(draft, disputing.relief, disputing.person)
    id = handover_id(disputing.outgoing, disputing.relief)
    standing = draft.load(id, handovers.evolve)
    disputed = handovers.dispute(
        standing, key=disputing.key, person=disputing.person, words=disputing.words
    )
    draft.record(id, disputed)
    return HandoverAnswer(handover=id, responsible=_watch(draft).shift)


def sign_handover(draft: Draft, signing: SignHandover) -> HandoverAnswer:
    """With the second signature the watch passes on, in the same command."""
    own = signing.outgoing if signing.side is Side.OUTGOING else signing.relief
    _require_seat(draft, own, signing.person)
    id = handover_id(signing.outgoing, signing.relief)
    standing: Handover | None = draft.load(id, handovers.evolve)
    signed = handovers.sign(
        standing, side=signing.side, person=signing.person, signed=signing.signed
    )
    if standing and signed:
        _require_current(draft, standing.offer.seq)
        draft.record(id, signed)
    if draft.require(id, handovers.evolve).is_complete:
        _pass_on(draft, id, signing)
    return HandoverAnswer(handover=id, responsible=_watch(draft).shift)


def withdraw_handover(draft: Draft, withdrawing: WithdrawHandover) -> HandoverAnswer:
    id = handover_id(withdrawing.outgoing, withdrawing.relief)
    standing = draft.load(id, handovers.evolve)
    draft.record(id, handovers.withdraw(standing, reason=withdrawing.reason))
    return HandoverAnswer(handover=id, responsible=_watch(draft).shift)


def take_over_watch(draft: Draft, taking: TakeOverWatch) -> HandoverAnswer:
    """By a named person, on record: no relief came, or nobody is left to sign."""
    draft.require(taking.relief, shifts.evolve)
    stream, outgoing = watch_id(draft.register.office.unit), _watch(draft).shift
    taken = watches.take_over(
        _watch(draft),
        outgoing=outgoing,
        relief=taking.relief,
        reason=taking.reason,
        taken=taking.taken,
    )
    draft.record(stream, taken)
    id = handover_id(outgoing, taking.relief)
    return HandoverAnswer(handover=id, responsible=taking.relief)


def _pass_on(draft: Draft, id: UUID, signing: SignHandover) -> None:
    passing = WatchPassed(
        outgoing=signing.outgoing, relief=signing.relief, handover=id, passed=signing.signed
    )
    if _watch(draft).shift == signing.outgoing:
        draft.record(watch_id(draft.register.office.unit), watches.pass_on(_watch(draft), passing))


def _watch(draft: Draft) -> watches.Watch:
    """Raises Unknown before any watch began."""
    return draft.require(watch_id(draft.register.office.unit), watches.evolve)


def _require_seat(draft: Draft, shift: UUID, person: UUID) -> None:
    """Raises NotOnThisShift."""
    seats = draft.require(shift, shifts.evolve).seats
    if all(seat.person != person for seat in seats):
        raise NotOnThisShift(person)


def _require_current(draft: Draft, seq: int) -> None:
    """Raises ListOutOfDate: neither side may sign for a list that is no longer true."""
    if draft.any_since(seq, RIVALS):
        raise ListOutOfDate(seq)
