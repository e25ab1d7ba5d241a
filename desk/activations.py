"""启动响应: a response is proposed, dismissed, or approved and in force with its cards and its units told, in one command."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from contingency_plans import activation as activations
from contingency_plans import activation_commands as commands
from contingency_plans.activation import Activation
from contingency_plans.activation_events import (
    ActivationProposed,
    ActivationStarted,
    FrozenCard,
    PostMember,
    UnitTold,
)
from contingency_plans.response_rules import response_rules
from desk.draft import Draft
from desk.response_telling import in_words, tell_units
from desk.responses import mark_incident, responses_of, set_cards
from desk.settling import settle
from domain import incident as incidents
from domain.incident_commands import require_open
from domain.incident_marks import ResponseLevel
from domain.incident_plan_commands import PlanNotLinked, link_activation
from domain.incident_plans import FitReason
from domain.instruction import InstructionWay
from domain.kernel import Refused, Value
from domain.times import WorldTime
from domain.words import Channel


class AlreadyResponding(Refused):
    """按该预案已有一项响应待批准或者正在进行"""

    EN: ClassVar[str] = "A response by this plan waits for approval or is in force already"


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
    """One at a time by one link. Raises PlanNotLinked, AlreadyResponding, IncidentNotOpen."""
    incident = draft.require(proposing.incident, incidents.evolve)
    draft.inherit(incident.exercise)
    require_open(incident)
    linked = incident.plans.link(proposing.link)
    if linked is None:
        raise PlanNotLinked(proposing.link)
    responses = responses_of(draft, incident).values()
    if any(one.proposed.link == proposing.link and not one.over for one in responses):
        raise AlreadyResponding(proposing.link)
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
    """Approval, cards, words to the units and the incident's own marks: all of it, or none. Raises AlreadyResponding."""
    id, activation = starting.activation, response(draft, starting.activation)
    about, at = activation.proposed.incident, starting.started
    _require_alone(draft, id, activation)
    said = in_words(about, starting.approver, starting.words, at, starting.way)
    instruction, notified = tell_units(draft, said, id, starting.units)
    started = ActivationStarted(
        approver=starting.approver,
        response_level=starting.response_level,
        scope=starting.scope.strip(),
        command_post=starting.command_post,
        cards=starting.cards,
        instruction=instruction,
        notified=notified,
        ladder=_ladder(draft, activation),
        started=at,
    )
    draft.record(id, commands.start(activation, started))
    begun = draft.require(id, activations.evolve)
    set_cards(draft, id, begun, begun.asked, at)
    mark_incident(draft, about, at, reason=_title(activation))
    settle(draft, about)
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


def _require_alone(draft: Draft, id: UUID, activation: Activation) -> None:
    """Two that were proposed by one link are one response: the second one starts nothing."""
    told = activation.proposed
    incident = draft.require(told.incident, incidents.evolve)
    others = (one for other, one in responses_of(draft, incident).items() if other != id)
    if any(one.in_force and one.proposed.link == told.link for one in others):
        raise AlreadyResponding(told.link)


def _title(activation: Activation) -> str:
    pinned = activation.proposed.pinned
    return f"{pinned.title} {pinned.label}".strip()


def _ladder(draft: Draft, activation: Activation) -> str:
    """Who leads at this level, as it was shown to the approver."""
    incident = draft.require(activation.proposed.incident, incidents.evolve)
    rung = response_rules().rung(incident.level, incident.subtype)
    return rung.source if rung else ""
