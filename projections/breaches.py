"""Every breach ever charged, with how far people have come with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from desk.log.envelope import Recorded
from domain.breach import BreachProposed, BreachSuspected, BreachWithdrawn, Ground
from domain.kernel import Event
from domain.verdict import (
    BreachAlleged,
    BreachCirculated,
    BreachDecided,
    ConsequenceRecorded,
    Decision,
    DecisionRevoked,
    StatementRecorded,
)
from projections.rows import Rows, View


class BreachState(StrEnum):
    """Where a breach stands."""

    TO_STATE = "to_state"  # 待申辩
    TO_DECIDE = "to_decide"  # 待认定
    DECIDED = "decided"  # 已认定
    CHANGED = "changed"  # 认定后事实已变
    WITHDRAWN = "withdrawn"  # 已撤回


class BreachRow(Struct, frozen=True):
    """`kind`: one of the four, or of the office's own. `minutes_late`: of a late report."""

    id: UUID
    incident: UUID
    obligor: UUID
    recipient: UUID | None
    kind: str
    charged_at: datetime
    exercise: bool
    rule: str = ""
    minutes_late: int | None = None
    grounds: tuple[Ground, ...] = ()
    withdrawn: bool = False
    statements: int = 0
    decision: Decision | None = None
    decided_at: datetime | None = None
    changed_since: bool = False
    consequences: int = 0
    circulated: tuple[str, ...] = ()

    @property
    def state(self) -> BreachState:
        if self.decision:
            return BreachState.CHANGED if self.changed_since else BreachState.DECIDED
        if self.withdrawn:
            return BreachState.WITHDRAWN
        return BreachState.TO_DECIDE if self.statements else BreachState.TO_STATE


CHARGES = (BreachProposed, BreachSuspected, BreachAlleged)
Change = Callable[[BreachRow, Any], dict[str, Any]]
CHANGES: dict[type[Event], Change] = {
    BreachWithdrawn: lambda row, _: {"withdrawn": True, "changed_since": bool(row.decision)},
    StatementRecorded: lambda row, _: {"statements": row.statements + 1},
    BreachDecided: lambda _, e: {
        "decision": e.decision,
        "decided_at": e.decided.latest,
        "changed_since": False,
    },
    DecisionRevoked: lambda _row, _e: {"decision": None, "decided_at": None},
    ConsequenceRecorded: lambda row, _: {"consequences": row.consequences + 1},
    BreachCirculated: lambda row, e: {"circulated": (*row.circulated, e.number)},
}


def fold_breach(rows: Rows[BreachRow], recorded: Recorded) -> None:
    happened, id = recorded.event, recorded.originator_id
    before = rows.get(id)
    if isinstance(happened, CHARGES):
        rows.put(id, _charged(recorded, before, **_told(happened)))
    elif before:
        rows.put(id, replace(before, **CHANGES[type(happened)](before, happened)))


def _told(charge: BreachProposed | BreachSuspected | BreachAlleged) -> dict[str, Any]:
    told = ("incident", "obligor", "recipient", "rule", "minutes_late", "grounds")
    found = {name: getattr(charge, name) for name in told if hasattr(charge, name)}
    return {"recipient": None} | found | {"kind": str(charge.kind)}


def _charged(recorded: Recorded, before: BreachRow | None, **told: Any) -> BreachRow:
    """What is charged anew keeps what people said of it."""
    if before:
        changed = before.decision is not None
        return replace(before, withdrawn=False, changed_since=changed, **told)
    return BreachRow(
        id=recorded.originator_id,
        charged_at=recorded.recorded_at,
        exercise=recorded.meta.exercise is not None,
        **told,
    )


KINDS: tuple[type[Event], ...] = (*CHARGES, *CHANGES)

BREACHES = View(
    "breaches",
    1,
    BreachRow,
    frozenset(kind.TOPIC for kind in KINDS),
    fold_breach,
    resident=True,
)
