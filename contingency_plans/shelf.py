"""在册预案: every plan by its stream, as a command needs to know them all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from contingency_plans.plan import CHANGES, Plan, evolve
from contingency_plans.plan_events import PlanRegistered
from domain.kernel import Event

Shelf = Mapping[UUID, Plan]
KINDS: tuple[type[Event], ...] = (PlanRegistered, *CHANGES)


def after(shelf: Shelf, news: Iterable[tuple[UUID, Event]]) -> Shelf:
    """With more events, each with its stream. One whose registration nobody can read stays off."""
    plans = dict(shelf)
    for stream, happened in news:
        if stream in plans or isinstance(happened, PlanRegistered):
            plans[stream] = evolve(plans.get(stream), happened)
    return plans
