"""抽查月报: of one month how each desk did when it was asked, and what it has put right since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from domain.spot_check import Rectification
from domain.spot_check_due import PASSED
from domain.spot_check_words import CheckOutcome
from projections.performance import Month
from projections.spot_check_results import UnitResults, unit_results
from projections.spot_checks import RoundRow


class CheckedMonth(NamedTuple):
    """`failed`: how often for what. `put_right` of `asked`, `over` by the end of the month."""

    unit: UUID
    checks: int
    passed: int
    failed: tuple[tuple[CheckOutcome, int], ...]
    seconds: float | None
    asked: int
    put_right: int
    over: int


def checked_month(rounds: Iterable[RoundRow], month: Month) -> tuple[CheckedMonth, ...]:
    """The rounds that began in the month, as they stand in `rounds`. Who passed least stands first."""
    of_month = [row for row in rounds if month.begins <= row.began < month.ends]
    return tuple(_of_unit(of_month, month, one) for one in unit_results(of_month))


def changed(
    issued: Iterable[CheckedMonth], known: Iterable[CheckedMonth]
) -> tuple[tuple[UUID, CheckedMonth | None, CheckedMonth | None], ...]:
    """Whose results were corrected after an issue was closed; what was put right since is none."""
    before, after = ({one.unit: one for one in which} for which in (issued, known))
    units = dict.fromkeys((*before, *after))
    pairs = ((unit, before.get(unit), after.get(unit)) for unit in units)
    return tuple(one for one in pairs if _results(one[1]) != _results(one[2]))


def _of_unit(rounds: list[RoundRow], month: Month, told: UnitResults) -> CheckedMonth:
    failed = Counter(one.outcome for one in told.results if one.outcome not in PASSED)
    asked = _asked(rounds, told.unit)
    late = (one for one in asked if one.asked.due_at < month.ends)
    return CheckedMonth(
        unit=told.unit,
        checks=len(told.results),
        passed=told.passed,
        failed=tuple((one, failed[one]) for one in CheckOutcome if failed[one]),
        seconds=told.seconds,
        asked=len(asked),
        put_right=sum(one.done is not None for one in asked),
        over=sum(one.done is None for one in late),
    )


def _asked(rounds: list[RoundRow], unit: UUID) -> list[Rectification]:
    units = (one for row in rounds for one in row.check.units if one.unit == unit)
    return [one.rectification for one in units if one.rectification]


def _results(one: CheckedMonth | None) -> tuple[object, ...] | None:
    return one and (one.checks, one.passed, one.failed)
