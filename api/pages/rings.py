"""叫应: a ring is looked at and answered by the person who is signed in."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.acting import FormKey, HeaderKey, act
from api.answering import answering_of
from api.answers import Strict, receipt
from api.guarding import Asking, genuine, may, running_of
from api.pages.page import page, then
from api.typed import Text
from desk.access import Action
from desk.draft import Unknown
from desk.rings import AcknowledgeRing, NotRung, acknowledge_ring
from domain.notice import AckWay
from domain.times import Basis, moment
from projections.shapes import RingLine

router = APIRouter(dependencies=[Depends(genuine)])
programs = APIRouter(prefix="/api/v1")

Answering = Annotated[Asking, may(Action.ANSWER_RING)]


class Answer(BaseModel):
    """`ring`: the one that was heard; `minutes`: 我来办, for how long; absent: as long as allowed."""

    ring: int
    minutes: Annotated[int | None, Field(ge=1, le=1440)] = None
    words: Text = ""

    def command(self, request: Request, notice: UUID, asking: Asking) -> AcknowledgeRing:
        if asking.caller.person is None:
            raise NotRung
        return AcknowledgeRing(
            notice=notice,
            number=self.ring,
            person=asking.caller.person,
            way=AckWay.PAGE,
            words=self.words,
            promised=timedelta(minutes=self.minutes) if self.minutes else None,
            acknowledged=moment(running_of(request).clock().now, Basis.KEY_PRESS),
        )


class SentAnswer(Answer, Strict):
    """The same, as a program sends it."""


@router.get("/rings/{notice}")
def show_ring(
    request: Request, notice: UUID, asking: Annotated[Asking, may(Action.SEE_RINGS)]
) -> Response:
    ring = line_of(request, notice)
    answering = answering_of(running_of(request), ring)
    return page(request, asking, "ring.html", ring=ring, answering=answering)


@router.post("/rings/{notice}/acknowledgement")
def answer_on_page(
    request: Request,
    notice: UUID,
    asking: Answering,
    key: FormKey,
    form: Annotated[Answer, Form()],
) -> Response:
    act(request, asking, key, acknowledge_ring, form.command(request, notice, asking))
    return then("/")


@programs.post("/notices/{notice}/acknowledgement", status_code=201)
def answer_by_program(
    request: Request, notice: UUID, asking: Answering, key: HeaderKey, body: SentAnswer
) -> Response:
    """Body: Answer. Answer: {notice, until}."""
    command = body.command(request, notice, asking)
    done = act(request, asking, key, acknowledge_ring, command)
    return receipt(done, running_of(request).receipts.signer)


def line_of(request: Request, notice: UUID) -> RingLine:
    """As the board shows it. Raises Unknown once nothing rings there any more."""
    rings = running_of(request).boards.board().rings
    found = next((one for one in rings if one.id == notice), None)
    if found is None:
        raise Unknown(notice)
    return found
