"""值守: a shift is set, people check in, the first shift begins the watch."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from desk.attendance import expect, note_arrival
from desk.draft import Draft
from domain import person as people
from domain import shift as shifts
from domain import watch as watches
from domain.kernel import Value
from domain.roster import PlannedShift
from domain.shift import Seat, ShiftSet
from domain.times import WorldTime


class SetShift(Value):
    """A shift set by hand; `begins_watch` makes it the first of the unbroken chain."""

    starts: datetime
    ends: datetime
    seats: tuple[Seat, ...]
    set_at: WorldTime
    begins_watch: bool = False


class CheckIn(Value):
    shift: UUID
    person: UUID
    arrived: WorldTime


class ShiftAnswer(Value):
    shift: UUID


def set_shift(draft: Draft, setting: SetShift) -> ShiftAnswer:
    """The shift that begins then: set again, it is revised."""
    planned = PlannedShift(starts=setting.starts, ends=setting.ends, seats=setting.seats)
    id = put_shift(draft, planned)
    if setting.begins_watch:
        _begin_watch(draft, id, setting.set_at)
    return ShiftAnswer(shift=id)


def _begin_watch(draft: Draft, shift: UUID, began: WorldTime) -> None:
    unit = draft.register.office.unit
    id = watches.watch_id(unit)
    watch = draft.load(id, watches.evolve)
    draft.record(id, watches.begin(watch, unit=unit, shift=shift, began=began))


def put_shift(draft: Draft, planned: PlannedShift) -> UUID:
    """Set or revised: the shift of our desk that begins then."""
    unit = draft.register.office.unit
    id = shifts.shift_id(unit, planned.starts)
    for person in {seat.person for seat in planned.seats}:
        draft.require(person, people.evolve)
    event = ShiftSet(
        shift=id, unit=unit, starts=planned.starts, ends=planned.ends, seats=planned.seats
    )
    draft.record(id, shifts.set_shift(draft.load(id, shifts.evolve), event))
    expect(draft, id)
    return id


def check_in(draft: Draft, checking: CheckIn) -> ShiftAnswer:
    shift = draft.require(checking.shift, shifts.evolve)
    arrived = shifts.check_in(shift, person=checking.person, arrived=checking.arrived)
    draft.record(checking.shift, arrived)
    note_arrival(draft, checking.shift, checking.person, checking.arrived)
    return ShiftAnswer(shift=checking.shift)
