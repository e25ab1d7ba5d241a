"""值班表: who sits at the duty desk of a unit from one day to another, drafted whole and published whole."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from msgspec.structs import replace

from domain.kernel import Event, Refused, Value, name_id, reason_given
from domain.shift import Seat
from domain.times import WorldTime
from domain.working_days import BEIJING


class PlannedShift(Value):
    """One shift as a roster plans it. `starts` and `ends` are instants in UTC."""

    starts: datetime
    ends: datetime
    seats: tuple[Seat, ...]


class RosterDrafted(Event):
    """Read from a sheet or made by rotation, and confirmed by a person. It binds nobody yet.

    `first` and `last`: the days on which its shifts begin, both included. `source`: the sheet's name, or the pattern's.
    """

    TOPIC = "roster.drafted"
    unit: UUID
    first: date
    last: date
    shifts: tuple[PlannedShift, ...]
    source: str


class RosterPublished(Event):
    """As drafted last, under its number of this roster. `in_spite_of`: why it stands although something was found."""

    TOPIC = "roster.published"
    version: int
    approver: UUID
    published: WorldTime
    in_spite_of: str


class Roster(Value):
    """`version`: how often it was published; 0 is a draft that binds nobody."""

    unit: UUID
    first: date
    last: date
    shifts: tuple[PlannedShift, ...]
    source: str
    version: int = 0
    pending: bool = True  # drafted anew since it was published


class RosterEmpty(Refused):
    """值班表没有任何班次"""

    EN: ClassVar[str] = "The roster has no shift"


class OutsideRoster(Refused):
    """班次开始日期不在值班表的起止日期之内"""

    EN: ClassVar[str] = "A shift begins outside the days of the roster"


class RosterRepeats(Refused):
    """两个班次不能在同一时间开始"""

    EN: ClassVar[str] = "Two shifts cannot begin at the same time"


class NothingDrafted(Refused):
    """没有待发布的值班表"""

    EN: ClassVar[str] = "There is no draft to publish"


def roster_id(unit: UUID, first: date, last: date) -> UUID:
    """One unit has one roster from a day to a day."""
    return name_id(unit, "roster", first.isoformat(), last.isoformat())


def evolve(roster: Roster | None, happened: Event) -> Roster:
    match happened:
        case RosterDrafted(unit=unit, first=first, last=last, shifts=shifts, source=source):
            version = roster.version if roster else 0
            return Roster(
                unit=unit, first=first, last=last, shifts=shifts, source=source, version=version
            )
        case RosterPublished(version=version) if roster:
            return replace(roster, version=version, pending=False)
    raise TypeError(f"{happened!r} is no roster's")


def draft(roster: Roster | None, drafting: RosterDrafted) -> list[Event]:
    """The same shifts drafted again, nothing happens. `drafting.shifts`: in the order in which they begin."""
    if not drafting.shifts:
        raise RosterEmpty
    days = (one.starts.astimezone(BEIJING).date() for one in drafting.shifts)
    if not all(drafting.first <= day <= drafting.last for day in days):
        raise OutsideRoster
    if len({one.starts for one in drafting.shifts}) < len(drafting.shifts):
        raise RosterRepeats
    if roster and roster.shifts == drafting.shifts:
        return []
    return [drafting]


def publish(
    roster: Roster, *, approver: UUID, published: WorldTime, found: bool, in_spite_of: str
) -> list[Event]:
    """`found`: something was found that wants a reason. Raises NothingDrafted, ReasonMissing."""
    if not roster.pending:
        raise NothingDrafted
    reason = reason_given(in_spite_of) if found else in_spite_of.strip()
    return [
        RosterPublished(
            version=roster.version + 1, approver=approver, published=published, in_spite_of=reason
        )
    ]
