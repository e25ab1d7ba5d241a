"""班次日历: every shift of the desk, who is away and who is trained, as a command needs to know it. Immutable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from domain.duty_change import LeaveGranted
from domain.kernel import Event, Value
from domain.person import DutyTrained
from domain.roster import PlannedShift
from domain.shift import ShiftDropped, ShiftRevised, ShiftSet


class Away(Value):
    """Approved leave, from a moment to a moment."""

    person: UUID
    since: datetime
    until: datetime


class DutyCalendar(NamedTuple):
    """Shifts by their streams. `trained`: since which day somebody is; `revisions`: how often a shift was revised."""

    shifts: Mapping[UUID, PlannedShift] = {}
    away: tuple[Away, ...] = ()
    trained: Mapping[UUID, date] = {}
    revisions: Mapping[UUID, int] = {}

    def between(self, since: datetime, until: datetime) -> list[tuple[UUID, PlannedShift]]:
        """Those that touch the time, the earliest first."""
        touching = (
            one for one in self.shifts.items() if one[1].starts < until and since < one[1].ends
        )
        return sorted(touching, key=lambda one: one[1].starts)

    def beginning(self, since: datetime, until: datetime) -> list[tuple[UUID, PlannedShift]]:
        """Those that begin within it, the earliest first."""
        found = (one for one in self.shifts.items() if since <= one[1].starts < until)
        return sorted(found, key=lambda one: one[1].starts)

    def is_away(self, person: UUID, since: datetime, until: datetime) -> bool:
        """For any of that time."""
        return any(
            one.person == person and one.since < until and since < one.until for one in self.away
        )

    def without(self, streams: Iterable[UUID]) -> DutyCalendar:
        left_out = frozenset(streams)
        kept = {id: one for id, one in self.shifts.items() if id not in left_out}
        return self._replace(shifts=kept)


def after(calendar: DutyCalendar, news: Iterable[tuple[UUID, Event]]) -> DutyCalendar:
    """With more events, each with its stream. Copied once: a roster of a year is one command."""
    shifts, revisions = dict(calendar.shifts), dict(calendar.revisions)
    trained, away = dict(calendar.trained), list(calendar.away)
    for stream, happened in news:
        match happened:
            case ShiftSet() | ShiftRevised():
                shifts[stream] = _planned(happened)
                revisions[stream] = revisions.get(stream, -1) + 1
            case ShiftDropped():
                shifts.pop(stream, None)
            case LeaveGranted(person=person, since=since, until=until):
                away.append(Away(person=person, since=since, until=until))
            case DutyTrained(person=person, on=on):
                trained[person] = on
    return DutyCalendar(shifts, tuple(away), trained, revisions)


def _planned(said: ShiftSet | ShiftRevised) -> PlannedShift:
    return PlannedShift(starts=said.starts, ends=said.ends, seats=said.seats)
