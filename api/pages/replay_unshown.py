"""未上板事项: the negative space as lists, of the office or of one incident, as known at any moment."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.guarding import Asking, may, running_of
from api.pages.names import names_at
from api.pages.page import can
from api.pages.replayed import replay_page
from api.replaying import Looked
from api.shown import require_shown
from api.typed import Blank, Seen
from api.unshown import of_incident, of_office, reads_by
from desk.access import Action
from projections.unshown_table import Unshown

router = APIRouter()


@router.get("/replay/unshown")
def show(
    request: Request,
    asking: Annotated[Asking, may(Action.REPLAY)],
    moment: Looked,
    kind: Annotated[Unshown | None, Blank] = None,
    before: Seen = None,
    incident: Annotated[UUID | None, Blank] = None,
) -> Response:
    """Whoever may not see who reads is shown everything else. Raises Unknown."""
    running, name = running_of(request), names_at(request, moment.seq).of
    require_shown(running, moment.seq)
    if incident:
        lists = of_incident(running, name, moment.seq, incident)
    else:
        lists = of_office(running, name, moment.seq, kind, before)
    auditing = can(request, asking, Action.AUDIT) and not kind
    reads = reads_by(running, name, moment, incident) if auditing else None
    shown = {"lists": lists, "reads": reads, "incident": incident, "alone": kind}
    return replay_page(request, asking, "replay_unshown.html", moment, **shown)
