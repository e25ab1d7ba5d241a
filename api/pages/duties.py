"""叫应名单: who is woken at five and at fifteen minutes, and whoever may have to be rung by hand."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import Response

from api.acting import FormKey, act
from api.authority import seats_of
from api.guarding import Asking, genuine, may, running_of
from api.pages.names import names_of
from api.pages.page import page, then
from api.running import Running
from desk.access import Action
from desk.office import AssignDuty, assign_duty
from domain.escalation_policy import Duty
from projections.numbers import NUMBERS, is_fresh

router = APIRouter(prefix="/duties", dependencies=[Depends(genuine)])

NAMED = (Duty.OFFICE_HEAD, Duty.PRINCIPAL, Duty.LEADER)


@router.get("")
def show(request: Request, asking: Annotated[Asking, may(Action.SEE_REGISTER)]) -> Response:
    running, names = running_of(request), names_of(request)
    office = running.desk.register().office
    return page(
        request,
        asking,
        "duties.html",
        assigned={duty: office.assigned(duty) for duty in NAMED},
        seats=seats_of(running),
        people={one.id: one for one in names.people},
        units=names.units,
        names=names,
        reached=partial(_reached, running),
    )


def _reached(running: Running, number: str) -> tuple[datetime | None, bool]:
    """When it was answered last, and whether that is lately enough to be believed."""
    row = running.boards.read(lambda follower: follower.rows[NUMBERS.name].get(number))
    return (row.verified_at if row else None), is_fresh(row, running.clock().now)


@router.post("/{duty}")
def assign(
    request: Request,
    duty: Duty,
    asking: Annotated[Asking, may(Action.EDIT_REGISTER)],
    key: FormKey,
    person: Annotated[list[UUID] | None, Form()] = None,
) -> Response:
    command = AssignDuty(duty=duty, persons=tuple(person or ()))
    act(request, asking, key, assign_duty, command)
    return then("/duties")
