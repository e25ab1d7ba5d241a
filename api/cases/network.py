"""The actors of a case as units of a network: who stands above whom, from tiers and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

from api.cases.reader import Case, CaseTier
from desk.network import RegisterUnit
from domain.kernel import name_id
from domain.unit import UnitProfile
from domain.words import Tier, UnitKind

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
OUTSIDE = (Tier.UNIT, UnitKind.OUTSIDE)
CASES = UUID(int=0)  # the namespace of every case's ids: the same file gives the same ids
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
LADDER = (Tier.TOWNSHIP, Tier.COUNTY, Tier.CITY, Tier.PROVINCE, Tier.CENTRAL)


class CaseNetwork:
    """One ladder of governments, each tier's departments and enterprises hung on its nearest rung.

    A tier that the case shows only by its departments gets a government nobody plays, so that the
    departments have somewhere to stand; it is no actor and owes and receives nothing on paper.
    """

    def __init__(self, case: Case) -> None:
        self._case = case
        self.ids = {key: name_id(name_id(CASES, case.id), key) for key in case.actors}
        self.keys = {id: key for key, id in self.ids.items()}
        self._rungs = {tier: self._rung(tier) for tier in LADDER if self._shown(tier)}

    def units(self) -> Iterator[RegisterUnit]:
        """From the top down, so that each finds the one above it."""
        for tier in reversed(LADDER):
            if tier in self._rungs and self._rungs[tier] not in self.keys:
                yield _unit(
                    self._rungs[tier], tier.value, tier, UnitKind.GOVERNMENT, self._above(tier)
                )
        by_height = sorted(
            self._case.actors, key=lambda key: _height(self._place(key)), reverse=True
        )
        for key in by_height:
            tier, kind = self._place(key)
            yield _unit(self.ids[key], key, tier, kind, self._parent(key))

    def _place(self, key: str) -> tuple[Tier, UnitKind]:
        return PLACES.get(self._case.actors[key].tier, OUTSIDE)

    def _shown(self, tier: Tier) -> bool:
        return any(self._place(key)[0] is tier for key in self._case.actors)

    def _rung(self, tier: Tier) -> UUID:
        governments = (
            self.ids[key]
            for key in self._case.actors
            if self._place(key) == (tier, UnitKind.GOVERNMENT)
        )
        return next(governments, name_id(name_id(CASES, self._case.id), "government", tier))

    def _above(self, tier: Tier) -> UUID | None:
        higher = LADDER[LADDER.index(tier) + 1 :]
        return next((self._rungs[one] for one in higher if one in self._rungs), None)

    def _parent(self, key: str) -> UUID | None:
        tier, kind = self._place(key)
        match kind:
            case UnitKind.OUTSIDE:
                return None
            case UnitKind.ENTERPRISE:
                return next(iter(self._rungs.values()), None)
            case UnitKind.DEPARTMENT:
                return self._rungs[tier]
        return self._above(tier)


def _height(place: tuple[Tier, UnitKind]) -> tuple[int, int]:
    tier, kind = place
    return (LADDER.index(tier) if tier in LADDER else -1), kind is UnitKind.GOVERNMENT


def _unit(id: UUID, name: str, tier: Tier, kind: UnitKind, parent: UUID | None) -> RegisterUnit:
    profile = UnitProfile(name=name, short_name=name, tier=tier, kind=kind, parent=parent)
    return RegisterUnit(unit=id, profile=profile, effective=LONG_AGO)
