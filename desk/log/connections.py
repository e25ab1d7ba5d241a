"""Connections to log.db: what must hold on each of them is set and then asked back."""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from eventsourcing.sqlite import SQLiteConnection, SQLiteConnectionPool, SQLiteDatastore

from desk.log.sqlite_schema import TABLES, TRIGGERS

BUSY_SECONDS = 5
READERS_MAX = 64

PRAGMAS: dict[str, object] = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL: NORMAL loses acknowledged events when the power fails
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "recursive_triggers": 1,
}


class UnsafeConnection(Exception):
    """A pragma the log's promises rest on could not be set."""


def connect(path: Path, *, pragmas: dict[str, object] = PRAGMAS) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, isolation_level=None, check_same_thread=False, timeout=BUSY_SECONDS
    )
    connection.row_factory = sqlite3.Row
    for name, wanted in pragmas.items():
        connection.execute(f"PRAGMA {name}={wanted}").fetchall()
        [(found,)] = connection.execute(f"PRAGMA {name}").fetchall()
        if found != wanted:
            raise UnsafeConnection(f"{name} is {found}, not {wanted}")
    return connection


def create(connection: sqlite3.Connection) -> None:
    """Tables and triggers; nothing happens where they are."""
    connection.execute("BEGIN IMMEDIATE")
    for statement in (*TABLES, *TRIGGERS):
        connection.execute(statement)
    connection.execute("COMMIT")


def reader(path: Path) -> sqlite3.Connection:
    """May read and nothing else."""
    connection = connect(path)
    connection.execute("PRAGMA query_only=1")
    return connection


class ReaderPool(SQLiteConnectionPool):
    """The library's pool, with our connections in it."""

    def _create_connection(self) -> SQLiteConnection:
        return SQLiteConnection(sqlite_conn=reader(Path(self.db_name)), max_age=self.max_age)


class Readers(SQLiteDatastore):
    """Where the library's recorder takes its transactions from.

    A single question needs none, nor the pool's locks: every command asks a few, and is faster by as much.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.pool.close()
        self.pool = ReaderPool(db_name=str(path), pool_size=READERS_MAX, max_overflow=0)
        self._path = path
        self._idle: deque[sqlite3.Connection] = deque()
        self._closed = False

    def ask(self, statement: str, parameters: Sequence[object]) -> list[sqlite3.Row]:
        connection = self._taken()
        try:
            return connection.execute(statement, parameters).fetchall()
        finally:
            self._idle.append(connection)
            if self._closed:
                self._close_idle()

    def close(self) -> None:
        self._closed = True
        self._close_idle()
        super().close()

    def _taken(self) -> sqlite3.Connection:
        if self._closed:
            raise sqlite3.ProgrammingError("the log is closed")
        try:
            return self._idle.pop()
        except IndexError:
            return reader(self._path)

    def _close_idle(self) -> None:
        with suppress(IndexError):
            while True:
                self._idle.pop().close()
