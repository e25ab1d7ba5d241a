"""应急响应的决定: approved, dismissed, adjusted, ended by a leader's word; evaluated by whoever handled it."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from api.acting import FormKey, act
from api.concerns import of_activation
from api.guarding import Asking, genuine, may, may_or_record, running_of
from api.pages.activating import Approval, ApprovalForm, command_post, frozen_cards
from api.pages.activation_forms import AdjustmentForm, EndingForm, EvaluationForm, RefusalForm
from api.pages.activations import row_of
from api.pages.incident_plans import typed_time
from api.pages.names import names_of
from api.pages.page import then
from api.proposed_plans import pinned_text, require_level
from api.signing_in import require_pin
from desk import activation_course as course
from desk import activations as commands
from desk.access import Action
from domain.actors import Via
from domain.incident_marks import ResponseLevel

router = APIRouter(prefix="/activations/{activation}", dependencies=[Depends(genuine)])

Recording = Annotated[Asking, may(Action.LINK_PLAN, of_activation)]
Deciding = Annotated[
    Asking, may_or_record(Action.ACTIVATE_PLAN, of_activation, on_behalf=Action.LINK_PLAN)
]


@router.post("/approval")
def approve(
    request: Request, activation: UUID, asking: Deciding, key: FormKey, form: ApprovalForm
) -> Response:
    command = _starting(request, activation, asking, form)
    via = _signed(request, form.by, form.pin)
    act(request, asking, key, commands.start_activation, command, by=form.by, via=via)
    return back(activation)


@router.post("/dismissal")
def dismiss(
    request: Request, activation: UUID, asking: Deciding, key: FormKey, form: RefusalForm
) -> Response:
    command = commands.DismissActivation(activation=activation, reason=form.reason)
    act(request, asking, key, commands.dismiss_activation, command, by=form.by)
    return back(activation)


@router.post("/adjustment")
def adjust(
    request: Request, activation: UUID, asking: Deciding, key: FormKey, form: AdjustmentForm
) -> Response:
    _require_level(request, activation, form.response_level)
    command = course.AdjustActivation(
        activation=activation,
        response_level=form.response_level,
        reason=form.reason,
        adjusted=typed_time(request, form.at),
    )
    via = _signed(request, form.by, form.pin)
    act(
        request, asking, key, course.adjust_activation, command, by=form.by, via=via, seen=form.seen
    )
    return back(activation)


@router.post("/ending")
def end(
    request: Request, activation: UUID, asking: Deciding, key: FormKey, form: EndingForm
) -> Response:
    command = course.EndActivation(
        activation=activation,
        conditions=form.said,
        left_over=form.left_over,
        ended=typed_time(request, form.at),
    )
    via = _signed(request, form.by, form.pin)
    act(request, asking, key, course.end_activation, command, by=form.by, via=via)
    return back(activation)


@router.post("/evaluation")
def evaluate(
    request: Request, activation: UUID, asking: Recording, key: FormKey, form: EvaluationForm
) -> Response:
    command = course.EvaluateActivation(
        activation=activation,
        worked=form.worked,
        failed=form.failed,
        findings=form.found,
        evaluated=typed_time(request, form.at),
    )
    act(request, asking, key, course.evaluate_activation, command)
    return back(activation)


def _starting(
    request: Request, activation: UUID, asking: Asking, form: Approval
) -> commands.StartActivation:
    """With the cards of the very text that was pinned. Raises TextChanged, LevelNotInText."""
    names = names_of(request)
    _require_level(request, activation, form.response_level)
    running = running_of(request)
    text = pinned_text(running, row_of(running, activation).activation.proposed.pinned)
    return commands.StartActivation(
        activation=activation,
        approver=form.by or asking.caller.person or asking.caller.account,
        response_level=form.response_level,
        scope=form.scope,
        command_post=command_post(form, names),
        cards=frozen_cards(form, names, text),
        units=tuple(form.units),
        words=form.words,
        way=form.way,
        started=typed_time(request, form.at),
    )


def _require_level(request: Request, activation: UUID, level: ResponseLevel) -> None:
    running = running_of(request)
    require_level(running, row_of(running, activation).activation.proposed.pinned, level)


def back(activation: UUID, card: str = "") -> Response:
    return then(f"/activations/{activation}{'#' if card else ''}{card}")


def _signed(request: Request, by: UUID | None, pin: str) -> Via | None:
    """With their PIN whoever is named stands at this desk. Raises WrongPin."""
    if by is None or not pin.strip():
        return None
    require_pin(request, by, pin)
    return Via.DESK
