"""Taking turns makes commands cheaper and may never make one wait for another's end."""

from __future__ import annotations

import threading

from desk.log.turns import Turns
from tests.support.log_fixtures import a_log, write


def test_a_command_is_written_while_somebody_keeps_the_turn(tmp_path):
    log = a_log(tmp_path)
    with log.turn():
        assert write(log, "事件", 0).seq == 1
    log.close()


def test_whoever_went_on_without_a_turn_does_not_give_away_another_s(monkeypatch):
    monkeypatch.setattr("desk.log.turns.PATIENCE_SECONDS", 0)
    turn = Turns()
    with turn() as mine:
        with turn() as second:
            assert (mine, second) == (True, False)
        with turn() as third:
            assert not third
    with turn() as free:
        assert free


def test_who_waits_comes_next(monkeypatch):
    monkeypatch.setattr("desk.log.turns.PATIENCE_SECONDS", 60)
    turn, order = Turns(), []

    def waiting():
        with turn() as mine:
            order.append(("second", mine))

    thread = threading.Thread(target=waiting)
    with turn():
        thread.start()
        order.append(("first", True))
    thread.join()
    assert order == [("first", True), ("second", True)]
