"""事件: everything an officer may do with an incident, one form each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel
from starlette.responses import Response

from api.acting import CommandKey, FormKey, act
from api.concerns import of_incident
from api.guarding import Asking, genuine, may, may_or_record, running_of
from api.intake import COUNTED, Count
from api.pages.page import then
from api.typed import Blank, Seen, Text, TypedBasis, Word, world_time
from contingency_plans.plan_subtypes import subtype_of
from desk import incidents as commands
from desk.access import Action
from desk.clocks import ExcuseDeadline, excuse_deadline
from desk.draft import Draft, Unknown
from domain.facts import Fact, Figure
from domain.incident import Means
from domain.kernel import Value
from domain.times import Basis, WorldTime, moment
from domain.words import IncidentClass, Level
from projections.incident_file import gather

router = APIRouter(prefix="/incidents/{incident}", dependencies=[Depends(genuine)])

Amending = Annotated[Asking, may(Action.AMEND_INCIDENT, of_incident)]
Deciding = Annotated[
    Asking, may_or_record(Action.DECIDE_LEVEL, of_incident, on_behalf=Action.AMEND_INCIDENT)
]
Annulling = Annotated[Asking, may(Action.ANNUL_INCIDENT, of_incident)]
Excusing = Annotated[
    Asking, may_or_record(Action.EXCUSE_CLOCK, of_incident, on_behalf=Action.AMEND_INCIDENT)
]


class Amendment(BaseModel):
    """One form of the page; each route reads the fields it needs."""

    at: Word = ""
    basis: TypedBasis = Basis.ORAL  # what a typed time rests on
    reason: Text = ""
    klass: IncidentClass = IncidentClass.UNKNOWN
    subtype: Word = ""
    level: Level = Level.UNKNOWN
    sensitive: bool = False
    unit: Annotated[UUID | None, Blank] = None
    other: Annotated[UUID | None, Blank] = None
    means: Means = Means.OTHER
    by: Annotated[UUID | None, Blank] = None
    seen: Seen = None
    dead: Count = None
    missing: Count = None
    trapped: Count = None
    injured: Count = None
    serious_injured: Count = None
    evacuated: Count = None


Amended = Annotated[Amendment, Form()]
STATED = (*COUNTED, "evacuated")


@router.post("/figures")
def state_figures(
    request: Request, incident: UUID, asking: Amending, key: FormKey, form: Amended
) -> Response:
    as_of = _time(request, form.at, form.basis)
    counted = {Figure(name): getattr(form, name) for name in STATED}
    facts = tuple(
        Fact(figure=figure, value=value, as_of=as_of, source=form.unit)
        for figure, value in counted.items()
        if value is not None
    )
    command = commands.StateFacts(incident=incident, facts=facts)
    return _done(request, asking, key, commands.state_facts, command, form)


@router.post("/occurrence")
def state_occurrence(
    request: Request, incident: UUID, asking: Amending, key: FormKey, form: Amended
) -> Response:
    command = commands.StateOccurrence(
        incident=incident, occurred=_time(request, form.at, form.basis), reason=form.reason
    )
    return _done(request, asking, key, commands.state_occurrence, command, form)


@router.post("/class")
def assign_class(
    request: Request, incident: UUID, asking: Amending, key: FormKey, form: Amended
) -> Response:
    subtype = subtype_of(form.subtype)
    command = commands.AssignClass(incident=incident, klass=form.klass, subtype=subtype)
    return _done(request, asking, key, commands.assign_class, command, form)


@router.post("/level")
def decide_level(
    request: Request, incident: UUID, asking: Deciding, key: FormKey, form: Amended
) -> Response:
    """`by`: the leader who decided it, on the phone or beside the desk."""
    command = commands.DecideLevel(
        incident=incident, level=form.level, decided=_time(request, form.at), reason=form.reason
    )
    return _done(request, asking, key, commands.decide_level, command, form, by=form.by)


@router.post("/sensitivity")
def mark_sensitivity(
    request: Request, incident: UUID, asking: Amending, key: FormKey, form: Amended
) -> Response:
    command = commands.MarkSensitivity(
        incident=incident, sensitive=form.sensitive, reason=form.reason
    )
    return _done(request, asking, key, commands.mark_sensitivity, command, form)


@router.post("/knowledge")
def record_knowledge(
    request: Request, incident: UUID, asking: Amending, key: FormKey, form: Amended
) -> Response:
    unit = _required(form.unit)
    command = commands.RecordKnowledge(
        incident=incident,
        unit=unit,
        learned=_time(request, form.at, form.basis),
        means=form.means,
    )
    return _done(request, asking, key, commands.record_knowledge, command, form)


@router.post("/response-start")
def start_response(
    request: Request, incident: UUID, asking: Amending, key: FormKey, form: Amended
) -> Response:
    command = commands.MarkResponse(incident=incident, at=_time(request, form.at))
    return _done(request, asking, key, commands.start_response, command, form)


@router.post("/response-end")
def end_response(
    request: Request, incident: UUID, asking: Amending, key: FormKey, form: Amended
) -> Response:
    command = commands.MarkResponse(incident=incident, at=_time(request, form.at))
    return _done(request, asking, key, commands.end_response, command, form)


@router.post("/origin")
def derive(
    request: Request, incident: UUID, asking: Amending, key: FormKey, form: Amended
) -> Response:
    command = commands.DeriveIncident(incident=incident, origin=_required(form.other))
    return _done(request, asking, key, commands.derive_incident, command, form)


@router.post("/merger")
def merge(
    request: Request, incident: UUID, asking: Amending, key: FormKey, form: Amended
) -> Response:
    survivor = _required(form.other)
    command = commands.MergeIncidents(duplicate=incident, survivor=survivor, reason=form.reason)
    act(request, asking, key, commands.merge_incidents, command)
    return then(f"/incidents/{survivor}")


@router.post("/closing")
def close(
    request: Request, incident: UUID, asking: Amending, key: FormKey, form: Amended
) -> Response:
    command = commands.CloseIncident(incident=incident, reason=form.reason)
    return _done(request, asking, key, commands.close_incident, command, form)


@router.post("/annulment")
def annul(
    request: Request, incident: UUID, asking: Annulling, key: FormKey, form: Amended
) -> Response:
    command = commands.AnnulIncident(incident=incident, reason=form.reason)
    return _done(request, asking, key, commands.annul_incident, command, form)


@router.post("/deadlines/{deadline}/excuse")
def excuse(
    request: Request, incident: UUID, deadline: UUID, asking: Excusing, key: FormKey, form: Amended
) -> Response:
    require_clock_of(request, incident, deadline)
    act(
        request,
        asking,
        key,
        excuse_deadline,
        ExcuseDeadline(deadline=deadline, reason=form.reason),
        by=form.by,
    )
    return then(f"/incidents/{incident}")


def require_clock_of(request: Request, incident: UUID, deadline: UUID) -> None:
    """Another incident's clock is refused: the policy did not see that incident's units."""
    file = gather(running_of(request).log, incident)
    if file is None or deadline not in file.deadlines:
        raise Unknown(deadline)


def _done(
    request: Request,
    asking: Asking,
    key: CommandKey,
    handle: Callable[[Draft, Any], commands.IncidentAnswer],
    command: Value,
    form: Amendment,
    by: UUID | None = None,
) -> Response:
    done = act(request, asking, key, handle, command, by=by, seen=form.seen)
    answer = done.answer(commands.IncidentAnswer)
    return then(f"/incidents/{answer.incident}")


def _time(request: Request, typed: str, basis: Basis = Basis.ORAL) -> WorldTime:
    """Blank: now, by the key pressed."""
    now: datetime = running_of(request).clock().now
    return world_time(typed, now, basis) or moment(now, Basis.KEY_PRESS)


def _required(id: UUID | None) -> UUID:
    if id is None:
        raise Unknown
    return id
