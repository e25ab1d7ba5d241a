"""Whoever changes one byte of what is on record is found, at the first bad position."""

import hashlib
import sqlite3
from contextlib import closing

import pytest

from desk.log.log import FILE
from desk.log.verify import verify
from tests.support.log_fixtures import NINE, STORE, a_log, alarm, taken, unguarded, write

EVENTS = 9
BLOBS = ("originator_id", "state", "leaf", "chain")
NUMBERS = ("recorded_at", "originator_version", "version")


@pytest.fixture
def folder(tmp_path):
    log = a_log(tmp_path)
    for number in range(EVENTS):
        write(log, f"流{number % 2}", number // 2, alarm(NINE) if number == 4 else taken(number))
    log.close()
    return tmp_path


def be(number):
    return number.to_bytes(8, "big")


def lp(data):
    return be(len(data)) + data


def test_the_chain_is_what_the_decision_record_says(folder):
    """Reckoned here a second time from docs/adr/0008, with nothing of the product's."""
    chain = hashlib.sha256(b"shoubao log v1" + STORE.bytes).digest()
    with closing(sqlite3.connect(folder / FILE)) as raw:
        rows = raw.execute("SELECT * FROM event ORDER BY seq").fetchall()
    for seq, recorded_at, stream, version, topic, schema, state, leaf, link in rows:
        fields = be(seq) + be(recorded_at) + lp(stream) + be(version) + lp(topic.encode())
        assert leaf == hashlib.sha256(b"\x00" + fields + be(schema) + lp(state)).digest()
        chain = hashlib.sha256(b"\x02" + chain + leaf).digest()
        assert link == chain
    assert verify(folder / FILE) == (EVENTS, chain.hex(), None)


def test_the_chain_of_these_very_events_never_changes(folder):
    golden = "41dcadbd8e507bbcd7f45bb8dfc672a2f59a5d1ccc355a7e3e31674badf7d540"
    assert verify(folder / FILE).chain == golden


@pytest.mark.parametrize("seq", [1, 5, EVENTS])
@pytest.mark.parametrize("byte", [0, 7, -1])
@pytest.mark.parametrize("column", BLOBS)
def test_one_changed_byte_is_found(folder, column, seq, byte):
    with closing(sqlite3.connect(folder / FILE)) as raw:
        found = raw.execute(f"SELECT {column} FROM event WHERE seq=?", (seq,)).fetchone()[0]
    changed = bytearray(found)
    changed[byte] ^= 1
    unguarded(folder, (f"UPDATE event SET {column}=? WHERE seq=?", (bytes(changed), seq)))
    assert verify(folder / FILE).fault.seq == seq


@pytest.mark.parametrize("change", ["+ 1", "- 1", "* -1"])
@pytest.mark.parametrize("column", NUMBERS)
def test_one_changed_number_is_found(folder, column, change):
    free = "originator_id = zeroblob(16), " if column == "originator_version" else ""
    unguarded(folder, (f"UPDATE event SET {free}{column} = {column} {change} WHERE seq=5", ()))
    assert verify(folder / FILE).fault.seq == 5


@pytest.mark.parametrize("topic", ["'series.number-takem'", "CAST(x'ff' AS TEXT)", "''"])
def test_a_changed_topic_is_found(folder, topic):
    unguarded(folder, (f"UPDATE event SET topic = {topic} WHERE seq=5", ()))
    assert verify(folder / FILE).fault.seq == 5


def test_a_removed_event_is_found(folder):
    unguarded(folder, ("DELETE FROM event WHERE seq=4", ()))
    assert verify(folder / FILE).fault.seq == 4


def test_a_cut_tail_is_found(folder):
    unguarded(folder, ("DELETE FROM event WHERE seq>6", ()))
    assert verify(folder / FILE).fault.seq == 7


def test_a_tail_cut_with_all_its_traces_is_found_by_what_others_hold(folder):
    head = verify(folder / FILE).chain
    unguarded(
        folder,
        ("DELETE FROM event WHERE seq>6", ()),
        ("DELETE FROM receipt WHERE seq>6", ()),
        ("UPDATE sqlite_sequence SET seq=6 WHERE name='event'", ()),
    )
    assert verify(folder / FILE).fault is None
    assert verify(folder / FILE, held={EVENTS: head}).fault.seq == 7


def test_a_log_rewritten_whole_is_found_by_what_others_hold(folder, tmp_path):
    head = verify(folder / FILE).chain
    forged = tmp_path / "forged"
    forged.mkdir()
    log = a_log(forged)
    for number in range(EVENTS):
        write(log, "流", number, taken(number + 7))
    log.close()
    assert verify(forged / FILE).fault is None
    assert verify(forged / FILE, held={EVENTS: head}).fault.seq == EVENTS
    assert verify(folder / FILE, held={EVENTS: head}).fault is None


def test_a_receipt_that_names_another_chain_is_found(folder):
    unguarded(folder, ("UPDATE receipt SET chain=zeroblob(32) WHERE seq=3", ()))
    assert verify(folder / FILE).fault == (3, "a receipt names another chain")


def test_swapped_events_are_found(folder):
    swap = [(0, 3), (3, 4), (4, 0)]
    unguarded(folder, *[("UPDATE event SET seq=? WHERE seq=?", (to, at)) for to, at in swap])
    assert verify(folder / FILE).fault.seq == 3
