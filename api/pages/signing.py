"""电话签批: the leader signs over the telephone by the text's number; a witness hears it; ink comes later."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel
from starlette.responses import Response

from api.acting import FormKey, act
from api.concerns import of_report
from api.guarding import Asking, genuine, may, may_or_record, running_of
from api.pages.page import then
from api.signing_in import require_pin
from api.typed import Blank, Seen, Word, world_time
from desk import signing as commands
from desk.access import Action
from desk.reports import ReportAnswer
from domain.times import Basis, WorldTime, moment

router = APIRouter(prefix="/reports/{report}", dependencies=[Depends(genuine)])

Recording = Annotated[
    Asking, may_or_record(Action.SIGN_REPORT, of_report, on_behalf=Action.SEND_REPORT)
]
Drafting = Annotated[Asking, may(Action.DRAFT_REPORT, of_report)]
Sending = Annotated[Asking, may(Action.SEND_REPORT, of_report)]


class SaidBack(BaseModel):
    """`by`: the leader on the telephone; `number`: what they said back; blank time is now."""

    by: UUID
    number: Word
    witness: UUID
    pin: Word
    dial: Annotated[UUID | None, Blank] = None
    at: Word = ""
    seen: Seen = None

    def command(
        self, report: UUID, typed_by: UUID | None, signed: WorldTime
    ) -> commands.SignByTelephone:
        return commands.SignByTelephone(
            report=report,
            signer=self.by,
            signed=signed,
            number=self.number,
            witness=self.witness,
            typed_by=typed_by,
            dial=self.dial,
        )


class Laid(BaseModel):
    signer: UUID
    at: Word = ""


class Inked(BaseModel):
    at: Word = ""


@router.post("/telephone-signature")
def sign(
    request: Request,
    report: UUID,
    asking: Recording,
    key: FormKey,
    form: Annotated[SaidBack, Form()],
) -> Response:
    require_pin(request, form.witness, form.pin)
    handle = commands.sign_by_telephone
    command = form.command(report, asking.caller.person, _time(request, form.at))
    done = act(request, asking, key, handle, command, by=form.by, seen=form.seen)
    return _back(done.answer(ReportAnswer))


@router.post("/signature-request")
def ask(
    request: Request, report: UUID, asking: Drafting, key: FormKey, form: Annotated[Laid, Form()]
) -> Response:
    """Laid before a leader, who is rung at once."""
    command = commands.AskSignature(
        report=report, signer=form.signer, asked=_time(request, form.at)
    )
    return _back(act(request, asking, key, commands.ask_signature, command).answer(ReportAnswer))


@router.post("/ink")
def ink(
    request: Request, report: UUID, asking: Sending, key: FormKey, form: Annotated[Inked, Form()]
) -> Response:
    """The paper has the leader's hand on it now."""
    command = commands.SignInInk(report=report, inked=_time(request, form.at))
    return _back(act(request, asking, key, commands.sign_in_ink, command).answer(ReportAnswer))


def _back(answer: ReportAnswer) -> Response:
    return then(f"/incidents/{answer.incident}#reports")


def _time(request: Request, typed: str) -> WorldTime:
    now = running_of(request).clock().now
    return world_time(typed, now, Basis.ORAL) or moment(now, Basis.KEY_PRESS)
