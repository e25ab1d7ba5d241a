"""预案时限与周期文件: what is owed under a plan of which type, how long it takes, and where that stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from functools import cache
from importlib import resources

from contingency_plans.plan_events import PlanProfile
from contingency_plans.plan_words import PlanClockKind, PlanType
from domain.kernel import Value
from domain.rule_text import read_page
from domain.times import WorldTime
from domain.working_days import BEIJING, Calendar, Limit, after_working_days

MONTHS = 12
DAY = timedelta(days=1)


class PlanCycle(Value):
    """One of `working_days`, `months`, `days`. `types` empty: of any; `named`: the title or owner has one of these words."""

    id: str
    kind: PlanClockKind
    name: str
    source: str
    confidence: str
    status: str
    types: tuple[PlanType, ...] = ()
    named: tuple[str, ...] = ()
    working_days: int = 0
    months: int = 0
    days: int = 0

    def holds(self, profile: PlanProfile) -> bool:
        said = profile.title + profile.owner
        typed = not self.types or profile.type in self.types
        return typed and (not self.named or any(word in said for word in self.named))


class PlanCyclesFile(Value):
    """What stands in it."""

    title: str
    cycles: tuple[PlanCycle, ...]


def parse_cycles(text: str, name: str) -> tuple[PlanCycle, ...]:
    """Raises RuleError, which names the file and the line."""
    page = read_page(text, name)
    cycles = page.read_as(PlanCyclesFile).cycles
    for number, cycle in enumerate(cycles):
        if any(cycle.id == earlier.id for earlier in cycles[:number]):
            raise page.error(f"{cycle.id} stands here twice", "cycles", number, "id")
        lengths = (cycle.working_days, cycle.months, cycle.days)
        if sum(one > 0 for one in lengths) != 1 or min(lengths) < 0:
            raise page.error("one length: working_days, months or days", "cycles", number)
    return cycles


@cache
def shipped_cycles() -> tuple[PlanCycle, ...]:
    file = resources.files("contingency_plans").joinpath("cycles", "cycles.yaml")
    return parse_cycles(file.read_text(encoding="utf-8"), "cycles.yaml")


def cycle_of(
    cycles: Sequence[PlanCycle], kind: PlanClockKind, profile: PlanProfile
) -> PlanCycle | None:
    """The first that holds; None: nothing of the kind is owed under such a plan."""
    return next((one for one in cycles if one.kind is kind and one.holds(profile)), None)


def limit_of(cycle: PlanCycle, start: WorldTime, calendar: Calendar) -> Limit:
    """Midnight at the end of its last day, from the latest that its start may be: what is over is over for certain."""
    if cycle.working_days:
        return after_working_days(start.latest, cycle.working_days, calendar)
    begun = start.latest.astimezone(BEIJING)
    last = months_on(begun, cycle.months) if cycle.months else begun + cycle.days * DAY
    return Limit(datetime.combine(last.date() + DAY, time(), BEIJING), sure=True)


def months_on(day: datetime, months: int) -> datetime:
    """The same day of the month, or its last where it has none such (民法典 第二百零二条)."""
    year, month = divmod(day.month - 1 + months, MONTHS)
    first = day.replace(year=day.year + year, month=month + 1, day=1)
    last = (first.replace(day=28) + 4 * DAY).replace(day=1) - DAY
    return first.replace(day=min(day.day, last.day))
