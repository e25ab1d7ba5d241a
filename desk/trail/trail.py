"""The trail as the rest of the product sees it: noting costs nothing, one thread writes what was noted.

A reader never waits for this file: when it is full or broken the office goes on, and the board says so.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections import deque
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from desk.trail.reading import Reading, ReadingKind, asked_by, encode, merged
from desk.trail.tables import FILE, INSERT, TrailHead, TrailUnsound, chain_at, link, open_file

log = logging.getLogger("shoubao.trail")

WRITE_EVERY_SECONDS = 1.0  # what a power cut can take
WRITE_SOON = 500  # waiting readings
WAITING_MAX = 20_000  # while the file takes none; beyond them they are only counted


class Trail:
    """Thread-safe. `unsound`: why the file that was found is not the one that was kept; it is set aside."""

    def __init__(
        self,
        folder: Path,
        new_id: Callable[[], UUID],
        now: Callable[[], datetime],
        anchored: TrailHead | None,
    ) -> None:
        self.path = folder / FILE
        self._new_id, self._now, self._anchored = new_id, now, anchored
        self.failure = self.unsound = ""
        self.lost = 0  # since the failure
        self._waiting: deque[Reading] = deque()
        self._pen = threading.Lock()
        self._something, self._ending = threading.Event(), threading.Event()
        self._connection: sqlite3.Connection | None = None
        self._head: TrailHead | None = None
        self._open()
        self._thread = threading.Thread(target=self._keep_writing, name="trail", daemon=True)

    def start(self) -> None:
        self._thread.start()

    @property
    def head(self) -> TrailHead | None:
        """None: it cannot be opened."""
        return self._head

    def note(self, reading: Reading) -> None:
        """On the disk a second later; never waits."""
        if len(self._waiting) >= WAITING_MAX:
            self.lost += 1
            return
        self._waiting.append(reading)
        if len(self._waiting) >= WRITE_SOON:
            self._something.set()

    def write(self) -> None:
        """Whatever was noted before this is on the disk when it returns, unless `failure` says why not."""
        with self._pen:
            batch = [self._waiting.popleft() for _ in range(len(self._waiting))]
            if not batch and not self.failure:
                return
            try:
                self._write(batch)
            except (sqlite3.Error, OSError, TrailUnsound) as error:
                self._fail(batch, error)

    def stop(self) -> None:
        self._ending.set()
        self._something.set()
        if self._thread.is_alive():
            self._thread.join()
        self.close()

    def close(self) -> None:
        self.write()
        with self._pen:
            if self._connection:
                self._connection.close()
                self._connection = None

    def _keep_writing(self) -> None:
        while not self._ending.is_set():
            self._something.wait(WRITE_EVERY_SECONDS)
            self._something.clear()
            try:
                self.write()
            except Exception:  # whatever it is, the next second is written
                log.exception("the trail of reading could not be written")

    def _write(self, batch: list[Reading]) -> None:
        if self._connection is None:
            self._connection, self._head = open_file(self.path, self._new_id())
        if self.lost:
            gap = Reading(at=self._now(), kind=ReadingKind.LOST, times=self.lost)
            batch = [*batch, gap]
        assert self._head
        rows, head = chained(self._head, merged(batch) if batch else [])
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany(INSERT, rows)
        self._connection.execute("COMMIT")
        self._head, self.failure, self.lost = head, "", 0

    def _fail(self, batch: list[Reading], error: Exception) -> None:
        """Nothing is retried on this connection: the file is opened anew the next second."""
        if not self.failure:
            log.error("the trail of reading takes no writes: %s", error)
        self.failure = str(error) or type(error).__name__
        room = WAITING_MAX - len(self._waiting)
        self._waiting.extendleft(reversed(batch[:room]))
        self.lost += len(batch[room:])
        if self._connection:
            self._connection.close()
            self._connection = None

    def _open(self) -> None:
        try:
            self._connection, self._head = self._opened()
        except TrailUnsound as unsound:
            self.unsound = str(unsound)
            self._set_aside()
        except (sqlite3.Error, OSError) as error:
            self._fail([], error)

    def _opened(self) -> tuple[sqlite3.Connection, TrailHead]:
        if self._anchored and not self.path.exists():
            raise TrailUnsound("the file is gone")
        connection, head = open_file(self.path, self._new_id())
        try:
            _require_anchored(connection, head, self._anchored)
        except BaseException:
            connection.close()
            raise
        return connection, head

    def _set_aside(self) -> None:
        """Nothing is thrown away: the file is kept under another name, and a new trail begins."""
        log.error("the trail of reading does not hold: %s", self.unsound)
        fresh = self._new_id()
        try:
            for path in self.path.parent.glob(f"{FILE}*"):
                path.rename(path.with_name(path.name.replace(FILE, f"trail-before-{fresh}.db")))
            self._connection, self._head = open_file(self.path, fresh)
        except (sqlite3.Error, OSError) as error:
            self._fail([], error)


def chained(head: TrailHead, readings: list[Reading]) -> tuple[list[tuple[object, ...]], TrailHead]:
    """The rows that follow `head`, and the head after them."""
    rows: list[tuple[object, ...]] = []
    for one in readings:
        state = encode(one)
        chain = link(head.chain, head.size + 1, state)
        head = TrailHead(head.trail, head.size + 1, chain)
        rows.append((head.size, state.decode(), chain, *asked_by(one)))
    return rows, head


def _require_anchored(
    connection: sqlite3.Connection, head: TrailHead, anchored: TrailHead | None
) -> None:
    if anchored is None:
        return
    if anchored.trail != head.trail:
        raise TrailUnsound("it is another trail than the log names")
    if chain_at(connection, head.trail, anchored.size) != anchored.chain:
        raise TrailUnsound(f"{anchored.size} is not what the log names")
