"""A leader is in one place at a time; whoever leaves the jurisdiction names a stand-in who stays in it."""

from __future__ import annotations

from functools import partial

import pytest
from msgspec.structs import replace

from domain.whereabouts import (
    NoPlaceSaid,
    StandInAway,
    StandInMissing,
    Whereabouts,
    WhereaboutsBackwards,
    WhereaboutsEnded,
    WhereaboutsRanOut,
    WhereaboutsStated,
    end,
    evolve,
    look,
    state,
)
from tests.support.given import given, refused
from tests.support.ladder import minute, unit_id

SHEN, HE = unit_id("shen"), unit_id("he")


def at(minutes):
    return minute(minutes).earliest


def told(**more):
    until = more.pop("until", at(60))
    said = {"person": SHEN, "place": "市里开会", "starts": at(0), "until": until, "next_at": until}
    return WhereaboutsStated(**said | {"reached_by": "", "stand_in": None, "away": False} | more)


def telling(statement, *, stand_in=None, now=0):
    return partial(state, statement=statement, stand_in=stand_in, now=at(now))


BACK = WhereaboutsEnded(ended=minute(30), next_at=None)
OVER = WhereaboutsRanOut(at=at(60), next_at=None)


def test_a_later_word_replaces_the_earlier_and_the_same_twice_is_once():
    first, second = told(), told(place="工地")
    known = given(evolve).when(telling(first)).then(first)
    known.when(telling(first)).then_nothing_happens()
    assert known.when(telling(second)).then(second).state == Whereabouts(stated=second)
    back = known.when(partial(end, ended=minute(30))).then(BACK)
    back.when(partial(end, ended=minute(31))).then_nothing_happens()
    back.when(telling(first)).then(first)


@pytest.mark.parametrize(
    ("statement", "now", "refusal"),
    [
        (told(place=" "), 0, NoPlaceSaid),
        (told(until=at(0)), 0, WhereaboutsBackwards),
        (told(), 60, WhereaboutsBackwards),
        (told(away=True), 0, StandInMissing),
        (told(away=True, stand_in=SHEN), 0, StandInMissing),
    ],
)
def test_what_is_not_whole_is_refused(statement, now, refusal):
    given(evolve).when(telling(statement, now=now)).then_refused(refusal)


def test_to_the_minute_before_it_is_over_it_may_be_said():
    given(evolve).when(telling(told(), now=59)).then(told())
    leaving = told(away=True, stand_in=HE)
    given(evolve).when(telling(leaving)).then(leaving)


@pytest.mark.parametrize(
    ("theirs", "refuses"),
    [
        ({}, True),
        ({"away": False}, False),
        ({"starts": at(60), "until": at(90)}, False),
        ({"starts": at(59), "until": at(90)}, True),
        ({"starts": at(-60), "until": at(0)}, False),
        ({"starts": at(-60), "until": at(1)}, True),
    ],
)
def test_the_stand_in_is_not_away_at_the_same_time(theirs, refuses):
    said = told(**{"person": HE, "away": True, "stand_in": unit_id("li")} | theirs)
    command = telling(told(away=True, stand_in=HE), stand_in=Whereabouts(stated=said))
    if not refuses:
        assert command(None)
        return
    with refused(StandInAway):
        command(None)
    back = replace(Whereabouts(stated=said), ended=True)
    assert telling(told(away=True, stand_in=HE), stand_in=back)(None)


def test_over_it_asks_once_to_be_renewed():
    known = given(evolve, told())
    known.when(partial(look, as_of=at(59))).then_nothing_happens()
    over = known.when(partial(look, as_of=at(60))).then(OVER)
    assert over.state.ran_out
    over.when(partial(look, as_of=at(61))).then_nothing_happens()
    known.and_then(BACK).when(partial(look, as_of=at(61))).then_nothing_happens()
    renewed = told(until=at(120))
    assert not over.when(telling(renewed, now=61)).then(renewed).state.ran_out


def test_of_whom_nothing_was_said_there_is_nothing_to_end():
    given(evolve).when(partial(end, ended=minute(30))).then_nothing_happens()


@pytest.mark.parametrize("happened", [BACK, OVER])
def test_nobody_is_back_or_over_who_was_nowhere(happened):
    with pytest.raises(TypeError):
        evolve(None, happened)
