"""`verify` names the first reading that is not what was kept, whoever dropped the triggers first."""

from __future__ import annotations

import pytest

from desk.trail.tables import FILE
from desk.trail.verify import Anchor, verify_trail
from tests.support.log_fixtures import named
from tests.trail.test_trail import kept, sql

CUT = "UPDATE sqlite_sequence SET seq=4 WHERE name='reading'"


@pytest.fixture
def anchors(tmp_path):
    head = kept(tmp_path, 9)
    return [Anchor(41, head.trail, 9, head.chain.hex())]


def fault(tmp_path, anchors):
    return tuple(verify_trail(tmp_path / FILE, anchors).fault or ())


@pytest.mark.parametrize(
    ("tampering", "seq", "why"),
    [
        (["UPDATE reading SET state=replace(state,'/4','/5') WHERE seq=5"], 5, "chain"),
        (["UPDATE reading SET kind='lost' WHERE seq=5"], 5, "found by"),
        (["DELETE FROM reading WHERE seq=5"], 5, "missing"),
        (["DELETE FROM reading WHERE seq>4"], 5, "cut"),
        (["DELETE FROM reading WHERE seq>4", CUT], 5, "event 41 names 9"),
        (["UPDATE reading SET seq=50 WHERE seq=9"], 9, "missing"),
        (["UPDATE trail_info SET value='sm3' WHERE name='algorithm'"], 0, "unreadable"),
        ([], 0, "guards missing"),
    ],
)
def test_the_first_bad_position_is_named(tmp_path, anchors, tampering, seq, why):
    assert fault(tmp_path, anchors) == ()
    sql(tmp_path, *tampering)
    found, reason = fault(tmp_path, anchors)
    assert (found, why in reason) == (seq, True), reason


def test_a_whole_new_trail_with_a_sound_chain_is_not_the_one_that_was_anchored(tmp_path, anchors):
    (tmp_path / FILE).unlink()
    kept(tmp_path, 9)
    assert fault(tmp_path, anchors) == (1, "event 41 names another trail")
    (tmp_path / FILE).unlink()
    assert fault(tmp_path, anchors) == (1, "the file is gone: event 41 names it")
    assert fault(tmp_path, []) == ()


def test_a_history_that_was_reckoned_anew_ends_elsewhere_than_the_anchor_says(tmp_path, anchors):
    other = [anchors[0]._replace(head=named("x").hex)]
    assert fault(tmp_path, other) == (9, "it is not what event 41 names")
