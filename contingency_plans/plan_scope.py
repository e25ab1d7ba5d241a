"""管辖: whether a plan of the register is one that the office answers for, its own or one from below."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from contingency_plans.plan_events import PlanProfile
from domain.network import Network, UnitEntry
from domain.words import UnitKind

OFFICES = ("总值班室", "值班室", "办公室", "人民政府", "政府")


def is_ours(profile: PlanProfile, network: Network, office: UUID) -> bool:
    """Owned by a unit of ours or below; else of a region that one of them is, named alone or after one it lies in."""
    ours = network.subtree(office)
    if profile.owner_unit:
        return profile.owner_unit in ours
    names = {unit.id: region_of(unit.name) for unit in network}
    return any(_names(profile.jurisdiction, names[id], names.values()) for id in ours)


def own_places(network: Network, office: UUID) -> tuple[str, ...]:
    """How a register may write the office's own region: alone, or after one or more that it lies in."""
    unit = network.get(office)
    if unit is None:
        return ()
    ladder = [region_of(one.name) for one in network.ancestors(office)]
    names = [region_of(unit.name), region_of(unit.short_name)]
    for region in filter(None, dict.fromkeys(ladder)):
        names += [region + one for one in names if one and not one.startswith(region)]
    return tuple(dict.fromkeys(filter(None, names)))


def government_of(profile: PlanProfile, network: Network) -> UnitEntry | None:
    """The government of the region that the plan is for."""
    names = [region_of(unit.name) for unit in network]
    for unit in network:
        ruled = unit.kind is UnitKind.GOVERNMENT
        if ruled and _names(profile.jurisdiction, region_of(unit.name), names):
            return unit
    return None


def _names(jurisdiction: str, region: str, others: Iterable[str]) -> bool:
    """云州市临江区 names 临江区 where 云州市 is known."""
    if not region or not jurisdiction.endswith(region):
        return False
    above = jurisdiction.removesuffix(region)
    return not above or any(one and above.endswith(one) for one in others)


def region_of(unit: str) -> str:
    """临江区 of 临江区人民政府总值班室."""
    for ending in OFFICES:
        unit = unit.removesuffix(ending)
    return unit
