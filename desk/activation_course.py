"""响应的过程: raised or lowered, a card given more time, ended with what is left over, and evaluated."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from uuid import UUID

from contingency_plans import activation as activations
from contingency_plans import activation_commands as commands
from contingency_plans import plan as plans
from contingency_plans import plan_clock as clocks
from contingency_plans import plan_clock_commands as clock_commands
from contingency_plans.activation import Activation
from contingency_plans.activation_events import (
    ActivationAdjusted,
    ActivationEvaluated,
    Finding,
    FrozenCard,
    LeftOver,
)
from contingency_plans.plan_clock_commands import PlanClockOver
from contingency_plans.plan_cycle_commands import call_for_revision
from contingency_plans.plan_events import RevisionCalledFor
from contingency_plans.plan_words import RevisionCause
from contingency_plans.response_rules import response_rules
from desk.activations import ActivationAnswer, answer, response
from desk.draft import Draft, Unknown
from desk.plan_settling import record_on, settle_plan
from desk.responses import card_id, mark_incident, open_cards, set_cards, withdraw_cards
from desk.settling import settle
from domain.incident_marks import ResponseLevel
from domain.kernel import Value, reason_given
from domain.times import WorldTime


class AdjustActivation(Value):
    activation: UUID
    response_level: ResponseLevel
    reason: str
    adjusted: WorldTime


class MoveCard(Value):
    """So much more time from now, by a person who says why."""

    activation: UUID
    card: str
    within: timedelta
    reason: str


class EndActivation(Value):
    activation: UUID
    conditions: str
    left_over: tuple[LeftOver, ...]
    ended: WorldTime


class EvaluateActivation(Value):
    activation: UUID
    worked: str
    failed: str
    findings: tuple[str, ...]
    evaluated: WorldTime


def adjust_activation(draft: Draft, adjusting: AdjustActivation) -> ActivationAnswer:
    """New cards run from now; those no longer asked are withdrawn; what runs on keeps its time."""
    id, before = adjusting.activation, response(draft, adjusting.activation)
    draft.require_unchanged(id, (ActivationAdjusted,))
    level, reason, at = adjusting.response_level, adjusting.reason, adjusting.adjusted
    events = commands.adjust(before, level=level, reason=reason, adjusted=at)
    if draft.record(id, events):
        after = draft.require(id, activations.evolve)
        change = after.adjusted[-1]
        why = response_rules().withdrawn["adjusted"]
        withdraw_cards(draft, id, _named(before, change.withdrawn), why)
        set_cards(draft, id, after, _named(after, change.begun), at)
        mark_incident(draft, after.proposed.incident, at, reason=reason)
        settle(draft, after.proposed.incident)
    return answer(id, before)


def move_card(draft: Draft, moving: MoveCard) -> ActivationAnswer:
    """Raises Unknown for a card that is not asked, PlanClockOver, ReasonMissing."""
    activation = response(draft, moving.activation)
    if all(one.id != moving.card for one in activation.asked):
        raise Unknown(moving.card)
    id = card_id(moving.activation, moving.card)
    clock = draft.require(id, clocks.evolve)
    if not clock.open:
        raise PlanClockOver
    due, reason = draft.now + moving.within, reason_given(moving.reason)
    draft.record(id, clock_commands.move(clock, start=clock.start, due_at=due, reason=reason))
    return answer(moving.activation, activation)


def end_activation(draft: Draft, ending: EndActivation) -> ActivationAnswer:
    id, activation = ending.activation, response(draft, ending.activation)
    still = [card.id for card, _ in open_cards(draft, id, activation.asked)]
    events = commands.end(
        activation,
        conditions=ending.conditions,
        left_over=ending.left_over,
        open_cards=still,
        ended=ending.ended,
    )
    withdraw_cards(draft, id, activation.asked, response_rules().withdrawn["ended"])
    draft.record(id, events)
    mark_incident(draft, activation.proposed.incident, ending.ended, reason=ending.conditions)
    settle(draft, activation.proposed.incident)
    return answer(id, activation)


def evaluate_activation(draft: Draft, evaluating: EvaluateActivation) -> ActivationAnswer:
    """Each finding calls for a revision of the plan, where it is in the register; one of an exercise does so there."""
    id, activation = evaluating.activation, response(draft, evaluating.activation)
    plan = activation.proposed.pinned.plan if draft.exercise is None else None
    evaluated = ActivationEvaluated(
        worked=evaluating.worked.strip(),
        failed=evaluating.failed.strip(),
        findings=_findings(draft, evaluating, plan),
        evaluated=evaluating.evaluated,
    )
    if draft.record(id, commands.evaluate(activation, evaluated)) and plan:
        _call_for_revision(draft, plan, id, evaluated)
    return answer(id, activation)


def _findings(
    draft: Draft, evaluating: EvaluateActivation, plan: UUID | None
) -> tuple[Finding, ...]:
    """Said again, in this evaluation or a later one, it is the revision that it called for at first."""
    known = _called_for(draft, evaluating.activation, plan) if plan else {}
    said = dict.fromkeys(one.strip() for one in evaluating.findings if one.strip())
    return tuple(
        Finding(revision=known.get(words) or _revision(draft, evaluating, n, plan), words=words)
        for n, words in enumerate(said)
    )


def _called_for(draft: Draft, source: UUID, plan: UUID) -> dict[str, UUID]:
    called = draft.require(plan, plans.evolve).revisions
    return {one.words: one.revision for one in called if one.source == source}


def _revision(
    draft: Draft, evaluating: EvaluateActivation, n: int, plan: UUID | None
) -> UUID | None:
    """None where nothing is called for: a plan given up since is revised by nobody."""
    if plan is None or draft.require(plan, plans.evolve).withdrawn:
        return None
    return draft.new_id("revision", evaluating.activation, n)


def _call_for_revision(
    draft: Draft, plan: UUID, source: UUID, evaluated: ActivationEvaluated
) -> None:
    """Each finding, and what the plan's owner owes for it from now on."""
    if draft.require(plan, plans.evolve).withdrawn:
        return
    for one in evaluated.findings:
        assert one.revision
        called = RevisionCalledFor(
            revision=one.revision,
            cause=RevisionCause.FOUND_IN_USE,
            source=source,
            words=one.words,
            called=evaluated.evaluated,
        )
        record_on(draft, plan, partial(call_for_revision, called=called))
    settle_plan(draft, plan)


def _named(activation: Activation, ids: tuple[str, ...]) -> tuple[FrozenCard, ...]:
    started = activation.started
    assert started
    return tuple(one for one in started.cards if one.id in ids)
