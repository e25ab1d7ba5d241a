"""attempts.db: a file of its own beside the log, as durable as the log itself."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from desk.log.connections import connect

FILE = "attempts.db"
TABLES = (
    """CREATE TABLE IF NOT EXISTS attempt (
    id INTEGER PRIMARY KEY, channel TEXT NOT NULL, address TEXT NOT NULL, key TEXT NOT NULL,
    storm INTEGER NOT NULL, test INTEGER NOT NULL, begun INTEGER NOT NULL,
    outcome TEXT, said TEXT, ended INTEGER) STRICT""",
    "CREATE INDEX IF NOT EXISTS attempt_begun ON attempt (begun)",
    """CREATE TABLE IF NOT EXISTS attempt_ring (
    notice BLOB NOT NULL, number INTEGER NOT NULL, attempt INTEGER NOT NULL REFERENCES attempt (id),
    PRIMARY KEY (notice, number, attempt)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX IF NOT EXISTS ring_of_attempt ON attempt_ring (attempt)",
    """CREATE TABLE IF NOT EXISTS summed (
    notice BLOB NOT NULL, number INTEGER NOT NULL, channel TEXT NOT NULL, upto INTEGER NOT NULL,
    PRIMARY KEY (notice, number, channel)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS reply (
    id INTEGER PRIMARY KEY, channel TEXT NOT NULL, sender TEXT NOT NULL, text TEXT NOT NULL,
    came INTEGER NOT NULL, became TEXT) STRICT""",
)


class AttemptsFile:
    """Any thread may ask; one at a time is answered."""

    def __init__(self, folder: Path) -> None:
        path = folder / FILE
        path.touch(mode=0o600)  # numbers of people, and what they wrote back
        self._connection = connect(path)
        self._lock = threading.Lock()
        for table in TABLES:
            self._connection.execute(table)

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def rows(self, question: str, *places: object) -> list[Any]:
        with self._lock:
            return self._connection.execute(question, places).fetchall()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """On the disk when it returns. Raises sqlite3.Error, and then nothing of it is."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
