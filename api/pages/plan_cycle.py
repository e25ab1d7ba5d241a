"""预案备案、征求意见、评估、演练、修订: what is told of one plan on its page or on the list of what is owed."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel
from starlette.responses import Response

from api.acting import FormKey, act
from api.guarding import Asking, genuine, may, running_of
from api.pages.page import then
from api.typed import Blank, Day, Text, Word, whole_day
from contingency_plans.plan_words import ExerciseForm, RevisionCause
from desk import plan_cycles as commands
from desk import plan_revisions as revisions
from desk.access import Action
from domain.times import Basis, WorldTime

router = APIRouter(prefix="/plans/{plan}", dependencies=[Depends(genuine)])

Keeping = Annotated[Asking, may(Action.KEEP_PLANS)]


class Back(StrEnum):
    """Where a form goes afterwards."""

    PLAN = "plan"
    CLOCKS = "clocks"


class Told(BaseModel):
    """`on`: the day; blank is today."""

    on: Annotated[Day | None, Blank] = None
    words: Text = ""
    back: Back = Back.PLAN


class Filing(Told):
    version: UUID
    recipient: Word = ""
    explained: bool = False


class Receipt(Told):
    version: UUID
    number: Word = ""


class Asked(Told):
    units: list[UUID] = []


class Evaluated(Told):
    version: UUID
    cause: Annotated[RevisionCause | None, Blank] = None


class Exercised(Told):
    version: UUID
    form: ExerciseForm


class Called(Told):
    cause: RevisionCause


class Revised(Told):
    version: Annotated[UUID | None, Blank] = None


@router.post("/filing")
def file(
    request: Request, plan: UUID, asking: Keeping, key: FormKey, form: Annotated[Filing, Form()]
) -> Response:
    command = commands.FilePlan(
        plan=plan,
        version=form.version,
        recipient=form.recipient,
        filed=_day(request, form),
        explained=form.explained,
    )
    act(request, asking, key, commands.file_plan, command)
    return _back(plan, form)


@router.post("/receipt")
def receipt(
    request: Request, plan: UUID, asking: Keeping, key: FormKey, form: Annotated[Receipt, Form()]
) -> Response:
    command = commands.NoteFilingReceipt(
        plan=plan, version=form.version, number=form.number, received=_day(request, form)
    )
    act(request, asking, key, commands.note_filing_receipt, command)
    return _back(plan, form)


@router.post("/consultation")
def consult(
    request: Request, plan: UUID, asking: Keeping, key: FormKey, form: Annotated[Asked, Form()]
) -> Response:
    command = commands.ConsultOnPlan(
        plan=plan, units=tuple(form.units), asked=_day(request, form), words=form.words
    )
    act(request, asking, key, commands.consult_on_plan, command)
    return _back(plan, form)


@router.post("/consultation/{consultation}/answer")
def answer(
    request: Request,
    plan: UUID,
    consultation: UUID,
    asking: Keeping,
    key: FormKey,
    form: Annotated[Told, Form()],
) -> Response:
    command = commands.AnswerConsultation(
        plan=plan, consultation=consultation, answered=_day(request, form), words=form.words
    )
    act(request, asking, key, commands.answer_consultation, command)
    return _back(plan, form)


@router.post("/evaluation")
def evaluate(
    request: Request, plan: UUID, asking: Keeping, key: FormKey, form: Annotated[Evaluated, Form()]
) -> Response:
    command = commands.EvaluatePlan(
        plan=plan,
        version=form.version,
        evaluated=_day(request, form),
        words=form.words,
        cause=form.cause,
    )
    act(request, asking, key, commands.evaluate_plan, command)
    return _back(plan, form)


@router.post("/exercise")
def exercise(
    request: Request, plan: UUID, asking: Keeping, key: FormKey, form: Annotated[Exercised, Form()]
) -> Response:
    """Held elsewhere than on this system."""
    command = commands.TellExercise(
        plan=plan,
        version=form.version,
        form=form.form,
        held=_day(request, form),
        words=form.words,
    )
    act(request, asking, key, commands.tell_exercise, command)
    return _back(plan, form)


@router.post("/revision")
def call_for_revision(
    request: Request, plan: UUID, asking: Keeping, key: FormKey, form: Annotated[Called, Form()]
) -> Response:
    command = revisions.CallForRevision(
        plan=plan, cause=form.cause, source=None, words=form.words, called=_day(request, form)
    )
    act(request, asking, key, revisions.call_for_revision, command)
    return _back(plan, form)


@router.post("/revision/{revision}/answer")
def answer_revision(
    request: Request,
    plan: UUID,
    revision: UUID,
    asking: Keeping,
    key: FormKey,
    form: Annotated[Revised, Form()],
) -> Response:
    command = revisions.AnswerRevision(
        plan=plan,
        revision=revision,
        version=form.version,
        words=form.words,
        answered=_day(request, form),
    )
    act(request, asking, key, revisions.answer_revision, command)
    return _back(plan, form)


def _day(request: Request, form: Told) -> WorldTime:
    return whole_day(form.on, running_of(request).clock().now, Basis.DOCUMENT)


def _back(plan: UUID, form: Told) -> Response:
    return then("/plans/clocks" if form.back is Back.CLOCKS else f"/plans/{plan}#cycle")
