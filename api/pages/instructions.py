"""指示与交办: a leader's words are written down, passed on, and what comes back is recorded."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.acting import FormKey, act
from api.concerns import of_incident
from api.guarding import Asking, genuine, may, may_or_record, running_of
from api.pages.page import then
from api.typed import Blank, Text, Word, world_time
from desk import instructions as commands
from desk.access import Action
from domain.instruction import InstructionWay
from domain.times import Basis, WorldTime, moment

router = APIRouter(prefix="/incidents/{incident}", dependencies=[Depends(genuine)])

Instructing = Annotated[
    Asking, may_or_record(Action.INSTRUCT, of_incident, on_behalf=Action.AMEND_INCIDENT)
]
Relaying = Annotated[Asking, may(Action.AMEND_INCIDENT, of_incident)]
Minutes = Annotated[int, Field(ge=1, le=60 * 24 * 30)]


class Said(BaseModel):
    """`by`: the leader, when somebody else writes the words down; blank time is now."""

    words: Text = ""
    at: Word = ""
    way: InstructionWay = InstructionWay.PHONE
    by: Annotated[UUID | None, Blank] = None
    dial: Annotated[UUID | None, Blank] = None
    read_back: bool = False
    holds_back: bool = False

    def command(self, incident: UUID, leader: UUID, given: WorldTime) -> commands.RecordInstruction:
        return commands.RecordInstruction(
            incident=incident,
            leader=leader,
            words=self.words,
            given=given,
            way=self.way,
            read_back=self.read_back,
            dial=self.dial,
            holds_back=self.holds_back,
        )


class Asked(BaseModel):
    instruction: UUID
    what: Text = ""
    unit: Annotated[UUID | None, Blank] = None
    person: Annotated[UUID | None, Blank] = None
    receipt_minutes: Minutes = 15
    feedback_minutes: Minutes = 60


class Came(BaseModel):
    """What came back, or what is wrong with it."""

    at: Word = ""
    counterpart: Word = ""
    words: Text = ""
    feedback_minutes: Minutes = 60


@router.post("/instructions")
def record(
    request: Request,
    incident: UUID,
    asking: Instructing,
    key: FormKey,
    form: Annotated[Said, Form()],
) -> Response:
    """The leader's words, typed by the leader or by whoever heard them."""
    leader = form.by or asking.caller.person or asking.caller.account
    command = form.command(incident, leader, _time(request, form.at))
    act(request, asking, key, commands.record_instruction, command, by=form.by)
    return _back(incident)


@router.post("/taskings")
def give(
    request: Request, incident: UUID, asking: Relaying, key: FormKey, form: Annotated[Asked, Form()]
) -> Response:
    command = commands.GiveTasking(
        incident=incident,
        instruction=form.instruction,
        unit=form.unit,
        person=form.person,
        what=form.what,
        receipt_within=timedelta(minutes=form.receipt_minutes),
        feedback_within=timedelta(minutes=form.feedback_minutes),
    )
    act(request, asking, key, commands.give_tasking, command)
    return _back(incident)


@router.post("/taskings/{tasking}/receipt")
def receive(
    request: Request,
    incident: UUID,
    tasking: UUID,
    asking: Relaying,
    key: FormKey,
    form: Annotated[Came, Form()],
) -> Response:
    at, who = _time(request, form.at), form.counterpart
    command = commands.ReceiveTasking(
        incident=incident, tasking=tasking, received=at, counterpart=who
    )
    act(request, asking, key, commands.receive_tasking, command)
    return _back(incident)


@router.post("/taskings/{tasking}/answer")
def answer(
    request: Request,
    incident: UUID,
    tasking: UUID,
    asking: Relaying,
    key: FormKey,
    form: Annotated[Came, Form()],
) -> Response:
    command = commands.AnswerTasking(
        incident=incident, tasking=tasking, words=form.words, answered=_time(request, form.at)
    )
    act(request, asking, key, commands.answer_tasking, command)
    return _back(incident)


@router.post("/taskings/{tasking}/round")
def ask_again(
    request: Request,
    incident: UUID,
    tasking: UUID,
    asking: Relaying,
    key: FormKey,
    form: Annotated[Came, Form()],
) -> Response:
    """`words`: why the answer does not do."""
    within = timedelta(minutes=form.feedback_minutes)
    command = commands.AskTaskingAgain(
        incident=incident, tasking=tasking, reason=form.words, feedback_within=within
    )
    act(request, asking, key, commands.ask_tasking_again, command)
    return _back(incident)


def _back(incident: UUID) -> Response:
    return then(f"/incidents/{incident}#instructions")


def _time(request: Request, typed: str) -> WorldTime:
    now = running_of(request).clock().now
    return world_time(typed, now, Basis.ORAL) or moment(now, Basis.KEY_PRESS)
