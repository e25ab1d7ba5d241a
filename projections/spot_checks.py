"""抽查: every round as it stands, and the lines of those that still want something, for the boards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from desk.log.envelope import Recorded
from domain.kernel import Event
from domain.spot_check import CHANGES, CheckedUnit, SpotCheck, evolve
from domain.spot_check_due import PASSED, follow_up_at
from domain.spot_check_events import RoundBegan, RoundEnded
from projections.rows import Rows, View
from projections.shapes import CheckLine

AllRows = dict[str, Rows[Any]]


class RoundRow(Struct, frozen=True):
    """`unfinished`: as the round says; kept, since every frame of the board asks for it."""

    id: UUID
    check: SpotCheck
    unfinished: bool

    @property
    def began(self) -> datetime:
        return self.check.began.began.earliest


def fold_check(rows: Rows[RoundRow], recorded: Recorded) -> None:
    id = recorded.originator_id
    row = rows.get(id)
    if row or isinstance(recorded.event, RoundBegan):
        check = evolve(row.check if row else None, recorded.event)
        rows.put(id, RoundRow(id, check, check.unfinished))


KINDS: tuple[type[Event], ...] = (RoundBegan, *CHANGES, RoundEnded)

SPOT_CHECKS = View(
    "spot_checks",
    2,
    RoundRow,
    frozenset(kind.TOPIC for kind in KINDS),
    fold_check,
    resident=True,
)


def rounds(rows: AllRows) -> list[RoundRow]:
    """The newest first."""
    found: Iterable[RoundRow] = rows[SPOT_CHECKS.name].values()
    return sorted(found, key=_by_time, reverse=True)


def check_lines(rows: AllRows) -> tuple[CheckLine, ...]:
    """Open rounds, and those that are over while something is still to be put right; the oldest first."""
    found: Iterable[RoundRow] = rows[SPOT_CHECKS.name].values()
    return tuple(_line(one) for one in sorted((o for o in found if o.unfinished), key=_by_time))


def _by_time(row: RoundRow) -> tuple[datetime, str]:
    return row.began, row.check.began.number


def _line(row: RoundRow) -> CheckLine:
    check, open = row.check, row.check.ended is None
    outcomes = [one.outcome for one in check.units if one.outcome]
    return CheckLine(
        id=row.id,
        number=check.began.number,
        method=check.began.method,
        open=open,
        asked=len(outcomes),
        units=len(check.units),
        failed=sum(one not in PASSED for one in outcomes),
        again_at=min(_follow_ups(check), default=None) if open else None,
        overdue=sum(one.overdue for one in check.units) if open else 0,
        to_rectify=len(check.to_rectify),
        rectify_at=min((one.asked.due_at for one in check.to_rectify), default=None),
        rectify_over=sum(one.over for one in check.to_rectify),
    )


def _follow_ups(check: SpotCheck) -> Iterator[datetime]:
    within = check.began.limits.recheck_within
    units: Iterable[CheckedUnit] = check.units
    return (at for one in units if (at := follow_up_at(one, within)))
