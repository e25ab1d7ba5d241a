"""A running office puts what its machine's clock did on record by itself, and on the board."""

import asyncio
from contextlib import closing, contextmanager
from datetime import timedelta
from threading import Thread

import pytest

from api import clock as clocks
from api import clock_looks
from api.clock import OfficeClock, VirtualClock, wall
from api.running import Running
from api.settings import Settings
from desk.log.envelope import LogBroken, Reading
from desk.office import doubt_clock
from domain.office import ClockDoubted, DoubtKind
from escalation import timers
from tests.support.office import NINE
from tests.support.passwords import cheap_passwords
from tests.support.patience import until
from tests.support.serving import a_staffed_office


class SetByHand(VirtualClock):
    """A machine whose wall clock somebody sets."""

    ahead = timedelta(0)

    def __call__(self):
        return Reading(self.at, self.at + self.ahead)


@pytest.fixture(autouse=True)
def _hurried(monkeypatch):
    monkeypatch.setattr(timers, "CLOCK_LOOK_EVERY_SECONDS", 0.02)
    with cheap_passwords():
        yield


@contextmanager
def at_work(folder, clock=None):
    with closing(asyncio.new_event_loop()) as loop:
        running = Running(Settings(folder=folder), clock)
        running.start(loop)
        try:
            yield running
        finally:
            running.stop()


def look(running):
    """As the timer does."""
    running._clocks.look(running._put_on_record)


def doubts(running):
    return [one.event for one in running.log.since(0, 10_000, (ClockDoubted.TOPIC,))]


def test_a_wall_clock_set_by_hand_is_on_record_once_and_a_banner(tmp_path):
    with a_staffed_office(tmp_path, at=NINE):
        pass
    clock = SetByHand(NINE + timedelta(hours=1))
    with at_work(tmp_path, clock) as running:
        clock.ahead = timedelta(hours=2)
        [doubt] = until(lambda: doubts(running))
        assert doubt.kind is DoubtKind.WALL_JUMPED
        assert doubt.wall - doubt.now == timedelta(hours=2)
        until(lambda: running.boards.board().doubt is DoubtKind.WALL_JUMPED)
        clock.ahead = timedelta(hours=-1)
        assert len(until(lambda: doubts(running)[1:])) == 1


def test_who_is_held_up_between_two_clocks_looks_again(tmp_path, monkeypatch):
    """A stopped process, or a busy machine: nobody has set a clock."""
    with a_staffed_office(tmp_path, at=NINE):
        pass
    clock, passed, held_up = SetByHand(NINE + timedelta(hours=1)), [timedelta(0)], []

    def read():
        reading = Reading(clock.at, clock.at)
        if not held_up:
            held_up.append(True)
            passed[0] += timedelta(seconds=10)
            return reading._replace(wall=clock.at + passed[0])
        return reading

    with at_work(tmp_path, clock) as running:
        monkeypatch.setattr(clock_looks, "elapsed", lambda: passed[0])
        monkeypatch.setattr(running, "clock", read)
        until(lambda: held_up)
        look(running)
        assert doubts(running) == []


def test_a_doubt_that_the_log_did_not_take_is_told_at_the_next_look(tmp_path, monkeypatch):
    with a_staffed_office(tmp_path, at=NINE):
        pass
    clock, full = SetByHand(NINE + timedelta(hours=1)), [LogBroken("no room")]
    with at_work(tmp_path, clock) as running:
        act = running.desk.act

        def refusing(acting, handle, command):
            if handle is doubt_clock and full:
                raise full.pop()
            return act(acting, handle, command)

        monkeypatch.setattr(running.desk, "act", refusing)
        clock.ahead = timedelta(hours=2)
        [doubt] = until(lambda: doubts(running))
    assert (doubt.kind, full) == (DoubtKind.WALL_JUMPED, [])


class LookedAt(OfficeClock):
    """Something happens the moment it has been set."""

    def follow_wall(self, not_before=None):
        super().follow_wall(not_before)
        self.then()

    def then(self):
        pass


def test_time_set_by_the_wall_clock_is_no_jump_to_whoever_looks_just_then(tmp_path, monkeypatch):
    with a_staffed_office(tmp_path, at=wall() - timedelta(hours=1)):
        pass
    clock = LookedAt()
    with at_work(tmp_path, clock) as running:
        monkeypatch.setattr(clocks, "wall", lambda: wall() + timedelta(hours=2))
        until(lambda: doubts(running))
        looking = Thread(target=look, args=(running,))

        def just_then():
            looking.start()
            looking.join(0.3)

        clock.then = just_then
        running.follow_wall()
        looking.join()
        assert len(doubts(running)) == 1


def test_a_start_before_the_last_event_is_on_record_and_time_goes_on_from_there(tmp_path):
    with a_staffed_office(tmp_path, at=wall() + timedelta(hours=1)) as office:
        last = office.log.head().recorded_at
    with at_work(tmp_path) as running:
        [doubt] = doubts(running)
        assert doubt.kind is DoubtKind.BEHIND_LOG
        assert doubt.wall < last
        assert running.clock().now >= last
        assert running.boards.wait_for(running.log.head().seq, 60)
        assert running.boards.board().doubt is DoubtKind.BEHIND_LOG


def test_a_sound_start_has_nothing_to_say(tmp_path):
    with a_staffed_office(tmp_path, at=wall() - timedelta(hours=1)):
        pass
    with at_work(tmp_path) as running:
        assert doubts(running) == []
