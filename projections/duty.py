"""Who is on duty: the shifts around now, who has come, and which of them the watch rests with."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from desk.log.envelope import Recorded
from domain.kernel import Event
from domain.shift import CheckedIn, Seat, ShiftDropped, ShiftRevised, ShiftSet
from domain.times import WorldTime
from domain.watch import WatchBegan, WatchPassed, WatchStayedOn, WatchTakenOver
from projections.rows import Rows, View


class Arrival(Struct, frozen=True):
    seat: Seat
    arrived: WorldTime


class Passing(Struct, frozen=True):
    """How the watch came to a shift: begun, handed over by `outgoing`, or broken glass with its reason."""

    seq: int
    at: WorldTime
    outgoing: UUID | None = None
    reason: str = ""


class ShiftRow(Struct, frozen=True):
    id: UUID
    starts: datetime
    ends: datetime
    seats: tuple[Seat, ...]
    arrivals: tuple[Arrival, ...] = ()
    responsible: bool = False  # the watch rests with this shift
    came: Passing | None = None  # None: the watch has not come to it
    stays_until: datetime | None = None  # no relief came: it stays on, on record

    @property
    def until(self) -> datetime:
        return max(self.ends, self.stays_until or self.ends)

    def arrived(self, seat: Seat) -> WorldTime | None:
        """When whoever holds it checked in first; None: not yet."""
        return next((one.arrived for one in self.arrivals if one.seat == seat), None)


def fold_duty(rows: Rows[ShiftRow], recorded: Recorded) -> None:
    match recorded.event:
        case ShiftSet(shift=id, starts=starts, ends=ends, seats=seats):
            rows.put(id, ShiftRow(id, starts, ends, seats))
        case ShiftRevised(starts=starts, ends=ends, seats=seats):
            row = rows.get(recorded.originator_id)
            before = row or ShiftRow(recorded.originator_id, starts, ends, seats)
            rows.put(before.id, replace(before, starts=starts, ends=ends, seats=seats))
        case ShiftDropped():
            rows.drop(recorded.originator_id)
        case CheckedIn(person=person, post=post, arrived=arrived):
            if row := rows.get(recorded.originator_id):
                arrival = Arrival(Seat(post=post, person=person), arrived)
                rows.put(row.id, replace(row, arrivals=(*row.arrivals, arrival)))
        case happened:
            _fold_watch(rows, recorded.seq, happened)


def _fold_watch(rows: Rows[ShiftRow], seq: int, happened: Event) -> None:
    match happened:
        case WatchBegan(shift=id, began=at):
            _rests_with(rows, id, Passing(seq, at))
        case WatchPassed(outgoing=outgoing, relief=id, passed=at):
            _rests_with(rows, id, Passing(seq, at, outgoing))
        case WatchTakenOver(outgoing=outgoing, relief=id, reason=reason, taken=at):
            _rests_with(rows, id, Passing(seq, at, outgoing, reason))
        case WatchStayedOn(shift=id, until=until):
            if row := rows.get(id):
                rows.put(id, replace(row, stays_until=until))


def _rests_with(rows: Rows[ShiftRow], id: UUID, came: Passing) -> None:
    """With this shift and no other; what was over before the last one is nothing of now."""
    for _, before in list(rows.items()):
        if before.responsible and before.id != id:
            rows.put(before.id, replace(before, responsible=False))
            _forget_before(rows, before.starts)
    if row := rows.get(id):
        rows.put(id, replace(row, responsible=True, came=came))


def _forget_before(rows: Rows[ShiftRow], starts: datetime) -> None:
    for key, row in list(rows.items()):
        if row.ends <= starts:
            rows.drop(key)


DUTY = View(
    "duty",
    4,
    ShiftRow,
    frozenset(
        kind.TOPIC
        for kind in (
            ShiftSet,
            ShiftRevised,
            ShiftDropped,
            CheckedIn,
            WatchBegan,
            WatchPassed,
            WatchTakenOver,
            WatchStayedOn,
        )
    ),
    fold_duty,
    resident=True,
)
