"""A dozen trials of each of twelve kinds of tampering; `make prove` runs a thousand."""

from __future__ import annotations

import random

import pytest

from tests.support.tampered_world import a_world
from tests.support.tampering import SEAMLESS, TAMPERINGS

TRIALS = 12


@pytest.fixture(scope="module")
def worlds(tmp_path_factory):
    dice = random.Random("worlds")
    return [a_world(tmp_path_factory.mktemp("world"), dice) for _ in range(2)]


@pytest.mark.parametrize("kind", TAMPERINGS)
def test_whatever_is_done_to_a_log_the_first_bad_position_is_named(kind, worlds, tmp_path):
    dice, alone = random.Random(f"46 {kind}"), 0
    for _ in range(TRIALS):
        world = dice.choice(worlds).copied_to(tmp_path)
        first_bad = TAMPERINGS[kind](world, dice)
        assert world.verdict().fault.seq == first_bad
        alone += world.alone().fault is None
    assert kind not in SEAMLESS or alone == TRIALS  # it was as smart as it could be


def test_what_nobody_touched_is_sound(worlds):
    assert [world.verdict().fault for world in worlds] == [None, None]
