"""一个预案: all its versions and what replaces what; corrected, added to, replaced, withdrawn; its texts kept by hash."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from msgspec.structs import replace
from pydantic import BaseModel
from starlette.responses import Response

from api.acting import CommandKey, FormKey, act
from api.guarding import Asking, genuine, may, running_of
from api.languages import LANGUAGES, language_of
from api.pages.page import page, then
from api.pages.plan_clocks import cycle_of_plan
from api.pages.plan_files import require_plan, require_version
from api.plan_forms import FIELDS, PlanForm, cleared, told_entry
from api.plan_listing import plan_line
from api.plan_sheets.owners import Owners
from api.plan_sheets.written import cells_of
from api.plan_versions import shown_versions
from api.typed import Blank, Day, Seen, Text
from contingency_plans.plan_commands import PlanUntitled
from contingency_plans.plan_cycle_commands import require_standing
from contingency_plans.plan_edited import edited_row
from contingency_plans.plan_entry import PlanEntry
from contingency_plans.plan_subtypes import subtype_name
from contingency_plans.plan_words import TextKind
from desk import plans as commands
from desk.access import Action
from projections.reviews import lessons_for_plan

router = APIRouter(prefix="/plans/{plan}", dependencies=[Depends(genuine)])

Seeing = Annotated[Asking, may(Action.SEE_PLANS)]
Keeping = Annotated[Asking, may(Action.KEEP_PLANS)]


class Over(BaseModel):
    """`by`: the version that takes its place, where one is named."""

    by: Annotated[UUID | None, Blank] = None
    on: Annotated[Day | None, Blank] = None
    words: Text = ""


@router.get("")
def show(request: Request, plan: UUID, asking: Seeing) -> Response:
    running = running_of(request)
    seen = running.log.head().seq  # before anything is read
    found, language = require_plan(running, plan), language_of(request)
    today = running.today
    shown = {
        "plan": found,
        "seen": seen,
        "line": plan_line(found, today),
        "lessons": running.boards.read(lambda view: lessons_for_plan(view.rows, plan)),
        "versions": shown_versions(found, running.desk.register().plans, today, language),
        "kinds": tuple(TextKind),
        "given_fields": FIELDS,
        "subtypes": [subtype_name(language, one) for one in found.profile.subtypes],
    }
    return page(request, asking, "plan.html", **cycle_of_plan(request, plan) | shown)


@router.post("/versions")
def add_version(
    request: Request, plan: UUID, asking: Keeping, key: FormKey, form: Annotated[PlanForm, Form()]
) -> Response:
    """What the form leaves blank the plan keeps. Raises PlanGone."""
    known = require_plan(running_of(request), plan)
    require_standing(known)
    entry = replace(told_entry(form.cells(), known.profile.jurisdiction), plan=plan)
    _tell(request, asking, key, entry)
    return then(f"/plans/{plan}#versions")


@router.post("/versions/{version}")
def restate(
    request: Request,
    plan: UUID,
    version: UUID,
    asking: Keeping,
    key: FormKey,
    form: Annotated[PlanForm, Form()],
) -> Response:
    """Only the fields that were edited say anything, as in a sheet of our own."""
    running = running_of(request)
    found = require_plan(running, plan)
    require_standing(found)
    known = require_version(found, version)
    written = [cells_of(found, known, language) for language in LANGUAGES]
    cells = cleared(form.cells(), written[0])
    entry = edited_row(cells, written, known, found.profile.jurisdiction, 0)
    if entry is None:
        raise PlanUntitled
    entry = Owners(running.desk.register()).with_unit(replace(entry, plan=plan))
    _tell(request, asking, key, entry)
    return then(f"/plans/{plan}#version-{version}")


@router.post("/versions/{version}/flags")
def clear_flags(
    request: Request,
    plan: UUID,
    version: UUID,
    asking: Keeping,
    key: FormKey,
    seen: Annotated[Seen, Form()] = None,
) -> Response:
    command = commands.ClearFlags(plan=plan, version=version)
    act(request, asking, key, commands.clear_flags, command, seen=seen)
    return then(f"/plans/{plan}#version-{version}")


@router.post("/versions/{version}/over")
def mark_over(
    request: Request,
    plan: UUID,
    version: UUID,
    asking: Keeping,
    key: FormKey,
    form: Annotated[Over, Form()],
) -> Response:
    command = commands.ReplaceVersion(
        plan=plan, version=version, by=form.by, on=form.on, words=form.words
    )
    act(request, asking, key, commands.replace_version, command)
    return then(f"/plans/{plan}#version-{version}")


@router.post("/withdrawal")
def withdraw(
    request: Request,
    plan: UUID,
    asking: Keeping,
    key: FormKey,
    reason: Annotated[Text, Form()] = "",
) -> Response:
    command = commands.WithdrawPlan(plan=plan, reason=reason)
    act(request, asking, key, commands.withdraw_plan, command)
    return then(f"/plans/{plan}")


def _tell(request: Request, asking: Asking, key: CommandKey, entry: PlanEntry) -> None:
    command = commands.RegisterPlans(entries=(entry,))
    act(request, asking, key, commands.register_plans, command)
