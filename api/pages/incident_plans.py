"""事件的预案: linked with the reasons shown, taken off, expressly none, and a response proposed."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel
from starlette.responses import Response

from api.acting import FormKey, act
from api.concerns import of_incident
from api.guarding import Asking, genuine, may, may_or_record, running_of
from api.pages.page import then
from api.proposed_plans import pin, proposals, require_level
from api.running import Running
from api.typed import Blank, Text, Word, world_time
from contingency_plans.plan_fit import PlanProposal
from desk import incident_plans as commands
from desk.access import Action
from desk.activations import ActivationAnswer, ProposeActivation, propose_activation
from desk.draft import Unknown
from domain.incident import IncidentOpened
from domain.incident_marks import ResponseLevel
from domain.incident_plan_commands import PlanNotLinked
from domain.incident_plans import FitReason, PlanLinked
from domain.times import Basis, WorldTime, moment
from domain.words import Tier
from projections.incident_file import gather

router = APIRouter(prefix="/incidents/{incident}", dependencies=[Depends(genuine)])

Linking = Annotated[Asking, may(Action.LINK_PLAN, of_incident)]
Declining = Annotated[
    Asking, may_or_record(Action.ACTIVATE_PLAN, of_incident, on_behalf=Action.LINK_PLAN)
]


class Chosen(BaseModel):
    """`plan` of the register, `text` of the library: one of them, or both."""

    plan: Annotated[UUID | None, Blank] = None
    text: Word = ""


class Said(BaseModel):
    """`by`: the leader who said so, when somebody else writes it down; blank time is now."""

    reason: Text = ""
    at: Word = ""
    by: Annotated[UUID | None, Blank] = None


class Upper(BaseModel):
    tier: Tier = Tier.CITY
    response_level: Annotated[ResponseLevel | None, Blank] = None
    words: Text = ""
    at: Word = ""


class Wanted(BaseModel):
    link: UUID
    response_level: ResponseLevel
    words: Text = ""
    at: Word = ""


@router.post("/plans")
def link(
    request: Request, incident: UUID, asking: Linking, key: FormKey, form: Annotated[Chosen, Form()]
) -> Response:
    """The reasons are those that hold at this moment, for what stands on the page."""
    running = running_of(request)
    found = next((one for one in _proposals(running, incident) if _is(one, form)), None)
    command = commands.LinkPlan(
        incident=incident,
        pinned=pin(running, form.plan, form.text),
        reasons=found.fits if found else (),
        unfit=found.unfit if found else (),
    )
    act(request, asking, key, commands.link_plan, command)
    return _back(incident)


@router.post("/plans/{link}/unlinking")
def unlink(
    request: Request,
    incident: UUID,
    link: UUID,
    asking: Linking,
    key: FormKey,
    form: Annotated[Said, Form()],
) -> Response:
    command = commands.UnlinkPlan(incident=incident, link=link, reason=form.reason)
    act(request, asking, key, commands.unlink_plan, command)
    return _back(incident)


@router.post("/plans/decline")
def decline(
    request: Request, incident: UUID, asking: Declining, key: FormKey, form: Annotated[Said, Form()]
) -> Response:
    command = commands.DeclinePlans(
        incident=incident, reason=form.reason, decided=typed_time(request, form.at)
    )
    act(request, asking, key, commands.decline_plans, command, by=form.by)
    return _back(incident)


@router.post("/upper-response")
def note_upper(
    request: Request, incident: UUID, asking: Linking, key: FormKey, form: Annotated[Upper, Form()]
) -> Response:
    command = commands.NoteUpperResponse(
        incident=incident,
        tier=form.tier,
        response_level=form.response_level,
        words=form.words,
        started=typed_time(request, form.at),
    )
    act(request, asking, key, commands.note_upper_response, command)
    return _back(incident)


@router.post("/activations")
def propose(
    request: Request, incident: UUID, asking: Linking, key: FormKey, form: Annotated[Wanted, Form()]
) -> Response:
    running = running_of(request)
    linked = _linked(running, incident, form.link)
    require_level(running, linked.pinned, form.response_level)
    command = ProposeActivation(
        incident=incident,
        link=form.link,
        response_level=form.response_level,
        reasons=_reasons_now(running, incident, linked),
        words=form.words,
        proposed=typed_time(request, form.at),
    )
    done = act(request, asking, key, propose_activation, command)
    return then(f"/activations/{done.answer(ActivationAnswer).activation}")


def _linked(running: Running, incident: UUID, link: UUID) -> PlanLinked:
    """Raises PlanNotLinked."""
    file = gather(running.log, incident)
    linked = file.incident.plans.link(link) if file else None
    if linked is None:
        raise PlanNotLinked(link)
    return linked


def _reasons_now(running: Running, incident: UUID, linked: PlanLinked) -> tuple[FitReason, ...]:
    """Those that hold for the linked plan now; else those it was linked for."""
    pinned = Chosen(plan=linked.pinned.plan, text=linked.pinned.library)
    now = (one.fits for one in _proposals(running, incident) if _is(one, pinned))
    return next(now, linked.reasons)


def typed_time(request: Request, typed: str) -> WorldTime:
    """Blank: now, by the key pressed."""
    now = running_of(request).clock().now
    return world_time(typed, now, Basis.ORAL) or moment(now, Basis.KEY_PRESS)


def _proposals(running: Running, id: UUID) -> tuple[PlanProposal, ...]:
    file = gather(running.log, id)
    if file is None or not isinstance(file.opened.event, IncidentOpened):
        raise Unknown(id)
    return proposals(running, file.incident, file.opened.event.title)


def _is(proposal: PlanProposal, form: Chosen) -> bool:
    if form.plan:
        return proposal.held is not None and proposal.held.id == form.plan
    return proposal.held is None and proposal.text is not None and proposal.text.id == form.text


def _back(incident: UUID) -> Response:
    return then(f"/incidents/{incident}#plans")
