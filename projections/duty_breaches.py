"""值班违规台账: every duty breach that was ever proposed, and how it stands."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct

from desk.log.envelope import Recorded
from domain.actors import Actor
from domain.duty_breach import (
    DutyBreach,
    DutyBreachDecided,
    DutyBreachProposed,
    DutyBreachStated,
    DutyBreachWithdrawn,
    DutyDecisionRevoked,
    evolve,
)
from projections.rows import Rows, View


class DutyBreachRow(Struct, frozen=True):
    """`by`: who found it; the system's part where the record told it."""

    id: UUID
    breach: DutyBreach
    by: Actor

    @property
    def waits(self) -> bool:
        return self.breach.decision is None and self.breach.withdrawn is None


def fold_duty_breach(rows: Rows[DutyBreachRow], recorded: Recorded) -> None:
    id, happened = recorded.originator_id, recorded.event
    if isinstance(happened, DutyBreachProposed):
        rows.put(id, DutyBreachRow(id, evolve(None, happened), recorded.meta.by))
    elif row := rows.get(id):
        rows.put(id, DutyBreachRow(id, evolve(row.breach, happened), row.by))


DUTY_BREACHES = View(
    "duty_breaches",
    1,
    DutyBreachRow,
    frozenset(
        kind.TOPIC
        for kind in (
            DutyBreachProposed,
            DutyBreachStated,
            DutyBreachDecided,
            DutyDecisionRevoked,
            DutyBreachWithdrawn,
        )
    ),
    fold_duty_breach,
    resident=True,
)
