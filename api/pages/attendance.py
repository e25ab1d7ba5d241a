"""到岗: one shift's attendance as it is on record; an absence explained, somebody gone home."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel
from starlette.responses import Response

from api.acting import FormKey, act
from api.guarding import Asking, genuine, may, running_of
from api.pages.names import names_of
from api.pages.page import page, then
from api.typed import Text
from desk.access import Action
from desk.attendance import Depart, ExcuseAbsence, depart, excuse_absence
from desk.draft import Unknown
from domain import attendance as attendances
from domain.attendance import attendance_id
from domain.kernel import fold
from domain.times import Basis, moment
from projections.history_lines import history_lines

router = APIRouter(prefix="/shift/{shift}", dependencies=[Depends(genuine)])


class Excusing(BaseModel):
    person: UUID
    reason: Text = ""


@router.get("/attendance")
def show_attendance(
    request: Request, shift: UUID, asking: Annotated[Asking, may(Action.SEE_HANDOVER)]
) -> Response:
    """Raises Unknown where nobody was ever awaited."""
    log, names = running_of(request).log, names_of(request)
    recorded = log.stream(attendance_id(shift))
    attendance = fold(attendances.evolve, None, (one.event for one in recorded))
    if attendance is None:
        raise Unknown(shift)
    told = sorted([*log.stream(shift), *recorded], key=lambda one: one.seq)
    history = history_lines(told, names.of)
    shown = {"shift": shift, "attendance": attendance, "names": names, "history": history}
    return page(request, asking, "attendance.html", **shown)


@router.post("/excuse")
def excuse(
    request: Request,
    shift: UUID,
    asking: Annotated[Asking, may(Action.SET_SHIFT)],
    key: FormKey,
    form: Annotated[Excusing, Form()],
) -> Response:
    command = ExcuseAbsence(shift=shift, person=form.person, reason=form.reason)
    act(request, asking, key, excuse_absence, command)
    return then(f"/shift/{shift}/attendance")


@router.post("/departure")
def leave(
    request: Request,
    shift: UUID,
    asking: Annotated[Asking, may(Action.CHECK_IN)],
    key: FormKey,
    person: Annotated[UUID, Form()],
) -> Response:
    left = moment(running_of(request).clock().now, Basis.KEY_PRESS)
    command = Depart(shift=shift, person=person, left=left)
    act(request, asking, key, depart, command, by=person)
    return then(f"/shift/{shift}/attendance")
