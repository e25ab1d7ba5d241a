"""A trail of reading that somebody tampered with is found out, wherever it was cut or changed."""

from __future__ import annotations

import random
import shutil

import pytest

from desk.trail.tables import FILE, TrailHead, genesis
from desk.trail.trail import chained
from desk.trail.verify import Anchor, verify_trail
from tests.trail.test_trail import kept, reading, sql

pytestmark = pytest.mark.prove

READINGS, TRIALS = 60, 300
TAMPERINGS = {
    "edit": "UPDATE reading SET state=replace(state, '/{at}\"', '/999\"') WHERE seq={seq}",
    "delete": "DELETE FROM reading WHERE seq={seq}",
    "cut": "DELETE FROM reading WHERE seq>={seq}",
    "chain": "UPDATE reading SET chain=zeroblob(32) WHERE seq={seq}",
}


CUT = "UPDATE sqlite_sequence SET seq=(SELECT max(seq) FROM reading) WHERE name='reading'"


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    folder = tmp_path_factory.mktemp("trail")
    head = kept(folder, READINGS)
    return folder / FILE, [Anchor(1, head.trail, READINGS, head.chain.hex())]


@pytest.mark.parametrize("kind", TAMPERINGS)
def test_the_first_bad_position_is_named(sound, tmp_path, kind):
    path, anchors = sound
    dice = random.Random(f"49 {kind}")
    for _ in range(TRIALS):
        seq = dice.randint(1, READINGS)
        shutil.copy(path, tmp_path / FILE)
        sql(tmp_path, TAMPERINGS[kind].format(seq=seq, at=seq - 1), CUT)
        assert verify_trail(tmp_path / FILE, anchors).fault.seq == seq


def test_a_file_cut_at_any_offset_or_with_any_bit_turned_is_not_taken_for_sound(sound, tmp_path):
    path, anchors = sound
    dice, content = random.Random(49), path.read_bytes()
    head = verify_trail(path, anchors)
    for _ in range(TRIALS):
        (tmp_path / FILE).write_bytes(content[: dice.randrange(len(content))])
        assert verify_trail(tmp_path / FILE, anchors).fault
        spoilt = bytearray(content)
        spoilt[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
        (tmp_path / FILE).write_bytes(spoilt)
        found = verify_trail(tmp_path / FILE, anchors)
        assert found.fault or found.chain == head.chain  # a bit that holds no reading


def test_the_chain_of_other_readings_ends_elsewhere(sound):
    path, anchors = sound
    [anchor] = anchors
    start = verify_trail(path, anchors)
    assert start.chain == anchor.head
    rows, head = chained(kept_nothing(anchor.trail), [reading(i) for i in range(READINGS)])
    assert head.chain.hex() == anchor.head
    other = [reading(i if i else 99) for i in range(READINGS)]
    assert chained(kept_nothing(anchor.trail), other)[1].chain.hex() != anchor.head
    assert len(rows) == READINGS


def kept_nothing(trail):
    return TrailHead(trail, 0, genesis(trail))
