"""编制单位对应哪个单位: an owner as a register writes it, 县水利局, is a unit of the network where just one is meant."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from msgspec.structs import replace

from contingency_plans.plan_entry import PlanEntry
from contingency_plans.plan_places import Places
from contingency_plans.plan_scope import is_ours, region_of
from contingency_plans.plan_typed import key
from desk.register import Register

NO_OFFICE = UUID(int=0)  # a sheet may be looked at where no office is
LEVELS = "省市区县州盟旗镇乡"


class Owners:
    """Only of plans that the office answers for: 区应急管理局 of another district is not ours."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self.office = register.founded.unit if register.founded else NO_OFFICE
        self._places = Places(register.plans, self.office)
        self._named: dict[str, set[UUID]] = defaultdict(set)
        unit = register.network.get(self.office)
        self.region = region_of(unit.name) if unit else ""
        for one in register.network:
            for name in (one.name, one.short_name, one.name.removeprefix(self.region)):
                self._named[key(name)].add(one.id)
        self._named.pop("", None)

    def with_unit(self, entry: PlanEntry) -> PlanEntry:
        """An owner that stands on record already keeps the unit it has there."""
        profile = entry.profile
        known = self._register.plans.get(self._places.of(entry))
        if "owner" in entry.unsaid or (known and known.profile.owner == profile.owner):
            return entry
        unit = self.find(profile.owner)
        if unit is None or not is_ours(profile, self._register.network, self.office):
            return entry
        unsaid = tuple(one for one in entry.unsaid if one != "owner_unit")
        return replace(entry, profile=replace(profile, owner_unit=unit), unsaid=unsaid)

    def find(self, owner: str) -> UUID | None:
        bare = owner[1:] if owner[:1] and owner[0] in LEVELS else owner
        for name in (owner, owner.removeprefix(self.region), bare):
            found = self._named.get(key(name), set())
            if len(found) == 1:
                return next(iter(found))
        return None
