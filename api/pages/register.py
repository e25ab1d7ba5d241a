"""单位与人员: the reporting network, one by one or as a sheet looked at before it is taken in."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.acting import SHOWN_WITHIN_SECONDS, CommandKey, FormKey, act
from api.clock import new_id
from api.guarding import Asking, genuine, may, running_of
from api.languages import language_of
from api.pages.names import names_of
from api.pages.page import page, then
from api.sheets.kept import KeptFile
from api.sheets.preview import LOOKING, Preview, Registered, as_command, preview
from api.sheets.reader import BYTES_MAX, read_sheet
from api.sheets.rows import State
from api.sheets.template import empty_sheet, written_sheet
from api.typed import Blank, Text, Word, world_time
from desk.access import Action
from desk.network import (
    CloseUnit,
    LeavePost,
    RegisterPerson,
    RegisterUnit,
    close_unit,
    leave_post,
    register_person,
    register_sheet,
    register_unit,
)
from domain.person import PersonProfile
from domain.times import Basis
from domain.unit import UnitProfile
from domain.words import Line, Tier, UnitKind

router = APIRouter(prefix="/register", dependencies=[Depends(genuine)])

Seeing = Annotated[Asking, may(Action.SEE_REGISTER)]
Editing = Annotated[Asking, may(Action.EDIT_REGISTER)]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS_SHOWN = 500


class UnitForm(BaseModel):
    name: Annotated[Word, Field(min_length=1)]
    short_name: Word = ""
    tier: Tier
    kind: UnitKind
    line: Annotated[list[Line], Field(default_factory=list)]
    parent: Annotated[UUID | None, Blank] = None
    region_code: Word = ""
    duty_phone: Word = ""
    fax: Word = ""

    def profile(self) -> UnitProfile:
        return UnitProfile(
            name=self.name.strip(),
            short_name=self.short_name.strip() or self.name.strip(),
            tier=self.tier,
            kind=self.kind,
            lines=tuple(self.line),
            parent=self.parent,
            region_code=self.region_code.strip(),
            duty_phone=self.duty_phone.strip(),
            fax=self.fax.strip(),
        )


class PersonForm(BaseModel):
    name: Annotated[Word, Field(min_length=1)]
    unit: UUID
    phone: Word = ""
    post: Word = ""
    since: Word = ""


class LeavingForm(BaseModel):
    post: Word
    unit: UUID
    until: Word = ""


@router.get("")
def show(request: Request, asking: Seeing) -> Response:
    names = names_of(request)
    return page(
        request,
        asking,
        "register.html",
        names=names,
        tiers=tuple(Tier),
        kinds=tuple(UnitKind),
        lines=tuple(Line),
    )


@router.post("/units")
def add_unit(
    request: Request, asking: Editing, key: FormKey, form: Annotated[UnitForm, Form()]
) -> Response:
    now = running_of(request).clock().now
    act(request, asking, key, register_unit, RegisterUnit(profile=form.profile(), effective=now))
    return then("/register")


@router.post("/units/{unit}")
def revise_unit(
    request: Request, unit: UUID, asking: Editing, key: FormKey, form: Annotated[UnitForm, Form()]
) -> Response:
    now = running_of(request).clock().now
    command = RegisterUnit(unit=unit, profile=form.profile(), effective=now)
    act(request, asking, key, register_unit, command)
    return then("/register")


@router.post("/units/{unit}/closing")
def shut_unit(
    request: Request,
    unit: UUID,
    asking: Editing,
    key: FormKey,
    reason: Annotated[Text, Form()] = "",
) -> Response:
    now = running_of(request).clock().now
    act(request, asking, key, close_unit, CloseUnit(unit=unit, effective=now, reason=reason))
    return then("/register")


@router.post("/people")
def add_person(
    request: Request, asking: Editing, key: FormKey, form: Annotated[PersonForm, Form()]
) -> Response:
    return _register(request, asking, key, form)


@router.post("/people/{person}")
def revise_person(
    request: Request,
    person: UUID,
    asking: Editing,
    key: FormKey,
    form: Annotated[PersonForm, Form()],
) -> Response:
    return _register(request, asking, key, form, person)


def _register(
    request: Request, asking: Asking, key: CommandKey, form: PersonForm, person: UUID | None = None
) -> Response:
    profile = PersonProfile(name=form.name.strip(), unit=form.unit, phone=form.phone.strip())
    since = _instant(request, form.since)
    command = RegisterPerson(person=person, profile=profile, post=form.post.strip(), since=since)
    act(request, asking, key, register_person, command)
    return then("/register")


@router.post("/people/{person}/leaving")
def leave(
    request: Request,
    person: UUID,
    asking: Editing,
    key: FormKey,
    form: Annotated[LeavingForm, Form()],
) -> Response:
    until = _instant(request, form.until)
    command = LeavePost(person=person, post=form.post, unit=form.unit, until=until)
    act(request, asking, key, leave_post, command)
    return then("/register")


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
    running.sheets.keep(asking.caller.account, kept)
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
    """The file that was looked at, read again: what was new then may have been taken in since."""
    running = running_of(request)
    kept = running.sheets.get(asking.caller.account, file, running.clock().now)
    act(request, asking, key, register_sheet, as_command(_preview(request, kept, key.id)))
    return then("/register")


def _preview(request: Request, file: KeptFile, namespace: UUID) -> Preview:
    running = running_of(request)
    tables = read_sheet(file.name, file.content)
    return preview(tables, _registered(request), running.clock().now, namespace)


def _registered(request: Request) -> Registered:
    """As of the log's head or later; if it is later, the command is refused."""
    running = running_of(request)
    seq = running.desk.register().seq
    running.boards.wait_for(running.log.head().seq, SHOWN_WITHIN_SECONDS)
    names = names_of(request)
    return Registered(names.units, names.people, seq)


def _instant(request: Request, typed: str) -> datetime:
    """Blank: now."""
    now: datetime = running_of(request).clock().now
    time = world_time(typed, now, Basis.DOCUMENT)
    return time.earliest if time else now


def _workbook(content: bytes) -> Response:
    headers = {"content-disposition": 'attachment; filename="register.xlsx"'}
    return Response(content, media_type=XLSX, headers=headers)
