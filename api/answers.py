"""How programs are spoken with: bodies that are taken at their word, and answers as JSON."""

from __future__ import annotations

import msgspec
from msgspec import structs
from pydantic import BaseModel, ConfigDict
from starlette.responses import Response

from desk.desk import Done
from desk.log.envelope import Receipt
from desk.receipts import ReceiptSigner

encode = msgspec.json.Encoder(order="sorted").encode


class Strict(BaseModel):
    """A body with a member nobody knows is refused: a misspelt field must not be lost."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class _SignedAnswer(Receipt, frozen=True, kw_only=True):
    """As a program gets it: `signed` is the line that it keeps (desk.receipts)."""

    signed: str


def receipt(done: Done, signer: ReceiptSigner) -> Response:
    """The log position and chain link of what was done; `replayed` when it had been done before."""
    one = done.receipt
    answer = _SignedAnswer(**structs.asdict(one), signed=signer.line(one))
    return json_answer(encode(answer), 200 if one.replayed else 201)


def json_answer(body: bytes, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(body, status, headers, media_type="application/json")
