"""Which shifts were ever set for a day: also those that were moved or dropped since."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from msgspec import Struct

from desk.log.envelope import Recorded
from domain.shift import ShiftRevised, ShiftSet
from domain.working_days import BEIJING
from projections.rows import Rows, View

LOOK_BACK_DAYS = 7  # a shift is no longer than a week


class DutyDayRow(Struct, frozen=True):
    """Under a day of Beijing, the shifts that were to begin on it."""

    shifts: tuple[UUID, ...]


def fold_duty_day(rows: Rows[DutyDayRow], recorded: Recorded) -> None:
    match recorded.event:
        case ShiftSet(starts=starts) | ShiftRevised(starts=starts):
            key = _key(starts)
            row = rows.get(key) or DutyDayRow(())
            if recorded.originator_id not in row.shifts:
                rows.put(key, DutyDayRow((*row.shifts, recorded.originator_id)))


def shifts_about(row_of: Callable[[str], DutyDayRow | None], at: datetime) -> tuple[UUID, ...]:
    """Those that may have been on at that moment."""
    days = (_key(at - timedelta(days=n)) for n in range(LOOK_BACK_DAYS + 1))
    return tuple(id for day in days if (row := row_of(day)) for id in row.shifts)


def _key(at: datetime) -> str:
    return at.astimezone(BEIJING).date().isoformat()


DUTY_DAYS = View(
    "duty_days",
    1,
    DutyDayRow,
    frozenset({ShiftSet.TOPIC, ShiftRevised.TOPIC}),
    fold_duty_day,
)
