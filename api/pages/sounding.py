"""声音: a page says that it can be heard, asks for a minute of silence, and tells what digits it played."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import Response

from api.acting import FormKey, act
from api.guarding import Asking, genuine, may, running_of
from api.pages.page import can, then
from api.typed import Word
from desk.access import Action
from desk.sounding import Silence, TrySound, silence, try_sound

router = APIRouter(prefix="/sound", dependencies=[Depends(genuine)])


@router.post("/heard", status_code=204)
def heard(request: Request, asking: Annotated[Asking, may(Action.SEE_BOARD)]) -> Response:
    """Every ten seconds, from a page that plays. What an auditor hears, the desk may not hear."""
    if asking.caller.watches_only or can(request, asking, Action.ANSWER_RING):
        running_of(request).hearing.heard()
    return Response(status_code=204)


@router.post("/silence")
def be_silent(
    request: Request, asking: Annotated[Asking, may(Action.ANSWER_RING)], key: FormKey
) -> Response:
    act(request, asking, key, silence, Silence())
    return then("/")


@router.post("/test")
def tell_test(
    request: Request,
    asking: Annotated[Asking, may(Action.CHECK_IN)],
    key: FormKey,
    played: Annotated[Word, Form()] = "",
    typed: Annotated[Word, Form()] = "",
) -> Response:
    """What was played and what the officer heard."""
    fits = played.strip() == typed.strip() != ""
    act(request, asking, key, try_sound, TrySound(person=asking.caller.person, fits=fits))
    return then("/shift")
