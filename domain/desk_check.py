"""值班台检查: what was tested during a shift, by whom, and what is faulty until a later test finds it fine."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from domain.handover import Condition, DeviceTest
from domain.kernel import Event, Refused, Value, name_id
from domain.times import WorldTime


class DeskChecked(Event):
    """`clock_offset_seconds`: the office's time minus the reference; None: not compared."""

    TOPIC = "desk-check.made"
    devices: tuple[DeviceTest, ...]
    clock_offset_seconds: int | None
    words: str
    person: UUID
    checked: WorldTime


class DeskCheck(Value):
    """The last one."""

    made: DeskChecked


class NothingChecked(Refused):
    """请至少检查一项"""

    EN: ClassVar[str] = "Test at least one thing"


def desk_check_id(unit: UUID) -> UUID:
    return name_id(unit, "desk-check")


def evolve(_: DeskCheck | None, happened: Event) -> DeskCheck:
    if isinstance(happened, DeskChecked):
        return DeskCheck(made=happened)
    raise TypeError(f"{happened!r} is no check of the desk")


def check(checked: DeskChecked) -> list[Event]:
    """What nobody tested is left out: it is neither fine nor faulty."""
    tested = tuple(one for one in checked.devices if one.condition is not Condition.UNTESTED)
    if not tested and checked.clock_offset_seconds is None:
        raise NothingChecked
    return [
        DeskChecked(
            devices=tested,
            clock_offset_seconds=checked.clock_offset_seconds,
            words=checked.words.strip(),
            person=checked.person,
            checked=checked.checked,
        )
    ]
