"""往事重演: the office of a past case, looked at today; what is done now is on record, and nothing rings."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from api.hub import Hub
from api.running import CATCH_UP_SECONDS, Running
from desk.log.envelope import LogBroken


class PastRunning(Running):
    """No clock, no channel and no watch runs: what ran out then is on record, and nobody is on duty now."""

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
