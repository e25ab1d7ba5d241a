"""Somebody else's log, read and never believed: every row is hashed anew from its stored bytes."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from desk.log.chain import Hashing
from desk.log.evidence import Fault
from desk.log.tail import COLUMNS
from desk.log.verify import read_only

BUSY_SECONDS = 1.0


class Contradicted(Exception):
    """The log does not follow on what was kept of it; `args[0]` is the fault."""

    @property
    def fault(self) -> Fault:
        found = self.args[0]
        assert isinstance(found, Fault)
        return found


class Place(NamedTuple):
    """So many events, and the chain they end in."""

    seq: int
    chain: bytes


class Taken(NamedTuple):
    """An event that leads on from the one before it."""

    place: Place
    topic: str
    leaf: bytes


@contextmanager
def looking(path: Path) -> Iterator[sqlite3.Connection]:
    """At one moment of the log, for as short as a page lasts: the writer waits for nobody who reads.

    Raises FileNotFoundError, sqlite3.Error.
    """
    if not path.exists():
        raise FileNotFoundError(path)
    opened = sqlite3.connect(read_only(path), uri=True, isolation_level=None, timeout=BUSY_SECONDS)
    with closing(opened) as connection:
        connection.execute("BEGIN")
        yield connection


def following(
    connection: sqlite3.Connection, hashing: Hashing, place: Place, limit: int
) -> Iterator[Taken]:
    """Up to `limit` events after a place. Raises Contradicted, sqlite3.Error."""
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM event WHERE seq>? ORDER BY seq LIMIT ?", (place.seq, limit)
    )
    for row in rows:
        taken = _step(hashing, place, row)
        if isinstance(taken, str):
            raise Contradicted(Fault(place.seq + 1, taken))
        place = taken.place
        yield taken


def _step(hashing: Hashing, place: Place, row: tuple[Any, ...]) -> Taken | str:
    """The event that leads on from a place, or why it is none."""
    seq, topic, kept, chain = row[0], row[4], row[7], row[8]
    if seq != place.seq + 1:
        return f"missing: the next event is {seq}"
    try:
        leaf = hashing.leaf(*row[:7])
    except (struct.error, UnicodeError) as error:
        return f"unreadable: {error}"
    if leaf != kept:
        return "the event is not the one that was hashed"
    if hashing.link(place.chain, leaf) != chain:
        return "the chain does not lead here"
    return Taken(Place(seq, chain), topic, leaf)


def chain_at(connection: sqlite3.Connection, seq: int) -> bytes | None:
    row = connection.execute("SELECT chain FROM event WHERE seq=?", (seq,)).fetchone()
    return bytes(row[0]) if row else None
