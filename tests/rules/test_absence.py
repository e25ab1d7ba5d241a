"""脱岗: noted once, rung step by step, held by a promise, quieted by a substitute."""

from __future__ import annotations

from msgspec.structs import replace

from domain.attendance import evolve
from domain.attendance_commands import (
    acknowledge,
    call_off,
    expect,
    look,
)
from domain.attendance_events import (
    AbsenceAcknowledged,
    AttendanceClosed,
)
from domain.escalation_policy import Duty
from tests.support.attending import (
    ABSENT,
    ENDS,
    GU,
    POLICY,
    RUNG,
    SHEN,
    WEI,
    arriving,
    at,
    came,
    expected,
    looking,
    noted_late,
    step,
)
from tests.support.given import given
from tests.support.ladder import unit_id


def test_the_steps_go_on_until_he_comes():
    later = given(evolve, *RUNG).when(looking(15)).then(step(1, 15, at(20)))
    head = later.when(looking(20)).then(step(2, 20, at(30)))
    here = head.when(arriving(GU, 25)).then(came(GU, 25, 25))
    here.when(looking(30)).then_nothing_happens()
    assert [one.to for one in POLICY.steps] == list(Duty)


def test_after_the_last_step_the_shifts_end_is_all_that_is_left():
    all_rung = given(evolve, *RUNG, step(1, 15, at(20)), step(2, 20, at(30)))
    last = all_rung.when(looking(30)).then(step(3, 30, ENDS))
    over = AttendanceClosed(at=ENDS, next_at=None)
    closed = last.when(lambda a: look(a, as_of=ENDS)).then(over)
    assert (closed.state.missing, closed.state.absent) == ((), ())
    closed.when(arriving(GU, 2000)).then_nothing_happens()


def test_whoever_sees_to_it_holds_the_next_step_until_his_promise():
    notice = unit_id("notice")
    held = AbsenceAcknowledged(notice=notice, person=WEI, until=at(35), next_at=at(35))
    promised = given(evolve, *RUNG).when(
        lambda a: acknowledge(a, notice=notice, person=WEI, until=at(35))
    )
    quiet = promised.then(held)
    quiet.when(looking(34)).then_nothing_happens()
    quiet.when(looking(35)).then(step(1, 35, at(35)), step(2, 35, at(35)), step(3, 35, ENDS))


def test_an_outage_costs_nobody_his_ten_minutes():
    found = given(evolve, expected(GU)).when(looking(45))
    found.then(noted_late(GU, noticed=45, next_at=55)).when(looking(54)).then_nothing_happens()
    over = AttendanceClosed(at=ENDS, next_at=None)
    given(evolve, expected(GU)).when(lambda a: look(a, as_of=ENDS)).then(over)


def test_a_substitute_is_awaited_from_when_he_was_called_and_quiets_the_ring():
    revised = expected(SHEN, said=17, next_at=at(17))
    called = given(evolve, *RUNG).when(lambda a: expect(a, revised)).then(revised)
    assert called.state.absent == ()
    late = called.when(looking(17)).then(noted_late(SHEN, noticed=17, next_at=27))
    late.when(arriving(SHEN, 26)).then(came(SHEN, 26, 9))


def test_two_who_do_not_come_are_noted_together_and_the_second_ring_is_his_own():
    both = given(evolve, expected(GU, SHEN)).when(looking(0)).then(noted_late(GU, SHEN))
    absent = both.when(looking(10)).then(replace(ABSENT, persons=(GU, SHEN)), step(0, 10, at(15)))
    one = absent.when(arriving(GU, 12)).then(came(GU, 12, 12, next_at=at(15)))
    assert [left.seat.person for left in one.state.absent] == [SHEN]


def test_a_shift_that_was_called_off_and_is_set_again_awaits_its_people_again():
    over = AttendanceClosed(at=at(-30), next_at=None)
    off = given(evolve, expected(GU)).when(lambda a: call_off(a, at=at(-30))).then(over)
    off.when(lambda a: call_off(a, at=at(-20))).then_nothing_happens()
    again = expected(GU, said=-10)
    set_again = off.when(lambda a: expect(a, again)).then(again)
    assert [one.seat.person for one in set_again.state.missing] == [GU]
