"""What is noted of every request in the trail of reading: who asked for what by which way, and how it was answered."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from msgspec import structs
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from desk.log.envelope import Clock
from desk.trail.reading import Reading, ReadingKind
from desk.trail.trail import Trail
from desk.vault.accounts import Account, Session

NOTED = "noted"
UNNOTED = frozenset(  # asked every few seconds by programs, or nothing that anybody reads
    {
        "GET /api/v1/health",
        "GET /anchoring/line",
        "GET /login",
        "POST /logout",
        "POST /language",
        "POST /sound/heard",
    }
)
SECRET = frozenset({"token", "screen", "feed"})  # whoever knows it is let in by it
LET_IN = ("/r/", "/s/", "/duty-feed/")  # what follows is such a word
SIGN_IN = "POST /login"
WORDS_MAX, THING_MAX, PATH_MAX = 200, 64, 120
SHOWN = ("text/html", "application/json", "application/problem+json")


class Noted:
    """Filled by whoever learns it on the way in: the route's policy, and the sign-in."""

    __slots__ = ("account", "person", "roles", "route", "things", "via")

    def __init__(self) -> None:
        self.account: UUID | None = None
        self.person: UUID | None = None
        self.roles: tuple[str, ...] = ()
        self.via = self.route = ""
        self.things: dict[str, str] = {}

    def way(self, connection: HTTPConnection) -> None:
        """The route and the ids in its path, but no word that lets anybody in."""
        scope = connection.scope
        route = scope.get("route")
        method = scope.get("method", "SOCKET")
        self.route = f"{method} {route.path}" if route else ""
        self.things = {
            name: _readable(str(value), THING_MAX)
            for name, value in connection.path_params.items()
            if name not in SECRET
        }

    def signs_in(self, account: Account | None) -> None:
        """Whose name was typed; an unknown name is not kept: it may be a password."""
        if account:
            self.account, self.person = account.id, account.person

    def by_link(self, person: UUID | None, **things: UUID) -> None:
        self.person, self.via = person, "link"
        self.things |= {name: str(one) for name, one in things.items()}

    def by(self, session: Session, *, by_cookie: bool) -> None:
        account = session.account
        self.account, self.person = account.id, account.person
        self.roles = tuple(role.value for role in account.roles)
        self.via = "wall" if session.watches_only else "page" if by_cookie else "api"


def noted_in(connection: HTTPConnection) -> Noted:
    noted: Noted = connection.scope.setdefault(NOTED, Noted())
    return noted


class Noting:
    """Pure ASGI, the first that a request meets: also what is turned away at the door is noted."""

    def __init__(self, app: ASGIApp, *, trail: Trail, clock: Clock) -> None:
        self._app, self._trail, self._clock = app, trail, clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        scope[NOTED] = Noted()
        await self._app(scope, receive, self._listening(scope, send))

    def _listening(self, scope: Scope, send: Send) -> Send:
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            if not begun:
                begun = True
                self._note(scope, message)
            await send(message)

        return sending

    def _note(self, scope: Scope, message: Message) -> None:
        noted: Noted = scope[NOTED]
        kind = _kind(scope, noted.route, message)
        if kind is None or (noted.route in UNNOTED and kind is not ReadingKind.REFUSED):
            return
        words = _words(scope) if noted.route.startswith("GET") else ""
        if words and kind is ReadingKind.OPENED:
            kind = ReadingKind.SEARCHED
        way = noted.route or f"{_method(scope)} {_readable(scope['path'], PATH_MAX)}"
        one = Reading(at=self._clock().now, kind=kind, route=way, words=words)
        self._trail.note(structs.replace(one, **_by(noted), **_from(scope, message)))


def _by(noted: Noted) -> dict[str, Any]:
    who = {"account": noted.account, "person": noted.person, "roles": noted.roles}
    return who | {"via": noted.via, "things": noted.things}


def _from(scope: Scope, message: Message) -> dict[str, Any]:
    page = _page(Headers(scope=scope).get("referer", ""))
    source = (scope.get("client") or ("", 0))[0]
    return {"page": page, "source": source, "status": message.get("status", 0)}


def _kind(scope: Scope, route: str, message: Message) -> ReadingKind | None:
    """None: nothing was read; a write stands in the log itself."""
    match message["type"]:
        case "websocket.accept":
            return ReadingKind.WATCHED
        case "websocket.close" | "websocket.http.response.start":
            return ReadingKind.REFUSED
        case "http.response.start":
            return _of_answer(scope, route, message["status"], Headers(raw=message["headers"]))
    return None


def _of_answer(scope: Scope, route: str, status: int, headers: Headers) -> ReadingKind | None:
    match status:
        case 401:
            return ReadingKind.NOT_SIGNED_IN
        case 403 | 303 if route == SIGN_IN:
            return ReadingKind.SIGNED_IN if status == 303 else ReadingKind.SIGN_IN_FAILED
        case 403 | 404 | 410 | 421 | 429:
            return ReadingKind.TOO_MANY_TRIES if status == 429 else ReadingKind.REFUSED
        case 303 if headers.get("location", "").startswith("/login?"):
            return ReadingKind.NOT_SIGNED_IN
        case 200 if not scope["path"].startswith("/static/"):
            return _of_content(headers)
    return None


def _of_content(headers: Headers) -> ReadingKind:
    shown = headers.get("content-type", "").split(";")[0] in SHOWN
    taken_away = headers.get("content-disposition", "").startswith("attachment")
    return ReadingKind.OPENED if shown and not taken_away else ReadingKind.EXPORTED


def _method(scope: Scope) -> str:
    return str(scope.get("method", "SOCKET"))


def _page(referer: str) -> str:
    """Without what was asked of it, and without a word that lets anybody in."""
    try:
        path = urlsplit(referer).path
    except ValueError:
        return ""
    return "" if path.startswith(LET_IN) else _readable(path, PATH_MAX)


def _words(scope: Scope) -> str:
    """What was searched for: every page calls it q."""
    asked = parse_qs(scope.get("query_string", b"").decode("ascii", "replace"))
    return _readable(" ".join(asked.get("q", ())), WORDS_MAX)


def _readable(text: str, length: int) -> str:
    """What a browser may send, a file need not take: half characters and control signs are left out."""
    return "".join(one for one in text if one.isprintable())[:length]
