"""公平: how the duty was shared out, in shifts, hours, nights, weekends and holidays, and who stands out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta
from enum import StrEnum
from statistics import median_low
from typing import NamedTuple
from uuid import UUID

from domain.day_kind import DayKind, DutyDay, day_of
from domain.kernel import Value
from domain.roster import PlannedShift
from domain.working_days import BEIJING, Calendar

DEEP_NIGHT = time(2)  # a shift that is on at this hour is a night
MINUTE = timedelta(minutes=1)
OUT_BY = 2  # ours: so many more or fewer than the middle stand out


class Burden(StrEnum):
    """What is shared out, the scarcest first."""

    HOLIDAYS = "holidays"  # 节假日
    WEEKENDS = "weekends"  # 双休日
    NIGHTS = "nights"  # 夜班
    SHIFTS = "shifts"  # 班次


class Share(Value):
    """One person's. The day of a shift is the one it begins on."""

    person: UUID
    shifts: int = 0
    minutes: int = 0
    nights: int = 0
    weekends: int = 0
    holidays: int = 0


class Spread(NamedTuple):
    """Of everybody compared, who has least and most, and what most of them have."""

    least: int
    middle: int
    most: int


class StandsOut(NamedTuple):
    person: UUID
    burden: Burden
    has: int
    middle: int


class Fairness(NamedTuple):
    """`unsure`: days of unknown years that were taken for what their weekday says."""

    shares: tuple[Share, ...]
    spreads: dict[Burden, Spread]
    stand_out: tuple[StandsOut, ...]
    unsure: int


def fairness(
    shifts: Iterable[PlannedShift], people: Sequence[UUID], calendar: Calendar
) -> Fairness:
    """`people`: those who share the same posts, also whoever had no turn. Shares stand in their order."""
    shares = {person: Share(person=person) for person in people}
    unsure = set()
    for shift in shifts:
        day = day_of_shift(shift, calendar)
        if not day.sure:
            unsure.add(day.day)
        for person in {seat.person for seat in shift.seats} & shares.keys():
            shares[person] = with_shift(shares[person], shift, day)
    told = tuple(shares.values())
    spreads = {one: _spread(told, one) for one in Burden} if told else {}
    return Fairness(told, spreads, tuple(_standing_out(told, spreads)), len(unsure))


def with_shift(share: Share, shift: PlannedShift, day: DutyDay) -> Share:
    borne = burdens(shift, day)
    return Share(
        person=share.person,
        shifts=share.shifts + 1,
        minutes=share.minutes + (shift.ends - shift.starts) // MINUTE,
        nights=share.nights + (Burden.NIGHTS in borne),
        weekends=share.weekends + (Burden.WEEKENDS in borne),
        holidays=share.holidays + (Burden.HOLIDAYS in borne),
    )


def burdens(shift: PlannedShift, day: DutyDay) -> tuple[Burden, ...]:
    """In the order of the list."""
    borne = {
        Burden.HOLIDAYS: day.kind is DayKind.HOLIDAY,
        Burden.WEEKENDS: day.kind is DayKind.WEEKEND,
        Burden.NIGHTS: _is_night(shift),
        Burden.SHIFTS: True,
    }
    return tuple(burden for burden, does in borne.items() if does)


def day_of_shift(shift: PlannedShift, calendar: Calendar) -> DutyDay:
    return day_of(shift.starts.astimezone(BEIJING).date(), calendar)


def _is_night(shift: PlannedShift) -> bool:
    """A shift is shorter than two days: it meets that hour on the day it begins or on the next."""
    begins = shift.starts.astimezone(BEIJING)
    deep = datetime.combine(begins.date(), DEEP_NIGHT, BEIJING)
    return any(shift.starts <= one < shift.ends for one in (deep, deep + timedelta(days=1)))


def _spread(shares: Sequence[Share], burden: Burden) -> Spread:
    counts = [count_of(share, burden) for share in shares]
    return Spread(min(counts), median_low(counts), max(counts))


def _standing_out(shares: Sequence[Share], spreads: dict[Burden, Spread]) -> Iterator[StandsOut]:
    for share in shares:
        for burden, spread in spreads.items():
            has = count_of(share, burden)
            if abs(has - spread.middle) >= OUT_BY:
                yield StandsOut(share.person, burden, has, spread.middle)


def count_of(share: Share, burden: Burden) -> int:
    return int(getattr(share, burden.value))
