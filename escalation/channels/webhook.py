"""A web request to a robot or gateway, believed only when status and answer both say that it was taken."""

from __future__ import annotations

import json
import ssl
from typing import Any

import httpx2
from jinja2 import TemplateError

from escalation.channels.message import Answer, Message, accepted, rejected, unknown
from escalation.channels.settings import Success, WebhookSettings
from escalation.channels.signing import signed
from escalation.channels.template import Template

ANSWER_BYTES_MAX = 64 * 1024
NOWHERE = object()


class Webhook:
    """One request a send: none is followed elsewhere, none is sent again by itself."""

    def __init__(self, settings: WebhookSettings) -> None:
        self._settings = settings
        self._url = Template(settings.url.get_secret_value())
        self._body = Template(settings.body)
        self._tls = ssl.create_default_context(cafile=settings.ca)

    async def send(self, message: Message) -> Answer:
        try:
            async with self._client() as client:
                return await self._asked(client, self._request(client, message))
        except (httpx2.ConnectError, httpx2.ProxyError, httpx2.UnsupportedProtocol) as error:
            return rejected(f"连不上 {type(error).__name__}", own=True)
        except (httpx2.InvalidURL, TemplateError, ValueError):
            return rejected("请求写法不对", own=True)
        except httpx2.HTTPError as error:  # its words may hold the address with its token
            return unknown(f"中断 {type(error).__name__}")

    def _client(self) -> httpx2.AsyncClient:
        """Without a time limit for each step: the lane ends a slow drip by the time it takes in all."""
        return httpx2.AsyncClient(verify=self._tls, follow_redirects=False, timeout=None)

    async def _asked(self, client: httpx2.AsyncClient, request: httpx2.Request) -> Answer:
        answer = await client.send(request, stream=True)
        try:
            body = await _read(answer)
        finally:
            await answer.aclose()
        return judged(answer.status_code, body, self._settings.success)

    def _request(self, client: httpx2.AsyncClient, message: Message) -> httpx2.Request:
        settings = self._settings
        url, body = self._url.filled(message), self._body.filled(message)
        url, body = signed(settings.sign, settings.secret.get_secret_value(), url, body, message.at)
        headers = {"content-type": "application/json; charset=utf-8"}
        headers |= {name: one.get_secret_value() for name, one in settings.headers.items()}
        if settings.idempotency_header:
            headers[settings.idempotency_header] = message.key
        content = body.encode() if settings.method != "GET" else None
        return client.build_request(settings.method, url, headers=headers, content=content)


async def _read(answer: httpx2.Response) -> bytes | None:
    """None: more than anybody needs to say yes or no."""
    read = b""
    async for piece in answer.aiter_bytes():
        read += piece
        if len(read) > ANSWER_BYTES_MAX:
            return None
    return read


def judged(status: int, body: bytes | None, success: Success) -> Answer:
    """A server that broke down may have sent it before; only a clear no is a no."""
    said = f"HTTP {status} {(body or b'').decode(errors='replace')}"
    if status >= 500:
        return unknown(said)
    if status not in success.status:
        return rejected(said, own=300 <= status < 400)
    if success.status_alone:
        return accepted(said)
    return _judged_by_words(said, body, success) if body else unknown(f"{said} 答复为空或过长")


def _judged_by_words(said: str, body: bytes, success: Success) -> Answer:
    try:
        document = json.loads(body)
    except ValueError:
        return unknown(said)
    found = pointed(document, success.pointer or "")
    return accepted(said) if _same(found, success.equals) else rejected(said)


def pointed(document: Any, pointer: str) -> Any:
    """What a JSON pointer names; NOWHERE when there is no such place."""
    for part in pointer.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        match document:
            case dict() if name in document:
                document = document[name]
            case list() if name.isdecimal() and int(name) < len(document):
                document = document[int(name)]
            case _:
                return NOWHERE
    return document


def _same(found: Any, wanted: Any) -> bool:
    """Python holds True for 1: a gateway's true is no 1."""
    return type(found) is type(wanted) and bool(found == wanted)
