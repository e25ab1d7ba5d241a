"""响应与事件一致: the responses of an incident, their cards, and the incident's own response level, start and end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar
from uuid import UUID

from msgspec.structs import replace

from contingency_plans import activation as activations
from contingency_plans import plan_clock as clocks
from contingency_plans import plan_clock_commands as clock_commands
from contingency_plans.activation import Activation
from contingency_plans.activation_commands import call_off
from contingency_plans.activation_events import ActivationProposed, FrozenCard
from contingency_plans.decision import Asked, Stood, decision, decision_id
from contingency_plans.plan_clock import PlanClock, PlanClockSet, plan_clock_id
from contingency_plans.plan_words import PlanClockKind
from contingency_plans.response_rules import response_rules
from desk.draft import Draft
from domain import incident as incidents
from domain.gravity import GRAVE_LEVELS
from domain.incident import Incident, Standing
from domain.incident_commands import end_response, response_goes_on, start_response
from domain.incident_mark_commands import decide_response
from domain.incident_marks import ResponseLevel
from domain.kernel import Refused
from domain.times import WorldTime
from domain.words import Level


class ResponseStillInForce(Refused):
    """该事件的应急响应尚在启动中，请先在启动记录中调整或终止"""

    EN: ClassVar[str] = "A response is in force for this incident: adjust or end that first"


def responses_of(draft: Draft, incident: Incident) -> dict[UUID, Activation]:
    ids = incident.plans.activations
    return {id: draft.require(id, activations.evolve) for id in ids}


def level_in_force(responses: Iterable[Activation]) -> ResponseLevel | None:
    """Of several in force the gravest."""
    standing = [one.response_level for one in responses if one.in_force]
    return min(standing, key=list(ResponseLevel).index, default=None)


def mark_incident(draft: Draft, id: UUID, at: WorldTime, reason: str) -> None:
    """The incident's own words about its response follow what is in force, in the same command."""
    incident = draft.require(id, incidents.evolve)
    level = level_in_force(responses_of(draft, incident).values())
    draft.record(id, decide_response(incident, level=level, decided=at, reason=reason))
    if level:
        draft.record(id, start_response(incident, started=at))
    elif incident.response_started:
        draft.record(id, end_response(incident, ended=at))


def settle_responses(draft: Draft, id: UUID) -> None:
    """Part of settling an incident: nothing of a response outlives it, and a grave one is owed a decision."""
    incident = draft.require(id, incidents.evolve)
    responses = responses_of(draft, incident)
    if incident.standing is not Standing.OPEN:
        _call_off(draft, incident, responses)
    _require_consistent(incident, responses)
    if incident.level_decided is None:
        return
    known = {level: draft.load(decision_id(id, level), clocks.evolve) for level in GRAVE_LEVELS}
    at = Asked(response_rules(), draft.register.office.unit, draft.now)
    stood = [Stood(one, _upto(draft, incident, one)) for one in responses.values()]
    for level, events in decision(incident, stood, known, at).items():
        draft.record(decision_id(id, level), events)


def _upto(draft: Draft, incident: Incident, response: Activation) -> Level | None:
    """One that came with a merged incident answered what that one asked."""
    about = response.proposed.incident
    own = about == incident.id
    return (incident if own else draft.require(about, incidents.evolve)).responded


def _call_off(draft: Draft, incident: Incident, responses: dict[UUID, Activation]) -> None:
    """Annulled, it never was. Closed or merged it may not be while a response is in force."""
    why = response_rules().withdrawn[incident.standing]
    for id, one in responses.items():
        if one.in_force and incident.standing is not Standing.ANNULLED:
            raise ResponseStillInForce(id)
        withdraw_cards(draft, id, one.asked, why)
        draft.record(id, call_off(one, standing=incident.standing))


def _require_consistent(incident: Incident, responses: dict[UUID, Activation]) -> None:
    """What a response says of the incident no other command may unsay."""
    level = level_in_force(responses.values())
    unsaid = incident.response_level is not level or not response_goes_on(incident)
    if level and incident.is_real_life and unsaid:
        raise ResponseStillInForce(incident.id)


def card_id(activation: UUID, card: str) -> UUID:
    return plan_clock_id(activation, PlanClockKind.CARD, card)


def set_cards(
    draft: Draft, id: UUID, response: Activation, cards: Iterable[FrozenCard], at: WorldTime
) -> None:
    for one in cards:
        setting = _setting(id, response.proposed, one, at)
        setting = replace(setting, next_at=max(setting.due_at, draft.now))
        clock = draft.load(card_id(id, one.id), clocks.evolve)
        draft.record(card_id(id, one.id), clock_commands.set_plan_clock(clock, setting))


def _setting(id: UUID, told: ActivationProposed, card: FrozenCard, at: WorldTime) -> PlanClockSet:
    return PlanClockSet(
        kind=PlanClockKind.CARD,
        subject=id,
        incident=told.incident,
        name=card.name,
        owner=card.owner_unit,
        owner_words=card.owner_words,
        occasion=card.id,
        start=at,
        due_at=at.earliest + clock_commands.MINUTE * card.minutes,
        chimes=True,
        source=f"{told.pinned.title} {told.pinned.label}".strip(),
        next_at=None,
    )


def withdraw_cards(draft: Draft, id: UUID, cards: Iterable[FrozenCard], reason: str) -> None:
    for card, clock in open_cards(draft, id, cards):
        draft.record(card_id(id, card.id), clock_commands.withdraw(clock, reason=reason))


def open_cards(
    draft: Draft, id: UUID, cards: Iterable[FrozenCard]
) -> Iterator[tuple[FrozenCard, PlanClock]]:
    """Neither done nor excused."""
    for one in cards:
        clock = draft.load(card_id(id, one.id), clocks.evolve)
        if clock and clock.open:
            yield one, clock
