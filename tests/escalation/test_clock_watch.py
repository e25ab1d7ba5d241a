"""The clock watch reports each jump and each sleep once, and nothing else."""

from datetime import timedelta

import pytest

from domain.office import DoubtKind
from escalation.clock_watch import ClockWatch, Sighting, behind_log
from tests.support.office import NINE

ZERO = timedelta(0)


class Machine:
    """Its three clocks: the office's time runs through a sleep, the wall clock can be set."""

    def __init__(self):
        self.now = self.wall = NINE
        self.suspended = ZERO
        self.watch = ClockWatch(self.sighting)

    @property
    def sighting(self):
        return Sighting(self.now, self.wall, self.suspended)

    def look(self, seconds=1):
        self.now += timedelta(seconds=seconds)
        self.wall += timedelta(seconds=seconds)
        return self.watch.look(self.sighting)

    def set_wall(self, **by):
        self.wall += timedelta(**by)

    def sleep(self, **by):
        slept = timedelta(**by)
        self.now, self.wall = self.now + slept, self.wall + slept
        self.suspended += slept


@pytest.fixture
def machine():
    return Machine()


def test_while_the_clocks_go_together_there_is_nothing_to_say(machine):
    assert {machine.look() for _ in range(100)} == {None}


@pytest.mark.parametrize("jump", [timedelta(hours=1), timedelta(hours=-2), timedelta(days=-400)])
def test_a_set_wall_clock_is_reported_once_with_its_size(machine, jump):
    machine.set_wall(seconds=jump.total_seconds())
    doubt = machine.look()
    assert doubt.kind is DoubtKind.WALL_JUMPED
    assert timedelta(microseconds=doubt.drift_us) == jump
    assert doubt.wall - doubt.now == jump
    assert {machine.look() for _ in range(10)} == {None}


def test_set_back_again_is_a_jump_of_its_own(machine):
    machine.set_wall(hours=1)
    machine.look()
    machine.set_wall(hours=-1)
    doubt = machine.look()
    assert doubt.kind is DoubtKind.WALL_JUMPED
    assert doubt.drift_us == 0


def test_a_small_correction_is_no_jump_but_many_of_them_are(machine):
    """Time servers nudge clocks; what adds up is told all the same."""
    told = []
    for _ in range(5):
        machine.set_wall(seconds=0.9)
        told.append(machine.look())
    assert [one is None for one in told] == [True, True, False, True, True]


def test_a_sleep_is_reported_once_although_no_clock_moved_against_another(machine):
    machine.sleep(minutes=10)
    doubt = machine.look()
    assert doubt.kind is DoubtKind.SUSPENDED
    assert timedelta(microseconds=doubt.drift_us) == timedelta(minutes=10)
    assert doubt.wall == doubt.now
    assert machine.look() is None


def test_a_sleep_with_the_wall_clock_set_meanwhile_is_both(machine):
    machine.sleep(minutes=10)
    machine.set_wall(hours=1)
    kinds = [machine.look().kind, machine.look().kind]
    assert kinds == [DoubtKind.SUSPENDED, DoubtKind.WALL_JUMPED]
    assert machine.look() is None


def test_two_short_sleeps_are_told_together(machine):
    machine.sleep(seconds=1.5)
    assert machine.look() is None
    machine.sleep(seconds=1.5)
    assert machine.look().drift_us == 3_000_000


@pytest.mark.parametrize(("hours", "doubted"), [(-1, True), (0, False), (1, False)])
def test_a_start_before_the_last_event_is_doubted(machine, hours, doubted):
    machine.set_wall(hours=hours)
    doubt = behind_log(machine.sighting, NINE)
    assert (doubt is not None) == doubted
    if doubt:
        assert doubt.kind is DoubtKind.BEHIND_LOG
        assert doubt.drift_us == hours * 3_600_000_000


def test_the_first_start_of_all_has_nothing_to_be_behind(machine):
    assert behind_log(machine.sighting, None) is None
