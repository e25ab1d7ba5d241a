"""预案: one plan with all its versions, and what was done about them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from contingency_plans.plan_events import (
    ConsultationAnswered,
    FilingReceipted,
    PlanConsulted,
    PlanEvaluated,
    PlanExercised,
    PlanFiled,
    PlanProfile,
    PlanProfileRevised,
    PlanRegistered,
    PlanVersion,
    PlanVersionAdded,
    PlanVersionReplaced,
    PlanVersionRestated,
    PlanWithdrawn,
    RevisionAnswered,
    RevisionCalledFor,
)
from domain.kernel import Event, Value, name_id


class Plan(Value):
    """Versions in the order they were put on record; `replaced` by the version's id."""

    id: UUID
    profile: PlanProfile
    versions: tuple[PlanVersion, ...] = ()
    replaced: tuple[PlanVersionReplaced, ...] = ()
    filed: tuple[PlanFiled, ...] = ()
    receipts: tuple[FilingReceipted, ...] = ()
    evaluated: tuple[PlanEvaluated, ...] = ()
    exercised: tuple[PlanExercised, ...] = ()
    consulted: tuple[PlanConsulted, ...] = ()
    consultations_answered: tuple[ConsultationAnswered, ...] = ()
    revisions: tuple[RevisionCalledFor, ...] = ()
    revisions_answered: tuple[RevisionAnswered, ...] = ()
    withdrawn: bool = False

    def version(self, id: UUID) -> PlanVersion | None:
        return next((one for one in self.versions if one.id == id), None)

    def replacement(self, version: UUID) -> PlanVersionReplaced | None:
        """What was said of it last; where that names no day, the day that was named before."""
        said = [one for one in self.replaced if one.version == version]
        days = [one.on for one in said if one.on]
        return replace(said[-1], on=days[-1] if days else None) if said else None

    def current(self, day: date) -> PlanVersion | None:
        """The version in force on a day: issued, not replaced or run out by then; of several the newest."""
        standing = [one for one in self.versions if in_force(self, one, day)]
        return max(standing, key=_issued_on, default=None)


def plan_id(office: UUID, jurisdiction: str, key: str) -> UUID:
    """One plan of a jurisdiction by the stem of its title: its versions and its register rows are found again."""
    return name_id(office, "plan", jurisdiction, key)


def version_id(plan: UUID, mark: str) -> UUID:
    """By what tells it from the plan's other versions: its number, else its date, else its label."""
    return name_id(plan, "version", mark)


def in_force(plan: Plan, version: PlanVersion, day: date) -> bool:
    """Of a version without a date it is taken that it was issued; a draft never is."""
    if plan.withdrawn or version.draft:
        return False
    if version.dated and version.dated.first > day:
        return False
    gone = plan.replacement(version.id)
    replaced = gone is not None and (gone.on is None or gone.on <= day)
    return not replaced and (version.valid_until is None or version.valid_until >= day)


def evolve(plan: Plan | None, happened: Event) -> Plan:
    if isinstance(happened, PlanRegistered):
        return Plan(id=happened.plan, profile=happened.profile)
    if plan is None or type(happened) not in CHANGES:
        raise TypeError(f"{happened!r} is no plan's, or comes before any was registered")
    return replace(plan, **CHANGES[type(happened)](plan, happened))


def _issued_on(version: PlanVersion) -> date:
    return version.dated.first if version.dated else date.min


def _restated(plan: Plan, happened: PlanVersionRestated) -> dict[str, Any]:
    better = happened.version
    return {"versions": tuple(better if one.id == better.id else one for one in plan.versions)}


CHANGES: dict[type[Event], Callable[[Plan, Any], dict[str, Any]]] = {
    PlanProfileRevised: lambda _, e: {"profile": e.profile},
    PlanVersionAdded: lambda p, e: {"versions": (*p.versions, e.version)},
    PlanVersionRestated: _restated,
    PlanVersionReplaced: lambda p, e: {"replaced": (*p.replaced, e)},
    PlanWithdrawn: lambda _p, _e: {"withdrawn": True},
    PlanConsulted: lambda p, e: {"consulted": (*p.consulted, e)},
    ConsultationAnswered: lambda p, e: {"consultations_answered": (*p.consultations_answered, e)},
    PlanFiled: lambda p, e: {"filed": (*p.filed, e)},
    FilingReceipted: lambda p, e: {"receipts": (*p.receipts, e)},
    PlanEvaluated: lambda p, e: {"evaluated": (*p.evaluated, e)},
    PlanExercised: lambda p, e: {"exercised": (*p.exercised, e)},
    RevisionCalledFor: lambda p, e: {"revisions": (*p.revisions, e)},
    RevisionAnswered: lambda p, e: {"revisions_answered": (*p.revisions_answered, e)},
}
