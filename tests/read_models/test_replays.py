"""Checkpoints make replays quick and change nothing: not when they are half made, of another log, or a sick file."""

import copy
import sqlite3
from contextlib import closing

import pytest

from api.keeping_replays import history_of
from desk.desk import Desk
from desk.log.log import open_log
from domain.incident import IncidentOpened
from projections.open_incidents import INCIDENT_NAMES
from projections.replay import board_at
from projections.replays import Replays
from tests.support.moves import MOVES, Moves
from tests.support.office import sealed
from tests.support.views import as_bytes

EVERY = 5


@pytest.fixture
def busy(office):
    """A few hundred events of every kind."""
    desk = Moves(office)
    for turn in range(2):
        for n, move in enumerate(MOVES):
            desk.play("call", n % 12)
            desk.play(move, (n + turn) % 12)
    return office


def replays(office, path):
    return Replays(history_of(office.log), path, EVERY)


def kept(replays, office):
    while replays.turn(office.log.position):
        pass
    return replays


def assert_right(replays, office, step=17):
    history = history_of(office.log)
    for seq in range(1, office.log.position + 1, step):
        expected = as_bytes(board_at(history.source, seq))
        assert as_bytes(replays.board(seq)) == expected, seq


def test_every_board_from_a_checkpoint_is_the_one_from_the_beginning(busy, tmp_path):
    found = kept(replays(busy, tmp_path / "replay.db"), busy)
    assert_right(found, busy)
    assert all(found.reach(seq) < EVERY for seq in range(EVERY, busy.log.position, 3))
    assert found.reach(EVERY - 1) == EVERY - 1


def test_looking_back_changes_nothing_that_others_see(busy, tmp_path):
    found = kept(replays(busy, tmp_path / "replay.db"), busy)
    seq = busy.log.position - 1
    before = as_bytes(found.board(seq))
    for other in range(seq - 80, seq):
        found.board(other)
    assert as_bytes(found.board(seq)) == before


def test_the_next_start_goes_on_from_the_newest_one(busy, tmp_path):
    path = tmp_path / "replay.db"
    first = replays(busy, path)
    for _ in range(30):
        first.turn(busy.log.position)
    first.close()
    again = replays(busy, path)
    assert again.reach(30 * EVERY) == 0
    assert again.reach(31 * EVERY) == EVERY
    assert_right(kept(again, busy), busy)


def test_it_makes_none_of_what_has_not_come_yet(office, tmp_path):
    found = kept(replays(office, tmp_path / "replay.db"), office)
    newest = office.log.position
    assert found.reach(newest) == newest % EVERY
    assert not found.turn(newest)


def gone_on_otherwise(office, folder):
    """An older copy of the office's log, put back and worked on, while the office went on as well."""
    folder.mkdir()
    with closing(sqlite3.connect(office.log.path)) as now:
        now.execute("VACUUM INTO ?", (str(folder / "log.db"),))
    other = copy.copy(office)
    log = open_log(folder, office.clock)
    other.desk = Desk(log, sealed)
    for n in range(12):
        Moves(office).play("call", n)
        Moves(other).play("call", 11 - n)
    return other


def test_checkpoints_of_a_history_that_was_put_back_are_not_believed(busy, tmp_path):
    other = gone_on_otherwise(busy, tmp_path / "older")
    kept(replays(busy, tmp_path / "replay.db"), busy).close()
    found = replays(other, tmp_path / "replay.db")
    assert_right(found, other)
    assert_right(kept(found, other), other)
    other.log.close()


@pytest.mark.parametrize("sick", [b"", b"not a database", None])
def test_a_file_that_is_gone_or_sick_costs_a_rebuild(busy, tmp_path, sick):
    path = tmp_path / "replay.db"
    kept(replays(busy, path), busy).close()
    path.unlink() if sick is None else path.write_bytes(sick)
    again = replays(busy, path)
    assert again.reach(busy.log.position) == busy.log.position
    assert_right(kept(again, busy), busy, step=31)


def test_a_closed_incidents_name_stands_in_no_checkpoint_and_is_read_from_its_stream(
    busy, tmp_path
):
    found = kept(replays(busy, tmp_path / "replay.db"), busy)
    opened = next(iter(busy.events(IncidentOpened.TOPIC)))
    names = found.replay(busy.log.position).rows[INCIDENT_NAMES.name]
    assert names.get(opened.originator_id).number == opened.event.number
    earlier = found.replay(opened.seq - 1).rows[INCIDENT_NAMES.name]
    assert earlier.get(opened.originator_id) is None
    assert names.get(None) is None
