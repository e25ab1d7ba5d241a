"""Connections to log.db: what must hold on each of them is set and then asked back."""

from __future__ import annotations

import sqlite3
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


class ReaderPool(SQLiteConnectionPool):
    """The library's pool, with our connections in it; they may read and nothing else."""

    def _create_connection(self) -> SQLiteConnection:
        connection = connect(Path(self.db_name))
        connection.execute("PRAGMA query_only=1")
        return SQLiteConnection(sqlite_conn=connection, max_age=self.max_age)


class Readers(SQLiteDatastore):
    """Where the library's recorder takes its connections from."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.pool.close()
        self.pool = ReaderPool(db_name=str(path), pool_size=READERS_MAX, max_overflow=0)
