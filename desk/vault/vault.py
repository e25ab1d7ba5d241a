"""The vault as the rest of the product sees it. Slow work (hashing) is for the caller's slow threads."""

from __future__ import annotations

import hashlib
import hmac
import sqlite3
import threading
from contextlib import closing
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from msgspec.structs import replace
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import Engine, insert, select, update
from sqlalchemy.exc import IntegrityError

from desk.vault import tables
from desk.vault.accounts import (
    Account,
    LoginTaken,
    NewAccount,
    VaultBroken,
    require_strong,
)
from desk.vault.feeds import CalendarFeeds
from desk.vault.keys import PROBE, Entropy, SubjectKeys, derived, read_master_key
from desk.vault.links import RingLinks
from desk.vault.pins import Pins
from desk.vault.sessions import Sessions
from desk.vault.throttle import Throttle
from desk.vault.unit_links import UnitLinks

DATABASE, KEY = "vault.db", "vault.key"
HASHING_AT_ONCE = 2  # argon2 takes tens of MiB each

_encode = msgspec.json.Encoder(order="sorted").encode
_account_of = msgspec.json.Decoder(Account).decode


class Vault:
    """Thread-safe."""

    def __init__(self, path: Path, engine: Engine, master: bytes, entropy: Entropy) -> None:
        self._path = path
        self._engine = engine
        self._entropy = entropy
        self._csrf_key = derived(master, "csrf")
        self._fingerprint_key = derived(master, "fingerprints")
        self._hasher = PasswordHash((Argon2Hasher(),))
        self._hashing = threading.BoundedSemaphore(HASHING_AT_ONCE)
        self._throttle = Throttle(engine, derived(master, "attempts"))
        self.pins = Pins(engine, self._hasher, self._hashing, self._throttle)
        self.links = RingLinks(engine, entropy, self._throttle)
        self.feeds = CalendarFeeds(engine, entropy, self._throttle)
        self.unit_links = UnitLinks(engine, entropy, self._throttle)
        self._keys = SubjectKeys(engine, master, entropy)
        self._sessions = Sessions(engine, entropy, self.account)
        self.begin_session = self._sessions.begin
        self.session = self._sessions.find
        self.end_session = self._sessions.end
        self.issue_token = self._sessions.issue_token
        self.token = self._sessions.find_token
        self.seal = self._keys.seal
        self.reveal = self._keys.reveal
        self.erase = self._keys.erase

    @property
    def endings(self) -> int:
        return self._sessions.endings

    def create_account(self, new: NewAccount, password: str, at: datetime) -> Account:
        """Raises LoginTaken, WeakPassword."""
        require_strong(new.login, password)
        account = Account(
            id=UUID(bytes=self._entropy(16), version=4),
            login=new.login,
            name=new.name,
            roles=new.roles,
            unit=new.unit,
            person=new.person,
        )
        row = {
            "id": str(account.id),
            "login": new.login,
            "profile": _encode(account),
            "password": self._hash(password),
        }
        try:
            with tables.writing(self._engine).begin() as connection:
                connection.execute(insert(tables.accounts).values(row))
        except IntegrityError:
            raise LoginTaken(new.login) from None
        return account

    def accounts(self) -> list[Account]:
        found = self._all(select(tables.accounts.c.profile).order_by(tables.accounts.c.login))
        return [_account_of(row.profile) for row in found]

    def account(self, id: UUID) -> Account | None:
        return self._account(tables.accounts.c.id == str(id))

    def revise_account(self, account: Account) -> None:
        here = tables.accounts.c.id == str(account.id)
        self._do(update(tables.accounts).where(here).values(profile=_encode(account)))

    def disable_account(self, id: UUID, at: datetime) -> None:
        """Ends its sessions and tokens with it."""
        if account := self.account(id):
            self.revise_account(replace(account, disabled=True))
            self._sessions.end_all(id)

    def set_password(self, id: UUID, password: str, at: datetime) -> None:
        """Raises WeakPassword. Whoever was let in by the old one is not any more."""
        account = self.account(id)
        if account is None:
            return
        require_strong(account.login, password)
        values = {"password": self._hash(password)}
        self._do(update(tables.accounts).where(tables.accounts.c.id == str(id)).values(values))
        self._throttle.forget(account.login)
        self._sessions.end_all(id)

    def check_password(
        self, login: str, password: str, at: datetime, source: str = ""
    ) -> Account | None:
        """Raises TooManyTries. An unknown login takes as long, and waits as long, as a wrong password."""
        self._throttle.require(login, source, at)
        [row] = self._all(select(tables.accounts).where(tables.accounts.c.login == login)) or [None]
        with self._hashing:
            nobody = self._nobody
            fits = self._hasher.verify(password, row.password if row else nobody)
        account = _account_of(row.profile) if row else None
        let_in = account if fits and account and not account.disabled else None
        self._throttle.count(login, source, at, fits=let_in is not None)
        return let_in

    def csrf(self, token: str) -> str:
        return hmac.new(self._csrf_key, token.encode(), hashlib.sha256).hexdigest()

    def csrf_matches(self, token: str, given: str) -> bool:
        return hmac.compare_digest(self.csrf(token).encode(), given.encode())

    def fingerprint(self, body: bytes) -> bytes:
        """Keyed: a stored fingerprint must not let anybody try phone numbers against it."""
        return hmac.new(self._fingerprint_key, body, hashlib.sha256).digest()

    def backup_to(self, path: Path) -> None:
        """One consistent copy; the key is not in it."""
        with closing(sqlite3.connect(self._path)) as here, closing(sqlite3.connect(path)) as there:
            here.backup(there)
        path.chmod(0o600)

    def close(self) -> None:
        self._engine.dispose()

    @cached_property
    def _nobody(self) -> str:
        """Made at the first try of all, known or not: a program that lets nobody in has no need of it."""
        return self._hasher.hash("nobody's password")

    def _account(self, here: Any) -> Account | None:
        [row] = self._all(select(tables.accounts.c.profile).where(here)) or [None]
        return _account_of(row.profile) if row else None

    def _hash(self, password: str) -> str:
        with self._hashing:
            return self._hasher.hash(password)

    def _all(self, statement: Any) -> list[Any]:
        with self._engine.connect() as connection:
            return list(connection.execute(statement))

    def _do(self, statement: Any) -> None:
        with tables.writing(self._engine).begin() as connection:
            connection.execute(statement)


def open_vault(folder: Path, entropy: Entropy) -> Vault:
    """Opens the folder's vault, or makes it with its key. Raises VaultBroken when they do not fit."""
    path = folder / DATABASE
    fresh = not path.exists()
    if fresh and (folder / KEY).exists():
        raise VaultBroken(f"{KEY} is here without {DATABASE}")
    master = read_master_key(folder / KEY, entropy, make=fresh)
    engine = _tables_fitting(path, master)
    return Vault(path, engine, master, entropy)


def _tables_fitting(path: Path, master: bytes) -> Engine:
    engine = tables.open_tables(path)
    probe = hmac.new(master, PROBE, hashlib.sha256).digest()
    with tables.writing(engine).begin() as connection:
        found = connection.execute(select(tables.info.c.value)).scalar()
        if found is None:
            connection.execute(insert(tables.info).values(name="probe", value=probe))
    if found is not None and not hmac.compare_digest(found, probe):
        raise VaultBroken(f"{KEY} does not belong to this {DATABASE}")
    return engine
