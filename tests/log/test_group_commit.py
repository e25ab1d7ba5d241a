"""Commands that wait together are committed together, and each stands or falls alone."""

import threading

import pytest

from desk.log.envelope import Conflict, KeyReused, LogBroken, OutcomeUnknown
from desk.log.log import FILE
from desk.log.verify import verify
from tests.support.log_fixtures import a_log, acting, counts, write


@pytest.fixture
def log(tmp_path):
    log = a_log(tmp_path)
    yield log
    log.close()


def together(*works):
    outcomes = [None] * len(works)

    def run(place, work):
        try:
            outcomes[place] = work()
        except Exception as error:
            outcomes[place] = error

    threads = [threading.Thread(target=run, args=one) for one in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def one_group(log, *works):
    """Holds the pen until every command waits, so that the next batch takes them all but the first."""
    gate, arrived = threading.Event(), threading.Event()
    begin = log._writer._ink.begin

    def held_begin():
        arrived.set()
        gate.wait(60)
        begin()

    log._writer._ink.begin = held_begin
    releaser = threading.Thread(target=lambda: (_queued(log, len(works)), gate.set()))
    leader = threading.Thread(target=lambda: write(log, "先", 0))
    leader.start()
    arrived.wait(60)
    releaser.start()
    outcomes = together(*works)
    leader.join()
    releaser.join()
    log._writer._ink.begin = begin
    return outcomes


def _queued(log, number):
    pause = threading.Event()
    while len(log._writer._queue) < number:
        pause.wait(0.001)


def test_every_command_of_many_threads_is_there_once(log, tmp_path):
    def send(thread):
        return lambda: [write(log, f"席位{thread}", number).seq for number in range(40)]

    outcomes = together(*[send(thread) for thread in range(8)])
    assert sorted(seq for one in outcomes for seq in one) == list(range(1, 321))
    assert counts(tmp_path) == (320, 320, 0)
    assert verify(tmp_path / FILE).fault is None


def test_a_refused_command_harms_none_of_its_neighbours(log, tmp_path):
    write(log, "旧", 0, by=acting("old"))
    outcomes = one_group(
        log,
        lambda: write(log, "甲", 0),
        lambda: write(log, "旧", 0, by=acting("race")),
        lambda: write(log, "新", 0, by=acting("old", body=b"other")),
        lambda: write(log, "乙", 0),
        lambda: write(log, "丙", 2**63 - 1),
    )
    assert [type(one) for one in outcomes[1:3]] == [Conflict, KeyReused]
    assert isinstance(outcomes[4], OverflowError)
    assert {outcomes[0].seq, outcomes[3].seq} == {3, 4}
    assert counts(tmp_path) == (4, 4, 0)
    assert verify(tmp_path / FILE).fault is None


def test_waiting_commands_share_one_commit(log):
    commits = []
    log.on_commit(commits.append)
    one_group(log, *[lambda n=n: write(log, f"席位{n}", 0) for n in range(10)])
    assert commits == [1, 11]


def test_a_listener_that_fails_harms_nobody(log):
    heard = []

    def deaf(seq):
        raise RuntimeError(seq)

    log.on_commit(deaf)
    log.on_commit(heard.append)
    assert [write(log, "事件", 0).seq, write(log, "事件", 1).seq] == [1, 2]
    assert heard == [1, 2]


def test_closing_finishes_the_batch_under_way_and_refuses_the_rest(tmp_path):
    log = a_log(tmp_path)
    commit, closing = log._writer._ink.commit, threading.Thread(target=log.close)
    late = []
    second = threading.Thread(target=_write_late, args=(log, late))

    def slow_commit():
        second.start()
        _queued(log, 1)
        closing.start()
        while log._writer._broken is None:
            threading.Event().wait(0.001)
        return commit()

    log._writer._ink.commit = slow_commit
    assert write(log, "早", 0).seq == 1
    closing.join()
    second.join()
    assert len(late) == 1
    assert counts(tmp_path) == (1, 1, 0)
    a_log(tmp_path).close()


def _write_late(log, refusals):
    try:
        write(log, "晚", 0)
    except LogBroken as refused:
        refusals.append(refused)


def test_an_interrupted_leader_leaves_nobody_in_the_belief_that_it_is_written(log, tmp_path):
    commits = iter((log._writer._ink.commit, _interrupted))
    log._writer._ink.commit = lambda: next(commits)()
    outcomes = one_group(log, lambda: _whatever(log, "一"), lambda: _whatever(log, "二"))
    assert {type(one) for one in outcomes} == {KeyboardInterrupt, OutcomeUnknown}
    del log._writer._ink.commit
    assert counts(tmp_path)[0] == 1
    assert write(log, "三", 0).seq == 2
    assert verify(tmp_path / FILE).fault is None


def _interrupted():
    raise KeyboardInterrupt


def _whatever(log, name):
    try:
        return write(log, name, 0)
    except BaseException as interruption:
        return interruption
