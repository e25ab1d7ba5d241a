"""Thousands of spoiled dossiers, by chance and by whoever makes the rest fit: none is taken for sound."""

from __future__ import annotations

import random
import shutil

import pytest

from tests.support import spoiling
from tests.support.dossiers import (
    EVENTS,
    SEALER,
    a_log_of,
    every_fifth,
    made,
    note_at,
    said_of,
    unpacked,
)

TRIALS, NEWLINE = 4_000, b"\n"


def is_honest(done, folder, before, words):
    """What was changed is what it was; or there is less of a selection, and that is what is said."""
    if (folder / "events.ndjson").read_bytes() == before:
        return spoiling.is_clever(done)
    return done == "_cut_short" and f"事件 {before.count(NEWLINE)} 条" not in words


@pytest.mark.prove
@pytest.mark.parametrize("spoil", [spoiling.blindly, spoiling.cleverly])
def test_no_spoiled_dossier_is_taken_for_a_sound_one(tmp_path, spoil):
    seed = random.SystemRandom().getrandbits(32)
    chance, log, taken = random.Random(seed), a_log_of(tmp_path), []
    notes = [note_at(log, 20, SEALER), note_at(log, EVENTS, SEALER)]
    dossiers = [made(log, part, notes) for part in (None, every_fifth())]
    for _ in range(TRIALS):
        folder = unpacked(chance.choice(dossiers), tmp_path / "spoiled")
        before = (folder / "events.ndjson").read_bytes()
        done = spoil(chance, folder)
        code, words = said_of(folder, SEALER.verifier)
        taken += [] if code in (1, 2) or is_honest(done, folder, before, words) else [done]
        shutil.rmtree(folder)
    print(f"\n{TRIALS:,} spoiled, {len(taken)} taken for sound, seed {seed}")
    assert not taken, seed
