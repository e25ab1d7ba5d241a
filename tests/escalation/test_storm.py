"""Many clocks at once: each runs out once, the most urgent first, whoever asks and whatever is sick."""

import threading
from datetime import timedelta
from itertools import pairwise

import pytest

from desk.log.envelope import LogBroken
from domain.deadline_events import DeadlineRanOut
from escalation import sweep as sweeping
from escalation.patience import Patience
from escalation.sweep import SWEEP_BATCH, sweep
from tests.support.office import NINE

SWEEPERS = 8


@pytest.fixture
def storm(office):
    """More clocks than one batch holds, real ones and those of two exercises in between."""
    exercises = [None, office.town, office.works]  # any ids will do
    for n in range(SWEEP_BATCH // 2):
        office.call(f"第{n}起", caller=office.town, exercise=exercises[n % 3])
        office.clock.forward(seconds=1)
    office.clock.forward(hours=12)
    due = [id for id, _ in office.log.due(office.clock.at, 10_000)]
    assert len(due) > SWEEP_BATCH
    return due


def ran_out(office):
    return office.events(DeadlineRanOut.TOPIC)


def test_all_of_it_is_reached_most_urgent_first_within_real_and_each_exercise(office, storm):
    assert sweep(office.desk, office.clock.at) == len(storm)
    swept = ran_out(office)
    assert {one.originator_id for one in swept} == set(storm)
    for exercise in {one.meta.exercise for one in swept}:
        dues = [one.event.due_at for one in swept if one.meta.exercise == exercise]
        assert dues == sorted(dues)
    assert office.log.due(office.clock.at, 1) == []


def test_a_batch_starts_with_what_has_been_due_longest(office, storm):
    """Nothing waits behind more than the batch in front of it."""
    sweep(office.desk, office.clock.at)
    place = {one.originator_id: n for n, one in enumerate(ran_out(office))}
    assert place[storm[0]] == 0
    assert max(place[id] - n for n, id in enumerate(storm)) < SWEEP_BATCH


def test_eight_sweeps_at_once_record_each_clock_once(office, storm):
    together, failed = threading.Barrier(SWEEPERS), []

    def race():
        together.wait()
        try:
            sweep(office.desk, office.clock.at)
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=race) for _ in range(SWEEPERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert sorted(one.originator_id for one in ran_out(office)) == sorted(storm)


@pytest.mark.parametrize("count", [1, SWEEP_BATCH, 2 * SWEEP_BATCH + 1])
def test_sick_deadlines_in_front_silence_nobody_behind_them(office, storm, sicken, count):
    sicken(count, NINE)  # due before all others
    asked = sweep(office.desk, office.clock.at)
    assert {one.originator_id for one in ran_out(office)} == set(storm)
    assert asked == len(storm) + count
    assert len(office.log.due(office.clock.at, 10_000)) == count


def test_a_sick_deadline_is_asked_once_in_each_sweep(office, sicken, monkeypatch):
    sicken(3, NINE)
    asked, run_out = [], sweeping._look

    def counted(desk, due, as_of):
        asked.append(due)
        return run_out(desk, due, as_of)

    monkeypatch.setattr(sweeping, "_look", counted)
    assert sweep(office.desk, office.clock.at) == 3
    assert [len(due) for due in asked] == [3, 1, 1, 1]


def test_what_is_sick_is_asked_ever_more_seldom_and_keeps_nobody_waiting(office, sicken):
    sicken(SWEEP_BATCH, NINE)
    patience, at, asked = Patience(), office.clock.at, []
    for second in range(300):
        if sweep(office.desk, at + timedelta(seconds=second), patience):
            asked.append(second)
    assert asked == [0, 1, 3, 7, 15, 31, 63, 123, 183, 243]
    office.call("其后一起", received=office.at(hours=-30))
    assert 0 < sweep(office.desk, at + timedelta(seconds=300), patience) < SWEEP_BATCH
    assert ran_out(office)


def test_with_the_disk_gone_the_sweep_says_so_and_stops(office, storm, monkeypatch):
    """One word to the log of the machine, not one for every clock of the storm."""
    asked = []

    def broken(desk, due, as_of):
        asked.append(due)
        raise LogBroken("no space left")

    monkeypatch.setattr(sweeping, "_look", broken)
    with pytest.raises(LogBroken):
        sweep(office.desk, office.clock.at)
    assert len(asked) == 1


def test_what_runs_out_is_dated_by_its_due_time_and_noticed_at_the_sweep(office, storm):
    sweep(office.desk, office.clock.at)
    for one in ran_out(office):
        assert one.event.noticed_at == office.clock.at > one.event.due_at
    assert all(one.recorded_at < later.recorded_at or one.meta.command_id == later.meta.command_id
               for one, later in pairwise(ran_out(office)))  # fmt: skip
