"""Nobody is relieved before both have signed for the same list."""

from __future__ import annotations

from msgspec.structs import replace

from domain.handover import (
    Condition,
    Device,
    DeviceTest,
    HandoverOffered,
    HandoverSigned,
    HandoverWithdrawn,
    Item,
    ItemAccepted,
    ItemDisputed,
    ItemKind,
    Side,
    evolve,
)
from domain.handover_commands import (
    HandedOver,
    ItemsOpen,
    NoSuchItem,
    NothingOffered,
    OneHand,
    accept,
    dispute,
    offer,
    sign,
    withdraw,
)
from domain.kernel import ReasonMissing
from domain.watch import SameShift
from tests.support.given import given
from tests.support.ladder import minute, unit_id

DAY, NIGHT = unit_id("day shift"), unit_id("night shift")
ZHOU, HE = unit_id("周敏"), unit_id("何志远")
ONE = Item(
    key="incident:1", kind=ItemKind.INCIDENT, about=unit_id("i"), text="锅炉房爆裂 2026-0001"
)
TWO = Item(key="remark:1", kind=ItemKind.REMARK, about=None, text="二号传真机缺纸")
OFFERED = HandoverOffered(
    outgoing=DAY,
    relief=NIGHT,
    seq=41,
    head="ab" * 32,
    items=(ONE, TWO),
    devices=(DeviceTest(device=Device.PHONE, condition=Condition.FINE),),
    clock_offset_seconds=1,
    compared_by=ZHOU,
    offered=minute(0),
)
TOOK = [ItemAccepted(key=one.key, person=HE) for one in (ONE, TWO)]


def signed(side, person, seq=41):
    return HandoverSigned(side=side, person=person, seq=seq, signed=minute(9))


def signs(side, person):
    return lambda handover: sign(handover, side=side, person=person, signed=minute(9))


def takes(*items):
    return lambda handover: accept(handover, keys=[one.key for one in items], person=HE)


def disputes(key=TWO.key, words="备用纸在柜里"):
    return lambda handover: dispute(handover, key=key, person=HE, words=words)


def test_both_sign_once_every_item_is_answered():
    offered = given(evolve).when(lambda h: offer(h, OFFERED)).then(OFFERED)
    offered.when(signs(Side.RELIEF, HE)).then_refused(ItemsOpen)
    taken = offered.when(takes(ONE, TWO)).then(*TOOK)
    taken.when(takes(ONE)).then_nothing_happens()
    once = taken.when(signs(Side.OUTGOING, ZHOU)).then(signed(Side.OUTGOING, ZHOU))
    assert not once.state.is_complete
    both = once.when(signs(Side.RELIEF, HE)).then(signed(Side.RELIEF, HE))
    assert both.state.is_complete
    both.when(lambda h: offer(h, OFFERED)).then_refused(HandedOver)
    both.when(takes(ONE)).then_refused(HandedOver)


def test_a_signature_given_twice_is_given_once():
    once = given(evolve, OFFERED, signed(Side.OUTGOING, ZHOU))
    once.when(signs(Side.OUTGOING, ZHOU)).then_nothing_happens()


def test_one_person_on_both_shifts_does_not_sign_for_both():
    once = given(evolve, OFFERED, *TOOK, signed(Side.OUTGOING, ZHOU))
    once.when(signs(Side.RELIEF, ZHOU)).then_refused(OneHand)


def test_a_disputed_item_is_answered_with_its_words_and_may_be_accepted_after_all():
    disputed = ItemDisputed(key=TWO.key, person=HE, words="备用纸在柜里")
    said = given(evolve, OFFERED, TOOK[0]).when(disputes()).then(disputed)
    said.when(disputes()).then_nothing_happens()
    said.when(disputes(words=" ")).then_refused(ReasonMissing)
    said.when(signs(Side.RELIEF, HE)).then(signed(Side.RELIEF, HE))
    assert said.when(takes(TWO)).then(TOOK[1]).state.disputed == ()


def test_offered_anew_what_did_not_change_stays_accepted_and_no_signature_stands():
    answered = given(evolve, OFFERED, *TOOK, signed(Side.OUTGOING, ZHOU))
    changed = replace(OFFERED, seq=57, items=(replace(ONE, text="锅炉房爆裂 2026-0001 III级"), TWO))
    anew = answered.when(lambda h: offer(h, changed)).then(changed)
    assert anew.state.accepted == {TWO.key}
    assert anew.state.signatures == ()
    assert [one.key for one in anew.state.open_items] == [ONE.key]


def test_what_is_not_on_the_list_cannot_be_taken():
    given(evolve, OFFERED).when(disputes(key="incident:9")).then_refused(NoSuchItem)
    given(evolve).when(takes(ONE)).then_refused(NothingOffered)


def test_nothing_is_handed_over_to_the_same_shift():
    itself = replace(OFFERED, relief=DAY)
    given(evolve).when(lambda h: offer(h, itself)).then_refused(SameShift)


def test_withdrawn_it_has_to_be_offered_again():
    gone = HandoverWithdrawn(reason="突发来电")
    withdrawn = given(evolve, OFFERED).when(lambda h: withdraw(h, reason="突发来电")).then(gone)
    withdrawn.when(takes(ONE)).then_refused(NothingOffered)
    withdrawn.when(lambda h: offer(h, OFFERED)).then(OFFERED)
