"""交接单: the printed handover sheet, a paper witness of the log: its size, its head and both as QR."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Annotated, Any
from uuid import UUID

import segno
from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from api.anchoring import groups
from api.guarding import Asking, genuine, may, running_of
from api.handing_over import standing_of
from api.languages import language_of, say
from api.pages.names import names_of
from api.pages.page import page
from api.running import Running
from desk.access import Action
from desk.draft import Unknown
from desk.log.note import Checkpoint
from domain import shift as shifts
from domain.handover import HandoverOffered
from domain.kernel import fold
from domain.shift import Shift

router = APIRouter(prefix="/handover", dependencies=[Depends(genuine)])


@router.get("/{outgoing}/{relief}/sheet")
def show_sheet(
    request: Request,
    outgoing: UUID,
    relief: UUID,
    asking: Annotated[Asking, may(Action.SEE_HANDOVER)],
) -> Response:
    running = running_of(request)
    standing = standing_of(running, outgoing, relief)
    if standing is None:
        raise Unknown
    return page(
        request,
        asking,
        "handover_sheet.html",
        standing=standing,
        outgoing=_shift(request, outgoing),
        relief=_shift(request, relief),
        office=running.desk.register().office,
        names=names_of(request),
        left=partial(_left, language_of(request), standing.offer.offered.earliest),
        **_proof(running, standing.offer),
    )


def _shift(request: Request, id: UUID) -> Shift:
    history = running_of(request).log.stream(id)
    shift = fold(shifts.evolve, None, (one.event for one in history))
    if shift is None:
        raise Unknown(id)
    return shift


def _left(language: str, offered: datetime, due: datetime) -> str:
    """How long was left as it was offered, to the second."""
    seconds = int((due - offered).total_seconds())
    hours, rest = divmod(abs(seconds), 3_600)
    span = f"{hours}:{rest // 60:02}:{rest % 60:02}"
    return span if seconds >= 0 else say(language, "handover.over", span=span)


def checkpoint_of(running: Running, seq: int) -> Checkpoint | None:
    """As this process reckons it; of a log that holds only a part of itself there is none."""
    return running.anchored.checkpoint(seq) if running.reading is None else None


def _proof(running: Running, offer: HandoverOffered) -> dict[str, Any]:
    """The checkpoint, and its own text as an inline SVG: a paper that anybody can hold against the log."""
    checkpoint = checkpoint_of(running, offer.seq)
    plain = f"shoubao {running.log.store_id} {offer.seq} {offer.head}"
    code = segno.make(checkpoint.text() if checkpoint else plain, error="m")
    svg = code.svg_inline(omitsize=True)
    return {"checkpoint": checkpoint, "groups": groups, "witness": svg}
