"""交接班记录、值班表: printed as Word file or PDF, without a number."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.anchoring import groups
from api.guarding import Asking, may, running_of
from api.handing_over import standing_of
from api.month_figures import month_named
from api.pages.downloads import download
from api.pages.handover_sheet import checkpoint_of
from api.pages.names import names_of
from api.papers.composing import state_of, wording_of
from api.papers.making import Format, printed, record_sheet
from api.shown import shown_so_far
from desk.access import Action
from desk.draft import Unknown
from domain.shift import evolve
from projections.documents.official import Witness
from projections.documents.records import handover_record, roster

router = APIRouter()


@router.get("/handover/{outgoing}/{relief}/record/{format}")
def print_handover(
    request: Request,
    outgoing: UUID,
    relief: UUID,
    format: Format,
    asking: Annotated[Asking, may(Action.SEE_HANDOVER)],
) -> Response:
    """As the log stood when it was offered."""
    running = running_of(request)
    standing = standing_of(running, outgoing, relief)
    if standing is None:
        raise Unknown
    left, came = (state_of(running, str(one), evolve) for one in (outgoing, relief))
    words = handover_record(standing, left, came, wording_of(names_of(request).of))
    checkpoint = checkpoint_of(running, standing.offer.seq)
    root, text = (groups(checkpoint.root), checkpoint.text()) if checkpoint else ("", "")
    witness = Witness("", standing.offer.seq, standing.offer.head, root, text)
    return _printed(request, "handover_record", words, format, witness)


@router.get("/documents/roster/{month}/{format}")
def print_roster(
    request: Request,
    month: str,
    format: Format,
    asking: Annotated[Asking, may(Action.SEE_DOCUMENTS)],
) -> Response:
    """The shifts of a month as they stand now. Raises Unknown for what is no month."""
    found, running = month_named(month), running_of(request)
    if found is None:
        raise Unknown(month)
    head = shown_so_far(running)
    shifts = running.desk.register().duty.beginning(found.begins, found.ends)
    wording = wording_of(names_of(request).of)
    words = roster(found.first, [one for _, one in shifts], wording)
    witness = Witness(month, head.seq, head.chain.hex())
    return _printed(request, "roster", words, format, witness)


def _printed(
    request: Request,
    name: str,
    words: dict[str, Any],
    format: Format,
    witness: Witness,
) -> Response:
    running = running_of(request)
    sheet = record_sheet(running, name, words, witness)
    return download(printed(sheet, format, running.settings.folder), format, words["title"])
