"""What keeps the past within reach: checkpoints made in small turns, so that no board waits for them."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import ClassVar

from api.clock import stopwatch
from desk.desk import TooBusy
from desk.log.log import Log
from desk.log.stored import recorded
from projections.follower import Source
from projections.replays import History, Replays
from projections.shapes import Board
from projections.store import Parked

log = logging.getLogger("shoubao.replays")

FILE = "replay.db"
LOOK_EVERY_SECONDS = 2.0
REST_PER_TURN = 3  # times as long as the turn took
FOLDED_MAX = 25_000  # events for one page: about a second


class NotKeptYet(TooBusy):
    """回放检查点正在重建，请稍后再看"""

    EN: ClassVar[str] = "The checkpoints of the replay are being made anew; look again later"


class ReplayKeeper:
    """One thread adds checkpoints; any thread asks for boards."""

    def __init__(self, office_log: Log, folder: Path) -> None:
        self._log = office_log
        self._replays = Replays(history_of(office_log), folder / FILE)
        self.chain_at = chain_of(office_log)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="replays", daemon=True)

    def board(self, seq: int, parked: Iterable[Parked]) -> Board:
        """Raises NotKeptYet while it would take too long."""
        if self._replays.reach(seq) > FOLDED_MAX:
            raise NotKeptYet
        return self._replays.board(seq, parked)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()
        self._replays.close()

    def _run(self) -> None:
        rest = LOOK_EVERY_SECONDS  # who has just begun has more urgent things to do
        while not self._stopping.wait(rest):
            began = stopwatch()
            try:
                more = self._replays.turn(self._log.position)
            except Exception:  # replays take longer then, and are right all the same
                log.exception("no checkpoint could be made")
                more = False
            rest = (stopwatch() - began) * REST_PER_TURN if more else LOOK_EVERY_SECONDS


def history_of(office_log: Log) -> History:
    return History(source_of(office_log), office_log.recorder.stream, chain_of(office_log))


def chain_of(office_log: Log) -> Callable[[int], str | None]:
    """The log's chain at a position, in hex; None where nothing stands."""

    def chain_at(seq: int) -> str | None:
        head = office_log.head_at(seq)
        return head.chain.hex() if head else None

    return chain_at


def source_of(office_log: Log) -> Source:
    return Source(str(office_log.store_id), office_log.rows_since, recorded)
