"""Who is on duty: the shifts around now, who has come, and which of them the watch rests with."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from desk.log.envelope import Recorded
from domain.shift import CheckedIn, Seat, ShiftRevised, ShiftSet
from domain.times import WorldTime
from domain.watch import WatchBegan
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
            if row := rows.get(id):
                rows.put(id, replace(row, responsible=True))


DUTY = View(
    "duty",
    1,
    ShiftRow,
    frozenset({ShiftSet.TOPIC, ShiftRevised.TOPIC, CheckedIn.TOPIC, WatchBegan.TOPIC}),
    fold_duty,
    resident=True,
)
