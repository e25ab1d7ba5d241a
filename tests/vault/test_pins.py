"""A PIN proves who signs at a shared desk; guessing it is slow, and it is nobody else's business."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk.access import Role
from desk.vault.accounts import NewAccount, TooManyTries
from desk.vault.pins import WeakPin
from tests.support.office import NINE, STORE

PIN = "290417"


@pytest.fixture
def account(vault):
    new = NewAccount(login="zhiban", name="周敏", roles=(Role.DUTY_OFFICER,), unit=STORE)
    return vault.create_account(new, "a long password", NINE)


def test_the_right_one_fits_and_no_other(vault, account):
    assert not vault.pins.check(account.id, PIN, NINE)
    vault.pins.set(account.id, PIN)
    assert vault.pins.has(account.id)
    assert vault.pins.check(account.id, PIN, NINE)
    assert not vault.pins.check(account.id, "290418", NINE)
    assert not vault.pins.check(STORE, PIN, NINE)


def test_setting_it_ends_no_session_and_the_old_one_is_gone(vault, account):
    token = vault.begin_session(account.id, NINE)
    vault.pins.set(account.id, PIN)
    vault.pins.set(account.id, "771204")
    assert vault.session(token, NINE)
    assert not vault.pins.check(account.id, PIN, NINE)
    assert vault.pins.check(account.id, "771204", NINE)


@pytest.mark.parametrize(
    "pin", ["", "123", "1234", "87654", "0000", "12345678x", "123456789", "１２３９"]
)
def test_what_is_guessed_first_is_no_pin(vault, account, pin):
    with pytest.raises(WeakPin):
        vault.pins.set(account.id, pin)


def test_wrong_ones_make_the_next_try_wait_and_lock_no_sign_in(vault, account):
    vault.pins.set(account.id, PIN)
    for _ in range(5):
        assert not vault.pins.check(account.id, "290000", NINE, "desk")
    with pytest.raises(TooManyTries):
        vault.pins.check(account.id, PIN, NINE, "desk")
    assert vault.pins.check(account.id, PIN, NINE + timedelta(minutes=6), "desk")
    assert vault.check_password("zhiban", "a long password", NINE, "desk")
