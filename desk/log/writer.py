"""The one writer: commands that wait together are committed together; each stands or falls alone."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from desk.log.envelope import Acting, Conflict, LogBroken, OutcomeUnknown, Receipt
from desk.log.turns import Turns

log = logging.getLogger("shoubao.log")

BATCH_MAX = 256


class PreparedEvent(NamedTuple):
    """An event encoded outside the writer's lock."""

    originator_id: bytes
    originator_version: int
    topic: str
    version: int
    data: bytes
    moves_alarm: bool
    next_at_us: int | None


class Job:
    """One command waiting for its commit."""

    __slots__ = ("acting", "answer", "error", "events", "leads", "receipt", "turn")

    def __init__(self, events: Sequence[PreparedEvent], acting: Acting, answer: bytes) -> None:
        self.events = events
        self.acting = acting
        self.answer = answer
        self.receipt: Receipt | None = None
        self.error: Exception | None = None
        self.leads = False
        self.turn = threading.Lock()
        self.turn.acquire()

    def outcome(self) -> Receipt:
        if self.error:
            raise self.error
        assert self.receipt is not None
        return self.receipt


class Ink(Protocol):
    """What writes a batch into one kind of database."""

    def begin(self) -> None: ...
    def write(self, job: Job) -> Receipt: ...
    def commit(self) -> int: ...
    def reopen(self) -> int: ...
    def close(self) -> None: ...


class Writer:
    """Callers take turns at leading: whoever comes first writes for all that wait, then hands on.

    No thread of its own, so that a single caller pays for no change of threads. After any error of the
    database nothing is retried: the connection is opened anew and checked, and whoever waited is told
    that the outcome is unknown.
    """

    def __init__(self, ink: Ink, told: Callable[[int], None], turn: Turns) -> None:
        self._ink = ink
        self._turn = turn
        self._told = told
        self._queue: deque[Job] = deque()
        self._mutex = threading.Lock()
        self._led = False
        self._pen = threading.Lock()  # held from the begin of a batch to its end
        self._broken: str | None = None

    def write(self, job: Job) -> Receipt:
        with self._mutex:
            if self._broken:
                raise LogBroken(self._broken)
            self._queue.append(job)
            follows, self._led = self._led, True
        if follows:
            job.turn.acquire()
            if not job.leads:
                return job.outcome()
        self._lead(job)
        return job.outcome()

    def close(self) -> None:
        with self._mutex:
            self._broken = "the log is closed"
        with self._pen:  # a batch under way is finished first; those behind it are refused
            self._ink.close()

    def _lead(self, leader: Job) -> None:
        with self._mutex:
            batch = [self._queue.popleft() for _ in range(min(len(self._queue), BATCH_MAX))]
        try:
            with self._pen:
                self._commit(batch)
        finally:
            self._hand_on()
            for job in batch:
                if job is not leader:
                    job.turn.release()

    def _hand_on(self) -> None:
        with self._mutex:
            self._led = bool(self._queue)
            if self._queue:
                self._queue[0].leads = True
                self._queue[0].turn.release()

    def _commit(self, batch: list[Job]) -> None:
        if self._broken:
            for job in batch:
                job.error = LogBroken(self._broken)
            return
        try:
            with self._turn():
                self._ink.begin()
                for job in batch:
                    self._write(job)
            seq = self._ink.commit()
        except (
            BaseException
        ) as error:  # full, gone, lying, interrupted: nobody may be told it is written
            log.exception("the commit of %d commands failed", len(batch))
            self._fail(batch, error)
            if not isinstance(error, Exception):
                raise
            return
        self._told(seq)

    def _write(self, job: Job) -> None:
        try:
            job.receipt = self._ink.write(job)
        except Conflict as conflict:
            job.error = conflict
        except sqlite3.Error:
            raise
        except Exception as refusal:  # this one command is at fault; its neighbours are not
            job.error = refusal

    def _fail(self, batch: list[Job], error: BaseException) -> None:
        for job in batch:
            job.receipt, job.error = None, OutcomeUnknown(repr(error))
        try:
            seq = self._ink.reopen()
        except Exception as broken:  # not even readable: no write is taken until somebody looks
            log.exception("the log could not be opened again")
            with self._mutex:
                self._broken = repr(broken)
                waiting, self._queue = list(self._queue), deque()
            for job in waiting:
                job.error = LogBroken(self._broken)
                job.turn.release()
        else:
            self._told(seq)
