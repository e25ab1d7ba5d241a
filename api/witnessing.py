"""Witnesses' processes: the one beside the log, and the one that other offices ask over HTTP."""

from __future__ import annotations

import socket
from datetime import datetime
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from api.clock import wall
from api.sealing import Standing, is_news
from desk.seal.other_logs import BODY_BYTES_MAX, OtherLogs
from desk.seal.state import State, say
from desk.seal.witness import LocalWitness


class WitnessPost:
    """The local witness, and what it says of itself."""

    def __init__(self, witness: LocalWitness, key: str) -> None:
        self._witness, self._key = witness, key
        self._standing = Standing(witness.outpost)
        self._said: State | None = None

    def turn(self, reread: int, now: datetime) -> State:
        self._witness.look(reread, now)
        state = self._state(now)
        if is_news(self._said, state):
            say(self._witness.outpost.folder, state)
            self._said = state
        return state

    def _state(self, now: datetime) -> State:
        amiss, unread = self._standing.look(self._witness.fault, now)
        outpost = self._witness.outpost
        return State(
            looked_at=now,
            origin=outpost.origin,
            key=self._key,
            seen=outpost.keeper.head.seq,
            sealed=self._witness.size,
            unread_since=unread,
            amiss=amiss,
        )


def serve_on(held: socket.socket, app: Starlette, tls: Path | None) -> None:
    config = uvicorn.Config(app, ssl_certfile=tls, log_level="warning", lifespan="off")
    uvicorn.Server(config).run(sockets=[held])


def witness_app(logs: OtherLogs, key: str) -> Starlette:
    """C2SP tlog-witness, and for whoever audits the newest checkpoint of each log with all its signatures."""

    async def add(request: Request) -> Response:
        body = await _body(request)
        answer = await run_in_threadpool(logs.add, body, wall())
        return Response(answer.body, answer.status, {"content-type": answer.type})

    async def newest(_: Request) -> Response:
        return PlainTextResponse("\n".join(str(one) for _, one in sorted(logs.newest.items())))

    async def public(_: Request) -> Response:
        return PlainTextResponse(f"{key}\n")

    adding = Route("/add-checkpoint", add, methods=["POST"])
    return Starlette(routes=[adding, Route("/checkpoints", newest), Route("/key", public)])


async def _body(request: Request) -> bytes:
    """No longer than one byte too many, which is refused like any other nonsense."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > BODY_BYTES_MAX:
            break
    return body[: BODY_BYTES_MAX + 1]
