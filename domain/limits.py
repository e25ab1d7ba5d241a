"""How long a limit is: a span, so many working days, or until an hour of the next day. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from domain.rule import Rule
from domain.times import WorldTime
from domain.working_days import Calendar, after_working_days, next_at_hour


class Span(NamedTuple):
    """How long a limit is from its start, in whole seconds; not `sure` where a year's holidays are unknown."""

    seconds: int  # from the earliest that its start may be: the board counts to that
    sure: bool = True
    at_latest: int | None = None  # from the latest it may be; None: as long


def limit_of(rule: Rule, start: WorldTime, calendar: Calendar) -> Span:
    """Two starts of one day end together, and those of a Friday and a Saturday need not lie a day apart."""
    earliest, latest = (_from(at, rule, calendar) for at in (start.earliest, start.latest))
    return Span(earliest.seconds, earliest.sure and latest.sure, latest.seconds)


def _from(at: datetime, rule: Rule, calendar: Calendar) -> Span:
    if rule.working_days is not None:
        over, sure = after_working_days(at, rule.working_days, calendar)
        return Span(_whole(over - at), sure)
    if rule.hour is not None:
        return Span(_whole(next_at_hour(at, rule.hour) - at))
    return Span(rule.limit_seconds)


def _whole(length: timedelta) -> int:
    return -(-length // timedelta(seconds=1))
