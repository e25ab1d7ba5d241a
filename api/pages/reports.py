"""报告: a report told by word, and the written one from draft to receipt."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel
from starlette.responses import Response

from api.acting import FormKey, act
from api.concerns import of_incident, of_report
from api.drafting import Ends, prefilled
from api.guarding import Asking, genuine, may, may_or_record, running_of
from api.pages.names import names_of
from api.pages.page import then
from api.typed import Blank, Seen, Text, TypedBasis, Word, world_time
from desk import access
from desk import reports as commands
from desk.access import Action
from domain.report import SigningWay
from domain.telephone_signing import WitnessNeeded
from domain.times import Basis, WorldTime, moment
from domain.words import Channel, Stage
from projections.incident_file import gather

router = APIRouter(dependencies=[Depends(genuine)])

ON_PAPER = (SigningWay.HAND, SigningWay.PIN)  # the telephone and its page have ways of their own

Signing = Annotated[
    Asking, may_or_record(Action.SIGN_REPORT, of_report, on_behalf=Action.SEND_REPORT)
]


class Told(BaseModel):
    """From whom to whom, what and when; blank time is now."""

    entity: UUID
    recipient: UUID
    made: Word = ""
    basis: TypedBasis = Basis.ORAL  # what a typed time rests on
    stage: Stage = Stage.FIRST
    channel: Channel = Channel.PHONE
    words: Text = ""
    counterpart: Word = ""


class Written(BaseModel):
    """One step of a written report."""

    text: Text = ""
    reason: Text = ""
    at: Word = ""
    made: Word = ""
    basis: TypedBasis = Basis.ORAL
    by: Annotated[UUID | None, Blank] = None
    seen: Seen = None
    way: SigningWay = SigningWay.HAND
    channel: Channel = Channel.WRITTEN
    counterpart: Word = ""


@router.post("/incidents/{incident}/reports")
def record(
    request: Request,
    incident: UUID,
    asking: Annotated[Asking, may(Action.RECORD_REPORT, of_incident)],
    key: FormKey,
    form: Annotated[Told, Form()],
) -> Response:
    """A phone report needs no draft, level or signature."""
    require_own(request, asking, Action.RECORD_REPORT, form.entity)
    command = commands.ReportByWord(
        incident=incident,
        entity=form.entity,
        recipient=form.recipient,
        made=_time(request, form.made, form.basis),
        stage=form.stage,
        channel=form.channel,
        words=form.words,
        counterpart=form.counterpart,
    )
    act(request, asking, key, commands.report_by_word, command)
    return then(f"/incidents/{incident}")


@router.post("/incidents/{incident}/drafts")
def draft(
    request: Request,
    incident: UUID,
    asking: Annotated[Asking, may(Action.DRAFT_REPORT, of_incident)],
    key: FormKey,
    form: Annotated[Told, Form()],
) -> Response:
    """Begun without a word, it holds what is on record."""
    require_own(request, asking, Action.DRAFT_REPORT, form.entity)
    file = gather(running_of(request).log, incident)
    ends, begun = Ends(form.entity, form.recipient, form.stage), form.words
    if file and not begun.strip():
        begun = prefilled(file, names_of(request).of, ends)
    command = commands.DraftReport(
        incident=incident,
        entity=form.entity,
        recipient=form.recipient,
        text=begun,
        stage=form.stage,
    )
    act(request, asking, key, commands.draft_report, command)
    return then(f"/incidents/{incident}#reports")


@router.post("/reports/{report}/revision")
def revise(
    request: Request,
    report: UUID,
    asking: Annotated[Asking, may(Action.DRAFT_REPORT, of_report)],
    key: FormKey,
    form: Annotated[Written, Form()],
) -> Response:
    command = commands.ReviseReport(report=report, text=form.text)
    done = act(request, asking, key, commands.revise_report, command, seen=form.seen)
    return _back(done.answer(commands.ReportAnswer))


@router.post("/reports/{report}/signature")
def sign(
    request: Request,
    report: UUID,
    asking: Signing,
    key: FormKey,
    form: Annotated[Written, Form()],
) -> Response:
    """`by`: the leader, when somebody else records the signature; blank: whoever is signed in."""
    if form.way not in ON_PAPER:
        raise WitnessNeeded
    signer = form.by or asking.caller.person or asking.caller.account
    command = commands.SignReport(
        report=report, signer=signer, signed=_time(request, form.at), way=form.way
    )
    done = act(request, asking, key, commands.sign_report, command, by=form.by, seen=form.seen)
    return _back(done.answer(commands.ReportAnswer))


@router.post("/reports/{report}/sending")
def send(
    request: Request,
    report: UUID,
    asking: Annotated[Asking, may(Action.SEND_REPORT, of_report)],
    key: FormKey,
    form: Annotated[Written, Form()],
) -> Response:
    command = commands.SendReport(report=report, sent=_time(request, form.at), channel=form.channel)
    done = act(request, asking, key, commands.send_report, command)
    return _back(done.answer(commands.ReportAnswer))


@router.post("/reports/{report}/receipt")
def receipt(
    request: Request,
    report: UUID,
    asking: Annotated[Asking, may(Action.SEND_REPORT, of_report)],
    key: FormKey,
    form: Annotated[Written, Form()],
) -> Response:
    command = commands.RecordReceipt(
        report=report, received=_time(request, form.at), counterpart=form.counterpart
    )
    done = act(request, asking, key, commands.record_receipt, command)
    return _back(done.answer(commands.ReportAnswer))


@router.post("/reports/{report}/correction")
def correct(
    request: Request,
    report: UUID,
    asking: Annotated[Asking, may(Action.SEND_REPORT, of_report)],
    key: FormKey,
    form: Annotated[Written, Form()],
) -> Response:
    """`made`: when it really went out; blank: the time on record is right."""
    now = running_of(request).clock().now
    command = commands.CorrectReport(
        report=report,
        text=form.text,
        reason=form.reason,
        corrected=_time(request, form.at),
        made=world_time(form.made, now, form.basis),
    )
    done = act(request, asking, key, commands.correct_report, command, seen=form.seen)
    return _back(done.answer(commands.ReportAnswer))


def require_own(request: Request, asking: Asking, action: Action, entity: UUID) -> None:
    """Seeing an incident is not speaking for every unit in it."""
    register = running_of(request).desk.register()
    access.require(asking.caller, action, register.network, register.office.unit, (entity,))


def _back(answer: commands.ReportAnswer) -> Response:
    return then(f"/incidents/{answer.incident}#reports")


def _time(request: Request, typed: str, basis: Basis = Basis.ORAL) -> WorldTime:
    now = running_of(request).clock().now
    return world_time(typed, now, basis) or moment(now, Basis.KEY_PRESS)
