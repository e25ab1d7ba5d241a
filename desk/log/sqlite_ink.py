"""Writes batches into log.db: events, chain, alarms and receipts in one transaction."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from uuid import UUID

import msgspec

from desk.log.codec import meta_of, state_of
from desk.log.connections import connect
from desk.log.envelope import Acting, Clock, Conflict, KeyReused, RawClock, Receipt
from desk.log.instants import instant, microseconds
from desk.log.made import Made
from desk.log.sqlite_schema import VERSION_TAKEN
from desk.log.tail import Tail, checked_tail
from desk.log.writer import Job, PreparedEvent

INSERT_EVENT = (
    "INSERT INTO event (seq, recorded_at, originator_id, originator_version, topic, version,"
    " state, leaf, chain) VALUES (?,?,?,?,?,?,?,?,?)"
)
INSERT_RECEIPT = (
    "INSERT INTO receipt (account, command_id, fingerprint, seq, chain, recorded_at, answer)"
    " VALUES (?,?,?,?,?,?,?)"
)
SELECT_RECEIPT = (
    "SELECT fingerprint, seq, chain, recorded_at, answer FROM receipt"
    " WHERE account=? AND command_id=?"
)
SET_ALARM = (
    "INSERT INTO due (originator_id, next_at) VALUES (?,?)"
    " ON CONFLICT (originator_id) DO UPDATE SET next_at=excluded.next_at"
)
CLEAR_ALARM = "DELETE FROM due WHERE originator_id=?"


class SqliteInk:
    """Only ever used by whoever leads the writer."""

    def __init__(self, path: Path, clock: Clock, whose: Made) -> None:
        self._path = path
        self._clock = clock
        self._whose = whose
        self._connection: sqlite3.Connection | None = None
        self.newest: dict[
            str, int
        ] = {}  # by topic; noted before the commit, and left if that fails
        self.reopen()

    def reopen(self) -> int:
        """A fresh connection and a checked tail: whatever was in flight stands or is gone."""
        self.close()
        self._connection = connect(self._path)
        try:
            self._tail = checked_tail(self._connection, self._whose)
        except Exception:
            self.close()
            raise
        return self._tail.seq

    def close(self) -> None:
        if self._connection:
            self._connection.close()
            self._connection = None

    def begin(self) -> None:
        self._execute("BEGIN IMMEDIATE")

    def commit(self) -> int:
        self._execute("COMMIT")
        return self._tail.seq

    def write(self, job: Job) -> Receipt:
        """One command inside a savepoint. Raises Conflict or KeyReused and leaves its neighbours be."""
        before = self._tail
        self._execute("SAVEPOINT command")
        try:
            receipt = self._stored(job) or self._written(job)
        except Exception:
            self._tail = before
            self._execute("ROLLBACK TO command")
            self._execute("RELEASE command")
            raise
        self._execute("RELEASE command")
        return receipt

    def _stored(self, job: Job) -> Receipt | None:
        if job.acting.fingerprint is None:
            return None
        key = (job.acting.account, job.acting.command_id.bytes)
        row = self._execute(SELECT_RECEIPT, key).fetchone()
        return receipt_of(row, job.acting) if row else None

    def _written(self, job: Job) -> Receipt:
        at_us, clock = self._time()
        meta = meta_of(job.acting, clock)
        for event in job.events:
            self._write_event(event, at_us, meta)
        self._tail = self._tail._replace(recorded_at_us=max(at_us, self._tail.recorded_at_us))
        self._keep_receipt(job, at_us)
        return Receipt(
            seq=self._tail.seq,
            chain=self._tail.chain.hex(),
            recorded_at=instant(at_us),
            command_id=job.acting.command_id,
            answer=msgspec.Raw(job.answer),
        )

    def _time(self) -> tuple[int, RawClock]:
        """The recorded time of a whole command: never at or before the one recorded last."""
        reading = self._clock()
        at_us = max(microseconds(reading.now), self._tail.recorded_at_us + 1)
        return at_us, RawClock(wall=reading.wall, offset_us=at_us - microseconds(reading.wall))

    def _write_event(self, event: PreparedEvent, at_us: int, meta: bytes) -> None:
        seq, state = self._tail.seq + 1, state_of(event.data, meta)
        row = (
            seq,
            at_us,
            event.originator_id,
            event.originator_version,
            event.topic,
            event.version,
            state,
        )
        hashed = self._whose.hashing.leaf(*row)
        chain = self._whose.hashing.link(self._tail.chain, hashed)
        try:
            self._execute(INSERT_EVENT, (*row, hashed, chain))
        except sqlite3.IntegrityError as error:
            # the trigger's word for a lost race; every other integrity error is a defect of ours
            if VERSION_TAKEN in str(error):
                raise Conflict(UUID(bytes=event.originator_id)) from None
            raise
        self._tail = Tail(seq, at_us, chain)
        self.newest[event.topic] = seq
        if event.moves_alarm:
            self._move_alarm(event)

    def _move_alarm(self, event: PreparedEvent) -> None:
        if event.next_at_us is None:
            self._execute(CLEAR_ALARM, (event.originator_id,))
        else:
            self._execute(SET_ALARM, (event.originator_id, event.next_at_us))

    def _keep_receipt(self, job: Job, at_us: int) -> None:
        acting = job.acting
        if acting.fingerprint is not None:
            self._execute(
                INSERT_RECEIPT,
                (
                    acting.account,
                    acting.command_id.bytes,
                    acting.fingerprint,
                    self._tail.seq,
                    self._tail.chain,
                    at_us,
                    job.answer,
                ),
            )

    def _execute(self, statement: str, parameters: tuple[object, ...] = ()) -> sqlite3.Cursor:
        if self._connection is None:
            raise sqlite3.ProgrammingError("the log is closed")
        return self._connection.execute(statement, parameters)


def receipt_of(row: sqlite3.Row, acting: Acting) -> Receipt:
    """The stored answer; KeyReused when it was given to another body."""
    if row["fingerprint"] != acting.fingerprint:
        raise KeyReused(acting.command_id)
    return Receipt(
        seq=row["seq"],
        chain=row["chain"].hex(),
        recorded_at=instant(row["recorded_at"]),
        command_id=acting.command_id,
        answer=msgspec.Raw(row["answer"]),
        replayed=True,
    )
