"""What a live server sent over its socket is what the replay makes of the same position, byte for byte."""

from __future__ import annotations

import json
import random

import pytest

from tests.support.captured import a_served_office, differing
from tests.support.moves import MOVES, Moves


def tampered(served, frames, page, language):
    """The comparison has teeth: every frame dated one position later is found."""
    later = [one.replace(f'"seq": {seq}', f'"seq": {seq + 1}') for one, seq in dated(frames)]
    return differing(served, later[:3], page, language)


def dated(frames):
    newest = max(json.loads(one)["seq"] for one in frames)
    told = [(one, json.loads(one)["seq"]) for one in frames]
    return [(one, seq) for one, seq in told if seq < newest]


@pytest.mark.parametrize(("page", "language", "seed"), [("wall", "zh", 1), ("desk", "en", 2)])
def test_frames_of_a_random_history_equal_the_replay(tmp_path, monkeypatch, page, language, seed):
    lots = random.Random(seed)
    with a_served_office(tmp_path, monkeypatch) as served:
        with served.captured(page, language) as board:
            desk = Moves(served.office)
            desk.play("call", 1)
            for move in lots.choices([*MOVES, "call", "by word", "time"], k=25):
                desk.play(move, lots.randrange(12))
                if lots.random() < 0.5:  # else several changes share a frame, or overtake one
                    board.is_up_to_date()
        assert differing(served, board.frames, page, language) == []
        assert tampered(served, board.frames, page, language)
    seqs = {json.loads(one)["seq"] for one in board.frames}
    assert len(seqs) > 5
