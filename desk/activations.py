"""启动响应: a response is proposed, dismissed, or approved and in force with its cards and its units told, in one command."""

from __future__ import annotations

from uuid import UUID

from contingency_plans import activation as activations
from contingency_plans import activation_commands as commands
from contingency_plans.activation import Activation
from contingency_plans.activation_events import (
    ActivationProposed,
    ActivationStarted,
    FrozenCard,
    NotifiedUnit,
    PostMember,
    UnitTold,
)
from contingency_plans.response_rules import response_rules
from desk.draft import Draft
from desk.hops import require_units
from desk.responses import mark_incident, set_cards
from desk.settling import settle
from domain import incident as incidents
from domain import instruction as instructions
from domain import tasking as taskings
from domain import tasking_commands
from domain.incident_commands import link_instruction, require_open
from domain.incident_marks import ResponseLevel
from domain.incident_plan_commands import PlanNotLinked, link_activation
from domain.incident_plans import FitReason
from domain.instruction import InstructionRecorded, InstructionWay
from domain.kernel import Value, reason_given
from domain.tasking import TaskingGiven
from domain.times import WorldTime
from domain.words import Channel


class ProposeActivation(Value):
    """Of a plan that is linked. The figures are taken as they stand when the command is decided."""

    incident: UUID
    link: UUID
    response_level: ResponseLevel
    reasons: tuple[FitReason, ...]
    words: str
    proposed: WorldTime


class DismissActivation(Value):
    activation: UUID
    reason: str


class StartActivation(Value):
    """`words`: the approver's, under which `units` are told; `cards`: all of the pinned text, with their owners."""

    activation: UUID
    approver: UUID
    response_level: ResponseLevel
    scope: str
    command_post: tuple[PostMember, ...]
    cards: tuple[FrozenCard, ...]
    units: tuple[UUID, ...]
    words: str
    way: InstructionWay
    started: WorldTime


class TellUnit(Value):
    activation: UUID
    unit: UUID
    channel: Channel
    told: WorldTime


class ActivationAnswer(Value):
    activation: UUID
    incident: UUID


def propose_activation(draft: Draft, proposing: ProposeActivation) -> ActivationAnswer:
    incident = draft.require(proposing.incident, incidents.evolve)
    draft.inherit(incident.exercise)
    require_open(incident)
    linked = incident.plans.link(proposing.link)
    if linked is None:
        raise PlanNotLinked(proposing.link)
    id = draft.new_id("activation", proposing.link)
    proposed = ActivationProposed(
        activation=id,
        incident=proposing.incident,
        link=proposing.link,
        pinned=linked.pinned,
        response_level=proposing.response_level,
        facts=tuple(incident.figures.values()),
        reasons=proposing.reasons,
        words=proposing.words.strip(),
        proposed=proposing.proposed,
    )
    draft.record(id, commands.propose(draft.load(id, activations.evolve), proposed))
    draft.record(proposing.incident, link_activation(incident, activation=id))
    return ActivationAnswer(activation=id, incident=proposing.incident)


def dismiss_activation(draft: Draft, dismissing: DismissActivation) -> ActivationAnswer:
    activation = response(draft, dismissing.activation)
    draft.record(dismissing.activation, commands.dismiss(activation, reason=dismissing.reason))
    return answer(dismissing.activation, activation)


def start_activation(draft: Draft, starting: StartActivation) -> ActivationAnswer:
    """Approval, cards, words to the units and the incident's own marks: all of it, or none."""
    id, activation = starting.activation, response(draft, starting.activation)
    instruction, notified = _tell(draft, starting, activation)
    started = ActivationStarted(
        approver=starting.approver,
        response_level=starting.response_level,
        scope=starting.scope.strip(),
        command_post=starting.command_post,
        cards=starting.cards,
        instruction=instruction,
        notified=notified,
        ladder=_ladder(draft, activation),
        started=starting.started,
    )
    draft.record(id, commands.start(activation, started))
    begun = draft.require(id, activations.evolve)
    set_cards(draft, id, begun, begun.asked, starting.started)
    mark_incident(draft, activation.proposed.incident, starting.started, reason=_title(activation))
    settle(draft, activation.proposed.incident)
    return answer(id, activation)


def tell_unit(draft: Draft, telling: TellUnit) -> ActivationAnswer:
    activation = response(draft, telling.activation)
    told = UnitTold(unit=telling.unit, channel=telling.channel, told=telling.told)
    draft.record(telling.activation, commands.tell_unit(activation, told))
    return answer(telling.activation, activation)


def response(draft: Draft, id: UUID) -> Activation:
    """What is done to an exercise is part of it."""
    activation = draft.require(id, activations.evolve)
    draft.inherit(draft.exercise_of(id))
    return activation


def answer(id: UUID, activation: Activation) -> ActivationAnswer:
    return ActivationAnswer(activation=id, incident=activation.proposed.incident)


def _title(activation: Activation) -> str:
    pinned = activation.proposed.pinned
    return f"{pinned.title} {pinned.label}".strip()


def _ladder(draft: Draft, activation: Activation) -> str:
    """Who leads at this level, as it was shown to the approver."""
    incident = draft.require(activation.proposed.incident, incidents.evolve)
    rung = response_rules().rung(incident.level, incident.subtype)
    return rung.source if rung else ""


def _tell(
    draft: Draft, starting: StartActivation, activation: Activation
) -> tuple[UUID | None, tuple[NotifiedUnit, ...]]:
    """By the leader's words, and a tasking each: it waits for their acknowledgement, and shows when none comes."""
    units = tuple(dict.fromkeys(starting.units))
    if not units:
        return None, ()
    require_units(draft, *units)
    id, about = draft.new_id("instruction", starting.activation), activation.proposed.incident
    said = InstructionRecorded(
        incident=about,
        leader=starting.approver,
        words=reason_given(starting.words),
        given=starting.started,
        way=starting.way,
        read_back=False,
        dial=None,
        holds_back=False,
    )
    draft.record(id, instructions.record(draft.load(id, instructions.evolve), said))
    incident = draft.require(about, incidents.evolve)
    draft.record(about, link_instruction(incident, instruction=id))
    return id, tuple(_task(draft, id, said, unit) for unit in units)


def _task(draft: Draft, instruction: UUID, said: InstructionRecorded, unit: UUID) -> NotifiedUnit:
    limits, id = response_rules().limits, draft.new_id("tasking", instruction, unit)
    giving = TaskingGiven(
        instruction=instruction,
        incident=said.incident,
        unit=unit,
        person=None,
        what=said.words,
        receipt_due=draft.now + limits.acknowledge_within,
        feedback_due=draft.now + limits.feedback_within,
        next_at=None,
    )
    given = tasking_commands.give(draft.load(id, taskings.evolve), giving, now=draft.now)
    draft.record(id, given)
    standing = draft.require(instruction, instructions.evolve)
    draft.record(instruction, instructions.link_tasking(standing, tasking=id))
    return NotifiedUnit(unit=unit, tasking=id)
