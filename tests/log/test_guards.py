"""What is on record cannot be changed through any connection, and a missing guard is seen."""

import os
import sqlite3
from contextlib import closing

import pytest

from desk.log import connections
from desk.log.connections import PRAGMAS, UnsafeConnection, connect
from desk.log.envelope import LogBroken
from desk.log.log import FILE, LogInUse, open_log
from desk.log.sqlite_schema import GUARDS
from desk.log.verify import verify
from tests.support.log_fixtures import SetClock, a_log, counts, named, write

COLUMNS = {
    "event": "seq, recorded_at, originator_id, originator_version, topic, version, state, leaf, chain",
    "receipt": "account, command_id, fingerprint, seq, chain, recorded_at, answer",
}
RETAKEN = "SELECT 99, recorded_at, originator_id, originator_version, 'x', 1, state, leaf, chain"
ATTACKS = [
    "UPDATE event SET state = x'00' WHERE seq = 1",
    "UPDATE OR REPLACE event SET seq = 2 WHERE seq = 1",
    "DELETE FROM event",
    "DELETE FROM event WHERE seq = 2",
    f"INSERT OR REPLACE INTO event ({COLUMNS['event']}) {RETAKEN} FROM event WHERE seq = 1",
    f"REPLACE INTO event ({COLUMNS['event']}) SELECT * FROM event WHERE seq = 1",
    f"INSERT INTO event ({COLUMNS['event']}) SELECT * FROM event WHERE seq = 1"
    " ON CONFLICT DO UPDATE SET topic = 'x'",
    f"INSERT INTO event ({COLUMNS['event']}) SELECT * FROM event WHERE true"
    " ON CONFLICT (originator_id, originator_version) DO UPDATE SET topic = 'x'",
    "UPDATE receipt SET answer = x'00'",
    "DELETE FROM receipt",
    f"INSERT OR REPLACE INTO receipt ({COLUMNS['receipt']}) SELECT * FROM receipt",
    f"INSERT INTO receipt ({COLUMNS['receipt']}) SELECT * FROM receipt WHERE true"
    " ON CONFLICT DO UPDATE SET answer = x'00'",
]


@pytest.fixture
def folder(tmp_path):
    log = a_log(tmp_path)
    write(log, "事件", 0)
    write(log, "事件", 1)
    log.close()
    return tmp_path


def strange(path):
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA recursive_triggers=0")
    return raw


@pytest.mark.parametrize("opened", [strange, connect, sqlite3.connect])
@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_on_record_can_be_changed(folder, attack, opened):
    with closing(opened(folder / FILE)) as raw:
        before = list(raw.iterdump())
        with pytest.raises(sqlite3.IntegrityError):
            raw.execute(attack)
        raw.rollback()
        assert list(raw.iterdump()) == before


@pytest.mark.parametrize("name", sorted(GUARDS))
def test_a_dropped_guard_is_seen(folder, name):
    with closing(sqlite3.connect(folder / FILE)) as raw:
        raw.execute(f"DROP TRIGGER {name}")
    assert name in verify(folder / FILE).fault.reason


def test_a_guard_that_guards_nothing_is_seen(folder):
    with closing(sqlite3.connect(folder / FILE)) as raw:
        raw.execute("DROP TRIGGER event_no_update")
        raw.execute("CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT 1; END")
    assert "event_no_update" in verify(folder / FILE).fault.reason


def test_every_connection_is_asked_what_holds_on_it(folder):
    log = open_log(folder, SetClock())
    with (
        closing(connect(folder / FILE)) as fresh,
        log.recorder.datastore.transaction(commit=False) as reading,
    ):
        for name, wanted in PRAGMAS.items():
            assert fresh.execute(f"PRAGMA {name}").fetchone()[0] == wanted
            reading.execute(f"PRAGMA {name}")
            assert reading.fetchone()[0] == wanted
            [(written,)] = log._writer._ink._execute(f"PRAGMA {name}").fetchall()
            assert written == wanted
    log.close()


def test_a_reader_cannot_write(folder):
    log = open_log(folder, SetClock())
    with pytest.raises(Exception, match="readonly"):
        log.recorder.all("INSERT INTO due VALUES (x'00', 1)", ())
    log.close()


def test_a_pragma_that_does_not_take_is_refused(folder, monkeypatch):
    monkeypatch.setitem(connections.PRAGMAS, "page_size", 123)
    with pytest.raises(UnsafeConnection):
        connect(folder / FILE)


def test_a_second_writer_is_refused_and_the_first_goes_on(folder):
    log = open_log(folder, SetClock())
    with pytest.raises(LogInUse):
        open_log(folder, SetClock())
    assert (folder / f"{FILE}.lock").read_text() == str(os.getpid()), "who holds it was wiped out"
    write(log, "事件", 2)
    log.close()
    open_log(folder, SetClock()).close()
    assert counts(folder)[0] == 3


def test_no_log_is_made_by_mistake(tmp_path):
    with pytest.raises(FileNotFoundError):
        open_log(tmp_path, SetClock())
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "value"), [("store_id", str(named("another office"))), ("algorithm", "sm3")]
)
def test_a_log_of_another_store_or_another_hash_is_refused(folder, name, value):
    with closing(sqlite3.connect(folder / FILE)) as raw:
        raw.execute("UPDATE log_info SET value=? WHERE name=?", (value, name))
        raw.commit()
    for _ in range(2):  # a refused opening gives its lock back
        with pytest.raises(LogBroken):
            open_log(folder, SetClock())
