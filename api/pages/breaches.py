"""违规: what is charged, what the unit says, what a named person decided, and what followed."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Query, Request
from pydantic import BaseModel
from starlette.responses import Response

from api.acting import FormKey, act
from api.concerns import of_breach, of_incident
from api.guarding import Asking, genuine, may, running_of
from api.pages.names import names_of
from api.pages.page import page, then
from api.running import Running
from api.typed import Blank, Seen, Text, Word, world_time
from desk import breaches as commands
from desk.access import Action
from desk.draft import Unknown
from domain import breach as breaches
from domain.breach import Breach
from domain.kernel import fold
from domain.times import Basis, WorldTime, moment
from domain.verdict import Decision
from projections.breaches import BREACHES, BreachRow, BreachState
from projections.history_lines import history_lines
from projections.incident_file import IncidentFile, gather

router = APIRouter(dependencies=[Depends(genuine)])

URGENT_FIRST = tuple(BreachState)

Seeing = Annotated[Asking, may(Action.SEE_BREACH, of_breach)]
Stating = Annotated[Asking, may(Action.STATE_ON_BREACH, of_breach)]
Deciding = Annotated[Asking, may(Action.DECIDE_BREACH, of_breach)]


class Judging(BaseModel):
    """One form of the page; each route reads the fields it needs."""

    at: Word = ""
    words: Text = ""
    reason: Text = ""
    decision: Decision = Decision.CONFIRMED
    kind: Word = ""
    post: Word = ""
    unit: Annotated[UUID | None, Blank] = None
    by: Annotated[UUID | None, Blank] = None
    person: Annotated[UUID | None, Blank] = None
    seen: Seen = None


Judged = Annotated[Judging, Form()]


@router.get("/breaches")
def show_breaches(
    request: Request,
    asking: Annotated[Asking, may(Action.SEE_BREACH)],
    unit: Annotated[UUID | None, Blank, Query()] = None,
) -> Response:
    """What waits for somebody first; of each state the newest first."""
    running = running_of(request)
    rows: list[BreachRow] = running.boards.read(
        lambda follower: list(follower.rows[BREACHES.name].values())
    )
    asked = [one for one in rows if unit in (None, one.obligor)]
    asked.sort(key=lambda one: (URGENT_FIRST.index(one.state), -one.charged_at.timestamp()))
    numbers = {one.incident: _number(running, one.incident) for one in asked}
    names = names_of(request)
    return page(request, asking, "breaches.html", breaches=asked, names=names, numbers=numbers)


@router.get("/breaches/{breach}")
def show_breach(request: Request, breach: UUID, asking: Seeing) -> Response:
    running, names = running_of(request), names_of(request)
    seen = running.log.head().seq
    history = running.log.stream(breach)
    state = _state(running, breach)
    row = running.boards.read(lambda follower: follower.rows[BREACHES.name].get(breach))
    file = gather(running.log, state.charge.incident)
    if file is None:
        raise Unknown(breach)
    return page(
        request,
        asking,
        "breach.html",
        id=breach,
        breach=state,
        row=row,
        file=file,
        clock=_clock(file, state),
        names=names,
        seen=seen,
        history=history_lines(history, names.of),
        decisions=tuple(Decision),
        words=running.desk.register().book.breaches,
    )


@router.post("/incidents/{incident}/breaches")
def allege(
    request: Request,
    incident: UUID,
    asking: Annotated[Asking, may(Action.ALLEGE_BREACH, of_incident)],
    key: FormKey,
    form: Judged,
) -> Response:
    """Of the office's own kinds, and of those no clock tells."""
    command = commands.AllegeBreach(
        incident=incident, obligor=_required(form.unit), kind=form.kind, words=form.words
    )
    done = act(request, asking, key, commands.allege_breach, command)
    return then(f"/breaches/{done.answer(commands.BreachAnswer).breach}")


@router.post("/breaches/{breach}/statement")
def state(request: Request, breach: UUID, asking: Stating, key: FormKey, form: Judged) -> Response:
    """The unit's own words, also as the desk took them down."""
    charged = _state(running_of(request), breach).charge.obligor
    command = commands.StateOnBreach(
        breach=breach, unit=charged, words=form.words, given=_time(request, form.at)
    )
    act(request, asking, key, commands.state_on_breach, command)
    return then(f"/breaches/{breach}")


@router.post("/breaches/{breach}/decision")
def decide(
    request: Request, breach: UUID, asking: Deciding, key: FormKey, form: Judged
) -> Response:
    command = commands.DecideBreach(
        breach=breach,
        decision=form.decision,
        reason=form.reason,
        decided=_time(request, form.at),
        person=_required(form.by or asking.caller.person),
    )
    act(request, asking, key, commands.decide_breach, command, seen=form.seen)
    return then(f"/breaches/{breach}")


@router.post("/breaches/{breach}/revocation")
def revoke(
    request: Request, breach: UUID, asking: Deciding, key: FormKey, form: Judged
) -> Response:
    person = _required(form.by or asking.caller.person)
    command = commands.RevokeDecision(breach=breach, reason=form.reason, person=person)
    act(request, asking, key, commands.revoke_decision, command, seen=form.seen)
    return then(f"/breaches/{breach}")


@router.post("/breaches/{breach}/consequence")
def record_consequence(
    request: Request, breach: UUID, asking: Deciding, key: FormKey, form: Judged
) -> Response:
    """`at`: the minute whose post holder answers."""
    command = commands.RecordConsequence(
        breach=breach,
        consequence=form.kind,
        person=form.person,
        post=form.post,
        at_the_time=_time(request, form.at).earliest,
        words=form.words,
    )
    act(request, asking, key, commands.record_consequence, command)
    return then(f"/breaches/{breach}")


@router.post("/breaches/{breach}/circulation")
def circulate(
    request: Request, breach: UUID, asking: Deciding, key: FormKey, form: Judged
) -> Response:
    """`words`: the number of the circular, as the office numbers its papers."""
    command = commands.CirculateBreach(
        breach=breach, number=form.words.strip(), circulated=_time(request, form.at)
    )
    act(request, asking, key, commands.circulate_breach, command)
    return then(f"/breaches/{breach}")


def _state(running: Running, id: UUID) -> Breach:
    state = fold(breaches.evolve, None, (one.event for one in running.log.stream(id)))
    if state is None:
        raise Unknown(id)
    return state


def _clock(file: IncidentFile, breach: Breach) -> Any:
    deadline = getattr(breach.charge, "deadline", None)
    return file.deadlines.get(deadline) if deadline else None


def _number(running: Running, incident: UUID) -> str:
    opened = running.log.stream(incident)[0].event
    return str(getattr(opened, "number", ""))


def _time(request: Request, typed: str) -> WorldTime:
    """Blank: now, by the key pressed."""
    now: datetime = running_of(request).clock().now
    return world_time(typed, now, Basis.ORAL) or moment(now, Basis.KEY_PRESS)


def _required(id: UUID | None) -> UUID:
    if id is None:
        raise Unknown
    return id
