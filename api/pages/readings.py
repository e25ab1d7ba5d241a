"""阅览记录: who opened, searched and exported what, and who was turned away; for auditors."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response, StreamingResponse

from api.acting import FormKey, act
from api.guarding import Asking, genuine, may, running_of
from api.languages import language_of
from api.pages.names import names_of
from api.pages.page import page, then
from api.reading_trail import about_incident, as_csv, incident_called, lines_of, roles_of
from api.running import Running
from api.typed import Blank, Text, Word, world_time
from desk.access import Action
from desk.draft import Unknown
from desk.reading_trail import ReplaceTrail, replace_trail
from desk.trail.asking import AskedOf, readings
from desk.trail.reading import ReadingKind
from domain.times import Basis

router = APIRouter(prefix="/audit/readings", dependencies=[Depends(genuine)])

LINES_A_PAGE = 100
NOBODY = UUID(int=0)  # an incident that is not there was read by nobody

Auditing = Annotated[Asking, may(Action.AUDIT)]


class Asked(BaseModel):
    """What the form chose; `before`: the position that the page ends below."""

    account: Annotated[UUID | None, Blank] = None
    kind: Annotated[ReadingKind | None, Blank] = None
    incident: Word = ""
    since: Word = ""
    until: Word = ""
    before: Annotated[Annotated[int, Field(ge=1)] | None, Blank] = None

    def way(self, **other: Any) -> str:
        asked = self.model_dump(exclude_defaults=True, mode="json") | other
        return urlencode({key: value for key, value in asked.items() if value})

    def of(self, running: Running) -> AskedOf:
        """Raises TimeNotUnderstood."""
        now, named = running.clock().now, self.incident.strip()
        incident = incident_called(running, named) if named else None
        about = about_incident(running, incident) if incident else (NOBODY,) if named else ()
        since, until = _instant(self.since, now), _instant(self.until, now)
        return AskedOf(self.account, self.kind, about, since, until)


class Explanation(BaseModel):
    explanation: Text = ""


@router.get("")
def show(request: Request, asking: Auditing, asked: Annotated[Asked, Query()]) -> Response:
    running = running_of(request)
    running.trail.write()  # what was read a moment ago is on the page
    kept = readings(running.trail.path, asked.of(running), LINES_A_PAGE + 1, asked.before)
    lines = lines_of(running, kept[:LINES_A_PAGE], names_of(request).of)
    shown = {
        "lines": lines,
        "older": asked.way(before=lines[-1].seq) if len(kept) > LINES_A_PAGE else "",
        "way": asked.way(before=None),
        "head": running.trail.head,
        "failure": running.trail.failure,
        "failed": running.boards.board().trail,
    }
    given = {"asked": asked, "kinds": tuple(ReadingKind), "accounts": running.vault.accounts()}
    return page(request, asking, "readings.html", roles_of=roles_of, **given, **shown)


@router.get("/csv")
def export(request: Request, asking: Auditing, asked: Annotated[Asked, Query()]) -> Response:
    """As UTF-8 with its mark, the newest first."""
    running, language = running_of(request), language_of(request)
    running.trail.write()
    content = as_csv(running, asked.of(running), names_of(request).of, language)
    disposition = {"content-disposition": "attachment; filename=readings.csv"}
    return StreamingResponse(content, media_type="text/csv", headers=disposition)


@router.post("/explanation")
def explain(
    request: Request,
    form: Annotated[Explanation, Form()],
    asking: Annotated[Asking, may(Action.EXPLAIN_CLOCK)],
    key: FormKey,
) -> Response:
    """Why the trail before this one is gone. Raises NothingToReplace, ReasonMissing."""
    running = running_of(request)
    head = running.trail.head
    if head is None:
        raise Unknown
    command = ReplaceTrail(trail=head.trail, explanation=form.explanation)
    act(request, asking, key, replace_trail, command)
    return then("/audit/readings")


def _instant(typed: str, now: datetime) -> datetime | None:
    at = world_time(typed.replace("T", " "), now, Basis.DOCUMENT)
    return at.earliest if at else None
