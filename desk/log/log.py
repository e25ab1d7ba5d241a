"""The log as the rest of the product sees it: append, read by stream or by position, ask what is due."""

from __future__ import annotations

import fcntl
import logging
import os
import stat
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import ClassVar, TextIO
from uuid import UUID

import msgspec

from desk.log import codec, made
from desk.log.chain import SHA256, Hashing
from desk.log.connections import Readers, connect, create
from desk.log.envelope import (
    Acting,
    Clock,
    Head,
    Receipt,
    Recorded,
    StreamWrite,
)
from desk.log.instants import EPOCH, instant, microseconds
from desk.log.made import Made
from desk.log.positions import head_at, last_before
from desk.log.recorder import LogRecorder
from desk.log.sqlite_ink import SELECT_RECEIPT, SqliteInk, receipt_of
from desk.log.stored import RawRow, recorded
from desk.log.turns import Turns
from desk.log.writer import Job, PreparedEvent, Writer
from domain.kernel import Event, Refused, Timed

log = logging.getLogger("shoubao.log")

Listener = Callable[[int], None]

FILE = "log.db"
PAGE = 5_000


class LogInUse(Exception):
    """Another process writes this log."""


class ReadingCopy(Refused):
    """这是阅览副本，不能写入"""

    EN: ClassVar[str] = "This is a reading copy: nothing can be written in it"


class Log:
    """Thread-safe. One process at a time may hold a log open for writing."""

    def __init__(self, path: Path, clock: Clock, whose: Made, lock: TextIO) -> None:
        self.path = path
        self.store_id, self.hashing = whose
        self._lock = lock
        self._clock = clock
        self._listeners: list[Listener] = []
        self._ink = SqliteInk(path, clock, whose)
        self.turn = Turns()  # for whoever decides as well as for whoever writes
        self._writer = Writer(self._ink, self._tell, self.turn)
        self.recorder = LogRecorder(Readers(path))
        self._position = self._opened_at = self.head().seq

    @property
    def position(self) -> int:
        """Of the newest event on the disk: known without asking it, since nobody else writes."""
        return self._position

    def newest(self, topics: Iterable[str]) -> int:
        """No event of these topics, up to the position asked for before this, stands beyond the answer."""
        return max(self._ink.newest.get(topic, self._opened_at) for topic in topics)

    def now(self) -> datetime:
        """The office's time, as the writer gives it."""
        return self._clock().now

    def append(self, writes: Sequence[StreamWrite], acting: Acting, answer: bytes) -> Receipt:
        """Stores a whole command and returns when it is on the disk; the same command twice is stored once.

        Raises Conflict (another writer was first), KeyReused, OutcomeUnknown, LogBroken.
        """
        events = [one for write in writes for one in _prepared(write)]
        if not events and acting.fingerprint is None:
            return self._nothing(acting, answer)
        return self._writer.write(Job(events, acting, answer))

    def receipt(self, acting: Acting) -> Receipt | None:
        """What was answered to this command before; KeyReused when its id stood for something else."""
        if acting.fingerprint is None:
            return None
        row = self.recorder.one(SELECT_RECEIPT, (acting.account, acting.command_id.bytes))
        return receipt_of(row, acting) if row else None

    def stream(self, originator_id: UUID, *, after: int = 0) -> list[Recorded]:
        return [recorded(row) for row in self.recorder.stream(originator_id, after=after)]

    def since(self, seq: int, limit: int = PAGE, topics: Sequence[str] = ()) -> list[Recorded]:
        """Up to `limit` events after position `seq`, in order."""
        return [recorded(row) for row in self.rows_since(seq, limit, topics)]

    def rows_since(self, seq: int, limit: int = PAGE, topics: Sequence[str] = ()) -> list[RawRow]:
        return self.recorder.since(seq, limit, topics=topics)

    def between(self, since: datetime, until: datetime, limit: int = PAGE) -> list[Recorded]:
        """Up to `limit` events recorded from one moment up to another: recorded times never fall."""
        after = self.last_before(since)
        return self.since(after, max(0, min(limit, self.last_before(until) - after)))

    def last_before(self, at: datetime) -> int:
        """The newest position recorded before a moment; 0: none."""
        return last_before(self.recorder, at, self._position)

    def head_at(self, seq: int) -> Head | None:
        """As `head` when that was the newest event; None: there is no such event."""
        return head_at(self.recorder, seq)

    def head(self) -> Head:
        row = self.recorder.one(
            "SELECT seq, chain, recorded_at FROM event ORDER BY seq DESC LIMIT 1", ()
        )
        if row is None:
            return Head(0, self.hashing.genesis(self.store_id), None)
        return Head(row["seq"], row["chain"], instant(row["recorded_at"]))

    def chain_at(self, seq: int) -> bytes | None:
        """The link of the chain at a position, 0 before the first event; None beyond the newest."""
        if seq == 0:
            return self.hashing.genesis(self.store_id)
        row = self.recorder.one("SELECT chain FROM event WHERE seq=?", (seq,))
        return row["chain"] if row else None

    def due(self, as_of: datetime, limit: int) -> list[tuple[UUID, datetime]]:
        """Whose alarm has come as of a moment, the longest overdue first."""
        rows = self.recorder.all(
            "SELECT originator_id, next_at FROM due WHERE next_at<=? ORDER BY next_at LIMIT ?",
            (microseconds(as_of), limit),
        )
        return [(UUID(bytes=row["originator_id"]), instant(row["next_at"])) for row in rows]

    def next_due(self, after: datetime = EPOCH) -> datetime | None:
        """The first alarm later than a moment: what was due by then has been asked already."""
        row = self.recorder.one(
            "SELECT next_at FROM due WHERE next_at>? ORDER BY next_at LIMIT 1",
            (microseconds(after),),
        )
        return instant(row["next_at"]) if row else None

    def on_commit(self, listener: Listener) -> None:
        """Told whenever the head has moved, by whoever led the commit: must not wait for anything."""
        self._listeners.append(listener)

    def close(self) -> None:
        self._writer.close()
        self.recorder.datastore.close()
        self._lock.close()

    def _tell(self, seq: int) -> None:
        if seq == self._position:
            return  # receipts alone, or a failed commit of which nothing stands
        self._position = seq
        for listener in self._listeners:
            try:
                listener(seq)
            except Exception:  # what is written is written, whoever fails to hear of it
                log.exception("a listener failed at %d", seq)

    def _nothing(self, acting: Acting, answer: bytes) -> Receipt:
        head = self.head()
        return Receipt(
            seq=head.seq,
            chain=head.chain.hex(),
            recorded_at=head.recorded_at or instant(0),
            command_id=acting.command_id,
            answer=msgspec.Raw(answer),
        )


def open_log(
    folder: Path, clock: Clock, *, new_store_id: UUID | None = None, hashing: Hashing = SHA256
) -> Log:
    """Opens the folder's log, or makes one with `new_store_id`. Raises LogInUse, LogBroken, FileNotFoundError."""
    codec.learn_types()
    path = folder / FILE
    if not path.exists() and new_store_id is None:
        raise FileNotFoundError(path)
    lock = _locked(folder / f"{FILE}.lock")
    try:
        return Log(path, clock, _made(path, new_store_id, hashing), lock)
    except BaseException:
        lock.close()
        raise


def _made(path: Path, new_store_id: UUID | None, hashing: Hashing) -> Made:
    folder_mode = path.parent.stat().st_mode
    connection = connect(path)
    try:
        create(connection)
        # a sealer in the folder's group reads it under its own user, and nobody else does
        path.chmod(0o600 | (folder_mode & stat.S_IRGRP))
        if made.taken_from(connection):
            raise ReadingCopy(path.parent)
        if new_store_id:
            made.make(connection, Made(new_store_id, hashing))
        return made.made_of(connection)
    finally:
        connection.close()


def _locked(path: Path) -> TextIO:
    lock = path.open("a")  # whoever is refused must not wipe out who holds it
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise LogInUse(path) from error
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock


def _prepared(write: StreamWrite) -> Iterable[PreparedEvent]:
    """Of several events that move the alarm the last one does: nobody can look in between."""
    last = next((one for one in reversed(write.events) if isinstance(one, Timed)), None)
    for version, event in enumerate(write.events, start=write.expected_version + 1):
        yield PreparedEvent(
            write.originator_id.bytes,
            version,
            event.TOPIC,
            event.VERSION,
            codec.data_of(event),
            event is last,
            _alarm(event),
        )


def _alarm(event: Event) -> int | None:
    """The due index follows from this one field and nothing else."""
    if isinstance(event, Timed) and event.next_at is not None:
        return microseconds(event.next_at)
    return None
