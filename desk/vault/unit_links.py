"""单位签到链接: the link on a unit's own screen, one a unit, without an account: 256 random bits, stored as a hash."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Engine, delete, insert, select

from desk.log.instants import instant, microseconds
from desk.vault import tables
from desk.vault.keys import Entropy
from desk.vault.throttle import Throttle
from desk.vault.tokens import hash_of, new_token
from domain.kernel import Value

KEPT_FOR = timedelta(days=92)  # a quarter: then the unit is sent another one
MARK = "unit link"  # guesses are counted by where they come from alone


class UnitLink(Value):
    """Whose screen it is."""

    unit: UUID
    expires: datetime


class UnitLinks:
    """Thread-safe."""

    def __init__(self, engine: Engine, entropy: Entropy, throttle: Throttle) -> None:
        self._engine = engine
        self._entropy = entropy
        self._throttle = throttle

    def issue(self, unit: UUID, at: datetime) -> str:
        """The token, told this once. The one before is good for nothing from now on."""
        token = new_token(self._entropy)
        links = tables.unit_links
        row = (hash_of(token), str(unit), microseconds(at + KEPT_FOR))
        with tables.writing(self._engine).begin() as connection:
            connection.execute(delete(links).where(links.c.unit == str(unit)))
            connection.execute(insert(links).values(row))
        return token

    def revoke(self, unit: UUID) -> None:
        links = tables.unit_links
        with tables.writing(self._engine).begin() as connection:
            connection.execute(delete(links).where(links.c.unit == str(unit)))

    def find(self, token: str, source: str, at: datetime) -> UnitLink | None:
        """None for one that nobody issued, or that is over. Raises TooManyTries where many of those come from."""
        here = tables.unit_links.c.token_hash == hash_of(token)
        with self._engine.connect() as connection:
            row = connection.execute(select(tables.unit_links).where(here)).one_or_none()
        if row is None:
            self._throttle.require(MARK, source, at)
            self._throttle.count(MARK, source, at, fits=False)
            return None
        link = UnitLink(unit=UUID(row.unit), expires=instant(row.expires))
        return link if at < link.expires else None

    def held(self, at: datetime) -> dict[UUID, datetime]:
        """Which units hold one, and until when."""
        links = tables.unit_links
        good = select(links.c.unit, links.c.expires).where(links.c.expires > microseconds(at))
        with self._engine.connect() as connection:
            return {UUID(one.unit): instant(one.expires) for one in connection.execute(good)}
