"""单位与人员: the reporting network, unit by unit and person by person."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.acting import CommandKey, FormKey, act
from api.guarding import Asking, genuine, may, running_of
from api.pages.names import names_of
from api.pages.page import page, then
from api.sheets.cells import WrongCell, day
from api.typed import Blank, Text, Word, world_time
from desk.access import Action
from desk.draft import Unknown
from desk.network import (
    CloseUnit,
    LeavePost,
    RegisterPerson,
    RegisterUnit,
    close_unit,
    leave_post,
    register_person,
    register_unit,
)
from desk.register import SHANGHAI
from desk.roster import TrainPerson, train_person
from domain.person import PersonProfile
from domain.times import Basis
from domain.unit import UnitProfile
from domain.words import Line, Tier, UnitKind
from projections.network import PEOPLE, UNITS
from projections.numbers import NUMBERS, NumberRow
from projections.rows import View

router = APIRouter(prefix="/register", dependencies=[Depends(genuine)])

Seeing = Annotated[Asking, may(Action.SEE_REGISTER)]
Editing = Annotated[Asking, may(Action.EDIT_REGISTER)]
WORDS = {"tiers": tuple(Tier), "kinds": tuple(UnitKind), "lines": tuple(Line)}


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
    return page(request, asking, "register.html", names=names_of(request), words=WORDS)


@router.get("/units/{unit}")
def show_unit(request: Request, unit: UUID, asking: Seeing) -> Response:
    names = names_of(request)
    return page(
        request,
        asking,
        "register_unit.html",
        unit=_row(request, UNITS, unit),
        below=[one for one in names.units if one.profile.parent == unit],
        people=[one for one in names.people if one.profile.unit == unit],
        own=running_of(request).desk.register().office.unit == unit,
        names=names,
        words=WORDS,
        number_told=partial(_number, request),
    )


@router.get("/people/{person}")
def show_person(request: Request, person: UUID, asking: Seeing) -> Response:
    shown = _row(request, PEOPLE, person)
    return page(
        request,
        asking,
        "register_person.html",
        person=shown,
        names=names_of(request),
        number_told=partial(_number, request),
        trained=running_of(request).desk.register().duty.trained.get(person),
    )


def _number(request: Request, number: str) -> NumberRow | None:
    """When it was answered last; None: never rung."""
    boards = running_of(request).boards
    row: NumberRow | None = boards.read(lambda follower: follower.rows[NUMBERS.name].get(number))
    return row


def _row(request: Request, view: View, id: UUID) -> Any:
    """Raises Unknown."""
    row = running_of(request).boards.read(lambda follower: follower.rows[view.name].get(id))
    if row is None:
        raise Unknown(id)
    return row


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
    return then(f"/register/units/{unit}")


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
    return then(f"/register/people/{person}" if person else "/register")


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
    return then(f"/register/people/{person}")


@router.post("/people/{person}/training")
def record_training(
    request: Request, person: UUID, asking: Editing, key: FormKey, on: Annotated[Word, Form()] = ""
) -> Response:
    """Trained for the desk on that day; blank: today."""
    command = TrainPerson(person=person, on=_instant(request, on).astimezone(SHANGHAI).date())
    act(request, asking, key, train_person, command)
    return then(f"/register/people/{person}")


def _instant(request: Request, typed: str) -> datetime:
    """A day or a time; blank: now. Raises TimeNotUnderstood."""
    now: datetime = running_of(request).clock().now
    try:
        return day(typed)
    except WrongCell:
        time = world_time(typed, now, Basis.DOCUMENT)
    return time.earliest if time else now
