"""Pulls the log by position in batches and folds every view; one transaction a batch, rows and position."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol

from sqlalchemy import Engine

from desk.log.envelope import Recorded
from projections import store
from projections.rows import Rows, View
from projections.store import Parked

log = logging.getLogger("shoubao.follower")

BATCH = 5_000


class RawRow(Protocol):
    """A stored event before it is decoded: a follower must outlive one it cannot read."""

    seq: int
    topic: str

    @property
    def stream(self) -> str: ...


class Source(NamedTuple):
    """Where events come from: rows after a position, and how to decode one."""

    made_for: str
    rows_since: Callable[[int, int], Sequence[Any]]
    decode: Callable[[Any], Recorded]


class Follower:
    """Views as folds of one log. Not thread-safe: one thread follows, others read what it committed."""

    def __init__(self, source: Source, views: Sequence[View], engine: Engine) -> None:
        self._source = source
        self._engine = engine
        self.views = tuple(views)
        self.made_for = f"{source.made_for}/" + ",".join(f"{v.name}{v.version}" for v in views)
        self.rows: dict[str, Rows[Any]] = {}
        self.parked: list[Parked] = []
        self.position = 0
        self._by_topic: dict[str, list[View]] = {}
        for view in views:
            for topic in view.topics:
                self._by_topic.setdefault(topic, []).append(view)
        self._start()

    def _start(self) -> None:
        with self._engine.connect().execution_options(writes=True) as connection:
            with connection.begin():
                self.position = store.position(connection, self.made_for)
                if not self.position:
                    store.reset(connection, self.made_for)
                self.parked = store.load_parked(connection)
                self.rows = {view.name: self._rows(view) for view in self.views}
                for view in self.views:
                    if view.resident:
                        self.rows[view.name].warm(store.load_view(connection, view.name))

    def _rows(self, view: View) -> Rows[Any]:
        def load(key: str) -> bytes | None:
            if view.resident or not self.position:
                return None
            with self._engine.connect() as connection:
                return store.load_row(connection, view.name, key)

        return Rows(view.row, load)

    def catch_up(self, limit: int = BATCH) -> int:
        """Folds at most one batch of news; returns how many events that was. Repeat until 0."""
        news = self._source.rows_since(self.position, limit)
        if news:
            self._commit(news[-1].seq, [one for row in news for one in self._fold(row)])
        return len(news)

    def _fold(self, row: Any) -> list[Parked]:
        interested = self._by_topic.get(row.topic, ())
        if not interested:
            return []
        try:
            recorded = self._source.decode(row)
        except Exception as error:  # a poison event parks; everything else goes on
            log.exception("event %s cannot be decoded", row.seq)
            return [self._parked(row, view, error) for view in interested]
        return [one for view in interested if (one := self._fold_into(view, row, recorded))]

    def _fold_into(self, view: View, row: Any, recorded: Recorded) -> Parked | None:
        rows = self.rows[view.name]
        if self.parked and self._waits(view, row.stream):
            return self._parked(row, view, "an earlier event of this stream is parked")
        try:
            view.fold(rows, recorded)
        except Exception as error:  # as above: one sick stream must not stop the board
            rows.undo()
            log.exception("event %s cannot be folded into %s", row.seq, view.name)
            return self._parked(row, view, error)
        rows.keep()
        return None

    def _waits(self, view: View, stream: str) -> bool:
        return any((one.view, one.stream) == (view.name, stream) for one in self.parked)

    def _parked(self, row: Any, view: View, error: object) -> Parked:
        one = Parked(row.seq, view.name, row.stream, repr(error))
        self.parked.append(one)
        return one

    def _commit(self, seq: int, newly_parked: list[Parked]) -> None:
        with self._engine.connect().execution_options(writes=True) as connection:
            with connection.begin():
                store.advance(connection, expected=self.position, seq=seq)
                for view in self.views:
                    store.write(connection, view.name, self.rows[view.name].take_changes())
                store.park(connection, newly_parked)
        self.position = seq
        for view in self.views:
            rows = self.rows[view.name]
            rows.forget_dropped() if view.resident else rows.cool()
