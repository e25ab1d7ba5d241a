"""拨号: one button stamps a dial, the next says what came of it; answered upward it is the report."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel
from starlette.responses import Response

from api.acting import FormKey, act
from api.concerns import of_dial, of_incident
from api.guarding import Asking, genuine, may, running_of
from api.pages.page import then
from api.typed import Blank, Text, Word
from desk.access import Action
from desk.dials import (
    DialAnswer,
    EndDial,
    PlaceDial,
    WithdrawDial,
    end_dial,
    place_dial,
    withdraw_dial,
)
from domain.dial import DialOutcome, DialPurpose
from domain.times import Basis, moment

router = APIRouter(dependencies=[Depends(genuine)])

Dialling = Annotated[Asking, may(Action.DIAL, of_dial)]


class Placing(BaseModel):
    purpose: DialPurpose
    number: Word = ""
    person: Annotated[UUID | None, Blank] = None
    unit: Annotated[UUID | None, Blank] = None


class Ending(BaseModel):
    outcome: DialOutcome
    answered_by: Word = ""
    words: Text = ""


@router.post("/incidents/{incident}/dials")
def place(
    request: Request,
    incident: UUID,
    asking: Annotated[Asking, may(Action.DIAL, of_incident)],
    key: FormKey,
    form: Annotated[Placing, Form()],
) -> Response:
    command = PlaceDial(
        incident=incident,
        purpose=form.purpose,
        number=form.number,
        person=form.person,
        unit=form.unit,
        dialled=moment(running_of(request).clock().now, Basis.KEY_PRESS),
    )
    answer = act(request, asking, key, place_dial, command).answer(DialAnswer)
    return then(f"/incidents/{answer.incident}#next")


@router.post("/dials/{dial}/ending")
def end(
    request: Request,
    dial: UUID,
    asking: Dialling,
    key: FormKey,
    form: Annotated[Ending, Form()],
) -> Response:
    command = EndDial(
        dial=dial,
        outcome=form.outcome,
        ended=moment(running_of(request).clock().now, Basis.KEY_PRESS),
        answered_by=form.answered_by,
        words=form.words,
    )
    answer = act(request, asking, key, end_dial, command).answer(DialAnswer)
    return then(f"/incidents/{answer.incident}#next", taken=key.id)


@router.post("/dials/{dial}/withdrawal")
def withdraw(request: Request, dial: UUID, asking: Dialling, key: FormKey) -> Response:
    command = WithdrawDial(dial=dial)
    answer = act(request, asking, key, withdraw_dial, command).answer(DialAnswer)
    return then(f"/incidents/{answer.incident}#next")
