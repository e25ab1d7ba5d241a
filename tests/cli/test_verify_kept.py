"""A log is proved against what a sealer signed and a witness kept, when whoever owns it rewrote all of it."""

from __future__ import annotations

import json

import pytest

from tests.support.log_fixtures import unguarded
from tests.support.rewriting import rechained
from tests.support.sealing import Sealing

EDIT = "UPDATE event SET state=CAST(replace(state,'突发','普通') AS BLOB) WHERE seq=3"


@pytest.fixture
def kept(tmp_path):
    kept = Sealing(tmp_path)
    kept.writes(*["one"] * 6)
    kept.begins()
    kept.looks(2)
    kept.ends()
    return kept


@pytest.fixture
def proving(kept, shoubao):
    return lambda *words: shoubao("verify", kept.office, *words)


def beside(kept):
    return "--seal", kept.seal, "--witness", kept.witness


def test_a_sound_log_agrees_with_both(kept, proving):
    said = proving(*beside(kept))
    assert (said.code, "完好：6 条" in said.out) == (0, True)


def test_a_rewriting_without_a_seam_is_named_by_the_witness(kept, proving):
    unguarded(kept.office, (EDIT, ()))
    rechained(kept.office)
    assert proving().code == 0  # alone it proves itself
    said = proving(*beside(kept), "--json")
    assert json.loads(said.out)["fault"] == {
        "seq": 3,
        "reason": "it is not the event that the witness saw",
    }


def test_the_checkpoints_alone_say_between_which_positions_it_is(kept, proving):
    unguarded(kept.office, (EDIT, ()))
    rechained(kept.office)
    said = proving("--seal", kept.seal)
    assert (said.code, "第 6 号" in said.out, "改动在第1号至此之间" in said.out) == (1, True, True)


def test_one_checkpoint_brought_on_a_stick_is_enough(kept, proving, tmp_path):
    line = (kept.seal / "records.ndjson").read_text().splitlines()[0]
    (tmp_path / "note.txt").write_text(json.loads(line)["note"])
    key = ("--key", kept.seal / "key.pub")
    assert proving("--checkpoints", tmp_path / "note.txt", *key).code == 0
    unguarded(kept.office, ("DELETE FROM event WHERE seq>4", ()))
    rechained(kept.office)
    said = proving("--checkpoints", tmp_path / "note.txt", *key)
    assert (said.code, "第 5 号" in said.out, "尾部被截：已封签6条" in said.out) == (1, True, True)


def test_another_key_than_the_trusted_one_is_told(kept, proving):
    said = proving("--seal", kept.seal, "--key", kept.witness / "key.pub")
    assert (said.code, "不是由所信的公钥签的" in said.out) == (1, True)


def test_without_any_key_to_trust_nothing_is_said_of_signatures(kept, proving, tmp_path):
    note = tmp_path / "note.txt"
    note.write_text("nothing")
    said = proving("--checkpoints", note)
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert proving("--witness", tmp_path / "nowhere").code == 2
