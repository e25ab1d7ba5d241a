"""The end of the log as found on disk, believed only after it was checked."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from desk.log.envelope import LogBroken
from desk.log.made import Made

CHECKED_AT_OPENING = 1_000  # links re-reckoned when the log is opened; `verify` does all of them

COLUMNS = "seq, recorded_at, originator_id, originator_version, topic, version, state, leaf, chain"


class Tail(NamedTuple):
    """Position, time and chain of the newest event."""

    seq: int
    recorded_at_us: int
    chain: bytes


def checked_tail(connection: sqlite3.Connection, whose: Made) -> Tail:
    """Raises LogBroken when the tail was cut, renumbered or rewritten."""
    count, last = connection.execute("SELECT count(*), coalesce(max(seq),0) FROM event").fetchone()
    given = connection.execute("SELECT seq FROM sqlite_sequence WHERE name='event'").fetchone()
    if not count == last == (given[0] if given else 0):
        raise LogBroken(f"{count} events, the last is {last}, {given and given[0]} were given out")
    first = max(1, last - CHECKED_AT_OPENING + 1)
    before = connection.execute("SELECT chain FROM event WHERE seq=?", (first - 1,)).fetchone()
    hashing = whose.hashing
    chain, recorded_at_us = before["chain"] if before else hashing.genesis(whose.store_id), 0
    for row in connection.execute(f"SELECT {COLUMNS} FROM event WHERE seq>=?", (first,)):
        chain = hashing.link(chain, hashing.leaf(*tuple(row)[:7]))
        if chain != row["chain"]:
            raise LogBroken(f"the chain does not hold at {row['seq']}")
        recorded_at_us = row["recorded_at"]
    return Tail(last, recorded_at_us, chain)
