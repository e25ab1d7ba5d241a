"""应编而未编: which plan in force answers a required one, and which required ones nobody has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from contingency_plans.plan import Plan
from contingency_plans.plan_events import PlanProfile
from contingency_plans.requirement import PlanRequirements, Requirement


def is_of(profile: PlanProfile, places: Sequence[str]) -> bool:
    """Whether it is a plan of the office's own region."""
    return profile.jurisdiction in places


def fits(requirement: Requirement, profile: PlanProfile) -> bool:
    """The same type, no other class, and the title or a kind of incident in common; an overall plan by its type alone."""
    if profile.type is not requirement.type or not _may_be_of_its_class(requirement, profile):
        return False
    if requirement.stems or requirement.subtypes:
        shared = set(requirement.subtypes) & set(profile.subtypes)
        return bool(shared) or any(stem in profile.title for stem in requirement.stems)
    return not requirement.classes or bool(profile.classes)


def candidates(
    known: PlanRequirements, requirement: Requirement, plans: Iterable[Plan]
) -> list[Plan]:
    """The plans that are meant, in force or not: those pinned to it, else those of the region that fit."""
    pinned = known.pinned(requirement.id)
    places = known.adopted.places
    return [
        plan
        for plan in plans
        if (
            plan.id in pinned
            if pinned
            else is_of(plan.profile, places) and fits(requirement, plan.profile)
        )
    ]


def answering(
    known: PlanRequirements, requirement: Requirement, plans: Iterable[Plan], day: date
) -> list[Plan]:
    """Those of them in force on a day, the newest text first."""
    meant = candidates(known, requirement, plans)
    return sorted((one for one in meant if one.current(day)), key=lambda one: _age(one, day))


def missing(known: PlanRequirements, plans: Sequence[Plan], day: date) -> tuple[str, ...]:
    required = known.adopted.required
    return tuple(one.id for one in required if not answering(known, one, plans, day))


def _may_be_of_its_class(requirement: Requirement, profile: PlanProfile) -> bool:
    """Where one of the two says nothing of a class, it is no hindrance."""
    if not requirement.classes or not profile.classes:
        return True
    return bool(set(requirement.classes) & set(profile.classes))


def _age(plan: Plan, day: date) -> tuple[int, UUID]:
    version = plan.current(day)
    issued = version.issued.first if version and version.issued else date.min
    return -issued.toordinal(), plan.id
