"""Proves a log from its stored bytes: positions, chain, versions, times, guards and alarms."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import msgspec

from desk.log.chain import genesis, leaf, link
from desk.log.envelope import LogBroken
from desk.log.instants import microseconds
from desk.log.sqlite_schema import TRIGGER_NAMES
from desk.log.stored import RawRow, recorded
from desk.log.tail import COLUMNS
from domain.kernel import Timed


class Fault(NamedTuple):
    """The first bad position, and why it is bad; position 0 is the log as a whole."""

    seq: int
    reason: str


class Verdict(NamedTuple):
    """How many events were read, the chain they end in, and what is wrong, if anything."""

    events: int
    chain: str
    fault: Fault | None


def verify(path: Path) -> Verdict:
    """Reads the whole log once. Needs no key and changes nothing."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    try:
        return _verified(connection)
    finally:
        connection.close()


def _verified(connection: sqlite3.Connection) -> Verdict:
    walk = _Walk(_store_id(connection))
    fault = walk.events(connection)
    fault = fault or _guards(connection) or _tail(connection, walk) or _alarms(connection, walk)
    return Verdict(walk.seq, walk.chain.hex(), fault)


class _Walk:
    def __init__(self, store_id: UUID) -> None:
        self.seq = 0
        self.chain = genesis(store_id)
        self.alarms: dict[bytes, int] = {}
        self._recorded_at = 0
        self._versions: dict[bytes, int] = {}

    def events(self, connection: sqlite3.Connection) -> Fault | None:
        for row in connection.execute(f"SELECT {COLUMNS} FROM event ORDER BY seq"):
            reason = self._step(row)
            if reason:
                return Fault(self.seq + 1, reason)
            self.seq += 1
        return None

    def _step(self, row: sqlite3.Row) -> str | None:
        stream, version = row["originator_id"], row["originator_version"]
        if row["seq"] != self.seq + 1:
            return f"missing: the next event is {row['seq']}"
        hashed = leaf(*tuple(row)[:7])
        if hashed != row["leaf"]:
            return "the event is not the one that was hashed"
        if link(self.chain, hashed) != row["chain"]:
            return "the chain does not lead here"
        if version != self._versions.get(stream, 0) + 1:
            return f"version {version} of its stream follows {self._versions.get(stream, 0)}"
        if row["recorded_at"] < self._recorded_at:
            return "recorded before the event in front of it"
        self.chain, self._recorded_at = row["chain"], row["recorded_at"]
        self._versions[stream] = version
        return self._alarm(row)

    def _alarm(self, row: sqlite3.Row) -> str | None:
        if not row["topic"].startswith("deadline."):
            return None
        event = recorded(RawRow(*tuple(row)[:7])).event
        if isinstance(event, Timed):
            self.alarms.pop(row["originator_id"], None)
            if event.next_at:
                self.alarms[row["originator_id"]] = microseconds(event.next_at)
        return None


def _store_id(connection: sqlite3.Connection) -> UUID:
    row = connection.execute("SELECT value FROM log_info WHERE name='store_id'").fetchone()
    if row is None:
        raise LogBroken("the log does not say whose it is")
    return UUID(row["value"])


def _guards(connection: sqlite3.Connection) -> Fault | None:
    found = {row["name"] for row in _schema(connection)}
    missing = sorted(TRIGGER_NAMES - found)
    return Fault(0, f"guards missing: {', '.join(missing)}") if missing else None


def _schema(connection: sqlite3.Connection) -> Iterator[sqlite3.Row]:
    return connection.execute("SELECT name FROM sqlite_master WHERE type='trigger'")


def _tail(connection: sqlite3.Connection, walk: _Walk) -> Fault | None:
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name='event'").fetchone()
    given = row["seq"] if row else 0
    if given == walk.seq:
        return None
    return Fault(walk.seq + 1, f"the tail is cut: {given} events were given out")


def _alarms(connection: sqlite3.Connection, walk: _Walk) -> Fault | None:
    kept = dict(connection.execute("SELECT originator_id, next_at FROM due").fetchall())
    if kept == walk.alarms:
        return None
    differing = len(dict(kept.items() ^ walk.alarms.items()))
    return Fault(0, f"the due index differs from the log in {differing} deadlines")


def to_json(verdict: Verdict) -> bytes:
    return msgspec.json.encode(
        {
            "events": verdict.events,
            "chain": verdict.chain,
            "fault": verdict.fault._asdict() if verdict.fault else None,
        }
    )
