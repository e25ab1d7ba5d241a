"""The relief does not come: he is rung, the day goes on answering, he comes late, and no minute is nobody's."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk.attendance import Depart, depart
from desk.duty import CheckIn, check_in
from desk.duty_breaches import (
    DecideDutyBreach,
    StateOnDutyBreach,
    decide_duty_breach,
    state_on_duty_breach,
)
from desk.handover import AcceptItems, SignHandover, accept_items, sign_handover
from desk.rings import AcknowledgeRing, acknowledge_ring
from desk.watch import StayOnWatch, stay_on_watch
from domain.attendance_commands import ReliefUnsigned
from domain.duty_breach import DutyBreachKind, DutyBreachProposed
from domain.escalation_policy import Duty
from domain.handover import Side
from domain.notice import AckWay, RungForShift, notice_id
from domain.shift import CheckedIn
from domain.verdict import Decision
from domain.watch import WatchBegan, WatchPassed
from projections.attendance import ATTENDANCE
from projections.duty_breaches import DUTY_BREACHES
from tests.support.passings import REMARK, offered
from tests.support.watch import Watch

MINUTE = timedelta(minutes=1)


@pytest.fixture
def watch(office, night):
    return Watch(office, night.passes, relief_comes=False)


def says_he_is_coming(office, watch, minutes):
    answer = AcknowledgeRing(
        notice=notice_id(watch.night, watch.relief, Duty.OFFICER),
        number=1,
        person=watch.relief,
        way=AckWay.REPLY,
        words="堵在桥上",
        promised=timedelta(minutes=minutes),
        acknowledged=office.at(),
    )
    office.do(acknowledge_ring, answer)


def hands_over(office, watch):
    """The leader of the day hands over, the leader of the night takes it on."""
    offered(office, watch.night, (REMARK,))
    about = {"outgoing": watch.day, "relief": watch.night}
    keys = (REMARK.key,)
    office.do(accept_items, AcceptItems(**about, keys=keys, person=watch.relief))
    for side, person in ((Side.OUTGOING, watch.leader), (Side.RELIEF, watch.relief)):
        signing = SignHandover(**about, side=side, person=person, signed=office.at())
        office.do(sign_handover, signing)


def goes_home(office, watch):
    office.do(depart, Depart(shift=watch.day, person=watch.leader, left=office.at()))


def answering(office, at):
    """Which shift answered at a moment, by the log: (shift, since)."""
    passed = [
        (one.event.shift, one.event.began.earliest)
        if isinstance(one.event, WatchBegan)
        else (one.event.relief, one.event.passed.earliest)
        for one in office.events(WatchBegan.TOPIC, WatchPassed.TOPIC)
    ]
    return [shift for shift, since in passed if since <= at][-1:]


def present(office, shift, at):
    came = (one for one in office.events(CheckedIn.TOPIC) if one.originator_id == shift)
    return [one.event.person for one in came if one.event.arrived.earliest <= at]


def test_no_minute_is_nobodys_and_each_breach_is_found_once(office, night, watch):
    begins = office.clock.at
    watch.passes(hours=12, minutes=10)
    assert [one.name for one in night.board.duty.missing] == ["周立新"]
    says_he_is_coming(office, watch, minutes=20)
    staying = StayOnWatch(
        until=office.clock.at + timedelta(hours=1), reason="接班人未到", stated=office.at()
    )
    office.do(stay_on_watch, staying)
    with pytest.raises(ReliefUnsigned):
        goes_home(office, watch)
    watch.passes(minutes=15)
    office.do(check_in, CheckIn(shift=watch.night, person=watch.relief, arrived=office.at()))
    assert night.board.rings == ()
    watch.passes(minutes=5)
    hands_over(office, watch)
    goes_home(office, watch)
    watch.passes(minutes=30)
    for minute in range(13 * 60):
        [shift] = answering(office, begins + minute * MINUTE)
        assert present(office, shift, begins + minute * MINUTE)
    kinds = [one.event.kind for one in office.events(DutyBreachProposed.TOPIC)]
    assert kinds == [DutyBreachKind.ABSENT]


def test_while_he_is_on_his_way_the_leader_sleeps_and_when_he_is_not_is_rung(office, watch):
    watch.passes(hours=12, minutes=10)
    says_he_is_coming(office, watch, minutes=20)
    watch.passes(minutes=19)
    assert [one.event.duty for one in office.events(RungForShift.TOPIC)] == [Duty.OFFICER] * 2
    watch.passes(minutes=11)
    rung = [one.event.duty for one in office.events(RungForShift.TOPIC)]
    assert {Duty.LEADER, Duty.OFFICE_HEAD, Duty.PRINCIPAL} <= set(rung)


def test_what_he_says_is_heard_and_somebody_else_decides(office, night, watch):
    watch.passes(hours=12, minutes=10)
    [proposed] = office.events(DutyBreachProposed.TOPIC)
    id, chief = proposed.originator_id, office.person("室主任")
    said = StateOnDutyBreach(duty_breach=id, words="桥上事故封路", given=office.at())
    office.do(state_on_duty_breach, said)
    decided = DecideDutyBreach(
        duty_breach=id,
        decision=Decision.EXCUSED,
        reason="交警证实封路",
        decided=office.at(),
        person=chief,
    )
    office.do(decide_duty_breach, decided)
    row = next(night.rows(DUTY_BREACHES))
    assert not row.waits
    assert row.breach.statements[0].words == "桥上事故封路"
    assert [one.attendance.closed for one in night.rows(ATTENDANCE)] == [False] * 2
