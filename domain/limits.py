"""How long a limit is: a span, so many working days, or until an hour of the next day. Pure."""

from __future__ import annotations

from typing import NamedTuple

from domain.rule import Rule
from domain.times import WorldTime
from domain.working_days import Calendar, after_working_days, next_at_hour


class Span(NamedTuple):
    """How long a limit is from one start, in whole seconds; not `sure` where a year's holidays are unknown."""

    seconds: int
    sure: bool = True


def limit_of(rule: Rule, start: WorldTime, calendar: Calendar) -> Span:
    """From the earliest its start may be; the board counts to that."""
    if rule.working_days is not None:
        over, sure = after_working_days(start.earliest, rule.working_days, calendar)
        return Span(int((over - start.earliest).total_seconds()), sure)
    if rule.hour is not None:
        return Span(int((next_at_hour(start.earliest, rule.hour) - start.earliest).total_seconds()))
    return Span(rule.limit_seconds)
