"""轮到谁: which desk of a round is asked now, at which step, and what the stamps propose."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from domain.spot_check import CheckedUnit, SpotCall, SpotCheck
from domain.spot_check_due import follow_up_at, next_step
from domain.spot_check_limits import propose, waiting
from domain.spot_check_words import CheckMethod, CheckOutcome, CheckStep, Findings


class Turn(NamedTuple):
    """`call` None: not rung yet at this step. `proposed`: what the key that accepts will say."""

    unit: UUID
    step: CheckStep
    call: SpotCall | None
    proposed: CheckOutcome | None


def turn_of(check: SpotCheck, now: datetime, wanted: UUID | None = None) -> Turn | None:
    """None: nobody is left to be asked, or the round is over."""
    if check.ended:
        return None
    waits = [one for one in check.units if next_step(one)]
    first = next((one for one in waits if one.unit == wanted), None)
    chosen = first or next(_in_turn(check, waits, now), None)
    return _turn(check, chosen, now) if chosen else None


def _in_turn(check: SpotCheck, waits: list[CheckedUnit], now: datetime) -> Iterator[CheckedUnit]:
    """Whoever has been rung, whoever is to be rung again by now, the next in the order of the lots, all others."""
    within, limits = check.began.limits.recheck_within, check.began.limits
    on_line = [one for one in waits if one.calls and one.calls[-1].outcome is None]
    yield from (one for one in on_line if one.calls[-1].reached)
    if check.began.method is CheckMethod.LINK:  # all were asked at once: their time runs
        late = (one for one in on_line if waiting(one.calls[-1], now) > limits.answer_within)
        yield from late
    yield from on_line
    again = [(at, one) for one in waits if (at := follow_up_at(one, within))]
    yield from (one for at, one in again if at <= now)
    yield from (one for one in waits if not one.calls)
    yield from (one for _, one in sorted(again, key=lambda pair: pair[0]))


def _turn(check: SpotCheck, unit: CheckedUnit, now: datetime) -> Turn:
    step = next_step(unit)
    assert step is not None
    call = next((one for one in unit.calls if one.step is step), None)
    began = check.began
    if call is None:
        return Turn(unit.unit, step, None, None)
    says = propose(call, began.method, began.limits, Findings(), now)
    return Turn(unit.unit, step, call, says)
