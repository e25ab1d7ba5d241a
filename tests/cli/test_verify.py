"""A log proves itself, to anybody, while it is written; and a log that was touched says where."""

import json
import os
import sqlite3
from contextlib import closing
from uuid import uuid4

import pytest

from desk.trail.reading import Reading, ReadingKind
from desk.trail.trail import Trail
from tests.support.log_fixtures import NINE, unguarded
from tests.support.shell import tree

HEAD = "SELECT seq, hex(chain) FROM event ORDER BY seq DESC LIMIT 1"


def head(office):
    with closing(sqlite3.connect(office / "log.db")) as log:
        seq, chain = log.execute(HEAD).fetchone()
    return f"{seq}:{chain.lower()}"


def tamper(office, statement):
    """As somebody would who knows SQLite: the guards are taken off and put back."""
    unguarded(office, (statement, ()))


def test_a_sound_log_says_how_far_it_goes_and_where_its_chain_ends(office, shoubao):
    seq, chain = head(office).split(":")
    said = shoubao("verify", "--folder", office)
    assert (said.code, said.err) == (0, "")
    assert f"完好：{seq} 条" in said.out
    assert chain in said.out


def test_for_programs_it_says_the_same_as_json(office, shoubao):
    seq, chain = head(office).split(":")
    said = shoubao("verify", "--json", office)
    assert json.loads(said.out) == {"events": int(seq), "chain": chain, "fault": None}


FAULTS = {
    "a changed word": (
        "UPDATE event SET state = CAST(replace(state, '320199', '320198') AS BLOB) WHERE seq = 1",
        1,
        "被改动过",
    ),
    "an event taken out": ("DELETE FROM event WHERE seq = 2", 2, "缺失"),
    "the tail cut": (
        "DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)",
        None,
        "尾部被截",
    ),
    "a link rewritten": ("UPDATE event SET chain = zeroblob(32) WHERE seq = 3", 3, "链在此断开"),
    "a false alarm": ("INSERT INTO due VALUES (zeroblob(16), 1)", 0, "时限索引"),
    "garbage": ("UPDATE event SET state = zeroblob(9) WHERE seq = 2", 2, "散列"),
}


@pytest.mark.parametrize("kind", FAULTS)
def test_a_log_that_was_touched_names_the_first_bad_position_and_why(kind, office, shoubao):
    statement, seq, told = FAULTS[kind]
    last = int(head(office).split(":")[0])
    tamper(office, statement)
    said = shoubao("verify", "--folder", office)
    assert (said.code, said.err) == (1, "")
    assert f"第 {last if seq is None else seq} 号" in said.out
    assert told in said.out


def test_a_guard_taken_off_is_a_fault_of_the_log_as_a_whole(office, shoubao):
    with closing(sqlite3.connect(office / "log.db")) as log:
        log.execute("DROP TRIGGER event_no_update")
    said = shoubao("verify", "--folder", office, "--json")
    assert said.code == 1
    assert json.loads(said.out)["fault"] == {"seq": 0, "reason": "guards missing: event_no_update"}


def test_a_receipt_kept_elsewhere_betrays_a_log_that_was_rewritten_whole(office, init, shoubao):
    receipt = head(office)
    assert shoubao("verify", "--folder", office, "--receipt", receipt).code == 0
    init(folder="other")
    said = shoubao("verify", "--folder", office.with_name("other"), "--receipt", receipt)
    assert (said.code, "与回执不符" in said.out) == (1, True)


def test_in_english_the_reason_is_in_english(office, shoubao):
    tamper(office, FAULTS["an event taken out"][0])
    said = shoubao("--language", "en", "verify", "--folder", office)
    assert said.out == "Fault at 2: missing: the next event is 3\n"


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 99, b"SQLite format 3\0" * 9])
def test_a_file_that_is_no_log_any_more_is_a_fault(content, office, shoubao):
    (office / "log.db").write_bytes(content)
    said = shoubao("verify", "--folder", office)
    assert (said.code, said.err) == (1, "")
    assert "第 0 号" in said.out


@pytest.mark.parametrize(
    "words",
    [
        ("nowhere",),
        ("nowhere.db",),
        ("--folder", "nowhere"),
        ("office", "--receipt", "5"),
        ("office", "--receipt", "5:abc"),
        ("office", "--receipt", "-1:" + "0" * 64),
        ("office", "--receipt", "0:" + "0" * 64, "--receipt", "0:" + "1" * 64),
        ("office", "--receipt", "5:" + "0" * 64 + "\n9"),
        ("office", "elsewhere"),
        ("office", "--jsn"),
    ],
    ids=" ".join,
)
def test_what_makes_no_sense_is_refused_in_one_line(words, office, shoubao):
    before = tree(office)
    said = shoubao("verify", *words)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert tree(office) == before


def test_a_copy_on_a_medium_nobody_can_write_is_verified_too(office, shoubao, monkeypatch):
    """The kernel refuses every write below the folder, as it does on a burnt disc."""
    real = os.access
    monkeypatch.setattr("os.access", lambda path, mode: mode != os.W_OK and real(path, mode))
    before = tree(office)
    assert shoubao("verify", "--folder", office).code == 0
    assert tree(office) == before


def test_nothing_secret_is_needed_and_nothing_is_changed(office, shoubao):
    (office / "vault.key").unlink()
    before = tree(office)
    assert shoubao("verify", office / "log.db").code == 0
    assert tree(office).items() >= before.items()
    assert tree(office).keys() - before.keys() <= {"log.db-wal", "log.db-shm"}  # SQLite's own


def test_a_trail_of_reading_beside_the_log_is_proved_with_it(office, shoubao):
    trail = Trail(office, uuid4, lambda: NINE, None)
    trail.note(Reading(at=NINE, kind=ReadingKind.OPENED, route="GET /"))
    trail.close()
    assert "阅览记录完好：1 条" in shoubao("verify", office).out
    assert json.loads(shoubao("verify", "--json", office).out)["trail"]["readings"] == 1
    with closing(sqlite3.connect(trail.path)) as db:
        db.executescript("DROP TRIGGER reading_no_delete; DELETE FROM reading")
    said = shoubao("verify", office)
    assert (said.code, "阅览记录有误：第 1 条" in said.out) == (1, True)
    assert shoubao("verify", office, "--trail", office / "elsewhere.db").code == 2
