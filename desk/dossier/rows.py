"""The log as a dossier reads it: whole rows at one moment, a page at a time, changing nothing."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Self
from uuid import UUID

from desk.log.made import Made, made_of
from desk.log.stored import RawRow
from desk.log.tail import COLUMNS
from desk.log.verify import read_only

PAGE = 500


class Row(NamedTuple):
    """One event with all its stored columns."""

    seq: int
    recorded_at_us: int
    originator_id: bytes
    originator_version: int
    topic: str
    version: int
    state: bytes
    leaf: bytes
    chain: bytes

    @property
    def raw(self) -> RawRow:
        return RawRow(*self[:7])


class Rows:
    """One reading transaction. Used by one thread at a time. Raises LogBroken."""

    def __init__(self, log: Path) -> None:
        self._reading = sqlite3.connect(
            read_only(log), uri=True, isolation_level=None, check_same_thread=False
        )
        self._reading.execute("BEGIN")
        self.made: Made = made_of(self._reading)
        self.newest: int = self._one("SELECT coalesce(max(seq), 0) FROM event", ())

    def close(self) -> None:
        self._reading.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def between(self, first: int, last: int) -> Iterator[Row]:
        """Both included."""
        while first <= last:
            until = min(last, first + PAGE - 1)
            yield from self._rows("seq BETWEEN ? AND ?", (first, until))
            first = until + 1

    def at(self, positions: Sequence[int]) -> Iterator[Row]:
        for start in range(0, len(positions), PAGE):
            some = positions[start : start + PAGE]
            yield from self._rows(f"seq IN ({','.join('?' * len(some))})", some)

    def positions_of(self, streams: Iterable[UUID], upto: int) -> list[int]:
        """Of all their events, in order."""
        of_one = "SELECT seq FROM event WHERE originator_id=? AND seq<=?"
        found: set[int] = set()
        for stream in streams:
            found.update(seq for (seq,) in self._reading.execute(of_one, (stream.bytes, upto)))
        return sorted(found)

    def streams_naming(self, topics: Iterable[str], word: str, upto: int) -> set[UUID]:
        """Those with an event of these topics that holds this word; "": any."""
        wanted = (
            "SELECT DISTINCT originator_id FROM event WHERE seq<=? AND instr(state, ?)"
            " AND topic IN (SELECT value FROM json_each(?))"
        )
        given = (upto, word.encode(), json.dumps(list(topics)))
        return {UUID(bytes=one) for (one,) in self._reading.execute(wanted, given)}

    def of_topics(self, topics: Iterable[str], first: int, last: int) -> Iterator[Row]:
        """Both positions included."""
        where = "topic IN (SELECT value FROM json_each(?)) AND seq BETWEEN ? AND ?"
        named = json.dumps(list(topics))
        while rows := self._rows(where, (named, first, last), PAGE):
            yield from rows
            first = rows[-1].seq + 1

    def leaves(self, start: int, end: int) -> list[bytes]:
        """As the tree counts them: from one index to before another, from 0."""
        wanted = "SELECT leaf FROM event WHERE seq>? AND seq<=? ORDER BY seq"
        return [leaf for (leaf,) in self._reading.execute(wanted, (start, end))]

    def chain_at(self, seq: int) -> bytes:
        if seq == 0:
            return self.made.hashing.genesis(self.made.store_id)
        chain: bytes = self._one("SELECT chain FROM event WHERE seq=?", (seq,))
        return chain

    def recorded_at_us(self, seq: int) -> int:
        at: int = self._one("SELECT recorded_at FROM event WHERE seq=?", (seq,))
        return at

    def last_before(self, us: int) -> int:
        """The newest position recorded before a moment; 0: none. Recorded times never fall."""
        return bisect_left(range(1, self.newest + 1), us, key=self.recorded_at_us)

    def _rows(self, where: str, parameters: Sequence[int | str], most: int = -1) -> list[Row]:
        wanted = f"SELECT {COLUMNS} FROM event WHERE {where} ORDER BY seq LIMIT {most}"  # noqa: S608
        return [Row(*one) for one in self._reading.execute(wanted, parameters)]

    def _one(self, statement: str, parameters: tuple[int, ...]) -> Any:
        row = self._reading.execute(statement, parameters).fetchone()
        return row[0] if row else None
