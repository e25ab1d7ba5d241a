"""来电: what the officer does with a call after it was taken."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel
from starlette.responses import Response

from api.acting import FormKey, act
from api.concerns import of_call
from api.guarding import Asking, genuine, may, running_of
from api.intake import COUNTED, Count, YesNo, told_to
from api.pages.page import then
from api.townships import place_of, townships
from api.typed import Blank, Seen, Text, Word, world_time
from desk.access import Action
from desk.callers import StateCaller, state_caller
from desk.calls import CallTaken, CompleteCall, complete_call
from domain.facts import Fact, Figure
from domain.times import Basis, WorldTime, moment
from domain.words import IncidentClass

router = APIRouter(prefix="/calls/{incoming}", dependencies=[Depends(genuine)])


class Completion(BaseModel):
    """补全接报. `at`: as of when the figures hold; blank is now."""

    what: Text = ""
    place: Word = ""
    occurred: Word = ""
    at: Word = ""
    dead: Count = None
    missing: Count = None
    trapped: Count = None
    serious_injured: Count = None
    injured: Count = None
    klass: IncidentClass = IncidentClass.UNKNOWN
    developing: YesNo = None
    told: list[Word] = []
    told_department: Word = ""
    seen: Seen = None

    def facts(self, as_of: WorldTime) -> tuple[Fact, ...]:
        counted = {Figure(name): getattr(self, name) for name in COUNTED}
        return tuple(
            Fact(figure=figure, value=value, as_of=as_of)
            for figure, value in counted.items()
            if value is not None
        )


class Caller(BaseModel):
    """来电人, found out afterwards."""

    caller_unit: Annotated[UUID | None, Blank] = None
    caller_name: Word = ""
    caller_post: Word = ""
    call_back: Word = ""
    seen: Seen = None


@router.post("/completion")
def complete(
    request: Request,
    incoming: UUID,
    asking: Annotated[Asking, may(Action.COMPLETE_CALL, of_call)],
    key: FormKey,
    form: Annotated[Completion, Form()],
) -> Response:
    running = running_of(request)
    now = running.clock().now
    as_of = world_time(form.at, now, Basis.ORAL) or moment(now, Basis.KEY_PRESS)
    command = CompleteCall(
        incoming=incoming,
        what=form.what.strip(),
        place=place_of(form.place, townships(running)),
        occurred=world_time(form.occurred, now, Basis.ORAL),
        facts=form.facts(as_of),
        klass=form.klass,
        still_developing=form.developing,
        already_told=told_to(form.told, form.told_department),
    )
    done = act(request, asking, key, complete_call, command, seen=form.seen)
    incident = done.answer(CallTaken).incident
    return then(f"/incidents/{incident}#sources" if incident else "/", taken=key.id)


@router.post("/caller")
def tell_caller(
    request: Request,
    incoming: UUID,
    asking: Annotated[Asking, may(Action.COMPLETE_CALL, of_call)],
    key: FormKey,
    form: Annotated[Caller, Form()],
) -> Response:
    command = StateCaller(incoming=incoming, **form.model_dump(exclude={"seen"}))
    done = act(request, asking, key, state_caller, command, seen=form.seen)
    incident = done.answer(CallTaken).incident
    return then(f"/incidents/{incident}#sources" if incident else "/", taken=key.id)
