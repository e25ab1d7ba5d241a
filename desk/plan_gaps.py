"""督促编制: a required plan that nobody has in force is owed until there is one, and again when it is gone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from contingency_plans import plan as plans
from contingency_plans import plan_clock as clocks
from contingency_plans import plan_clock_commands as commands
from contingency_plans import requirement as requirements
from contingency_plans.plan import Plan
from contingency_plans.plan_clock import PlanClock, PlanClockSet, plan_clock_id
from contingency_plans.plan_cycle import issued_at
from contingency_plans.plan_words import PlanClockKind
from contingency_plans.required import answering
from contingency_plans.requirement import (
    PlanRequirements,
    PlanRequirementsAdopted,
    Requirement,
    requirements_id,
)
from contingency_plans.shelf import KINDS
from desk.draft import Draft
from domain.times import Basis, WorldTime, moment
from domain.working_days import BEIJING

CLOSES = time(18)  # of the day a plan is due
NOT_REQUIRED = "清单中已无此项"
OTHERWISE = "清单中的牵头单位或名称已变"


class Gap(NamedTuple):
    """One required plan on a day. `again`: how often it was owed and met before."""

    required: Requirement
    clock_id: UUID
    clock: PlanClock | None
    again: int
    found: list[Plan]


def settle_requirements(draft: Draft) -> tuple[str, ...]:
    """Sets, meets, moves or takes away what is owed for want of a plan; answers with what is missing.

    Called by every command that changes a plan, after its own events. An exercise touches no register.
    """
    id = requirements_id(draft.register.office.unit)
    known = draft.load(id, requirements.evolve) if draft.exercise is None else None
    if known is None:
        return ()
    _take_away(draft, id, known)
    gaps = _gaps(draft, id, known)
    for gap in gaps:
        _settle(draft, known.adopted, gap)
    return tuple(gap.required.id for gap in gaps if not gap.found)


def _settle(draft: Draft, list_: PlanRequirementsAdopted, gap: Gap) -> None:
    if gap.found:
        _meet(draft, gap)
    else:
        _owe(draft, list_, gap)


def _gaps(draft: Draft, id: UUID, known: PlanRequirements) -> list[Gap]:
    today, shelf = _today(draft), _shelf(draft)
    return [
        Gap(one, *_latest(draft, id, one.id), answering(known, one, shelf, today))
        for one in known.adopted.required
    ]


def _shelf(draft: Draft) -> list[Plan]:
    """Every plan, those this command touches as it leaves them."""
    touched = [one.originator_id for one in draft.writes if isinstance(one.events[0], KINDS)]
    changed = {id: draft.require(id, plans.evolve) for id in touched}
    return list({**draft.register.plans, **changed}.values())


def _latest(draft: Draft, id: UUID, requirement: str) -> tuple[UUID, PlanClock | None, int]:
    """The clock that is not met yet: a new one each time the plan is gone again."""
    again = 0
    while True:
        clock_id = plan_clock_id(id, PlanClockKind.DRAFTING, _occasion(requirement, again))
        clock = draft.load(clock_id, clocks.evolve)
        if clock is None or not clock.met:
            return clock_id, clock, again
        again += 1


def _meet(draft: Draft, gap: Gap) -> None:
    """By the version in force, on the day it was issued."""
    plan, version = gap.found[0], gap.found[0].current(_today(draft))
    if gap.clock is None or not gap.clock.open or version is None:
        return
    words = f"《{plan.profile.title}》{version.label}"
    met = issued_at(version) or moment(draft.now, Basis.SYSTEM)
    happened = commands.meet(gap.clock, words=words, number=version.doc_no, files=(), met=met)
    draft.record(gap.clock_id, happened)


def _owe(draft: Draft, list_: PlanRequirementsAdopted, gap: Gap) -> None:
    """Set once; with another owner, name or source it is another thing to owe; with another day it is moved.

    What was due before it was put on record has run out at once, and keeps no sweep busy.
    """
    setting, clock = _setting(draft, list_, gap), gap.clock
    if clock and clock.open and _terms(clock.clock_set) != _terms(setting):
        draft.record(gap.clock_id, commands.withdraw(clock, reason=OTHERWISE))
        clock = draft.require(gap.clock_id, clocks.evolve)
    if clock and clock.open:
        due = setting.due_at
        moved = commands.move(clock, start=clock.start, due_at=due, reason=list_.title)
        draft.record(gap.clock_id, moved)
    else:
        draft.record(gap.clock_id, commands.set_plan_clock(clock, setting))
    owed = draft.require(gap.clock_id, clocks.evolve)
    draft.record(gap.clock_id, commands.look(owed, as_of=draft.now))


def _setting(draft: Draft, list_: PlanRequirementsAdopted, gap: Gap) -> PlanClockSet:
    start = _start(draft, gap.clock)
    due = _due(gap, list_.drafting_days, start.earliest.astimezone(BEIJING).date())
    return PlanClockSet(
        kind=PlanClockKind.DRAFTING,
        subject=requirements_id(list_.office),
        incident=None,
        **_owed_by(gap.required),
        occasion=_occasion(gap.required.id, gap.again),
        start=start,
        due_at=due,
        chimes=False,
        source=gap.required.source or list_.source,
        next_at=due if due > draft.now else None,
    )


def _owed_by(one: Requirement) -> dict[str, Any]:
    return {"name": one.title, "owner": one.owner, "owner_words": one.owner_words}


def _start(draft: Draft, clock: PlanClock | None) -> WorldTime:
    """One that runs already goes on from where it began."""
    return clock.start if clock and clock.open else moment(draft.now, Basis.SYSTEM)


def _due(gap: Gap, drafting_days: int, start: date) -> datetime:
    """By the list's day; what is gone again after that day, by the time a draft takes."""
    day = gap.required.due
    if day is None or (gap.again and day < start):
        day = start + timedelta(days=drafting_days)
    return datetime.combine(day, CLOSES, BEIJING)


def _terms(setting: PlanClockSet) -> tuple[object, ...]:
    return setting.name, setting.owner, setting.owner_words, setting.source


def _take_away(draft: Draft, id: UUID, known: PlanRequirements) -> None:
    """What was required before this command and is not any more."""
    before = draft.found(id, requirements.evolve)
    for one in before.adopted.required if before else ():
        if known.get(one.id) is None:
            clock_id, clock, _ = _latest(draft, id, one.id)
            if clock:
                draft.record(clock_id, commands.withdraw(clock, reason=NOT_REQUIRED))


def _occasion(requirement: str, again: int) -> str:
    return f"{requirement}#{again}"


def _today(draft: Draft) -> date:
    return draft.now.astimezone(BEIJING).date()
