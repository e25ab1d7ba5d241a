"""The follower starts where it stopped, never applies a batch twice, and rebuilds what it cannot trust."""

import sqlite3
from contextlib import closing

import pytest

from desk.log.log import open_log
from projections.board import VIEWS
from projections.open_clocks import OPEN_CLOCKS
from projections.store import SomebodyElseMoved
from tests.support.office import sealed
from tests.support.views import caught_up, close, follower, rebuilt, rows, shown, source_of


@pytest.fixture
def views(tmp_path):
    return tmp_path / "views.db"


@pytest.fixture
def start(office, views):
    """Starts a follower from the file, as each start of the server does."""
    made = []

    def started(**more):
        made.append(follower(office.log, views, **more))
        return made[-1]

    yield started
    for one in made:
        close(one)


class Counting:
    """How often and from where the log was read."""

    def __init__(self, log):
        self._log, self.asked = log, []

    def rows_since(self, seq, limit):
        self.asked.append(seq)
        return self._log.rows_since(seq, limit)


def is_whole(live, office, tmp_path):
    return shown(live) == shown(rebuilt(office.log, tmp_path / "again.db"))


def test_a_restart_goes_on_where_it_stopped(office, start):
    office.call()
    position = caught_up(start()).position
    office.call("桥梁垮塌")
    reading = Counting(office.log)
    live = start(source=source_of(office.log, reading.rows_since))
    caught_up(live)
    assert min(reading.asked) == position - 1  # only to see that it is still the same event
    assert live.position == office.log.head().seq


@pytest.mark.parametrize("batch", [1, 3, 5_000])
def test_killed_between_batches_nothing_is_lost_or_folded_twice(office, start, tmp_path, batch):
    for n in range(3):
        office.call(f"第{n}起")
    live = start()
    while live.catch_up(batch):
        live = start()  # the one before is gone with all it had in memory
    assert is_whole(live, office, tmp_path)


def test_killed_within_a_batch_the_batch_is_folded_anew(office, start, tmp_path, monkeypatch):
    office.call()
    live = start()

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("projections.store.park", killed)  # rows written, nothing committed
        with pytest.raises(KeyboardInterrupt):
            live.catch_up()
    again = start()
    assert again.position == 0
    assert is_whole(caught_up(again), office, tmp_path)


def test_of_two_followers_only_one_applies_a_batch(office, start, tmp_path):
    office.call()
    one, other = start(), start()
    caught_up(one)
    with pytest.raises(SomebodyElseMoved):
        other.catch_up()
    assert is_whole(start(), office, tmp_path)


def test_deleted_views_are_folded_anew(office, start, views, tmp_path):
    office.call()
    before = shown(caught_up(start()))
    for file in tmp_path.glob("views.db*"):
        file.unlink()
    assert shown(caught_up(start())) == before


@pytest.mark.parametrize(
    "change", [lambda v: v._replace(version=2), lambda v: v._replace(name="x")]
)
def test_a_changed_view_is_folded_anew(office, start, change):
    office.call()
    caught_up(start())
    kept = [view for view in VIEWS if view is not OPEN_CLOCKS]
    live = start(views=(*kept, change(OPEN_CLOCKS)))
    assert live.position == 0
    caught_up(live)
    assert len(rows(live, change(OPEN_CLOCKS))) > 0


def put_back(office, folder, backup):
    """The log as it was when it was copied; and the office goes on with that."""
    office.log.close()
    for file in folder.glob("log.db*"):
        file.unlink()
    (folder / "log.db").write_bytes(backup)
    office.desk = type(office.desk)(open_log(folder, office.clock), sealed)


def copied(folder):
    with closing(sqlite3.connect(folder / "log.db")) as log:
        return log.serialize()


@pytest.mark.parametrize("calls_since", [0, 1, 5])
def test_an_older_log_put_back_is_noticed_however_far_it_has_gone_on(
    office, start, tmp_path, calls_since
):
    """Ahead of the log, level with it or behind it: the views would show what is not on record."""
    backup = copied(tmp_path)
    for n in range(3):
        office.call(f"第{n}起")
    caught_up(start())
    put_back(office, tmp_path, backup)
    for n in range(calls_since):
        office.call(f"之后第{n}起")
    live = caught_up(start())
    assert live.position == office.log.head().seq
    assert is_whole(live, office, tmp_path)


@pytest.mark.parametrize("content", [b"no database at all", b"", b"SQLite format 3\0" + bytes(84)])
def test_a_sick_views_file_is_thrown_away(office, start, views, tmp_path, content):
    office.call()
    views.write_bytes(content)
    assert is_whole(caught_up(start()), office, tmp_path)


def test_a_views_file_with_a_torn_page_is_thrown_away(office, start, views, tmp_path):
    for n in range(8):
        office.call(f"第{n}起")
    close(caught_up(start()))
    with closing(sqlite3.connect(views)) as whole:
        whole.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        page = whole.execute("PRAGMA page_size").fetchone()[0]
    torn = bytearray(views.read_bytes())
    torn[page : 2 * page] = bytes(page)
    views.write_bytes(torn)
    assert is_whole(caught_up(start()), office, tmp_path)


def test_tables_of_another_program_version_are_thrown_away(office, start, views, tmp_path):
    office.call()
    with closing(sqlite3.connect(views)) as older:
        older.execute("CREATE TABLE row (only TEXT)")
        older.execute("PRAGMA user_version=1")
        older.commit()
    assert is_whole(caught_up(start()), office, tmp_path)
