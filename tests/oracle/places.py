"""A province with its city, county, town and works, as plain words: who stands above whom, who answers for what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

RUNGS = ("unit", "township", "county", "city", "province", "central")


class Unit(NamedTuple):
    """No lines: any."""

    name: str
    kind: str
    tier: str
    above: str | None
    lines: tuple[str, ...] = ()


GOVERNMENTS = (
    Unit("state council", "government", "central", None),
    Unit("province", "government", "province", "state council"),
    Unit("city", "government", "city", "province"),
    Unit("county", "government", "county", "city"),
    Unit("town", "government", "township", "county"),
)
OTHERS = (
    Unit("works", "enterprise", "unit", "town"),
    Unit("hospital", "enterprise", "unit", "county"),
    Unit("newspaper", "outside", "unit", None),
)
BUREAUS = {
    "emergency": ("work_safety", "natural_disaster"),
    "environment": ("environment",),
    "health": ("health",),
    "food and market": ("food", "market_supervision"),
    "vets": ("animal_disease",),
    "building": ("construction",),
    "traffic": ("transport",),
    "energy": ("energy",),
    "network": ("cyber",),
    "police": ("public_security",),
    "publicity": ("publicity",),
    "education and tourism": ("education", "tourism"),
    "general office": (),
}
DEPARTMENTS = tuple(
    Unit(f"{seat.name} {name}", "department", seat.tier, seat.name, lines)
    for seat in GOVERNMENTS[:4]
    for name, lines in BUREAUS.items()
)
TIER_OF = {
    "state council": "central",
    "province government": "province",
    "city government": "city",
    "county government": "county",
}


class World:
    """The governments, and those departments that there are."""

    def __init__(self, departments: tuple[Unit, ...]) -> None:
        self.units = {one.name: one for one in (*GOVERNMENTS, *departments, *OTHERS)}
        self.bureaus = {
            seat.name: [one for one in departments if one.above == seat.name]
            for seat in GOVERNMENTS
        }

    def owes(self, name: str, who: str) -> bool:
        """`kind@tier#line`, several apart by `;`."""
        unit = self.units[name]
        return unit.kind != "outside" and any(self._is(unit, one) for one in who.split(";"))

    def _is(self, unit: Unit, one: str) -> bool:
        kind_and_tier, _, line = one.partition("#")
        kind, _, tier = kind_and_tier.partition("@")
        if tier not in ("", unit.tier):
            return False
        if kind in ("anybody", unit.kind):
            return not line or not unit.lines or line in unit.lines
        missing = line and unit.kind == "government" and not self.department(unit.name, line)
        return bool(missing and kind == "department")

    def department(self, government: str, line: str) -> str | None:
        """Else the one for whatever nobody else is for."""
        bureaus = self.bureaus[government]
        named = [one.name for one in bureaus if line in one.lines]
        return next(iter(named + [one.name for one in bureaus if not one.lines]), None)

    def find(self, role: str, name: str, line: str) -> str | None:
        """Where there is no such department, the duty desk of that government receives for it."""
        above = [one.name for one in self.above(name) if one.kind == "government"]
        unit = self.units[name]
        own = name if unit.kind == "government" else next(iter(above), None)
        upper = next((one for one in above if one != own), None)
        match role:
            case "own government":
                return own
            case "upper government":
                return upper
            case "upper department":
                return self._or_desk(upper, line)
            case "local department":
                with_one = (self.department(one, line) for one in above)
                return next((one for one in with_one if one), next(iter(above), None))
            case "province department":
                return self._or_desk(self._seat(above, "province"), line)
            case "ministry":
                return self._or_desk(self._seat(above, "central"), line)
            case "police":
                return self._exactly(own, "public_security")
            case "publicity":
                return self._exactly(own, "publicity")
        return self._seat(above, TIER_OF[role])

    def is_above(self, upper: str, lower: str) -> bool:
        """A government over it, or a department of one, of a higher tier."""
        here, there = self.units[lower], self.units[upper]
        ladder = {one.name for one in self.above(lower)}
        higher = RUNGS.index(there.tier) > RUNGS.index(here.tier)
        return upper in ladder or (there.kind == "department" and there.above in ladder and higher)

    def above(self, name: str) -> Iterator[Unit]:
        here = self.units[name].above
        while here:
            yield self.units[here]
            here = self.units[here].above

    def _or_desk(self, government: str | None, line: str) -> str | None:
        return government and (self.department(government, line) or government)

    def _exactly(self, government: str | None, line: str) -> str | None:
        found = self.department(government, line) if government else None
        return found if found and line in self.units[found].lines else None

    def _seat(self, above: list[str], tier: str) -> str | None:
        return next((one for one in above if self.units[one].tier == tier), None)
