"""What a view's rows hold between two batches: everything that is there, and nothing of what is gone."""

from __future__ import annotations

import pytest
from msgspec import Struct

from projections.rows import Rows


class Numbered(Struct, frozen=True):
    number: int


@pytest.fixture
def rows():
    """Three rows kept, of a store that holds none."""
    rows = Rows(Numbered, lambda _: None)
    for number in range(3):
        rows.put(number, Numbered(number))
    rows.keep()
    return rows


def held(rows):
    rows.forget_dropped()
    return {key: row and row.number for key, row in rows._rows.items()}


def test_a_dropped_row_is_forgotten_and_the_others_stay_in_their_order(rows):
    rows.drop(1)
    rows.keep()
    assert held(rows) == {"0": 0, "2": 2}
    assert [row.number for row in rows.values()] == [0, 2]


def test_a_row_that_was_asked_for_and_is_not_there_is_forgotten(rows):
    assert rows.get("nobody") is None
    assert held(rows) == {"0": 0, "1": 1, "2": 2}


def test_a_row_that_came_back_is_not_forgotten(rows):
    rows.drop(1)
    rows.keep()
    rows.put(1, Numbered(9))
    rows.keep()
    assert held(rows) == {"0": 0, "1": 9, "2": 2}


def test_a_drop_that_was_undone_never_was(rows):
    rows.drop(1)
    rows.undo()
    assert held(rows) == {"0": 0, "1": 1, "2": 2}


def test_what_the_store_dropped_is_forgotten_also_by_a_fork(rows):
    rows.change({"0": None, "2": b'{"number":7}'})
    fork = rows.fork(lambda _: None)
    assert held(fork) == held(rows) == {"1": 1, "2": 7}
