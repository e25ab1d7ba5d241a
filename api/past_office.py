"""往事重演: the office of a past case, looked at today; what is done now is on record, and nothing rings."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from api.clock import Clock
from api.hub import Hub
from api.running import CATCH_UP_SECONDS, Running
from api.settings import Settings
from desk.log.envelope import Head, LogBroken
from desk.log.log import Log
from domain.receipt_key import ReceiptKeyPublished


def end_of_record(log: Log) -> Head:
    """Before it was served for the first time, when the key of its receipts went on record."""
    served = log.since(0, 1, (ReceiptKeyPublished.TOPIC,))
    return (served and log.head_at(served[0].seq - 1)) or log.head()


class PastRunning(Running):
    """No clock, no channel and no watch runs: what ran out then is on record, and nobody is on duty now."""

    def __init__(self, settings: Settings, clock: Clock | None = None, speed: float = 1.0) -> None:
        super().__init__(settings, clock, speed)
        self.ended = end_of_record(self.log)

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        self.hub = Hub(loop)
        self.boards.start(self.hub)
        self.log.on_commit(self.boards.wake)
        self.boards.wait_for(self.log.head().seq, CATCH_UP_SECONDS)
        self.trail.start()
        self.replays.start()

    def stop(self) -> None:
        with suppress(LogBroken):
            self.anchor_readings()
        self.trail.stop()
        self.boards.stop()
        self.close()
