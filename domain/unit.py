"""单位: one unit of the reporting network, as it was registered, revised and closed."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from domain.kernel import Event, Refused, Value
from domain.words import Line, Tier, UnitKind


class UnitProfile(Value):
    """What is known of a unit: its place in the ladder and how its desk is reached."""

    name: str
    short_name: str
    tier: Tier
    kind: UnitKind
    lines: tuple[Line, ...] = ()  # empty: any line
    parent: UUID | None = None  # its own government; for a government the next one up
    region_code: str = ""
    duty_phone: str = ""
    fax: str = ""


class UnitRegistered(Event):
    TOPIC = "unit.registered"
    unit: UUID
    profile: UnitProfile
    effective: datetime


class UnitRevised(Event):
    TOPIC = "unit.revised"
    unit: UUID
    profile: UnitProfile
    effective: datetime


class UnitClosed(Event):
    TOPIC = "unit.closed"
    unit: UUID
    effective: datetime
    reason: str


class Unit(Value):
    id: UUID
    profile: UnitProfile
    closed: bool = False


class UnitGone(Refused):
    """该单位已注销"""

    EN: ClassVar[str] = "This unit has been closed"


def evolve(unit: Unit | None, happened: Event) -> Unit:
    match happened:
        case UnitRegistered(unit=id, profile=profile) | UnitRevised(unit=id, profile=profile):
            return Unit(id=id, profile=profile)
        case UnitClosed(unit=id) if unit:
            return Unit(id=id, profile=unit.profile, closed=True)
    raise TypeError(f"{happened!r} is no unit's")


def register(
    unit: Unit | None, *, id: UUID, profile: UnitProfile, effective: datetime
) -> list[Event]:
    """Registered anew with the same words, nothing happens; with others, it is revised."""
    if unit is None:
        return [UnitRegistered(unit=id, profile=profile, effective=effective)]
    if unit.closed:
        raise UnitGone(id)
    if unit.profile == profile:
        return []
    return [UnitRevised(unit=id, profile=profile, effective=effective)]


def close(unit: Unit, *, effective: datetime, reason: str) -> list[Event]:
    if unit.closed:
        return []
    return [UnitClosed(unit=unit.id, effective=effective, reason=reason)]
