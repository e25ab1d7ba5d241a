"""交接班: offered as the log stands, answered item by item, signed by both; then the watch passes on."""

from __future__ import annotations

from uuid import UUID

from desk.draft import Draft
from desk.handover_list import require_current, require_true
from desk.ownership import pass_with_list
from desk.watch import watch_of
from domain import handover as handovers
from domain import handover_commands as commands
from domain import person as people
from domain import shift as shifts
from domain import watch as watches
from domain.handover import DeviceTest, Handover, HandoverOffered, Item, Side, handover_id
from domain.kernel import Value
from domain.shift import NotOnThisShift
from domain.times import WorldTime
from domain.watch import WatchPassed, watch_id


class OfferHandover(Value):
    """The list as the views showed it at position `seq`, whose link of the chain is `head`."""

    relief: UUID
    seq: int
    head: str
    items: tuple[Item, ...]
    devices: tuple[DeviceTest, ...]
    clock_offset_seconds: int | None
    compared_by: UUID | None
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


class HandoverAnswer(Value):
    """`responsible`: the shift that answers now."""

    handover: UUID
    responsible: UUID


def offer_handover(draft: Draft, offer: OfferHandover) -> HandoverAnswer:
    outgoing = watch_of(draft).shift
    _require_seat(draft, outgoing, offer.person)
    shifts.require_kept(draft.require(offer.relief, shifts.evolve))
    if offer.compared_by:
        draft.require(offer.compared_by, people.evolve)
    require_current(draft, offer.seq)
    require_true(draft, offer.items)
    id = handover_id(outgoing, offer.relief)
    standing = draft.load(id, handovers.evolve)
    draft.record(id, commands.offer(standing, _offered(outgoing, offer)))
    return HandoverAnswer(handover=id, responsible=outgoing)


def _offered(outgoing: UUID, offer: OfferHandover) -> HandoverOffered:
    return HandoverOffered(
        outgoing=outgoing,
        relief=offer.relief,
        seq=offer.seq,
        head=offer.head,
        items=offer.items,
        devices=offer.devices,
        clock_offset_seconds=offer.clock_offset_seconds,
        compared_by=offer.compared_by,
        offered=offer.offered,
    )


def accept_items(draft: Draft, accepting: AcceptItems) -> HandoverAnswer:
    _require_seat(draft, accepting.relief, accepting.person)
    id = handover_id(accepting.outgoing, accepting.relief)
    standing = draft.load(id, handovers.evolve)
    draft.record(id, commands.accept(standing, keys=accepting.keys, person=accepting.person))
    return HandoverAnswer(handover=id, responsible=watch_of(draft).shift)


def dispute_item(draft: Draft, disputing: DisputeItem) -> HandoverAnswer:
    _require_seat(draft, disputing.relief, disputing.person)
    id = handover_id(disputing.outgoing, disputing.relief)
    standing = draft.load(id, handovers.evolve)
    disputed = commands.dispute(
        standing, key=disputing.key, person=disputing.person, words=disputing.words
    )
    draft.record(id, disputed)
    return HandoverAnswer(handover=id, responsible=watch_of(draft).shift)


def sign_handover(draft: Draft, signing: SignHandover) -> HandoverAnswer:
    """With the second signature the watch passes on, in the same command."""
    own = signing.outgoing if signing.side is Side.OUTGOING else signing.relief
    _require_seat(draft, own, signing.person)
    id = handover_id(signing.outgoing, signing.relief)
    _sign(draft, id, signing)
    if draft.require(id, handovers.evolve).is_complete:
        _pass_on(draft, id, signing)
    return HandoverAnswer(handover=id, responsible=watch_of(draft).shift)


def _sign(draft: Draft, id: UUID, signing: SignHandover) -> None:
    """Raises NotResponsible, ListOutOfDate; a signature given twice asks for neither."""
    standing: Handover | None = draft.load(id, handovers.evolve)
    signed = commands.sign(
        standing, side=signing.side, person=signing.person, signed=signing.signed
    )
    if standing and signed:
        watches.require_responsible(watch_of(draft), signing.outgoing)
        require_current(draft, standing.offer.seq)
        draft.record(id, signed)


def withdraw_handover(draft: Draft, withdrawing: WithdrawHandover) -> HandoverAnswer:
    id = handover_id(withdrawing.outgoing, withdrawing.relief)
    standing = draft.load(id, handovers.evolve)
    draft.record(id, commands.withdraw(standing, reason=withdrawing.reason))
    return HandoverAnswer(handover=id, responsible=watch_of(draft).shift)


def _pass_on(draft: Draft, id: UUID, signing: SignHandover) -> None:
    passing = WatchPassed(
        outgoing=signing.outgoing, relief=signing.relief, handover=id, passed=signing.signed
    )
    if watch_of(draft).shift == signing.outgoing:
        draft.record(
            watch_id(draft.register.office.unit), watches.pass_on(watch_of(draft), passing)
        )
        pass_with_list(draft, draft.require(id, handovers.evolve).offer.items, passing)


def _require_seat(draft: Draft, shift: UUID, person: UUID) -> None:
    """Raises NotOnThisShift."""
    seats = draft.require(shift, shifts.evolve).seats
    if all(seat.person != person for seat in seats):
        raise NotOnThisShift(person)
