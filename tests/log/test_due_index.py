"""The due index says what the log says, most urgent first, and nothing else."""

from datetime import timedelta

import pytest

from desk.log.envelope import StreamWrite
from desk.log.log import FILE
from desk.log.verify import verify
from tests.support.log_fixtures import (
    NINE,
    a_log,
    acting,
    alarm,
    counts,
    named,
    taken,
    unguarded,
    write,
)


@pytest.fixture
def log(tmp_path):
    log = a_log(tmp_path)
    yield log
    log.close()


def hours(number):
    return NINE + timedelta(hours=number)


def test_the_longest_overdue_comes_first(log):
    for stream, number in (("县区", 3), ("市", 1), ("省", 2), ("国", 9)):
        write(log, stream, 0, alarm(hours(number)))
    assert log.next_due() == hours(1)
    assert log.due(hours(3), 10) == [
        (named("市"), hours(1)),
        (named("省"), hours(2)),
        (named("县区"), hours(3)),
    ]
    assert log.due(hours(3), 1) == [(named("市"), hours(1))]
    assert log.due(hours(1) - timedelta(microseconds=1), 10) == []


def test_an_alarm_moves_and_goes_with_its_events(log, tmp_path):
    write(log, "市", 0, alarm(hours(1)))
    write(log, "市", 1, alarm(hours(5)))
    assert log.next_due() == hours(5)
    write(log, "市", 2, taken(1))  # says nothing of alarms
    assert log.next_due() == hours(5)
    write(log, "市", 3, alarm(None))
    assert log.next_due() is None
    assert counts(tmp_path) == (4, 4, 0)


def test_the_last_word_of_one_command_counts(log, tmp_path):
    write(log, "市", 0, alarm(hours(1)), alarm(None), alarm(hours(7)))
    assert log.next_due() == hours(7)
    assert verify(tmp_path / FILE).fault is None


def test_stored_and_rebuilt_are_equal_until_somebody_meddles(log, tmp_path):
    for number in range(30):
        at = None if number % 3 == 2 else hours(number)
        write(log, f"时限{number % 7}", number // 7, alarm(at))
    writes = [
        StreamWrite(named("省"), 0, (alarm(hours(2)),)),
        StreamWrite(named("县"), 0, (taken(1),)),
    ]
    log.append(writes, acting("both"), b"{}")
    assert verify(tmp_path / FILE).fault is None
    unguarded(
        tmp_path,
        ("UPDATE due SET next_at = next_at + 1 WHERE originator_id=?", (named("省").bytes,)),
    )
    assert "1 deadlines" in verify(tmp_path / FILE).fault.reason
