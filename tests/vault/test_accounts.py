"""Accounts and their passwords: what is refused, what waits, and what an end ends."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from uuid import UUID

import pytest
from argon2 import Type, extract_parameters
from msgspec.structs import replace
from pwdlib import PasswordHash

from api.clock import entropy
from desk.access import Role
from desk.vault.accounts import LoginTaken, NewAccount, TokenKind, TooManyTries, WeakPassword
from desk.vault.vault import open_vault
from tests.support.office import NINE

COUNTY = UUID("5a0e2c6e-0000-4000-8000-0000000000c1")
GOOD = "yi-ye-ping-an"
ZHOU = NewAccount(login="zhoumin", name="周敏", roles=(Role.DUTY_OFFICER,), unit=COUNTY)


@pytest.fixture
def zhou(vault):
    return vault.create_account(ZHOU, GOOD, NINE)


def after(**time):
    return NINE + timedelta(**time)


def try_wrongly(vault, times, at=NINE, *, login="zhoumin", source="10.0.0.9"):
    for _ in range(times):
        assert vault.check_password(login, "wrong-password", at, source) is None


def test_the_right_password_lets_in_and_a_wrong_one_does_not(vault, zhou):
    assert vault.check_password("zhoumin", GOOD, NINE) == zhou
    assert vault.check_password("zhoumin", GOOD + " ", NINE) is None
    assert vault.check_password("ZHOUMIN", GOOD, NINE) is None


def test_an_account_is_read_back_as_it_was_made(vault, zhou):
    assert (vault.account(zhou.id), vault.accounts()) == (zhou, [zhou])
    assert (zhou.name, zhou.roles, zhou.unit) == ("周敏", (Role.DUTY_OFFICER,), COUNTY)
    assert vault.account(COUNTY) is None


def test_a_login_is_given_once(vault, zhou):
    with pytest.raises(LoginTaken):
        vault.create_account(ZHOU, GOOD, NINE)


@pytest.mark.parametrize("password", ["", "short", "123456789"])
def test_a_short_password_is_refused(vault, password):
    with pytest.raises(WeakPassword):
        vault.create_account(ZHOU, password, NINE)
    assert vault.accounts() == []


def test_a_password_that_is_the_login_is_refused(vault):
    with pytest.raises(WeakPassword):
        vault.create_account(replace(ZHOU, login="zhou-min-zhiban"), "Zhou-Min-Zhiban", NINE)


def test_the_password_is_nowhere_in_the_files(vault, zhou, tmp_path):
    held = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert GOOD.encode() not in held
    assert b"$argon2id$" in held


def test_a_password_is_hashed_at_the_cost_the_shipped_vault_asks(tmp_path):
    with closing(open_vault(tmp_path, entropy)) as vault:
        vault.create_account(ZHOU, GOOD, NINE)
        with vault._engine.connect() as connection:
            stored = connection.exec_driver_sql("SELECT password FROM account").scalar()
    cost = extract_parameters(stored)
    assert cost.type is Type.ID
    assert cost.memory_cost >= 19 * 1024  # KiB
    assert cost.time_cost >= 2


def test_five_wrong_passwords_are_free_and_the_next_one_waits(vault, zhou):
    try_wrongly(vault, 5)
    with pytest.raises(TooManyTries) as refusal:
        vault.check_password("zhoumin", GOOD, NINE, "10.0.0.9")
    assert refusal.value.args == (2,)
    assert vault.check_password("zhoumin", GOOD, after(seconds=2), "10.0.0.9") == zhou


def test_each_further_wrong_one_waits_longer_and_never_longer_than_five_minutes(vault, zhou):
    at, waits = NINE, []
    try_wrongly(vault, 5, at)
    for _ in range(12):
        with pytest.raises(TooManyTries) as refusal:
            vault.check_password("zhoumin", "wrong-password", at, "10.0.0.9")
        waits.append(refusal.value.args[0] - 1)
        at += timedelta(seconds=waits[-1] + 1)
        try_wrongly(vault, 1, at)
    assert waits == sorted(waits)
    assert (waits[:4], waits[-1]) == ([1, 2, 4, 8], 300)


def test_whoever_guesses_elsewhere_does_not_lock_the_officer_out(vault, zhou):
    try_wrongly(vault, 5)
    assert vault.check_password("zhoumin", GOOD, NINE, "10.0.0.7") == zhou


def test_a_name_nobody_has_waits_just_the_same(vault, zhou):
    try_wrongly(vault, 5, login="nobody")
    with pytest.raises(TooManyTries):
        vault.check_password("nobody", GOOD, NINE, "10.0.0.9")


def test_a_name_nobody_has_costs_one_hashing_like_any_other(vault, zhou, monkeypatch):
    costs, verify = [], vault._hasher.verify

    def verifying(password, hashed):
        costs.append(extract_parameters(hashed))
        return verify(password, hashed)

    monkeypatch.setattr(vault._hasher, "verify", verifying)
    for login in ("zhoumin", "nobody"):
        vault.check_password(login, "wrong-password", NINE)
    assert costs == [costs[0]] * 2


@pytest.mark.parametrize("login", ["zhoumin", "nobody"])
def test_whoever_tries_first_waits_for_the_same_hashings_and_opening_for_none(
    vault, zhou, tmp_path, monkeypatch, login
):
    hashed, hash = [], PasswordHash.hash
    monkeypatch.setattr(
        PasswordHash, "hash", lambda self, word: hashed.append(word) or hash(self, word)
    )
    with closing(open_vault(tmp_path, entropy)) as again:
        assert hashed == []
        again.check_password(login, "wrong-password", NINE)
        assert hashed == ["nobody's password"]


def test_what_was_typed_into_the_names_field_is_not_stored_readably(vault, tmp_path):
    try_wrongly(vault, 1, login="my-secret-password")
    held = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"my-secret-password" not in held


def test_the_right_password_forgives_the_wrong_ones(vault, zhou):
    try_wrongly(vault, 4)
    assert vault.check_password("zhoumin", GOOD, NINE, "10.0.0.9")
    try_wrongly(vault, 4)
    assert vault.check_password("zhoumin", GOOD, NINE, "10.0.0.9")


def test_old_attempts_are_swept_out(vault, zhou):
    try_wrongly(vault, 1, login="nobody")
    try_wrongly(vault, 1, at=after(hours=2))
    with vault._engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM attempt").scalar() == 1


def test_a_new_password_ends_what_the_old_one_began_and_forgives(vault, zhou):
    session = vault.begin_session(zhou.id, NINE)
    try_wrongly(vault, 5)
    vault.set_password(zhou.id, "quan-xin-de-kou-ling", NINE)
    assert vault.session(session, NINE) is None
    assert vault.check_password("zhoumin", GOOD, NINE, "10.0.0.9") is None
    assert vault.check_password("zhoumin", "quan-xin-de-kou-ling", NINE, "10.0.0.9") == zhou


def test_a_weak_new_password_changes_nothing(vault, zhou):
    with pytest.raises(WeakPassword):
        vault.set_password(zhou.id, "short", NINE)
    assert vault.check_password("zhoumin", GOOD, NINE) == zhou


def test_a_disabled_account_is_out_at_once_everywhere(vault, zhou):
    session = vault.begin_session(zhou.id, NINE)
    token = vault.issue_token(TokenKind.API, zhou.id, "script", NINE, after(days=30))
    vault.disable_account(zhou.id, NINE)
    assert vault.session(session, NINE) is None
    assert vault.token(token, NINE) is None
    assert vault.check_password("zhoumin", GOOD, NINE) is None


def test_a_session_that_slips_in_while_the_account_is_disabled_is_worth_nothing(vault, zhou):
    vault.disable_account(zhou.id, NINE)
    assert vault.session(vault.begin_session(zhou.id, NINE), NINE) is None
