"""The floor of a fan-out: the same server stack sending the same texts to as many sockets, and nothing else."""

from __future__ import annotations

import json
from typing import Any

import uvicorn

from api.bench.listeners import allow_files
from api.clock import wall


class Broadcaster:
    """Every socket in turn: what is posted to it goes to all of them."""

    def __init__(self) -> None:
        self._sends: list[Any] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "websocket":
            await self._watch(receive, send)
        elif scope["type"] == "http":
            await self._broadcast(receive, send)

    async def _watch(self, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        self._sends.append(send)
        while (await receive())["type"] != "websocket.disconnect":
            pass

    async def _broadcast(self, receive: Any, send: Any) -> None:
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message["body"], message.get("more_body", False)
        texts = json.loads(body)
        began = wall().timestamp()
        for text in texts:
            for one in self._sends:
                await one({"type": "websocket.send", "text": text})
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": json.dumps(began).encode()})


def broadcast_on(port: int) -> None:
    """The child's whole life."""
    allow_files()
    uvicorn.run(
        Broadcaster(),
        host="127.0.0.1",
        port=port,
        lifespan="off",
        log_level="warning",
        access_log=False,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=1,
    )
