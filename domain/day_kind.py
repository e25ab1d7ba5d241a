"""值班日: whether a day is worked, a weekend or a holiday, as far as the notices on record say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from domain.working_days import SATURDAY, Calendar

RUN_MAX = 30  # days off in a row: no year has had as many


class DayKind(StrEnum):
    """What a day is to a roster."""

    WORKING = "working"  # 工作日
    MADE_UP = "made_up"  # 调休上班日: a weekend day that is worked
    WEEKEND = "weekend"  # 双休日
    HOLIDAY = "holiday"  # 节假日: all days of a run that reaches beyond a weekend
    SPECIAL = "special"  # 敏感时期: named by the office, beside whatever else the day is


class DutyDay(NamedTuple):
    """`sure` is False where a day of an unknown year had to be taken for what its weekday says."""

    day: date
    kind: DayKind
    special: bool
    sure: bool

    def is_one_of(self, kinds: tuple[DayKind, ...]) -> bool:
        """None named: any day."""
        return not kinds or self.kind in kinds or (self.special and DayKind.SPECIAL in kinds)


def day_of(day: date, calendar: Calendar, special: frozenset[date] = frozenset()) -> DutyDay:
    known = calendar.is_working(day)
    if not _off(day, known):
        kind = DayKind.MADE_UP if _at_weekend(day) else DayKind.WORKING
        return DutyDay(day, kind, day in special, known is not None)
    run = [*_run(day, -1, calendar), *_run(day, 1, calendar)]
    holiday = any(not _at_weekend(one) for one, known in run if _off(one, known))
    kind = DayKind.HOLIDAY if holiday else DayKind.WEEKEND
    return DutyDay(day, kind, day in special, all(known is not None for _, known in run))


def _run(day: date, step: int, calendar: Calendar) -> Iterator[tuple[date, bool | None]]:
    """The days off from this one on, and the first that is none."""
    for number in range(RUN_MAX):
        one = day + timedelta(days=step * number)
        known = calendar.is_working(one)
        yield one, known
        if not _off(one, known):
            return


def _off(day: date, known: bool | None) -> bool:
    return _at_weekend(day) if known is None else not known


def _at_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY
