"""Shifts and the watch: who holds which post, who has come, and that somebody always answers."""

from __future__ import annotations

from datetime import timedelta, timezone

import pytest
from msgspec.structs import replace

from domain import shift as shifts
from domain import watch as watches
from domain.shift import (
    CheckedIn,
    DutyPost,
    NotOnThisShift,
    Seat,
    ShiftBackwards,
    ShiftEmpty,
    ShiftRevised,
    ShiftSet,
    check_in,
    is_on_duty,
    set_shift,
    shift_id,
)
from domain.watch import WatchBegan, WatchRunning, begin, watch_id
from tests.support.given import given
from tests.support.ladder import NINE, minute, unit_id

COUNTY, ZHOU, WANG = unit_id("county"), unit_id("zhou"), unit_id("wang")
LEAD = Seat(post=DutyPost.LEAD_OFFICER, person=ZHOU)
LEADER = Seat(post=DutyPost.DUTY_LEADER_ON_SITE, person=WANG)
SET = ShiftSet(
    shift=shift_id(COUNTY, NINE),
    unit=COUNTY,
    starts=NINE,
    ends=NINE + timedelta(hours=24),
    seats=(LEAD, LEADER),
)
BEGAN = WatchBegan(unit=COUNTY, shift=SET.shift, began=minute(0))


def revised(**change):
    setting = replace(SET, **change)
    return ShiftRevised(starts=setting.starts, ends=setting.ends, seats=setting.seats)


def test_a_shift_is_set_once_and_revised_when_something_changed():
    set_once = given(shifts.evolve).when(lambda s: set_shift(s, SET)).then(SET)
    set_once.when(lambda s: set_shift(s, SET)).then_nothing_happens()
    alone = set_once.when(lambda s: set_shift(s, replace(SET, seats=(LEAD,))))
    assert alone.then(revised(seats=(LEAD,))).state.seats == (LEAD,)


def test_the_shift_that_begins_at_a_time_is_one_whatever_zone_it_is_written_in():
    beijing = NINE.astimezone(timezone(timedelta(hours=8)))
    assert shift_id(COUNTY, beijing) == SET.shift
    assert shift_id(COUNTY, NINE + timedelta(hours=1)) != SET.shift
    assert shift_id(unit_id("city"), NINE) != SET.shift


@pytest.mark.parametrize("history", [(), (SET,)])
def test_a_shift_ends_after_it_begins_and_has_a_lead_officer(history):
    shift = given(shifts.evolve, *history)
    shift.when(lambda s: set_shift(s, replace(SET, ends=NINE))).then_refused(ShiftBackwards)
    for seats in ((), (LEADER,)):
        setting = replace(SET, seats=seats)
        shift.when(lambda s, it=setting: set_shift(s, it)).then_refused(ShiftEmpty)


def test_whoever_is_on_the_list_checks_in_once_for_each_post_and_nobody_else():
    both = replace(SET, seats=(LEAD, LEADER, Seat(post=DutyPost.SECOND_OFFICER, person=ZHOU)))
    came = [
        CheckedIn(person=ZHOU, post=post, arrived=minute(-10))
        for post in (DutyPost.LEAD_OFFICER, DutyPost.SECOND_OFFICER)
    ]
    on_duty = given(shifts.evolve, both)
    arrived = on_duty.when(lambda s: check_in(s, person=ZHOU, arrived=minute(-10))).then(*came)
    arrived.when(lambda s: check_in(s, person=ZHOU, arrived=minute(5))).then_nothing_happens()
    on_duty.when(lambda s: check_in(s, person=unit_id("nobody"), arrived=minute(0))).then_refused(
        NotOnThisShift
    )


def test_whoever_is_given_another_post_checks_in_for_that_one():
    other = Seat(post=DutyPost.SECOND_OFFICER, person=WANG)
    moved = given(
        shifts.evolve,
        SET,
        CheckedIn(person=WANG, post=LEADER.post, arrived=minute(0)),
        revised(seats=(LEAD, other)),
    )
    again = CheckedIn(person=WANG, post=other.post, arrived=minute(30))
    moved.when(lambda s: check_in(s, person=WANG, arrived=minute(30))).then(again)


def test_the_watch_begins_once_and_is_not_begun_by_another_shift():
    def beginning(shift):
        return lambda watch: begin(watch, unit=COUNTY, shift=shift, began=minute(0))

    began = given(watches.evolve).when(beginning(SET.shift)).then(BEGAN)
    began.when(beginning(SET.shift)).then_nothing_happens()
    began.when(beginning(unit_id("another shift"))).then_refused(WatchRunning)
    assert watch_id(COUNTY) != watch_id(unit_id("city"))


def test_nobody_comes_to_a_shift_that_was_never_set():
    for evolve, event in (
        (shifts.evolve, CheckedIn(person=ZHOU, post=LEAD.post, arrived=minute(0))),
        (shifts.evolve, revised()),
        (watches.evolve, SET),
    ):
        with pytest.raises(TypeError):
            evolve(None, event)


def test_whoever_stands_by_is_not_on_duty_and_every_other_post_is():
    on_duty = {post for post in DutyPost if is_on_duty(Seat(post=post, person=ZHOU))}
    assert on_duty == set(DutyPost) - {DutyPost.STANDBY}
