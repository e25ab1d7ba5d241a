"""报送网络: who stands above whom, and who receives what a unit owes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import ClassVar
from uuid import UUID

from domain.kernel import Refused, Value
from domain.unit import UnitProfile
from domain.words import Line, RecipientRole, Tier, UnitKind

RANKS = {tier: rank for rank, tier in enumerate(Tier)}  # unit lowest, central highest


GOVERNMENTS = {
    RecipientRole.COUNTY_GOVERNMENT: Tier.COUNTY,
    RecipientRole.CITY_GOVERNMENT: Tier.CITY,
    RecipientRole.PROVINCE_GOVERNMENT: Tier.PROVINCE,
    RecipientRole.CENTRAL_GOVERNMENT: Tier.CENTRAL,
}


class UnitEntry(Value):
    """One unit as the network needs it. No lines: any line."""

    id: UUID
    name: str
    short_name: str
    tier: Tier
    kind: UnitKind
    lines: tuple[Line, ...] = ()
    parent: UUID | None = None
    region_code: str = ""


class LadderTurnsBack(Refused):
    """上级关系不能循环"""

    EN: ClassVar[str] = "A unit cannot stand above itself"


def entry(unit: UUID, profile: UnitProfile) -> UnitEntry:
    return UnitEntry(
        id=unit,
        name=profile.name,
        short_name=profile.short_name,
        tier=profile.tier,
        kind=profile.kind,
        lines=profile.lines,
        parent=profile.parent,
        region_code=profile.region_code,
    )


class Network:
    """All units, immutable. Questions are total: None where there is nobody.

    A report is owed one step up. Where the government there has no department of the line, its
    duty office receives; where one's own has none, its duty office owes what it would owe.
    """

    def __init__(self, units: Iterable[UnitEntry] = ()) -> None:
        self._units = {unit.id: unit for unit in units}

    @cached_property
    def _below(self) -> dict[UUID, list[UnitEntry]]:
        below: dict[UUID, list[UnitEntry]] = {}
        for unit in self:
            if unit.parent:
                below.setdefault(unit.parent, []).append(unit)
        return below

    def __iter__(self) -> Iterator[UnitEntry]:
        return iter(self._units.values())

    def __len__(self) -> int:
        return len(self._units)

    def __contains__(self, unit: UUID) -> bool:
        return unit in self._units

    def get(self, unit: UUID) -> UnitEntry | None:
        return self._units.get(unit)

    def with_unit(self, unit: UnitEntry) -> Network:
        """With the unit added or revised. Refuses a ladder that turns back on itself."""
        return self.with_units([unit])

    def with_units(self, units: Iterable[UnitEntry]) -> Network:
        """As `with_unit`, for units that name one another: asked about together."""
        added = list(units)
        grown = self.as_recorded(added)
        for unit in added:
            grown._require_way_up(unit)
        return grown

    def as_recorded(self, units: Iterable[UnitEntry]) -> Network:
        """With whatever stands on record: history is not refused."""
        return Network([*self, *units])

    def without_unit(self, unit: UUID) -> Network:
        return Network(one for one in self if one.id != unit)

    def ancestors(self, unit: UUID) -> tuple[UnitEntry, ...]:
        """Everybody above, nearest first, each once: two officers may have closed a circle at once."""
        above: dict[UUID, UnitEntry] = {}
        here = self._above(unit)
        while here and here.id != unit and here.id not in above:
            above[here.id] = here
            here = self._above(here.id)
        return tuple(above.values())

    def subtree(self, unit: UUID) -> frozenset[UUID]:
        """The unit and everybody below it."""
        found, pending = {unit}, [unit]
        while pending:
            below = {one.id for one in self._below.get(pending.pop(), ())} - found
            found |= below
            pending.extend(below)
        return frozenset(found)

    def stands_above_others(self, unit: UUID) -> bool:
        return unit in self._below

    def own_government(self, unit: UUID) -> UnitEntry | None:
        """Of a government, itself."""
        here = self.get(unit)
        if here and here.kind is UnitKind.GOVERNMENT:
            return here
        return next(self._governments_above(unit), None)

    def upper_government(self, unit: UUID) -> UnitEntry | None:
        own = self.own_government(unit)
        return next(self._governments_above(own.id), None) if own else None

    def upper_department(self, unit: UUID, line: Line) -> UnitEntry | None:
        return self._department_or_desk(self.upper_government(unit), line)

    def local_regulator(self, unit: UUID, line: Line) -> UnitEntry | None:
        """The nearest department of the line up the ladder; else the nearest government."""
        governments = list(self._governments_above(unit))
        departments = (self.department_of(one.id, line) for one in governments)
        return next(filter(None, departments), governments[0] if governments else None)

    def department_of(self, government: UUID, line: Line) -> UnitEntry | None:
        """One that names the line, before one that takes any."""
        under = [one for one in self._below.get(government, ()) if one.kind is UnitKind.DEPARTMENT]
        named = (one for one in under if line in one.lines)
        return next(named, None) or next((one for one in under if not one.lines), None)

    def is_above(self, upper: UUID, lower: UUID) -> bool:
        """A government over the unit, or a department of such a government at a higher tier."""
        here, there = self.get(lower), self.get(upper)
        if not here or not there or there.kind is UnitKind.OUTSIDE:
            return False
        ladder = {one.id for one in self.ancestors(lower)}
        beside = there.parent in ladder and RANKS[there.tier] > RANKS[here.tier]
        return upper in ladder or (there.kind is UnitKind.DEPARTMENT and beside)

    def resolve(self, unit: UUID, role: RecipientRole, line: Line) -> UnitEntry | None:
        """Who that is for this unit; never the unit itself."""
        found = self._resolve(unit, role, line)
        return found if found and found.id != unit else None

    def _resolve(self, unit: UUID, role: RecipientRole, line: Line) -> UnitEntry | None:
        match role:
            case RecipientRole.OWN_GOVERNMENT:
                return self.own_government(unit)
            case RecipientRole.UPPER_GOVERNMENT:
                return self.upper_government(unit)
            case RecipientRole.UPPER_DEPARTMENT:
                return self.upper_department(unit, line)
            case RecipientRole.LOCAL_REGULATOR:
                return self.local_regulator(unit, line)
            case RecipientRole.PUBLIC_SECURITY:
                return self._own_department(unit, Line.PUBLIC_SECURITY)
            case RecipientRole.PUBLICITY_DEPARTMENT:
                return self._own_department(unit, Line.PUBLICITY)
            case RecipientRole.PROVINCE_DEPARTMENT:
                return self._department_or_desk(self._government_at(unit, Tier.PROVINCE), line)
            case RecipientRole.CENTRAL_DEPARTMENT:
                return self._department_or_desk(self._government_at(unit, Tier.CENTRAL), line)
        return self._government_at(unit, GOVERNMENTS.get(role))

    def _own_department(self, unit: UUID, line: Line) -> UnitEntry | None:
        """The one of one's own government that names the line; no other stands in for the police."""
        own = self.own_government(unit)
        found = self.department_of(own.id, line) if own else None
        return found if found and line in found.lines else None

    def _department_or_desk(self, government: UnitEntry | None, line: Line) -> UnitEntry | None:
        return government and (self.department_of(government.id, line) or government)

    def _government_at(self, unit: UUID, tier: Tier | None) -> UnitEntry | None:
        return next((one for one in self._governments_above(unit) if one.tier is tier), None)

    def _governments_above(self, unit: UUID) -> Iterator[UnitEntry]:
        return (one for one in self.ancestors(unit) if one.kind is UnitKind.GOVERNMENT)

    def _above(self, unit: UUID) -> UnitEntry | None:
        here = self.get(unit)
        return self.get(here.parent) if here and here.parent else None

    def _require_way_up(self, unit: UnitEntry) -> None:
        way_up = (unit, *self.ancestors(unit.id))
        if way_up[-1].parent in {one.id for one in way_up}:
            raise LadderTurnsBack(unit.name)
