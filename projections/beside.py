"""Which streams tell of an incident beside its own: rings, dials, files, responses and their cards, found by their beginnings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from msgspec import Struct

from contingency_plans.activation_events import ActivationProposed
from contingency_plans.plan_clock import PlanClockSet
from desk.log.envelope import Recorded
from domain.attachment import AttachmentAdded
from domain.dial import DialPlaced
from domain.notice import Rung
from projections.rows import Rows, View

Beginning = Rung | DialPlaced | AttachmentAdded | ActivationProposed | PlanClockSet


class BesideRow(Struct, frozen=True):
    streams: tuple[UUID, ...] = ()


def fold_beside(rows: Rows[BesideRow], recorded: Recorded) -> None:
    happened, stream = recorded.event, recorded.originator_id
    if isinstance(happened, Beginning) and happened.incident:
        known = rows.get(happened.incident) or BesideRow()
        if stream not in known.streams:
            rows.put(happened.incident, BesideRow((*known.streams, stream)))


BESIDE = View(
    "beside",
    2,
    BesideRow,
    frozenset(
        one.TOPIC for one in (Rung, DialPlaced, AttachmentAdded, ActivationProposed, PlanClockSet)
    ),
    fold_beside,
)


def beside_of(rows: Mapping[str, Rows[Any]], incident: UUID) -> tuple[UUID, ...]:
    found: BesideRow | None = rows[BESIDE.name].get(incident)
    return found.streams if found else ()
