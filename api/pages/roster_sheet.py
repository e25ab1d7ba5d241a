"""值班表导入: a sheet is looked at cell by cell before it is confirmed as a draft."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from starlette.responses import Response

from api.acting import FormKey, act
from api.clock import new_id
from api.duty_month import month_of, shifts_of
from api.guarding import Asking, genuine, may, running_of
from api.languages import language_of, say
from api.pages.downloads import download
from api.pages.names import names_of
from api.pages.page import page, then
from api.roster_paper import everybody, roster_paper
from api.roster_sheets.differences import Difference, differences
from api.roster_sheets.paper import write_roster
from api.roster_sheets.preview import RosterPreview, RosterSetting, as_shifts, read_roster
from api.running import Running
from api.sheets.kept import KeptFile
from api.sheets.reader import BYTES_MAX, read_sheet
from desk.access import Action
from desk.roster import DraftRoster, draft_roster
from domain.working_days import BEIJING

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
    changed = _changed(running, shown)
    beside = {"told": told, "changed": changed, "names": names_of(request)}
    return page(request, asking, "roster_preview.html", preview=shown, file=kept, **beside)


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


@router.get("/sheet")
def sheet(
    request: Request, asking: Annotated[Asking, may(Action.SEE_ROSTER)], month: str = ""
) -> Response:
    """A month as it stands: printed on A4, or edited and read in again."""
    running = running_of(request)
    first = month_of(month, running.clock().now)
    shifts = [one for _, one in shifts_of(first, running.desk.register().duty)]
    language = language_of(request)
    content = write_roster(language, shifts, roster_paper(request, first))
    return download(content, "xlsx", f"{say(language, 'roster.title')}{first:%Y-%m}")


def _changed(running: Running, shown: RosterPreview) -> list[Difference]:
    """Beside what is in force on those days."""
    if shown.first is None or shown.last is None:
        return []
    duty = running.desk.register().duty
    standing = [
        one
        for one in duty.shifts.values()
        if shown.first <= one.starts.astimezone(BEIJING).date() <= shown.last
    ]
    return differences(standing, shown.shifts)


def _preview(request: Request, file: KeptFile) -> RosterPreview:
    setting = RosterSetting(everybody(request), running_of(request).clock().now)
    return read_roster(read_sheet(file.name, file.content, results=True), setting)
