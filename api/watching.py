"""The auditor's reading and its word: the files of an office are only read, in short transactions."""

from __future__ import annotations

import json
import os
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from desk.log.instants import microseconds
from desk.log.log import FILE as LOG_FILE
from escalation.attempts_file import FILE as ATTEMPTS_FILE
from escalation.auditor import SECOND, Auditor, Found, Row
from escalation.auditor_rings import Attempt, Attempts, RingAudit

STATE_FILE, CHANNELS_FILE = "watch.json", "channels.toml"
PAGE = 2_000
STALE_SECONDS = 30
LATELY = 2 * 86_400 * SECOND

Mark = tuple[str, str]  # a fault and its stream


class Said(msgspec.Struct):
    """watch.json: when the auditor looked last, how far, and what stood amiss at two looks in a row."""

    looked_at: datetime
    seq: int
    found: list[Mark]


class Looked(NamedTuple):
    seq: int
    found: set[Found]


class Watcher:
    """Follows one office's files from outside its process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._auditor, self._rings = Auditor(), RingAudit()
        self._ahead = 0
        self._before: set[Found] = set()

    def look(self, wall: datetime) -> Looked:
        """What was amiss at this look and at the one before. Raises sqlite3.Error, FileNotFoundError."""
        with _reading(self._folder / LOG_FILE) as connection:
            while (due := self._page(connection)) is None:
                continue
        now = microseconds(wall) + self._ahead
        found = self._auditor.look(now, due)
        if (self._folder / CHANNELS_FILE).exists():
            found |= self._rings.look(now, _attempts(self._folder / ATTEMPTS_FILE, now - LATELY))
        standing, self._before = found & self._before, found
        return Looked(self._auditor.seq, standing)

    def _page(self, connection: sqlite3.Connection) -> dict[str, int] | None:
        """One transaction: the next rows; after the last of them the due index of that very moment."""
        connection.execute("BEGIN")
        try:
            rows = list(_rows(connection, self._auditor.seq))
            for row in rows:
                self._auditor.take(row)
                self._rings.take(row)
                self._ahead = row.ahead
            return None if len(rows) == PAGE else _due(connection)
        finally:
            connection.execute("COMMIT")


def say(folder: Path, said: Said) -> None:
    """Whole or not at all: whoever reads it never sees half."""
    path, fresh = folder / STATE_FILE, folder / f".{STATE_FILE}.{os.getpid()}"
    fresh.write_bytes(msgspec.json.encode(said))
    fresh.replace(path)


def heard(folder: Path) -> Said | None:
    """What the auditor said last; None: it was never started here."""
    try:
        return msgspec.json.decode((folder / STATE_FILE).read_bytes(), type=Said)
    except (FileNotFoundError, msgspec.MsgspecError):
        return None


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    if not path.exists():
        raise FileNotFoundError(path)
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None, timeout=5)) as connection:
        yield connection


def _rows(connection: sqlite3.Connection, after: int) -> Iterator[Row]:
    found = connection.execute(
        "SELECT seq, recorded_at, originator_id, topic, state FROM event "
        "WHERE seq>? ORDER BY seq LIMIT ?",
        (after, PAGE),
    )
    for seq, recorded_at, stream, topic, state in found:
        event = json.loads(state)
        meta = event["meta"]
        yield Row(
            seq,
            recorded_at,
            stream.hex(),
            topic,
            event["data"],
            exercise=meta.get("exercise") is not None,
            ahead=meta["clock"]["offset_us"],
        )


def _due(connection: sqlite3.Connection) -> dict[str, int]:
    found = connection.execute("SELECT originator_id, next_at FROM due")
    return {stream.hex(): at for stream, at in found}


def _attempts(path: Path, since: int) -> Attempts:
    """Of late: what rings now was tried lately, or not at all."""
    rows: dict[tuple[str, int], list[Attempt]] = defaultdict(list)
    if path.exists():
        with _reading(path) as connection:
            found = connection.execute(
                "SELECT ring.notice, ring.number, attempt.outcome, attempt.said "
                "FROM attempt_ring AS ring JOIN attempt ON attempt.id = ring.attempt "
                "WHERE attempt.begun>=?",
                (since,),
            )
            for notice, number, outcome, said in found:
                rows[notice.hex(), number].append(Attempt(outcome, said))
    return {key: tuple(some) for key, some in rows.items()}
