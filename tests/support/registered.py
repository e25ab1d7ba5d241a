"""预案在册: plans put on an office's record, whichever command will do it."""

from __future__ import annotations

from uuid import UUID

from contingency_plans import plan as plans
from contingency_plans.plan_events import PlanProfile, PlanRegistered, PlanVersion
from desk.draft import Draft
from desk.plan_gaps import settle_requirements
from domain.kernel import Event, Value


class TellPlan(Value):
    """`told`: what happens to the plan, as it would be decided."""

    plan: UUID
    told: tuple[Event, ...]


class PlanTold(Value):
    missing: tuple[str, ...]


def tell_plan(draft: Draft, telling: TellPlan) -> PlanTold:
    draft.load(telling.plan, plans.evolve)
    draft.record(telling.plan, telling.told)
    return PlanTold(missing=settle_requirements(draft))


def told(office, plan: UUID, *events: Event) -> tuple[str, ...]:
    """Puts them on record and answers with what is missing then."""
    return office.do(tell_plan, TellPlan(plan=plan, told=events)).answer(PlanTold).missing


def plan_told(plan: UUID, profile: PlanProfile, *versions: PlanVersion) -> tuple[Event, ...]:
    added = (plans.PlanVersionAdded(version=one) for one in versions)
    return PlanRegistered(plan=plan, profile=profile), *added


def registered(office, plan: UUID, profile: PlanProfile, *versions: PlanVersion) -> tuple[str, ...]:
    return told(office, plan, *plan_told(plan, profile, *versions))
