"""抽查到期: who does not answer is followed step by step; the one alarm of a round is the earliest of what is awaited."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from domain.spot_check import evolve
from domain.spot_check_commands import NotThisStep, decide, dial
from domain.spot_check_due import look, next_step
from domain.spot_check_events import FellDue, RoundEnded
from domain.spot_check_words import CheckDue, CheckOutcome, CheckStep
from tests.support.given import given
from tests.support.spot_checked import (
    AGAIN,
    TOWN,
    WORKS,
    a_round,
    decided,
    dialled,
    instant,
    second,
    to_put_right,
)

BEGAN, DIALLED = a_round(), dialled()
ENDED = RoundEnded(reason="有突发事件", ended=second(900), next_at=None)
NO_ANSWER = decided(CheckOutcome.NO_ANSWER, next_at=instant(30) + AGAIN)


def asks(command, happened):
    return lambda check: command(check, happened)


def step_of(story):
    return next_step(next(one for one in story.state.units if one.unit == TOWN))


def test_a_follow_up_that_nobody_made_is_told_once():
    story = given(evolve, BEGAN, DIALLED, NO_ANSWER)
    at = instant(30) + AGAIN
    story.when(lambda c: look(c, as_of=at - (instant(1) - instant(0)))).then_nothing_happens()
    fell = FellDue(unit=TOWN, due=CheckDue.FOLLOW_UP, due_at=at, noticed_at=at, next_at=None)
    over = story.when(lambda c: look(c, as_of=at)).then(fell)
    over.when(lambda c: look(c, as_of=at + AGAIN)).then_nothing_happens()
    again = dialled(700, step=CheckStep.RECHECK)
    late = over.when(asks(dial, again)).then(again)
    none = decided(CheckOutcome.BUSY, 730, step=CheckStep.RECHECK, next_at=instant(730) + AGAIN)
    late.when(asks(decide, none)).then(none)


def test_the_alarm_is_the_earliest_of_all_that_is_awaited():
    works = replace(NO_ANSWER, unit=WORKS, decided=second(90), next_at=instant(30) + AGAIN)
    story = given(evolve, BEGAN, DIALLED, NO_ANSWER, dialled(60, WORKS))
    both = story.when(asks(decide, works)).then(works)
    again = dialled(300, step=CheckStep.RECHECK, next_at=instant(90) + AGAIN)
    both.when(asks(dial, again)).then(again)
    fallen = look(both.state, as_of=instant(3600))
    assert [(one.unit, one.next_at) for one in fallen] == [
        (one.unit, None if n else instant(30 if one.unit == WORKS else 90) + AGAIN)
        for n, one in enumerate(fallen)
    ]
    assert {one.unit for one in fallen} == {TOWN, WORKS}
    both.and_then(ENDED).when(lambda c: look(c, as_of=instant(3600))).then_nothing_happens()


def test_who_does_not_answer_is_rung_again_then_the_leader_then_the_head():
    story, steps = given(evolve, BEGAN), []
    for n, step in enumerate(CheckStep):
        assert step_of(story) is step
        at = 100 * n
        story = story.when(asks(dial, dialled(at, step=step))).then(dialled(at, step=step))
        assert step_of(story) is step
        due = None if step is CheckStep.HEAD else instant(at + 30) + AGAIN
        none = decided(CheckOutcome.NO_ANSWER, at + 30, step=step, next_at=due)
        story = story.when(asks(decide, none)).then(none)
        steps.append(step)
    assert step_of(story) is None
    [town] = [one for one in story.state.units if one.unit == TOWN]
    assert town.outcome is CheckOutcome.NO_ANSWER
    assert [one.step for one in town.calls] == steps


@pytest.mark.parametrize(
    "outcome",
    [
        CheckOutcome.RANG_TOO_LONG,
        CheckOutcome.FORWARDED,
        CheckOutcome.NOT_LISTED,
        CheckOutcome.LEADER_ABSENT,
        CheckOutcome.NOT_VERSED,
    ],
)
def test_whoever_did_answer_is_not_rung_again(outcome):
    story = (
        given(evolve, BEGAN, DIALLED).when(asks(decide, decided(outcome))).then(decided(outcome))
    )
    story.when(asks(dial, dialled(60, step=CheckStep.RECHECK))).then_refused(NotThisStep)


def test_no_step_comes_before_its_turn():
    given(evolve, BEGAN).when(asks(dial, dialled(step=CheckStep.LEADER))).then_refused(NotThisStep)
    given(evolve, BEGAN, DIALLED).when(asks(dial, dialled(9, step=CheckStep.RECHECK))).then_refused(
        NotThisStep
    )


def test_what_is_said_of_the_second_call_leaves_the_first_as_it_was():
    again = dialled(100, step=CheckStep.RECHECK)
    good = decided(at=130, step=CheckStep.RECHECK)
    story = given(evolve, BEGAN, DIALLED, NO_ANSWER, again)
    state = story.when(asks(decide, good)).then(good).state
    [town] = [one for one in state.units if one.unit == TOWN]
    assert [one.result for one in town.calls] == [NO_ANSWER, good]


def test_a_follow_up_falls_due_beside_what_is_to_be_put_right():
    at = instant(30) + AGAIN
    fell = FellDue(unit=TOWN, due=CheckDue.FOLLOW_UP, due_at=at, noticed_at=at, next_at=None)
    story = given(evolve, BEGAN, DIALLED, NO_ANSWER, to_put_right(), fell)
    [town] = [one for one in story.state.units if one.unit == TOWN]
    assert (town.overdue, town.rectification.over) == (True, False)


@pytest.mark.parametrize("happened", [DIALLED, NO_ANSWER, ENDED])
def test_nothing_happens_in_a_round_that_never_began(happened):
    with pytest.raises(TypeError, match=type(happened).__name__):
        evolve(None, happened)
