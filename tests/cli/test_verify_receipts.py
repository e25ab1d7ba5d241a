"""Receipts that browsers kept are held against the log, and nobody else's signature passes for ours."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from uuid import UUID, uuid4

import pytest

from desk.desk import Desk
from desk.log.envelope import Receipt
from desk.log.log import open_log
from desk.receipts import open_signer, origin, published_key, receipt_of_line
from tests.support.ed25519 import fits
from tests.support.log_fixtures import NINE, SetClock


def of_log(office):
    with closing(sqlite3.connect(office / "log.db")) as log:
        [store] = log.execute("SELECT value FROM log_info WHERE name='store_id'").fetchone()
        rows = log.execute("SELECT seq, hex(chain) FROM event ORDER BY seq").fetchall()
    return UUID(store), [(seq, chain.lower()) for seq, chain in rows]


def a_line(signer, seq, chain):
    return signer.line(
        Receipt(seq=seq, chain=chain, recorded_at=NINE, command_id=uuid4(), answer=b"")
    )


@pytest.fixture
def signer(office, shoubao):
    """The office's own, named in its log."""
    assert shoubao("receipts", "rotate", "--folder", office).code == 0
    return open_signer(office, of_log(office)[0], lambda count: b"x" * count, None)


@pytest.fixture
def verify(office, shoubao, tmp_path):
    def verifying(*lines, store=None):
        file = tmp_path / "receipts.txt"
        file.write_text("\n".join([origin(store or of_log(office)[0]), *lines, ""]))
        return shoubao("verify", office, "--receipts", file)

    return verifying


def test_receipts_that_the_log_gave_hold(office, signer, verify):
    lines = [a_line(signer, *row) for row in of_log(office)[1][:3]]
    said = verify(*lines)
    assert (said.code, said.err) == (0, "")


def test_one_that_the_log_does_not_hold_any_more_is_a_fault_at_its_position(office, signer, verify):
    said = verify(a_line(signer, 3, "ab" * 32))
    assert (said.code, "第 3 号，链值与回执不符" in said.out) == (1, True)
    beyond = verify(a_line(signer, 999, "ab" * 32))
    assert (beyond.code, "尾部被截" in beyond.out) == (1, True)


def test_a_forged_signature_is_refused(office, signer, verify):
    line = a_line(signer, *of_log(office)[1][0])
    seq, at, command, signature, key = line.split(" ")
    other = "A" if signature[0] != "A" else "B"
    said = verify(" ".join([seq, at, command, other + signature[1:], key]))
    assert (said.code, "签名不对" in said.err) == (2, True)
    later = verify(" ".join([seq, f"{at}0", command, signature, key]))
    assert (later.code, "签名不对" in later.err) == (2, True)


def test_a_key_that_the_log_never_named_another_log_and_garbage_are_refused(
    office, signer, verify, tmp_path
):
    store, rows = of_log(office)
    (tmp_path / "other").mkdir()
    other = open_signer(tmp_path / "other", store, lambda count: b"y" * count, None)
    assert "没有公布过" in verify(a_line(other, *rows[0])).err
    assert "不是这份日志的" in verify(store=uuid4()).err
    assert "读不懂" in verify("1:abc").err


def test_a_changed_key_is_signed_for_by_both_and_old_receipts_stay_good(
    office, signer, verify, shoubao
):
    old = a_line(signer, *of_log(office)[1][0])
    assert shoubao("receipts", "rotate", "--folder", office).code == 0
    assert verify(old).code == 0
    log = open_log(office, SetClock())
    try:
        key = published_key(Desk(log, None))
        last = log.since(0)[-1].event
    finally:
        log.close()
    before, now = key.all[-2:]
    text = f"shoubao/receipt-key/{of_log(office)[0]}\n{before}\n{now}\n"
    assert receipt_of_line(old).key == before
    assert fits(before, last.by_old, text)
    assert fits(now, last.by_new, text)
    assert not list(office.glob("receipt.key.next"))
