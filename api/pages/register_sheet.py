"""单位人员表: the register leaves as a workbook, and a sheet is looked at before it is taken in."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from starlette.responses import Response

from api.acting import SHOWN_WITHIN_SECONDS, FormKey, act
from api.clock import new_id
from api.guarding import genuine, running_of
from api.languages import language_of
from api.pages.downloads import download
from api.pages.names import names_of
from api.pages.page import page, then
from api.pages.register import Editing, Seeing
from api.sheets.kept import KeptFile
from api.sheets.preview import LOOKING, Preview, Registered, as_command, preview
from api.sheets.reader import BYTES_MAX, read_sheet
from api.sheets.rows import State
from api.sheets.template import empty_sheet, written_sheet
from desk.network import register_sheet

router = APIRouter(prefix="/register", dependencies=[Depends(genuine)])

ROWS_SHOWN = 500


@router.get("/sheet")
def sheet(request: Request, asking: Seeing) -> Response:
    """The register as it stands: edited and read in again, only the differences are taken in."""
    names = names_of(request)
    return _workbook(written_sheet(language_of(request), names.units, names.people))


@router.get("/sheet/empty")
def template(request: Request, asking: Seeing) -> Response:
    return _workbook(empty_sheet(language_of(request)))


@router.post("/preview")
def look_at_sheet(
    request: Request, asking: Editing, file: Annotated[UploadFile, File()]
) -> Response:
    """Nothing is taken in: the sheet is shown row by row with what would become of it."""
    running = running_of(request)
    content = file.file.read(BYTES_MAX + 1)
    kept = KeptFile(new_id(), file.filename or "", content, running.clock().now)
    shown = _preview(request, kept, LOOKING)
    running.sheets.keep(asking.caller.account, kept._replace(seen=shown.seq))
    return page(
        request,
        asking,
        "register_preview.html",
        preview=shown,
        file=kept,
        shown=shown.told[:ROWS_SHOWN],
        states=tuple(State),
    )


@router.post("/import")
def take_in_sheet(
    request: Request, asking: Editing, key: FormKey, file: Annotated[UUID, Form()]
) -> Response:
    """The file that was looked at, read again. Raises ChangedMeanwhile when the register is another since."""
    running = running_of(request)
    kept = running.sheets.get(asking.caller.account, file, running.clock().now)
    shown = _preview(request, kept, key.id)
    seen = kept.seen if shown.changing else None  # what says nothing new overwrites nothing
    act(request, asking, key, register_sheet, as_command(shown), seen=seen)
    return then("/register")


def _preview(request: Request, file: KeptFile, namespace: UUID) -> Preview:
    now = running_of(request).clock().now
    return preview(read_sheet(file.name, file.content), _registered(request), now, namespace)


def _registered(request: Request) -> Registered:
    """As of the position the views have reached; what came later makes the command refuse."""
    running = running_of(request)
    running.boards.wait_for(running.log.head().seq, SHOWN_WITHIN_SECONDS)
    seq = running.boards.position
    names = names_of(request)
    return Registered(names.units, names.people, seq)


def _workbook(content: bytes) -> Response:
    return download(content, "xlsx", "register")
