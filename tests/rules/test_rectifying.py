"""整改: asked of a desk that did not pass, by a time to come; done it is over, forgotten it is told once."""

from __future__ import annotations

from msgspec.structs import replace

from domain.rectifying import NothingToRectify, RectifyWhat, ask_rectification, rectify
from domain.spot_check import evolve
from domain.spot_check_commands import NotDrawn
from domain.spot_check_due import look
from domain.spot_check_events import FellDue, Rectified, RoundEnded
from domain.spot_check_words import CheckDue, CheckOutcome
from tests.support.given import given
from tests.support.ladder import unit_id
from tests.support.spot_checked import (
    TOWN,
    WORKS,
    a_round,
    decided,
    dialled,
    instant,
    second,
    to_put_right,
)

ABSENT = given(evolve, a_round(), dialled(), decided(CheckOutcome.LEADER_ABSENT))
ASKED = to_put_right()
DONE = Rectified(unit=TOWN, words="已补", done=second(1800), next_at=None)
ENDED = RoundEnded(reason="到此为止", ended=second(60), next_at=None)


def asks(asked, now=60):
    return lambda check: ask_rectification(check, asked, now=instant(now))


def test_it_is_asked_once_and_anew_in_other_words_or_by_another_time():
    asked = ABSENT.when(asks(replace(ASKED, what=" 补齐值班员 "))).then(ASKED)
    asked.when(asks(ASKED)).then_nothing_happens()
    later = to_put_right(7200)
    asked.when(asks(later)).then(later)
    other = to_put_right(what="带班领导到岗")
    asked.when(asks(other)).then(other)


def test_only_of_a_desk_that_was_asked_and_did_not_pass():
    ABSENT.when(asks(to_put_right(unit=WORKS))).then_refused(NothingToRectify)
    ABSENT.when(asks(to_put_right(unit=unit_id("paper")))).then_refused(NotDrawn)
    passed = given(evolve, a_round(), dialled(), decided())
    passed.when(asks(ASKED)).then_refused(NothingToRectify)


def test_with_words_and_a_time_that_is_still_to_come():
    ABSENT.when(asks(replace(ASKED, what=" "))).then_refused(RectifyWhat)
    ABSENT.when(asks(ASKED, now=3600)).then_refused(RectifyWhat)


def test_done_it_is_done_once_and_is_never_due():
    asked = ABSENT.and_then(ASKED, ENDED)
    done = asked.when(lambda check: rectify(check, DONE)).then(DONE)
    done.when(lambda check: rectify(check, DONE)).then_nothing_happens()
    done.when(lambda check: look(check, as_of=instant(9999))).then_nothing_happens()
    ABSENT.when(lambda check: rectify(check, DONE)).then_refused(NothingToRectify)


def test_forgotten_it_is_told_once_even_after_the_round_and_may_still_be_done():
    asked = ABSENT.and_then(ASKED, ENDED)
    fell = FellDue(
        unit=TOWN,
        due=CheckDue.RECTIFICATION,
        due_at=instant(3600),
        noticed_at=instant(3601),
        next_at=None,
    )
    over = asked.when(lambda check: look(check, as_of=instant(3601))).then(fell)
    over.when(lambda check: look(check, as_of=instant(9999))).then_nothing_happens()
    [town] = [one for one in over.state.units if one.unit == TOWN]
    assert town.rectification.over
    assert over.state.to_rectify == (town.rectification,)
    assert over.state.unfinished
    assert not town.overdue
    assert not over.when(lambda check: rectify(check, DONE)).then(DONE).state.unfinished
