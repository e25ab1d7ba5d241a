"""How programs are spoken with: bodies that are taken at their word, and answers as JSON."""

from __future__ import annotations

import msgspec
from pydantic import BaseModel, ConfigDict
from starlette.responses import Response

from desk.desk import Done

encode = msgspec.json.Encoder(order="sorted").encode


class Strict(BaseModel):
    """A body with a member nobody knows is refused: a misspelt field must not be lost."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


def receipt(done: Done) -> Response:
    """The log position and chain link of what was done; `replayed` when it had been done before."""
    return json_answer(encode(done.receipt), 200 if done.receipt.replayed else 201)


def json_answer(body: bytes, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(body, status, headers, media_type="application/json")
