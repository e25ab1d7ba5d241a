"""A command stands whole or not at all, in one dense order that no clock can turn back."""

from datetime import timedelta

import pytest

from desk.log.codec import Unstorable
from desk.log.envelope import Conflict, LogBroken, StreamWrite
from desk.log.log import FILE
from desk.log.verify import verify
from tests.support.log_fixtures import (
    NINE,
    SetClock,
    a_log,
    acting,
    alarm,
    counts,
    named,
    taken,
    write,
)


@pytest.fixture
def clock():
    return SetClock()


@pytest.fixture
def log(tmp_path, clock):
    log = a_log(tmp_path, clock)
    yield log
    log.close()


def test_positions_are_dense_and_times_never_step_back(log, clock):
    for number, hours in enumerate((0, 1, -5, 0, 3)):
        clock.turn(hours=hours)
        write(log, "值班", number)
    rows = log.since(0)
    assert [row.seq for row in rows] == [1, 2, 3, 4, 5]
    times = [row.recorded_at for row in rows]
    assert times[:2] == [NINE, NINE + timedelta(hours=1)]
    assert times[2] == times[1] + timedelta(microseconds=1)
    assert times == sorted(set(times))


def test_the_wall_clock_as_it_was_is_kept_beside_the_recorded_time(log, clock):
    write(log, "值班", 0)
    clock.turn(hours=-5)
    write(log, "值班", 1)
    raw = log.since(1)[0].meta.clock
    assert raw.wall == NINE - timedelta(hours=5)
    assert raw.offset_us == 5 * 3_600_000_000 + 1


def test_times_never_step_back_over_a_restart(tmp_path, clock):
    first = a_log(tmp_path, clock)
    write(first, "值班", 0)
    first.close()
    clock.turn(days=-1)
    second = a_log(tmp_path, clock)
    write(second, "值班", 1)
    before, after = second.since(0)
    second.close()
    assert after.recorded_at > before.recorded_at


def test_a_command_on_several_streams_leaves_nothing_when_one_of_them_moved(log, tmp_path):
    write(log, "事件", 0)
    head, before = log.head(), counts(tmp_path)
    writes = [
        StreamWrite(named("编号"), 0, (taken(1),)),
        StreamWrite(named("时限"), 0, (alarm(NINE),)),
        StreamWrite(named("事件"), 0, (taken(9),)),
    ]
    with pytest.raises(Conflict):
        log.append(writes, acting("race"), b"{}")
    assert (counts(tmp_path), log.head()) == (before, head)
    assert log.receipt(acting("race")) is None
    log.append([*writes[:2], StreamWrite(named("事件"), 1, (taken(2),))], acting("race"), b"{}")
    assert [row.seq for row in log.since(0)] == [1, 2, 3, 4]


def test_a_version_nobody_wrote_is_a_lost_race_too(log, tmp_path):
    write(log, "事件", 0)
    with pytest.raises(Conflict):
        write(log, "事件", 5)
    assert verify(tmp_path / FILE).fault is None


def test_events_of_one_command_share_their_time(log):
    write(log, "事件", 0, taken(1), taken(2), taken(3))
    assert {row.recorded_at for row in log.since(0)} == {NINE}


def test_a_refused_guard_is_no_lost_race(log, tmp_path, monkeypatch):
    """A trigger's abort means a defect of ours; telling the caller to decide again would loop for ever."""
    write(log, "事件", 0)
    ink = log._writer._ink
    monkeypatch.setattr(ink, "_tail", ink._tail._replace(seq=0))
    with pytest.raises(LogBroken) as broken:
        write(log, "别的", 0)
    assert "append-only" in str(broken.value)
    assert write(log, "别的", 0, by=acting("again")).seq == 2
    assert verify(tmp_path / FILE).fault is None


@pytest.mark.parametrize(
    "event",
    [
        taken(1.5),
        taken(float("nan")),
        taken(float("inf")),
        taken("1"),
        taken(1, name="突发\0"),
        taken(1, name="\\\0"),
        taken(1, name="突发\ud800"),
    ],
)
def test_what_could_not_be_read_back_is_not_written(log, tmp_path, event):
    with pytest.raises(Unstorable):
        write(log, "事件", 0, event)
    assert counts(tmp_path) == (0, 0, 0)


@pytest.mark.parametrize(
    "name", ["\\u0000", "\\\\u0000", "e\u0301", "\u00e9", "李\U00020bb7", "a\nb"]
)
def test_names_are_kept_as_they_were_typed(log, name):
    write(log, "事件", 0, taken(1, name=name))
    assert log.since(0)[0].event.series == name
