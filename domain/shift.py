"""班次: who holds which post of one shift, and when each of them came."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from msgspec.structs import replace

from domain.kernel import Event, Refused, Value, name_id
from domain.times import WorldTime


class DutyPost(StrEnum):
    """The posts of a duty desk."""

    OVERALL_LEADER = "overall_leader"  # 总带班: reachable in the jurisdiction, not at the desk
    DUTY_LEADER_ON_SITE = "duty_leader_on_site"  # 在岗带班
    DUTY_LEADER_ON_CALL = "duty_leader_on_call"  # 驻地带班
    LEAD_OFFICER = "lead_officer"  # 主班
    SECOND_OFFICER = "second_officer"  # 副班
    STANDBY = "standby"  # 备班: comes when called


# Whoever holds one of these sits there all the time, and rests afterwards.
IN_THE_ROOM = frozenset(
    {DutyPost.DUTY_LEADER_ON_SITE, DutyPost.LEAD_OFFICER, DutyPost.SECOND_OFFICER}
)


class Seat(Value):
    """One post of a shift and the person who holds it."""

    post: DutyPost
    person: UUID


class ShiftSet(Event):
    TOPIC = "shift.set"
    shift: UUID
    unit: UUID
    starts: datetime
    ends: datetime
    seats: tuple[Seat, ...]


class ShiftRevised(Event):
    TOPIC = "shift.revised"
    starts: datetime
    ends: datetime
    seats: tuple[Seat, ...]


class ShiftDropped(Event):
    """A roster published anew has no shift that begins then."""

    TOPIC = "shift.dropped"
    starts: datetime


class CheckedIn(Event):
    """到岗: this person is at this post from now on."""

    TOPIC = "shift.checked-in"
    person: UUID
    post: DutyPost
    arrived: WorldTime


class Shift(Value):
    id: UUID
    unit: UUID
    starts: datetime
    ends: datetime
    seats: tuple[Seat, ...]
    arrived: tuple[Seat, ...] = ()
    dropped: bool = False


class ShiftBackwards(Refused):
    """班次结束时间须晚于开始时间"""

    EN: ClassVar[str] = "A shift must end after it begins"


class ShiftEmpty(Refused):
    """班次至少要有一名主班"""

    EN: ClassVar[str] = "A shift needs a lead officer"


class NotOnThisShift(Refused):
    """此人不在本班次名单"""

    EN: ClassVar[str] = "This person is not on this shift"


class ShiftGone(Refused):
    """该班次已取消"""

    EN: ClassVar[str] = "This shift was dropped from the roster"


def shift_id(unit: UUID, starts: datetime) -> UUID:
    """One unit has one shift that begins at a time."""
    return name_id(unit, "shift", starts.astimezone(UTC).isoformat())


def is_on_duty(seat: Seat) -> bool:
    """Whoever is on standby is at home until called, and binds nobody."""
    return seat.post is not DutyPost.STANDBY


def evolve(shift: Shift | None, happened: Event) -> Shift:
    match happened:
        case ShiftSet(shift=id, unit=unit, starts=starts, ends=ends, seats=seats):
            return Shift(id=id, unit=unit, starts=starts, ends=ends, seats=seats)
        case ShiftRevised(starts=starts, ends=ends, seats=seats) if shift:
            return replace(shift, starts=starts, ends=ends, seats=seats, dropped=False)
        case ShiftDropped() if shift:
            return replace(shift, dropped=True)
        case CheckedIn(person=person, post=post) if shift:
            return replace(shift, arrived=(*shift.arrived, Seat(post=post, person=person)))
    raise TypeError(f"{happened!r} is no shift's")


def set_shift(shift: Shift | None, setting: ShiftSet) -> list[Event]:
    """Set again with the same words, nothing happens; with others, the shift is revised."""
    _require_sound(setting.starts, setting.ends, setting.seats)
    if shift is None:
        return [setting]
    if not shift.dropped and _says(shift) == _says(setting):
        return []
    return [ShiftRevised(starts=setting.starts, ends=setting.ends, seats=setting.seats)]


def drop(shift: Shift) -> list[Event]:
    return [] if shift.dropped else [ShiftDropped(starts=shift.starts)]


def check_in(shift: Shift, *, person: UUID, arrived: WorldTime) -> list[Event]:
    require_kept(shift)
    seats = [seat for seat in shift.seats if seat.person == person]
    if not seats:
        raise NotOnThisShift(person)
    return [
        CheckedIn(person=person, post=seat.post, arrived=arrived)
        for seat in seats
        if seat not in shift.arrived
    ]


def require_kept(shift: Shift) -> None:
    """Raises ShiftGone."""
    if shift.dropped:
        raise ShiftGone(shift.starts)


def _says(one: Shift | ShiftSet) -> tuple[datetime, datetime, tuple[Seat, ...]]:
    return one.starts, one.ends, one.seats


def _require_sound(starts: datetime, ends: datetime, seats: tuple[Seat, ...]) -> None:
    if ends <= starts:
        raise ShiftBackwards
    if not any(seat.post is DutyPost.LEAD_OFFICER for seat in seats):
        raise ShiftEmpty
