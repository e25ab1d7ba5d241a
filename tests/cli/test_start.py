"""How a command is read before it runs."""

from __future__ import annotations

import gc

import pytest

from api.cli import shoubao as program

UNREAD = "api.cli.a_command_that_nobody_asked_for"


@pytest.fixture(autouse=True)
def _nothing_stays_frozen():
    yield
    gc.unfreeze()


def test_a_command_is_read_without_looking_for_garbage_and_runs_with_it(monkeypatch):
    looked_for = []
    monkeypatch.setattr(program, "import_module", lambda _: looked_for.append(gc.isenabled()))
    program._module(UNREAD)
    assert looked_for == [False]
    assert gc.isenabled()


def test_it_is_looked_for_again_where_a_command_cannot_be_read():
    with pytest.raises(ModuleNotFoundError):
        program._module(UNREAD)
    assert gc.isenabled()
