"""预案应办事项: what is owed under one plan on a day, from when, until when, and what has met it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID

from contingency_plans.plan import Plan
from contingency_plans.plan_cycle_file import PlanCycle, cycle_of
from contingency_plans.plan_events import IssueDate, PlanFiled, PlanVersion
from contingency_plans.plan_words import PlanClockKind
from domain.kernel import Value
from domain.times import Basis, Precision, WorldTime, order
from domain.working_days import BEIJING

DAY = timedelta(days=1)
LAST_INSTANT = timedelta(microseconds=1)
NO_COMMENT = "无意见"
RECEIPTED, REVISED = "已收备案回执", "已修订"
HELD_HERE = "在本系统组织演练"
BY_VERSION = (
    PlanClockKind.FILING,
    PlanClockKind.RECEIPT,
    PlanClockKind.EVALUATION,
    PlanClockKind.EXERCISE,
)
RECURRING = (PlanClockKind.EVALUATION, PlanClockKind.EXERCISE)


class Evidence(Value):
    words: str
    number: str
    met: WorldTime


class Obligation(Value):
    """`owner`: the unit that owes it, where the network has it; `evidence` None: it is still owed."""

    kind: PlanClockKind
    occasion: str
    cycle: PlanCycle
    start: WorldTime
    owner: UUID | None
    owner_words: str
    evidence: Evidence | None


class _Act(NamedTuple):
    """An evaluation or exercise: the next is counted from it."""

    at: WorldTime
    words: str

    @property
    def occasion(self) -> str:
        return self.at.latest.astimezone(BEIJING).date().isoformat()


def obligations(
    plan: Plan, cycles: Sequence[PlanCycle], day: date, *, ours: bool
) -> tuple[Obligation, ...]:
    """Of the version in force alone, of a plan that is ours; an answer is owed wherever somebody was asked."""
    found = list(_consultations(plan, cycles)) if not plan.withdrawn else []
    version = plan.current(day)
    if version and ours:
        found += _filing(plan, cycles, version)
        for kind in RECURRING:
            found += _rounds(plan, cycles, kind, version)
        found += _revisions(plan, cycles)
    return tuple(found)


def occasions(plan: Plan) -> Iterator[tuple[PlanClockKind, str]]:
    """Everything that may ever have been owed under it."""
    for version in plan.versions:
        for kind in BY_VERSION:
            yield kind, str(version.id)
    for kind in RECURRING:
        for act in _acts(plan, kind):
            yield kind, act.occasion
    for asked in plan.consulted:
        yield PlanClockKind.CONSULTATION, str(asked.consultation)
    for called in plan.revisions:
        yield PlanClockKind.REVISION, str(called.revision)


def issued_at(version: PlanVersion) -> WorldTime | None:
    return _day_of(version.dated) if version.dated else None


def complete_filing(plan: Plan, version: UUID) -> PlanFiled | None:
    """With 编制说明: without it nothing has been filed that anybody could accept."""
    return next((one for one in plan.filed if one.version == version and one.explained), None)


def _day_of(said: IssueDate) -> WorldTime:
    begins = datetime.combine(said.first, time(), BEIJING).astimezone(UTC)
    ends = datetime.combine(said.last + DAY, time(), BEIJING).astimezone(UTC) - LAST_INSTANT
    one_day = said.first == said.last
    return WorldTime(
        earliest=begins,
        latest=ends,
        precision=Precision.DAY if one_day else Precision.RANGE,
        basis=Basis.DOCUMENT,
    )


def _filing(plan: Plan, cycles: Sequence[PlanCycle], version: PlanVersion) -> Iterator[Obligation]:
    filed = complete_filing(plan, version.id)
    cycle, issued = cycle_of(cycles, PlanClockKind.FILING, plan.profile), issued_at(version)
    if cycle and issued:
        shown = Evidence(words=filed.recipient, number="", met=filed.filed) if filed else None
        yield _owed_by_owner(plan, cycle, str(version.id), issued, shown)
    cycle = cycle_of(cycles, PlanClockKind.RECEIPT, plan.profile)
    if cycle and filed:
        yield Obligation(
            kind=cycle.kind,
            occasion=str(version.id),
            cycle=cycle,
            start=filed.filed,
            owner=None,
            owner_words=filed.recipient,
            evidence=_receipt(plan, version.id),
        )


def _receipt(plan: Plan, version: UUID) -> Evidence | None:
    found = (one for one in plan.receipts if one.version == version)
    return next((Evidence(words=RECEIPTED, number=o.number, met=o.received) for o in found), None)


def _rounds(
    plan: Plan, cycles: Sequence[PlanCycle], kind: PlanClockKind, version: PlanVersion
) -> Iterator[Obligation]:
    """From its issue to the first act after it, from act to act, and from the last one on."""
    cycle, issued = cycle_of(cycles, kind, plan.profile), issued_at(version)
    if cycle is None:
        return
    acts = [one for one in _acts(plan, kind) if not issued or one.at.latest >= issued.earliest]
    starts = [(str(version.id), issued)] if issued else []
    starts += [(one.occasion, one.at) for one in acts]
    ends = [*acts, None] if issued else [*acts[1:], None]
    for (occasion, start), end in zip(starts, ends, strict=False):
        shown = Evidence(words=end.words, number="", met=end.at) if end else None
        yield _owed_by_owner(plan, cycle, occasion, start, shown)


def _acts(plan: Plan, kind: PlanClockKind) -> list[_Act]:
    """In the order of the world; two of one day are one."""
    if kind is PlanClockKind.EVALUATION:
        acts = [_Act(one.evaluated, one.words) for one in plan.evaluated]
    else:
        acts = [_Act(one.held, one.words or HELD_HERE) for one in plan.exercised]
    by_day = {one.occasion: one for one in reversed(acts)}
    return sorted(by_day.values(), key=lambda one: order(one.at))


def _consultations(plan: Plan, cycles: Sequence[PlanCycle]) -> Iterator[Obligation]:
    cycle = cycle_of(cycles, PlanClockKind.CONSULTATION, plan.profile)
    if cycle is None:
        return
    for asked in plan.consulted:
        yield Obligation(
            kind=cycle.kind,
            occasion=str(asked.consultation),
            cycle=cycle,
            start=asked.asked,
            owner=asked.unit,
            owner_words="",
            evidence=_answer(plan, asked.consultation),
        )


def _answer(plan: Plan, consultation: UUID) -> Evidence | None:
    for one in plan.consultations_answered:
        if one.consultation == consultation:
            return Evidence(words=one.words or NO_COMMENT, number="", met=one.answered)
    return None


def _revisions(plan: Plan, cycles: Sequence[PlanCycle]) -> Iterator[Obligation]:
    cycle = cycle_of(cycles, PlanClockKind.REVISION, plan.profile)
    if cycle is None:
        return
    for called in plan.revisions:
        shown = _revised(plan, called.revision)
        yield _owed_by_owner(plan, cycle, str(called.revision), called.called, shown)


def _revised(plan: Plan, revision: UUID) -> Evidence | None:
    for one in plan.revisions_answered:
        if one.revision == revision:
            version = plan.version(one.version) if one.version else None
            number = version.doc_no if version else ""
            return Evidence(words=one.words or REVISED, number=number, met=one.answered)
    return None


def _owed_by_owner(
    plan: Plan, cycle: PlanCycle, occasion: str, start: WorldTime, evidence: Evidence | None
) -> Obligation:
    return Obligation(
        kind=cycle.kind,
        occasion=occasion,
        cycle=cycle,
        start=start,
        owner=plan.profile.owner_unit,
        owner_words=plan.profile.owner,
        evidence=evidence,
    )
