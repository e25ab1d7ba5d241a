"""Clocks that run out: how late with many open, and how fast when all are due at once."""

from __future__ import annotations

import sqlite3
import statistics
from bisect import bisect_left
from datetime import datetime, timedelta
from typing import NamedTuple

import msgspec

from api.bench.figures import ROUNDS, Figure, percentile, spread
from api.bench.ground import Ground, far_clocks, take_one
from api.clock import pause, stopwatch
from desk.log.instants import microseconds
from domain.deadline_events import DeadlineRanOut
from escalation.sweep import sweep
from escalation.waiter import Waiter

OPEN = 100_000
CLOCKS_AN_INCIDENT = 100  # more than any has
DUES_PER_SECOND = 100
SECONDS_A_ROUND = 4.0
HEAD_START = timedelta(seconds=1)
FAR = timedelta(days=30)
WAITED_SECONDS_MAX = 30.0


class Committed(NamedTuple):
    seq: int
    at_us: int


def open_clocks(ground: Ground, scale: float) -> None:
    """Of incidents of their own, so that as many people are rung as there would be."""
    count = int(OPEN * scale)
    taken = [take_one(ground.desk).incident for _ in range(max(1, count // CLOCKS_AN_INCIDENT))]
    theirs = ground._replace(incidents=tuple(filter(None, taken)))
    far_clocks(theirs, count, ahead=FAR, apart=timedelta(milliseconds=10))


def measure_lateness(ground: Ground, scale: float) -> tuple[Figure, Figure]:
    """p99 (the median round) and the worst of all, from due to committed."""
    commits: list[Committed] = []
    ground.log.on_commit(
        lambda seq: commits.append(Committed(seq, microseconds(ground.clock().now)))
    )
    waiter = Waiter(ground.desk, lambda: ground.clock().now, ground.clock.wait_seconds)
    waiter.start()
    try:
        rounds = [_round(ground, commits, scale) for _ in range(ROUNDS)]
    finally:
        waiter.stop()
    late = [percentile(one, 0.99) for one in rounds]
    worst = [max(one) for one in rounds]
    middle = statistics.median(late)
    return (
        Figure(middle, middle, None, spread(late), {"samples": float(sum(map(len, rounds)))}),
        Figure(max(worst), statistics.median(worst), None, spread(worst)),
    )


def _round(ground: Ground, commits: list[Committed], scale: float) -> list[float]:
    before = ground.log.head().seq
    count = max(5, int(DUES_PER_SECOND * SECONDS_A_ROUND * min(1.0, scale * 10)))
    apart = timedelta(seconds=1 / DUES_PER_SECOND)
    far_clocks(ground, count, ahead=HEAD_START, apart=apart)
    ran_out = _wait_for(ground, before, count)
    seqs = [one.seq for one in commits]
    return [
        (commits[bisect_left(seqs, seq)].at_us - microseconds(due)) / 1000 for seq, due in ran_out
    ]


def _wait_for(ground: Ground, after: int, count: int) -> list[tuple[int, datetime]]:
    began = stopwatch()
    while len(ran_out := _ran_out(ground, after)) < count:
        if stopwatch() - began > WAITED_SECONDS_MAX:
            raise TimeoutError(f"{len(ran_out)} of {count} clocks")
        pause(0.5)
    return ran_out


def measure_storm(ground: Ground, scale: float) -> Figure:
    """All that is open is due at once, each with the steps it has not taken. Clocks a second: the median of five parts."""
    before = ground.log.head().seq
    stamps: list[tuple[int, float]] = []
    ground.log.on_commit(lambda seq: stamps.append((seq, stopwatch())))
    began = stopwatch()
    asked = sweep(ground.desk, ground.clock().now + FAR * 2)
    took = stopwatch() - began
    dues = [due for _, due in _ran_out(ground, before)]
    if dues != sorted(dues) or not int(OPEN * scale) <= len(dues) <= asked:
        raise ValueError("the storm was not put on record once each, most urgent first")
    clocks_an_event = len(dues) / (ground.log.head().seq - before)
    parts = [rate * clocks_an_event for rate in _rates(stamps, before, began)]
    middle = statistics.median(parts)
    return Figure(middle, middle, None, spread(parts), {"asked": float(asked), "seconds": took})


def _rates(stamps: list[tuple[int, float]], seq: int, began: float) -> list[float]:
    step = max(1, len(stamps) // ROUNDS)
    rates = []
    for last, at in stamps[step - 1 :: step]:
        rates.append((last - seq) / (at - began))
        seq, began = last, at
    return rates


def _ran_out(ground: Ground, after: int) -> list[tuple[int, datetime]]:
    """Position and due time of every clock that ran out after a position, in the order of the log."""
    reading = sqlite3.connect(f"file:{ground.log.path}?mode=ro", uri=True)
    try:
        rows = reading.execute(
            "SELECT seq, json_extract(state, '$.data.due_at') FROM event"
            " WHERE seq>? AND topic=? ORDER BY seq",
            (after, DeadlineRanOut.TOPIC),
        ).fetchall()
    finally:
        reading.close()
    return [(seq, msgspec.convert(due, datetime)) for seq, due in rows]
