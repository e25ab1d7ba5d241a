"""排班检查: what is wrong with a roster, held against the shifts around it, the leave and the training. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import ClassVar, NamedTuple
from uuid import UUID

from domain.duty_calendar import DutyCalendar
from domain.kernel import Refused
from domain.roster import PlannedShift
from domain.shift import IN_THE_ROOM, DutyPost, Seat
from domain.working_days import BEIJING, Calendar

REST = timedelta(hours=12)  # ours: no source gives one
OVERLAP_MAX = timedelta(
    hours=1
)  # 首尾各重叠一小时 is seen (rosters.md F2); the watch answers all the same
OFFICERS = frozenset({DutyPost.LEAD_OFFICER, DutyPost.SECOND_OFFICER})
LEADERS = frozenset(
    {DutyPost.OVERALL_LEADER, DutyPost.DUTY_LEADER_ON_SITE, DutyPost.DUTY_LEADER_ON_CALL}
)


class FindingKind(StrEnum):
    """What is wrong with a roster."""

    GAP = "gap"  # 空档
    DOUBLE_BOOKED = "double_booked"  # 一人排两处
    ON_LEAVE = "on_leave"  # 请假
    UNCOVERED = (
        "uncovered"  # 与前后班次不衔接: towards shifts that stay; another roster may fill it
    )
    OVERLAP = "overlap"  # 班次重叠
    NO_LEADER = "no_leader"  # 无带班领导
    LITTLE_REST = "little_rest"  # 休息不足
    UNTRAINED = "untrained"  # 未经培训
    HOLIDAY_UNKNOWN = "holiday_unknown"  # 放假安排未知


NEVER = frozenset({FindingKind.GAP, FindingKind.DOUBLE_BOOKED, FindingKind.ON_LEAVE})


class Finding(NamedTuple):
    """From when to when; `person` where it is somebody's."""

    kind: FindingKind
    since: datetime
    until: datetime
    person: UUID | None = None


class RosterUnsound(Refused):
    """值班表有空档、一人排两处或排了请假人员，不能发布"""

    EN: ClassVar[str] = "The roster has a gap, somebody in two places, or somebody on leave"


def look_through(
    shifts: Sequence[PlannedShift], calendar: DutyCalendar, days: Calendar
) -> list[Finding]:
    """`calendar`: the shifts that stay, these not among them. What nothing new is part of is not told."""
    new = set(map(id, shifts))
    everything = sorted((*shifts, *calendar.shifts.values()), key=lambda one: one.starts)
    found = [
        *_in_a_row(everything, new),
        *_of_persons(everything, new),
        *(one for shift in shifts for one in _of_shift(shift, calendar)),
        *_unknown_years(shifts, days),
    ]
    return sorted(found, key=lambda one: (one.since, one.kind))


def refused(found: Iterable[Finding]) -> list[Finding]:
    """Those that no reason makes good."""
    return [one for one in found if one.kind in NEVER]


def require_sound(found: Sequence[Finding]) -> None:
    """Raises RosterUnsound."""
    if never := refused(found):
        raise RosterUnsound(never[0].kind, never[0].since.isoformat(), len(never))


def _in_a_row(everything: list[PlannedShift], new: set[int]) -> Iterator[Finding]:
    """A minute between two shifts is nobody's; a holiday's roster is out before the days around it are."""
    upto: PlannedShift | None = None
    for shift in everything:
        if upto and (both := {id(upto), id(shift)}) & new:
            if upto.ends < shift.starts:
                kind = FindingKind.GAP if both <= new else FindingKind.UNCOVERED
                yield Finding(kind, upto.ends, shift.starts)
            elif upto.ends - shift.starts > OVERLAP_MAX:
                yield Finding(FindingKind.OVERLAP, shift.starts, min(upto.ends, shift.ends))
        upto = shift if upto is None or shift.ends > upto.ends else upto


def _of_persons(everything: list[PlannedShift], new: set[int]) -> Iterator[Finding]:
    held: dict[UUID, list[tuple[PlannedShift, Seat]]] = {}
    for shift in everything:
        for seat in shift.seats:
            held.setdefault(seat.person, []).append((shift, seat))
    for person, seats in held.items():
        for (one, sits), (other, then) in pairwise(seats):
            if {id(one), id(other)} & new:
                yield from _between(person, one, sits, other, then)


def _between(
    person: UUID, one: PlannedShift, sits: Seat, other: PlannedShift, then: Seat
) -> Iterator[Finding]:
    """Whoever need not be in the room may be on call twice and needs no rest in between."""
    if not (sits.post in IN_THE_ROOM and then.post in IN_THE_ROOM):
        return
    if one is other or one.ends - other.starts > OVERLAP_MAX:
        yield Finding(FindingKind.DOUBLE_BOOKED, other.starts, min(one.ends, other.ends), person)
    elif other.starts - one.ends < REST:
        yield Finding(FindingKind.LITTLE_REST, one.ends, other.starts, person)


def _of_shift(shift: PlannedShift, calendar: DutyCalendar) -> Iterator[Finding]:
    span = shift.starts, shift.ends
    if not any(seat.post in LEADERS for seat in shift.seats):
        yield Finding(FindingKind.NO_LEADER, *span)
    for seat in shift.seats:
        if calendar.is_away(seat.person, *span):
            yield Finding(FindingKind.ON_LEAVE, *span, seat.person)
        if seat.post in OFFICERS and calendar.trained and seat.person not in calendar.trained:
            yield Finding(FindingKind.UNTRAINED, *span, seat.person)


def _unknown_years(shifts: Iterable[PlannedShift], days: Calendar) -> Iterator[Finding]:
    """Told once a year that is not known."""
    told: set[int] = set()
    for shift in shifts:
        day = shift.starts.astimezone(BEIJING).date()
        if day.year not in told and days.is_working(day) is None:
            told.add(day.year)
            yield Finding(FindingKind.HOLIDAY_UNKNOWN, shift.starts, shift.ends)
