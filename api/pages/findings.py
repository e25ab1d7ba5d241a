"""查明: conduct that is put on record, reports found untrue, and what is said beside an incident's level."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel
from starlette.responses import Response

from api.acting import FormKey, act
from api.concerns import of_incident, of_report
from api.guarding import Asking, genuine, may, may_or_record, running_of
from api.pages.page import then
from api.typed import Blank, Seen, Text, Word, world_time
from desk.access import Action
from desk.conduct import (
    ConductAnswer,
    FindReportUntrue,
    RecordConduct,
    find_report_untrue,
    record_conduct,
)
from desk.marks import DecideResponse, StateWarning, decide_response, state_warning
from domain.conduct import Conduct
from domain.incident_marks import ResponseLevel, WarningColour
from domain.times import Basis, WorldTime, moment

router = APIRouter(dependencies=[Depends(genuine)])

Amending = Annotated[Asking, may(Action.AMEND_INCIDENT, of_incident)]
Deciding = Annotated[
    Asking, may_or_record(Action.DECIDE_LEVEL, of_incident, on_behalf=Action.AMEND_INCIDENT)
]


class ConductForm(BaseModel):
    unit: UUID
    conduct: Conduct
    at: Word = ""
    kept_from: Annotated[UUID | None, Blank] = None
    source: Text = ""


class MarkForm(BaseModel):
    """Blank: none, any more."""

    colour: Annotated[WarningColour | None, Blank] = None
    response_level: Annotated[ResponseLevel | None, Blank] = None
    at: Word = ""
    reason: Text = ""
    by: Annotated[UUID | None, Blank] = None
    seen: Seen = None


@router.post("/incidents/{incident}/conduct")
def conduct(
    request: Request,
    incident: UUID,
    asking: Amending,
    key: FormKey,
    form: Annotated[ConductForm, Form()],
) -> Response:
    """No verdict: what follows from it is suspected, and people decide."""
    command = RecordConduct(
        incident=incident,
        unit=form.unit,
        conduct=form.conduct,
        at=_time(request, form.at),
        kept_from=form.kept_from,
        source=form.source,
    )
    act(request, asking, key, record_conduct, command)
    return then(f"/incidents/{incident}#judging")


@router.post("/reports/{report}/untruth")
def untruth(
    request: Request,
    report: UUID,
    asking: Annotated[Asking, may(Action.AMEND_INCIDENT, of_report)],
    key: FormKey,
    reason: Annotated[Text, Form()],
) -> Response:
    """It stays a report for timing; that it was not so is another breach."""
    now = moment(running_of(request).clock().now, Basis.KEY_PRESS)
    finding = FindReportUntrue(report=report, found=now, reason=reason)
    done = act(request, asking, key, find_report_untrue, finding)
    return then(f"/incidents/{done.answer(ConductAnswer).incident}#judging")


@router.post("/incidents/{incident}/warning")
def warning(
    request: Request,
    incident: UUID,
    asking: Amending,
    key: FormKey,
    form: Annotated[MarkForm, Form()],
) -> Response:
    stating = StateWarning(incident=incident, colour=form.colour, at=_time(request, form.at))
    act(request, asking, key, state_warning, stating)
    return then(f"/incidents/{incident}#facts")


@router.post("/incidents/{incident}/response-level")
def response_level(
    request: Request,
    incident: UUID,
    asking: Deciding,
    key: FormKey,
    form: Annotated[MarkForm, Form()],
) -> Response:
    """`by`: the leader who decided it, on the phone or beside the desk."""
    at, level = _time(request, form.at), form.response_level
    deciding = DecideResponse(
        incident=incident, response_level=level, decided=at, reason=form.reason
    )
    act(request, asking, key, decide_response, deciding, by=form.by, seen=form.seen)
    return then(f"/incidents/{incident}#facts")


def _time(request: Request, typed: str) -> WorldTime:
    """Blank: now, by the key pressed."""
    now: datetime = running_of(request).clock().now
    return world_time(typed, now, Basis.ORAL) or moment(now, Basis.KEY_PRESS)
