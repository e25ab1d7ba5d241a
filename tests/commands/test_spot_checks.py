"""抽查 at the desk: lots drawn on record, times as keys, a name sealed, an alarm that wakes the sweep and nobody else."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from desk.draft import Unknown
from desk.spot_check_rounds import (
    AskRectification,
    EndRound,
    NoteRectified,
    ask_rectification,
    begin_round,
    end_round,
    note_rectified,
)
from desk.spot_checks import (
    CorrectResult,
    NoteAnswer,
    NoteCallBack,
    SignInUnit,
    TakeBackStamp,
    correct_result,
    note_answer,
    note_call_back,
    sign_in_unit,
    take_back_stamp,
)
from domain.incident_joining import ExerciseMixed
from domain.notice import Rung
from domain.spot_check_commands import NobodyToCheck, NotDialled
from domain.spot_check_draw import is_as_drawn
from domain.spot_check_events import FellDue, ResultDecided
from domain.spot_check_words import (
    CheckDue,
    CheckMethod,
    CheckOutcome,
    SampleKind,
)
from escalation.sweep import sweep
from tests.support.spot_rounds import CHECK, a_round, beginning, result, rung, state, unit_of


def test_lots_are_drawn_on_record_and_numbered_without_gaps(office):
    first = a_round(office, kind=SampleKind.RANDOM, size=1)
    second = a_round(office, kind=SampleKind.WEIGHTED, size=99)
    begun = [state(office, one).began for one in (first, second)]
    assert [one.number for one in begun] == ["抽2026-0001", "抽2026-0002"]
    assert [len(one.drawn) for one in begun] == [one.sample.size for one in begun] == [1, 2]
    assert all(is_as_drawn(state(office, one)) for one in (first, second))
    assert begun[0].limits.answer_within == timedelta(minutes=5)


def test_a_round_sent_twice_is_begun_once(office):
    command, id = beginning(office), uuid4()
    for _ in range(2):
        office.do(begin_round, command, command_id=id)
    assert len(office.events("spot-check.began")) == 1


@pytest.mark.parametrize("among", [[], [uuid4()]])
def test_nobody_and_strangers_are_not_checked(office, among):
    with pytest.raises(NobodyToCheck):
        a_round(office, among=among)
    with pytest.raises(NobodyToCheck):
        a_round(office, kind=SampleKind.RANDOM, size=-1)
    assert office.events("series.number-taken") == []


def test_no_exercise_checks_anybody(office):
    with pytest.raises(ExerciseMixed):
        office.do(begin_round, beginning(office), exercise=uuid4())


def test_answered_and_decided_it_keeps_the_stamps_and_seals_the_name(office):
    check = a_round(office)
    rung(office, check, office.town)
    office.clock.forward(seconds=40)
    answer = NoteAnswer(check=check, unit=office.town, step=CHECK, answered=office.at())
    office.do(note_answer, answer)
    found = {"answered_by": " 王强 ", "post": "值班员", "leader_in_place": True}
    result(office, check, office.town, CheckOutcome.NORMAL, **found)
    [decided] = [one.event for one in office.events(ResultDecided.TOPIC)]
    assert decided.proposed is CheckOutcome.RANG_TOO_LONG
    assert decided.outcome is CheckOutcome.NORMAL
    assert decided.findings.answered_by.box
    assert "王强" not in str(decided)
    call = unit_of(office, check, office.town).calls[0]
    assert (call.placed.number, call.result.findings.post) == ("0100-1", "值班员")


def test_an_alarm_tells_what_was_forgotten_and_rings_nobody(office):
    check = a_round(office)
    rung(office, check, office.town)
    result(office, check, office.town, CheckOutcome.NO_ANSWER)
    due = office.clock.at + timedelta(minutes=10)
    assert [at for _, at in office.log.due(due, 9)] == [due]
    office.clock.forward(minutes=11)
    sweep(office.desk, office.clock.at)
    [fell] = [one.event for one in office.events(FellDue.TOPIC)]
    assert (fell.unit, fell.due, fell.due_at) == (office.town, CheckDue.FOLLOW_UP, due)
    assert office.events(Rung.TOPIC) == []
    assert office.log.due(office.clock.at, 9) == []


def test_called_back_or_taken_back_nothing_is_due(office):
    check = a_round(office)
    rung(office, check, office.town)
    office.do(take_back_stamp, TakeBackStamp(check=check, unit=office.town, step=CHECK))
    with pytest.raises(NotDialled):
        result(office, check, office.town, CheckOutcome.NO_ANSWER)
    rung(office, check, office.town)
    result(office, check, office.town, CheckOutcome.NO_ANSWER)
    back = NoteCallBack(check=check, unit=office.town, step=CHECK, called_back=office.at())
    office.do(note_call_back, back)
    assert office.log.due(office.clock.at + timedelta(days=9), 9) == []


def test_a_wrong_key_is_corrected_and_what_is_wrong_is_put_right(office):
    check = a_round(office)
    rung(office, check, office.town)
    result(office, check, office.town, CheckOutcome.NORMAL)
    absent = CheckOutcome.LEADER_ABSENT
    slip = CorrectResult(check=check, unit=office.town, step=CHECK, outcome=absent, reason="错键")
    office.do(correct_result, slip)
    due = office.clock.at + timedelta(days=3)
    asking = AskRectification(check=check, unit=office.town, what="带班到岗", due_at=due)
    office.do(ask_rectification, asking)
    office.do(end_round, EndRound(check=check, reason="其余改日", ended=office.at()))
    assert [at for _, at in office.log.due(due, 9)] == [due]
    done = NoteRectified(check=check, unit=office.town, words=" 已到岗 ", done=office.at())
    office.do(note_rectified, done)
    assert office.log.due(due, 9) == []
    assert unit_of(office, check, office.town).rectification.done.words == "已到岗"


def test_by_link_all_are_asked_at_once_and_each_says_for_itself_that_it_is_there(office):
    check = a_round(office, CheckMethod.LINK)
    assert {len(one.calls) for one in state(office, check).units} == {1}
    office.clock.forward(minutes=4)
    signing = SignInUnit(
        check=check, unit=office.works, name="李强", post=" 值班长 ", answered=office.at()
    )
    office.do(sign_in_unit, signing)
    [call] = unit_of(office, check, office.works).calls
    assert (call.signed_in.post, call.answered) == ("值班长", office.at())
    assert "李强" not in str(call)
    result(office, check, office.works, CheckOutcome.NORMAL)
    assert office.events(ResultDecided.TOPIC)[0].event.proposed is CheckOutcome.NORMAL


def test_what_is_no_round_is_none(office):
    with pytest.raises(Unknown):
        rung(office, office.town, office.town)
