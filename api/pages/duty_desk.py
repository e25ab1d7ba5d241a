"""值班台: the board to work at, the wall to look at, and the call to take."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel
from starlette.responses import Response

from api.acting import FormKey, act
from api.concerns import of_call
from api.guarding import Asking, genuine, may, running_of
from api.hub import Surface
from api.intake import COUNTED, TOLD, Intake
from api.languages import language_of
from api.pages.page import page, then
from api.panels import panels_on
from api.townships import townships
from api.typed import Text, Word
from desk.access import Action
from desk.calls import CallTaken, DisposeCall, dispose_call, take_call
from domain.incoming_report import Outcome
from domain.words import Channel, IncidentClass
from projections.network import UNITS

router = APIRouter(dependencies=[Depends(genuine)])

UNKNOWN = IncidentClass.UNKNOWN


class Disposal(BaseModel):
    outcome: Literal["information", "noise"]
    reason: Text


@router.get("/")
def show_desk(
    request: Request, asking: Annotated[Asking, may(Action.SEE_BOARD)], taken: Word = ""
) -> Response:
    if running_of(request).is_over:
        return then("/replay")
    if asking.caller.watches_only:
        return then("/wall")  # a screen on the wall has no desk
    data = board_data(request, "desk") | intake_data(request)
    data |= {"anchoring": running_of(request).anchored.look()}
    return page(request, asking, "desk.html", taken=taken, **data)


@router.get("/wall")
def show_wall(request: Request, asking: Annotated[Asking, may(Action.SEE_BOARD)]) -> Response:
    if running_of(request).is_over:
        return then("/replay?page=wall")
    return page(request, asking, "wall.html", **board_data(request, "wall"))


@router.get("/intake/paper")
def show_paper(request: Request, asking: Annotated[Asking, may(Action.TAKE_CALL)]) -> Response:
    """For a power failure: printed beforehand, filled in by hand, entered afterwards."""
    return page(request, asking, "intake_paper.html", **intake_data(request))


@router.post("/calls")
def take(
    request: Request,
    asking: Annotated[Asking, may(Action.TAKE_CALL)],
    key: FormKey,
    intake: Annotated[Intake, Form()],
) -> Response:
    running = running_of(request)
    command = intake.command(running.clock().now, townships(running))
    taken = act(request, asking, key, take_call, command).answer(CallTaken)
    path = f"/incidents/{taken.incident}" if taken.incident else "/"
    return then(path, taken=key.id)


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
    running, surface = running_of(request), Surface(name, language_of(request))
    board = running.boards.board()
    return {
        "board": board,
        "surface": surface,
        "panels": panels_on(surface, board),
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
    return {
        "callers": callers,
        "classes": (*(one for one in IncidentClass if one is not UNKNOWN), UNKNOWN),
        "channels": tuple(Channel),
        "townships": townships(running),
        "counted": COUNTED,
        "told": TOLD,
    }
