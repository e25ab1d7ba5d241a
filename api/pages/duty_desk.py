"""值班台: the board to work at, the wall to look at, and the call to take."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.acting import FormKey, act
from api.concerns import of_call
from api.guarding import Asking, genuine, may, running_of
from api.hub import Surface
from api.languages import language_of
from api.pages.page import page, then
from api.rendering import LIMITS
from api.typed import Blank, Text, Word, world_time
from desk.access import Action
from desk.calls import CallTaken, DisposeCall, TakeCall, dispose_call, take_call
from domain.facts import Fact, Figure, Place
from domain.incoming_report import Heard, Outcome
from domain.times import Basis, moment
from domain.words import Channel, IncidentClass
from projections.network import UNITS

router = APIRouter(dependencies=[Depends(genuine)])

FIGURE_MAX = 10_000_000_000_000
Count = Annotated[Annotated[int, Field(ge=0, le=FIGURE_MAX)] | None, Blank]


class Intake(BaseModel):
    """接报单. Every field may be blank: blank is unknown, 0 is confirmed none."""

    what: Text = ""
    place: Word = ""
    occurred: Word = ""
    received: Word = ""
    klass: IncidentClass = IncidentClass.UNKNOWN
    channel: Channel = Channel.PHONE
    line: Word = ""
    caller_unit: Annotated[UUID | None, Blank] = None
    caller_name: Word = ""
    call_back: Word = ""
    dead: Count = None
    missing: Count = None
    trapped: Count = None
    injured: Count = None
    same_as: Annotated[UUID | None, Blank] = None
    filed_as: Annotated[Literal["information", "noise"] | None, Blank] = None
    reason: Text = ""

    def command(self, now: datetime) -> TakeCall:
        received = world_time(self.received, now, Basis.ORAL) or moment(now, Basis.KEY_PRESS)
        counted = {Figure(name): getattr(self, name) for name in COUNTED}
        facts = tuple(
            Fact(figure=figure, value=value, as_of=received)
            for figure, value in counted.items()
            if value is not None
        )
        heard = Heard(
            what=self.what.strip(),
            klass=self.klass,
            place=Place(text=self.place.strip()) if self.place.strip() else None,
            occurred=world_time(self.occurred, now, Basis.ORAL),
            facts=facts,
        )
        return TakeCall(
            received=received,
            heard=heard,
            channel=self.channel,
            line=self.line,
            caller_unit=self.caller_unit,
            caller_name=self.caller_name,
            call_back=self.call_back,
            same_as=self.same_as,
            filed_as=Outcome(self.filed_as) if self.filed_as else None,
            reason=self.reason,
        )


COUNTED = ("dead", "missing", "trapped", "injured")


class Disposal(BaseModel):
    outcome: Literal["information", "noise"]
    reason: Text


@router.get("/")
def show_desk(
    request: Request, asking: Annotated[Asking, may(Action.SEE_BOARD)], taken: Word = ""
) -> Response:
    data = board_data(request, "desk") | intake_data(request)
    return page(request, asking, "desk.html", taken=taken, **data)


@router.get("/wall")
def show_wall(request: Request, asking: Annotated[Asking, may(Action.SEE_BOARD)]) -> Response:
    return page(request, asking, "wall.html", **board_data(request, "wall"))


@router.post("/calls")
def take(
    request: Request,
    asking: Annotated[Asking, may(Action.TAKE_CALL)],
    key: FormKey,
    intake: Annotated[Intake, Form()],
) -> Response:
    command = intake.command(running_of(request).clock().now)
    taken = act(request, asking, key, take_call, command).answer(CallTaken)
    path = f"/incidents/{taken.incident}" if taken.incident else "/"
    return then(f"{path}?taken={key.id}")  # the browser forgets its draft of this command


@router.post("/calls/{incoming}/disposal")
def dispose(
    request: Request,
    incoming: UUID,
    asking: Annotated[Asking, may(Action.DISPOSE_CALL, of_call)],
    key: FormKey,
    disposal: Annotated[Disposal, Form()],
) -> Response:
    command = DisposeCall(
        incoming=incoming, outcome=Outcome(disposal.outcome), reason=disposal.reason
    )
    act(request, asking, key, dispose_call, command)
    return then("/")


def board_data(request: Request, name: Literal["wall", "desk"]) -> dict[str, Any]:
    running = running_of(request)
    return {
        "board": running.boards.board(),
        "surface": Surface(name, language_of(request)),
        "limits": LIMITS[name],
        "store": running.log.store_id,
    }


def intake_data(request: Request) -> dict[str, Any]:
    """Callers to choose from: every unit but our own."""
    running = running_of(request)
    units = running.boards.read(lambda follower: list(follower.rows[UNITS.name].values()))
    office = running.desk.register().office.unit
    callers = sorted(
        (one for one in units if one.id != office and not one.closed),
        key=lambda one: (one.profile.tier, one.profile.name),
    )
    return {"callers": callers, "classes": tuple(IncidentClass), "channels": tuple(Channel)}
