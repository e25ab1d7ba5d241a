"""PIN: set by whoever is signed in, with the password; it ends no session."""

from __future__ import annotations

from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import Response

from api.guarding import Asking, genuine, may, running_of
from api.pages.entrance import SLOW_AT_ONCE, SignInFailed
from api.pages.page import page, then
from api.typed import Word
from desk.access import Action

router = APIRouter(prefix="/pin", dependencies=[Depends(genuine)])

Own = Annotated[Asking, may(Action.SET_PIN)]


@router.get("")
def show_pin(request: Request, asking: Own) -> Response:
    has = running_of(request).vault.pins.has(asking.caller.account)
    return page(request, asking, "pin.html", has=has)


@router.post("")
async def set_pin(
    request: Request,
    asking: Own,
    password: Annotated[Word, Form()],
    pin: Annotated[Word, Form()],
) -> Response:
    vault, account = running_of(request).vault, asking.session.account
    now = running_of(request).clock().now
    source = request.client.host if request.client else ""

    def change() -> bool:
        if vault.check_password(account.login, password, now, source) is None:
            return False
        vault.pins.set(account.id, pin)
        return True

    if not await to_thread.run_sync(change, limiter=SLOW_AT_ONCE):
        raise SignInFailed
    return then("/pin")
