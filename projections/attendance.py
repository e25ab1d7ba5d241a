"""到岗情况: of every shift around now, who is late or absent and since when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from msgspec import Struct

from desk.log.envelope import Recorded
from domain.attendance import Attendance, evolve
from domain.attendance_events import (
    AbsenceAcknowledged,
    AbsenceExcused,
    AbsenceNoted,
    AbsenceStepTaken,
    ArrivalNoted,
    AttendanceClosed,
    Departed,
    LateNoted,
    ShiftExpected,
)
from projections.network import PEOPLE
from projections.rows import Rows, View
from projections.shapes import Missing

AllRows = dict[str, Rows[Any]]


class AttendanceRow(Struct, frozen=True):
    id: UUID
    attendance: Attendance

    @property
    def shift(self) -> UUID:
        return self.attendance.expected_as.shift


def fold_attendance(rows: Rows[AttendanceRow], recorded: Recorded) -> None:
    id, happened = recorded.originator_id, recorded.event
    row = rows.get(id)
    if row is None and not isinstance(happened, ShiftExpected):
        return
    after = evolve(row.attendance if row else None, happened)
    rows.put(id, AttendanceRow(id, after))
    if isinstance(happened, ArrivalNoted):
        _forget_before(rows, after)


def _forget_before(rows: Rows[AttendanceRow], came: Attendance) -> None:
    """What was over before a shift that people now come to is nothing of now."""
    for key, row in rows.items():
        if row.attendance.expected_as.ends < came.expected_as.starts:
            rows.drop(key)


ATTENDANCE = View(
    "attendance",
    1,
    AttendanceRow,
    frozenset(
        kind.TOPIC
        for kind in (
            ShiftExpected,
            LateNoted,
            AbsenceNoted,
            AbsenceStepTaken,
            AbsenceAcknowledged,
            ArrivalNoted,
            AbsenceExcused,
            Departed,
            AttendanceClosed,
        )
    ),
    fold_attendance,
    resident=True,
)


def attendances(rows: Mapping[str, Rows[Any]]) -> dict[UUID, Attendance]:
    """By shift."""
    return {row.shift: row.attendance for row in rows[ATTENDANCE.name].values()}


def missing_lines(rows: AllRows) -> tuple[Missing, ...]:
    """Whose shift has begun without them, those longest first."""
    lines = (line for row in rows[ATTENDANCE.name].values() for line in _missing(rows, row))
    return tuple(sorted(lines, key=lambda one: (one.since, str(one.shift), str(one.person))))


def _missing(rows: AllRows, row: AttendanceRow) -> Iterator[Missing]:
    for one in row.attendance.missing:
        if one.late_since:
            person = rows[PEOPLE.name].get(one.seat.person)
            yield Missing(
                shift=row.shift,
                post=one.seat.post,
                person=one.seat.person,
                name=person.profile.name if person else "",
                phone=person.profile.phone if person else "",
                since=one.due,
                absent=one.absent_since is not None,
            )
