"""Proves a trail of reading: its positions and chain, its guards, and every anchor that the log holds of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from desk.log.evidence import Fault
from desk.log.verify import Verdict, read_only
from desk.trail.reading import asked_by, decode
from desk.trail.tables import COLUMNS, GUARDS, TrailUnsound, genesis, given_out, link, trail_id
from domain.reading_trail import ReadingTrailAnchored, ReadingTrailReplaced

# a turned bit may make a number of a text, and no text of its bytes
UNREADABLE = (sqlite3.Error, msgspec.MsgspecError, AttributeError, TypeError, ValueError)


class Anchor(NamedTuple):
    """What the log says of a trail, at which of its own positions."""

    event: int
    trail: UUID
    size: int
    head: str


class _Data(msgspec.Struct):
    trail: UUID
    size: int = 0
    head: str = ""


class _Envelope(msgspec.Struct):
    data: _Data


_said_in = msgspec.json.Decoder(_Envelope).decode


def anchors_in(log: Path) -> list[Anchor]:
    """In the log's order. Of trails that somebody explained the end of, none: their files are set aside."""
    topics = (ReadingTrailAnchored.TOPIC, ReadingTrailReplaced.TOPIC)
    question = "SELECT seq, topic, state FROM event WHERE topic IN (?,?) ORDER BY seq"
    found: list[Anchor] = []
    with closing(sqlite3.connect(read_only(log), uri=True)) as connection:
        for seq, topic, state in connection.execute(question, topics):
            said = _said_in(state).data
            if topic == ReadingTrailReplaced.TOPIC:
                found = [one for one in found if one.trail == said.trail]
            else:
                found.append(Anchor(seq, said.trail, said.size, said.head))
    return found


def verify_trail(path: Path, anchors: Sequence[Anchor]) -> Verdict:
    """Reads it once as it stands at one moment; needs no key and changes nothing."""
    if not path.is_file():
        gone = Fault(1, f"the file is gone: event {anchors[0].event} names it") if anchors else None
        return Verdict(0, "", gone)
    with closing(sqlite3.connect(read_only(path), uri=True, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN")
            return _verified(connection, trail_id(connection), anchors)
        except (*UNREADABLE, TrailUnsound, KeyError) as error:
            return Verdict(0, "", Fault(0, f"unreadable: {error}"))


def _verified(connection: sqlite3.Connection, trail: UUID, anchors: Sequence[Anchor]) -> Verdict:
    other = next((one for one in anchors if one.trail != trail), None)
    if other:
        return Verdict(0, "", Fault(1, f"event {other.event} names another trail"))
    said = {one.size: one for one in reversed(anchors)}
    size, chain = 0, genesis(trail)
    for size, linked, reason in _walk(connection, chain):
        anchor = said.get(size)
        if not reason and anchor and anchor.head != linked.hex():
            reason = f"it is not what event {anchor.event} names"
        if reason:
            return Verdict(size - 1, chain.hex(), Fault(size, reason))
        chain = linked
    return Verdict(size, chain.hex(), _end(connection, size, anchors))


def _walk(connection: sqlite3.Connection, chain: bytes) -> Iterator[tuple[int, bytes, str]]:
    """Each position with its link, and what is wrong with it; nothing follows what is wrong."""
    rows, expected = connection.execute(f"SELECT {COLUMNS} FROM reading ORDER BY seq"), 1
    while True:
        try:
            row = rows.fetchone()
            if row is None:
                return
            chain, reason = _step(chain, expected, row)
        except UNREADABLE as error:
            reason = f"unreadable: {error}"
        yield expected, chain, reason
        if reason:
            return
        expected += 1


def _step(chain: bytes, expected: int, row: tuple[Any, ...]) -> tuple[bytes, str]:
    seq, state, kept, *asked = row
    if seq != expected:
        return chain, f"missing: the next reading is {seq}"
    linked = link(chain, seq, state.encode())
    if linked != kept:
        return chain, "the chain does not lead here"
    if tuple(asked) != asked_by(decode(state)):
        return chain, "what it is found by is not what it says"
    return linked, ""


def _end(connection: sqlite3.Connection, size: int, anchors: Sequence[Anchor]) -> Fault | None:
    beyond = next((one for one in anchors if one.size > size), None)
    if beyond:
        return Fault(
            size + 1, f"the tail is cut: event {beyond.event} names {beyond.size} readings"
        )
    if (given := given_out(connection)) != size:
        return Fault(size + 1, f"the tail is cut: {given} readings were given out")
    found = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type='trigger'"))
    missing = sorted(name for name, text in GUARDS.items() if found.get(name) != text)
    return Fault(0, f"guards missing: {', '.join(missing)}") if missing else None
