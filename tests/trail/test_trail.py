"""The trail of reading: what is noted is kept in order and in one chain, and nobody waits for it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from desk.trail.asking import AskedOf, readings
from desk.trail.reading import Reading, ReadingKind, decode, encode, merged
from desk.trail.tables import FILE, TrailHead
from desk.trail.trail import WAITING_MAX, Trail
from desk.trail.verify import Anchor, verify_trail
from tests.support.log_fixtures import NINE

WHO, INCIDENT = UUID(int=7), UUID(int=8)


def a_trail(folder, anchored=None):
    return Trail(folder, uuid4, lambda: NINE, anchored)


def reading(number=0, kind=ReadingKind.OPENED, **more):
    return Reading(at=NINE + timedelta(seconds=number), kind=kind, route=f"GET /{number}", **more)


def kept(folder, count):
    trail = a_trail(folder)
    for number in range(count):
        trail.note(reading(number))
        trail.write()
    trail.close()
    return trail.head


def sql(folder, *statements):
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as db:
        for name in ("reading_no_update", "reading_no_delete", "reading_no_replace"):
            db.execute(f"DROP TRIGGER IF EXISTS {name}")
        for statement in statements:
            db.execute(statement)


def test_what_is_noted_is_found_again_by_whom_what_and_when(tmp_path):
    trail = a_trail(tmp_path)
    trail.note(reading(1, account=WHO))
    trail.note(reading(2, ReadingKind.SEARCHED, words="化工"))
    trail.note(reading(3, things={"incident": str(INCIDENT), "format": "docx"}))
    trail.write()

    def seqs(**asked):
        return [one.seq for one in readings(trail.path, AskedOf(**asked), 9)]

    assert seqs() == [3, 2, 1]
    assert seqs(account=WHO) == [1]
    assert seqs(kind=ReadingKind.SEARCHED) == [2]
    assert seqs(about=(INCIDENT, WHO)) == [3]
    assert seqs(since=NINE + timedelta(seconds=2), until=NINE + timedelta(seconds=3)) == [2]
    assert [one.seq for one in readings(trail.path, AskedOf(), 1, before=3)] == [2]
    trail.close()


def test_a_reading_is_read_as_it_was_written():
    one = reading(1, ReadingKind.EXPORTED, account=WHO, roles=("auditor",), things={"a": "b"})
    assert decode(encode(one)) == one


def test_the_same_of_one_moment_is_one_row_that_says_how_often():
    flood = [reading(0, ReadingKind.NOT_SIGNED_IN, source="10.0.0.9")] * 900
    [one, other] = merged([*flood, reading(1)])
    assert (one.times, other.times) == (900, 1)


def test_nothing_is_changed_or_taken_out_by_whoever_only_opens_the_file(tmp_path):
    kept(tmp_path, 3)
    with closing(sqlite3.connect(tmp_path / FILE)) as db:
        for statement in (
            "UPDATE reading SET kind='lost'",
            "DELETE FROM reading WHERE seq=3",
            "INSERT OR REPLACE INTO reading SELECT * FROM reading WHERE seq=2",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                db.execute(statement)


def test_opened_again_the_chain_goes_on(tmp_path):
    head = kept(tmp_path, 3)
    trail = a_trail(tmp_path, head)
    trail.note(reading(4))
    trail.close()
    assert (trail.unsound, trail.head.size, trail.head.trail) == ("", 4, head.trail)
    anchors = [Anchor(9, head.trail, 3, head.chain.hex())]
    assert verify_trail(tmp_path / FILE, anchors).fault is None
    assert verify_trail(tmp_path / FILE, anchors).events == 4


def test_while_the_file_takes_nothing_nobody_waits_and_nothing_is_lost_that_fits(tmp_path):
    trail = a_trail(tmp_path)
    trail._connection.execute("PRAGMA max_page_count=1").fetchone()
    trail.note(reading(1, words="x" * 90_000))
    trail.write()
    assert "full" in trail.failure
    trail.note(reading(2))
    trail.write()  # opened anew, there is room again
    assert (trail.failure, trail.head.size) == ("", 2)
    trail.close()


def test_what_does_not_fit_while_it_takes_nothing_is_counted_and_said_afterwards(tmp_path):
    trail = a_trail(tmp_path)
    for number in range(WAITING_MAX + 5):
        trail.note(reading(number % 3))
    trail.write()
    [last] = readings(trail.path, AskedOf(kind=ReadingKind.LOST), 9)
    assert last.reading.times == 5
    trail.close()


@pytest.mark.parametrize(
    ("tampering", "said"),
    [
        ("DELETE FROM reading WHERE seq=2", "readings"),
        ("DELETE FROM reading WHERE seq=3", "readings"),
        ("UPDATE reading SET state=replace(state, '/1', '/9') WHERE seq=2", "does not hold at 2"),
        ("DROP TABLE trail_info", "unreadable"),
    ],
)
def test_one_that_does_not_hold_is_set_aside_and_another_begins(tmp_path, tampering, said):
    head = kept(tmp_path, 3)
    sql(tmp_path, tampering)
    trail = a_trail(tmp_path, head)
    assert said in trail.unsound
    assert trail.head.trail != head.trail
    assert [one.name[:13] for one in tmp_path.glob("trail-*.db")] == ["trail-before-"]
    trail.note(reading(1))
    trail.close()
    assert (trail.failure, trail.head.size) == ("", 1)


def test_an_older_copy_or_none_at_all_is_not_what_the_log_names(tmp_path):
    head = kept(tmp_path, 3)
    later = TrailHead(head.trail, 9, head.chain)
    assert "9 is missing" in a_trail(tmp_path, later).unsound
    (tmp_path / FILE).unlink()
    assert a_trail(tmp_path, head).unsound == "the file is gone"
