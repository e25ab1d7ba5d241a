"""What somebody does who owns the log's file and knows how it is made: rewrites it so that it proves itself."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import datetime
from typing import NamedTuple

from desk.log.instants import microseconds
from desk.log.log import FILE
from desk.log.made import made_of

ROWS = (
    "SELECT seq, recorded_at, originator_id, originator_version, topic, version, state"
    " FROM event ORDER BY seq"
)


class Row(NamedTuple):
    """An event as it is stored, without what is hashed of it."""

    seq: int
    recorded_at: int
    stream: bytes
    stream_version: int
    topic: str
    version: int
    state: bytes


def rechained(folder):
    """Leaves, chain, receipts, due index and the count of positions reckoned anew."""
    rewritten(folder, lambda rows: rows)


def rewritten(folder, change):
    """The guards are taken off, every row is put down as `change` says, and the guards are back."""
    with closing(sqlite3.connect(folder / FILE)) as raw:
        raw.execute("PRAGMA synchronous=OFF")
        guards = raw.execute("SELECT name, sql FROM sqlite_master WHERE type='trigger'").fetchall()
        for name, _ in guards:
            raw.execute(f"DROP TRIGGER {name}")
        rows = change([Row(*one) for one in raw.execute(ROWS)])
        raw.execute("DELETE FROM event")
        raw.executemany("INSERT INTO event VALUES (?,?,?,?,?,?,?,?,?)", hashed(raw, rows))
        tidied(raw, rows)
        for _, text in guards:
            raw.execute(text)
        raw.commit()


def hashed(raw, rows):
    made = made_of(raw)
    chain = made.hashing.genesis(made.store_id)
    for row in rows:
        leaf = made.hashing.leaf(*row)
        chain = made.hashing.link(chain, leaf)
        yield (*row, leaf, chain)


def tidied(raw, rows):
    last = rows[-1].seq if rows else 0
    raw.execute("DELETE FROM receipt WHERE seq NOT IN (SELECT seq FROM event)")
    raw.execute("UPDATE receipt SET chain=(SELECT chain FROM event WHERE event.seq=receipt.seq)")
    raw.execute("UPDATE sqlite_sequence SET seq=? WHERE name='event'", (last,))
    raw.execute("DELETE FROM due")
    raw.executemany("INSERT INTO due VALUES (?,?)", alarms(rows).items())


def alarms(rows):
    due = {}
    for row in rows:
        said = next_at(row.state)
        if said is None:
            due.pop(row.stream, None)
        elif said is not ...:
            due[row.stream] = microseconds(datetime.fromisoformat(said))
    return due


def next_at(state):
    """... where it says nothing of it, or can no longer be read."""
    try:
        return json.loads(state)["data"].get("next_at", ...)
    except (ValueError, KeyError, AttributeError):
        return ...


def versioned(rows):
    """Every stream counted anew, so that no gap tells of what is missing."""
    counts: dict[bytes, int] = {}
    for row in rows:
        counts[row.stream] = counts.get(row.stream, 0) + 1
        yield row._replace(stream_version=counts[row.stream])


def numbered(rows):
    return [row._replace(seq=seq) for seq, row in enumerate(rows, start=1)]
