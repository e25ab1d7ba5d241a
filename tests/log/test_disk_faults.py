"""When the disk fails at a commit nobody is told a guess: read back by the command's id."""

import shutil
import sqlite3

import pytest

from desk.log.envelope import LogBroken, OutcomeUnknown
from desk.log.log import FILE
from desk.log.verify import verify
from tests.support.log_fixtures import a_log, acting, counts, taken, unguarded, write


@pytest.fixture
def log(tmp_path):
    log = a_log(tmp_path)
    write(log, "事件", 0)
    yield log
    log.close()


class FailingOnce:
    """The writer's own connection, until a commit: that one fails before or after it took place."""

    def __init__(self, connection, *, stands):
        self.connection, self.stands, self.tries = connection, stands, 0

    def execute(self, statement, parameters=()):
        if statement == "COMMIT":
            self.tries += 1
            if self.stands:
                self.connection.execute(statement)
            raise sqlite3.OperationalError("disk I/O error")
        return self.connection.execute(statement, parameters)

    def close(self):
        self.connection.close()


@pytest.mark.parametrize("stands", [True, False], ids=["committed", "lost"])
def test_a_failed_commit_is_answered_unknown_and_found_by_its_id(log, tmp_path, stands):
    ink, heard = log._writer._ink, []
    log.on_commit(heard.append)
    ink._connection = failing = FailingOnce(ink._connection, stands=stands)
    with pytest.raises(OutcomeUnknown):
        write(log, "事件", 1, by=acting("lost reply"))
    assert failing.tries == 1, "a commit was tried again blindly"
    assert ink._connection is not failing
    assert heard == ([2] if stands else []), "what stands is for everybody to see"
    assert (log.receipt(acting("lost reply")) is not None) == stands
    again = write(log, "事件", 1, by=acting("lost reply"))
    assert (again.seq, again.replayed) == (2, stands)
    assert counts(tmp_path) == (2, 2, 0)
    assert write(log, "事件", 2).seq == 3
    assert verify(tmp_path / FILE).fault is None


def test_a_full_disk_refuses_and_the_log_recovers_without_a_restart(log, tmp_path):
    [(pages,)] = log._writer._ink._execute("PRAGMA page_count").fetchall()
    log._writer._ink._execute(f"PRAGMA max_page_count={pages + 2}").fetchall()
    big = taken(2, name="长" * 50_000)
    with pytest.raises(OutcomeUnknown, match="full"):
        write(log, "事件", 1, big)
    assert counts(tmp_path) == (1, 1, 0)
    assert write(log, "事件", 1, big).seq == 2  # the fresh connection has room
    assert verify(tmp_path / FILE).fault is None


def test_a_log_changed_behind_our_back_takes_no_more_writes(log, tmp_path):
    ink = log._writer._ink
    unguarded(tmp_path, ("UPDATE event SET state=x'00' WHERE seq=1", ()))
    ink._connection = FailingOnce(ink._connection, stands=False)
    with pytest.raises(OutcomeUnknown):
        write(log, "事件", 1)
    with pytest.raises(LogBroken, match="chain does not hold at 1"):
        write(log, "事件", 1)
    assert counts(tmp_path) == (1, 1, 0)
    assert log.head().seq == 1  # reading goes on


def test_a_log_whose_tail_was_cut_does_not_open(log, tmp_path):
    write(log, "事件", 1)
    cut = tmp_path / "cut"
    cut.mkdir()
    log.recorder.datastore.close()
    for part in tmp_path.glob("log.db*"):
        shutil.copy(part, cut)
    unguarded(cut, ("DELETE FROM event WHERE seq=2", ()))
    for _ in range(2):
        with pytest.raises(LogBroken, match="2 were given out"):
            a_log(cut)
