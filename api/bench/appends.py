"""Durable commands through the Desk, beside a bare insert and commit of the same rows."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

from api.bench.figures import ROUNDS, Figure, against_floor
from api.bench.ground import Ground, acting
from api.clock import new_id, stopwatch, wall
from desk.calls import TakeCall, take_call
from desk.log.connections import connect
from domain.incoming_report import Heard, Outcome
from domain.times import Basis, moment

COMMANDS = 640  # a round
COLUMNS = (
    "recorded_at INTEGER, originator_id BLOB, originator_version INTEGER, topic TEXT,"
    " version INTEGER, state BLOB, leaf BLOB, chain BLOB"
)
INSERT = "INSERT INTO event VALUES (NULL,?,?,?,?,?,?,?,?)"
INSERT_RECEIPT = "INSERT INTO receipt VALUES (NULL,?,?,?,?,?,?,?)"
Once = Callable[[], object]


class Bare:
    """The least that stores the same: one shared connection, no index, no trigger, no reckoning."""

    def __init__(self, ground: Ground) -> None:
        self._connection = connect(ground.folder / "bare.db")
        self._connection.execute(f"CREATE TABLE event (seq INTEGER PRIMARY KEY, {COLUMNS})")
        self._connection.execute(
            "CREATE TABLE receipt (id INTEGER PRIMARY KEY, account, command_id, fingerprint,"
            " seq, chain, recorded_at, answer)"
        )
        self._lock = threading.Lock()
        self._rows, self._receipt = _stored_last(ground.log.path)

    def write(self) -> None:
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            for row in self._rows:
                self._connection.execute(INSERT, row)
            self._connection.execute(INSERT_RECEIPT, self._receipt)
            self._connection.execute("COMMIT")

    def close(self) -> None:
        self._connection.close()


def file_a_call(ground: Ground) -> None:
    """A whole command that leaves two events in a stream of its own and a receipt."""
    call = TakeCall(
        received=moment(wall(), Basis.KEY_PRESS),
        heard=Heard(what="打错电话，询问公交线路"),
        filed_as=Outcome.NOISE,
        reason="与应急无关",
    )
    ground.desk.act(acting(), take_call, call)


def measure_appends(ground: Ground, clients: int, scale: float) -> Figure:
    """One client: what the Desk costs above the floor; several: its rate as a multiple of the floor's."""
    count = max(1, int(COMMANDS * scale) // clients) * clients
    file_a_call(ground)
    bare = Bare(ground._replace(folder=_fresh(ground.folder)))
    try:
        floor, ours = [], []
        for _ in range(ROUNDS):
            floor.append(_seconds_each(bare.write, clients, count) * 1e6)
            ours.append(_seconds_each(lambda: file_a_call(ground), clients, count) * 1e6)
    finally:
        bare.close()
    if clients == 1:
        return against_floor(ours, floor, lambda mine, least: mine - least)
    return against_floor(ours, floor, lambda mine, least: least / mine)


def _fresh(folder: Path) -> Path:
    made = folder / new_id().hex
    made.mkdir()
    return made


def _seconds_each(once: Once, clients: int, count: int) -> float:
    def client() -> None:
        for _ in range(count // clients):
            once()

    threads = [threading.Thread(target=client) for _ in range(clients)]
    began = stopwatch()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return (stopwatch() - began) / count


def _stored_last(path: Path) -> tuple[list[tuple[object, ...]], tuple[object, ...]]:
    """The rows of the newest command as the log stores them."""
    reading = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        names = "recorded_at, originator_id, originator_version, topic, version, state, leaf, chain"
        rows = reading.execute(f"SELECT {names} FROM event ORDER BY seq DESC LIMIT 2").fetchall()
        receipt = reading.execute("SELECT * FROM receipt ORDER BY seq DESC LIMIT 1").fetchone()
        return rows, receipt
    finally:
        reading.close()
