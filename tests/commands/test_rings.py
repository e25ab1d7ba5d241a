"""Who is rung, for what, and who may answer: through the real desk, as the sweep and the officers use it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk.incidents import (
    AnnulIncident,
    CloseIncident,
    StateFacts,
    annul_incident,
    close_incident,
    state_facts,
)
from desk.office import AssignDuty, assign_duty
from desk.ringing import PassRingOn, pass_ring_on
from desk.rings import NotRung
from domain.deadline_events import DeadlineAcknowledged, StepTaken
from domain.escalation_policy import Duty, Manner
from domain.notice import RingCause, RingEnded, RingGoesOn, RingJoined, Rung, notice_id
from tests.support.duty_night import DutyNight
from tests.support.watch import Watch


@pytest.fixture
def night(office, tmp_path):
    night = DutyNight(office, tmp_path / "views.db")
    yield night
    night.over()


@pytest.fixture
def watch(office, night):
    return Watch(office, night.passes)


def count(office, kind):
    return len(office.events(kind.TOPIC))


def test_half_way_the_leader_is_rung_once_for_all_clocks_that_have_come_so_far(office, watch):
    office.call()
    watch.passes(minutes=59)
    assert watch.rung(watch.leader) == []
    watch.passes(minutes=1)
    [rung] = watch.rung(watch.leader)
    assert (rung.cause, rung.manner) == (RingCause.STEP, Manner.RING)
    assert len(rung.clocks) == 2


def test_once_our_office_has_reported_up_the_leader_sleeps_and_the_step_is_on_record(office, watch):
    call = office.call()
    office.by_word(call.incident, office.county, office.city)
    office.call("储罐泄漏")
    watch.passes(hours=1)
    [rung] = watch.rung(watch.leader)
    assert rung.incident != call.incident
    assert count(office, StepTaken) >= 2


def test_what_is_grave_rings_the_leader_as_it_is_known_and_not_again(office, watch):
    incident = watch.grave()
    [rung] = watch.rung(watch.leader)
    assert (rung.cause, rung.at) == (RingCause.GRAVE, office.clock.at)
    watch.is_passed_on()
    office.do(state_facts, StateFacts(incident=incident, facts=(office.dead(3),)))
    assert watch.rung(watch.relief) == []


def test_what_becomes_grave_later_rings_then(office, watch):
    incident = office.call(caller=office.town).incident
    watch.passes(minutes=20)
    office.do(state_facts, StateFacts(incident=incident, facts=(office.dead(0),)))
    assert watch.rung(watch.leader) == []
    office.do(state_facts, StateFacts(incident=incident, facts=(office.dead(1),)))
    assert [one.cause for one in watch.rung(watch.leader)] == [RingCause.GRAVE]


def test_at_the_due_time_the_siren_sounds_and_what_nobody_holds_rings_at_the_desk(office, watch):
    office.call()
    watch.passes(hours=2)
    siren = watch.rung(None)[-1]
    assert (siren.duty, siren.manner) == (Duty.OFFICER, Manner.SIREN)
    assert [one.number for one in watch.rung(watch.leader)] == [1, 2]
    watch.passes(minutes=15)
    assert [one.duty for one in watch.rung(None)[-2:]] == [Duty.OFFICE_HEAD, Duty.PRINCIPAL]


def test_the_answer_of_whoever_is_rung_holds_the_next_step_until_his_promise(office, watch):
    incident = office.call().incident
    watch.passes(hours=2)
    with pytest.raises(NotRung):
        watch.answers(incident, watch.li, rung=watch.leader, number=2)
    until = watch.answers(incident, watch.leader, rung=watch.leader, number=2, minutes=10)
    assert until == office.clock.at + timedelta(minutes=10)
    assert count(office, DeadlineAcknowledged) == 2
    watch.passes(minutes=9)
    assert [one.duty for one in watch.rung(None)] == [Duty.OFFICER] * 2
    watch.passes(minutes=1)
    assert watch.rung(watch.leader)[-1].cause is RingCause.PROMISE_OVER
    assert watch.rung(None)[-1].duty is Duty.OFFICE_HEAD


def test_a_ring_at_the_desk_is_answered_by_whoever_has_the_watch(office, watch):
    incident = office.call().incident
    watch.passes(hours=2)
    with pytest.raises(NotRung):
        watch.answers(incident, watch.relief, duty=Duty.OFFICER, number=2)
    assert watch.answers(incident, watch.li, duty=Duty.OFFICER, number=2)


def test_without_a_promise_it_holds_until_the_next_due_time_or_the_longest_lease(office, watch):
    incident = watch.grave()
    due = min(one.due_at for one in office.clocks(incident).values())
    assert watch.answers(incident, watch.leader, rung=watch.leader) == due
    watch.passes(hours=2)
    late = watch.answers(incident, watch.leader, rung=watch.leader, number=2)
    assert late == office.clock.at + timedelta(minutes=30)


def test_with_the_watch_the_ring_goes_on_for_the_relief(office, watch):
    incident = watch.grave()
    watch.is_passed_on()
    passing = PassRingOn(notice=notice_id(incident, watch.leader, Duty.LEADER))
    office.do(pass_ring_on, passing)
    office.do(pass_ring_on, passing)
    [rung] = watch.rung(watch.relief)
    assert (rung.cause, rung.number) == (RingCause.GRAVE, 1)
    assert count(office, RingEnded) == 1


def test_a_promise_of_the_relieved_leader_is_asked_of_the_relief_when_it_is_over(office, watch):
    incident = watch.grave()
    watch.answers(incident, watch.leader, rung=watch.leader, minutes=30)
    watch.is_passed_on()
    watch.passes(minutes=29)
    assert watch.rung(watch.relief) == []
    watch.passes(minutes=1)
    assert [one.cause for one in watch.rung(watch.relief)] == [RingCause.PASSED_ON]
    assert len(watch.rung(watch.leader)) == 1


def test_unanswered_it_goes_on_every_hour_and_ends_once_nothing_is_left(office, watch):
    incident = watch.grave()
    watch.passes(hours=1)
    assert count(office, RingGoesOn) == 1
    office.do(annul_incident, AnnulIncident(incident=incident, reason="误报"))
    watch.passes(hours=1)
    assert count(office, RingEnded) >= 1
    head = office.log.head()
    watch.passes(hours=24)
    assert office.log.head() == head


def test_a_false_alarm_is_off_the_board_at_once_and_what_is_closed_too(office, watch, night):
    false_alarm, over = watch.grave(), watch.grave()
    assert {one.incident for one in night.board.rings} == {false_alarm, over}
    office.do(annul_incident, AnnulIncident(incident=false_alarm, reason="误报"))
    office.by_word(over, office.county, office.city)
    assert [one.incident for one in night.board.rings] == [over]
    office.do(close_incident, CloseIncident(incident=over, reason="处置完毕"))
    assert night.board.rings == ()


def test_whoever_is_named_for_a_post_is_rung_by_name(office, watch):
    head = office.person("办公室主任")
    office.do(assign_duty, AssignDuty(duty=Duty.OFFICE_HEAD, persons=(head,)))
    office.call()
    watch.passes(hours=2, minutes=5)
    assert [one.duty for one in watch.rung(head)] == [Duty.OFFICE_HEAD]


def test_an_exercise_rings_in_commands_of_its_own(office, watch):
    exercise = office.town  # any id will do
    office.call()
    office.call("演练火情", exercise=exercise)
    watch.passes(hours=1)
    rung = [one for one in office.events(Rung.TOPIC) if one.event.person == watch.leader]
    assert {one.meta.exercise for one in rung} == {None, exercise}
    assert count(office, RingJoined) == 0
