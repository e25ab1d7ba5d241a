"""谁何时获悉: an incident's sources one by one, and who should have told this office."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.concerns import of_incident
from api.guarding import Asking, may, running_of
from api.pages.names import names_of
from api.pages.page import page
from api.townships import government_of, townships
from desk.access import Action
from desk.draft import Unknown
from projections.incident_file import gather
from projections.knowledge import knowledge
from projections.to_ask import place_of_incident, to_ask

router = APIRouter()


@router.get("/incidents/{incident}/knowledge")
def show_knowledge(
    request: Request,
    incident: UUID,
    asking: Annotated[Asking, may(Action.SEE_INCIDENT, of_incident)],
) -> Response:
    running = running_of(request)
    register, file = running.desk.register(), gather(running.log, incident)
    if file is None:
        raise Unknown(incident)
    ours = (file, register.office.unit, register.book, register.network)
    there = government_of(place_of_incident(file), townships(running))
    known, asked = knowledge(*ours), to_ask(*ours, there)
    told = {"file": file, "known": known, "asked": asked}
    return page(request, asking, "knowledge.html", names=names_of(request), **told)
