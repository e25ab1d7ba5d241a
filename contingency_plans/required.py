"""应编而未编: which plan in force answers a required one, and which required ones nobody has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from contingency_plans.plan import Plan
from contingency_plans.plan_events import PlanProfile
from contingency_plans.plan_words import PlanType
from contingency_plans.requirement import PlanRequirements, Requirement


def is_of(profile: PlanProfile, places: Sequence[str]) -> bool:
    """Whether it is a plan of the office's own region."""
    return profile.jurisdiction in places


SUFFIX = "应急预案"


class _Wanted:
    """One requirement, held against many plans. Where it names no kind and no word, its own title is the word."""

    def __init__(self, requirement: Requirement) -> None:
        self._type, self._classes = requirement.type, requirement.classes
        self._kinds = frozenset(requirement.subtypes)
        named = requirement.stems or requirement.subtypes
        own = requirement.title.removesuffix(SUFFIX) or requirement.title
        self._stems = requirement.stems if named else (own,)

    def fits(self, profile: PlanProfile) -> bool:
        """The same type, no other class, and the title or a kind of incident in common; an overall plan by its type."""
        if profile.type is not self._type:
            return False
        if self._type is PlanType.OVERALL:
            return True
        shared = not self._kinds.isdisjoint(profile.subtypes) or self._is_titled(profile.title)
        return shared and self._may_be_of_its_class(profile)

    def _is_titled(self, title: str) -> bool:
        for stem in self._stems:  # noqa: SIM110 - asked a hundred times of each of hundreds of plans
            if stem in title:
                return True
        return False

    def _may_be_of_its_class(self, profile: PlanProfile) -> bool:
        """Where one of the two says nothing of a class, it is no hindrance."""
        if not self._classes or not profile.classes:
            return True
        return not frozenset(self._classes).isdisjoint(profile.classes)


def fits(requirement: Requirement, profile: PlanProfile) -> bool:
    return _Wanted(requirement).fits(profile)


def candidates(
    known: PlanRequirements, requirement: Requirement, plans: Iterable[Plan]
) -> list[Plan]:
    """The plans that are meant, in force or not: those pinned to it, else those of the region that fit."""
    if pinned := known.pinned(requirement.id):
        return [plan for plan in plans if plan.id in pinned]
    places, wanted = known.adopted.places, _Wanted(requirement)
    return [one for one in plans if wanted.fits(one.profile) and is_of(one.profile, places)]


def answering(
    known: PlanRequirements, requirement: Requirement, plans: Iterable[Plan], day: date
) -> list[Plan]:
    """Those of them in force on a day, the newest text first."""
    meant = candidates(known, requirement, plans)
    return sorted((one for one in meant if one.current(day)), key=lambda one: _age(one, day))


def missing(known: PlanRequirements, plans: Sequence[Plan], day: date) -> tuple[str, ...]:
    required = known.adopted.required
    return tuple(one.id for one in required if not answering(known, one, plans, day))


def _age(plan: Plan, day: date) -> tuple[int, UUID]:
    version = plan.current(day)
    issued = version.dated.first if version and version.dated else date.min
    return -issued.toordinal(), plan.id
