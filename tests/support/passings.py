"""How the watch passes, in any order: moves of the desk beside those in `moves`, each a real command."""

from __future__ import annotations

from datetime import timedelta

from desk.handover import (
    AcceptItems,
    OfferHandover,
    SignHandover,
    accept_items,
    offer_handover,
    sign_handover,
)
from desk.watch import StayOnWatch, TakeOverWatch, stay_on_watch, take_over_watch
from domain import shift as shifts
from domain import watch as watches
from domain.handover import Item, ItemKind, Side
from domain.kernel import fold
from domain.watch import watch_id

REMARK = Item(key="remark:1", kind=ItemKind.REMARK, about=None, text="二号传真机缺纸")


def state_of(office, id, evolve):
    return fold(evolve, None, (one.event for one in office.log.stream(id)))


def responsible(office):
    """The shift that answers, by the log; None before any watch began."""
    watch = state_of(office, watch_id(office.desk.register().office.unit), watches.evolve)
    return watch.shift if watch else None


def offered(office, relief, items, person=None):
    """Raises what refuses it. Offered by `person`, else by somebody of the shift that answers."""
    head = office.log.head()
    offering = OfferHandover(
        relief=relief,
        seq=head.seq,
        head=head.chain.hex(),
        items=items,
        devices=(),
        clock_offset_seconds=None,
        compared_by=None,
        offered=office.at(),
        person=person or state_of(office, responsible(office), shifts.evolve).seats[0].person,
    )
    return office.do(offer_handover, offering)


def hand_over(desk, n):
    """From the first seat of the one to the second of the other."""
    office, relief = desk.office, _relief(desk, n)
    outgoing = responsible(office)
    ours = state_of(office, outgoing, shifts.evolve).seats[0].person
    theirs = state_of(office, relief, shifts.evolve).seats[1].person
    about = {"outgoing": outgoing, "relief": relief}
    offered(office, relief, (REMARK,))
    office.do(accept_items, AcceptItems(**about, keys=(REMARK.key,), person=theirs))
    for side, person in ((Side.OUTGOING, ours), (Side.RELIEF, theirs)):
        signing = SignHandover(**about, side=side, person=person, signed=office.at())
        office.do(sign_handover, signing)


def take_over(desk, n):
    taking = TakeOverWatch(relief=_relief(desk, n), reason="无人接班", taken=desk.office.at())
    desk.office.do(take_over_watch, taking)


def stay_on(desk, n):
    until = desk.office.clock.at + timedelta(hours=n)
    staying = StayOnWatch(until=until, reason="无人接班", stated=desk.office.at())
    desk.office.do(stay_on_watch, staying)


def _relief(desk, n):
    return desk.shifts[n % len(desk.shifts)] if desk.shifts else desk.nothing()


PASSINGS = {"hand over": hand_over, "take over": take_over, "stay on": stay_on}
