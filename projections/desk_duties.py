"""值班事务: what is owed today and what is still open from before; which special period it is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from msgspec import Struct

from desk.log.envelope import Recorded
from domain.desk_duty import (
    DeskDuty,
    DeskDutyDone,
    DeskDutyExcused,
    DeskDutyRanOut,
    DeskDutySet,
    DeskDutyWithdrawn,
    evolve,
)
from domain.special_period import SpecialPeriod, SpecialPeriodDeclared, SpecialPeriodEnded
from domain.special_period import evolve as evolve_period
from projections.network import UNITS
from projections.office import OFFICE, OFFICE_KEY
from projections.rows import Rows, View
from projections.shapes import DeskDutyLine

AllRows = dict[str, Rows[Any]]
KEPT_FOR = timedelta(days=2)  # what is over and done, counted from the newest


class DeskDutyRow(Struct, frozen=True):
    id: UUID
    duty: DeskDuty
    by: str = ""  # who did it or excused it


class PeriodRow(Struct, frozen=True):
    period: SpecialPeriod


def fold_desk_duty(rows: Rows[DeskDutyRow], recorded: Recorded) -> None:
    id, happened, row = recorded.originator_id, recorded.event, rows.get(recorded.originator_id)
    if isinstance(happened, DeskDutySet):
        rows.put(id, DeskDutyRow(id, evolve(None, happened)))
        _forget_before(rows, happened)
    elif row:
        named = isinstance(happened, DeskDutyDone | DeskDutyExcused)
        by = recorded.meta.by.id if named else row.by
        rows.put(id, DeskDutyRow(id, evolve(row.duty, happened), by))


def _forget_before(rows: Rows[DeskDutyRow], newest: DeskDutySet) -> None:
    for key, row in rows.items():
        if not row.duty.open and row.duty.duty_set.due_at < newest.due_at - KEPT_FOR:
            rows.drop(key)


def fold_period(rows: Rows[PeriodRow], recorded: Recorded) -> None:
    id, happened = recorded.originator_id, recorded.event
    row = rows.get(id)
    if row or isinstance(happened, SpecialPeriodDeclared):
        rows.put(id, PeriodRow(evolve_period(row.period if row else None, happened)))


DESK_DUTIES = View(
    "desk_duties",
    1,
    DeskDutyRow,
    frozenset(
        kind.TOPIC
        for kind in (
            DeskDutySet,
            DeskDutyDone,
            DeskDutyRanOut,
            DeskDutyExcused,
            DeskDutyWithdrawn,
        )
    ),
    fold_desk_duty,
    resident=True,
)
SPECIAL_PERIODS = View(
    "special_periods",
    1,
    PeriodRow,
    frozenset(kind.TOPIC for kind in (SpecialPeriodDeclared, SpecialPeriodEnded)),
    fold_period,
    resident=True,
)


def duty_rows(rows: AllRows) -> list[DeskDutyRow]:
    """By when they are due."""
    found = list(rows[DESK_DUTIES.name].values())
    return sorted(found, key=lambda one: (one.duty.duty_set.due_at, str(one.id)))


def duty_lines(rows: AllRows) -> tuple[DeskDutyLine, ...]:
    """Those still open: what has run out stands first."""
    lines = [_line(rows, one) for one in duty_rows(rows) if one.duty.open]
    return tuple(sorted(lines, key=lambda one: (not one.ran_out, one.due_at, str(one.id))))


def _line(rows: AllRows, row: DeskDutyRow) -> DeskDutyLine:
    told, ran_out = row.duty.duty_set, row.duty.ran_out
    return DeskDutyLine(
        id=row.id,
        name=told.name,
        unit=_unit_name(rows, told.unit),
        opens_at=told.opens_at,
        due_at=told.due_at,
        nil_allowed=told.nil_allowed,
        words=told.words,
        ran_out=ran_out is not None,
        chimed_at=ran_out.noticed_at if ran_out and ran_out.chimes else None,
    )


def _unit_name(rows: AllRows, unit: UUID) -> str:
    office = rows[OFFICE.name].get(OFFICE_KEY)
    if office and office.unit == str(unit):
        return ""
    row = rows[UNITS.name].get(unit)
    return (row.profile.short_name or row.profile.name) if row else "?"
