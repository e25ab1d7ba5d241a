"""事件与预案: a plan is linked as it stands, taken off again, or expressly none is put in force."""

from __future__ import annotations

from uuid import UUID

from contingency_plans import plan as plans
from contingency_plans.plan_cycle_commands import require_standing, require_version
from desk.draft import Draft
from desk.incidents import IncidentAnswer
from desk.responses import ResponseStillInForce, responses_of
from desk.settling import settle
from domain import incident as incidents
from domain import incident_plan_commands as commands
from domain.incident import Incident
from domain.incident_marks import ResponseLevel
from domain.incident_plans import (
    FitReason,
    PinnedPlan,
    PlanLinked,
    Unfit,
    UpperResponseStarted,
    link_id,
)
from domain.kernel import Value
from domain.times import WorldTime
from domain.words import Tier


class LinkPlan(Value):
    """`reasons`, `unfit`: as they were shown."""

    incident: UUID
    pinned: PinnedPlan
    reasons: tuple[FitReason, ...]
    unfit: tuple[Unfit, ...]


class UnlinkPlan(Value):
    incident: UUID
    link: UUID
    reason: str


class DeclinePlans(Value):
    incident: UUID
    reason: str
    decided: WorldTime


class NoteUpperResponse(Value):
    incident: UUID
    tier: Tier
    response_level: ResponseLevel | None
    words: str
    started: WorldTime


class PlanLinkAnswer(Value):
    incident: UUID
    link: UUID


def link_plan(draft: Draft, linking: LinkPlan) -> PlanLinkAnswer:
    """What is linked stands in the register. Raises Unknown, PlanGone, NoSuchVersion."""
    incident = _inherit(draft, linking.incident)
    _require_known(draft, linking.pinned)
    id = link_id(linking.incident, linking.pinned)
    linked = PlanLinked(
        link=id, pinned=linking.pinned, reasons=linking.reasons, unfit=linking.unfit
    )
    draft.record(linking.incident, commands.link_plan(incident, linked))
    return PlanLinkAnswer(incident=linking.incident, link=id)


def unlink_plan(draft: Draft, unlinking: UnlinkPlan) -> IncidentAnswer:
    """Not while a response by it waits for approval or is in force."""
    incident = _inherit(draft, unlinking.incident)
    responses = responses_of(draft, incident).values()
    if any(one.proposed.link == unlinking.link and not one.over for one in responses):
        raise ResponseStillInForce(unlinking.link)
    events = commands.unlink_plan(incident, link=unlinking.link, reason=unlinking.reason)
    draft.record(unlinking.incident, events)
    return IncidentAnswer(incident=unlinking.incident)


def decline_plans(draft: Draft, declining: DeclinePlans) -> IncidentAnswer:
    """An express no, while none is in force; it answers the clock that waits for a decision."""
    incident = _inherit(draft, declining.incident)
    if any(one.in_force for one in responses_of(draft, incident).values()):
        raise ResponseStillInForce(declining.incident)
    events = commands.decline_plans(incident, reason=declining.reason, decided=declining.decided)
    draft.record(declining.incident, events)
    settle(draft, declining.incident)
    return IncidentAnswer(incident=declining.incident)


def note_upper_response(draft: Draft, noting: NoteUpperResponse) -> IncidentAnswer:
    incident = _inherit(draft, noting.incident)
    upper = UpperResponseStarted(
        tier=noting.tier,
        response_level=noting.response_level,
        words=noting.words.strip(),
        started=noting.started,
    )
    draft.record(noting.incident, commands.note_upper_response(incident, upper))
    return IncidentAnswer(incident=noting.incident)


def _require_known(draft: Draft, pinned: PinnedPlan) -> None:
    if pinned.plan:
        plan = draft.require(pinned.plan, plans.evolve)
        require_standing(plan)
        if pinned.version:
            require_version(plan, pinned.version)


def _inherit(draft: Draft, id: UUID) -> Incident:
    incident = draft.require(id, incidents.evolve)
    draft.inherit(incident.exercise)
    return incident
