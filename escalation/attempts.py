"""Every attempt to reach somebody is a row before it is made, and completed after it.

A row without an outcome is an attempt that was cut off: nobody knows what became of it, and that is said.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from desk.log.instants import instant, microseconds
from domain.notice import Outcome
from escalation.attempts_file import AttemptsFile
from escalation.channels.message import Answer
from escalation.sending import RingKey, Send

A_TEST_LASTS = timedelta(minutes=3)
CUT_OFF = "程序中断"
ROWS = "SELECT id, channel, address, storm, test, begun, outcome, said, ended FROM attempt "
INSERT = "INSERT INTO attempt (channel, address, key, storm, test, begun) VALUES (?,?,?,?,?,?)"


class Attempt(NamedTuple):
    """One row. `outcome` None: under way."""

    id: int
    channel: str
    address: str
    storm: bool
    test: bool
    begun: datetime
    outcome: Outcome | None
    said: str
    ended: datetime | None


class Attempts:
    def __init__(self, file: AttemptsFile) -> None:
        self._file = file

    def begin(self, send: Send, key: str, at: datetime) -> int:
        """Before anything is sent; of no ring: a test. Raises sqlite3.Error."""
        made = (*send.way, key, send.storm, not send.wakings, microseconds(at))
        with self._file.writing() as db:
            id = db.execute(INSERT, made).lastrowid
            named = [(one.notice.bytes, one.number, id) for one in send.rings]
            db.executemany("INSERT INTO attempt_ring VALUES (?,?,?)", named)
        assert id
        return id

    def end(self, id: int, answer: Answer, at: datetime) -> None:
        with self._file.writing() as db:
            db.execute(
                "UPDATE attempt SET outcome = ?, said = ?, ended = ? WHERE id = ?",
                (answer.outcome.value, answer.said, microseconds(at), id),
            )

    def end_cut_off(self, at: datetime) -> int:
        """At the start: what was under way when the office stopped. A test may be of another process."""
        with self._file.writing() as db:
            return db.execute(
                "UPDATE attempt SET outcome = ?, said = ?, ended = ?"
                " WHERE outcome IS NULL AND (NOT test OR begun < ?)",
                (Outcome.UNKNOWN.value, CUT_OFF, microseconds(at), microseconds(at - A_TEST_LASTS)),
            ).rowcount

    def of_ring(self, ring: RingKey) -> list[Attempt]:
        """In the order in which they were made."""
        return self._found(
            "JOIN attempt_ring ON attempt = id WHERE notice = ? AND number = ? ORDER BY id",
            ring.notice.bytes,
            ring.number,
        )

    def newest(self, count: int) -> list[Attempt]:
        return self._found("ORDER BY id DESC LIMIT ?", count)

    def last_test(self, channel: str) -> Attempt | None:
        found = self._found("WHERE test AND channel = ? ORDER BY id DESC LIMIT 1", channel)
        return found[0] if found else None

    def rings_since(self, at: datetime) -> list[RingKey]:
        rows = self._file.rows(
            "SELECT DISTINCT notice, number FROM attempt_ring JOIN attempt ON attempt = id"
            " WHERE begun > ?",
            microseconds(at),
        )
        return [RingKey(UUID(bytes=notice), number) for notice, number in rows]

    def summed_upto(self, ring: RingKey, channel: str) -> datetime | None:
        rows = self._file.rows(
            "SELECT upto FROM summed WHERE notice = ? AND number = ? AND channel = ?",
            ring.notice.bytes,
            ring.number,
            channel,
        )
        return instant(rows[0][0]) if rows else None

    def set_summed(self, ring: RingKey, channel: str, upto: datetime) -> None:
        with self._file.writing() as db:
            db.execute(
                "INSERT OR REPLACE INTO summed VALUES (?,?,?,?)",
                (ring.notice.bytes, ring.number, channel, microseconds(upto)),
            )

    def _found(self, which: str, *places: object) -> list[Attempt]:
        rows = self._file.rows(ROWS + which, *places)
        return [_attempt(row) for row in rows]


def _attempt(row: Any) -> Attempt:
    return Attempt(
        id=row["id"],
        channel=row["channel"],
        address=row["address"],
        storm=bool(row["storm"]),
        test=bool(row["test"]),
        begun=instant(row["begun"]),
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        said=row["said"] or "",
        ended=instant(row["ended"]) if row["ended"] is not None else None,
    )
