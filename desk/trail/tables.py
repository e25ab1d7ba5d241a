"""trail.db: its table, its chain, and what guards them."""

from __future__ import annotations

import sqlite3
from hashlib import sha256
from pathlib import Path
from struct import pack
from typing import NamedTuple
from uuid import UUID

from desk.log.connections import connect

FILE = "trail.db"
ALGORITHM = "sha256"
CHECKED_AT_OPENING = 1_000
COLUMNS = "seq, state, chain, at, kind, account, about"
INSERT = f"INSERT INTO reading ({COLUMNS}) VALUES (?,?,?,?,?,?,?)"

TABLES = (
    # what stands behind the chain says again what stands in the hashed text: `verify` compares them
    """CREATE TABLE IF NOT EXISTS reading (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        state TEXT NOT NULL,
        chain BLOB NOT NULL,
        at INTEGER NOT NULL,
        kind TEXT NOT NULL,
        account TEXT,
        about TEXT
    ) STRICT""",
    "CREATE INDEX IF NOT EXISTS reading_by_kind ON reading (kind, seq)",
    "CREATE INDEX IF NOT EXISTS reading_by_account ON reading (account, seq)",
    "CREATE INDEX IF NOT EXISTS reading_by_thing ON reading (about, seq)",
    "CREATE INDEX IF NOT EXISTS reading_by_time ON reading (at)",
    "CREATE TABLE IF NOT EXISTS trail_info (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
)
REFUSALS = (  # name, when
    ("reading_no_update", "UPDATE ON reading"),
    ("reading_no_delete", "DELETE ON reading"),
    (
        "reading_no_replace",
        "INSERT ON reading WHEN EXISTS (SELECT 1 FROM reading WHERE seq = NEW.seq)",
    ),
)
GUARDS = {  # name -> the text as SQLite keeps it
    name: f"CREATE TRIGGER {name} BEFORE {when} BEGIN SELECT RAISE(ABORT, 'append-only'); END"
    for name, when in REFUSALS
}


class TrailUnsound(Exception):
    """The file is not the trail that was kept: cut, rewritten, gone, or not readable."""


class TrailHead(NamedTuple):
    """Which trail, how many readings it holds, and the chain they end in."""

    trail: UUID
    size: int
    chain: bytes


def genesis(trail: UUID) -> bytes:
    return sha256(b"shoubao trail v1" + trail.bytes).digest()


def link(previous: bytes, seq: int, state: bytes) -> bytes:
    """0x03: no link of the log and no node of its tree begins so."""
    return sha256(b"\x03" + previous + pack(">QQ", seq, len(state)) + state).digest()


def open_file(path: Path, fresh: UUID) -> tuple[sqlite3.Connection, TrailHead]:
    """Opens the trail, or makes it under the id `fresh`. Raises sqlite3.Error, OSError, TrailUnsound."""
    made = not path.exists()
    path.touch(mode=0o600)
    connection = connect(path)
    try:
        if made:
            _make(connection, fresh)
        return connection, checked_head(connection)
    except BaseException:
        connection.close()
        raise


def _make(connection: sqlite3.Connection, trail: UUID) -> None:
    connection.execute("BEGIN IMMEDIATE")
    for statement in (*TABLES, *GUARDS.values()):
        connection.execute(statement)
    connection.execute(
        "INSERT INTO trail_info VALUES ('trail', ?), ('algorithm', ?)", (str(trail), ALGORITHM)
    )
    connection.execute("COMMIT")


def checked_head(connection: sqlite3.Connection) -> TrailHead:
    """The end of the file, believed only after its last links were reckoned again. Raises TrailUnsound."""
    try:
        trail = trail_id(connection)
        count, last = connection.execute(
            "SELECT count(*), coalesce(max(seq),0) FROM reading"
        ).fetchone()
        if not count == last == given_out(connection):
            raise TrailUnsound(f"{count} readings, the last is {last}")
        return TrailHead(trail, last, _checked_chain(connection, trail, last))
    except (sqlite3.DatabaseError, ValueError, TypeError) as error:
        raise TrailUnsound(f"unreadable: {error}") from error


def _checked_chain(connection: sqlite3.Connection, trail: UUID, last: int) -> bytes:
    first = max(1, last - CHECKED_AT_OPENING + 1)
    chain = chain_at(connection, trail, first - 1)
    for seq, state, kept in connection.execute(
        "SELECT seq, state, chain FROM reading WHERE seq>=? ORDER BY seq", (first,)
    ):
        chain = link(chain, seq, state.encode())
        if chain != kept:
            raise TrailUnsound(f"the chain does not hold at {seq}")
    return chain


def trail_id(connection: sqlite3.Connection) -> UUID:
    info = dict(connection.execute("SELECT name, value FROM trail_info").fetchall())
    if info.get("algorithm") != ALGORITHM:
        raise TrailUnsound(f"chained with {info.get('algorithm')}")
    return UUID(info["trail"])


def given_out(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name='reading'").fetchone()
    return row[0] if row else 0


def chain_at(connection: sqlite3.Connection, trail: UUID, seq: int) -> bytes:
    """Raises TrailUnsound where the file has no such position."""
    if seq == 0:
        return genesis(trail)
    row = connection.execute("SELECT chain FROM reading WHERE seq=?", (seq,)).fetchone()
    if row is None:
        raise TrailUnsound(f"{seq} is missing")
    chain: bytes = row[0]
    return chain
