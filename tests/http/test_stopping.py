"""An office that closes stops everything it started, whatever goes wrong on the way."""

from __future__ import annotations

import asyncio
import sqlite3
import threading

import pytest

from api.clock import VirtualClock
from api.running import Running
from api.settings import Settings
from tests.support.office import NINE
from tests.support.serving import a_staffed_office


def test_a_trail_that_cannot_be_read_keeps_no_thread_at_work(tmp_path, monkeypatch):
    with a_staffed_office(tmp_path, at=NINE):
        pass
    before = set(threading.enumerate())
    running = Running(Settings(folder=tmp_path), VirtualClock(NINE))
    loop = asyncio.new_event_loop()
    running.start(loop)
    assert set(threading.enumerate()) - before

    def broken():
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(running, "anchor_readings", broken)
    with pytest.raises(sqlite3.OperationalError):
        running.stop()
    loop.close()
    left = [one for one in set(threading.enumerate()) - before if one.is_alive()]
    assert left == []
