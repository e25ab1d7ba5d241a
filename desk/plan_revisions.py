"""修订预案: a cause is named and answered; what recurs is excused this one time."""

from __future__ import annotations

from uuid import UUID

from contingency_plans import plan_clock as clocks
from contingency_plans import plan_clock_commands as clock_commands
from contingency_plans import plan_cycle_commands as commands
from contingency_plans.plan_cycle import RECURRING
from contingency_plans.plan_events import RevisionAnswered, RevisionCalledFor
from contingency_plans.plan_words import RevisionCause
from desk.draft import Draft, Unknown
from desk.plan_settling import PlanCycleAnswer, on_plan, settle_plan
from domain.kernel import Value
from domain.times import WorldTime


class CallForRevision(Value):
    """`source`: the exercise, activation or incident that showed it."""

    plan: UUID
    cause: RevisionCause
    source: UUID | None
    words: str
    called: WorldTime


class AnswerRevision(Value):
    """`version` None: none is needed, for a reason."""

    plan: UUID
    revision: UUID
    version: UUID | None
    words: str
    answered: WorldTime


class ExcusePlanCycle(Value):
    """Of what recurs, this one time."""

    plan_clock: UUID
    reason: str


def call_for_revision(draft: Draft, calling: CallForRevision) -> PlanCycleAnswer:
    called = RevisionCalledFor(
        revision=draft.new_id("revision", calling.plan, calling.cause, calling.words.strip()),
        cause=calling.cause,
        source=calling.source,
        words=calling.words.strip(),
        called=calling.called,
    )
    return on_plan(draft, calling.plan, lambda plan: commands.call_for_revision(plan, called))


def answer_revision(draft: Draft, answering: AnswerRevision) -> PlanCycleAnswer:
    answered = RevisionAnswered(
        revision=answering.revision,
        version=answering.version,
        words=answering.words.strip(),
        answered=answering.answered,
    )
    return on_plan(draft, answering.plan, lambda plan: commands.answer_revision(plan, answered))


def excuse_plan_cycle(draft: Draft, excusing: ExcusePlanCycle) -> PlanCycleAnswer:
    """What recurs begins anew. Raises Unknown for a clock of an incident."""
    clock = draft.require(excusing.plan_clock, clocks.evolve)
    if clock.clock_set.incident:
        raise Unknown(excusing.plan_clock)
    draft.inherit(draft.exercise_of(excusing.plan_clock))
    draft.record(excusing.plan_clock, clock_commands.excuse(clock, reason=excusing.reason))
    plan = clock.clock_set.subject
    if clock.clock_set.kind in RECURRING:
        settle_plan(draft, plan)
    return PlanCycleAnswer(plan=plan)
