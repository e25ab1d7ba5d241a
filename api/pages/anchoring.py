"""封签与见证: how far the log is signed and answered for, for everybody who reads the handover; and the desk's line."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from api.anchoring import groups
from api.guarding import Asking, may, running_of
from api.languages import language_of
from api.pages.handover_sheet import checkpoint_of
from api.pages.page import page
from api.rendering import render
from desk.access import Action

router = APIRouter(prefix="/anchoring")


@router.get("")
def show(request: Request, asking: Annotated[Asking, may(Action.SEE_HANDOVER)]) -> Response:
    """With the checkpoint that the sealer says, reckoned once more by this process."""
    running = running_of(request)
    shown = running.anchored.look()
    sealed = shown.state.sealed if shown.state else 0
    own = checkpoint_of(running, sealed) if sealed else None
    return page(request, asking, "anchoring.html", anchoring=shown, own=own, groups=groups)


@router.get("/line")
def show_line(request: Request, asking: Annotated[Asking, may(Action.SEE_HANDOVER)]) -> Response:
    """What the desk asks for every few seconds; empty while all is well."""
    shown = running_of(request).anchored.look()
    told = {"anchoring": shown, "path": ""}
    return HTMLResponse(render("part/anchoring_line.html", language_of(request), **told))
