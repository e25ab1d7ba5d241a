"""时间线录入: a past dispute typed from paper is played through a desk of its own, and nothing of it is stored."""

from __future__ import annotations

from itertools import zip_longest
from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.cases.findings import Json, findings
from api.cases.replay import play_case
from api.cases.shapes import CaseTier, RowKind
from api.cases.typed import TypedActor, TypedCase, TypedRow, case_of
from api.guarding import Asking, genuine, may
from api.pages.entrance import SLOW_AT_ONCE
from api.pages.page import page
from api.typed import Word
from desk.access import Action
from domain.words import KNOWN_CLASSES, IncidentClass, Stage

router = APIRouter(dependencies=[Depends(genuine)])

ACTORS, ROWS = 8, 24
STAGES = (Stage.FIRST, Stage.FOLLOW_UP, Stage.FINAL)

Auditing = Annotated[Asking, may(Action.AUDIT)]
Column = Annotated[list[Word], Field(max_length=ROWS)]


class Dispute(BaseModel):
    """Columns of the two tables, one entry a row."""

    category: IncidentClass = IncidentClass.ACCIDENT
    subtype: Word = ""
    limit_minutes: Word = ""
    starts_at: Word = "learned"
    name: Column = []
    tier: Column = []
    at: Column = []
    kind: Column = []
    actor: Column = []
    recipient: Column = []
    stage: Column = []
    dead: Column = []
    missing: Column = []
    trapped: Column = []
    injured: Column = []


@router.get("/disputes")
def ask(request: Request, asking: Auditing) -> Response:
    return _shown(request, asking, Dispute(), None)


@router.post("/disputes")
async def play(request: Request, asking: Auditing, form: Annotated[Dispute, Form()]) -> Response:
    """Played on a thread of its own, in a folder that is thrown away. Raises TimelineWrong."""
    case = case_of(_typed(form))
    found = await to_thread.run_sync(lambda: findings(play_case(case)), limiter=SLOW_AT_ONCE)
    named = {key: one.name for key, one in case.actors.items()}
    return _shown(request, asking, form, found, named)


def _typed(form: Dispute) -> TypedCase:
    rows = [_row(form, n) for n, at in enumerate(form.at) if at.strip()]
    pairs = zip_longest(form.name, form.tier, fillvalue="")
    return TypedCase(
        category=form.category.value,
        subtype=form.subtype,
        limit_minutes=form.limit_minutes,
        starts_at=form.starts_at,
        actors=[TypedActor(*pair) for pair in pairs],
        rows=rows,
    )


def _row(form: Dispute, n: int) -> TypedRow:
    def cell(column: list[str]) -> str:
        return column[n] if n < len(column) else ""

    return TypedRow(
        at=form.at[n],
        kind=cell(form.kind),
        actor=cell(form.actor),
        recipient=cell(form.recipient),
        stage=cell(form.stage),
        figures=tuple(map(cell, (form.dead, form.missing, form.trapped, form.injured))),
    )


def _shown(
    request: Request,
    asking: Asking,
    form: Dispute,
    found: Json | None,
    named: dict[str, str] | None = None,
) -> Response:
    return page(
        request,
        asking,
        "disputes.html",
        form=form,
        found=found,
        named=named or {},
        tiers=tuple(CaseTier),
        kinds=tuple(RowKind),
        classes=KNOWN_CLASSES,
        stages=STAGES,
        sizes=(range(ACTORS), range(ROWS)),
    )
