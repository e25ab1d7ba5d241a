"""到岗: in time, late, excused, gone home, over."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from domain.attendance import evolve
from domain.attendance_commands import (
    NeverCame,
    NotAwaited,
    ReliefUnsigned,
    TooEarly,
    arrive,
    call_off,
    depart,
    excuse,
    expect,
)
from domain.attendance_events import (
    AbsenceExcused,
    AttendanceClosed,
    Departed,
)
from domain.kernel import ReasonMissing
from domain.shift import DutyPost, Seat
from tests.support.attending import (
    ABSENT,
    GU,
    LEAD,
    RUNG,
    SECOND,
    SHEN,
    arriving,
    at,
    came,
    expected,
    looking,
    noted_late,
    step,
)
from tests.support.given import given
from tests.support.ladder import NINE, minute, unit_id


def test_a_shift_awaits_its_officers_and_whoever_leads_in_the_room_and_nobody_else():
    seats = tuple(Seat(post=post, person=unit_id(post.value)) for post in DutyPost)
    set_so = replace(expected(), seats=seats)
    after = given(evolve).when(lambda a: expect(a, set_so)).then(replace(set_so, next_at=NINE))
    posts = {one.seat.post for one in after.state.persons}
    assert posts == {DutyPost.DUTY_LEADER_ON_SITE, LEAD, SECOND}


def test_nobody_is_there_two_hours_before_and_a_minute():
    given(evolve, expected(GU)).when(arriving(GU, -121)).then_refused(TooEarly)
    given(evolve, expected(GU)).when(arriving(GU, -120)).then(came(GU, -120, 0))
    taken_over = given(evolve, expected(GU)).when(
        lambda a: arrive(a, person=GU, arrived=minute(-600), responsible=True)
    )
    taken_over.then(came(GU, -600, 0))


def test_whoever_comes_in_time_leaves_nothing_to_look_for():
    on_time = given(evolve, expected(GU)).when(arriving(GU, -10)).then(came(GU, -10, 0))
    on_time.when(arriving(GU, 5)).then_nothing_happens()
    on_time.when(looking(60)).then_nothing_happens()


def test_at_the_hour_he_is_late_and_ten_minutes_later_absent_once():
    waiting = given(evolve, expected(GU))
    waiting.when(looking(-1)).then_nothing_happens()
    late = waiting.when(looking(0)).then(noted_late(GU))
    late.when(looking(9)).then_nothing_happens()
    absent = late.when(looking(10)).then(ABSENT, step(0, 10, at(15)))
    absent.when(looking(10)).then_nothing_happens()


def test_whoever_came_has_come_however_the_shift_is_revised():
    here = given(evolve, expected(GU), came(GU, -5, 0))
    more = replace(expected(GU, SHEN, said=-3), next_at=NINE)
    both = here.when(lambda a: expect(a, more)).then(more)
    assert [one.seat.person for one in both.state.missing] == [SHEN]
    both.when(lambda a: expect(a, replace(more, at=at(0)))).then_nothing_happens()


def test_a_shift_that_is_over_when_it_is_set_awaits_nobody():
    past = expected(GU, said=24 * 60)
    given(evolve).when(lambda a: expect(a, past)).then_nothing_happens()


def test_for_a_shift_that_is_called_off_nobody_is_awaited():
    over = AttendanceClosed(at=at(-60), next_at=None)
    waiting = given(evolve, expected(GU))
    closed = waiting.when(lambda a: call_off(a, at=at(-60))).then(over)
    closed.when(lambda a: call_off(a, at=at(-50))).then_nothing_happens()
    closed.when(looking(10)).then_nothing_happens()
    assert call_off(None, at=at(-60)) == []


def test_an_excuse_needs_its_reason_and_is_given_once():
    def excusing(reason, person=GU):
        return lambda attendance: excuse(attendance, person=person, reason=reason)

    absent = given(evolve, *RUNG)
    absent.when(excusing(" ")).then_refused(ReasonMissing)
    absent.when(excusing("急诊", SHEN)).then_refused(NotAwaited)
    given(evolve).when(excusing("急诊")).then_refused(NotAwaited)
    told = AbsenceExcused(person=GU, reason="急诊", next_at=None)
    excused = absent.when(excusing(" 急诊 ")).then(told)
    excused.when(excusing("又说")).then_nothing_happens()
    excused.when(looking(15)).then_nothing_happens()


def test_nobody_leaves_before_the_relief_has_signed():
    def leaving(*, responsible, person=GU):
        return lambda a: depart(a, person=person, left=minute(1500), responsible=responsible)

    here = given(evolve, expected(GU), came(GU, 0, 0))
    here.when(leaving(responsible=True)).then_refused(ReliefUnsigned)
    here.when(leaving(responsible=False, person=SHEN)).then_refused(NeverCame)
    gone = here.when(leaving(responsible=False)).then(
        Departed(person=GU, left=minute(1500), next_at=None)
    )
    gone.when(leaving(responsible=False)).then_nothing_happens()


def test_nothing_comes_before_anybody_is_awaited():
    with pytest.raises(TypeError, match="before any"):
        evolve(None, noted_late(GU))
