"""Which pages have lately said that they can be heard: kept in memory, told to the log when it changes."""

from __future__ import annotations

import threading
from collections.abc import Callable

DEAF_AFTER_SECONDS = 60.0


class Hearing:
    """Thread-safe, by the time that really passes. After a start the pages have a minute to speak up."""

    def __init__(self, stopwatch: Callable[[], float]) -> None:
        self._stopwatch = stopwatch
        self._lock = threading.Lock()
        self._since = stopwatch()
        self._ever = False
        self._told: bool | None = None

    def heard(self) -> None:
        with self._lock:
            self._since, self._ever = self._stopwatch(), True

    def change(self) -> tuple[bool, float] | None:
        """Whether anybody can be heard, and for how many seconds that has been so: once a change."""
        with self._lock:
            ago = self._stopwatch() - self._since
            audible = ago < DEAF_AFTER_SECONDS
            if audible == self._told or (audible and not self._ever):
                return None
            self._told = audible
            return audible, ago

    def untold(self) -> None:
        """The log took no word of it: the next look is told again."""
        with self._lock:
            self._told = None
