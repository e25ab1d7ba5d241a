"""The actors of a case as units of a network: who stands above whom, by tier and by whom they told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from uuid import UUID

from api.cases.shapes import Case, CaseTier, RowKind
from desk.network import RegisterUnit
from domain.kernel import name_id
from domain.network import RANKS
from domain.unit import UnitProfile
from domain.words import Line, Tier, UnitKind

PLACES = {
    CaseTier.UNIT: (Tier.UNIT, UnitKind.ENTERPRISE),
    CaseTier.TOWNSHIP: (Tier.TOWNSHIP, UnitKind.GOVERNMENT),
    CaseTier.COUNTY_DEPT: (Tier.COUNTY, UnitKind.DEPARTMENT),
    CaseTier.COUNTY: (Tier.COUNTY, UnitKind.GOVERNMENT),
    CaseTier.CITY_DEPT: (Tier.CITY, UnitKind.DEPARTMENT),
    CaseTier.CITY: (Tier.CITY, UnitKind.GOVERNMENT),
    CaseTier.PROVINCE_DEPT: (Tier.PROVINCE, UnitKind.DEPARTMENT),
    CaseTier.PROVINCE: (Tier.PROVINCE, UnitKind.GOVERNMENT),
    CaseTier.CENTRAL: (Tier.CENTRAL, UnitKind.GOVERNMENT),
}
HIDING = (RowKind.SUPPRESSED, RowKind.FALSIFIED)
OUTSIDE = (Tier.UNIT, UnitKind.OUTSIDE)
UNNAMED_ABOVE = "上级"  # how a file calls a superior that its source does not name
LADDER = (Tier.TOWNSHIP, Tier.COUNTY, Tier.CITY, Tier.PROVINCE, Tier.CENTRAL)
LINES = {  # departments whose names say that no other line is theirs; the rest may be of any
    "公安": Line.PUBLIC_SECURITY,
    "宣传": Line.PUBLICITY,
    "外宣": Line.PUBLICITY,
    "网信": Line.CYBER,
}
CASES = UUID(int=0)  # the namespace of every case's ids: the same file gives the same ids
LONG_AGO = datetime(1900, 1, 1, tzinfo=UTC)


class CaseNetwork:
    """One ladder of governments, with departments and enterprises hung on its rungs.

    A tier that the case shows only by its departments gets a government that nobody plays, so that
    they have somewhere to stand. Of several governments on a tier, the one that was told comes first.
    """

    def __init__(self, case: Case) -> None:
        self._actors = case.actors
        self._told = [(row.actor, row.told) for row in case.timeline if row.told]
        self._places = {key: PLACES.get(one.tier, OUTSIDE) for key, one in case.actors.items()}
        self._places |= {key: self._above_tellers(key) for key in self._unnamed()}
        self._places |= dict.fromkeys(self._answerable(case), PLACES[CaseTier.UNIT])
        self.root = name_id(CASES, case.id)
        self.ids = {key: name_id(self.root, "actor", key) for key in case.actors}
        self.keys = {id: key for key, id in self.ids.items()}

    def seat(self, key: str, unit: UUID) -> None:
        """An office has an id of its own."""
        del self.keys[self.ids[key]]
        self.ids[key] = unit
        self.keys[unit] = key

    def authority_over(self, key: str) -> UUID | None:
        """Whom this actor tells where the source does not say whom: the government it stands under."""
        return self._parent(key)

    def units(self) -> Iterator[RegisterUnit]:
        """From the top down. On one tier the department that was told comes before the others."""
        for tier in LADDER:
            if self._shown(tier) and not self._governments(tier):
                above = self._government_over(tier, by="")
                yield _unit(self._stand_in(tier), tier, tier, UnitKind.GOVERNMENT, above)
        was_told = [told for _, told in self._told]
        for key in sorted(self._actors, key=lambda one: one not in was_told):
            tier, kind = self.place(key)
            name = self._actors[key].name
            yield _unit(self.ids[key], name, tier, kind, self._parent(key), _lines(name, kind))

    def _parent(self, key: str) -> UUID | None:
        tier, kind = self.place(key)
        match kind:
            case UnitKind.OUTSIDE:
                return None
            case UnitKind.DEPARTMENT:
                return self._government(tier, by=key)
        return self._government_over(tier, by=key)

    def _government_over(self, tier: Tier, *, by: str) -> UUID | None:
        """The nearest one higher up that the case shows."""
        higher = (one for one in LADDER if RANKS[one] > RANKS[tier] and self._shown(one))
        nearest = next(higher, None)
        return self._government(nearest, by=by) if nearest else None

    def _government(self, tier: Tier, *, by: str) -> UUID:
        """The one told by this actor, else told by anybody, else named first, else the stand-in."""
        there = self._governments(tier)
        told = [told for _, told in sorted(self._told, key=lambda hop: hop[0] != by)]
        found = next((one for one in told if one in there), None) or next(iter(there), None)
        return self.ids[found] if found else self._stand_in(tier)

    def _governments(self, tier: Tier) -> list[str]:
        return [key for key in self._actors if self.place(key) == (tier, UnitKind.GOVERNMENT)]

    def _stand_in(self, tier: Tier) -> UUID:
        return name_id(self.root, "government", tier)

    def _shown(self, tier: Tier) -> bool:
        return any(self.place(key)[0] is tier for key in self._actors)

    def place(self, key: str) -> tuple[Tier, UnitKind]:
        """On which rung, and as what."""
        return self._places[key]

    def _unnamed(self) -> list[str]:
        outside = (key for key in self._actors if self.place(key) == OUTSIDE)
        return [key for key in outside if self._actors[key].name.startswith(UNNAMED_ABOVE)]

    def _answerable(self, case: Case) -> list[str]:
        """Whoever is said to have hidden or forged something owed it to somebody, whatever else it is."""
        acting = {row.actor for row in case.timeline if row.kind in HIDING}
        return [key for key in acting if self._actors[key].tier is CaseTier.OTHER]

    def _above_tellers(self, key: str) -> tuple[Tier, UnitKind]:
        """A superior without a name stands one step above the highest of those who told it."""
        tiers = [self.place(teller)[0] for teller, told in self._told if told == key]
        higher = [one for one in LADDER if tiers and RANKS[one] > max(RANKS[t] for t in tiers)]
        return (higher[0], UnitKind.GOVERNMENT) if higher else OUTSIDE


def _lines(name: str, kind: UnitKind) -> tuple[Line, ...]:
    if kind is not UnitKind.DEPARTMENT:
        return ()
    return tuple(dict.fromkeys(line for word, line in LINES.items() if word in name))


def _unit(
    id: UUID,
    name: str,
    tier: Tier,
    kind: UnitKind,
    parent: UUID | None,
    lines: Iterable[Line] = (),
) -> RegisterUnit:
    profile = UnitProfile(
        name=name, short_name=name, tier=tier, kind=kind, lines=tuple(lines), parent=parent
    )
    return RegisterUnit(unit=id, profile=profile, effective=LONG_AGO)
