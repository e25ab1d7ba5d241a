"""What was said is what is known: a state holds each word of its events, and of what is revised only the last."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from domain import channel, handover, incoming_report, notice, office, person, shift, unit
from domain.actors import Sealed
from domain.channel import ChannelBrokeDown, ChannelRecovered, ChannelState, ChannelWithdrawn
from domain.escalation_policy import Duty, Manner
from domain.handover import Handover, HandoverOffered, Item, ItemAccepted, ItemDisputed, ItemKind
from domain.incoming_report import (
    CallerStated,
    Heard,
    Incoming,
    IncomingDisposed,
    IncomingReceived,
    Outcome,
)
from domain.kernel import fold
from domain.notice import Notice, RingCause, RingEnded, RingJoined, Rung
from domain.office import DutyAssigned, Office, OfficeFounded
from domain.person import Person, PersonProfile, PersonRegistered, PersonRevised, PostTaken, Tenure
from domain.shift import DutyPost, Seat, Shift, ShiftRevised, ShiftSet
from domain.unit import Unit, UnitClosed, UnitProfile, UnitRegistered
from domain.words import Channel, Tier, UnitKind
from tests.support.ladder import NINE, minute, unit_id

COUNTY, ZHOU, WANG = unit_id("county"), unit_id("zhou"), unit_id("wang")
INCIDENT, ONE, TWO = unit_id("incident"), unit_id("clock one"), unit_id("clock two")
LATER, NEXT_DAY = NINE + timedelta(hours=1), NINE + timedelta(days=1)


def test_the_office_is_who_founded_it_with_whom_it_named_last_for_each_post():
    founded = OfficeFounded(
        store_id=unit_id("store"), region_code="420102", name="江岸区", unit=COUNTY
    )
    named = [
        DutyAssigned(duty=Duty.LEADER, persons=(ZHOU,)),
        DutyAssigned(duty=Duty.PRINCIPAL, persons=(WANG,)),
        DutyAssigned(duty=Duty.LEADER, persons=(WANG,)),
    ]
    assert fold(office.evolve, None, (founded, *named)) == Office(
        store_id=unit_id("store"),
        region_code="420102",
        name="江岸区",
        unit=COUNTY,
        duties=((Duty.PRINCIPAL, (WANG,)), (Duty.LEADER, (WANG,))),
    )


def test_a_shift_is_as_it_was_revised_last():
    seats = (Seat(post=DutyPost.LEAD_OFFICER, person=ZHOU),)
    others = (Seat(post=DutyPost.LEAD_OFFICER, person=WANG),)
    id = unit_id("shift")
    was_set = ShiftSet(shift=id, unit=COUNTY, starts=NINE, ends=LATER, seats=seats)
    before = Shift(id=id, unit=COUNTY, starts=NINE, ends=LATER, seats=seats)
    assert shift.evolve(None, was_set) == before
    revised = ShiftRevised(starts=LATER, ends=NEXT_DAY, seats=others)
    after = Shift(id=id, unit=COUNTY, starts=LATER, ends=NEXT_DAY, seats=others)
    assert shift.evolve(before, revised) == after


def test_a_unit_that_is_closed_stays_what_it_was():
    profile = UnitProfile(
        name="临江区", short_name="临江", tier=Tier.COUNTY, kind=UnitKind.GOVERNMENT
    )
    happened = (
        UnitRegistered(unit=COUNTY, profile=profile, effective=NINE),
        UnitClosed(unit=COUNTY, effective=LATER, reason="撤并"),
    )
    assert fold(unit.evolve, None, happened) == Unit(id=COUNTY, profile=profile, closed=True)


def test_a_person_is_as_revised_last_and_holds_a_post_since_a_time():
    profile = PersonProfile(name="周敏", unit=COUNTY)
    revised = replace(profile, phone="13900001111")
    happened = (
        PersonRegistered(person=ZHOU, profile=profile),
        PersonRevised(person=ZHOU, profile=revised),
        PostTaken(person=ZHOU, post="主任", unit=COUNTY, since=NINE),
    )
    posts = (Tenure(post="主任", unit=COUNTY, since=NINE),)
    assert fold(person.evolve, None, happened) == Person(id=ZHOU, profile=revised, posts=posts)


@pytest.mark.parametrize("back", [ChannelRecovered, ChannelWithdrawn])
def test_a_channel_is_whole_again_when_it_is_back_or_gone(back):
    broke = ChannelBrokeDown(channel="sms", failures=5, said="500", at=NINE)
    down = channel.evolve(None, broke)
    assert down == ChannelState(channel="sms", broken=True)
    assert channel.evolve(down, back(channel="sms", at=LATER)) == replace(down, broken=False)


def sealed(words: str) -> Sealed:
    return Sealed(subject=ZHOU, box=words)


HEARD = Heard(what="化工厂爆炸")
CALLER = {
    "caller_unit": COUNTY,
    "caller_post": "主任",
    "caller_name": sealed("周敏"),
    "call_back": sealed("119"),
}
RECEIVED = IncomingReceived(
    received=minute(0), channel=Channel.PHONE, line="1", heard=HEARD, **CALLER
)
NOBODY = CallerStated(caller_unit=None, caller_post="", caller_name=None, call_back=sealed("120"))


def test_a_call_keeps_its_caller_until_another_is_stated_and_says_what_became_of_it():
    known = incoming_report.evolve(None, RECEIVED)
    assert known == Incoming(received=minute(0), heard=HEARD, **CALLER)
    disposed = IncomingDisposed(outcome=Outcome.INCIDENT, incident=INCIDENT)
    assert fold(incoming_report.evolve, known, (NOBODY, disposed)) == Incoming(
        received=minute(0),
        heard=HEARD,
        caller_unit=None,
        call_back=sealed("120"),
        outcome=Outcome.INCIDENT,
        incident=INCIDENT,
    )


RUNG = Rung(
    incident=INCIDENT,
    person=ZHOU,
    duty=Duty.LEADER,
    number=1,
    cause=RingCause.GRAVE,
    manner=Manner.RING,
    clocks=(ONE,),
    at=NINE,
    next_at=LATER,
)


def test_a_ring_that_others_joined_looks_again_when_they_say_and_ends_once():
    joined = RingJoined(number=1, clocks=(TWO,), at=NINE, next_at=NEXT_DAY)
    ringing = fold(notice.evolve, None, (RUNG, joined))
    assert ringing == Notice(
        about=INCIDENT,
        person=ZHOU,
        duty=Duty.LEADER,
        number=1,
        manner=Manner.RING,
        clocks=(ONE, TWO),
        rung_at=NINE,
        look_at=NEXT_DAY,
        grave=True,
        told_grave=True,
    )
    over = notice.evolve(ringing, RingEnded(number=1, at=LATER, next_at=None))
    assert (over.ended, over.look_at) == (True, None)
    assert notice.evolve(over, RUNG).told_grave


def test_whoever_was_rung_because_it_is_grave_is_still_rung_for_that_when_a_step_rings_too():
    step = replace(RUNG, number=2, cause=RingCause.STEP)
    both = fold(notice.evolve, None, (RUNG, step))
    assert (both.grave, both.told_grave) == (True, True)
    ended = RingEnded(number=1, at=LATER, next_at=None)
    after = fold(notice.evolve, None, (RUNG, ended, step))
    assert (after.grave, after.told_grave) == (False, True)


ITEMS = tuple(
    Item(key=key, kind=ItemKind.REMARK, about=None, text=key) for key in ("印章", "钥匙", "车辆")
)
OFFER = HandoverOffered(
    outgoing=unit_id("outgoing"),
    relief=unit_id("relief"),
    seq=9,
    head="00",
    items=ITEMS,
    devices=(),
    clock_offset_seconds=None,
    compared_by=None,
    offered=minute(0),
)


def disputed(key: str) -> ItemDisputed:
    return ItemDisputed(key=key, person=ZHOU, words="不符")


def test_an_item_is_accepted_or_disputed_as_was_said_last_and_stays_so_while_it_is_the_same():
    said = (
        disputed("印章"),
        disputed("钥匙"),
        ItemAccepted(key="钥匙", person=ZHOU),
        ItemAccepted(key="车辆", person=ZHOU),
        disputed("车辆"),
    )
    standing = fold(handover.evolve, None, (OFFER, *said))
    both = (disputed("印章"), disputed("车辆"))
    assert standing == Handover(offer=OFFER, accepted=frozenset({"钥匙"}), disputed=both)
    fewer = replace(OFFER, items=(ITEMS[0], ITEMS[1], replace(ITEMS[2], text="车辆已还")))
    again = handover.evolve(standing, fewer)
    assert (again.accepted, again.disputed) == (frozenset({"钥匙"}), (disputed("印章"),))
    withdrawn = handover.evolve(standing, handover.HandoverWithdrawn(reason="重列"))
    assert withdrawn == replace(standing, withdrawn=True)
