"""抽签: the same seed and weights draw the same desks on every machine; a heavy desk is drawn more often, and none twice."""

from __future__ import annotations

from collections import Counter

from msgspec.structs import replace

from domain.spot_check import evolve
from domain.spot_check_draw import draw, is_as_drawn
from domain.spot_check_words import Candidate
from tests.support.given import given
from tests.support.ladder import unit_id
from tests.support.spot_checked import DESKS, HEALTH, SEED, TOWN, WORKS, a_round

NAMED = {TOWN: "town", WORKS: "works", HEALTH: "health"}
DRAWN = ["health", "works", "town"]


def test_what_was_drawn_once_is_drawn_for_ever():
    """Written down: another answer here would make every round on record look forged."""
    assert [NAMED[one] for one in draw(SEED, DESKS, 3)] == DRAWN
    assert draw(SEED, tuple(reversed(DESKS)), 3) == draw(SEED, DESKS, 3)


def test_a_smaller_sample_is_the_beginning_of_a_larger_one_and_none_is_drawn_twice():
    whole = draw("another", DESKS, 99)
    assert len(whole) == len(set(whole)) == 3
    assert draw("another", DESKS, 2) == whole[:2]
    assert draw("another", DESKS, 0) == draw("another", (), 3) == ()


def test_a_desk_of_three_lots_is_drawn_first_three_times_as_often():
    many = [Candidate(unit=unit_id(f"{n}"), weight=3 if n == 5 else 1) for n in range(8)]
    firsts = Counter(draw(f"seed {n}", many, 1)[0] for n in range(2000))
    heavy = firsts.pop(unit_id("5"))
    assert 500 < heavy < 700  # 600 expected
    assert all(140 < one < 260 for one in firsts.values())  # 200 expected


def test_an_auditor_draws_again_from_what_is_on_record():
    assert is_as_drawn(given(evolve, a_round(size=2)).state)
    for forged in (
        {"drawn": a_round().drawn[1:]},
        {"seed": "a seed that suits"},
        {"candidates": (Candidate(unit=TOWN, weight=9), *DESKS[1:])},
    ):
        began = replace(a_round(size=1), **forged)
        assert not is_as_drawn(given(evolve, began).state)
