"""A log may be hashed with SM3 as well: the same format, another value."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from desk.log.chain import SHA256, SM3, can_hash
from desk.log.envelope import LogBroken
from desk.log.log import FILE, open_log
from desk.log.verify import verify
from tests.support.log_fixtures import STORE, SetClock, taken, unguarded, write

EVENTS = 5


@pytest.fixture
def folder(tmp_path):
    log = open_log(tmp_path, SetClock(), new_store_id=STORE, hashing=SM3)
    for number in range(EVENTS):
        write(log, "流", number, taken(number))
    log.close()
    return tmp_path


def test_it_is_the_hash_of_the_standard():
    """GB/T 32905-2016, appendix A.1."""
    standard = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert can_hash(SM3)
    assert SM3.of(b"abc").hex() == standard


def test_it_verifies_and_is_written_on_with_the_same(folder):
    log = open_log(folder, SetClock())
    write(log, "流", EVENTS, taken(EVENTS))
    assert log.chain_at(0) == SM3.genesis(STORE)
    log.close()
    verdict = verify(folder / FILE)
    assert verdict.fault is None
    assert verdict.events == EVENTS + 1


def test_one_changed_byte_is_found(folder):
    unguarded(folder, ("UPDATE event SET state = CAST(state || ' ' AS BLOB) WHERE seq=3", ()))
    assert verify(folder / FILE).fault.seq == 3


def test_a_log_that_claims_another_hash_does_not_hold(folder):
    with closing(sqlite3.connect(folder / FILE)) as raw, raw:
        raw.execute("UPDATE log_info SET value=? WHERE name='algorithm'", (SHA256.name,))
    assert verify(folder / FILE).fault.seq == 1
    with pytest.raises(LogBroken):
        open_log(folder, SetClock())
