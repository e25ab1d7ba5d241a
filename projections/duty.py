"""Who is on duty: the shifts around now, who has come, and which of them the watch rests with."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from desk.log.envelope import Recorded
from domain.shift import CheckedIn, Seat, ShiftRevised, ShiftSet
from domain.times import WorldTime
from domain.watch import WatchBegan, WatchPassed, WatchTakenOver
from projections.rows import Rows, View


class Arrival(Struct, frozen=True):
    seat: Seat
    arrived: WorldTime


class ShiftRow(Struct, frozen=True):
    id: UUID
    starts: datetime
    ends: datetime
    seats: tuple[Seat, ...]
    arrivals: tuple[Arrival, ...] = ()
    responsible: bool = False  # the watch rests with this shift


def fold_duty(rows: Rows[ShiftRow], recorded: Recorded) -> None:
    match recorded.event:
        case ShiftSet(shift=id, starts=starts, ends=ends, seats=seats):
            rows.put(id, ShiftRow(id, starts, ends, seats))
        case ShiftRevised(starts=starts, ends=ends, seats=seats):
            if row := rows.get(recorded.originator_id):
                rows.put(row.id, replace(row, starts=starts, ends=ends, seats=seats))
        case CheckedIn(person=person, post=post, arrived=arrived):
            if row := rows.get(recorded.originator_id):
                arrival = Arrival(Seat(post=post, person=person), arrived)
                rows.put(row.id, replace(row, arrivals=(*row.arrivals, arrival)))
        case WatchBegan(shift=id):
            _rests_with(rows, id)
        case WatchPassed(relief=id) | WatchTakenOver(relief=id):
            _rests_with(rows, id)


def _rests_with(rows: Rows[ShiftRow], id: UUID) -> None:
    """With this shift and no other; what was over before the last one is nothing of now."""
    for _, before in list(rows.items()):
        if before.responsible and before.id != id:
            rows.put(before.id, replace(before, responsible=False))
            _forget_before(rows, before.starts)
    if row := rows.get(id):
        rows.put(id, replace(row, responsible=True))


def _forget_before(rows: Rows[ShiftRow], starts: datetime) -> None:
    for key, row in list(rows.items()):
        if row.ends <= starts:
            rows.drop(key)


DUTY = View(
    "duty",
    2,
    ShiftRow,
    frozenset(
        kind.TOPIC
        for kind in (ShiftSet, ShiftRevised, CheckedIn, WatchBegan, WatchPassed, WatchTakenOver)
    ),
    fold_duty,
    resident=True,
)
