"""Every refusal is rendered here: problem+json for programs, a page in the reader's language for people."""

from __future__ import annotations

import logging
from typing import Any, ClassVar
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response

from api.exercising import stripe_of
from api.guards import HEADERS, NEVER_KEPT, SAFE_METHODS
from api.languages import language_of
from api.problem_words import SLUGS, field_words, title_of
from api.rendering import instant_text, render
from api.sheets.refusals import SheetRefused
from api.typed import TimeNotUnderstood
from desk.access import NotAllowed
from desk.desk import TooBusy
from desk.draft import ChangedMeanwhile, Unknown
from desk.log.envelope import KeyReused, LogBroken
from desk.vault.accounts import TooManyTries
from domain.kernel import Refused

log = logging.getLogger("shoubao.problems")

PROBLEM_JSON = "application/problem+json"
RETRY_AFTER_SECONDS = "5"
ERRORS_TOLD_MAX = 20


class SignInNeeded(Exception):
    """Nobody is signed in on this browser."""


class TurnedAway(Refused):
    """请求被拒绝

    Refused at the door, before the desk hears of it.
    """

    EN: ClassVar[str] = "The request is turned away"
    STATUS: ClassVar[int] = 403


class ForgedForm(TurnedAway):
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
        case ChangedMeanwhile():
            return 412
        case TooManyTries():
            return 429
        case TooBusy():
            return 503
        case TurnedAway():
            return refusal.STATUS
    return 409


def install(app: FastAPI) -> None:
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(RequestValidationError, _unprocessable)
    app.add_exception_handler(ValidationError, _unprocessable)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(LogBroken, _broken)
    app.add_exception_handler(SignInNeeded, _sign_in)
    app.add_exception_handler(Exception, _unexpected)


def problem(
    request: Request, status: int, slug: str, title: str | None = None, **members: Any
) -> Response:
    """RFC 9457 for whoever asks for JSON; the same words as a page for a browser."""
    language = language_of(request)
    title = title or title_of(slug, language)
    if _wants_page(request):
        shell = _bare(request) | {"detail": "", "errors": ()} | members
        words = render("problem.html", language, status=status, title=title, **shell)
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
        "stripe": stripe_of(request, {}),
        "receipts": None,
    }


def _wants_page(request: Request) -> bool:
    asked = request.headers.get("accept", "")
    return "text/html" in asked and not request.url.path.startswith("/api/")


def _words(request: Request, refusal: Refused) -> str:
    return refusal.EN if language_of(request) == "en" else refusal.zh


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    if isinstance(error, NotAllowed) and error.hidden:
        error = Unknown()
    detail = "; ".join(str(one) for one in error.args)
    answer = problem(
        request, status_of(error), slug_of(type(error)), _words(request, error), detail=detail
    )
    if isinstance(error, TooManyTries | TooBusy):
        answer.headers["retry-after"] = str(next(iter(error.args), 1))
    return answer


def slug_of(refusal: type[Refused]) -> str:
    name = refusal.__name__
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).strip("-")


async def _unprocessable(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError | ValidationError)
    language = language_of(request)
    errors = [
        {
            "pointer": "/".join(str(part) for part in one["loc"]),
            "message": field_words(one, language),
        }
        for one in error.errors()[:ERRORS_TOLD_MAX]
    ]
    return problem(request, 422, "input-not-understood", errors=errors)


async def _http(request: Request, error: Exception) -> Response:
    """400 is what the framework says of a body it cannot take apart."""
    assert isinstance(error, HTTPException)
    status = 422 if error.status_code == 400 else error.status_code
    answer = problem(request, status, SLUGS.get(error.status_code, "not-possible"))
    answer.headers.update(error.headers or {})
    return answer


async def _broken(request: Request, error: Exception) -> Response:
    log.error("the log does not take writes: %s", error)
    answer = problem(request, 503, "log-unavailable")
    answer.headers["retry-after"] = RETRY_AFTER_SECONDS
    return answer


async def _sign_in(request: Request, _: Exception) -> Response:
    if _wants_page(request):
        return RedirectResponse(f"/login?{urlencode({'then': _came_from(request)})}", 303)
    answer = problem(request, 401, "sign-in-needed")
    answer.headers["www-authenticate"] = "Bearer"
    return answer


def _came_from(request: Request) -> str:
    """The page to come back to: of a form, the one it was sent from."""
    if request.method in SAFE_METHODS:
        return request.url.path
    ours, sent_from = str(request.base_url), request.headers.get("referer", "")
    return "/" + sent_from.removeprefix(ours).split("?")[0] if sent_from.startswith(ours) else "/"


async def _unexpected(request: Request, error: Exception) -> Response:
    """Answered outside of every middleware, so it brings its own headers."""
    log.exception("unexpected", exc_info=error)
    answer = problem(request, 500, "unexpected")
    answer.headers.update(HEADERS | NEVER_KEPT)
    return answer
