"""The library's recorder over our table: named columns, dense positions, and no way round the writer."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from eventsourcing.persistence import Notification, StoredEvent
from eventsourcing.sqlite import SQLiteApplicationRecorder

from desk.log.connections import Readers
from desk.log.stored import RawRow

SELECT = (
    "SELECT seq, recorded_at, originator_id, originator_version, topic, version, state FROM event"
)


class LogRecorder(SQLiteApplicationRecorder):
    """Reads for the library's Application and for ours; inserting is the log's business."""

    def __init__(self, readers: Readers) -> None:
        super().__init__(readers, "event")
        self._readers = readers

    def construct_create_table_statements(self) -> list[str]:
        return []  # the log makes its own tables

    def insert_events(self, stored_events: Sequence[StoredEvent], **_: Any) -> Sequence[int]:
        raise PermissionError("events are written by the log's writer, with an actor and a receipt")

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        rows = self.stream(UUID(str(originator_id)), after=gt or 0)
        kept = [row for row in rows if lte is None or row.originator_version <= lte]
        if desc:
            kept.reverse()
        return [
            StoredEvent(row.originator, row.originator_version, row.topic, row.state)
            for row in kept[:limit]
        ]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        after = (start or 0) - (1 if inclusive_of_start and start else 0)
        return [
            Notification(row.originator, row.originator_version, row.topic, row.state, row.seq)
            for row in self.since(after, limit, topics=topics)
            if stop is None or row.seq <= stop
        ]

    def max_notification_id(self) -> int:
        last: int = self.one("SELECT coalesce(max(seq), 0) AS last FROM event", ())["last"]
        return last

    def stream(self, originator_id: UUID, *, after: int = 0) -> list[RawRow]:
        where = " WHERE originator_id=? AND originator_version>? ORDER BY originator_version"
        return self._rows(SELECT + where, (originator_id.bytes, after))

    def since(self, seq: int, limit: int, *, topics: Sequence[str] = ()) -> list[RawRow]:
        chosen = f" AND topic IN ({','.join('?' * len(topics))})" if topics else ""
        where = f" WHERE seq>?{chosen} ORDER BY seq LIMIT ?"
        return self._rows(SELECT + where, (seq, *topics, limit))

    def one(self, statement: str, parameters: tuple[object, ...]) -> Any:
        """The first row of the few that a statement finds."""
        return next(iter(self.all(statement, parameters)), None)

    def all(self, statement: str, parameters: tuple[object, ...]) -> list[sqlite3.Row]:
        return self._readers.ask(statement, parameters)

    def _rows(self, statement: str, parameters: tuple[object, ...]) -> list[RawRow]:
        return [RawRow(*row) for row in self.all(statement, parameters)]
