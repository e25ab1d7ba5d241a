"""Positions of the log by time and back: recorded times never fall and positions are dense, so halving finds them."""

from __future__ import annotations

from bisect import bisect_left
from datetime import datetime

from desk.log.envelope import Head
from desk.log.instants import instant, microseconds
from desk.log.recorder import LogRecorder


def head_at(recorder: LogRecorder, seq: int) -> Head | None:
    """What the head was when `seq` was the newest event; None: there is no such event."""
    row = recorder.one("SELECT seq, chain, recorded_at FROM event WHERE seq=?", (seq,))
    return Head(row["seq"], row["chain"], instant(row["recorded_at"])) if row else None


def last_before(recorder: LogRecorder, at: datetime, newest: int) -> int:
    """The last position recorded before an instant, of those up to `newest`; 0: none."""

    def recorded_us(seq: int) -> int:
        row = recorder.one("SELECT recorded_at FROM event WHERE seq=?", (seq,))
        return int(row["recorded_at"])

    return bisect_left(range(1, newest + 1), microseconds(at), key=recorded_us)
