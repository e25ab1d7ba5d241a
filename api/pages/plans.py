"""预案库: the plans on record, found and put on record by hand; a sheet looked at and taken in; the register as a workbook."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, File, Form, Query, Request, UploadFile
from starlette.responses import Response

from api.acting import FormKey, act
from api.clock import new_id
from api.guarding import Asking, genuine, may, running_of
from api.languages import language_of, say
from api.pages.downloads import download
from api.pages.page import page, then
from api.plan_forms import FIELDS, PlanForm, told_entry
from api.plan_listing import RegisterStanding, Sought, plan_lines
from api.plan_sheets.owners import Owners
from api.plan_sheets.paper import write_plans
from api.plan_sheets.preview import PlanPreview, preview
from api.plan_sheets.words import remarks
from api.running import Running
from api.sheets.kept import KeptFile
from api.sheets.reader import BYTES_MAX, read_sheet
from contingency_plans.plan_cycle_commands import PlanGone
from contingency_plans.plan_register import RowStanding, register
from contingency_plans.plan_words import PlanType
from desk.access import Action
from desk.plans import RegisterPlans, register_plans
from domain.words import KNOWN_CLASSES

router = APIRouter(prefix="/plans", dependencies=[Depends(genuine)])

Seeing = Annotated[Asking, may(Action.SEE_PLANS)]
Keeping = Annotated[Asking, may(Action.KEEP_PLANS)]
LINES_SHOWN, ROWS_SHOWN = 500, 500


@router.get("")
def show(request: Request, asking: Seeing, sought: Annotated[Sought, Query()]) -> Response:
    running = running_of(request)
    today = running.today
    every = plan_lines(running.desk.register().plans.values(), today)
    found = [one for one in every if sought.admits(one)]
    counted = {one: sum(line.standing is one for line in every) for one in RegisterStanding}
    shown = {
        "lines": found[:LINES_SHOWN],
        "found": len(found),
        "every": every,
        "counted": counted,
        "places": sorted({one.plan.profile.jurisdiction for one in every}),
        "today": today,
        "sought": sought,
        "types": tuple(PlanType),
        "classes": KNOWN_CLASSES,
    }
    return page(request, asking, "plans.html", **shown)


@router.get("/new")
def show_form(request: Request, asking: Keeping) -> Response:
    place = Owners(running_of(request).desk.register()).region
    return page(request, asking, "plan_new.html", cells={"jurisdiction": place}, given=FIELDS)


@router.post("/new")
def put_on_record(
    request: Request, asking: Keeping, key: FormKey, form: Annotated[PlanForm, Form()]
) -> Response:
    """Read as a row of a sheet is: what it says of a plan on record already, that plan learns. Raises PlanGone."""
    known = running_of(request).desk.register()
    entry = Owners(known).with_unit(told_entry(form.cells(), Owners(known).region))
    [found] = register([entry], known.plans, known.office.unit).outcomes
    if found.standing is RowStanding.WITHDRAWN:
        raise PlanGone(found.plan)
    act(request, asking, key, register_plans, RegisterPlans(entries=(entry,)))
    return then(f"/plans/{found.plan}")


@router.get("/sheet")
def sheet(request: Request, asking: Seeing) -> Response:
    """Edited and read in again, only what was edited is taken in."""
    language = language_of(request)
    content = write_plans(language, running_of(request).desk.register().plans.values())
    return download(content, "xlsx", say(language, "plan_register.sheet"))


@router.get("/import")
def show_upload(request: Request, asking: Keeping) -> Response:
    return page(request, asking, "plan_import.html")


@router.post("/preview")
def look_at_sheet(
    request: Request, asking: Keeping, file: Annotated[UploadFile, File()]
) -> Response:
    """Nothing is taken in: each row is shown with what would become of it."""
    running = running_of(request)
    content = file.file.read(BYTES_MAX + 1)
    kept = KeptFile(new_id(), file.filename or "", content, running.clock().now)
    shown = _looked_at(running, kept)
    running.sheets.keep(asking.caller.account, kept._replace(seen=shown.seq))
    return page(request, asking, "plan_preview.html", file=kept, **_told(request, shown))


@router.post("/import")
def take_in_sheet(
    request: Request, asking: Keeping, key: FormKey, file: Annotated[UUID, Form()]
) -> Response:
    """The sheet that was looked at, read again. Raises SheetGone, and ChangedMeanwhile where a plan of it
    is another than the one looked at.
    """
    running = running_of(request)
    kept = running.sheets.get(asking.caller.account, file, running.clock().now)
    shown = _looked_at(running, kept)
    act(request, asking, key, register_plans, shown.command, seen=kept.seen)
    return then("/plans")


def _looked_at(running: Running, file: KeptFile) -> PlanPreview:
    tables = read_sheet(file.name, file.content, results=True)
    return preview(tables, running.desk.register())


def _told(request: Request, shown: PlanPreview) -> dict[str, object]:
    """Rows to be looked at: what changes and what is doubtful, before what is simply new."""
    language = language_of(request)
    told = [one for one in shown.rows if one.outcome.standing is not RowStanding.SAME]
    told.sort(key=lambda one: not one.to_look_at)
    return {
        "preview": shown,
        "rows": [(one, remarks(shown, one, language)) for one in told[:ROWS_SHOWN]],
        "more": max(0, len(told) - ROWS_SHOWN),
        "standings": tuple(RowStanding),
    }
