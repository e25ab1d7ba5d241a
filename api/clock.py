"""The only clock and the only chance in the product: everything else is told the time and given its luck."""

from __future__ import annotations

import os
import time
import uuid
from datetime import UTC, datetime, timedelta
from typing import Protocol
from uuid import UUID

from desk.log.envelope import Reading

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Clock(Protocol):
    """What the log, the sweep and the pages ask for the time."""

    def __call__(self) -> Reading: ...

    def wait_seconds(self, until: datetime) -> float:
        """How long a sleeper has to sleep, in real seconds, until the office's time is `until`."""
        ...


class OfficeClock:
    """The office's time: the wall clock at the start, and from then on the time that really passed.

    CLOCK_BOOTTIME counts through a suspend and takes no notice when somebody sets the wall clock, so a
    running deadline neither jumps nor stops. The wall clock is read beside it, for the record and the doubt.
    """

    def __init__(self, not_before: datetime | None = None) -> None:
        self.follow_wall(not_before)

    def __call__(self) -> Reading:
        anchor, since = self._set
        return Reading(anchor + (elapsed() - since), wall())

    def follow_wall(self, not_before: datetime | None = None) -> None:
        """Sets the office's time to the wall clock, though never to before what is recorded already."""
        since, now = elapsed(), wall()
        self._set = (max(now, not_before) if not_before else now), since  # at once: others read it

    def wait_seconds(self, until: datetime) -> float:
        return max(0.0, (until - self().now).total_seconds())


class VirtualClock:
    """A clock that stands still until it is moved: for replays and tests."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> Reading:
        return Reading(self.at, self.at)

    def move_to(self, at: datetime) -> None:
        self.at = max(self.at, at)

    def forward(self, **by: float) -> None:
        self.at += timedelta(**by)

    def wait_seconds(self, until: datetime) -> float:
        return 0.0 if until <= self.at else 0.05


class FastClock:
    """The office's time at a multiple of its speed, for the demonstration."""

    def __init__(self, speed: float, starts: datetime | None = None) -> None:
        self._speed = speed
        self._since = elapsed()
        self._starts = starts or wall()

    def __call__(self) -> Reading:
        now = self._starts + (elapsed() - self._since) * self._speed
        return Reading(now, now)

    def wait_seconds(self, until: datetime) -> float:
        return max(0.0, (until - self().now).total_seconds() / self._speed)


def wall() -> datetime:
    return datetime.now(UTC)


def suspended() -> timedelta:
    """How long this machine has slept since it was switched on."""
    boot, monotonic = time.clock_gettime(time.CLOCK_BOOTTIME), time.monotonic()
    return timedelta(seconds=boot - monotonic)


def stopwatch() -> float:
    """Seconds of an arbitrary origin, for measuring how long something took."""
    return time.perf_counter()


def pause(seconds: float) -> None:
    time.sleep(seconds)


def entropy(count: int) -> bytes:
    return os.urandom(count)


def new_id() -> UUID:
    return uuid.uuid4()


def elapsed() -> timedelta:
    """Since the machine was switched on, also while it slept."""
    return timedelta(microseconds=time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1000)
