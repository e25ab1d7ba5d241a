"""A leader's words are kept as they were said; what they ask is awaited by a time, and late once."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from domain import instruction as instructions
from domain.actors import Sealed
from domain.incident import evolve as evolve_incident
from domain.incident_commands import IncidentNotOpen, link_instruction
from domain.instruction import (
    InstructionLinked,
    InstructionRecorded,
    InstructionWay,
    TaskingLinked,
    WordsMissing,
    link_tasking,
    record,
)
from domain.kernel import ReasonMissing
from domain.tasking import (
    Awaited,
    TaskingAnswered,
    TaskingAskedAgain,
    TaskingGiven,
    TaskingRanOut,
    TaskingReceived,
    TaskingSuperseded,
    evolve,
)
from domain.tasking_commands import (
    AnswerMissing,
    NobodyTasked,
    NotAnswered,
    NothingAwaited,
    TaskingTimesWrong,
    answer,
    ask_again,
    give,
    look,
    receive,
    supersede,
)
from tests.support.given import given
from tests.support.incident_words import ANNULLED, OPENED
from tests.support.ladder import NINE, minute, unit_id

INCIDENT, ORDER, TASK = OPENED.incident, unit_id("instruction"), unit_id("tasking")
WORDS = "  先救人。上报暂缓，等我到。 "
RECORDED = InstructionRecorded(
    incident=INCIDENT,
    leader=unit_id("leader"),
    words=WORDS,
    given=minute(5),
    way=InstructionWay.PHONE,
    read_back=True,
    dial=None,
    holds_back=True,
)


def at(minutes):
    return NINE + timedelta(minutes=minutes)


GIVEN = TaskingGiven(
    instruction=ORDER,
    incident=INCIDENT,
    unit=unit_id("county works"),
    person=None,
    what="派救援队到场",
    receipt_due=at(20),
    feedback_due=at(60),
    next_at=at(20),
)
RECEIVED = TaskingReceived(received=minute(12), counterpart=None, next_at=at(60))
ANSWERED = TaskingAnswered(words="已到场", answered=minute(40), next_at=None)
AGAIN = TaskingAskedAgain(round=2, reason="人数不清", feedback_due=at(90), next_at=at(90))
GIVING = replace(GIVEN, next_at=None)


def late(awaited, due, noticed, then):
    return TaskingRanOut(awaited=awaited, due_at=at(due), noticed_at=at(noticed), next_at=then)


def test_words_are_kept_to_the_last_blank_and_once():
    given(instructions.evolve).when(lambda i: record(i, RECORDED)).then(RECORDED).when(
        lambda i: record(i, RECORDED)
    ).then_nothing_happens()
    given(instructions.evolve).when(lambda i: record(i, replace(RECORDED, words=" "))).then_refused(
        WordsMissing
    )


def test_an_instruction_stands_on_its_incident_and_a_tasking_on_its_instruction():
    linked = InstructionLinked(instruction=ORDER)
    given(evolve_incident, OPENED).when(lambda i: link_instruction(i, instruction=ORDER)).then(
        linked
    ).when(lambda i: link_instruction(i, instruction=ORDER)).then_nothing_happens()
    given(evolve_incident, OPENED, ANNULLED).when(
        lambda i: link_instruction(i, instruction=ORDER)
    ).then_refused(IncidentNotOpen)
    given(instructions.evolve, RECORDED).when(lambda i: link_tasking(i, tasking=TASK)).then(
        TaskingLinked(tasking=TASK)
    ).when(lambda i: link_tasking(i, tasking=TASK)).then_nothing_happens()


def test_a_tasking_names_whom_it_asks_and_waits_for_the_receipt_first():
    given(evolve).when(lambda t: give(t, GIVING, now=at(5))).then(GIVEN).when(
        lambda t: give(t, GIVING, now=at(6))
    ).then_nothing_happens()
    for wrong in (replace(GIVING, unit=None), replace(GIVING, what=" ")):
        given(evolve).when(lambda t, w=wrong: give(t, w, now=at(5))).then_refused(NobodyTasked)
    for wrong in (replace(GIVING, receipt_due=at(61)), replace(GIVING, receipt_due=at(5))):
        given(evolve).when(lambda t, w=wrong: give(t, w, now=at(5))).then_refused(TaskingTimesWrong)


def test_a_receipt_and_the_answer_may_be_awaited_by_one_time():
    at_once = replace(GIVING, receipt_due=at(60))
    given(evolve).when(lambda t: give(t, at_once, now=at(5))).then(replace(at_once, next_at=at(60)))


def test_who_took_it_over_there_is_kept():
    who = Sealed(subject=TASK, box="")
    given(evolve, GIVEN).when(lambda t: receive(t, received=minute(12), counterpart=who)).then(
        replace(RECEIVED, counterpart=who)
    )


def test_received_and_answered_it_waits_for_nothing():
    given(evolve, GIVEN).when(lambda t: receive(t, received=minute(12), counterpart=None)).then(
        RECEIVED
    ).when(lambda t: answer(t, words="已到场", answered=minute(40))).then(ANSWERED).when(
        lambda t: look(t, as_of=at(999))
    ).then_nothing_happens()
    given(evolve, GIVEN, RECEIVED).when(
        lambda t: receive(t, received=minute(13), counterpart=None)
    ).then_nothing_happens()
    given(evolve, GIVEN).when(lambda t: answer(t, words=" ", answered=minute(9))).then_refused(
        AnswerMissing
    )


def test_an_answer_says_that_it_was_received_and_is_given_once():
    told = given(evolve, GIVEN, ANSWERED)
    assert told.state.received == minute(40)
    told.when(lambda t: answer(t, words="已到场", answered=minute(41))).then_nothing_happens()
    told.when(lambda t: answer(t, words="又一说", answered=minute(41))).then_refused(NothingAwaited)


def test_each_thing_awaited_runs_out_once_and_what_is_left_is_still_waited_for():
    given(evolve, GIVEN).when(lambda t: look(t, as_of=at(19))).then_nothing_happens().when(
        lambda t: look(t, as_of=at(21))
    ).then(late(Awaited.RECEIPT, 20, 21, at(60))).when(
        lambda t: look(t, as_of=at(22))
    ).then_nothing_happens().when(lambda t: look(t, as_of=at(60))).then(
        late(Awaited.FEEDBACK, 60, 60, None)
    ).when(lambda t: receive(t, received=minute(70), counterpart=None)).then(
        TaskingReceived(received=minute(70), counterpart=None, next_at=None)
    )
    given(evolve, GIVEN).when(lambda t: look(t, as_of=at(61))).then(
        late(Awaited.RECEIPT, 20, 61, at(60)), late(Awaited.FEEDBACK, 60, 61, None)
    )


def test_an_answer_that_does_not_do_is_asked_for_again_with_another_time():
    def again(tasking, due=90):
        return ask_again(tasking, reason="人数不清", feedback_due=at(due), now=at(45))

    given(evolve, GIVEN, ANSWERED).when(again).then(AGAIN).when(
        lambda t: look(t, as_of=at(90))
    ).then(late(Awaited.FEEDBACK, 90, 90, None))
    given(evolve, GIVEN).when(again).then_refused(NotAnswered)
    given(evolve, GIVEN, ANSWERED).when(lambda t: again(t, 45)).then_refused(TaskingTimesWrong)
    given(evolve, GIVEN, ANSWERED).when(
        lambda t: ask_again(t, reason=" ", feedback_due=at(90), now=at(45))
    ).then_refused(ReasonMissing)


def test_of_an_incident_that_never_was_nothing_is_awaited():
    gone = TaskingSuperseded(at=at(30), next_at=None)
    given(evolve, GIVEN).when(lambda t: supersede(t, at=at(30))).then(gone).when(
        lambda t: supersede(t, at=at(31))
    ).then_nothing_happens().when(
        lambda t: receive(t, received=minute(32), counterpart=None)
    ).then_refused(NothingAwaited)
    given(evolve, GIVEN, gone).when(
        lambda t: ask_again(t, reason="x", feedback_due=at(90), now=at(45))
    ).then_refused(NothingAwaited)
