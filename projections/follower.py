"""Pulls the log by position in batches and folds every view; one transaction a batch, rows and position."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Engine, String, cast, func, select

from desk.log.envelope import Recorded
from projections import store
from projections.folding import Folding
from projections.rows import Rows, View
from projections.store import Parked, Position

BATCH = 5_000


class Source(NamedTuple):
    """Where events come from: rows after a position, and how to decode one."""

    made_for: str
    rows_since: Callable[[int, int], Sequence[Any]]
    decode: Callable[[Any], Recorded]


class Follower(Folding):
    """Views as folds of one log. Not thread-safe: one thread follows, others read what it committed."""

    def __init__(self, source: Source, views: Sequence[View], engine: Engine) -> None:
        super().__init__(source.decode, views)
        self._source = source
        self._engine = engine
        self._reading: store.Cursor | None = None
        self.made_for = f"{source.made_for}/" + ",".join(f"{v.name}{v.version}" for v in views)
        self._start()

    def _start(self) -> None:
        with self._engine.connect().execution_options(writes=True) as connection:
            with connection.begin():
                self.position = self._believed(store.position(connection, self.made_for))
                if not self.position:
                    store.reset(connection, self.made_for)
                self.wait_for(store.load_parked(connection))
                self.rows = {view.name: self._rows(view) for view in self.views}
                for view in self.views:
                    if view.resident:
                        self.rows[view.name].warm(store.load_view(connection, view.name))

    def _believed(self, kept: Position) -> int:
        """0 unless the log still holds the event folded last: it may be an older copy, put back."""
        here = self._source.rows_since(kept.seq - 1, 1) if kept.seq else ()
        return kept.seq if here and Position(here[0].seq, here[0].mark) == kept else 0

    def _rows(self, view: View) -> Rows[Any]:
        def load(key: str) -> bytes | None:
            if view.resident or not self.position:
                return None
            if self._reading:
                return store.load_row(self._reading, view.name, key)
            with self._engine.connect() as connection, connection.begin():
                return store.load_row(store.cursor(connection), view.name, key)

        return Rows(view.row, load)

    @contextmanager
    def _as_of_now(self) -> Iterator[None]:
        """One cursor for all the rows that a batch asks for: every row as of the last batch."""
        with self._engine.connect() as connection, connection.begin():
            try:
                self._reading = store.cursor(connection)
                yield
            finally:
                self._reading = None

    def find(
        self, view: View, fields: Sequence[str], words: Sequence[str], limit: int
    ) -> list[Any]:
        """Rows of a view by what these fields hold; as of the last batch."""
        with self._engine.connect() as connection:
            found = store.find(connection, view.name, fields, words, limit)
        return [msgspec.json.decode(doc, type=view.row) for doc in found]

    def between(self, view: View, first: str, last: str) -> list[Any]:
        """Rows of a view by their keys, `last` left out; as of the last batch."""
        with self._engine.connect() as connection:
            found = store.load_between(connection, view.name, first, last)
        return [msgspec.json.decode(doc, type=view.row) for doc in found]

    def last(self, view: View, first: str, last: str, limit: int, seq: int) -> list[Any]:
        """As `between`, the last ones alone, backwards, of those whose `until` lies beyond a position."""
        row = store.rows.c
        until = func.json_extract(cast(row.doc, String), "$.until")
        here = (row.view == view.name) & (row.key >= first) & (row.key < last) & (until > seq)
        chosen = select(row.doc).where(here).order_by(row.key.desc()).limit(limit)
        with self._engine.connect() as connection:
            found = list(connection.execute(chosen).scalars())
        return [msgspec.json.decode(doc, type=view.row) for doc in found]

    def catch_up(self, limit: int = BATCH) -> int:
        """Folds at most one batch of news; returns how many events that was. Repeat until 0."""
        news = self._source.rows_since(self.position, limit)
        if news:
            with self._as_of_now():
                parked = [one for row in news for one in self.fold(row)]
            self._commit(Position(news[-1].seq, news[-1].mark), parked)
        return len(news)

    def _commit(self, to: Position, newly_parked: list[Parked]) -> None:
        with self._engine.connect().execution_options(writes=True) as connection:
            with connection.begin():
                store.advance(connection, self.made_for, self.position, to)
                for view in self.views:
                    store.write(connection, view.name, self.rows[view.name].take_changes())
                store.park(connection, newly_parked)
        self.position = to.seq
        for view in self.views:
            rows = self.rows[view.name]
            rows.forget_dropped() if view.resident else rows.cool()
