"""值守连续: the unbroken chain of shifts. Always one shift answers; a handover passes it on."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from domain.kernel import Event, Refused, Value, name_id
from domain.times import WorldTime


class WatchBegan(Event):
    """The first shift, set by hand: from here on somebody is always responsible."""

    TOPIC = "watch.began"
    unit: UUID
    shift: UUID
    began: WorldTime


class Watch(Value):
    shift: UUID  # the one responsible now


class WatchRunning(Refused):
    """值守已开始，交接须双方签字"""

    EN: ClassVar[str] = "The watch is running; it passes on by a signed handover"


def watch_id(unit: UUID) -> UUID:
    return name_id(unit, "watch")


def evolve(watch: Watch | None, happened: Event) -> Watch:
    match happened:
        case WatchBegan(shift=shift):
            return Watch(shift=shift)
    raise TypeError(f"{happened!r} is no watch's")


def begin(watch: Watch | None, *, unit: UUID, shift: UUID, began: WorldTime) -> list[Event]:
    if watch is None:
        return [WatchBegan(unit=unit, shift=shift, began=began)]
    if watch.shift == shift:
        return []
    raise WatchRunning(shift)
