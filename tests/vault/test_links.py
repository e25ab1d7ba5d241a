"""A ring's link is stored as a hash, known while it may be asked about, and told to nobody twice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk.vault.accounts import TooManyTries
from desk.vault.links import KEPT_AFTER, LINK_HOURS, RingLink
from tests.support.office import NINE, STORE


def test_it_names_the_person_and_the_ring_until_it_expires(vault):
    token = vault.links.issue(STORE, STORE, 3, NINE)
    link = RingLink(person=STORE, notice=STORE, number=3, expires=NINE + LINK_HOURS, used=None)
    assert vault.links.find(token, "", NINE) == link
    assert len(token) == 43
    assert vault.links.issue(STORE, STORE, 3, NINE) != token


def test_used_it_says_when(vault):
    token = vault.links.issue(STORE, STORE, 1, NINE)
    vault.links.use_up(token, NINE + timedelta(minutes=5))
    assert vault.links.find(token, "", NINE).used == NINE + timedelta(minutes=5)


def test_long_over_it_is_forgotten(vault):
    token = vault.links.issue(STORE, STORE, 1, NINE)
    later = NINE + LINK_HOURS + KEPT_AFTER + timedelta(seconds=1)
    vault.links.issue(STORE, STORE, 2, later)
    assert vault.links.find(token, "", later) is None


def test_whoever_guesses_waits_and_hinders_nobody_elsewhere(vault):
    token = vault.links.issue(STORE, STORE, 1, NINE)
    for _ in range(5):
        assert vault.links.find("guess", "10.0.0.1", NINE) is None
    vault.links.find("guess", "10.0.0.1", NINE + timedelta(seconds=1))
    with pytest.raises(TooManyTries):
        vault.links.find("guess", "10.0.0.1", NINE + timedelta(seconds=1))
    assert vault.links.find(token, "10.0.0.1", NINE + timedelta(seconds=1))
    assert vault.links.find("guess", "10.0.0.2", NINE) is None
