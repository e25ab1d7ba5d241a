"""账号与大屏: the accounts, and the screen that becomes a wall."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, ClassVar
from uuid import UUID

from anyio import to_thread
from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.guarding import Asking, genuine, give_cookie, may, running_of
from api.pages.entrance import SLOW_AT_ONCE
from api.pages.names import names_of
from api.pages.page import page, then
from api.running import Running
from api.typed import Blank, Word
from desk.access import Action, Role
from desk.draft import Unknown
from desk.vault.accounts import NewAccount, TokenKind
from domain.kernel import Refused
from projections.network import PEOPLE

router = APIRouter(dependencies=[Depends(genuine)])

WALL_LASTS = timedelta(days=365)


class OwnAccount(Refused):
    """不能停用自己的账号"""

    EN: ClassVar[str] = "You cannot disable your own account"


class AccountForm(BaseModel):
    login: Annotated[Word, Field(min_length=1)]
    name: Annotated[Word, Field(min_length=1)]
    password: Word
    unit: UUID
    person: Annotated[UUID | None, Blank] = None
    role: Annotated[list[Role], Field(min_length=1)]


@router.get("/accounts")
def show_accounts(
    request: Request, asking: Annotated[Asking, may(Action.SEE_ACCOUNTS)]
) -> Response:
    return page(
        request,
        asking,
        "accounts.html",
        accounts=running_of(request).vault.accounts(),
        names=names_of(request),
        roles=tuple(Role),
    )


@router.post("/accounts")
async def add_account(
    request: Request,
    asking: Annotated[Asking, may(Action.MANAGE_ACCOUNTS)],
    form: Annotated[AccountForm, Form()],
) -> Response:
    """The password is for the first time; hashing it takes a thread of its own."""
    running = running_of(request)
    _require_known(running, form)
    account = NewAccount(
        login=form.login.strip(),
        name=form.name.strip(),
        roles=tuple(form.role),
        unit=form.unit,
        person=form.person,
    )
    now = running.clock().now
    await to_thread.run_sync(
        running.vault.create_account, account, form.password, now, limiter=SLOW_AT_ONCE
    )
    return then("/accounts")


@router.post("/accounts/{account}/disabling")
def disable(
    request: Request, account: UUID, asking: Annotated[Asking, may(Action.MANAGE_ACCOUNTS)]
) -> Response:
    running = running_of(request)
    if running.vault.account(account) is None:
        raise Unknown(account)
    if account == asking.caller.account:
        raise OwnAccount
    running.vault.disable_account(account, running.clock().now)
    return then("/accounts")


def _require_known(running: Running, form: AccountForm) -> None:
    """An account of a unit or a person that is not on the register could never be explained."""
    register = running.desk.register()
    person = running.boards.read(lambda follower: follower.rows[PEOPLE.name].get(form.person))
    if form.unit not in register.network or (form.person and person is None):
        raise Unknown


@router.post("/wall")
def become_wall(request: Request, asking: Annotated[Asking, may(Action.SET_UP_WALL)]) -> Response:
    """This browser gives up its session and may from now on watch, and nothing else."""
    running = running_of(request)
    now = running.clock().now
    token = running.vault.issue_token(
        TokenKind.WALL, asking.caller.account, "wall", now, now + WALL_LASTS
    )
    running.vault.end_session(asking.token)
    answer = then("/wall")
    give_cookie(running, answer, token, int(WALL_LASTS.total_seconds()))
    return answer
