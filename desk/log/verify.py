"""Proves a log from its stored bytes: positions, chain, versions, times, guards, receipts and alarms."""

from __future__ import annotations

import os
import sqlite3
import struct
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from desk.log.evidence import NOTHING, Evidence, Fault, Held, Proved, gainsaid
from desk.log.instants import microseconds
from desk.log.made import Made, made_of
from desk.log.sqlite_schema import GUARDS
from desk.log.tail import COLUMNS

ALARM = b'"next_at":'  # inside a text the quotes would be escaped
NOTHING_HELD: Held = {}


class Verdict(NamedTuple):
    """How many events were read, the chain they end in, and what is wrong, if anything."""

    events: int
    chain: str
    fault: Fault | None


class _Alarm(msgspec.Struct):
    """What moves the due index, in the data of whatever topic: read without the program's classes."""

    next_at: datetime | msgspec.UnsetType | None = msgspec.UNSET


class _Envelope(msgspec.Struct):
    data: _Alarm


_alarm_in = msgspec.json.Decoder(_Envelope).decode


def verify(path: Path, held: Held = NOTHING_HELD, evidence: Evidence = NOTHING) -> Verdict:
    """Reads the whole log once, as it stands at one moment. Needs no key and changes nothing.

    Without links and evidence kept elsewhere a log that was cut or rewritten whole proves nothing but itself.
    """
    connection = sqlite3.connect(read_only(path), uri=True, isolation_level=None)
    try:
        connection.execute("BEGIN")
        return _verified(connection, held, evidence)
    finally:
        connection.close()


def read_only(path: Path) -> str:
    """On a medium that takes no writes SQLite cannot make its side files; there nobody else writes either."""
    uri = f"{path.absolute().as_uri()}?mode=ro"
    beside = path.with_name(f"{path.name}-wal")
    return uri if os.access(path.parent, os.W_OK) or beside.exists() else f"{uri}&immutable=1"


def _verified(connection: sqlite3.Connection, held: Held, evidence: Evidence) -> Verdict:
    """A position says more than the log as a whole, and the first one says the most."""
    walk = _Walk(made_of(connection))
    broken = walk.events(connection)
    proved = Proved(walk.hashing, bytes(walk.leaves), bytes(walk.links), broken is None)
    placed = (
        broken,
        gainsaid(proved, held, evidence),
        None if broken else _tail(connection, walk),
        _receipts(connection, walk, broken),
    )
    fault = min(filter(None, placed), key=lambda one: one.seq, default=None)
    whole = fault or _guards(connection) or _alarms(connection, walk)
    return Verdict(walk.seq, walk.chain.hex(), whole)


class _Walk:
    def __init__(self, whose: Made) -> None:
        self.seq = 0
        self.hashing = whose.hashing
        self._leaf, self._link = whose.hashing.leaf, whose.hashing.link
        self.chain = whose.hashing.genesis(whose.store_id)
        self.leaves, self.links = bytearray(), bytearray(self.chain)
        self.alarms: dict[bytes, int] = {}
        self._recorded_at = 0
        self._versions: dict[bytes, int] = {}

    def events(self, connection: sqlite3.Connection) -> Fault | None:
        try:
            for row in connection.execute(f"SELECT {COLUMNS} FROM event ORDER BY seq"):
                reason = self._step(row)
                if reason:
                    return Fault(self.seq + 1, reason)
                self.seq += 1
        except (sqlite3.Error, struct.error, msgspec.MsgspecError) as error:
            return Fault(self.seq + 1, f"unreadable: {error}")
        return None

    def _step(self, row: tuple[Any, ...]) -> str | None:
        seq, recorded_at, stream, version, topic, schema, state, kept, chain = row
        if seq != self.seq + 1:
            return f"missing: the next event is {seq}"
        hashed = self._leaf(seq, recorded_at, stream, version, topic, schema, state)
        if hashed != kept:
            return "the event is not the one that was hashed"
        if self._link(self.chain, hashed) != chain:
            return "the chain does not lead here"
        if version != self._versions.get(stream, 0) + 1:
            return f"version {version} of its stream follows {self._versions.get(stream, 0)}"
        if recorded_at < self._recorded_at:
            return "recorded before the event in front of it"
        self.chain, self._recorded_at = chain, recorded_at
        self._versions[stream] = version
        self.leaves += kept
        self.links += chain
        if ALARM in state:
            self._move_alarm(stream, state)
        return None

    def _move_alarm(self, stream: bytes, state: bytes) -> None:
        next_at = _alarm_in(state).data.next_at
        if next_at is None:
            self.alarms.pop(stream, None)
        elif next_at is not msgspec.UNSET:
            self.alarms[stream] = microseconds(next_at)


def _guards(connection: sqlite3.Connection) -> Fault | None:
    found = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type='trigger'"))
    missing = sorted(name for name, text in GUARDS.items() if found.get(name) != text)
    return Fault(0, f"guards missing: {', '.join(missing)}") if missing else None


def _tail(connection: sqlite3.Connection, walk: _Walk) -> Fault | None:
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name='event'").fetchone()
    given = row[0] if row else 0
    if given == walk.seq:
        return None
    return Fault(walk.seq + 1, f"the tail is cut: {given} events were given out")


def _receipts(connection: sqlite3.Connection, walk: _Walk, broken: Fault | None) -> Fault | None:
    """Those inside the log, up to where it proves itself."""
    end = broken.seq if broken else walk.seq + 1
    row = connection.execute(
        "SELECT receipt.seq FROM receipt LEFT JOIN event ON event.seq = receipt.seq"
        " WHERE receipt.seq > 0 AND event.chain IS NOT receipt.chain ORDER BY receipt.seq"
    ).fetchone()
    return Fault(min(row[0], end), "a receipt names another chain") if row else None


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
