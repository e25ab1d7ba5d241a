"""卡在我这里: what waits for whoever looks, and the office's four nevers."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from api.acting import FormKey, act
from api.guarding import Asking, genuine, may, running_of
from api.pages.names import names_of
from api.pages.page import can, page, then
from desk.access import Action
from desk.tellings import ReadTelling, read_telling
from domain.times import Basis, moment
from projections.follower import Follower
from projections.network import PEOPLE
from projections.waiting import Asked, Held, Nevers, by_person, nevers, waits_for
from projections.waiting_lines import Waiting

router = APIRouter(dependencies=[Depends(genuine)])


@router.get("/waiting")
def show(request: Request, asking: Annotated[Asking, may(Action.SEE_ROSTER)]) -> Response:
    running = running_of(request)
    board, office = running.boards.board(), str(running.desk.register().office.unit)
    asked = Asked(
        person=asking.caller.person,
        approves=can(request, asking, Action.PUBLISH_ROSTER),
        decides=can(request, asking, Action.DECIDE_BREACH),
        activates=can(request, asking, Action.ACTIVATE_PLAN),
        on_shift=asking.caller.on_shift,
    )

    def read(follower: Follower) -> tuple[list[Waiting], Nevers, list[Held]]:
        rows = follower.rows
        people = [one.id for one in rows[PEOPLE.name].values()] if asked.approves else []
        four = nevers(rows, board, office)
        return waits_for(rows, board, asked), four, by_person(rows, board, people)

    mine, four, held = running.boards.read(read)
    shown = {"mine": mine, "nevers": four._asdict(), "held": held}
    return page(request, asking, "waiting.html", names=names_of(request), **shown)


@router.post("/tellings/{telling}/reading")
def read(
    request: Request,
    telling: UUID,
    asking: Annotated[Asking, may(Action.CHECK_IN)],
    key: FormKey,
) -> Response:
    """It waits no more for whoever has read it. Raises NotTold."""
    now = moment(running_of(request).clock().now, Basis.KEY_PRESS)
    person = asking.caller.person or asking.caller.account
    command = ReadTelling(telling=telling, person=person, read=now)
    act(request, asking, key, read_telling, command)
    return then("/waiting")
