"""The floor of a page: the same server stack sending the same bytes, and nothing else."""

from __future__ import annotations

from typing import Any

import uvicorn


class BarePage:
    def __init__(self, body: bytes) -> None:
        self._body = body

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        length = str(len(self._body)).encode()
        headers = [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", length)]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": self._body})


def answer_on(port: int, body: bytes) -> None:
    """The child's whole life."""
    uvicorn.run(
        BarePage(body),
        host="127.0.0.1",
        port=port,
        lifespan="off",
        log_level="warning",
        access_log=False,
    )
