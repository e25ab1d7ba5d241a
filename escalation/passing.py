"""换班续叫: when the watch passes on, what rings for the relieved leader goes on for the new one at once."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from desk.desk import Desk
from desk.ringing import PassRingOn, pass_ring_on
from domain.notice import RingGoesOn, Rung, RungForShift
from domain.watch import WatchBegan, WatchPassed, WatchTakenOver, watch_id
from escalation.sweep import acting

log = logging.getLogger("shoubao.passing")

PASSINGS = tuple(kind.TOPIC for kind in (WatchBegan, WatchPassed, WatchTakenOver))
STILL_RINGS = (
    Rung.TOPIC,
    RungForShift.TOPIC,
    RingGoesOn.TOPIC,
)  # every hour one of them is recorded of each
PAGE = 1_000


class Passing:
    """Belongs to one thread. What it misses, the ring's own look finds within the hour."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._upto = -1

    def follow(self, at: datetime) -> None:
        """Once after a start and once whenever the watch has passed."""
        head = self._desk.log.position  # first: what comes during the look is found by the next one
        if self._desk.log.newest(PASSINGS) > self._upto and self._desk.register().founded:
            for notice in dict.fromkeys(_rung_in_the_last_watch(self._desk)):
                _pass_on(self._desk, notice, at)
            self._upto = head


def _rung_in_the_last_watch(desk: Desk) -> Iterator[UUID]:
    """Everything that may still ring for whoever led the watch before the one that runs."""
    passings = [one.seq for one in desk.log.stream(watch_id(desk.register().office.unit))]
    first = passings[-2] if len(passings) > 1 else 0
    while passings and (page := desk.log.rows_since(first, PAGE, STILL_RINGS)):
        yield from (row.originator for row in page)
        first = page[-1].seq


def _pass_on(desk: Desk, notice: UUID, at: datetime) -> None:
    try:
        desk.act(acting(notice, at), pass_ring_on, PassRingOn(notice=notice))
    except Exception:  # one sick ring must not keep the others with somebody who has gone home
        log.exception("ring %s could not be passed on", notice)
