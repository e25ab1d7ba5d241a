"""Settles the clocks of a plan after anything changed about it: set, moved, met with the evidence, let go (ADR 41)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from msgspec.structs import replace

from contingency_plans import plan as plans
from contingency_plans import plan_clock as clocks
from contingency_plans import plan_clock_commands as commands
from contingency_plans.plan import Plan
from contingency_plans.plan_clock import PlanClock, PlanClockSet, plan_clock_id
from contingency_plans.plan_cycle import RECURRING, Obligation, obligations, occasions
from contingency_plans.plan_cycle_file import limit_of, shipped_cycles
from contingency_plans.plan_scope import is_ours
from contingency_plans.plan_words import PlanClockKind
from desk.draft import Draft
from desk.holidays import OfficeCalendar
from domain.kernel import Event, Value
from domain.times import Basis, moment
from domain.working_days import BEIJING

KNOWN_BETTER = "起算日或者工作日历有变"
NOT_OWED = "该版本已不是现行版本，或者预案类别、管辖已改"
IN_FORCE = "现行"
SECOND = timedelta(seconds=1)


class SettlePlans(Value):
    """Asked once a day, and whenever a year's holidays became known: what is in force depends on the day.

    What is required is settled by a command of its own, once all plans are.
    """

    plans: tuple[UUID, ...]


class PlansSettled(Value):
    day: date


class PlanCycleAnswer(Value):
    plan: UUID


def settle_plans(draft: Draft, settling: SettlePlans) -> PlansSettled:
    for plan in settling.plans:
        settle_plan(draft, plan)
    return PlansSettled(day=_today(draft))


def settle_plan(draft: Draft, plan: UUID) -> None:
    """The last step of every command on a plan. Called when nothing changed, it records nothing."""
    standing = draft.require(plan, plans.evolve)
    register = draft.register
    ours = is_ours(standing.profile, register.network, register.office.unit)
    found = obligations(standing, shipped_cycles(), _today(draft), ours=ours)
    for one in found:
        _settle(draft, standing, one)
    kept = {(one.kind, one.occasion) for one in found}
    for kind, occasion in dict.fromkeys(occasions(standing)):
        if (kind, occasion) not in kept:
            _let_go(draft, plan, kind, occasion)


def on_plan(draft: Draft, plan: UUID, command: Callable[[Plan], list[Event]]) -> PlanCycleAnswer:
    record_on(draft, plan, command)
    return settled(draft, plan)


def record_on(draft: Draft, plan: UUID, command: Callable[[Plan], list[Event]]) -> None:
    standing = draft.require(plan, plans.evolve)
    draft.inherit(draft.exercise_of(plan))
    draft.record(plan, command(standing))


def settled(draft: Draft, plan: UUID) -> PlanCycleAnswer:
    settle_plan(draft, plan)
    return PlanCycleAnswer(plan=plan)


def _settle(draft: Draft, plan: Plan, owed: Obligation) -> None:
    id, clock, owed = _last_round(draft, plan.id, owed)
    if owed.evidence:
        if clock and clock.open:
            shown = owed.evidence
            met = commands.meet(
                clock, words=shown.words, number=shown.number, files=(), met=shown.met
            )
            draft.record(id, met)
        return
    due = _due(draft, owed)
    if clock and clock.open:
        draft.record(id, commands.move(clock, start=owed.start, due_at=due, reason=KNOWN_BETTER))
    else:
        draft.record(id, commands.set_plan_clock(clock, _setting(draft, plan, owed, due)))
    draft.record(id, commands.look(draft.require(id, clocks.evolve), as_of=draft.now))


def _last_round(
    draft: Draft, plan: UUID, owed: Obligation
) -> tuple[UUID, PlanClock | None, Obligation]:
    """A round that was excused is followed by another one, from when it was due."""
    while True:
        id = plan_clock_id(plan, owed.kind, owed.occasion)
        clock = draft.load(id, clocks.evolve)
        if clock is None or not clock.excused or owed.kind not in RECURRING:
            return id, clock, owed
        owed = _next_round(owed, clock)


def _next_round(owed: Obligation, excused: PlanClock) -> Obligation:
    start = moment(excused.due_at - SECOND, Basis.INFERRED)
    return replace(owed, start=start, occasion=f"{owed.occasion}+")


def _let_go(draft: Draft, plan: UUID, kind: PlanClockKind, occasion: str) -> None:
    """Each round of it."""
    while True:
        id = plan_clock_id(plan, kind, occasion)
        clock = draft.load(id, clocks.evolve)
        if clock is None:
            return
        draft.record(id, commands.withdraw(clock, reason=NOT_OWED))
        occasion += "+"


def _setting(draft: Draft, plan: Plan, owed: Obligation, due: datetime) -> PlanClockSet:
    """What was due before it was put on record has run out as it is set, and keeps no sweep busy."""
    cycle = owed.cycle
    return PlanClockSet(
        kind=owed.kind,
        subject=plan.id,
        incident=None,
        name=f"{cycle.name}：{plan.profile.title}",
        owner=owed.owner,
        owner_words=owed.owner_words,
        occasion=owed.occasion,
        start=owed.start,
        due_at=due,
        chimes=False,
        source=cycle.source if cycle.status == IN_FORCE else f"{cycle.source}（{cycle.status}）",
        next_at=due if due > draft.now else None,
    )


def _due(draft: Draft, owed: Obligation) -> datetime:
    calendar = OfficeCalendar(draft.register.office.holidays)
    return limit_of(owed.cycle, owed.start, calendar).over.astimezone(UTC)


def _today(draft: Draft) -> date:
    return draft.now.astimezone(BEIJING).date()
