"""抽查成绩: of each desk its last checks, how often it passed and how long it let the phone ring."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from statistics import median
from typing import NamedTuple
from uuid import UUID

from domain.spot_check import CheckedUnit
from domain.spot_check_due import PASSED
from domain.spot_check_words import CheckOutcome
from projections.spot_checks import RoundRow

LATEST = 6


class Result(NamedTuple):
    """`seconds`: from the first ring until somebody was there; None: nobody was."""

    round: UUID
    unit: UUID
    at: datetime
    outcome: CheckOutcome
    seconds: int | None

    @property
    def passed(self) -> bool:
        return self.outcome in PASSED


class UnitResults(NamedTuple):
    """`results` the newest first. `seconds`: the median of those that were answered."""

    unit: UUID
    results: tuple[Result, ...]

    @property
    def latest(self) -> tuple[Result, ...]:
        return self.results[:LATEST]

    @property
    def passed(self) -> int:
        return sum(one.passed for one in self.results)

    @property
    def rate(self) -> float:
        return self.passed / len(self.results)

    @property
    def seconds(self) -> float | None:
        waited = [one.seconds for one in self.results if one.seconds is not None]
        return median(waited) if waited else None


def unit_results(rounds: Iterable[RoundRow]) -> tuple[UnitResults, ...]:
    """By how rarely they passed, the worst first. `rounds`: the newest first."""
    told: dict[UUID, list[Result]] = {}
    for row in rounds:
        for unit in row.check.units:
            if result := _result(row, unit):
                told.setdefault(unit.unit, []).append(result)
    found = (UnitResults(unit, tuple(results)) for unit, results in told.items())
    return tuple(sorted(found, key=lambda one: (one.rate, -len(one.results), str(one.unit))))


def seconds_waited(unit: CheckedUnit) -> int | None:
    """Of the check itself; None where nobody picked up."""
    call = unit.calls[0] if unit.calls else None
    if call is None or call.answered is None:
        return None
    return int((call.answered.earliest - call.placed.dialled.earliest).total_seconds())


def _result(row: RoundRow, unit: CheckedUnit) -> Result | None:
    """A desk that was drawn and never asked has no result."""
    if unit.outcome is None:
        return None
    at = unit.calls[0].placed.dialled.earliest
    return Result(row.id, unit.unit, at, unit.outcome, seconds_waited(unit))
