"""The same command gets the same answer for ever, and nothing happens twice."""

import threading

import pytest

from desk.log.envelope import KeyReused
from tests.support.log_fixtures import a_log, acting, counts, write


@pytest.fixture
def log(tmp_path):
    log = a_log(tmp_path)
    yield log
    log.close()


def test_a_repeated_command_gets_its_first_answer_and_no_event(log, tmp_path):
    first = write(log, "事件", 0, by=acting())
    write(log, "别的", 0)
    again = write(log, "事件", 1, by=acting())
    assert again.replayed
    assert not first.replayed
    assert (again.seq, again.chain, again.recorded_at) == (1, first.chain, first.recorded_at)
    assert bytes(again.answer) == bytes(first.answer) == b'{"ok":true}'
    assert counts(tmp_path) == (2, 2, 0)


def test_the_answer_is_kept_over_a_restart(tmp_path):
    log = a_log(tmp_path)
    first = write(log, "事件", 0, by=acting())
    log.close()
    log = a_log(tmp_path)
    again = write(log, "事件", 1, by=acting())
    looked_up = log.receipt(acting())
    log.close()
    assert again == looked_up
    assert (again.chain, again.replayed) == (first.chain, True)


def test_two_threads_with_one_command_write_once(log, tmp_path):
    for round_ in range(20):
        start, receipts = threading.Barrier(4), []

        def send(name=f"事件{round_}", start=start, into=receipts):
            start.wait()
            into.append(write(log, name, 0))

        threads = [threading.Thread(target=send) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(one.replayed for one in receipts) == [False, True, True, True]
        assert len({one.chain for one in receipts}) == 1
    assert counts(tmp_path)[:2] == (20, 20)


def test_a_command_id_stands_for_one_body(log, tmp_path):
    write(log, "事件", 0, by=acting())
    with pytest.raises(KeyReused):
        write(log, "别的", 0, by=acting(body=b"other"))
    with pytest.raises(KeyReused):
        log.receipt(acting(body=b"other"))
    assert counts(tmp_path) == (1, 1, 0)


def test_another_account_has_its_own_commands(log, tmp_path):
    write(log, "事件", 0, by=acting())
    assert log.receipt(acting(account="li")) is None
    assert not write(log, "别的", 0, by=acting(account="li", body=b"other")).replayed
    assert counts(tmp_path) == (2, 2, 0)


def test_a_decision_for_nothing_is_answered_and_kept(log, tmp_path):
    nothing = log.append([], acting(), b"{}")
    assert (nothing.seq, nothing.replayed) == (0, False)
    assert log.append([], acting(), b"{}").replayed
    assert log.append([], acting(body=None), b"{}").seq == 0
    assert counts(tmp_path) == (0, 1, 0)
