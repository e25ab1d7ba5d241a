"""值班违规: the list with what each person says; a leader's finding; a named person's decision."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel
from starlette.responses import Response

from api.acting import FormKey, act
from api.guarding import Asking, genuine, may, running_of
from api.pages.names import names_of
from api.pages.page import page, then
from api.typed import Blank, Text, Word, world_time
from desk import duty_breaches as commands
from desk.access import Action
from domain.duty_breach import DutyBreachKind
from domain.times import Basis, WorldTime, moment
from domain.verdict import Decision
from projections.duty import DUTY
from projections.duty_breaches import DUTY_BREACHES
from projections.follower import Follower

router = APIRouter(prefix="/duty-breaches", dependencies=[Depends(genuine)])

FOUND = tuple(one for one in DutyBreachKind if one is not DutyBreachKind.LATE)
Deciding = Annotated[Asking, may(Action.DECIDE_BREACH)]


class Finding(BaseModel):
    shift: UUID
    kind: DutyBreachKind
    person: Annotated[UUID | None, Blank] = None
    since: Word = ""
    words: Text = ""


class Judging(BaseModel):
    decision: Decision = Decision.CONFIRMED
    reason: Text = ""


@router.get("")
def show_duty_breaches(
    request: Request, asking: Annotated[Asking, may(Action.SEE_PERFORMANCE)]
) -> Response:
    """What waits for a decision first; of the rest the newest first."""
    breaches, shifts = running_of(request).boards.read(_rows)
    breaches.sort(key=lambda one: (not one.waits, -one.breach.proposed.since.timestamp()))
    shown = {"breaches": breaches, "shifts": shifts, "names": names_of(request)}
    return page(request, asking, "duty_breaches.html", **shown, kinds=FOUND, decisions=Decision)


@router.post("")
def find(
    request: Request,
    asking: Annotated[Asking, may(Action.SET_SHIFT)],
    key: FormKey,
    form: Annotated[Finding, Form()],
) -> Response:
    now = running_of(request).clock().now
    since = world_time(form.since, now, Basis.ORAL) or moment(now, Basis.KEY_PRESS)
    command = commands.FindDutyBreach(
        shift=form.shift, kind=form.kind, person=form.person, since=since, words=form.words
    )
    act(request, asking, key, commands.find_duty_breach, command)
    return then("/duty-breaches")


@router.post("/{duty_breach}/statement")
def state(
    request: Request,
    duty_breach: UUID,
    asking: Annotated[Asking, may(Action.CHECK_IN)],
    key: FormKey,
    words: Annotated[Text, Form()] = "",
) -> Response:
    """The person's own words, whoever types them."""
    row = running_of(request).boards.read(lambda f: f.rows[DUTY_BREACHES.name].get(duty_breach))
    command = commands.StateOnDutyBreach(duty_breach=duty_breach, words=words, given=_now(request))
    person = row.breach.proposed.person if row else None
    act(request, asking, key, commands.state_on_duty_breach, command, by=person)
    return then("/duty-breaches")


@router.post("/{duty_breach}/decision")
def decide(
    request: Request,
    duty_breach: UUID,
    asking: Deciding,
    key: FormKey,
    form: Annotated[Judging, Form()],
) -> Response:
    command = commands.DecideDutyBreach(
        duty_breach=duty_breach,
        decision=form.decision,
        reason=form.reason,
        decided=_now(request),
        person=asking.caller.person or asking.caller.account,
    )
    act(request, asking, key, commands.decide_duty_breach, command)
    return then("/duty-breaches")


@router.post("/{duty_breach}/revocation")
def revoke(
    request: Request,
    duty_breach: UUID,
    asking: Deciding,
    key: FormKey,
    reason: Annotated[Text, Form()] = "",
) -> Response:
    who = asking.caller.person or asking.caller.account
    command = commands.RevokeDutyDecision(duty_breach=duty_breach, reason=reason, person=who)
    act(request, asking, key, commands.revoke_duty_decision, command)
    return then("/duty-breaches")


def _rows(follower: Follower) -> tuple[list[Any], list[Any]]:
    rows = follower.rows
    shifts = sorted(rows[DUTY.name].values(), key=lambda one: one.starts)
    return list(rows[DUTY_BREACHES.name].values()), shifts


def _now(request: Request) -> WorldTime:
    return moment(running_of(request).clock().now, Basis.KEY_PRESS)
