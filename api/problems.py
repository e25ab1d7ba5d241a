"""Every refusal is rendered here: problem+json for programs, a page in the reader's language for people."""

from __future__ import annotations

import logging
from typing import Any, ClassVar

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response

from api.languages import language_of
from api.rendering import instant_text, render
from api.sheets.refusals import SheetRefused
from api.typed import TimeNotUnderstood
from desk.access import NotAllowed
from desk.draft import Unknown
from desk.log.envelope import KeyReused, LogBroken
from domain.kernel import Refused

log = logging.getLogger("shoubao.problems")

PROBLEM_JSON = "application/problem+json"
RETRY_AFTER_SECONDS = "5"


class SignInNeeded(Exception):
    """Nobody is signed in on this browser."""


class ForgedForm(Refused):
    """页面已过期，请刷新后重试"""

    EN: ClassVar[str] = "This page is out of date; load it again and retry"


def status_of(refusal: Refused) -> int:
    """A foreign thing looks like a missing one: whoever may not see it does not learn that it exists."""
    match refusal:
        case Unknown():
            return 404
        case NotAllowed():
            return 404 if refusal.hidden else 403
        case KeyReused() | TimeNotUnderstood() | SheetRefused():
            return 422
        case ForgedForm():
            return 403
    return 409


def install(app: FastAPI) -> None:
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(RequestValidationError, _unprocessable)
    app.add_exception_handler(ValidationError, _unprocessable)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(LogBroken, _broken)
    app.add_exception_handler(SignInNeeded, _sign_in)
    app.add_exception_handler(Exception, _unexpected)


def problem(request: Request, status: int, slug: str, title: str, **members: Any) -> Response:
    """RFC 9457 for whoever asks for JSON; the same words as a page for a browser."""
    if _wants_page(request):
        shell = _bare(request) | {"detail": "", "errors": ()} | members
        words = render("problem.html", language_of(request), status=status, title=title, **shell)
        return Response(words, status, media_type="text/html")
    body = {"type": f"/problems/{slug}", "title": title, "status": status, **members}
    return JSONResponse(body, status, media_type=PROBLEM_JSON)


def _bare(request: Request) -> dict[str, Any]:
    """A page's frame without anybody in it: whoever was refused may not be signed in."""
    running = request.app.state.running
    return {
        "me": None,
        "may": lambda _: False,
        "csrf": "",
        "now": instant_text(running.clock().now),
        "speed": running.speed,
        "path": "/",
        "demonstration": None,
    }


def _wants_page(request: Request) -> bool:
    asked = request.headers.get("accept", "")
    return "text/html" in asked and not request.url.path.startswith("/api/")


def _words(request: Request, refusal: Refused) -> str:
    return refusal.EN if language_of(request) == "en" else refusal.zh


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    slug = "".join(f"-{c.lower()}" if c.isupper() else c for c in type(error).__name__).strip("-")
    details = [str(one) for one in error.args]
    return problem(
        request, status_of(error), slug, _words(request, error), detail="; ".join(details)
    )


async def _unprocessable(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError | ValidationError)
    errors = [
        {"pointer": "/".join(str(part) for part in one["loc"]), "message": one["msg"]}
        for one in error.errors()
    ]
    return problem(request, 422, "input-not-understood", "输入有误", errors=errors)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return problem(request, error.status_code, f"http-{error.status_code}", error.detail)


async def _broken(request: Request, error: Exception) -> Response:
    log.error("the log does not take writes: %s", error)
    answer = problem(request, 503, "log-unavailable", "日志暂不可写，请按纸质流程记录并重试")
    answer.headers["retry-after"] = RETRY_AFTER_SECONDS
    return answer


async def _sign_in(request: Request, _: Exception) -> Response:
    if _wants_page(request):
        return RedirectResponse(f"/login?then={request.url.path}", 303)
    return problem(request, 401, "sign-in-needed", "请先登录")


async def _unexpected(request: Request, error: Exception) -> Response:
    log.exception("unexpected", exc_info=error)
    return problem(request, 500, "unexpected", "系统内部错误，已记录")
