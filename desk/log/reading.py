"""The log of a reading copy: what a dossier held, with gaps where it held nothing, and nothing can be added."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from desk.log import codec
from desk.log.connections import Readers
from desk.log.envelope import Acting, Clock, Head, Receipt, Recorded, StreamWrite
from desk.log.instants import EPOCH, instant, microseconds
from desk.log.log import FILE, PAGE, Log, ReadingCopy
from desk.log.made import made_of, taken_from
from desk.log.recorder import LogRecorder
from desk.log.stored import recorded
from desk.log.turns import Turns

HEAD = "SELECT seq, chain, recorded_at FROM event"


class ReadingLog(Log):
    """Thread-safe. Raises LogBroken, FileNotFoundError."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        codec.learn_types()
        self.path, self._clock = folder / FILE, clock
        with closing(sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True)) as raw:
            self.store_id, self.hashing = made_of(raw)
        self.turn = Turns()
        self.recorder = LogRecorder(Readers(self.path))
        self._listeners = []
        self._position = self._opened_at = self.head().seq

    def newest(self, topics: Iterable[str]) -> int:
        return self._position

    def append(self, writes: Sequence[StreamWrite], acting: Acting, answer: bytes) -> Receipt:
        """Raises ReadingCopy."""
        raise ReadingCopy(self.path.parent)

    def between(self, since: datetime, until: datetime, limit: int = PAGE) -> list[Recorded]:
        wanted = "SELECT seq FROM event WHERE recorded_at>=? AND recorded_at<? ORDER BY seq LIMIT ?"
        bounds = (microseconds(since), microseconds(until), limit)
        found = [row["seq"] for row in self.recorder.all(wanted, bounds)]
        rows = self.rows_since(found[0] - 1, len(found)) if found else []
        return [recorded(row) for row in rows]

    def last_before(self, at: datetime) -> int:
        wanted = "SELECT coalesce(max(seq), 0) AS seq FROM event WHERE recorded_at<?"
        return int(self.recorder.one(wanted, (microseconds(at),))["seq"])

    def head_at(self, seq: int) -> Head | None:
        """Of a position that is not in the copy: the next that is."""
        row = self.recorder.one(f"{HEAD} WHERE seq>=? ORDER BY seq LIMIT 1", (seq,))
        return Head(row["seq"], row["chain"], instant(row["recorded_at"])) if row else None

    def due(self, as_of: datetime, limit: int) -> list[tuple[UUID, datetime]]:
        """No clock runs here."""
        return []

    def next_due(self, after: datetime = EPOCH) -> datetime | None:
        return None

    def close(self) -> None:
        self.recorder.datastore.close()


def taken_out_of(folder: Path) -> dict[str, Any] | None:
    """What the dossier said of itself that a folder is a reading copy of; None: it is an office."""
    path = folder / FILE
    if not path.is_file():
        return None
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as raw:
        try:
            said = taken_from(raw)
        except sqlite3.DatabaseError:
            return None  # whoever opens it as a log says what is wrong
    return dict(json.loads(said)) if said else None
