"""The rings as the board shows them: unanswered first, the gravest manner before the milder."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from domain.notice_commands import GRAVER
from domain.person import PersonProfile
from domain.words import Level
from projections.attendance import ATTENDANCE, attendances
from projections.exercises import recipients_of
from projections.network import PEOPLE
from projections.office import OFFICE, OFFICE_KEY, OfficeRow
from projections.open_clocks import OPEN_CLOCKS, ClockRow
from projections.open_incidents import INCIDENT_NAMES, OPEN_INCIDENTS, IncidentRow, NameRow
from projections.rings import RINGS, RingRow, live_rings
from projections.rows import Rows
from projections.shapes import RingLine

AllRows = dict[str, Rows[Any]]


def ring_lines(rows: AllRows) -> tuple[RingLine, ...]:
    open_clocks: dict[UUID, ClockRow] = {
        row.id: row for row in rows[OPEN_CLOCKS.name].values() if row.acted_on
    }
    open_incidents = {row.id for row in rows[OPEN_INCIDENTS.name].values()}
    here = attendances(rows)
    live = live_rings(rows[RINGS.name].values(), open_clocks, open_incidents, here)
    lines = (_shown(rows, row, _line(rows, row, still, open_clocks)) for row, still in live)
    return tuple(sorted(lines, key=_urgency))


def _urgency(line: RingLine) -> tuple[object, ...]:
    quiet = line.lease_until is not None
    return line.exercise, quiet, -GRAVER.index(line.manner), line.rung_at, str(line.id)


def _line(
    rows: AllRows, row: RingRow, still: int, open_clocks: Mapping[UUID, ClockRow]
) -> RingLine:
    known, person = _named(rows, row.incident), _profile(rows, row.person)
    by = _profile(rows, row.acknowledged_by)
    return RingLine(
        id=row.id,
        incident=row.incident,
        number=known.number if known else "",
        title=known.title if known else "",
        exercise=row.exercise,
        ring=row.number,
        duty=row.duty,
        person=row.person,
        name=person.name if person else "",
        phone=person.phone if person else "",
        level=known.level if isinstance(known, IncidentRow) else Level.UNKNOWN,
        manner=row.manner,
        cause=row.cause,
        clocks=still,
        due_at=_earliest(row, open_clocks),
        rung_at=row.rung_at,
        acknowledged_by=by.name if by else "",
        words=row.words,
        lease_until=row.lease_until,
        outcomes=row.outcomes,
        shift=row.shift,
        absent=absent_names(rows, row),
    )


def _shown(rows: AllRows, row: RingRow, line: RingLine) -> RingLine:
    """Marked where it may have been done already; of an exercise no number stands on a board that is not to be rung."""
    office: OfficeRow | None = rows[OFFICE.name].get(OFFICE_KEY)
    if office and line.due_at and office.lost(line.due_at):
        line = replace(line, lost=True)
    if not row.exercise or recipients_of(rows, row.part_of).has(row.person):
        return line
    return replace(line, phone="", unlisted=True)


def absent_names(rows: Mapping[str, Rows[Any]], row: RingRow) -> tuple[str, ...]:
    """Of a ring about a shift: whom it misses."""
    absent = [
        _profile(rows, one.seat.person)
        for attendance in (one.attendance for one in rows[ATTENDANCE.name].values())
        if attendance.expected_as.shift == row.shift
        for one in attendance.absent
    ]
    return tuple(one.name for one in absent if one)


def _named(rows: AllRows, incident: UUID | None) -> IncidentRow | NameRow | None:
    return rows[OPEN_INCIDENTS.name].get(incident) or rows[INCIDENT_NAMES.name].get(incident)


def _profile(rows: Mapping[str, Rows[Any]], person: UUID | None) -> PersonProfile | None:
    found = rows[PEOPLE.name].get(person) if person else None
    return found.profile if found else None


def _earliest(row: RingRow, open_clocks: Mapping[UUID, ClockRow]) -> datetime | None:
    due = (open_clocks[clock].due_at for clock in row.clocks if clock in open_clocks)
    return min(due, default=None)
