"""预案现状: how the plans that are meant stand on a day, and whether an incident of a kind had one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from contingency_plans.plan import Plan
from contingency_plans.plan_events import PlanProfile, PlanVersion
from contingency_plans.plan_words import PlanType
from domain.words import IncidentClass

AGED_AFTER_YEARS = 3
WHOLE_CLASSES = (PlanType.SPECIAL, PlanType.JOINT)


class Freshness(StrEnum):
    """How a required plan stands."""

    IN_FORCE = "in_force"  # 现行
    AGED = "aged"  # 现行，印发满三年
    RUN_OUT = "run_out"  # 有效期已过
    DRAFT = "draft"  # 仅有征求意见稿
    MISSING = "missing"  # 未编制


def freshness(meant: Sequence[Plan], day: date) -> Freshness:
    """Of several the best: what is in force, before what once was, before what is not yet."""
    current = [version for one in meant if (version := one.current(day))]
    if current:
        return Freshness.AGED if all(is_aged(one, day) for one in current) else Freshness.IN_FORCE
    standing = [one for one in meant if not one.withdrawn]
    if any(_ran_out(one, version, day) for one in standing for version in one.versions):
        return Freshness.RUN_OUT
    drafts = any(version.draft for one in standing for version in one.versions)
    return Freshness.DRAFT if drafts else Freshness.MISSING


def is_aged(version: PlanVersion, day: date) -> bool:
    """Three years to the day, counted from the last day that its date may mean; without one nobody can say."""
    return version.dated is not None and years_after(version.dated.last) <= day


def covers(profile: PlanProfile, klass: IncidentClass, subtype: str) -> bool:
    """Whether it is for such incidents: by their kind; a plan of the government's own also by their class alone.

    An overall plan is for all, and so is the plan of none in particular; of a department's plan whose
    kind nobody said it is not taken that it serves whatever happens in its class.
    """
    if profile.type is PlanType.OVERALL or klass is IncidentClass.UNKNOWN:
        return False
    if profile.subtypes:
        return subtype in profile.subtypes
    return profile.type in WHOLE_CLASSES and klass in profile.classes


def years_after(day: date, years: int = AGED_AFTER_YEARS) -> date:
    """The same day of a later year; of 29 February the last of the month."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _ran_out(plan: Plan, version: PlanVersion, day: date) -> bool:
    """Its own time is over; what another took the place of is no text any more."""
    replaced = any(one.version == version.id for one in plan.replaced)
    over = version.valid_until is not None and version.valid_until < day
    return over and not replaced and not version.draft
