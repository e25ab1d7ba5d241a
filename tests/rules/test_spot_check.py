"""抽查: rung, answered, decided by a key; who does not answer is followed step by step."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from domain.dial import DialOver, TooLateToTakeBack
from domain.kernel import ReasonMissing
from domain.spot_check import evolve
from domain.spot_check_commands import (
    NobodyToCheck,
    NotDialled,
    NotDrawn,
    NotNormal,
    RoundOver,
    answer,
    begin,
    call_back,
    correct,
    decide,
    dial,
    end,
    take_back,
)
from domain.spot_check_due import next_step
from domain.spot_check_events import (
    ResultCorrected,
    RoundEnded,
    StampTakenBack,
    UnitCalledBack,
)
from domain.spot_check_words import CheckOutcome, CheckStep
from tests.support.given import given
from tests.support.ladder import unit_id
from tests.support.spot_checked import (
    AGAIN,
    HEALTH,
    TOWN,
    WORKS,
    a_round,
    answered,
    decided,
    dialled,
    instant,
    second,
)

BEGAN, ENDED = a_round(), RoundEnded(reason="有突发事件", ended=second(900), next_at=None)
DIALLED, ANSWERED, NORMAL = dialled(), answered(), decided()
NO_ANSWER = decided(CheckOutcome.NO_ANSWER, next_at=instant(30) + AGAIN)
SLIP = StampTakenBack(unit=TOWN, step=CheckStep.CHECK, next_at=None)
BACK = UnitCalledBack(unit=TOWN, step=CheckStep.CHECK, called_back=second(200), next_at=None)
BUSY = ResultCorrected(
    unit=TOWN, step=CheckStep.CHECK, outcome=CheckOutcome.BUSY, reason="按错键", next_at=None
)
RUNG = given(evolve, BEGAN, DIALLED)


def asks(command, happened, **more):
    return lambda check: command(check, happened, **more)


def step_of(story, unit=TOWN):
    return next_step(next(one for one in story.state.units if one.unit == unit))


def test_a_round_begins_once_and_never_for_nobody():
    begun = given(evolve).when(asks(begin, BEGAN)).then(BEGAN)
    begun.when(asks(begin, BEGAN)).then_nothing_happens()
    assert {one.unit for one in begun.state.units} == {TOWN, WORKS, HEALTH}
    given(evolve).when(asks(begin, replace(BEGAN, drawn=()))).then_refused(NobodyToCheck)


def test_rung_answered_and_in_order_each_is_stamped_once():
    story = given(evolve, BEGAN)
    for command, happened in ((dial, DIALLED), (answer, ANSWERED), (decide, NORMAL)):
        story = story.when(asks(command, happened)).then(happened)
        story.when(asks(command, happened)).then_nothing_happens()
    assert step_of(story) is None
    assert step_of(story, WORKS) is CheckStep.CHECK
    story.when(asks(answer, replace(ANSWERED, answered=second(99)))).then_nothing_happens()


def test_what_was_decided_stands_until_it_is_corrected():
    done = given(evolve, BEGAN, DIALLED, NO_ANSWER)
    done.when(asks(decide, NORMAL)).then_refused(DialOver)
    done.when(asks(answer, ANSWERED)).then_refused(DialOver)
    done.when(asks(take_back, SLIP, now=instant(31))).then_refused(DialOver)
    corrected = replace(BUSY, next_at=instant(30) + AGAIN)
    after = done.when(asks(correct, replace(BUSY, reason=" 按错键 "))).then(corrected)
    after.when(asks(correct, BUSY)).then_nothing_happens()
    assert after.state.units != done.state.units
    call = next(one for one in after.state.units if one.unit == TOWN).calls[0]
    assert (call.outcome, call.result) == (CheckOutcome.BUSY, NO_ANSWER)


def test_a_correction_needs_a_result_and_a_reason():
    RUNG.when(asks(correct, BUSY)).then_refused(NotDialled)
    done = given(evolve, BEGAN, DIALLED, NORMAL)
    done.when(asks(correct, replace(BUSY, reason=" "))).then_refused(ReasonMissing)
    done.when(asks(correct, replace(BUSY, outcome=CheckOutcome.NORMAL))).then_nothing_happens()


def test_corrected_to_normal_nobody_is_rung_again():
    done = given(evolve, BEGAN, DIALLED, NO_ANSWER)
    good = replace(BUSY, outcome=CheckOutcome.NORMAL)
    assert step_of(done.when(asks(correct, good)).then(good)) is None


def test_nobody_is_answered_decided_or_taken_back_before_being_rung():
    begun = given(evolve, BEGAN)
    for asked in (
        asks(answer, ANSWERED),
        asks(decide, NORMAL),
        asks(call_back, BACK),
        asks(take_back, SLIP, now=instant(1)),
    ):
        begun.when(asked).then_refused(NotDialled)


def test_a_desk_that_was_not_drawn_is_refused():
    story = given(evolve, BEGAN)
    story.when(asks(dial, dialled(unit=unit_id("paper")))).then_refused(NotDrawn)
    story.when(asks(answer, answered(unit=unit_id("paper")))).then_refused(NotDrawn)


def test_called_back_it_is_reached_and_nobody_is_rung_again():
    unanswered = given(evolve, BEGAN, DIALLED, NO_ANSWER)
    story = unanswered.when(asks(call_back, BACK)).then(BACK)
    assert step_of(story) is None
    story.when(asks(call_back, BACK)).then_nothing_happens()
    given(evolve, BEGAN, DIALLED, ANSWERED).when(asks(call_back, BACK)).then_nothing_happens()


def test_a_slip_is_taken_back_within_a_minute_the_answer_before_the_call():
    story = given(evolve, BEGAN, DIALLED, ANSWERED)
    once = story.when(asks(take_back, SLIP, now=instant(60))).then(SLIP)
    [town] = [one for one in once.state.units if one.unit == TOWN]
    assert (len(town.calls), town.calls[0].answered) == (1, None)
    twice = once.when(asks(take_back, SLIP, now=instant(60))).then(SLIP)
    assert step_of(twice) is CheckStep.CHECK
    assert all(not one.calls for one in twice.state.units)
    once.when(asks(take_back, SLIP, now=instant(61))).then_refused(TooLateToTakeBack)
    story.when(asks(take_back, SLIP, now=instant(69))).then(SLIP)


@pytest.mark.parametrize("asked", ["leader_in_place", "matters_known", "procedure_known"])
def test_what_was_found_wanting_is_not_in_order(asked):
    story = given(evolve, BEGAN, DIALLED, ANSWERED)
    story.when(asks(decide, decided(**{asked: False}))).then_refused(NotNormal)
    story.when(asks(decide, decided(**{asked: True}))).then(decided(**{asked: True}))
    absent = decided(CheckOutcome.LEADER_ABSENT, **{asked: False})
    story.when(asks(decide, absent)).then(absent)


def test_a_round_ends_once_and_with_desks_that_nobody_asked_only_for_a_reason():
    story = given(evolve, BEGAN, DIALLED, NORMAL)
    story.when(asks(end, replace(ENDED, reason=" "))).then_refused(ReasonMissing)
    over = story.when(asks(end, ENDED)).then(ENDED)
    over.when(asks(end, ENDED)).then_nothing_happens()
    everybody = given(evolve, a_round(size=1), dialled(unit=(one := a_round(size=1).drawn[0])))
    asked = everybody.and_then(decided(unit=one))
    asked.when(asks(end, replace(ENDED, reason=""))).then(replace(ENDED, reason=""))


def test_nothing_is_asked_in_a_round_that_is_over_but_a_slip_is_still_corrected():
    over = given(evolve, BEGAN, DIALLED, NO_ANSWER, ENDED)
    for asked in (
        asks(dial, dialled(unit=WORKS)),
        asks(answer, ANSWERED),
        asks(call_back, BACK),
        asks(take_back, SLIP, now=instant(1)),
        asks(decide, NORMAL),
    ):
        over.when(asked).then_refused(RoundOver)
    over.when(asks(decide, NO_ANSWER)).then_nothing_happens()
    over.when(asks(correct, BUSY)).then(BUSY)
