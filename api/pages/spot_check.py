"""一次抽查: desk after desk by the keyboard alone: Enter dials, Enter again is answered, one key says what came of it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from api import spot_checking
from api.acting import CommandKey, FormKey, act
from api.guarding import Asking, genuine, may, running_of
from api.pages.names import names_of
from api.pages.page import can, page, then
from api.typed import Blank, Text, Word
from desk import spot_checks as commands
from desk.access import Action
from desk.vault.accounts import VaultBroken
from domain.actors import Sealed
from domain.kernel import Value
from domain.spot_check_draw import is_as_drawn
from domain.spot_check_due import PASSED
from domain.spot_check_words import CheckOutcome, CheckStep
from domain.times import Basis, WorldTime, moment

log = logging.getLogger("shoubao.spot_checks")

router = APIRouter(prefix="/spot-checks/{check}", dependencies=[Depends(genuine)])

Seeing = Annotated[Asking, may(Action.SEE_SPOT_CHECKS)]
Checking = Annotated[Asking, may(Action.SPOT_CHECK)]
YesOrNo = Annotated[bool | None, Blank]


class Pressed(BaseModel):
    """Which call a key is about."""

    unit: UUID
    step: CheckStep


class Dialling(Pressed):
    """`person`, or a number that is on no register: where a leader is rung."""

    person: Annotated[UUID | None, Blank] = None
    number: Word = ""


class Deciding(Pressed):
    outcome: CheckOutcome
    answered_by: Word = ""
    post: Word = ""
    rings: Annotated[int | None, Field(ge=0, le=99), Blank] = None
    leader_in_place: YesOrNo = None
    matters_known: YesOrNo = None
    procedure_known: YesOrNo = None
    remark: Text = ""


class Correcting(Pressed):
    outcome: CheckOutcome
    reason: Text = ""


@router.get("")
def show(request: Request, check: UUID, asking: Seeing, unit: str = "") -> Response:
    running, row = running_of(request), spot_checking.round_of(running_of(request), check)
    return page(
        request,
        asking,
        "spot_check.html",
        id=check,
        lines=spot_checking.lines_of(running, row.check),
        outcomes=tuple(CheckOutcome),
        passed=PASSED,
        as_drawn=is_as_drawn(row.check),
        names=names_of(request),
        reveal=_reveal(request, asking),
        **spot_checking.turn_shown(running, row.check, _named(unit)),
    )


@router.post("/calls")
def dial(
    request: Request, check: UUID, asking: Checking, key: FormKey, form: Annotated[Dialling, Form()]
) -> Response:
    running, row = running_of(request), spot_checking.round_of(running_of(request), check)
    known = spot_checking.number_of(running, row.check, form.unit, form.step, form.person)
    command = commands.DialUnit(
        check=check,
        unit=form.unit,
        step=form.step,
        number=known or form.number,
        person=form.person,
        dialled=_now(request),
    )
    return _done(request, asking, key, commands.dial_unit, command, form.unit)


@router.post("/answer")
def answer(
    request: Request, check: UUID, asking: Checking, key: FormKey, form: Annotated[Pressed, Form()]
) -> Response:
    command = commands.NoteAnswer(
        check=check, unit=form.unit, step=form.step, answered=_now(request)
    )
    return _done(request, asking, key, commands.note_answer, command, form.unit)


@router.post("/call-back")
def call_back(
    request: Request, check: UUID, asking: Checking, key: FormKey, form: Annotated[Pressed, Form()]
) -> Response:
    command = commands.NoteCallBack(
        check=check, unit=form.unit, step=form.step, called_back=_now(request)
    )
    return _done(request, asking, key, commands.note_call_back, command)


@router.post("/taking-back")
def take_back(
    request: Request, check: UUID, asking: Checking, key: FormKey, form: Annotated[Pressed, Form()]
) -> Response:
    command = commands.TakeBackStamp(check=check, unit=form.unit, step=form.step)
    return _done(request, asking, key, commands.take_back_stamp, command, form.unit)


@router.post("/result")
def decide(
    request: Request, check: UUID, asking: Checking, key: FormKey, form: Annotated[Deciding, Form()]
) -> Response:
    command = commands.DecideResult(check=check, decided=_now(request), **form.model_dump())
    return _done(request, asking, key, commands.decide_result, command)


@router.post("/correction")
def correct(
    request: Request,
    check: UUID,
    asking: Checking,
    key: FormKey,
    form: Annotated[Correcting, Form()],
) -> Response:
    command = commands.CorrectResult(check=check, **form.model_dump())
    return _done(request, asking, key, commands.correct_result, command)


def _done(
    request: Request,
    asking: Asking,
    key: CommandKey,
    handle: Callable[[Any, Any], Value],
    command: Any,
    stays: UUID | None = None,
) -> Response:
    """`stays`: with the same desk; else whose turn it is. No fragment: with one no browser gives the key its focus."""
    act(request, asking, key, handle, command)
    return then(f"/spot-checks/{command.check}{f'?unit={stays}' if stays else ''}")


def _now(request: Request) -> WorldTime:
    return moment(running_of(request).clock().now, Basis.KEY_PRESS)


def _reveal(request: Request, asking: Asking) -> Callable[[Sealed | None], str]:
    """Blank for whoever may not read it. A damaged box must not take the page with it."""
    vault, personal = running_of(request).vault, can(request, asking, Action.SEE_PERSONAL)

    def reveal(box: Sealed | None) -> str:
        try:
            return (vault.reveal(box, "answered_by") or "") if box and personal else ""
        except VaultBroken:
            log.exception("a name of a spot check cannot be opened")
            return "?"

    return reveal


def _named(unit: str) -> UUID | None:
    try:
        return UUID(unit)
    except ValueError:
        return None
