"""Every ring that has not ended: whom it wakes, for which clocks, and what has been answered."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import datetime
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from desk.log.envelope import Recorded
from domain.attendance import Attendance, is_awaited
from domain.escalation_policy import Duty, Manner
from domain.notice import (
    Acknowledged,
    AckWay,
    Attempted,
    Outcome,
    RingCause,
    RingEnded,
    RingJoined,
    Rung,
    RungForShift,
)
from projections.rows import Rows, View


class RingRow(Struct, frozen=True):
    """`incident` or `shift`: what it is about. `outcomes`: of this ring by channel, as history told it last.

    `part_of`: the exercise.
    """

    id: UUID
    incident: UUID | None
    person: UUID | None
    duty: Duty
    number: int
    cause: RingCause
    manner: Manner
    clocks: tuple[UUID, ...]
    rung_at: datetime
    exercise: bool
    lease_until: datetime | None = None
    acknowledged_by: UUID | None = None
    acknowledged_way: AckWay | None = None
    words: str = ""
    outcomes: dict[str, Outcome] = {}
    grave: bool = False  # it rings for what the incident is, whatever its clocks
    shift: UUID | None = None  # of which somebody has not come
    part_of: UUID | None = None

    @property
    def is_ringing(self) -> bool:
        return self.lease_until is None


def fold_ring(rows: Rows[RingRow], recorded: Recorded) -> None:
    happened, id = recorded.event, recorded.originator_id
    if isinstance(happened, Rung):
        rows.put(id, _rung(happened, recorded, rows.get(id)))
    elif isinstance(happened, RungForShift):
        rows.put(id, _rung_for_shift(happened, id))
    elif isinstance(happened, RingEnded):
        rows.drop(id)
    elif row := rows.get(id):
        rows.put(id, _changed(row, happened))


def _rung(happened: Rung, recorded: Recorded, before: RingRow | None) -> RingRow:
    return RingRow(
        id=recorded.originator_id,
        incident=happened.incident,
        person=happened.person,
        duty=happened.duty,
        number=happened.number,
        cause=happened.cause,
        manner=happened.manner,
        clocks=happened.clocks,
        rung_at=happened.at,
        exercise=recorded.meta.exercise is not None,
        grave=happened.cause is RingCause.GRAVE
        or bool(before and before.grave and before.is_ringing),
        part_of=recorded.meta.exercise,
    )


def _rung_for_shift(happened: RungForShift, id: UUID) -> RingRow:
    return RingRow(
        id=id,
        incident=None,
        shift=happened.shift,
        person=happened.person,
        duty=happened.duty,
        number=happened.number,
        cause=happened.cause,
        manner=happened.manner,
        clocks=(),
        rung_at=happened.at,
        exercise=False,
    )


def _changed(row: RingRow, happened: object) -> RingRow:
    match happened:
        case RingJoined(clocks=clocks):
            return replace(row, clocks=tuple(dict.fromkeys((*row.clocks, *clocks))))
        case Attempted(channel=channel, outcome=outcome):
            return replace(row, outcomes={**row.outcomes, channel: outcome})
        case Acknowledged(person=person, way=way, words=words, until=until):
            return replace(
                row,
                lease_until=until,
                acknowledged_by=person,
                acknowledged_way=way,
                words=words,
            )
    raise TypeError(f"{happened!r} changes no ring")


def live_rings(
    rings: Iterable[RingRow],
    open_clocks: Container[UUID],
    open_incidents: Container[UUID],
    attendances: Mapping[UUID, Attendance],
) -> Iterator[tuple[RingRow, int]]:
    """Those for which something is still to be done, each with how many clocks that is.

    A grave incident rings until somebody answers, whatever it owes; a shift until everybody is there.
    """
    for row in rings:
        still = sum(clock in open_clocks for clock in row.clocks)
        grave = row.grave and row.is_ringing and row.incident in open_incidents
        if still or grave or _misses_somebody(row, attendances):
            yield row, still


def _misses_somebody(row: RingRow, attendances: Mapping[UUID, Attendance]) -> bool:
    attendance = attendances.get(row.shift) if row.shift else None
    return attendance is not None and is_awaited(attendance, row.person, row.duty)


RUNG = (Rung, RungForShift, RingJoined, Attempted, Acknowledged, RingEnded)
RINGS = View(
    "rings",
    3,
    RingRow,
    frozenset(one.TOPIC for one in RUNG),
    fold_ring,
    resident=True,
)
