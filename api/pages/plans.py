"""预案库: every plan on record."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from api.guarding import Asking, genuine, may, running_of
from api.pages.page import page
from desk.access import Action
from projections.plans import PLANS

router = APIRouter(prefix="/plans", dependencies=[Depends(genuine)])


@router.get("")
def show(request: Request, asking: Annotated[Asking, may(Action.SEE_PLANS)]) -> Response:
    boards = running_of(request).boards
    rows = boards.read(lambda follower: list(follower.rows[PLANS.name].values()))
    return page(request, asking, "plans.html", plans=[one.plan for one in rows])
