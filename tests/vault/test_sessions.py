"""Sessions and tokens: how long they last, what ends them, and that only their hashes are kept."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from desk.access import Role
from desk.vault.accounts import NewAccount, TokenKind
from tests.support.office import NINE

COUNTY = UUID("5a0e2c6e-0000-4000-8000-0000000000c1")


@pytest.fixture
def account(vault):
    new = NewAccount(login="zhoumin", name="周敏", roles=(Role.DUTY_OFFICER,), unit=COUNTY)
    return vault.create_account(new, "yi-ye-ping-an", NINE)


def after(**time):
    return NINE + timedelta(**time)


def use_every(vault, token, hours, until):
    for n in range(0, until, hours):
        assert vault.session(token, after(hours=n)), n


def test_a_session_left_alone_for_twelve_hours_is_over(vault, account):
    for hours, minutes, lasts in ((12, 0, True), (12, 1, False)):
        token = vault.begin_session(account.id, NINE)
        assert bool(vault.session(token, after(hours=hours, minutes=minutes))) is lasts


def test_a_session_in_use_lasts_a_shift_and_its_handover(vault, account):
    token = vault.begin_session(account.id, NINE)
    use_every(vault, token, hours=10, until=31)
    assert vault.session(token, after(hours=36))
    assert vault.session(token, after(hours=36, seconds=1)) is None


def test_using_it_within_the_minute_is_not_written_down_each_time(vault, account):
    token = vault.begin_session(account.id, NINE)
    stored = []
    for seconds in (30, 61, 100):
        vault.session(token, after(seconds=seconds))
        with vault._engine.connect() as connection:
            stored.append(connection.exec_driver_sql("SELECT last_seen FROM session").scalar())
    began = int(NINE.timestamp() * 1_000_000)
    assert stored == [began, began + 61_000_000, began + 61_000_000]


def test_an_ended_session_is_over_and_the_others_go_on(vault, account):
    ended, other = (vault.begin_session(account.id, NINE) for _ in range(2))
    vault.end_session(ended)
    assert vault.session(ended, NINE) is None
    assert vault.session(other, NINE)


def test_every_session_has_a_token_of_its_own(vault, account):
    tokens = {vault.begin_session(account.id, NINE) for _ in range(20)}
    assert len(tokens) == 20
    assert {len(one) for one in tokens} == {43}  # 256 bits


@pytest.mark.parametrize("token", ["", "x", "刘建国", "' OR 1=1 --", "\x00"])
def test_a_token_nobody_was_given_finds_nothing(vault, account, token):
    vault.begin_session(account.id, NINE)
    assert vault.session(token, NINE) is None
    assert vault.token(token, NINE) is None


def test_no_token_is_in_the_files(vault, account, tmp_path):
    session = vault.begin_session(account.id, NINE)
    bearer = vault.issue_token(TokenKind.API, account.id, "script", NINE, after(days=1))
    held = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert session.encode() not in held
    assert bearer.encode() not in held


def test_a_bearer_token_lasts_until_its_day(vault, account):
    token = vault.issue_token(TokenKind.API, account.id, "script", NINE, after(days=30))
    assert vault.token(token, after(days=30)).account == account
    assert vault.token(token, after(days=30, seconds=1)) is None
    assert vault.session(token, NINE) is None


def test_only_a_walls_token_watches_only(vault, account):
    kinds = {
        kind: vault.issue_token(kind, account.id, "x", NINE, after(days=1)) for kind in TokenKind
    }
    watches = {kind: vault.token(token, NINE).watches_only for kind, token in kinds.items()}
    assert watches == {TokenKind.API: False, TokenKind.WALL: True}


def test_a_token_that_signs_out_is_out(vault, account):
    token = vault.issue_token(TokenKind.WALL, account.id, "wall", NINE, after(days=1))
    vault.end_session(token)
    assert vault.token(token, NINE) is None


def test_a_forms_word_fits_its_own_session_only(vault, account):
    mine, other = (vault.begin_session(account.id, NINE) for _ in range(2))
    assert vault.csrf_matches(mine, vault.csrf(mine))
    for given in (vault.csrf(other), "", mine, "刘建国"):
        assert not vault.csrf_matches(mine, given)


def test_a_fingerprint_is_the_bodys_own_and_tells_nothing_without_the_key(vault):
    one, other = vault.fingerprint(b"13800000022"), vault.fingerprint(b"13800000023")
    assert one == vault.fingerprint(b"13800000022")
    assert one != other
    assert len(one) == 32
