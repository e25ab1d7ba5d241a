"""回执: what this browser was told about the log, kept in it; and the links of the chain to hold it against."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.answers import encode, json_answer
from api.guarding import Asking, may, running_of
from api.pages.page import page
from desk.access import Action

router = APIRouter()

ASKED_MAX = 20

Position = Annotated[int, Field(ge=0, le=10**18 - 1)]


@router.get("/receipts")
def show_receipts(
    request: Request, asking: Annotated[Asking, may(Action.KEEP_RECEIPTS)]
) -> Response:
    """The browser fills it from what it holds; nothing of it is sent."""
    return page(request, asking, "receipts.html")


@router.get("/api/v1/log/links")
def links(
    request: Request,
    asking: Annotated[Asking, may(Action.SEE_BOARD)],
    seq: Annotated[list[Position], Query(max_length=ASKED_MAX)] = [],  # noqa: B006 — never changed
) -> Response:
    """{store, epoch, after, links: {seq: chain}}: no link for a position that is not there.

    `after`: the last position that this epoch took over from the one before it.
    """
    running = running_of(request)
    board = running.boards.board()
    found = {str(one): running.log.chain_at(one) for one in seq}
    held = {one: chain.hex() for one, chain in found.items() if chain}
    told = {"store": running.log.store_id, "epoch": board.epoch, "after": board.epoch_after}
    return json_answer(encode(told | {"links": held}))
