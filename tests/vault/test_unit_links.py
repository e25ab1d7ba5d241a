"""A unit's link is stored as a hash, one a unit, good for a quarter."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from desk.vault.accounts import TooManyTries
from desk.vault.unit_links import KEPT_FOR, UnitLink
from tests.support.office import NINE, STORE

OTHER = UUID(int=7)


def test_it_names_the_unit_until_it_is_over(vault):
    token = vault.unit_links.issue(STORE, NINE)
    over = NINE + KEPT_FOR
    link = UnitLink(unit=STORE, expires=over)
    assert vault.unit_links.find(token, "", over - timedelta(seconds=1)) == link
    assert vault.unit_links.find(token, "", over) is None
    assert len(token) == 43


def test_a_unit_holds_one_and_the_others_keep_theirs(vault):
    first, other = vault.unit_links.issue(STORE, NINE), vault.unit_links.issue(OTHER, NINE)
    second = vault.unit_links.issue(STORE, NINE)
    assert vault.unit_links.find(first, "", NINE) is None
    assert vault.unit_links.held(NINE) == {STORE: NINE + KEPT_FOR, OTHER: NINE + KEPT_FOR}
    vault.unit_links.revoke(STORE)
    assert vault.unit_links.find(second, "", NINE) is None
    assert vault.unit_links.find(other, "", NINE).unit == OTHER
    assert vault.unit_links.held(NINE + KEPT_FOR) == {}


def test_whoever_guesses_waits_and_hinders_nobody_elsewhere(vault):
    token = vault.unit_links.issue(STORE, NINE)
    later = NINE + timedelta(seconds=1)
    for at in (*[NINE] * 5, later):
        assert vault.unit_links.find("guess", "10.0.0.1", at) is None
    with pytest.raises(TooManyTries):
        vault.unit_links.find("guess", "10.0.0.1", later)
    assert vault.unit_links.find(token, "10.0.0.1", later)
    assert vault.unit_links.find("guess", "10.0.0.2", NINE) is None
