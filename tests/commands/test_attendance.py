"""Whoever does not come is noted, rung, and missed until he comes, is substituted or excused: through the real desk."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk.attendance import Depart, ExcuseAbsence, depart, excuse_absence
from desk.duty import CheckIn, SetShift, ShiftAnswer, check_in, set_shift
from desk.handover_list import LISTED
from desk.rings import AcknowledgeRing, acknowledge_ring
from desk.watch import StayOnWatch, TakeOverWatch, WatchAnswer, stay_on_watch, take_over_watch
from domain.attendance import attendance_id, evolve
from domain.attendance_commands import ReliefUnsigned
from domain.attendance_events import AbsenceNoted, ArrivalNoted, LateNoted
from domain.escalation_policy import Duty
from domain.handover import ItemKind
from domain.kernel import fold
from domain.notice import AckWay, RingEnded, RungForShift, notice_id
from domain.shift import DutyPost, Seat
from projections.handover_items import Wording, open_items
from tests.support.duty_night import DutyNight
from tests.support.watch import Watch

WORDS = Wording(name=str, word=str, say=lambda key, **told: f"{key} {told}")


@pytest.fixture
def night(office, tmp_path):
    night = DutyNight(office, tmp_path / "views.db")
    yield night
    night.over()


@pytest.fixture
def watch(office, night):
    return Watch(office, night.passes, relief_comes=False)


def rung(office):
    """Whom, and as what, in the order in which they were rung."""
    return [(one.event.person, one.event.duty) for one in office.events(RungForShift.TOPIC)]


def missing(night):
    return [(one.name, one.absent) for one in night.board.duty.missing]


def comes(office, shift, person):
    office.do(check_in, CheckIn(shift=shift, person=person, arrived=office.at()))


def test_a_relief_that_does_not_come_is_rung_himself_then_step_by_step(office, night, watch):
    watch.passes(hours=12)
    assert missing(night) == [("周立新", False)]
    assert rung(office) == []
    watch.passes(minutes=10)
    assert missing(night) == [("周立新", True)]
    assert rung(office) == [(watch.relief, Duty.OFFICER), (None, Duty.OFFICER)]
    watch.passes(minutes=20)
    after = [(watch.leader, Duty.LEADER), (None, Duty.OFFICE_HEAD), (None, Duty.PRINCIPAL)]
    assert rung(office)[2:] == after


def test_on_the_board_the_ring_names_who_is_missed_and_is_gone_when_he_comes(office, night, watch):
    watch.passes(hours=12, minutes=10)
    assert {(one.shift, one.absent, one.incident) for one in night.board.rings} == {
        (watch.night, ("周立新",), None)
    }
    comes(office, watch.night, watch.relief)
    assert (night.board.rings, night.board.duty.missing) == ((), ())
    [arrived] = [one.event for one in office.events(ArrivalNoted.TOPIC)][-1:]
    assert arrived.minutes_late == 10
    watch.passes(hours=1)
    assert len(office.events(RingEnded.TOPIC)) == 2
    assert len(office.events(AbsenceNoted.TOPIC)) == 1


def test_the_shift_that_has_the_watch_keeps_it(office, watch):
    watch.passes(hours=12, minutes=40)
    stays = StayOnWatch(
        until=office.clock.at + timedelta(hours=2), reason="接班人未到", stated=office.at()
    )
    done = office.do(stay_on_watch, stays)
    assert done.answer(WatchAnswer).responsible == watch.day


def test_his_own_promise_wakes_nobody_else_until_it_is_over(office, watch):
    watch.passes(hours=12, minutes=10)
    answer = AcknowledgeRing(
        notice=notice_id(watch.night, watch.relief, Duty.OFFICER),
        number=1,
        person=watch.relief,
        way=AckWay.REPLY,
        words="路上",
        promised=timedelta(minutes=20),
        acknowledged=office.at(),
    )
    office.do(acknowledge_ring, answer)
    watch.passes(minutes=19)
    assert len(rung(office)) == 2
    watch.passes(minutes=1)
    assert (watch.relief, Duty.OFFICER) in rung(office)[2:]
    assert (watch.leader, Duty.LEADER) in rung(office)[2:]


def test_an_excuse_quiets_it_and_so_does_a_substitute(office, night, watch):
    watch.passes(hours=12, minutes=10)
    excuse = ExcuseAbsence(shift=watch.night, person=watch.relief, reason="急诊")
    office.do(excuse_absence, excuse)
    assert night.board.rings == ()
    watch.passes(hours=2)
    assert len(rung(office)) == 2


def test_a_substitute_called_late_is_awaited_from_then(office, night, watch):
    watch.passes(hours=12, minutes=17)
    deputy = office.person("代班人")
    leading = Seat(post=DutyPost.DUTY_LEADER_ON_SITE, person=deputy)
    officer = Seat(post=DutyPost.LEAD_OFFICER, person=watch.li)
    starts = office.clock.at - timedelta(minutes=17)
    setting = SetShift(
        starts=starts,
        ends=starts + timedelta(hours=12),
        seats=(leading, officer),
        set_at=office.at(),
    )
    assert office.do(set_shift, setting).answer(ShiftAnswer).shift == watch.night
    assert (night.board.rings, missing(night)) == ((), [])
    watch.passes(minutes=1)
    assert missing(night) == [("代班人", False)]
    watch.passes(minutes=9)
    assert missing(night) == [("代班人", True)]


def test_a_shift_written_down_afterwards_awaits_nobody(office, night, watch):
    begun = office.clock.at - timedelta(days=1)
    seats = (Seat(post=DutyPost.LEAD_OFFICER, person=watch.li),)
    setting = SetShift(
        starts=begun, ends=begun + timedelta(hours=12), seats=seats, set_at=office.at()
    )
    shift = office.do(set_shift, setting).answer(ShiftAnswer).shift
    assert office.log.stream(attendance_id(shift)) == []


def test_a_shift_set_an_hour_after_it_began_gives_its_people_their_ten_minutes(office, watch):
    begun = office.clock.at - timedelta(hours=1)
    who = office.person("补班人")
    seats = (Seat(post=DutyPost.LEAD_OFFICER, person=who),)
    ends = begun + timedelta(hours=8)
    office.do(set_shift, SetShift(starts=begun, ends=ends, seats=seats, set_at=office.at()))
    watch.passes(minutes=9)
    assert [one.event.persons for one in office.events(LateNoted.TOPIC)] == [(who,)]
    assert rung(office) == []
    watch.passes(minutes=1)
    assert (who, Duty.OFFICER) in rung(office)


def test_nobody_goes_home_while_the_watch_rests_with_his_shift(office, watch):
    going = Depart(shift=watch.day, person=watch.leader, left=office.at())
    with pytest.raises(ReliefUnsigned):
        office.do(depart, going)
    taking = TakeOverWatch(relief=watch.night, reason="提前接班", taken=office.at())
    office.do(take_over_watch, taking)
    head = office.log.head().seq
    office.do(depart, going)
    assert office.log.head().seq == head + 1


def test_with_the_watch_the_ring_for_its_leader_goes_on_for_the_relief(office, watch):
    watch.passes(hours=12, minutes=16)
    comes(office, watch.night, watch.li)
    taking = TakeOverWatch(relief=watch.night, reason="主班先接", taken=office.at())
    office.do(take_over_watch, taking)
    watch.passes(hours=1)
    assert rung(office)[-1][1] is Duty.LEADER
    assert rung(office)[-1][0] == watch.relief


def test_what_is_handed_over_names_whoever_did_not_come(office, night, watch):
    watch.passes(hours=12, minutes=9)
    kinds = {one.kind for one in open_items(night.all_rows, WORDS)}
    assert ItemKind.ABSENCE not in kinds
    watch.passes(minutes=1)
    items = list(open_items(night.all_rows, WORDS))
    [absence] = [one for one in items if one.kind is ItemKind.ABSENCE]
    assert (absence.about, "周立新" in absence.text) == (attendance_id(watch.night), True)
    require_as_listed(office, items)


def require_as_listed(office, items):
    """The log bears it out: the list may be offered."""
    for one in items:
        if one.kind is ItemKind.ABSENCE:
            history = (recorded.event for recorded in office.log.stream(one.about))
            assert LISTED[one.kind][1](fold(evolve, None, history))
