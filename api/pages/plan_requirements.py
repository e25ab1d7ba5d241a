"""应编预案清单: adopted from the one that ships, entries put in, changed and taken off, plans pinned to them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.acting import CommandKey, FormKey, act
from api.covering import places_of
from api.guarding import Asking, genuine, may, running_of
from api.pages.names import names_of
from api.pages.page import page, then
from api.running import Running
from api.typed import Blank, Text, Word
from contingency_plans.plan import Plan
from contingency_plans.plan_subtypes import subtype_of
from contingency_plans.plan_words import PlanType
from contingency_plans.required import is_of
from contingency_plans.requirement import Requirement
from contingency_plans.requirement_file import shipped_requirements
from desk import plan_requirements as commands
from desk.access import Action
from domain.kernel import Value
from domain.words import KNOWN_CLASSES, IncidentClass
from projections.coverage import Known, known

router = APIRouter(prefix="/plans/coverage/list", dependencies=[Depends(genuine)])

Keeping = Annotated[Asking, may(Action.KEEP_PLANS)]
LIST, DAYS_MAX = "/plans/coverage/list", 3650
SEPARATOR = re.compile(r"[、,，;；\s]+")


FORM = {
    "types": tuple(PlanType),
    "classes": KNOWN_CLASSES,
    "shipped": shipped_requirements(),
}


class ListTold(BaseModel):
    """`shipped`: with the entries that ship, in place of those there are."""

    places: Text = ""
    drafting_days: Annotated[int, Field(ge=1, le=DAYS_MAX)] = 365
    title: Word = ""
    source: Text = ""
    shipped: bool = False

    def command(self) -> commands.AdoptRequirements:
        ours = shipped_requirements()
        return commands.AdoptRequirements(
            title=self.title or ours.title,
            source=self.source or ours.source,
            places=parts(self.places),
            drafting_days=self.drafting_days,
            required=ours.required if self.shipped else None,
        )


class EntryTold(BaseModel):
    """`id`: blank for a new one, which is called by its title. `owner`: a unit's name, or any words."""

    id: Word = ""
    title: Annotated[Word, Field(min_length=1, pattern=r"\S")]
    type: PlanType
    classes: list[IncidentClass] = []
    subtypes: Word = ""
    stems: Word = ""
    owner: Word = ""
    due: Annotated[date | None, Blank] = None
    source: Word = ""

    def command(self, running: Running) -> commands.SetRequirement:
        entry = Requirement(
            id=self.id.strip() or self.title.strip(),
            title=self.title,
            type=self.type,
            classes=tuple(self.classes),
            subtypes=tuple(subtype_of(one) for one in parts(self.subtypes)),
            stems=parts(self.stems),
            owner=unit_called(running, self.owner.strip()),
            owner_words=self.owner,
            due=self.due,
            source=self.source,
        )
        return commands.SetRequirement(required=entry)


class PinTold(BaseModel):
    requirement: Word
    plan: UUID
    reason: Text = ""


class EntryNamed(BaseModel):
    requirement: Word


@router.get("")
def show(request: Request, asking: Keeping, entry: Word = "") -> Response:
    """`entry`: which of them is being changed."""
    running = running_of(request)
    found = running.boards.read(lambda follower: known(follower.rows))
    list_ = found.requirements
    return page(
        request,
        asking,
        "plan_requirements.html",
        list=list_,
        chosen=list_.get(entry) if list_ else None,
        places=(places := places_of(running, list_)),
        plans=_to_pin(found, places),
        titles={one.id: one.profile.title for one in found.plans},
        names=names_of(request),
        **FORM,
    )


@router.post("")
def adopt(
    request: Request, asking: Keeping, key: FormKey, form: Annotated[ListTold, Form()]
) -> Response:
    return _done(request, asking, key, commands.adopt_requirements, form.command())


@router.post("/entries")
def set_entry(
    request: Request, asking: Keeping, key: FormKey, form: Annotated[EntryTold, Form()]
) -> Response:
    command = form.command(running_of(request))
    return _done(request, asking, key, commands.set_requirement, command)


@router.post("/entries/removal")
def drop_entry(
    request: Request, asking: Keeping, key: FormKey, form: Annotated[EntryNamed, Form()]
) -> Response:
    command = commands.DropRequirement(requirement=form.requirement)
    return _done(request, asking, key, commands.drop_requirement, command)


@router.post("/pins")
def pin(
    request: Request, asking: Keeping, key: FormKey, form: Annotated[PinTold, Form()]
) -> Response:
    command = commands.PinPlan(**form.model_dump())
    return _done(request, asking, key, commands.pin_plan, command)


@router.post("/pins/removal")
def unpin(
    request: Request, asking: Keeping, key: FormKey, form: Annotated[PinTold, Form()]
) -> Response:
    command = commands.UnpinPlan(**form.model_dump())
    return _done(request, asking, key, commands.unpin_plan, command)


def parts(typed: str) -> tuple[str, ...]:
    """Several words in one field."""
    return tuple(dict.fromkeys(filter(None, SEPARATOR.split(typed))))


def _to_pin(found: Known, places: Sequence[str]) -> list[Plan]:
    """The region's own first."""
    kept = (one for one in found.plans if not one.withdrawn)
    return sorted(kept, key=lambda one: (not is_of(one.profile, places), one.profile.title))


def unit_called(running: Running, name: str) -> UUID | None:
    """Of the network, by its whole name or its short one."""
    network = running.desk.register().network
    return next((one.id for one in network if name and name in (one.name, one.short_name)), None)


def _done(
    request: Request,
    asking: Asking,
    key: CommandKey,
    handle: Callable[[Any, Any], Value],
    command: Value,
) -> Response:
    act(request, asking, key, handle, command)
    return then(LIST)
