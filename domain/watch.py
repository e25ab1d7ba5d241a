"""值守连续: the unbroken chain of shifts. Always one shift answers; a handover passes it on."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from domain.kernel import Event, Refused, Value, name_id, reason_given
from domain.times import WorldTime


class WatchBegan(Event):
    """The first shift, set by hand: from here on somebody is always responsible."""

    TOPIC = "watch.began"
    unit: UUID
    shift: UUID
    began: WorldTime


class WatchPassed(Event):
    """Both sides have signed: from here on the relief answers."""

    TOPIC = "watch.passed"
    outgoing: UUID
    relief: UUID
    handover: UUID
    passed: WorldTime


class WatchTakenOver(Event):
    """破例接班: passed on without both signatures, by a named person, for a reason."""

    TOPIC = "watch.taken-over"
    outgoing: UUID
    relief: UUID
    reason: str
    taken: WorldTime


class WatchStayedOn(Event):
    """留守: no relief comes and the shift stays on until then, by a named person, for a reason."""

    TOPIC = "watch.stayed-on"
    shift: UUID
    until: datetime
    reason: str
    stated: WorldTime


class Watch(Value):
    shift: UUID  # the one responsible now


class WatchRunning(Refused):
    """值守已开始，交接须双方签字"""

    EN: ClassVar[str] = "The watch is running; it passes on by a signed handover"


class NotResponsible(Refused):
    """该班次不是当前值守班次"""

    EN: ClassVar[str] = "This shift is not the one responsible now"


class SameShift(Refused):
    """不能交给本班自己；无人接班请用留守"""

    EN: ClassVar[str] = "A shift does not relieve itself; when no relief comes, it stays on"


class StaysBackwards(Refused):
    """留守须到现在以后的时间"""

    EN: ClassVar[str] = "A shift stays on until a time that is still to come"


def watch_id(unit: UUID) -> UUID:
    return name_id(unit, "watch")


def evolve(watch: Watch | None, happened: Event) -> Watch:
    match happened:
        case WatchBegan(shift=shift):
            return Watch(shift=shift)
        case WatchPassed(relief=relief) | WatchTakenOver(relief=relief) if watch:
            return Watch(shift=relief)
        case WatchStayedOn() if watch:
            return watch
    raise TypeError(f"{happened!r} is no watch's")


def begin(watch: Watch | None, *, unit: UUID, shift: UUID, began: WorldTime) -> list[Event]:
    if watch is None:
        return [WatchBegan(unit=unit, shift=shift, began=began)]
    if watch.shift == shift:
        return []
    raise WatchRunning(shift)


def pass_on(watch: Watch | None, passing: WatchPassed) -> list[Event]:
    require_responsible(watch, passing.outgoing)
    return [passing]


def take_over(
    watch: Watch | None, *, outgoing: UUID, relief: UUID, reason: str, taken: WorldTime
) -> list[Event]:
    """Break-glass: no relief has come, or no outgoing side is left to sign."""
    require_responsible(watch, outgoing)
    said = reason_given(reason)
    if outgoing == relief:
        raise SameShift(relief)
    return [WatchTakenOver(outgoing=outgoing, relief=relief, reason=said, taken=taken)]


def stay_on(
    watch: Watch | None, *, shift: UUID, until: datetime, reason: str, stated: WorldTime
) -> list[Event]:
    """Break-glass the other way: whoever answers goes on answering."""
    require_responsible(watch, shift)
    said = reason_given(reason)
    if until <= stated.latest:
        raise StaysBackwards
    return [WatchStayedOn(shift=shift, until=until, reason=said, stated=stated)]


def require_responsible(watch: Watch | None, shift: UUID) -> None:
    if watch is None or watch.shift != shift:
        raise NotResponsible(shift)
