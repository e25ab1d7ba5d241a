"""A night handed over through the real desk: the list must be true, and the leader's word passes with the watch."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk.draft import Unknown
from desk.duty import SetShift, ShiftAnswer, set_shift
from desk.handover import (
    AcceptItems,
    DisputeItem,
    HandoverAnswer,
    OfferHandover,
    SignHandover,
    WithdrawHandover,
    accept_items,
    dispute_item,
    offer_handover,
    sign_handover,
    withdraw_handover,
)
from desk.handover_list import ListOutOfDate
from desk.incidents import CloseIncident, close_incident
from desk.seats import holders
from desk.watch import StayOnWatch, TakeOverWatch, WatchAnswer, stay_on_watch, take_over_watch
from domain.escalation_policy import Duty
from domain.handover import Item, ItemKind, Side
from domain.shift import DutyPost, NotOnThisShift, Seat
from domain.watch import NotResponsible, WatchPassed, WatchStayedOn, WatchTakenOver

REMARK = Item(key="remark:1", kind=ItemKind.REMARK, about=None, text="二号传真机缺纸")


class TwoShifts:
    """A day shift that began the watch, and the night shift that comes after it."""

    def __init__(self, office):
        self.office = office
        self.zhou, self.he = office.person("周敏"), office.person("何志远")
        self.day = self._shift(self.zhou, hours=0, begins=True)
        self.night = self._shift(self.he, hours=12)

    def _shift(self, person, *, hours, begins=False):
        starts = self.office.clock.at + timedelta(hours=hours)
        seats = (
            Seat(post=DutyPost.LEAD_OFFICER, person=person),
            Seat(post=DutyPost.DUTY_LEADER_ON_SITE, person=person),
        )
        setting = SetShift(
            starts=starts,
            ends=starts + timedelta(hours=12),
            seats=seats,
            set_at=self.office.at(),
            begins_watch=begins,
        )
        return self.office.do(set_shift, setting).answer(ShiftAnswer).shift

    def offer(self, *items, person=None):
        head = self.office.log.head()
        offering = OfferHandover(
            relief=self.night,
            seq=head.seq,
            head=head.chain.hex(),
            items=items,
            devices=(),
            clock_offset_seconds=0,
            compared_by=self.zhou,
            offered=self.office.at(),
            person=person or self.zhou,
        )
        return self.office.do(offer_handover, offering).answer(HandoverAnswer)

    def take(self, *keys, person=None):
        taking = AcceptItems(
            outgoing=self.day, relief=self.night, keys=keys, person=person or self.he
        )
        return self.office.do(accept_items, taking)

    def sign(self, side, person):
        signing = SignHandover(
            outgoing=self.day, relief=self.night, side=side, person=person, signed=self.office.at()
        )
        return self.office.do(sign_handover, signing).answer(HandoverAnswer)


@pytest.fixture
def shifts(office):
    return TwoShifts(office)


def test_with_the_second_signature_the_watch_passes_on(shifts):
    shifts.offer(REMARK)
    shifts.take(REMARK.key)
    assert shifts.sign(Side.OUTGOING, shifts.zhou).responsible == shifts.day
    assert shifts.sign(Side.RELIEF, shifts.he).responsible == shifts.night
    assert len(shifts.office.events(WatchPassed.TOPIC)) == 1


def test_only_people_of_the_shift_act_for_it(shifts):
    with pytest.raises(NotOnThisShift):
        shifts.offer(REMARK, person=shifts.he)
    shifts.offer(REMARK)
    with pytest.raises(NotOnThisShift):
        shifts.take(REMARK.key, person=shifts.zhou)
    with pytest.raises(NotOnThisShift):
        shifts.sign(Side.RELIEF, shifts.zhou)


def test_a_call_that_comes_while_they_read_is_on_no_list_yet(shifts):
    shifts.offer(REMARK)
    shifts.take(REMARK.key)
    shifts.office.call()
    with pytest.raises(ListOutOfDate):
        shifts.sign(Side.RELIEF, shifts.he)
    shifts.offer(REMARK)
    shifts.sign(Side.RELIEF, shifts.he)
    assert shifts.sign(Side.OUTGOING, shifts.zhou).responsible == shifts.night


def test_a_disputed_item_is_handed_over_with_its_words_or_the_offer_is_taken_back(shifts):
    shifts.offer(REMARK)
    words = DisputeItem(
        outgoing=shifts.day, relief=shifts.night, key=REMARK.key, words="已补纸", person=shifts.he
    )
    shifts.office.do(dispute_item, words)
    back = WithdrawHandover(outgoing=shifts.day, relief=shifts.night, reason="来电处置中")
    shifts.office.do(withdraw_handover, back)
    shifts.offer(REMARK)
    shifts.sign(Side.OUTGOING, shifts.zhou)
    assert shifts.sign(Side.RELIEF, shifts.he).responsible == shifts.night


def test_no_relief_comes_and_a_named_leader_breaks_the_glass(shifts):
    taking = TakeOverWatch(relief=shifts.night, reason="接班人途中受阻", taken=shifts.office.at())
    taken = shifts.office.do(take_over_watch, taking).answer(WatchAnswer)
    assert taken.responsible == shifts.night
    assert len(shifts.office.events(WatchTakenOver.TOPIC)) == 1


def test_a_list_offered_before_the_glass_was_broken_is_signed_by_nobody(shifts):
    shifts.offer(REMARK)
    taking = TakeOverWatch(relief=shifts.night, reason="接班人途中受阻", taken=shifts.office.at())
    shifts.office.do(take_over_watch, taking)
    with pytest.raises(NotResponsible):
        shifts.sign(Side.OUTGOING, shifts.zhou)


def test_no_relief_comes_and_the_shift_stays_on(shifts):
    until = shifts.office.clock.at + timedelta(hours=14)
    staying = StayOnWatch(until=until, reason="接班人途中受阻", stated=shifts.office.at())
    assert shifts.office.do(stay_on_watch, staying).answer(WatchAnswer).responsible == shifts.day
    assert len(shifts.office.events(WatchStayedOn.TOPIC)) == 1


def listed(kind, about):
    return Item(key=f"{kind.value}:{about}", kind=kind, about=about, text="……")


def test_what_is_listed_is_looked_up_in_the_log(shifts):
    incident = shifts.office.call().incident
    assert shifts.offer(listed(ItemKind.INCIDENT, incident)).responsible == shifts.day
    with pytest.raises(Unknown):
        shifts.offer(listed(ItemKind.CLOCK, incident))
    with pytest.raises(Unknown):
        shifts.offer(listed(ItemKind.INCIDENT, shifts.day))
    with pytest.raises(ListOutOfDate):
        shifts.offer(REMARK, REMARK)


def test_an_incident_that_is_over_is_not_handed_over(shifts):
    incident = shifts.office.call().incident
    shifts.office.do(close_incident, CloseIncident(incident=incident, reason="处置完毕"))
    with pytest.raises(ListOutOfDate):
        shifts.offer(listed(ItemKind.INCIDENT, incident))


def test_whoever_is_rung_is_the_leader_of_the_shift_that_answers(shifts):
    def who(draft, _):
        seen.append(holders(draft, Duty.LEADER))
        return HandoverAnswer(handover=shifts.day, responsible=shifts.day)

    seen = []
    shifts.office.do(who, REMARK)
    shifts.offer()
    shifts.sign(Side.OUTGOING, shifts.zhou)
    shifts.sign(Side.RELIEF, shifts.he)
    shifts.office.do(who, REMARK)
    assert seen == [(shifts.zhou,), (shifts.he,)]


def test_a_shift_nobody_set_relieves_nobody(shifts):
    shifts.night = shifts.zhou
    with pytest.raises(Unknown):
        shifts.offer()
