"""The office's time is one whole at every reading, also while it is set by the wall clock."""

from __future__ import annotations

from datetime import timedelta

import pytest

from api import clock as clocks
from api.clock import OfficeClock
from tests.support.office import NINE


@pytest.fixture
def machine(monkeypatch):
    """A machine that was switched on a day ago; `machine.meanwhile` happens whenever its wall clock is read."""

    class Machine:
        on, wall = timedelta(days=1), NINE

        def meanwhile(self):
            pass

        def read(self):
            self.meanwhile()
            return self.wall

    machine = Machine()
    monkeypatch.setattr(clocks, "elapsed", lambda: machine.on)
    monkeypatch.setattr(clocks, "wall", machine.read)
    return machine


def test_a_reading_while_it_is_set_is_the_time_before_or_the_time_after(machine):
    clock, read = OfficeClock(), []
    machine.on, machine.wall = timedelta(days=1, hours=3), NINE + timedelta(hours=4)

    def meanwhile():
        machine.meanwhile = lambda: None
        read.append(clock().now)

    machine.meanwhile = meanwhile
    clock.follow_wall()
    assert read == [NINE + timedelta(hours=3)]
    assert clock().now == NINE + timedelta(hours=4)
