"""Twelve kinds of tampering, a thousand trials each: found, at the right position; and never a false alarm."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing

import pytest

from desk.log.evidence import LEAF_BYTES
from desk.log.log import FILE
from desk.log.note import checkpoint_of
from desk.log.verify import verify
from desk.seal.kept import Trust, checkpoints_in, evidence, leaves_in
from desk.seal.keys import published
from tests.support.tampered_world import EVENTS, a_world
from tests.support.tampering import SEAMLESS, TAMPERINGS

pytestmark = pytest.mark.prove

TRIALS, WORLDS = 1_000, 8


@pytest.fixture(scope="module")
def worlds(tmp_path_factory):
    dice = random.Random("many worlds")
    return [a_world(tmp_path_factory.mktemp("world"), dice) for _ in range(WORLDS)]


def test_the_worlds_are_what_they_should_be(worlds):
    """The newest events nobody but the board has seen; several checkpoints, both kinds of hashes."""
    seen = {len(leaves_in(world.witness)) // LEAF_BYTES for world in worlds}
    assert EVENTS - 5 < min(seen) <= max(seen) < EVENTS
    assert all(len(world.notes) > 7 for world in worlds)
    assert all(max(world.held) == EVENTS for world in worlds)
    assert {world.hashing.name for world in worlds} == {"sha256", "sm3"}


@pytest.mark.parametrize("kind", TAMPERINGS)
def test_it_is_found_and_the_first_bad_position_is_named(kind, worlds, tmp_path):
    dice, wrong, alone = random.Random(f"7 {kind}"), [], 0
    for trial in range(TRIALS):
        world = dice.choice(worlds).copied_to(tmp_path)
        first_bad, found = TAMPERINGS[kind](world, dice), world.verdict().fault
        if found is None or found.seq != first_bad:
            wrong.append((trial, first_bad, found))
        alone += world.alone().fault is None
    print(f"{kind}: {TRIALS - len(wrong)} of {TRIALS}; {alone} of them prove themselves")
    assert wrong == []
    assert kind not in SEAMLESS or alone == TRIALS


def test_no_clean_run_is_taken_for_tampered(worlds):
    """What others hold is older than the log, by as much as it happens to be."""
    dice = random.Random("clean")
    for _ in range(TRIALS):
        world = dice.choice(worlds)
        seen = dice.randrange(EVENTS)
        trust = Trust(world.origin, published(world.seal))
        kept = evidence(trust, [checkpoints_in(world.seal)], world.witness)
        older = kept._replace(
            leaves=kept.leaves[: seen * LEAF_BYTES],
            checkpoints=[one for one in kept.checkpoints if one.size <= seen],
        )
        frames = dice.sample(sorted(world.held.items()), dice.randrange(len(world.held)))
        assert verify(world.office / FILE, dict(frames), older).fault is None
        assert verify(world.office / FILE, world.held, kept).fault is None


def test_the_checkpoints_alone_find_what_they_cover_and_say_in_between_which(worlds, tmp_path):
    dice = random.Random("sealed only")
    for _ in range(TRIALS):
        world = dice.choice(worlds).copied_to(tmp_path)
        sizes = [checkpoint_of(note.text).size for note in world.notes]
        first_bad = TAMPERINGS[dice.choice(["edit", "topic", "renumber", "insert"])](world, dice)
        trust = Trust(world.origin, published(world.seal))
        found = verify(world.office / FILE, {}, evidence(trust, [checkpoints_in(world.seal)], None))
        covering = [size for size in sizes if size >= first_bad]
        assert (found.fault.seq if found.fault else None) == (covering[0] if covering else None)


def test_what_nobody_else_has_seen_yet_is_not_found(worlds, tmp_path):
    """The limit, told honestly: seconds, and no board open."""
    world = worlds[0].copied_to(tmp_path)
    with closing(sqlite3.connect(world.office / FILE)) as raw:
        [(last,)] = raw.execute("SELECT max(seq) FROM event").fetchall()
    dice = random.Random(0)
    while TAMPERINGS["edit"](world, dice) != last:
        world = worlds[0].copied_to(tmp_path)
    world.held = {}
    assert world.verdict().fault is None
