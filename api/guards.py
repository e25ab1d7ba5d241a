"""What stands before every request: host, origin and the length of its body; and the headers of every answer."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "media-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # with no-referrer a form of our own page says Origin: null
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


NEVER_KEPT = {"cache-control": "no-store"}
BODY_SECONDS_MAX = 30.0  # from the head of a request to the end of its body

Answer = Callable[[Request, int, str], Response]  # request, status, slug


class Guard:
    """Pure ASGI: it looks at the head of a request and never at its body."""

    def __init__(self, app: ASGIApp, *, hosts: Sequence[str], tls: bool, answer: Answer) -> None:
        self._app = app
        self._hosts = frozenset(host.strip("[]").lower() for host in hosts)
        self._tls = tls
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        refusal = self._refusal(scope, Headers(scope=scope))
        if scope["type"] == "websocket":
            if refusal:
                return await send({"type": "websocket.close", "code": 1008})
            return await self._app(scope, receive, send)
        app = self._answer(Request(scope), *refusal) if refusal else self._app
        if scope["method"] == "HEAD":
            scope, send = {**scope, "method": "GET"}, _without_body(send)
        await app(scope, receive, self._with_headers(send))

    def _refusal(self, scope: Scope, headers: Headers) -> tuple[int, str] | None:
        if not self._known_host(headers.getlist("host")):
            return 421, "unknown-host"
        reads = scope["type"] == "http" and scope["method"] in SAFE_METHODS
        if not reads and not _same_origin(headers):
            return 403, "foreign-origin"
        return None

    def _known_host(self, named: list[str]) -> bool:
        """One name, and one of ours: whoever stands between us may have believed the other one."""
        try:
            return [urlsplit(f"//{host}").hostname in self._hosts for host in named] == [True]
        except ValueError:
            return False

    def _with_headers(self, send: Send) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in (HEADERS | NEVER_KEPT).items():
                    headers.setdefault(name, value)
                if self._tls:
                    headers.setdefault("strict-transport-security", "max-age=31536000")
            await send(message)

        return sending


class BodyLimit:
    """Pure ASGI: no body is longer or slower than its route takes, whatever its head says."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        bytes_max: int,
        uploads: Mapping[re.Pattern[str], int],
        seconds_max: float = BODY_SECONDS_MAX,
    ) -> None:
        self._app = app
        self._bytes_max = bytes_max
        self._uploads = uploads
        self._seconds_max = seconds_max

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            receive = self._limited(scope, receive)
        await self._app(scope, receive, send)

    def _limited(self, scope: Scope, receive: Receive) -> Receive:
        path, uploads = scope["path"], self._uploads.items()
        left = next((most for one, most in uploads if one.fullmatch(path)), self._bytes_max)
        declared = Headers(scope=scope).get("content-length", "0")
        too_long = not declared.isdecimal() or int(declared) > left
        until = asyncio.get_running_loop().time() + self._seconds_max
        ended = False

        async def receiving() -> Message:
            nonlocal left, ended
            if ended:
                return await receive()  # waits for the client to go
            if too_long:
                raise HTTPException(413)
            message = await _in_time(receive, until)
            left -= len(message.get("body", b""))
            if left < 0:
                raise HTTPException(413)
            ended = not message.get("more_body", False)
            return message

        return receiving


async def _in_time(receive: Receive, until: float) -> Message:
    try:
        async with asyncio.timeout_at(until):
            return await receive()
    except TimeoutError:
        raise HTTPException(408, headers={"connection": "close"}) from None


def _without_body(send: Send) -> Send:
    async def sending(message: Message) -> None:
        body = message["type"] == "http.response.body"
        await send({**message, "body": b""} if body else message)

    return sending


def _same_origin(headers: Headers) -> bool:
    """Fetch metadata where the browser sends it (TLS or localhost), Origin always, neither for programs."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")
