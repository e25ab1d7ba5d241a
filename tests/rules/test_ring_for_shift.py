"""为脱岗叫应: about a shift there is one ring a person, which goes on until nobody is missed."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from domain.escalation_policy import Duty, Manner
from domain.notice import (
    Acknowledged,
    AckWay,
    RingCause,
    RingEnded,
    RingGoesOn,
    RungForShift,
    evolve,
    notice_id,
)
from domain.notice_commands import Pledge, Ring, acknowledge, again, look, ring
from domain.ring_manners import RingManners
from tests.support.given import given
from tests.support.ladder import NINE, minute, unit_id

SHIFT, SHEN = unit_id("shift"), unit_id("shen")
HOUR = timedelta(hours=1)
MISSED = Ring(SHIFT, SHEN, Duty.LEADER, RingCause.ABSENCE, Manner.RING, (), for_shift=True)
RUNG = RungForShift(
    shift=SHIFT,
    person=SHEN,
    duty=Duty.LEADER,
    number=1,
    cause=RingCause.ABSENCE,
    manner=Manner.RING,
    at=NINE,
    next_at=NINE + HOUR,
)


def rings(at=NINE):
    return lambda notice: ring(notice, MISSED, at=at, manners=RingManners())


def looks(at, *, missed):
    return lambda n: look(n, open_clocks=(), open_matter=missed, as_of=at)


def test_about_a_shift_he_is_rung_once_within_ten_minutes():
    rung = given(evolve).when(rings()).then(RUNG)
    rung.when(rings(NINE + timedelta(minutes=9))).then_nothing_happens()
    later = NINE + timedelta(minutes=10)
    rung.when(rings(later)).then(replace(RUNG, number=2, at=later, next_at=later + HOUR))


def test_it_is_about_the_shift_and_about_no_incident():
    state = given(evolve, RUNG).state
    assert (state.shift, state.incident, state.is_ringing) == (SHIFT, None, True)
    assert notice_id(SHIFT, SHEN, Duty.LEADER) != notice_id(SHIFT, None, Duty.LEADER)
    assert again(state, RingCause.ABSENCE, ()) == MISSED


def test_it_goes_on_while_somebody_is_missed_and_ends_when_nobody_is():
    hour = NINE + HOUR
    goes_on = RingGoesOn(number=1, at=hour, next_at=hour + HOUR)
    given(evolve, RUNG).when(looks(hour, missed=True)).then(goes_on)
    over = RingEnded(number=1, at=hour, next_at=None)
    given(evolve, RUNG).when(looks(hour, missed=False)).then(over)


PLEDGE = Pledge(SHEN, AckWay.PAGE, "我去找人", minute(1))
UNTIL = NINE + timedelta(minutes=31)
TAKEN = Acknowledged(
    number=1,
    person=SHEN,
    way=AckWay.PAGE,
    words="我去找人",
    acknowledged=minute(1),
    until=UNTIL,
    dial=None,
    read_back=False,
    next_at=UNTIL,
)


def test_when_the_promise_is_over_and_he_is_still_missed_it_rings_again():
    over = replace(RUNG, number=2, cause=RingCause.PROMISE_OVER, at=UNTIL, next_at=UNTIL + HOUR)
    promised = given(evolve, RUNG).when(lambda n: acknowledge(n, PLEDGE, number=1, until=UNTIL))
    promised.then(TAKEN).when(looks(UNTIL, missed=True)).then(over)
