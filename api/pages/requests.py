"""约稿、核报: a question from above is put on record, and its clock runs."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.acting import FormKey, act
from api.concerns import of_incident
from api.guarding import Asking, genuine, may, running_of
from api.pages.page import then
from api.typed import Blank, Text, Word, world_time
from desk.access import Action
from desk.requests import RequestInformation, receive_request
from domain.times import Basis, moment
from domain.words import Channel

router = APIRouter(dependencies=[Depends(genuine)])


class RequestForm(BaseModel):
    """`minutes`: within how many from when it was asked; blank: the usual time."""

    asker: UUID
    words: Text = ""
    at: Word = ""
    channel: Channel = Channel.PHONE
    minutes: Annotated[int | None, Blank, Field(ge=1, le=43_200)] = None


@router.post("/incidents/{incident}/requests")
def receive(
    request: Request,
    incident: UUID,
    asking: Annotated[Asking, may(Action.AMEND_INCIDENT, of_incident)],
    key: FormKey,
    form: Annotated[RequestForm, Form()],
) -> Response:
    now = running_of(request).clock().now
    asked = world_time(form.at, now, Basis.ORAL) or moment(now, Basis.KEY_PRESS)
    command = RequestInformation(
        incident=incident,
        asker=form.asker,
        asked=asked,
        words=form.words,
        channel=form.channel,
        due=asked.earliest + timedelta(minutes=form.minutes) if form.minutes else None,
    )
    act(request, asking, key, receive_request, command)
    return then(f"/incidents/{incident}#clocks")
