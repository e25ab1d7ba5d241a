"""Wrong passwords make the next try wait: per account name and place they come from, known name or not."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, delete, select
from sqlalchemy.dialects.sqlite import insert

from desk.log.instants import microseconds
from desk.vault import tables
from desk.vault.accounts import TooManyTries

FREE_TRIES = 5
WAIT_MAX = timedelta(minutes=5)
FORGOTTEN_AFTER = timedelta(hours=1)


class Throttle:
    """Whoever guesses from one place locks nobody out at another."""

    def __init__(self, engine: Engine, key: bytes) -> None:
        self._engine = engine
        self._key = key

    def require(self, login: str, source: str, at: datetime) -> None:
        """Raises TooManyTries with the seconds to wait."""
        with self._engine.connect() as connection:
            until = connection.execute(
                select(tables.attempts.c.wait_until).where(*self._here(login, source))
            ).scalar()
        if until and until > microseconds(at):
            raise TooManyTries((until - microseconds(at)) // 1_000_000 + 1)

    def count(self, login: str, source: str, at: datetime, *, fits: bool) -> None:
        """After five wrong ones in a row each further one makes the next wait longer, never for ever."""
        here, columns = self._here(login, source), tables.attempts.c
        with tables.writing(self._engine).begin() as connection:
            failures = connection.execute(select(columns.failures).where(*here)).scalar() or 0
            stale = columns.wait_until < microseconds(at - FORGOTTEN_AFTER)
            connection.execute(delete(tables.attempts).where(stale))
            connection.execute(delete(tables.attempts).where(*here))
            if not fits:
                row = self._row(login, source, at, failures + 1)
                connection.execute(insert(tables.attempts).values(row))

    def forget(self, login: str) -> None:
        mark = tables.attempts.c.login_mark == self._mark(login)
        with tables.writing(self._engine).begin() as connection:
            connection.execute(delete(tables.attempts).where(mark))

    def _here(self, login: str, source: str) -> tuple[Any, ...]:
        columns = tables.attempts.c
        return columns.login_mark == self._mark(login), columns.source == source

    def _row(self, login: str, source: str, at: datetime, failures: int) -> dict[str, object]:
        over = min(failures - FREE_TRIES, 16)
        wait = min(WAIT_MAX, timedelta(seconds=2**over)) if over >= 0 else timedelta(0)
        return {
            "login_mark": self._mark(login),
            "source": source,
            "failures": failures,
            "wait_until": microseconds(at + wait),
        }

    def _mark(self, login: str) -> bytes:
        """Keyed: what is typed into the name's field may be a password."""
        return hmac.new(self._key, login.encode(), hashlib.sha256).digest()
