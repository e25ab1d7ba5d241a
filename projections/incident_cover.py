"""事件有无预案: of the real incidents of a time, which had a plan in force on the day they happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from contingency_plans.freshness import covers
from contingency_plans.plan import Plan
from domain.words import IncidentClass
from domain.working_days import BEIJING
from projections.real_incidents import RealIncidentRow

DAY = timedelta(days=1)
CLASSES = tuple(IncidentClass)


class KindShare(NamedTuple):
    """Of one class and kind."""

    klass: IncidentClass
    subtype: str
    incidents: int
    covered: int


class IncidentShare(NamedTuple):
    """`without`: those that had none, the newest first."""

    first: date
    last: date
    kinds: tuple[KindShare, ...]
    without: tuple[RealIncidentRow, ...]

    @property
    def incidents(self) -> int:
        return sum(one.incidents for one in self.kinds)

    @property
    def covered(self) -> int:
        return sum(one.covered for one in self.kinds)

    @property
    def rate(self) -> float | None:
        return self.covered / self.incidents if self.kinds else None


def incident_share(
    incidents: Iterable[RealIncidentRow], plans: Sequence[Plan], first: date, last: date
) -> IncidentShare:
    """`plans`: of the office's own region."""
    begins, ends = (datetime.combine(day, time(), BEIJING) for day in (first, last + DAY))
    meant = [one for one in incidents if begins <= one.at < ends]
    had = _Covered(plans)
    without = [one for one in meant if not had.on(one)]
    all_, bare = (Counter((one.klass, one.subtype) for one in which) for which in (meant, without))
    kinds = sorted(all_, key=lambda kind: (CLASSES.index(kind[0]), kind[1]))
    return IncidentShare(
        first,
        last,
        tuple(KindShare(*kind, all_[kind], all_[kind] - bare[kind]) for kind in kinds),
        tuple(sorted(without, key=lambda one: (one.at, one.number), reverse=True)),
    )


class _Covered:
    """The plans of a kind are looked up once, however many incidents there were of it."""

    def __init__(self, plans: Sequence[Plan]) -> None:
        self._by_word: dict[str, list[Plan]] = {}  # of a kind; else of a class
        for plan in plans:
            for word in plan.profile.subtypes or plan.profile.classes:
                self._by_word.setdefault(word, []).append(plan)
        self._of: dict[tuple[IncidentClass, str], list[Plan]] = {}

    def on(self, one: RealIncidentRow) -> bool:
        kind = one.klass, one.subtype
        if kind not in self._of:
            asked = (plan for word in kind for plan in self._by_word.get(word, ()))
            self._of[kind] = [plan for plan in asked if covers(plan.profile, *kind)]
        return any(plan.current(one.day) for plan in self._of[kind])
