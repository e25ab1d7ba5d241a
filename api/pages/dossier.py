"""导出卷宗: what is asked, why, and the zip that leaves the office."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from anyio import to_thread
from fastapi import APIRouter, Depends, Form, Query, Request
from pydantic import BaseModel
from starlette.responses import Response, StreamingResponse

from api.acting import CommandKey, FormKey, act
from api.dossiers.asked import AskedFor, Chosen, chosen, recording
from api.dossiers.own import may_ask, require_theirs
from api.dossiers.sending import Prepared, Source
from api.guarding import Asking, genuine, may, running_of
from api.pages.page import can, page
from api.problems import TurnedAway
from api.typed import Blank, Text, Word, world_time
from desk.access import Action, NotAllowed
from desk.dossier.rows import Rows
from desk.dossiers import DossierAnswer, export_dossier
from desk.log.log import FILE
from domain.dossier import DossierKind, DossierShown
from domain.times import Basis

router = APIRouter(prefix="/dossier", dependencies=[Depends(genuine)])

Exporting = Annotated[Asking, may(Action.EXPORT_DOSSIER)]


class StretchUnclear(TurnedAway):
    """请写明起止时间，起在止前"""

    EN = "Say from when to when, the beginning first"
    STATUS = 422


class Of(BaseModel):
    """An incident, a shift, or from when to when."""

    incident: Annotated[UUID | None, Blank] = None
    shift: Annotated[UUID | None, Blank] = None
    since: Word = ""
    until: Word = ""

    def asked(self, now: datetime) -> AskedFor:
        """Raises TimeNotUnderstood, StretchUnclear."""
        if self.incident:
            return AskedFor(DossierKind.INCIDENT, self.incident)
        if self.shift:
            return AskedFor(DossierKind.SHIFT, self.shift)
        since, until = (_instant(one, now) for one in (self.since, self.until))
        if since is None or until is None or since >= until:
            raise StretchUnclear
        return AskedFor(DossierKind.PERIOD, None, since, until)


class Export(Of):
    shown: DossierShown = DossierShown.EVERYTHING
    opened: bool = False
    reason: Text = ""


@router.get("")
def show(request: Request, asking: Exporting, of: Annotated[Of, Query()]) -> Response:
    running = running_of(request)
    named = of.incident or of.shift
    found = _looked_at(request, of) if named else None
    if found:
        require_theirs(running, asking.caller, found)
    given = {"of": of, "found": found, "shown": tuple(DossierShown), "head": running.log.head()}
    periods = may_ask(asking.caller, AskedFor(DossierKind.PERIOD))
    return page(request, asking, "dossier.html", **given, periods=periods)


@router.post("")
async def export(
    request: Request, form: Annotated[Export, Form()], asking: Exporting, key: FormKey
) -> Response:
    """On record before the first byte leaves. Raises Unknown, NothingInside, NotAllowed, ReasonMissing."""
    prepared = await to_thread.run_sync(_prepared, request, form, asking, key)
    named = f"attachment; filename*=UTF-8''{quote(prepared.name)}.zip"
    headers = {"content-disposition": named, "cache-control": "private, no-store"}
    return StreamingResponse(prepared.bites(), media_type="application/zip", headers=headers)


def _prepared(request: Request, form: Export, asking: Asking, key: CommandKey) -> Prepared:
    """Sent again, it is what was exported then."""
    running = running_of(request)
    if form.opened and not can(request, asking, Action.SEE_PERSONAL):
        raise NotAllowed(Action.SEE_PERSONAL, hidden=False)
    asked = form.asked(running.clock().now)._replace(shown=form.shown, opened=form.opened)
    head, settings = running.log.head(), running.settings
    source = Source(settings.folder, running.vault, settings.sealed_in)
    prepared = Prepared(source, asked, head.seq)
    with prepared.unless_refused():
        require_theirs(running, asking.caller, prepared.chosen)
        done = act(request, asking, key, export_dossier, recording(asked, head, form.reason))
    position = done.answer(DossierAnswer).position
    return prepared if position == head.seq else prepared.again(position)


def _looked_at(request: Request, of: Of) -> Chosen:
    running = running_of(request)
    with Rows(running.settings.folder / FILE) as rows:
        return chosen(rows, of.asked(running.clock().now), running.log.head().seq)


def _instant(typed: str, now: datetime) -> datetime | None:
    at = world_time(typed.replace("T", " "), now, Basis.DOCUMENT)
    return at.earliest if at else None
