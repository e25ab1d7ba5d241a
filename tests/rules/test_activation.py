"""A response as a decider: proposed, started, adjusted, ended, evaluated; each only when its time has come."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from contingency_plans import activation as activations
from contingency_plans import activation_commands as commands
from contingency_plans.activation_events import (
    ActivationAdjusted,
    ActivationCalledOff,
    ActivationDismissed,
    ActivationEnded,
    ActivationEvaluated,
    ActivationProposed,
    ActivationStarted,
    Finding,
    LeftOver,
    NotifiedUnit,
    UnitTold,
)
from domain.incident import Standing
from domain.kernel import ReasonMissing
from domain.times import Basis, moment
from domain.words import Channel
from tests.support.given import given
from tests.support.responding import ALL_CARDS, BY_KIND, SECOND, THIRD, pinned

AT = moment(datetime(2026, 11, 24, 1, tzinfo=UTC), Basis.ORAL)
ACTIVATION, INCIDENT, LINK, TOWN, LEADER = (UUID(int=n) for n in range(1, 6))
PROPOSED = ActivationProposed(
    activation=ACTIVATION,
    incident=INCIDENT,
    link=LINK,
    pinned=pinned(),
    response_level=THIRD,
    facts=(),
    reasons=(BY_KIND,),
    words="泄漏未止",
    proposed=AT,
)
STARTED = ActivationStarted(
    approver=LEADER,
    response_level=THIRD,
    scope="厂区",
    command_post=(),
    cards=ALL_CARDS,
    instruction=None,
    notified=(NotifiedUnit(unit=TOWN, tasking=UUID(int=9)),),
    ladder="",
    started=AT,
)
ENDED = ActivationEnded(conditions="险情排除", left_over=(), ended=AT)
EVALUATED = ActivationEvaluated(worked="快", failed="", findings=(), evaluated=AT)
proposed = given(activations.evolve, PROPOSED)
started = given(activations.evolve, PROPOSED, STARTED)
ended = given(activations.evolve, PROPOSED, STARTED, ENDED)


def test_proposed_twice_is_proposed_once():
    nothing = given(activations.evolve)
    after = nothing.when(lambda a: commands.propose(a, PROPOSED)).then(PROPOSED)
    after.when(lambda a: commands.propose(a, PROPOSED)).then_nothing_happens()


def test_before_the_start_no_card_is_asked_and_after_it_those_of_its_level():
    assert proposed.state.asked == ()
    after = proposed.when(lambda a: commands.start(a, STARTED)).then(STARTED)
    assert [one.id for one in after.state.asked] == ["alarm", "cordon", "watch"]
    assert ended.state.asked == ()


def test_a_dismissed_one_is_not_started():
    no = ActivationDismissed(reason="规模未到")
    after = proposed.when(lambda a: commands.dismiss(a, reason=" 规模未到 ")).then(no)
    after.when(lambda a: commands.start(a, STARTED)).then_refused(commands.NotAwaitingApproval)
    started.when(lambda a: commands.dismiss(a, reason="晚了")).then_refused(
        commands.NotAwaitingApproval
    )


def test_an_adjustment_names_the_cards_that_come_and_go():
    def raised(activation):
        return commands.adjust(activation, level=SECOND, reason="扩大", adjusted=AT)

    change = ActivationAdjusted(
        response_level=SECOND,
        previous=THIRD,
        begun=("evacuate",),
        withdrawn=("watch",),
        reason="扩大",
        adjusted=AT,
    )
    after = started.when(raised).then(change)
    after.when(raised).then_nothing_happens()
    proposed.when(raised).then_refused(commands.NotInForce)
    started.when(lambda a: commands.adjust(a, level=SECOND, reason="", adjusted=AT)).then_refused(
        ReasonMissing
    )


def ending(activation, *left, open_cards=(), conditions="险情排除"):
    return commands.end(
        activation, conditions=conditions, left_over=left, open_cards=open_cards, ended=AT
    )


def test_an_end_leaves_no_card_unsaid():
    left = LeftOver(card="watch", reason="转入善后")
    started.when(lambda a: ending(a, open_cards=["watch"])).then_refused(commands.CardsOpen)
    unsaid = LeftOver(card="watch", reason=" ")
    started.when(lambda a: ending(a, unsaid, open_cards=["watch"])).then_refused(commands.CardsOpen)
    expected = ActivationEnded(conditions="险情排除", left_over=(left,), ended=AT)
    done = LeftOver(card="alarm", reason="没有必要说的")
    started.when(lambda a: ending(a, left, done, open_cards=["watch"])).then(expected)
    started.when(lambda a: ending(a, conditions="")).then_refused(ReasonMissing)
    ended.when(ending).then_refused(commands.NotInForce)


def test_it_is_evaluated_after_its_end_and_not_by_silence():
    silent = ActivationEvaluated(worked=" ", failed="", findings=(), evaluated=AT)
    started.when(lambda a: commands.evaluate(a, EVALUATED)).then_refused(commands.NotEnded)
    ended.when(lambda a: commands.evaluate(a, silent)).then_refused(commands.NothingEvaluated)
    after = ended.when(lambda a: commands.evaluate(a, EVALUATED)).then(EVALUATED)
    after.when(lambda a: commands.evaluate(a, EVALUATED)).then_nothing_happens()
    found = ActivationEvaluated(
        worked="", failed="", findings=(Finding(revision=None, words="名单缺漏"),), evaluated=AT
    )
    ended.when(lambda a: commands.evaluate(a, found)).then(found)


def test_only_a_unit_that_is_asked_is_told():
    told = UnitTold(unit=TOWN, channel=Channel.PHONE, told=AT)
    after = started.when(lambda a: commands.tell_unit(a, told)).then(told)
    after.when(lambda a: commands.tell_unit(a, told)).then_nothing_happens()
    other = UnitTold(unit=LEADER, channel=Channel.PHONE, told=AT)
    started.when(lambda a: commands.tell_unit(a, other)).then_refused(commands.NotUnitOfResponse)
    proposed.when(lambda a: commands.tell_unit(a, told)).then_refused(commands.NotInForce)


@pytest.mark.parametrize("story", [proposed, started])
def test_called_off_it_is_over(story):
    off = ActivationCalledOff(standing=Standing.ANNULLED)
    after = story.when(lambda a: commands.call_off(a, standing=Standing.ANNULLED)).then(off)
    assert after.state.over
    after.when(lambda a: commands.call_off(a, standing=Standing.MERGED)).then_nothing_happens()
    ended.when(lambda a: commands.call_off(a, standing=Standing.CLOSED)).then_nothing_happens()


def test_nothing_happens_to_what_was_never_proposed():
    with pytest.raises(TypeError):
        activations.evolve(None, STARTED)
