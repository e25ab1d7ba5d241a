"""The guarantee that a clock is rung: one thread that sleeps until the next one is due, never longer than a second."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from desk.desk import Desk
from escalation.passing import Passing
from escalation.patience import Patience
from escalation.sweep import sweep
from escalation.verdicts import Verdicts

log = logging.getLogger("shoubao.waiter")

LOOK_EVERY_SECONDS = 1.0  # a full look at least this often, whatever a wake-up missed


class Waiter:
    """Sleeps by the time that really passes, so that no set wall clock can keep it asleep.

    APScheduler may kick it as well; both only ask, the deadlines decide.
    """

    def __init__(
        self, desk: Desk, now: Callable[[], datetime], wait_seconds: Callable[[datetime], float]
    ) -> None:
        self._desk = desk
        self._now = now
        self._wait_seconds = wait_seconds
        self._kicked = threading.Event()
        self._stopping = False
        self._patience, self._passing, self._verdicts = Patience(), Passing(desk), Verdicts(desk)
        self._thread = threading.Thread(target=self._run, name="waiter", daemon=True)
        self.last_look: datetime | None = None  # a watchdog's evidence that the thread lives

    def start(self) -> None:
        self._desk.log.on_commit(lambda _: self._kicked.set())  # an earlier due may have come in
        self._thread.start()

    def kick(self) -> None:
        self._kicked.set()

    def stop(self) -> None:
        self._stopping = True
        self._kicked.set()
        self._thread.join()

    @property
    def is_alive(self) -> bool:
        return self._thread.is_alive()

    def _run(self) -> None:
        while not self._stopping:
            try:
                self._sleep(since=self._look())
            except Exception:  # a sick look must not end the watch; the next one comes in a second
                log.exception("the sweep failed")
                self._kicked.wait(LOOK_EVERY_SECONDS)

    def _look(self) -> datetime:
        self._kicked.clear()
        now = self.last_look = self._now()
        sweep(self._desk, now, self._patience)
        self._passing.follow(now)
        self._verdicts.reach(now)
        return now

    def _sleep(self, since: datetime) -> None:
        """What was due at the look was asked in it: a sick deadline must not keep the watch awake."""
        due = self._desk.log.next_due(since)
        seconds = self._wait_seconds(due) if due else LOOK_EVERY_SECONDS
        self._kicked.wait(min(seconds, LOOK_EVERY_SECONDS))
