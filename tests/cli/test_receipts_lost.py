"""Receipts of what a declared restoration lost are told as that; whatever else the log does not hold is a fault."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from uuid import UUID, uuid4

import pytest

from desk.log.envelope import Receipt
from desk.log.instants import instant
from desk.receipts import open_signer, origin
from tests.support.backed_up import back_up
from tests.support.rewriting import rewritten


class Given:
    """Receipts of every event, signed with the key that stood in the office when its copy was made."""

    def __init__(self, office, signer=None):
        with closing(sqlite3.connect(office / "log.db")) as log:
            question = "SELECT value FROM log_info WHERE name='store_id'"
            self.store = UUID(log.execute(question).fetchone()[0])
            rows = log.execute("SELECT seq, recorded_at, hex(chain) FROM event ORDER BY seq")
            self.rows = [(seq, at, chain.lower()) for seq, at, chain in rows]
        self.signer = signer or open_signer(office, self.store, lambda count: b"x" * count, None)

    def line(self, seq, *, later_us=0, chain=None):
        _, at, link = self.rows[seq - 1]
        at = instant(at + later_us)
        given = Receipt(seq, chain or link, at, uuid4(), b"")
        return self.signer.line(given)


@pytest.fixture
def verify(shoubao, tmp_path):
    def verifying(folder, given, *lines, json=False):
        file = tmp_path / "receipts.txt"
        file.write_text("\n".join([origin(given.store), *lines, ""]))
        return shoubao("verify", folder, "--receipts", file, *(("--json",) if json else ()))

    return verifying


@pytest.fixture
def given(office, shoubao, tmp_path):
    """A copy is made, one event more is recorded, and the copy is put back as `new`."""
    assert shoubao("receipts", "rotate", "--folder", office).code == 0
    signer = Given(office).signer
    back_up(office, tmp_path / "copy")
    assert shoubao("receipts", "rotate", "--folder", office).code == 0
    why = "--reason", "硬盘坏了", "--by", "周明"
    assert shoubao("restore", tmp_path / "copy", "--folder", tmp_path / "new", *why).code == 0
    return Given(office, signer)


def test_what_the_restoration_lost_is_a_note_and_no_fault(given, verify, tmp_path):
    last = len(given.rows)
    said = verify(tmp_path / "new", given, given.line(1), given.line(last))
    assert (said.code, said.out.count("\n")) == (0, 2)
    assert f"注：第 {last} 号的回执" in said.out
    assert f"那次恢复只接到第 {last - 1} 号" in said.out
    told = json.loads(verify(tmp_path / "new", given, given.line(last), json=True).out)
    assert (told["fault"], told["lost_with_restoration"]) == (None, [last])


def test_what_the_copy_held_is_a_fault_all_the_same(given, verify, tmp_path):
    said = verify(tmp_path / "new", given, given.line(2, chain="ab" * 32))
    assert (said.code, "第 2 号，链值与回执不符" in said.out) == (1, True)


def test_what_was_given_after_the_restoration_is_a_fault(given, verify, tmp_path):
    restored = Given(tmp_path / "new", given.signer)
    last = len(restored.rows)
    day = 86_400_000_000
    said = verify(tmp_path / "new", restored, restored.line(last, later_us=day, chain="ab" * 32))
    assert (said.code, "链值与回执不符" in said.out) == (1, True)


def test_a_log_cut_without_a_word_is_no_restoration(given, verify, office):
    """Nothing is declared: the receipt of the tail is a fault, not a note."""
    rewritten(office, lambda rows: rows[:-1])
    said = verify(office, given, given.line(len(given.rows)))
    assert (said.code, "尾部被截" in said.out) == (1, True)
