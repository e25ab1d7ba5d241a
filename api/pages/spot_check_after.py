"""抽查之后: a round is ended, and what was found wanting is put right by a day."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel
from starlette.responses import Response

from api.acting import FormKey, act
from api.guarding import Asking, genuine, may, running_of
from api.pages.page import then
from api.spot_checking import round_of
from api.typed import Text, Word, world_time
from desk import spot_check_rounds as commands
from desk.access import Action
from domain.times import Basis, moment

router = APIRouter(prefix="/spot-checks/{check}", dependencies=[Depends(genuine)])

Checking = Annotated[Asking, may(Action.SPOT_CHECK)]


class Wanting(BaseModel):
    """`due`: blank, the usual time."""

    unit: UUID
    what: Text
    due: Word = ""


class Done(BaseModel):
    unit: UUID
    words: Text = ""


@router.post("/rectification")
def ask(
    request: Request, check: UUID, asking: Checking, key: FormKey, form: Annotated[Wanting, Form()]
) -> Response:
    running, now = running_of(request), running_of(request).clock().now
    limits = round_of(running, check).check.began.limits
    due = world_time(form.due, now, Basis.DOCUMENT)
    command = commands.AskRectification(
        check=check,
        unit=form.unit,
        what=form.what,
        due_at=due.earliest if due else now + limits.rectify_within,
    )
    act(request, asking, key, commands.ask_rectification, command)
    return then(f"/spot-checks/{check}#{form.unit}")


@router.post("/rectified")
def note_done(
    request: Request, check: UUID, asking: Checking, key: FormKey, form: Annotated[Done, Form()]
) -> Response:
    at = moment(running_of(request).clock().now, Basis.KEY_PRESS)
    command = commands.NoteRectified(check=check, unit=form.unit, words=form.words, done=at)
    act(request, asking, key, commands.note_rectified, command)
    return then(f"/spot-checks/{check}#{form.unit}")


@router.post("/ending")
def end(
    request: Request,
    check: UUID,
    asking: Checking,
    key: FormKey,
    reason: Annotated[Text, Form()] = "",
) -> Response:
    at = moment(running_of(request).clock().now, Basis.KEY_PRESS)
    command = commands.EndRound(check=check, ended=at, reason=reason)
    act(request, asking, key, commands.end_round, command)
    return then(f"/spot-checks/{check}")
