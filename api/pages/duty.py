"""班次: the shift is set by hand, people check in, and a doubted clock is explained."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel
from starlette.responses import Response

from api.acting import FormKey, act
from api.guarding import Asking, genuine, may, running_of
from api.pages.names import names_of
from api.pages.page import page, then
from api.typed import Blank, Text, TimeNotUnderstood, Word, world_time
from desk.access import Action
from desk.duty import CheckIn, SetShift, check_in, set_shift
from desk.office import ExplainClock, explain_clock
from domain.handover import Condition, Device
from domain.shift import DutyPost, Seat
from domain.times import Basis, moment
from projections.attendance import attendances, missing_lines
from projections.desk_checks import DESK_CHECKS
from projections.duty import DUTY, ShiftRow
from projections.follower import Follower

router = APIRouter(dependencies=[Depends(genuine)])

COMING_SHOWN = 2  # the roster shows the rest

Person = Annotated[UUID | None, Blank]


class ShiftForm(BaseModel):
    starts: Word
    ends: Word
    begins_watch: bool = False
    overall_leader: Person = None
    duty_leader_on_site: Person = None
    duty_leader_on_call: Person = None
    lead_officer: Person = None
    second_officer: Person = None
    standby: Person = None

    def seats(self) -> tuple[Seat, ...]:
        chosen = ((post, getattr(self, post.value)) for post in DutyPost)
        return tuple(Seat(post=post, person=person) for post, person in chosen if person)


class ClockForm(BaseModel):
    explanation: Text
    follow_wall: bool = False


@router.get("/shift")
def show_shift(request: Request, asking: Annotated[Asking, may(Action.SEE_BOARD)]) -> Response:
    shown = running_of(request).boards.read(_shown)
    choices = {"posts": tuple(DutyPost), "devices": tuple(Device)}
    names, conditions = names_of(request), tuple(reversed(Condition))
    return page(
        request, asking, "shift.html", **shown, **choices, conditions=conditions, names=names
    )


def _shown(follower: Follower) -> dict[str, Any]:
    """The shift that answers, those that come, who is missing, and how the desk's things were found."""
    rows = follower.rows
    shifts: list[ShiftRow] = list(rows[DUTY.name].values())
    responsible = next((one for one in shifts if one.responsible), None)
    coming = (one for one in shifts if responsible and one.starts > responsible.starts)
    return {
        "responsible": responsible,
        "coming": sorted(coming, key=lambda one: one.starts)[:COMING_SHOWN],
        "awaited": set(attendances(rows)),
        "missing": missing_lines(rows),
        "tested": list(rows[DESK_CHECKS.name].values()),
    }


@router.post("/shift")
def set_by_hand(
    request: Request,
    asking: Annotated[Asking, may(Action.SET_SHIFT)],
    key: FormKey,
    form: Annotated[ShiftForm, Form()],
) -> Response:
    act(request, asking, key, set_shift, _setting(form, running_of(request).clock().now))
    return then("/shift")


@router.post("/shift/{shift}/check-in")
def arrive(
    request: Request,
    shift: UUID,
    asking: Annotated[Asking, may(Action.CHECK_IN)],
    key: FormKey,
    person: Annotated[UUID, Form()],
) -> Response:
    arrived = moment(running_of(request).clock().now, Basis.KEY_PRESS)
    command = CheckIn(shift=shift, person=person, arrived=arrived)
    act(request, asking, key, check_in, command, by=person)
    return then("/shift")


@router.get("/clock")
def show_clock(request: Request, asking: Annotated[Asking, may(Action.EXPLAIN_CLOCK)]) -> Response:
    return page(request, asking, "clock.html", board=running_of(request).boards.board())


@router.post("/clock")
def explain(
    request: Request,
    asking: Annotated[Asking, may(Action.EXPLAIN_CLOCK)],
    key: FormKey,
    form: Annotated[ClockForm, Form()],
) -> Response:
    command = ExplainClock(explanation=form.explanation, follow_wall=form.follow_wall)
    act(request, asking, key, explain_clock, command)
    if form.follow_wall:
        running_of(request).follow_wall()
    return then("/")


def _instant(typed: str, now: datetime) -> datetime:
    at = world_time(typed.replace("T", " "), now, Basis.DOCUMENT)
    if at is None:
        raise TimeNotUnderstood(typed)
    return at.earliest


def _setting(form: ShiftForm, now: datetime) -> SetShift:
    return SetShift(
        starts=_instant(form.starts, now),
        ends=_instant(form.ends, now),
        seats=form.seats(),
        set_at=moment(now, Basis.KEY_PRESS),
        begins_watch=form.begins_watch,
    )
