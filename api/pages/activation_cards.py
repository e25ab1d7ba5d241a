"""行动卡与通知: a card is done with its evidence, excused or given more time; a unit is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.acting import FormKey, act
from api.concerns import of_activation
from api.guarding import Asking, genuine, may, may_or_record
from api.pages.activation_acts import back
from api.pages.incident_plans import typed_time
from api.typed import Blank, Text, Word
from desk.access import Action
from desk.activation_course import MoveCard, move_card
from desk.activations import TellUnit, tell_unit
from desk.plan_clocks import ExcusePlanClock, MeetPlanClock, excuse_plan_clock, meet_plan_clock
from desk.responses import card_id
from domain.words import Channel

router = APIRouter(prefix="/activations/{activation}", dependencies=[Depends(genuine)])

Recording = Annotated[Asking, may(Action.LINK_PLAN, of_activation)]
Deciding = Annotated[
    Asking, may_or_record(Action.ACTIVATE_PLAN, of_activation, on_behalf=Action.LINK_PLAN)
]


class Done(BaseModel):
    """The evidence: words, or the number of a paper."""

    words: Text = ""
    number: Word = ""
    at: Word = ""


class Excused(BaseModel):
    reason: Text = ""
    by: Annotated[UUID | None, Blank] = None


class More(BaseModel):
    minutes: Annotated[int, Field(ge=1, le=60 * 24 * 7)] = 15
    reason: Text = ""


class Told(BaseModel):
    unit: UUID
    channel: Channel = Channel.PHONE
    at: Word = ""


DoneForm = Annotated[Done, Form()]
ExcusedForm = Annotated[Excused, Form()]
MoreForm = Annotated[More, Form()]
ToldForm = Annotated[Told, Form()]


@router.post("/cards/{card}/done")
def done(
    request: Request, activation: UUID, card: str, asking: Recording, key: FormKey, form: DoneForm
) -> Response:
    command = MeetPlanClock(
        plan_clock=card_id(activation, card),
        words=form.words,
        number=form.number,
        files=(),
        met=typed_time(request, form.at),
    )
    act(request, asking, key, meet_plan_clock, command)
    return _at(activation, card)


@router.post("/cards/{card}/excuse")
def excuse(
    request: Request, activation: UUID, card: str, asking: Deciding, key: FormKey, form: ExcusedForm
) -> Response:
    command = ExcusePlanClock(plan_clock=card_id(activation, card), reason=form.reason)
    act(request, asking, key, excuse_plan_clock, command, by=form.by)
    return _at(activation, card)


@router.post("/cards/{card}/time")
def move(
    request: Request, activation: UUID, card: str, asking: Recording, key: FormKey, form: MoreForm
) -> Response:
    command = MoveCard(
        activation=activation,
        card=card,
        within=timedelta(minutes=form.minutes),
        reason=form.reason,
    )
    act(request, asking, key, move_card, command)
    return _at(activation, card)


@router.post("/told")
def tell(
    request: Request, activation: UUID, asking: Recording, key: FormKey, form: ToldForm
) -> Response:
    command = TellUnit(
        activation=activation,
        unit=form.unit,
        channel=form.channel,
        told=typed_time(request, form.at),
    )
    act(request, asking, key, tell_unit, command)
    return back(activation, "units")


def _at(activation: UUID, card: str) -> Response:
    return back(activation, f"card-{card_id(activation, card)}")
