"""卡在我这里: what waits for whoever looks, and the office's four nevers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from api.guarding import Asking, genuine, may, running_of
from api.pages.page import can, page
from desk.access import Action
from projections.follower import Follower
from projections.waiting import Asked, Nevers, Waiting, nevers, waits_for

router = APIRouter(dependencies=[Depends(genuine)])


@router.get("/waiting")
def show(request: Request, asking: Annotated[Asking, may(Action.SEE_ROSTER)]) -> Response:
    running = running_of(request)
    board, office = running.boards.board(), str(running.desk.register().office.unit)
    asked = Asked(
        person=asking.caller.person,
        approves=can(request, asking, Action.PUBLISH_ROSTER),
        decides=can(request, asking, Action.DECIDE_BREACH),
        on_shift=asking.caller.on_shift,
    )

    def read(follower: Follower) -> tuple[list[Waiting], Nevers]:
        return waits_for(follower.rows, board, asked), nevers(follower.rows, board, office)

    mine, four = running.boards.read(read)
    return page(request, asking, "waiting.html", mine=mine, nevers=four._asdict())
