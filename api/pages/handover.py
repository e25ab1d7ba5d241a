"""交接班: offered, answered item by item and signed by both on one page, at one PC or at two."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.acting import CommandKey, FormKey, act
from api.guarding import Asking, genuine, may, running_of
from api.handing_over import shown
from api.handover_list import Told, offering
from api.pages.names import names_of
from api.pages.page import page, then
from api.signing_in import require_pin
from api.typed import Blank, Text, Word
from desk import handover as commands
from desk.access import Action
from domain.actors import Via
from domain.handover import Condition, Device, DeviceTest, Side
from domain.kernel import Value
from domain.times import Basis, moment

router = APIRouter(prefix="/handover", dependencies=[Depends(genuine)])

Handing = Annotated[Asking, may(Action.HAND_OVER)]


class Offer(BaseModel):
    person: UUID
    remarks: Text = ""
    clock_offset: Annotated[int | None, Field(ge=-86_400, le=86_400), Blank] = None
    phone: Condition = Condition.UNTESTED
    fax: Condition = Condition.UNTESTED
    video: Condition = Condition.UNTESTED
    satellite: Condition = Condition.UNTESTED
    sound: Condition = Condition.UNTESTED

    compared_by: Annotated[UUID | None, Blank] = None

    def told(self) -> Told:
        found = ((device, getattr(self, device.value)) for device in Device)
        tests = tuple(DeviceTest(device=device, condition=how) for device, how in found)
        return Told(self.person, self.remarks, tests, self.clock_offset, self.compared_by)


class Answer(BaseModel):
    """`key` several times: these items; each route reads what it needs."""

    outgoing: UUID
    person: UUID
    key: list[Word] = []
    words: Text = ""


class Signature(BaseModel):
    outgoing: UUID
    side: Side
    person: UUID
    pin: Word


@router.get("")
def show_handover(
    request: Request, asking: Annotated[Asking, may(Action.SEE_HANDOVER)]
) -> Response:
    names = names_of(request)
    return page(
        request, asking, "handover.html", names=names, **shown(running_of(request), names.of)
    )


@router.post("/{relief}/offer")
def offer(
    request: Request, relief: UUID, asking: Handing, key: FormKey, form: Annotated[Offer, Form()]
) -> Response:
    command = offering(running_of(request), relief, form.told(), names_of(request).of)
    return _done(request, asking, key, commands.offer_handover, command, form.person)


@router.post("/{relief}/acceptance")
def accept(
    request: Request, relief: UUID, asking: Handing, key: FormKey, form: Annotated[Answer, Form()]
) -> Response:
    command = commands.AcceptItems(
        outgoing=form.outgoing, relief=relief, keys=tuple(form.key), person=form.person
    )
    return _done(request, asking, key, commands.accept_items, command, form.person)


@router.post("/{relief}/dispute")
def dispute(
    request: Request, relief: UUID, asking: Handing, key: FormKey, form: Annotated[Answer, Form()]
) -> Response:
    command = commands.DisputeItem(
        outgoing=form.outgoing,
        relief=relief,
        key=form.key[0] if form.key else "",
        words=form.words,
        person=form.person,
    )
    return _done(request, asking, key, commands.dispute_item, command, form.person)


@router.post("/{relief}/signature")
def sign(
    request: Request,
    relief: UUID,
    asking: Handing,
    key: FormKey,
    form: Annotated[Signature, Form()],
) -> Response:
    require_pin(request, form.person, form.pin)
    command = commands.SignHandover(
        outgoing=form.outgoing,
        relief=relief,
        side=form.side,
        person=form.person,
        signed=moment(running_of(request).clock().now, Basis.KEY_PRESS),
    )
    return _done(request, asking, key, commands.sign_handover, command, form.person)


@router.post("/{relief}/withdrawal")
def withdraw(
    request: Request,
    relief: UUID,
    asking: Handing,
    key: FormKey,
    outgoing: Annotated[UUID, Form()],
    reason: Annotated[Text, Form()] = "",
) -> Response:
    command = commands.WithdrawHandover(outgoing=outgoing, relief=relief, reason=reason)
    return _done(request, asking, key, commands.withdraw_handover, command, None)


def _done(
    request: Request,
    asking: Asking,
    key: CommandKey,
    handle: Callable[[Any, Any], commands.HandoverAnswer],
    command: Value,
    person: UUID | None,
) -> Response:
    act(request, asking, key, handle, command, by=person, via=Via.DESK)
    return then("/handover")
