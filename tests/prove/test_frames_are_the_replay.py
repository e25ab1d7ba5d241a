"""Frames captured from a live server equal the replay at their positions: many random histories, both surfaces and languages."""

from __future__ import annotations

import itertools
import os
import random

import pytest

from tests.support.captured import a_served_office, differing
from tests.support.moves import MOVES, Moves

pytestmark = pytest.mark.prove

SEED = int(os.environ.get("SHOUBAO_SEED", "20261126"))
HISTORIES, MOVES_EACH = 40, 60
SURFACES = list(itertools.product(("wall", "desk"), ("zh", "en")))
CASES = [(SEED + n, SURFACES[n % len(SURFACES)]) for n in range(HISTORIES)]


@pytest.mark.parametrize(("seed", "surface"), CASES)
def test_frames_of_a_random_history_equal_the_replay(tmp_path, monkeypatch, seed, surface):
    lots = random.Random(seed)
    with a_served_office(tmp_path, monkeypatch) as served:
        with served.captured(*surface) as board:
            desk = Moves(served.office)
            for move in lots.choices([*MOVES, "call", "by word", "time", "respond"], k=MOVES_EACH):
                desk.play(move, lots.randrange(12))
                if lots.random() < 0.5:  # else several changes share a frame, or overtake one
                    board.is_up_to_date()
        assert differing(served, board.frames, *surface) == []
    print(f"\nseed {seed}: {len(board.frames)} frames of {surface} equal the replay")
    assert len(board.frames) > MOVES_EACH / 6  # several changes share a frame
