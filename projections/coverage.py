"""预案覆盖: on a day, what is required and in force, and what the incidents of a time had."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from contingency_plans.freshness import Freshness, freshness, years_after
from contingency_plans.plan import Plan
from contingency_plans.plan_entry import shown_version
from contingency_plans.plan_events import PlanVersion
from contingency_plans.plan_words import PlanClockKind, PlanType
from contingency_plans.required import answering, candidates, is_of
from contingency_plans.requirement import PlanRequirements, Requirement
from domain.times import WorldTime
from domain.working_days import BEIJING
from projections.incident_cover import IncidentShare, incident_share
from projections.plan_requirements import REQUIREMENTS, RequirementsRow
from projections.plans import PLAN_CLOCKS, PLANS, PlanClockRow, PlanRow
from projections.real_incidents import REAL_INCIDENTS, RealIncidentRow
from projections.rows import Rows

AllRows = dict[str, Rows[Any]]
LISTED = (PlanType.OVERALL, PlanType.SPECIAL)


class Known(NamedTuple):
    """What is asked, of one position of the log."""

    requirements: PlanRequirements | None
    plans: tuple[Plan, ...]
    drafting: Mapping[str, PlanClockRow]  # what runs for want of a plan, by requirement
    incidents: tuple[RealIncidentRow, ...]


class PlanLine(NamedTuple):
    """A plan and its version of the day; without one, the newest on record."""

    plan: Plan
    version: PlanVersion | None
    evaluated: WorldTime | None
    exercised: WorldTime | None
    filed: WorldTime | None
    receipted: bool


class CoverageLine(NamedTuple):
    """One required plan. `line`: of the plan that answers it, else of one that is meant."""

    requirement: Requirement
    standing: Freshness
    line: PlanLine | None
    pinned: tuple[UUID, ...]
    clock: PlanClockRow | None

    @property
    def in_force(self) -> bool:
        return self.standing in (Freshness.IN_FORCE, Freshness.AGED)


class Coverage(NamedTuple):
    """`unlisted`: overall and special plans in force that answer nothing required."""

    day: date
    lines: tuple[CoverageLine, ...]
    departmental: int
    other: int
    unlisted: tuple[PlanLine, ...]
    standing: tuple[PlanLine, ...]  # every plan of the region in force
    incidents: IncidentShare

    @property
    def required(self) -> int:
        return len(self.lines)

    @property
    def in_force(self) -> int:
        return sum(one.in_force for one in self.lines)

    @property
    def missing(self) -> int:
        return self.required - self.in_force

    @property
    def unexercised(self) -> tuple[PlanLine, ...]:
        return tuple(one for one in self.standing if one.exercised is None)

    @property
    def rate(self) -> float | None:
        return self.in_force / self.required if self.lines else None


class Span(NamedTuple):
    """Both days belong to it."""

    first: date
    last: date


def past_year(day: date) -> Span:
    """The twelve months that end with the day."""
    return Span(years_after(day, -1) + timedelta(days=1), day)


def known(rows: AllRows) -> Known:
    lists: Iterable[RequirementsRow] = rows[REQUIREMENTS.name].values()
    plans: Iterable[PlanRow] = rows[PLANS.name].values()
    clocks: Iterable[PlanClockRow] = rows[PLAN_CLOCKS.name].values()
    drafting = {
        one.clock.clock_set.occasion.rpartition("#")[0]: one
        for one in clocks
        if one.clock.open and one.clock.clock_set.kind is PlanClockKind.DRAFTING
    }
    return Known(
        next((one.requirements for one in lists), None),
        tuple(sorted((one.plan for one in plans), key=lambda one: (one.profile.title, one.id))),
        drafting,
        tuple(rows[REAL_INCIDENTS.name].values()),
    )


class _Match(NamedTuple):
    """What is meant by a requirement, and what of it is in force, the newest first."""

    requirement: Requirement
    meant: list[Plan]
    found: list[Plan]


def coverage(known: Known, places: Sequence[str], day: date, span: Span) -> Coverage:
    """`places`: the names of the office's region; a plan of another's counts for nothing here."""
    own = [one for one in known.plans if is_of(one.profile, places)]
    standing = [one for one in own if one.current(day)]
    matches, types = _matches(known, day), [one.profile.type for one in standing]
    unlisted = _unlisted(standing, matches)
    return Coverage(
        day=day,
        lines=tuple(_line(known, match, day) for match in matches),
        departmental=types.count(PlanType.DEPARTMENT),
        other=sum(one not in (*LISTED, PlanType.DEPARTMENT) for one in types),
        unlisted=tuple(plan_line(one, day) for one in unlisted),
        standing=tuple(plan_line(one, day) for one in standing),
        incidents=incident_share(known.incidents, own, span.first, span.last),
    )


def plan_line(plan: Plan, day: date) -> PlanLine:
    version = shown_version(plan, day)
    filings = [one for one in plan.filed if version and one.version == version.id]
    return PlanLine(
        plan=plan,
        version=version,
        evaluated=_newest(one.evaluated for one in plan.evaluated),
        exercised=_newest(one.held for one in plan.exercised),
        filed=_newest(one.filed for one in filings),
        receipted=any(version and one.version == version.id for one in plan.receipts),
    )


def day_of(time: WorldTime) -> date:
    return time.earliest.astimezone(BEIJING).date()


def _unlisted(standing: Sequence[Plan], matches: Sequence[_Match]) -> list[Plan]:
    answered = {plan.id for match in matches for plan in match.found}
    return [one for one in standing if one.profile.type in LISTED and one.id not in answered]


def _matches(known: Known, day: date) -> list[_Match]:
    list_ = known.requirements
    if list_ is None:
        return []
    by_type = _by_type(known.plans, list_.adopted.places)
    matches = []
    for one in list_.adopted.required:
        asked = known.plans if list_.pinned(one.id) else by_type.get(one.type, ())
        meant = candidates(list_, one, asked)
        matches.append(_Match(one, meant, answering(list_, one, meant, day)))
    return matches


def _by_type(plans: Iterable[Plan], places: Sequence[str]) -> dict[PlanType, list[Plan]]:
    """Of the region's own: what is of another type answers nothing, and there are hundreds."""
    found: dict[PlanType, list[Plan]] = {}
    for one in plans:
        if is_of(one.profile, places):
            found.setdefault(one.profile.type, []).append(one)
    return found


def _line(known: Known, match: _Match, day: date) -> CoverageLine:
    others = (one for one in match.meant if not one.withdrawn)
    shown, id = next(iter((*match.found, *others)), None), match.requirement.id
    return CoverageLine(
        requirement=match.requirement,
        standing=freshness(match.meant, day),
        line=plan_line(shown, day) if shown else None,
        pinned=known.requirements.pinned(id) if known.requirements else (),
        clock=known.drafting.get(id),
    )


def _newest(times: Iterable[WorldTime]) -> WorldTime | None:
    return max(times, key=lambda one: one.latest, default=None)
