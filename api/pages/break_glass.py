"""破例接班与留守: a named leader, by PIN, passes the watch on without signatures or keeps the shift on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel
from starlette.requests import HTTPConnection
from starlette.responses import Response

from api.acting import FormKey, act
from api.authority import require_authority
from api.guarding import Asking, genuine, may, running_of
from api.pages.page import then
from api.running import Running
from api.signing_in import require_pin
from api.typed import Text, TimeNotUnderstood, Word, world_time
from desk import watch as commands
from desk.access import Action
from domain.actors import Via
from domain.times import Basis, moment

router = APIRouter(prefix="/handover", dependencies=[Depends(genuine)])

Handing = Annotated[Asking, may(Action.HAND_OVER)]


class Breaking(BaseModel):
    """At the shared desk the PIN says who decides, whoever is signed in there."""

    person: UUID
    pin: Word
    reason: Text = ""


class Staying(Breaking):
    until: Word


@router.post("/staying-on")
def stay_on(
    request: Request, asking: Handing, key: FormKey, form: Annotated[Staying, Form()]
) -> Response:
    _require_leader(request, form)
    now = running_of(request).clock().now
    until = world_time(form.until.replace("T", " "), now, Basis.DOCUMENT)
    if until is None:
        raise TimeNotUnderstood(form.until)
    command = commands.StayOnWatch(
        until=until.earliest, reason=form.reason, stated=moment(now, Basis.KEY_PRESS)
    )
    act(request, asking, key, commands.stay_on_watch, command, by=form.person, via=Via.DESK)
    return then("/handover")


@router.post("/{relief}/taking-over")
def take_over(
    request: Request,
    relief: UUID,
    asking: Handing,
    key: FormKey,
    form: Annotated[Breaking, Form()],
) -> Response:
    _require_leader(request, form)
    taken = moment(running_of(request).clock().now, Basis.KEY_PRESS)
    command = commands.TakeOverWatch(relief=relief, reason=form.reason, taken=taken)
    act(request, asking, key, commands.take_over_watch, command, by=form.person, via=Via.DESK)
    return then("/handover")


def _require_leader(request: Request, form: Breaking) -> None:
    """Raises NoAuthority, WrongPin, TooManyTries."""
    running = running_of(request)
    require_authority(running, form.person, Action.TAKE_OVER_WATCH, _of_the_office, request)
    require_pin(request, form.person, form.pin)


def _of_the_office(running: Running, _: HTTPConnection) -> Iterable[UUID]:
    return (running.desk.register().office.unit,)
