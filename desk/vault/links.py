"""应答链接: a link that answers one ring for one person, once, without an account: 256 random bits, stored as a hash."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, delete, insert, select, update

from desk.log.instants import instant, microseconds
from desk.vault import tables
from desk.vault.keys import Entropy
from desk.vault.throttle import Throttle
from desk.vault.tokens import hash_of, new_token
from domain.kernel import Value

LINK_HOURS = timedelta(hours=12)
KEPT_AFTER = timedelta(days=2)  # an old link says that it is over, not that it never was
MARK = "ring link"  # guesses are counted by where they come from alone


class RingLink(Value):
    """Whose answer to which ring; `used`: when it was given."""

    person: UUID
    notice: UUID
    number: int
    expires: datetime
    used: datetime | None


class RingLinks:
    """Thread-safe."""

    def __init__(self, engine: Engine, entropy: Entropy, throttle: Throttle) -> None:
        self._engine = engine
        self._entropy = entropy
        self._throttle = throttle

    def issue(self, person: UUID, notice: UUID, number: int, at: datetime) -> str:
        """The token, told this once."""
        token = new_token(self._entropy)
        expires = microseconds(at + LINK_HOURS)
        row = (hash_of(token), str(person), str(notice), number, expires, None)
        links = tables.ring_links
        with tables.writing(self._engine).begin() as connection:
            gone = links.c.expires < microseconds(at - KEPT_AFTER)
            connection.execute(delete(links).where(gone))
            connection.execute(insert(links).values(row))
        return token

    def find(self, token: str, source: str, at: datetime) -> RingLink | None:
        """None for one that nobody issued. Raises TooManyTries where many of those come from: a good one never waits."""
        here = tables.ring_links.c.token_hash == hash_of(token)
        with self._engine.connect() as connection:
            row = connection.execute(select(tables.ring_links).where(here)).one_or_none()
        if row is None:
            self._throttle.require(MARK, source, at)
            self._throttle.count(MARK, source, at, fits=False)
            return None
        return _link(row)

    def use_up(self, token: str, at: datetime) -> None:
        here = tables.ring_links.c.token_hash == hash_of(token)
        with tables.writing(self._engine).begin() as connection:
            used = update(tables.ring_links).where(here).values(used=microseconds(at))
            connection.execute(used)


def _link(row: Any) -> RingLink:
    return RingLink(
        person=UUID(row.person),
        notice=UUID(row.notice),
        number=row.number,
        expires=instant(row.expires),
        used=instant(row.used) if row.used else None,
    )
