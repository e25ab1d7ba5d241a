"""单位与人员: the reporting network, one by one or as a sheet looked at before it is taken in."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.acting import CommandKey, FormKey, act
from api.guarding import Asking, genuine, may, running_of
from api.pages.incidents import names_of
from api.pages.page import page, then
from api.sheets.preview import Preview, as_command, preview
from api.sheets.reader import read_sheet
from api.sheets.template import empty_sheet
from api.typed import Blank, Text, Word, world_time
from desk.access import Action
from desk.network import (
    CloseUnit,
    RegisterPerson,
    RegisterUnit,
    close_unit,
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
    now = running_of(request).clock().now
    since = world_time(form.since, now, Basis.DOCUMENT)
    profile = PersonProfile(name=form.name.strip(), unit=form.unit, phone=form.phone.strip())
    command = RegisterPerson(
        profile=profile, post=form.post.strip(), since=since.earliest if since else now
    )
    act(request, asking, key, register_person, command)
    return then("/register")


@router.get("/sheet")
def template(request: Request, asking: Seeing) -> Response:
    headers = {"content-disposition": 'attachment; filename="register.xlsx"'}
    return Response(empty_sheet(), media_type=XLSX, headers=headers)


@router.post("/preview")
def look_at_sheet(
    request: Request, asking: Editing, file: Annotated[UploadFile, File()]
) -> Response:
    """Nothing is taken in: the sheet is shown row by row with what would become of it."""
    content = file.file.read(running_of(request).settings.upload_bytes_max + 1)
    shown = _preview(request, file.filename or "", content)
    return page(
        request,
        asking,
        "register_preview.html",
        preview=shown,
        sheet=content.hex(),
        name=file.filename or "",
    )


@router.post("/import")
def take_in_sheet(
    request: Request,
    asking: Editing,
    key: FormKey,
    name: Annotated[Word, Form()],
    sheet: Annotated[str, Form(max_length=20 * 1024 * 1024)],
) -> Response:
    """The sheet that was looked at, read again: what was new then may have been taken in since."""
    shown = _preview(request, name, _bytes(sheet))
    command = as_command(shown, running_of(request).clock().now)
    short = CommandKey(key.id, key.body)
    act(request, asking, short, register_sheet, command)
    return then("/register")


def _preview(request: Request, name: str, content: bytes) -> Preview:
    names, register = names_of(request), running_of(request).desk.register()
    return preview(read_sheet(name, content), register.network, names.units, names.people)


def _bytes(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""
