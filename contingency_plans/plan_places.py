"""同一预案: which plan of the register a row is of, and which others may be the same under another name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from contingency_plans.plan import plan_id
from contingency_plans.plan_entry import PlanEntry
from contingency_plans.plan_events import PlanProfile
from contingency_plans.plan_titles import loose_stem, stem_of
from contingency_plans.shelf import Shelf


class Places:
    """The plan of that place whose title has that stem now; where there is none, the one that will be."""

    def __init__(self, shelf: Shelf, office: UUID) -> None:
        self._office = office
        self._known = {_stem(one.profile): id for id, one in shelf.items()}

    def of(self, entry: PlanEntry) -> UUID:
        if entry.plan:
            return entry.plan
        place, stem = _stem(entry.profile)
        return self._known.get((place, stem)) or plan_id(self._office, place, stem)


def alike(profiles: Iterable[tuple[UUID, PlanProfile]]) -> dict[UUID, frozenset[UUID]]:
    """Other plans of the same place whose titles differ in passing words alone: a person says whether they are one."""
    of_stem: dict[tuple[str, str], set[UUID]] = defaultdict(set)
    for id, profile in profiles:
        place, stem = _stem(profile)
        if loose := loose_stem(stem):
            of_stem[place, loose].add(id)
    groups = [one for one in of_stem.values() if len(one) > 1]
    return {id: frozenset(same - {id}) for same in groups for id in same}


def _stem(profile: PlanProfile) -> tuple[str, str]:
    return profile.jurisdiction, stem_of(profile.title, profile.jurisdiction)
