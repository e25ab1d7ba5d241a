"""值班表与换班: the rosters on record, and the changes asked for."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from desk.log.envelope import Recorded
from domain import duty_change as changes
from domain.duty_change import (
    ChangeApproved,
    ChangeConsented,
    ChangeDeclined,
    ChangeRefused,
    ChangeRequested,
    ChangeWithdrawn,
    DutyChange,
)
from domain.roster import RosterDrafted, RosterPublished
from projections.rows import Rows, View


class RosterRow(Struct, frozen=True):
    """Without its shifts: whoever looks at one reads its stream."""

    id: UUID
    first: date
    last: date
    shifts: int
    source: str
    version: int = 0
    pending: bool = True
    approver: UUID | None = None  # of what is in force


class ChangeRow(Struct, frozen=True):
    id: UUID
    seq: int  # of the request
    change: DutyChange


def fold_roster(rows: Rows[RosterRow], recorded: Recorded) -> None:
    match recorded.event:
        case RosterDrafted(first=first, last=last, shifts=shifts, source=source):
            before = rows.get(recorded.originator_id)
            id = recorded.originator_id
            drafted = before or RosterRow(id, first, last, 0, source)
            rows.put(id, replace(drafted, shifts=len(shifts), source=source, pending=True))
        case RosterPublished() as out if row := rows.get(recorded.originator_id):
            in_force = {"version": out.version, "approver": out.approver}
            rows.put(row.id, replace(row, pending=False, **in_force))


def fold_change(rows: Rows[ChangeRow], recorded: Recorded) -> None:
    row = rows.get(recorded.originator_id)
    change = changes.evolve(row.change if row else None, recorded.event)
    seq = row.seq if row else recorded.seq
    rows.put(recorded.originator_id, ChangeRow(recorded.originator_id, seq, change))


ROSTERS = View(
    "rosters",
    2,
    RosterRow,
    frozenset({RosterDrafted.TOPIC, RosterPublished.TOPIC}),
    fold_roster,
    resident=True,
)
DUTY_CHANGES = View(
    "duty_changes",
    1,
    ChangeRow,
    frozenset(
        kind.TOPIC
        for kind in (
            ChangeRequested,
            ChangeConsented,
            ChangeDeclined,
            ChangeApproved,
            ChangeRefused,
            ChangeWithdrawn,
        )
    ),
    fold_change,
    resident=True,
)
