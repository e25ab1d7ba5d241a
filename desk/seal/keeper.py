"""A log followed from outside its program: every leaf kept, and what was kept held against what the log says later."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from desk.log.envelope import LogBroken
from desk.log.evidence import Fault
from desk.log.made import Made, made_of
from desk.log.tree import Tree
from desk.seal.leaves import Leaves
from desk.seal.source import Contradicted, Place, Taken, chain_at, following, looking

PAGE = 2_000
AGAIN_LOOKS = 20  # while the log is not what it was, it is read through anew after so many looks
OTHER = Fault(0, "it is another log")


class Keeper:
    """One history of one log. Not thread-safe.

    `fault` is what the log was found to contradict; while it stands nothing of the log is taken. It falls
    when the whole log was read anew and is what was kept.
    """

    def __init__(self, folder: Path, log: Path, history: int, whose: Made) -> None:
        self.whose, self.hashing = whose, whose.hashing
        self.leaves = Leaves(leaves_file(folder, history))
        self.tree = Tree(self.hashing, self.leaves.between)
        self.start = Place(0, self.hashing.genesis(whose.store_id))
        self.fault: Fault | None = None
        self.head = self.place_at(self.leaves.count)
        self._log = log
        self._reread = self.start
        self._looks = 0

    def place_at(self, seq: int, since: Place | None = None) -> Place:
        """Where the chain is at a position, by the leaves that were kept."""
        place = since or self.start
        while place.seq < seq:
            place = _along(self, place, min(seq, place.seq + PAGE))
        return place

    def look(self, reread: int) -> Sequence[Taken]:
        """The next events, checked and kept; and so many old ones held against their leaves.

        Raises FileNotFoundError, sqlite3.Error: a log that cannot be read says nothing.
        """
        self._looks += 1
        if self.fault and self._looks % AGAIN_LOOKS:
            return ()
        if self.fault:
            self.fault = self._first_bad()
        try:
            return self._look(reread)
        except Contradicted:
            self.fault = self._first_bad()  # on another connection: it stands, or it was a moment
            return ()

    def _look(self, reread: int) -> Sequence[Taken]:
        with looking(self._log) as connection:
            self._require_same(connection)
            self._reread = self._compared(connection, self._reread, reread)
            if self._reread.seq >= self.head.seq:
                self._reread = self.start
            taken = self._next(connection)
        if taken:
            self.leaves.append([one.leaf for one in taken])
            self.head = taken[-1].place
        return taken

    def _next(self, connection: sqlite3.Connection) -> list[Taken]:
        """Up to the first bad one; with it in front nothing is taken. Raises Contradicted."""
        taken: list[Taken] = []
        try:
            taken.extend(following(connection, self.hashing, self.head, PAGE))  # keeps those before
        except Contradicted:
            if not taken:
                raise
        return taken

    def _require_same(self, connection: sqlite3.Connection) -> None:
        """Raises Contradicted unless it still is this log, and its head where it was."""
        if _made(connection) != self.whose:
            raise Contradicted(OTHER)
        if self.head.seq and chain_at(connection, self.head.seq) != self.head.chain:
            raise Contradicted(Fault(self.head.seq, "the chain is not the one that was kept"))

    def _compared(self, connection: sqlite3.Connection, place: Place, count: int) -> Place:
        """So many events after a place that are what was kept. Raises Contradicted."""
        count = min(count, self.head.seq - place.seq)
        kept = self.leaves.between(place.seq, place.seq + count)
        found = following(connection, self.hashing, place, count)
        for one, leaf in zip(found, kept, strict=False):
            if one.leaf != leaf:
                raise Contradicted(Fault(one.place.seq, "it is not the event that was kept"))
            place, count = one.place, count - 1
        if count:
            words = f"the tail is cut: {self.head.seq} events were kept"
            raise Contradicted(Fault(place.seq + 1, words))
        return place

    def _first_bad(self) -> Fault | None:
        """Reads all that was kept, page by page, until something is not what it was."""
        place = self.start
        try:
            while place.seq < self.head.seq:
                with looking(self._log) as connection:
                    if _made(connection) != self.whose:
                        return OTHER
                    place = self._compared(connection, place, PAGE)
            with looking(self._log) as connection:
                next(following(connection, self.hashing, self.head, 1), None)
        except Contradicted as contradicted:
            return contradicted.fault
        return None

    def close(self) -> None:
        self.leaves.close()


def leaves_file(folder: Path, history: int) -> Path:
    return folder / f"leaves.{history}"


def made_by(log: Path) -> Made:
    """Raises FileNotFoundError, sqlite3.Error, LogBroken."""
    with looking(log) as connection:
        return made_of(connection)


def _made(connection: sqlite3.Connection) -> Made | None:
    try:
        return made_of(connection)
    except LogBroken:
        return None


def _along(keeper: Keeper, place: Place, end: int) -> Place:
    chain = place.chain
    for leaf in keeper.leaves.between(place.seq, end):
        chain = keeper.hashing.link(chain, leaf)
    return Place(end, chain)
