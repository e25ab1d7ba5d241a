"""值班事务: today's list, done with one press or with its evidence; what came in; special periods."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel
from starlette.responses import Response

from api.acting import FormKey, act
from api.guarding import Asking, genuine, may, running_of
from api.pages.names import names_of
from api.pages.page import page, then
from api.typed import Blank, Text, Word, world_time
from desk import desk_duties as commands
from desk.access import Action
from desk.holidays import OfficeCalendar
from domain.desk_duty_file import Given
from domain.special_period import PeriodKind
from domain.times import Basis, WorldTime, moment
from projections.desk_duties import SPECIAL_PERIODS, duty_rows

router = APIRouter(prefix="/desk-duties", dependencies=[Depends(genuine)])

Doing = Annotated[Asking, may(Action.CHECK_IN)]
Leading = Annotated[Asking, may(Action.SET_SHIFT)]
LIST = "/desk-duties"


class Evidence(BaseModel):
    """`nil`: 零报告."""

    words: Text = ""
    number: Text = ""
    nil: bool = False


class Received(BaseModel):
    given: Given
    words: Text = ""
    received: Word = ""


class Period(BaseModel):
    kind: PeriodKind
    first: Annotated[date | None, Blank] = None
    last: Annotated[date | None, Blank] = None
    reason: Text = ""


@router.get("")
def show_desk_duties(
    request: Request, asking: Annotated[Asking, may(Action.SEE_HANDOVER)]
) -> Response:
    """Open ones first, by when they are due; then what was done."""
    running = running_of(request)
    rows = running.boards.read(lambda follower: duty_rows(follower.rows))
    periods = running.boards.read(lambda f: list(f.rows[SPECIAL_PERIODS.name].values()))
    today = _today(request)
    known = OfficeCalendar(running.desk.register().office.holidays).knows(today.year)
    shown = {
        "open": [one for one in rows if one.duty.open],
        "over": [one for one in reversed(rows) if not one.duty.open],
        "periods": [
            one.period for one in periods if one.period.last is None or one.period.last >= today
        ],
        "known": known,
        "today": today,
    }
    names, given, kinds = names_of(request), tuple(Given), tuple(PeriodKind)
    return page(request, asking, "desk_duties.html", **shown, names=names, given=given, kinds=kinds)


@router.post("/{desk_duty}/done")
def do(
    request: Request,
    desk_duty: UUID,
    asking: Doing,
    key: FormKey,
    form: Annotated[Evidence, Form()],
) -> Response:
    told = form.model_dump()
    command = commands.DoDeskDuty(desk_duty=desk_duty, done=_now(request), **told)
    act(request, asking, key, commands.do_desk_duty, command)
    return then(LIST)


@router.post("/{desk_duty}/excuse")
def excuse(
    request: Request,
    desk_duty: UUID,
    asking: Leading,
    key: FormKey,
    reason: Annotated[Text, Form()] = "",
) -> Response:
    command = commands.ExcuseDeskDuty(desk_duty=desk_duty, reason=reason)
    act(request, asking, key, commands.excuse_desk_duty, command)
    return then(LIST)


@router.post("")
def give(
    request: Request, asking: Doing, key: FormKey, form: Annotated[Received, Form()]
) -> Response:
    """What came in: its clocks run from when it did."""
    now = running_of(request).clock().now
    received = world_time(form.received, now, Basis.ORAL) or _now(request)
    command = commands.GiveDeskDuty(given=form.given, words=form.words, received=received)
    act(request, asking, key, commands.give_desk_duty, command)
    return then(LIST)


@router.post("/special-period")
def declare(
    request: Request, asking: Leading, key: FormKey, form: Annotated[Period, Form()]
) -> Response:
    first = form.first or _today(request)
    command = commands.DeclareSpecialPeriod(
        kind=form.kind, first=first, last=form.last, reason=form.reason
    )
    act(request, asking, key, commands.declare_special_period, command)
    return then(LIST)


@router.post("/special-period/end")
def end(
    request: Request, asking: Leading, key: FormKey, form: Annotated[Period, Form()]
) -> Response:
    """Today is the last day of it, unless another is named."""
    last = form.last or _today(request)
    command = commands.EndSpecialPeriod(kind=form.kind, last=last, reason=form.reason)
    act(request, asking, key, commands.end_special_period, command)
    return then(LIST)


def _today(request: Request) -> date:
    return running_of(request).today


def _now(request: Request) -> WorldTime:
    return moment(running_of(request).clock().now, Basis.KEY_PRESS)
