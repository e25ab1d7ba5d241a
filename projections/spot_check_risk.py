"""风险加权: why one desk has more lots than another, read from the views of one position of the log."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from domain.spot_check_limits import SpotCheckRules
from domain.spot_check_words import Candidate, RiskGround
from domain.verdict import Decision
from projections.breaches import BREACHES, BreachRow
from projections.rows import Rows
from projections.spot_check_results import Result, unit_results
from projections.spot_checks import rounds

AllRows = dict[str, Rows[Any]]


class Risks(NamedTuple):
    """`warned`: in a warned area, as the officer named them; `lately`: whoever was asked since is not unchecked."""

    breached: frozenset[UUID]
    warned: Collection[UUID]
    last: dict[UUID, Result]
    lately: datetime

    def grounds(self, unit: UUID) -> tuple[RiskGround, ...]:
        last = self.last.get(unit)
        so = {
            RiskGround.BREACH: unit in self.breached,
            RiskGround.WARNED: unit in self.warned,
            RiskGround.FAILED: last is not None and not last.passed,
            RiskGround.UNCHECKED: last is None or last.at < self.lately,
        }
        return tuple(ground for ground in RiskGround if so[ground])


def risks(rows: AllRows, warned: Collection[UUID], rules: SpotCheckRules, now: datetime) -> Risks:
    return Risks(
        breached=frozenset(_breached(rows, now - timedelta(days=rules.recent_days))),
        warned=warned,
        last={one.unit: one.results[0] for one in unit_results(rounds(rows))},
        lately=now - timedelta(days=rules.unchecked_days),
    )


def lots(units: Iterable[UUID], found: Risks, rules: SpotCheckRules) -> tuple[Candidate, ...]:
    told = ((unit, found.grounds(unit)) for unit in units)
    return tuple(
        Candidate(unit=unit, weight=rules.weight(grounds), grounds=grounds)
        for unit, grounds in told
    )


def _breached(rows: AllRows, since: datetime) -> Iterator[UUID]:
    """What was withdrawn, excused or dismissed counts for nothing."""
    found: Iterable[BreachRow] = rows[BREACHES.name].values()
    for one in found:
        stands = not one.withdrawn and one.decision in (None, Decision.CONFIRMED)
        if stands and not one.exercise and one.charged_at >= since:
            yield one.obligor
