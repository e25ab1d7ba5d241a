"""应答: at the desk, for somebody else: what was said on the telephone, or a PIN typed by whoever stands there."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.acting import FormKey, act
from api.guarding import Asking, genuine, may, running_of
from api.pages.page import then
from api.signing_in import require_pin
from api.typed import Blank, Text, Word, world_time
from desk.access import Action
from desk.rings import AcknowledgeRing, acknowledge_ring
from desk.spoken import acknowledge_spoken
from domain.actors import Via
from domain.notice import AckWay
from domain.times import Basis, moment

router = APIRouter(prefix="/rings/{notice}", dependencies=[Depends(genuine)])

Answering = Annotated[Asking, may(Action.ANSWER_RING)]


class Given(BaseModel):
    """`ring`: the one it is about; `by`: who answers; blank time is now."""

    ring: int
    by: UUID
    minutes: Annotated[int | None, Blank, Field(ge=1, le=1440)] = None
    words: Text = ""
    at: Word = ""
    dial: Annotated[UUID | None, Blank] = None
    read_back: bool = False
    pin: Word = ""

    def command(self, request: Request, notice: UUID, way: AckWay) -> AcknowledgeRing:
        now = running_of(request).clock().now
        return AcknowledgeRing(
            notice=notice,
            number=self.ring,
            person=self.by,
            way=way,
            words=self.words,
            promised=timedelta(minutes=self.minutes) if self.minutes else None,
            acknowledged=world_time(self.at, now, Basis.ORAL) or moment(now, Basis.KEY_PRESS),
            dial=self.dial,
            read_back=self.read_back,
        )


@router.post("/spoken")
def record_spoken(
    request: Request, notice: UUID, asking: Answering, key: FormKey, form: Annotated[Given, Form()]
) -> Response:
    """The officer writes down whose words they were; they are on record under both names."""
    command = form.command(request, notice, AckWay.SPOKEN)
    act(request, asking, key, acknowledge_spoken, command, by=form.by)
    return then("/")


@router.post("/pin")
def answer_by_pin(
    request: Request, notice: UUID, asking: Answering, key: FormKey, form: Annotated[Given, Form()]
) -> Response:
    """At a desk where somebody else is signed in: the PIN says who answers."""
    require_pin(request, form.by, form.pin)
    command = form.command(request, notice, AckWay.PIN)
    act(request, asking, key, acknowledge_ring, command, by=form.by, via=Via.DESK)
    return then("/")
