"""轮班: a roster made by rotation, the least burdened first; the same question has the same answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID

from domain.day_kind import DayKind, DutyDay, day_of
from domain.duty_pattern import (
    DutyPattern,
    SeatPlan,
    ShiftPlan,
    Span,
    plans_on,
    seats_on,
    span_of,
)
from domain.fairness import Share, burdens, count_of, day_of_shift, with_shift
from domain.roster import PlannedShift
from domain.shift import IN_THE_ROOM, DutyPost, Seat
from domain.working_days import BEIJING, Calendar

Pools = Mapping[DutyPost, Sequence[UUID]]
Absences = Mapping[UUID, Sequence[Span]]
NOBODY_AWAY: Absences = {}
NEVER = datetime.min.replace(tzinfo=UTC)
WEEK = timedelta(days=7)


class Unfilled(NamedTuple):
    """A seat that nobody can take: all are away, at rest or in another seat."""

    starts: datetime
    post: DutyPost


class Generated(NamedTuple):
    """`unsure`: days whose year's notice is not known, taken for what their weekday says."""

    shifts: tuple[PlannedShift, ...]
    unfilled: tuple[Unfilled, ...]
    unsure: tuple[date, ...]


def generate(
    pattern: DutyPattern,
    pools: Pools,
    first: date,
    last: date,
    calendar: Calendar,
    *,
    away: Absences = NOBODY_AWAY,
    before: Iterable[PlannedShift] = (),
    special: frozenset[date] = frozenset(),
) -> Generated:
    """`before`: shifts that begin earlier; they count as borne, and whoever stood them rests first."""
    rota = _Rota(pattern, pools, calendar, away)
    for shift in before:
        rota.stood(shift, day_of_shift(shift, calendar))
    return rota.made(day_of(day, calendar, special) for day in _days(first, last))


class _Rota:
    """What everybody has borne so far, and since when they are free again."""

    def __init__(
        self, pattern: DutyPattern, pools: Pools, calendar: Calendar, away: Absences
    ) -> None:
        self.pattern, self.pools, self.calendar, self.away = pattern, pools, calendar, away
        self.rest = timedelta(hours=pattern.rest_hours)
        self.shares: dict[UUID, Share] = {}
        self.until: dict[UUID, datetime] = {}
        self.at_desk_until: dict[UUID, datetime] = {}
        self.in_week: dict[tuple[date, DutyPost], set[UUID]] = {}
        self.teams: dict[tuple[date, DutyPost], frozenset[UUID]] = {}

    def made(self, days: Iterable[DutyDay]) -> Generated:
        shifts, unfilled, unsure = [], [], []
        for day in days:
            unsure += [] if day.sure else [day.day]
            for plan in plans_on(self.pattern, day):
                shift, missing = self.seated(plan, day)
                self.stood(shift, day)
                shifts.append(shift)
                unfilled += [Unfilled(shift.starts, post) for post in missing]
        return Generated(tuple(shifts), tuple(unfilled), tuple(unsure))

    def stood(self, shift: PlannedShift, day: DutyDay) -> None:
        for seat in shift.seats:
            self.until[seat.person] = max(shift.ends, self.until.get(seat.person, NEVER))
            if seat.post in IN_THE_ROOM:
                self.at_desk_until[seat.person] = self.until[seat.person]
            self.in_week.setdefault((_monday(day.day), seat.post), set()).add(seat.person)
        for person in sorted({seat.person for seat in shift.seats}):
            self.shares[person] = with_shift(self.share(person), shift, day)

    def share(self, person: UUID) -> Share:
        return self.shares.get(person) or Share(person=person)

    def seated(self, plan: ShiftPlan, day: DutyDay) -> tuple[PlannedShift, list[DutyPost]]:
        """The seat with the fewest who can take it is filled first."""
        wanted, (starts, ends) = seats_on(plan, day), span_of(plan, day.day)
        bare = PlannedShift(starts=starts, ends=ends, seats=())
        free = [self._free(seat.post, Span(starts, ends)) for seat in wanted]
        sits: dict[int, UUID] = {}
        for number in sorted(range(len(wanted)), key=lambda n: len(free[n])):
            if able := [one for one in free[number] if one not in sits.values()]:
                sits[number] = min(able, key=self._order(wanted[number], bare, day))
        held = ((one.post, sits[n]) for n, one in enumerate(wanted) if n in sits)
        seats = tuple(Seat(post=post, person=person) for post, person in held)
        missing = [one.post for n, one in enumerate(wanted) if n not in sits]
        return PlannedShift(starts=starts, ends=ends, seats=seats), missing

    def _free(self, post: DutyPost, span: Span) -> list[UUID]:
        """Whoever comes to the desk has rested since the desk; nobody is in two seats at once."""
        rest = self.rest if post in IN_THE_ROOM else timedelta()
        return [
            one
            for one in self.pools.get(post, ())
            if self.until.get(one, NEVER) <= span.starts
            and self.at_desk_until.get(one, NEVER) + rest <= span.starts
            and not self._is_away(one, span)
        ]

    def _is_away(self, person: UUID, span: Span) -> bool:
        absences = self.away.get(person, ())
        return any(one.starts < span.ends and span.starts < one.ends for one in absences)

    def _order(
        self, seat: SeatPlan, shift: PlannedShift, day: DutyDay
    ) -> Callable[[UUID], tuple[object, ...]]:
        """Those of the week's team first; of them whoever has borne least of what the shift asks."""
        team = self._team(seat, day.day) if seat.team else frozenset()
        pool, borne = list(self.pools.get(seat.post, ())), burdens(shift, day)

        def order(person: UUID) -> tuple[object, ...]:
            share = self.share(person)
            counts = [count_of(share, one) for one in borne]
            since = self.until.get(person, NEVER)
            return (person not in team, *counts, since, pool.index(person))

        return order

    def _team(self, seat: SeatPlan, day: date) -> frozenset[UUID]:
        """Chosen on the first day that it is needed, for the whole week; who began the week goes on with it."""
        monday = _monday(day)
        if (monday, seat.post) not in self.teams:
            self.teams[monday, seat.post] = self._new_team(seat, monday)
        return self.teams[monday, seat.post]

    def _new_team(self, seat: SeatPlan, monday: date) -> frozenset[UUID]:
        days = [monday + timedelta(days=n) for n in range(7)]
        holiday = any(day_of(one, self.calendar).kind is DayKind.HOLIDAY for one in days)
        began = self.in_week.get((monday, seat.post), set())
        elsewhere = {p for (week, _), team in self.teams.items() if week == monday for p in team}
        midnight = datetime.combine(monday, time(), BEIJING)
        week = Span(midnight, midnight + WEEK)

        def order(person: UUID) -> tuple[object, ...]:
            share, since = self.share(person), self.until.get(person, NEVER)
            unfit = (person not in began, person in elsewhere, self._is_away(person, week))
            return (*unfit, share.holidays if holiday else 0, share.shifts, since)

        return frozenset(sorted(self.pools.get(seat.post, ()), key=order)[: seat.team])


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
