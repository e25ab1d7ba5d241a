"""应编预案清单: the office's list as it stands, with its pins."""

from __future__ import annotations

from msgspec import Struct

from contingency_plans.requirement import (
    PlanPinned,
    PlanRequirements,
    PlanRequirementsAdopted,
    PlanUnpinned,
    evolve,
)
from desk.log.envelope import Recorded
from projections.rows import Rows, View


class RequirementsRow(Struct, frozen=True):
    requirements: PlanRequirements


def fold_requirements(rows: Rows[RequirementsRow], recorded: Recorded) -> None:
    id, happened = recorded.originator_id, recorded.event
    row = rows.get(id)
    if row or isinstance(happened, PlanRequirementsAdopted):
        rows.put(id, RequirementsRow(evolve(row.requirements if row else None, happened)))


REQUIREMENTS = View(
    "plan_requirements",
    1,
    RequirementsRow,
    frozenset(kind.TOPIC for kind in (PlanRequirementsAdopted, PlanPinned, PlanUnpinned)),
    fold_requirements,
    resident=True,
)
