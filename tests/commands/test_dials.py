"""Rung by hand: unanswered twice it stops nothing, answered upward it is the report and meets its clock."""

from __future__ import annotations

import pytest

from desk.dials import (
    DialAnswer,
    EndDial,
    PlaceDial,
    WithdrawDial,
    end_dial,
    place_dial,
    withdraw_dial,
)
from desk.exercises import EndExercise, end_exercise
from domain.deadline_events import DeadlineMet
from domain.dial import DialOutcome, DialPlaced, DialPurpose, TooLateToTakeBack
from tests.support.exercised import begun, take


def placed(office, incident, purpose=DialPurpose.UPWARD, **whom):
    placing = PlaceDial(
        incident=incident, purpose=purpose, number="0100-5550000", dialled=office.at(), **whom
    )
    return office.do(place_dial, placing).answer(DialAnswer).dial


def ended(office, dial, outcome, **more):
    ending = EndDial(dial=dial, outcome=outcome, ended=office.at(), **more)
    return office.do(end_dial, ending).answer(DialAnswer)


def test_answered_upward_it_is_the_report_and_the_clock_is_met(office):
    incident = office.call().incident
    dial = placed(office, incident, unit=office.city)
    office.clock.forward(minutes=1)
    answer = ended(office, dial, DialOutcome.ANSWERED, answered_by="市总值班室 李科", words="爆炸")
    assert answer.report
    assert {one.event.report for one in office.events(DeadlineMet.TOPIC)} == {answer.report}
    assert ended(office, dial, DialOutcome.ANSWERED).report is None


def test_a_leader_who_does_not_answer_twice_stops_no_report(office):
    incident = office.call().incident
    leader = office.person("沈立群")
    for _ in range(2):
        dial = placed(office, incident, DialPurpose.LEADER, person=leader)
        assert ended(office, dial, DialOutcome.NO_ANSWER).report is None
    dial = placed(office, incident, unit=office.city)
    assert ended(office, dial, DialOutcome.ANSWERED).report


def test_nobody_there_is_no_report(office):
    dial = placed(office, office.call().incident, unit=office.city)
    assert ended(office, dial, DialOutcome.BUSY).report is None
    assert office.events(DeadlineMet.TOPIC) == []


@pytest.mark.parametrize("over", [False, True])
def test_in_an_exercise_only_who_is_listed_is_rung_and_only_while_it_is_on(office, over):
    listed, stranger = office.person("张三"), office.person("李四")
    exercise = begun(office, persons=(listed,))
    incident = take(office, exercise).incident
    if over:
        office.do(end_exercise, EndExercise(exercise=exercise, words=""))
    for person in (listed, stranger):
        placed(office, incident, DialPurpose.LEADER, person=person)
    numbers = [one.event.number for one in office.events(DialPlaced.TOPIC)]
    assert numbers == (["", ""] if over else ["0100-5550000", ""])


def test_a_stamp_is_taken_back_within_the_minute(office):
    incident = office.call().incident
    office.do(withdraw_dial, WithdrawDial(dial=placed(office, incident)))
    late = placed(office, incident)
    office.clock.forward(seconds=61)
    with pytest.raises(TooLateToTakeBack):
        office.do(withdraw_dial, WithdrawDial(dial=late))
    assert len(office.events(DialPlaced.TOPIC)) == 2
