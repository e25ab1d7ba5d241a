"""值班表导入: a sheet is looked at cell by cell before it is confirmed as a draft."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from starlette.responses import Response

from api.acting import FormKey, act
from api.clock import new_id
from api.guarding import Asking, genuine, may, running_of
from api.pages.names import Names, names_of
from api.pages.page import page, then
from api.roster_sheets.preview import RosterPreview, RosterSetting, as_shifts, read_roster
from api.roster_sheets.whom import Rostered
from api.sheets.kept import KeptFile
from api.sheets.reader import BYTES_MAX, read_sheet
from desk.access import Action
from desk.roster import DraftRoster, draft_roster

router = APIRouter(prefix="/roster", dependencies=[Depends(genuine)])

Drafting = Annotated[Asking, may(Action.DRAFT_ROSTER)]
ROWS_SHOWN = 500


@router.post("/preview")
def look_at_sheet(
    request: Request, asking: Drafting, file: Annotated[UploadFile, File()]
) -> Response:
    """Nothing is taken in: each row is shown with what was read, or with what is wrong in which cell."""
    running = running_of(request)
    content = file.file.read(BYTES_MAX + 1)
    kept = KeptFile(new_id(), file.filename or "", content, running.clock().now)
    shown = _preview(request, kept)
    running.sheets.keep(asking.caller.account, kept)
    told = shown.told[:ROWS_SHOWN]
    return page(
        request,
        asking,
        "roster_preview.html",
        preview=shown,
        file=kept,
        told=told,
        names=names_of(request),
    )


@router.post("/import")
def take_in_sheet(
    request: Request, asking: Drafting, key: FormKey, file: Annotated[UUID, Form()]
) -> Response:
    """The sheet that was looked at, read again, becomes one event. Raises RowsWrong, SheetGone."""
    running = running_of(request)
    kept = running.sheets.get(asking.caller.account, file, running.clock().now)
    shown = _preview(request, kept)
    shifts, first, last = as_shifts(shown), shown.first, shown.last
    assert first
    assert last
    command = DraftRoster(first=first, last=last, shifts=shifts, source=kept.name)
    act(request, asking, key, draft_roster, command)
    return then(f"/roster/{first}/{last}")


def _preview(request: Request, file: KeptFile) -> RosterPreview:
    setting = RosterSetting(everybody(names_of(request)), running_of(request).clock().now)
    return read_roster(read_sheet(file.name, file.content, results=True), setting)


def everybody(names: Names) -> tuple[Rostered, ...]:
    """Whom a roster may name, with what tells namesakes apart."""
    return tuple(
        Rostered(
            one.id,
            one.profile.name,
            names.of(one.profile.unit),
            one.profile.phone,
            "、".join(held.post for held in one.posts),
        )
        for one in names.people
    )
