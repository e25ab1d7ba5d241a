"""Watches the clock: a jump of the wall clock or a suspended machine is an event and a banner."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from desk.office import DoubtClock
from domain.office import DoubtKind

DRIFT_MAX = timedelta(seconds=2)


class Sighting(NamedTuple):
    """The three clocks at one look."""

    now: datetime  # the office's time
    wall: datetime
    suspended: timedelta  # in all, since the machine was switched on


class ClockWatch:
    """Compares each look with what was last put on record: one drift is reported once, not every second."""

    def __init__(self, first: Sighting) -> None:
        self._told_drift = first.wall - first.now
        self._told_suspended = first.suspended

    def look(self, sighting: Sighting) -> DoubtClock | None:
        """What to put on record, if anything.

        A suspend moves no clock against another, since the office's time counts through it; it is
        reported all the same, because everything that fell due in it was rung late.
        """
        drift = sighting.wall - sighting.now
        slept = sighting.suspended - self._told_suspended
        if slept > DRIFT_MAX:
            self._told_suspended = sighting.suspended
            return _doubt(DoubtKind.SUSPENDED, sighting, slept)
        if abs(drift - self._told_drift) > DRIFT_MAX:
            self._told_drift = drift
            return _doubt(DoubtKind.WALL_JUMPED, sighting, drift)
        return None


def behind_log(sighting: Sighting, last_recorded: datetime | None) -> DoubtClock | None:
    """At the start: a wall clock earlier than the last event cannot be right."""
    if last_recorded and sighting.wall < last_recorded - DRIFT_MAX:
        return _doubt(DoubtKind.BEHIND_LOG, sighting, sighting.wall - last_recorded)
    return None


def _doubt(kind: DoubtKind, sighting: Sighting, drift: timedelta) -> DoubtClock:
    return DoubtClock(
        kind=kind,
        wall=sighting.wall,
        now=sighting.now,
        drift_us=drift // timedelta(microseconds=1),
    )
