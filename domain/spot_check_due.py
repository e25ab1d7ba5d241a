"""抽查的下一步: whom to ring next, by when, and what has fallen due in a round of spot checks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from msgspec.structs import replace

from domain.kernel import Event, Timed
from domain.spot_check import CheckedUnit, SpotCheck, evolve
from domain.spot_check_events import FellDue
from domain.spot_check_words import CheckDue, CheckOutcome, CheckStep

STEPS = tuple(CheckStep)
PASSED = frozenset({CheckOutcome.NORMAL})
UNREACHED = frozenset(
    {
        CheckOutcome.NOT_IN_TIME,
        CheckOutcome.BUSY,
        CheckOutcome.NO_ANSWER,
        CheckOutcome.WRONG_NUMBER,
        CheckOutcome.VIDEO_OFFLINE,
    }
)


class Due(NamedTuple):
    """What is awaited of a unit, and until when."""

    unit: UUID
    what: CheckDue
    at: datetime


def next_step(unit: CheckedUnit) -> CheckStep | None:
    """Whom to ring now; None: nobody more. An open call is its own next step."""
    if not unit.calls:
        return CheckStep.CHECK
    last = unit.calls[-1]
    if last.outcome is None:
        return last.step
    if last.outcome not in UNREACHED or last.called_back or last.step is STEPS[-1]:
        return None
    return STEPS[STEPS.index(last.step) + 1]


def timed(check: SpotCheck, happened: Timed) -> Event:
    """With the alarm that the round has after it: the earliest of all that is awaited."""
    dues = (one.at for one in _dues(evolve(check, happened)))
    return replace(happened, next_at=min(dues, default=None))


def follow_up_at(unit: CheckedUnit, within: timedelta) -> datetime | None:
    """By when whoever did not answer is to be rung again, or somebody else instead."""
    last = unit.calls[-1] if unit.calls else None
    if last is None or last.result is None or next_step(unit) is None:
        return None
    return last.result.decided.latest + within


def _dues(check: SpotCheck) -> Iterator[Due]:
    within = check.began.limits.recheck_within
    for unit in check.units:
        again = follow_up_at(unit, within)
        if again and not unit.overdue and not check.ended:
            yield Due(unit.unit, CheckDue.FOLLOW_UP, again)
        asked = unit.rectification
        if asked and not asked.done and not asked.over:
            yield Due(unit.unit, CheckDue.RECTIFICATION, asked.asked.due_at)


def look(check: SpotCheck, *, as_of: datetime) -> list[Event]:
    """Whatever has fallen due meanwhile, each once."""
    happened: list[Event] = []
    for due in [one for one in _dues(check) if one.at <= as_of]:
        fell = FellDue(unit=due.unit, due=due.what, due_at=due.at, noticed_at=as_of, next_at=None)
        happened.append(timed(check, fell))
        check = evolve(check, fell)
    return happened
