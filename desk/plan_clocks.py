"""预案时限: what a person or the sweep does with one clock of a plan."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from contingency_plans import plan_clock as clocks
from contingency_plans import plan_clock_commands as commands
from desk.draft import Draft
from domain.kernel import Value
from domain.times import WorldTime


class MeetPlanClock(Value):
    plan_clock: UUID
    words: str
    number: str
    files: tuple[str, ...]
    met: WorldTime


class ExcusePlanClock(Value):
    plan_clock: UUID
    reason: str


class PlanClockAnswer(Value):
    plan_clock: UUID


def meet_plan_clock(draft: Draft, meeting: MeetPlanClock) -> PlanClockAnswer:
    id = meeting.plan_clock
    clock = draft.require(id, clocks.evolve)
    draft.inherit(draft.exercise_of(id))
    happened = commands.meet(
        clock, words=meeting.words, number=meeting.number, files=meeting.files, met=meeting.met
    )
    draft.record(id, happened)
    return PlanClockAnswer(plan_clock=id)


def excuse_plan_clock(draft: Draft, excusing: ExcusePlanClock) -> PlanClockAnswer:
    id = excusing.plan_clock
    clock = draft.require(id, clocks.evolve)
    draft.inherit(draft.exercise_of(id))
    draft.record(id, commands.excuse(clock, reason=excusing.reason))
    return PlanClockAnswer(plan_clock=id)


def look_at_plan_clock(draft: Draft, id: UUID, as_of: datetime) -> None:
    draft.record(id, commands.look(draft.require(id, clocks.evolve), as_of=as_of))
