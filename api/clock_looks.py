"""The three clocks of the machine, looked at together: what is amiss with them is put on record once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from copy import copy
from datetime import timedelta

from api.clock import Clock, elapsed, suspended
from desk.office import DoubtClock
from escalation.clock_watch import ClockWatch, Sighting

AT_ONCE = timedelta(milliseconds=200)


class ClockLooks:
    """Thread-safe. `clock` gives the clock that the office goes by just now."""

    def __init__(self, clock: Callable[[], Clock]) -> None:
        self._clock = clock
        self._turn = threading.Lock()
        self._watch = ClockWatch(self.sighting())

    def sighting(self) -> Sighting:
        """Of one moment: held up between two clocks they would differ, and nobody set them."""
        while True:
            began, reading = elapsed(), self._clock()()
            sighting = Sighting(reading.now, reading.wall, suspended())
            if elapsed() - began < AT_ONCE:
                return sighting

    def begin_anew(self, set_clock: Callable[[], None]) -> None:
        """A look in between would take it for a jump."""
        with self._turn:
            set_clock()
            self._watch = ClockWatch(self.sighting())

    def look(self, put_on_record: Callable[[DoubtClock], None]) -> None:
        """What could not be put on record is told by the next look."""
        with self._turn:
            before = copy(self._watch)
            if doubt := self._watch.look(self.sighting()):
                try:
                    put_on_record(doubt)
                except Exception:
                    self._watch = before
                    raise
