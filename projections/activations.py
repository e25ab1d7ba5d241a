"""应急响应: every response with who proposed, approved, ended and evaluated it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from contingency_plans import activation as activations
from contingency_plans.activation import Activation
from contingency_plans.activation_events import ActivationProposed
from desk.log.envelope import Recorded
from domain.incident import Incident
from projections.plans import topics
from projections.rows import Rows, View

AllRows = dict[str, Rows[Any]]


class ActivationRow(Struct, frozen=True):
    """`by`: whose act each kind of event was, by its topic; the last one counts."""

    id: UUID
    activation: Activation
    exercise: bool
    by: dict[str, str]


def fold_activation(rows: Rows[ActivationRow], recorded: Recorded) -> None:
    id, happened, meta = recorded.originator_id, recorded.event, recorded.meta
    row = rows.get(id)
    by = {recorded.topic: meta.by.id}
    if isinstance(happened, ActivationProposed):
        exercise = meta.exercise is not None
        rows.put(id, ActivationRow(id, activations.evolve(None, happened), exercise, by))
    elif row:
        changed = activations.evolve(row.activation, happened)
        rows.put(id, replace(row, activation=changed, by=row.by | by))


ACTIVATIONS = View(
    "activations",
    1,
    ActivationRow,
    topics((ActivationProposed, *activations.CHANGES)),
    fold_activation,
    resident=True,
)


def activations_of(rows: AllRows, incident: Incident) -> list[ActivationRow]:
    """In the order in which the incident came by them, those of incidents merged into it too."""
    found = (rows[ACTIVATIONS.name].get(id) for id in incident.plans.activations)
    return [row for row in found if row]
