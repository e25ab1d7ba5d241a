"""预案文本库: the texts people act on, one by one, to read and to print; and beside the incident they are for."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from api.guarding import Asking, genuine, may, running_of
from api.pages.names import names_of
from api.pages.page import page
from api.plan_texts import kept_text
from api.running import Running
from api.typed import Blank
from contingency_plans.library import library
from contingency_plans.plan_text import Phase, PlanText
from desk.access import Action
from desk.draft import Unknown
from domain.incident import Incident
from domain.incident_marks import ResponseLevel
from projections.incident_file import gather
from projections.incident_page import incident_page
from projections.to_ask import place_of_incident

router = APIRouter(dependencies=[Depends(genuine)])

Seeing = Annotated[Asking, may(Action.SEE_PLANS)]
Levelled = Annotated[ResponseLevel | None, Blank]
Digest = Annotated[str, Query(pattern="^([0-9a-f]{64})?$")]


@router.get("/plans/library")
def show_library(request: Request, asking: Seeing) -> Response:
    texts = running_of(request).plan_texts
    shipped = library()
    own = {id for id, text in texts.items() if shipped.get(id) != text}
    return page(request, asking, "plan_library.html", texts=texts.values(), own=own)


@router.get("/plans/library/{text}")
def show_text(
    request: Request, text: str, asking: Seeing, level: Levelled = None, digest: Digest = ""
) -> Response:
    """`digest`: the text as it was when somebody chose it."""
    running = running_of(request)
    shown = text_of(running, text, digest)
    return page(
        request,
        asking,
        "plan_text.html",
        text=shown,
        level=level,
        newer=running.plan_texts.get(text) != shown,
        phases=tuple(Phase),
    )


@router.get("/incidents/{incident}/plan/{text}")
def show_beside(
    request: Request,
    incident: UUID,
    text: str,
    asking: Seeing,
    level: Levelled = None,
) -> Response:
    running, names = running_of(request), names_of(request)
    file = gather(running.log, incident)
    if file is None:
        raise Unknown(incident)
    pinned = _pinned(file.incident, text)
    shown = text_of(running, text, pinned)
    return page(
        request,
        asking,
        "plan_beside.html",
        pinned=pinned,
        newer=running.plan_texts.get(text) != shown,
        file=incident_page(file, names.of),
        text=shown,
        place=place_of_incident(file),
        level=level or response_level(shown, file.incident),
        during=Phase.DURING,
    )


def text_of(running: Running, id: str, digest: str = "") -> PlanText:
    """As the office has it now, or as it was kept under its digest. Raises Unknown."""
    now = running.plan_texts.get(id)
    if digest and (now is None or now.digest != digest):
        now = kept_text(running.settings.folder, digest)
    if now is None or now.id != id:
        raise Unknown(id)
    return now


def _pinned(incident: Incident, text: str) -> str:
    """The digest of the text as it was last linked to the incident; "" where it was not."""
    linked = (one.pinned for one in reversed(incident.plans.linked))
    return next((one.digest for one in linked if one.library == text), "")


def response_level(text: PlanText, incident: Incident) -> ResponseLevel:
    """The one in force; else the one its level speaks for; else the mildest that the text has."""
    if incident.response_level and text.condition(incident.response_level):
        return incident.response_level
    speaking = (one.level for one in text.conditions if incident.level in one.levels)
    return next(speaking, text.response_levels[-1])
