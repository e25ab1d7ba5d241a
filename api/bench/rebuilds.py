"""Views folded anew, beside the least that reads the same history; and the proof of the log."""

from __future__ import annotations

import json
import multiprocessing
import re
import sqlite3
from pathlib import Path
from typing import Any

from api.bench.figures import ROUNDS, Figure, against_floor
from api.bench.ground import Ground, write_history
from api.clock import new_id, stopwatch
from api.running import follower_of
from desk.log.log import Log
from desk.log.recorder import SELECT
from desk.log.stored import RawRow, recorded
from desk.log.verify import verify
from projections.board import VIEWS
from projections.follower import Follower, Source
from projections.store import open_store

HISTORY = 100_000
LONG_HISTORY = 1_000_000


def measure_rebuild(ground: Ground, scale: float) -> Figure:
    write_history(ground, int(HISTORY * scale))
    floor, ours = [], []
    for _ in range(ROUNDS):
        floor.append(_bare_read(ground.log.path))
        ours.append(_rebuild(ground.log, ground.folder / f"views-{new_id().hex}.db"))
    events = ground.log.head().seq
    figure = against_floor(ours, floor, lambda mine, least: least / mine)
    return figure._replace(detail={"events": events, "events_per_s": events / figure.ours})


def _bare_read(path: Path) -> float:
    reading = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    began = stopwatch()
    for (state,) in reading.execute("SELECT state FROM event ORDER BY seq"):
        json.loads(state)
    took = stopwatch() - began
    reading.close()
    return took


def _rebuild(log: Log, views: Path) -> float:
    engine = open_store(views)
    began = stopwatch()
    follower = Follower(Source(str(log.store_id), log.rows_since, recorded), VIEWS, engine)
    follow(follower)
    took = stopwatch() - began
    engine.dispose()
    return took


def follow(follower: Follower) -> None:
    while follower.catch_up():
        pass


def measure_verify(ground: Ground, _: float) -> Figure:
    began = stopwatch()
    verdict = verify(ground.log.path)
    rate = verdict.events / (stopwatch() - began)
    if verdict.fault:
        raise ValueError(verdict.fault)
    return Figure(rate, rate, detail={"events": float(verdict.events)})


def measure_memory(ground: Ground, scale: float) -> Figure:
    """Of a child that does nothing but rebuild; it leaves the views for the measures that follow."""
    context = multiprocessing.get_context("spawn")
    parent, child = context.Pipe()
    process = context.Process(target=_child, args=(child, ground.folder, str(ground.log.store_id)))
    process.start()
    child.close()
    try:
        peak, seconds, events = parent.recv()
    finally:
        process.join()
    detail = {"seconds": seconds, "events": events, "whole_run_mb": peak_mb()}
    return Figure(peak, peak, detail=detail)


def _child(pipe: Any, folder: Path, store_id: str) -> None:
    began = stopwatch()
    reading = sqlite3.connect(f"file:{folder / 'log.db'}?mode=ro", uri=True)

    def rows_since(seq: int, limit: int) -> list[RawRow]:
        wanted = f"{SELECT} WHERE seq>? ORDER BY seq LIMIT ?"
        return [RawRow(*row) for row in reading.execute(wanted, (seq, limit))]

    follower = Follower(
        Source(store_id, rows_since, recorded), VIEWS, open_store(folder / "views.db")
    )
    follow(follower)
    pipe.send((peak_mb(), stopwatch() - began, follower.position))
    pipe.close()


def peak_mb() -> float:
    """Of this program alone: what getrusage says begins with the memory of whoever started it."""
    status = Path("/proc/self/status").read_text()
    return int(re.findall(r"VmHWM:\s*(\d+) kB", status)[0]) / 1024


def follower_for(ground: Ground) -> Follower:
    follower = follower_of(ground.log, ground.folder)()
    follow(follower)
    return follower
