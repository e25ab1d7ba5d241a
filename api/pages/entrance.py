"""登录: in and out, and the language of this browser."""

from __future__ import annotations

from typing import Annotated, ClassVar

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import Response

from api.guarding import anybody, cookie_name, genuine, give_cookie, running_of, token_of
from api.languages import COOKIE, LANGUAGES
from api.noting import noted_in
from api.pages.page import page, then
from api.problems import TurnedAway
from api.typed import Word
from desk import access
from desk.access import Action
from desk.vault.accounts import Account

router = APIRouter()  # a sign-in has no session whose word it could carry; its origin is checked

HOMES = ((Action.SEE_BOARD, "/"), (Action.SEE_REGISTER, "/register"), (Action.SEE_RULES, "/rules"))
COOKIE_SECONDS = 36 * 3600
YEAR_SECONDS = 365 * 24 * 3600
SLOW_AT_ONCE = CapacityLimiter(2)  # password hashing must not take the threads that take calls


class SignInFailed(TurnedAway):
    """账号或口令不对"""

    EN: ClassVar[str] = "The account or the password is wrong"


@router.get("/login", dependencies=[anybody()])
def show_login(request: Request, then: Word = "/") -> Response:
    return page(request, None, "login.html", then=_inside(then))


@router.post("/login", dependencies=[anybody()])
async def sign_in(
    request: Request,
    login: Annotated[Word, Form()],
    password: Annotated[Word, Form()],
    then_to: Annotated[Word, Form(alias="then")] = "/",
) -> Response:
    running = running_of(request)
    now = running.clock().now

    def begin() -> tuple[str, str] | None:
        named = (one for one in running.vault.accounts() if one.login == login)
        noted_in(request).signs_in(next(named, None))
        account = running.vault.check_password(login, password, now, _source(request))
        if account is None:
            return None
        running.vault.end_session(token_of(request)[0])  # no old cookie outlives a sign-in
        return running.vault.begin_session(account.id, now), _home(account)

    begun = await to_thread.run_sync(begin, limiter=SLOW_AT_ONCE)
    if begun is None:
        raise SignInFailed
    token, home = begun
    asked = _inside(then_to)
    answer = then(home if asked == "/" else asked)
    give_cookie(running, answer, token, COOKIE_SECONDS)
    return answer


@router.post("/logout", dependencies=[anybody(), Depends(genuine)])
def sign_out(request: Request) -> Response:
    running = running_of(request)
    running.vault.end_session(token_of(request)[0])
    answer = then("/login")
    secure = running.settings.tls_certificate is not None
    answer.delete_cookie(cookie_name(running), secure=secure, httponly=True)
    return answer


@router.post("/language", dependencies=[anybody()])
def choose_language(
    language: Annotated[Word, Form()], then_to: Annotated[Word, Form(alias="then")] = "/"
) -> Response:
    answer = then(_inside(then_to))
    if language in LANGUAGES:
        answer.set_cookie(COOKIE, language, max_age=YEAR_SECONDS, samesite="lax")
    return answer


def _source(request: Request) -> str:
    return request.client.host if request.client else ""


def _home(account: Account) -> str:
    """The first of our pages that this account is for: an administrator has no desk."""
    may = (path for action, path in HOMES if access.MAY[action].intersection(account.roles))
    return next(may, "/")


def _inside(path: str) -> str:
    """Never away from this server: `//elsewhere` is another host."""
    inside = path.startswith("/") and not path.startswith("//") and "\\" not in path
    return path if inside else "/"
