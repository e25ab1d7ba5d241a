"""系统弹窗签到: asked on its own screen a unit answers for itself, once, and nobody else for it."""

from __future__ import annotations

from domain.actors import Sealed
from domain.spot_check import evolve
from domain.spot_check_commands import NotDialled, NotThisStep, answer, take_back
from domain.spot_check_events import StampTakenBack, UnitSignedIn
from domain.spot_check_words import CheckMethod, CheckOutcome, CheckStep
from tests.support.given import given
from tests.support.ladder import unit_id
from tests.support.spot_checked import (
    TOWN,
    a_round,
    answered,
    decided,
    dialled,
    instant,
    second,
)

BEGAN, DIALLED, ANSWERED = a_round(CheckMethod.LINK), dialled(number=""), answered()
NO_ANSWER = decided(CheckOutcome.NO_ANSWER)
SLIP = StampTakenBack(unit=TOWN, step=CheckStep.CHECK, next_at=None)


def asks(command, happened, **more):
    return lambda check: command(check, happened, **more)


def test_whoever_signs_in_on_the_units_own_screen_has_answered_once():
    box = Sealed(subject=unit_id("who"), box="Ym94")
    signed = UnitSignedIn(
        unit=TOWN, step=CheckStep.CHECK, name=box, post="值班员", answered=second(70)
    )
    story = given(evolve, BEGAN, DIALLED).when(asks(answer, signed)).then(signed)
    story.when(asks(answer, signed)).then_nothing_happens()
    [town] = [one for one in story.state.units if one.unit == TOWN]
    assert (town.calls[0].signed_in, town.calls[0].reached) == (signed, second(70))
    given(evolve, BEGAN).when(asks(answer, signed)).then_refused(NotDialled)


def test_asked_on_its_own_screen_a_unit_alone_says_that_it_is_there():
    link = given(evolve, a_round(CheckMethod.LINK), dialled(number=""))
    link.when(asks(answer, ANSWERED)).then_refused(NotThisStep)
    link.when(asks(take_back, SLIP, now=instant(1))).then_refused(NotThisStep)
    nobody = link.and_then(NO_ANSWER, dialled(700, step=CheckStep.RECHECK))
    again = answered(709, step=CheckStep.RECHECK)
    nobody.when(asks(answer, again)).then(again)
