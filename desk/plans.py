"""预案登记: a whole sheet of plans is one command; one plan is put on record, revised, restated, replaced or withdrawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from contingency_plans import plan as plans
from contingency_plans import plan_commands as commands
from contingency_plans.plan import Plan
from contingency_plans.plan_entry import PlanEntry
from contingency_plans.plan_events import (
    PlanProfile,
    PlanRegistered,
    PlanVersion,
    PlanVersionAdded,
    PlanVersionReplaced,
    PlanVersionRestated,
)
from contingency_plans.plan_register import register
from contingency_plans.plan_words import TextKind
from desk.draft import Draft
from desk.plan_gaps import settle_requirements
from desk.plan_settling import settle_plan
from domain.kernel import Event, Value

RIVALS: tuple[type[Event], ...] = (PlanRegistered, *plans.CHANGES)


class RegisterPlans(Value):
    """A sheet, a form or a demonstration: a version a row, all taken in or none."""

    entries: tuple[PlanEntry, ...]


class RevisePlan(Value):
    plan: UUID
    profile: PlanProfile


class RestateVersion(Value):
    """The same version, better known."""

    plan: UUID
    version: PlanVersion


class KeepPlanFile(Value):
    """A text or an annex, kept by the hash of its bytes already."""

    plan: UUID
    version: UUID
    kind: TextKind
    sha256: str


class ClearFlags(Value):
    """Somebody looked at them: the version is as it stands."""

    plan: UUID
    version: UUID


class ReplaceVersion(Value):
    """废止 or 替代, as somebody says."""

    plan: UUID
    version: UUID
    by: UUID | None = None
    on: date | None = None
    words: str = ""


class WithdrawPlan(Value):
    plan: UUID
    reason: str


class PlanAnswer(Value):
    plan: UUID


class RegisterAnswer(Value):
    """How many of each were recorded; nothing for a sheet that was read before."""

    plans: int
    versions: int
    restated: int
    replaced: int


def register_plans(draft: Draft, registering: RegisterPlans) -> RegisterAnswer:
    """Decided on the register as the log has it. Raises PlanUntitled, TooManyVersions, ChangedMeanwhile."""
    draft.inherit(None)  # a register is never an exercise
    for entry in registering.entries:
        commands.require_titled(entry.profile)
    office = draft.register.office.unit
    found = register(registering.entries, draft.register.plans, office)
    for id, happened in found.events.items():
        if happened:
            draft.load(id, plans.evolve)
            draft.require_unchanged(id, RIVALS)
            _record(draft, id, happened)
    settle_requirements(draft)
    return _counted(found.events.values())


def revise_plan(draft: Draft, revising: RevisePlan) -> PlanAnswer:
    plan = _require(draft, revising.plan)
    return _done(draft, revising.plan, commands.revise(plan, revising.profile))


def restate_version(draft: Draft, restating: RestateVersion) -> PlanAnswer:
    plan = _require(draft, restating.plan)
    return _done(draft, restating.plan, commands.restate(plan, restating.version))


def keep_plan_file(draft: Draft, keeping: KeepPlanFile) -> PlanAnswer:
    """Added to what the version has by now: a page that is older takes nothing away."""
    plan = _require(draft, keeping.plan)
    kept = commands.keep_file(plan, keeping.version, keeping.kind, keeping.sha256)
    return _done(draft, keeping.plan, kept)


def clear_flags(draft: Draft, clearing: ClearFlags) -> PlanAnswer:
    """Raises ChangedMeanwhile: a flag that nobody has looked at yet stays."""
    plan = _require(draft, clearing.plan)
    return _done(draft, clearing.plan, commands.clear_flags(plan, clearing.version))


def replace_version(draft: Draft, replacing: ReplaceVersion) -> PlanAnswer:
    plan = _require(draft, replacing.plan)
    happened = commands.replace_version(
        plan, replacing.version, by=replacing.by, on=replacing.on, words=replacing.words
    )
    return _done(draft, replacing.plan, happened)


def withdraw_plan(draft: Draft, withdrawing: WithdrawPlan) -> PlanAnswer:
    plan = _require(draft, withdrawing.plan)
    return _done(draft, withdrawing.plan, commands.withdraw(plan, reason=withdrawing.reason))


def _done(draft: Draft, id: UUID, happened: Iterable[Event]) -> PlanAnswer:
    _record(draft, id, happened)
    settle_requirements(draft)
    return PlanAnswer(plan=id)


def _record(draft: Draft, id: UUID, happened: Iterable[Event]) -> None:
    draft.record(id, happened)
    settle_plan(draft, id)


def _require(draft: Draft, id: UUID) -> Plan:
    plan = draft.require(id, plans.evolve)
    draft.inherit(draft.exercise_of(id))
    draft.require_unchanged(id, RIVALS)
    return plan


def _counted(events: Iterable[tuple[Event, ...]]) -> RegisterAnswer:
    count = Counter(type(one) for some in events for one in some)
    return RegisterAnswer(
        plans=count[PlanRegistered],
        versions=count[PlanVersionAdded],
        restated=count[PlanVersionRestated],
        replaced=count[PlanVersionReplaced],
    )
