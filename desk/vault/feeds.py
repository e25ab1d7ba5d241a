"""日历订阅: an address that shows one person's shifts to a calendar program: 256 random bits, stored as a hash, revocable."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Engine, delete, insert, select

from desk.log.instants import microseconds
from desk.vault import tables
from desk.vault.keys import Entropy
from desk.vault.throttle import Throttle
from desk.vault.tokens import hash_of, new_token

MARK = "calendar feed"  # guesses are counted by where they come from alone


class CalendarFeeds:
    """Thread-safe. One person has one address at a time."""

    def __init__(self, engine: Engine, entropy: Entropy, throttle: Throttle) -> None:
        self._engine = engine
        self._entropy = entropy
        self._throttle = throttle

    def issue(self, person: UUID, at: datetime) -> str:
        """The token, told this once; the one before opens nothing any more."""
        token = new_token(self._entropy)
        feeds = tables.calendar_feeds
        with tables.writing(self._engine).begin() as connection:
            connection.execute(delete(feeds).where(feeds.c.person == str(person)))
            row = (hash_of(token), str(person), microseconds(at))
            connection.execute(insert(feeds).values(row))
        return token

    def revoke(self, person: UUID) -> None:
        feeds = tables.calendar_feeds
        with tables.writing(self._engine).begin() as connection:
            connection.execute(delete(feeds).where(feeds.c.person == str(person)))

    def has_one(self, person: UUID) -> bool:
        feeds = tables.calendar_feeds
        with self._engine.connect() as connection:
            found = connection.execute(select(feeds.c.person).where(feeds.c.person == str(person)))
            return found.one_or_none() is not None

    def find(self, token: str, source: str, at: datetime) -> UUID | None:
        """None for one that nobody issued. Raises TooManyTries where many of those come from."""
        feeds = tables.calendar_feeds
        with self._engine.connect() as connection:
            here = select(feeds.c.person).where(feeds.c.token_hash == hash_of(token))
            person = connection.execute(here).scalar_one_or_none()
        if person is None:
            self._throttle.require(MARK, source, at)
            self._throttle.count(MARK, source, at, fits=False)
            return None
        return UUID(person)
