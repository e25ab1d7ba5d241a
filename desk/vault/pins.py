"""口令码 PIN: proves at a shared desk who signs. Kept apart from passwords, with tries of its own.

`Pins.check` is asked by the page before a command is made: the PIN is in no command, event or log line.
"""

from __future__ import annotations

import threading
from datetime import datetime
from functools import cached_property
from typing import ClassVar
from uuid import UUID

from pwdlib import PasswordHash
from sqlalchemy import Engine, delete, insert, select

from desk.vault import tables
from desk.vault.throttle import Throttle
from domain.kernel import Refused

DIGITS = range(4, 9)
RUN = "01234567890"


class WeakPin(Refused):
    """PIN须为4至8位数字，且不得为相同或连续数字"""

    EN: ClassVar[str] = "A PIN has 4 to 8 digits, not all the same and not in a row"


class Pins:
    """One PIN an account. Thread-safe; hashing is bounded by the vault's semaphore."""

    def __init__(
        self, engine: Engine, hasher: PasswordHash, hashing: threading.Semaphore, throttle: Throttle
    ) -> None:
        self._engine = engine
        self._hasher = hasher
        self._hashing = hashing
        self._throttle = throttle

    def set(self, account: UUID, pin: str) -> None:
        """Raises WeakPin. Ends no session."""
        require_hard_to_guess(pin)
        with self._hashing:
            hashed = self._hasher.hash(pin)
        with tables.writing(self._engine).begin() as connection:
            connection.execute(delete(tables.pins).where(tables.pins.c.account == str(account)))
            connection.execute(insert(tables.pins).values(account=str(account), pin=hashed))
        self._throttle.forget(_mark(account))

    def has(self, account: UUID) -> bool:
        return self._stored(account) is not None

    def check(self, account: UUID, pin: str, at: datetime, source: str = "") -> bool:
        """Raises TooManyTries. An account without a PIN takes as long, and is never right."""
        mark = _mark(account)
        self._throttle.require(mark, source, at)
        stored = self._stored(account)
        with self._hashing:
            nobody = self._nobody
            right = self._hasher.verify(pin, stored or nobody)
        fits = right and stored is not None
        self._throttle.count(mark, source, at, fits=fits)
        return fits

    @cached_property
    def _nobody(self) -> str:
        """Made at the first try of all, of an account with a PIN or without."""
        return self._hasher.hash("nobody's PIN")

    def _stored(self, account: UUID) -> str | None:
        here = tables.pins.c.account == str(account)
        with self._engine.connect() as connection:
            found: str | None = connection.execute(select(tables.pins.c.pin).where(here)).scalar()
        return found


def require_hard_to_guess(pin: str) -> None:
    """Raises WeakPin."""
    digits = pin.isascii() and pin.isdecimal() and len(pin) in DIGITS
    if not digits or len(set(pin)) == 1 or pin in RUN or pin in RUN[::-1]:
        raise WeakPin


def _mark(account: UUID) -> str:
    return f"pin:{account}"
