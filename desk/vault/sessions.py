"""Who is let in for how long: sessions of browsers and bearer tokens, both stored as hashes only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from msgspec.structs import replace
from sqlalchemy import Engine, delete, insert, select, update

from desk.log.instants import instant, microseconds
from desk.vault import tables
from desk.vault.accounts import IDLE_MAX, SESSION_MAX, Account, Session, TokenKind
from desk.vault.keys import Entropy
from desk.vault.tokens import hash_of, new_token

SEEN_EVERY = timedelta(minutes=1)  # how often a session's use is written down


class Sessions:
    """Thread-safe. A token is 256 random bits; only its SHA-256 is stored."""

    def __init__(
        self, engine: Engine, entropy: Entropy, account: Callable[[UUID], Account | None]
    ) -> None:
        self._engine = engine
        self._entropy = entropy
        self._account = account
        self.endings = 0  # how often somebody was shut out: whoever is let in for long asks again

    def begin(self, account: UUID, at: datetime) -> str:
        token = new_token(self._entropy)
        row = {
            "token_hash": hash_of(token),
            "account": str(account),
            "began": microseconds(at),
            "last_seen": microseconds(at),
        }
        self._do(insert(tables.sessions).values(row))
        return token

    def find(self, token: str, at: datetime) -> Session | None:
        """None when it is over: idle too long, too old, ended, or its account disabled."""
        here = tables.sessions.c.token_hash == hash_of(token)
        [row] = self._all(select(tables.sessions).where(here)) or [None]
        if row is None or instant(row.last_seen) + IDLE_MAX < at:
            return None
        if instant(row.began) + SESSION_MAX < at:
            return None
        if instant(row.last_seen) + SEEN_EVERY < at:
            self._do(update(tables.sessions).where(here).values(last_seen=microseconds(at)))
        return self._session(row.account, row.token_hash, row.began, at)

    def end(self, token: str) -> None:
        """A session, or a bearer token: whoever signs out is out."""
        hashed = hash_of(token)
        self._do(delete(tables.sessions).where(tables.sessions.c.token_hash == hashed))
        here = tables.tokens.c.token_hash == hashed
        self._do(update(tables.tokens).where(here).values(revoked=True))
        self.endings += 1

    def issue_token(
        self, kind: TokenKind, account: UUID, name: str, at: datetime, expires: datetime
    ) -> str:
        """A bearer token, shown once and stored as a hash."""
        token = new_token(self._entropy)
        row = {
            "id": self._entropy(16).hex(),
            "token_hash": hash_of(token),
            "account": str(account),
            "kind": kind.value,
            "name": name,
            "issued": microseconds(at),
            "expires": microseconds(expires),
        }
        self._do(insert(tables.tokens).values(row))
        return token

    def find_token(self, token: str, at: datetime) -> Session | None:
        here = tables.tokens.c.token_hash == hash_of(token)
        [row] = self._all(select(tables.tokens).where(here)) or [None]
        if row is None or row.revoked or instant(row.expires) < at:
            return None
        session = self._session(row.account, row.token_hash, row.issued, at)
        wall = row.kind == TokenKind.WALL.value
        return replace(session, watches_only=wall) if session else None

    def end_all(self, account: UUID) -> None:
        self._do(delete(tables.sessions).where(tables.sessions.c.account == str(account)))
        revoking = update(tables.tokens).where(tables.tokens.c.account == str(account))
        self._do(revoking.values(revoked=True))
        self.endings += 1

    def _session(self, account: str, hashed: bytes, began: int, at: datetime) -> Session | None:
        found = self._account(UUID(account))
        if found is None or found.disabled:
            return None
        return Session(account=found, token_hash=hashed, began=instant(began), last_seen=at)

    def _all(self, statement: Any) -> list[Any]:
        with self._engine.connect() as connection:
            return list(connection.execute(statement))

    def _do(self, statement: Any) -> None:
        with tables.writing(self._engine).begin() as connection:
            connection.execute(statement)
