"""换班: leave, swaps and substitutions are asked for, agreed to, approved."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, ClassVar, NamedTuple
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel
from starlette.responses import Response

from api.acting import FormKey, act
from api.guarding import Asking, genuine, may, running_of
from api.pages.names import names_of
from api.pages.page import page, then
from api.running import Running
from api.typed import Blank, Text, TimeNotUnderstood, Word, world_time
from desk import duty_change as commands
from desk.access import Action
from desk.duty_change import change_findings
from domain.duty_change import OPEN, ChangeKind, ChangeRequested, Move
from domain.kernel import Refused
from domain.roster import PlannedShift
from domain.times import Basis, WorldTime, moment
from projections.rosters import DUTY_CHANGES, ChangeRow

router = APIRouter(prefix="/duty-changes", dependencies=[Depends(genuine)])

Seeing = Annotated[Asking, may(Action.SEE_ROSTER)]
Changing = Annotated[Asking, may(Action.CHANGE_DUTY)]
Approving = Annotated[Asking, may(Action.PUBLISH_ROSTER)]
SETTLED_SHOWN = 30
SHIFTS_SHOWN = 100


class SeatUnknown(Refused):
    """请从列表中选择班次和人员"""

    EN: ClassVar[str] = "Choose a shift and a person from the list"


class ChangeForm(BaseModel):
    """`seat`: a shift and who leaves it; `takes`: in the same order, who takes it; `other`: of a swap, the seat taken in return."""

    kind: ChangeKind
    reason: Text
    person: UUID
    seat: list[Word] = []
    takes: list[Annotated[UUID | None, Blank]] = []
    other: Word = ""
    since: Word = ""
    until: Word = ""
    urgent: bool = False


class Reason(BaseModel):
    reason: Text = ""
    person: Annotated[UUID | None, Blank] = None


class SeatLine(NamedTuple):
    """One person's seat in a shift to come; `value` names it in a form."""

    value: str
    id: UUID
    person: UUID
    shift: PlannedShift


@router.get("")
def show_changes(
    request: Request,
    asking: Seeing,
    person: Annotated[UUID | None, Blank] = None,
    since: str = "",
    until: str = "",
) -> Response:
    """With `person`, `since` and `until`: the form for leave, with each shift somebody must take."""
    running = running_of(request)
    seats = _seats(running)
    leave = _leave(running, seats, person, since, until) if person and since and until else None
    shown = _shown(running) | {"seats": seats[:SHIFTS_SHOWN], "leave": leave}
    span = person, since, until
    names = names_of(request)
    return page(request, asking, "duty_changes.html", span=span, names=names, **shown)


def _shown(running: Running) -> dict[str, Any]:
    """Those still open with what would become wrong, and those settled lately."""
    rows, register = _changes(running), running.desk.register()
    opened = [one for one in rows if one.change.standing in OPEN]
    return {
        "open": opened,
        "settled": [one for one in rows if one.change.standing not in OPEN][:SETTLED_SHOWN],
        "found": {one.id: change_findings(one.change, register) for one in opened},
        "shifts": register.duty.shifts,
    }


@router.post("")
def ask(
    request: Request, asking: Changing, key: FormKey, form: Annotated[ChangeForm, Form()]
) -> Response:
    requested = _requested(form, running_of(request).clock().now)
    command = commands.RequestChange(request=requested)
    act(request, asking, key, commands.request_change, command, by=form.person)
    return then("/duty-changes")


@router.post("/{change}/consent")
def consent(
    request: Request, change: UUID, asking: Changing, key: FormKey, form: Annotated[Reason, Form()]
) -> Response:
    """By whoever takes the seat, or written down by the officer who heard it on the telephone."""
    person = form.person or asking.caller.person or asking.caller.account
    command = commands.ConsentToChange(change=change, person=person, consented=_now(request))
    act(request, asking, key, commands.consent_to_change, command, by=person)
    return then("/duty-changes")


@router.post("/{change}/decline")
def decline(
    request: Request, change: UUID, asking: Changing, key: FormKey, form: Annotated[Reason, Form()]
) -> Response:
    person = form.person or asking.caller.person or asking.caller.account
    command = commands.DeclineChange(change=change, person=person, reason=form.reason)
    act(request, asking, key, commands.decline_change, command, by=person)
    return then("/duty-changes")


@router.post("/{change}/approval")
def approve(
    request: Request, change: UUID, asking: Approving, key: FormKey, form: Annotated[Reason, Form()]
) -> Response:
    command = commands.ApproveChange(
        change=change, approver=_own(asking), approved=_now(request), in_spite_of=form.reason
    )
    act(request, asking, key, commands.approve_change, command)
    return then("/duty-changes")


@router.post("/{change}/refusal")
def refuse(
    request: Request, change: UUID, asking: Approving, key: FormKey, form: Annotated[Reason, Form()]
) -> Response:
    command = commands.RefuseChange(change=change, approver=_own(asking), reason=form.reason)
    act(request, asking, key, commands.refuse_change, command)
    return then("/duty-changes")


@router.post("/{change}/withdrawal")
def withdraw(
    request: Request, change: UUID, asking: Changing, key: FormKey, form: Annotated[Reason, Form()]
) -> Response:
    command = commands.WithdrawChange(change=change, reason=form.reason)
    act(request, asking, key, commands.withdraw_change, command)
    return then("/duty-changes")


def _requested(form: ChangeForm, now: datetime) -> ChangeRequested:
    return ChangeRequested(
        kind=form.kind,
        person=form.person,
        moves=_moves(form),
        since=_instant(form.since, now),
        until=_instant(form.until, now),
        reason=form.reason,
        urgent=form.urgent,
        asked=moment(now, Basis.KEY_PRESS),
    )


def _moves(form: ChangeForm) -> tuple[Move, ...]:
    """A seat without anybody to take it is nobody's move. Raises SeatUnknown."""
    there = [_seat(one) for one in form.seat if one]
    if form.kind is ChangeKind.SWAP:
        [(shift, leaves)], (other, takes) = there[:1] or [_seat("")], _seat(form.other)
        there_and_back = (shift, leaves, takes), (other, takes, leaves)
        return tuple(Move(shift=a, leaves=b, takes=c) for a, b, c in there_and_back)
    pairs = zip(there, form.takes, strict=False)
    return tuple(Move(shift=a, leaves=b, takes=c) for (a, b), c in pairs if c)


def _seat(value: str) -> tuple[UUID, UUID]:
    shift, _, person = value.partition(".")
    try:
        return UUID(shift), UUID(person)
    except ValueError:
        raise SeatUnknown(value) from None


def _instant(typed: str, now: datetime) -> datetime | None:
    at = world_time(typed.replace("T", " "), now, Basis.DOCUMENT)
    return at.earliest if at else None


def _seats(running: Running) -> list[SeatLine]:
    """Of every shift that is not over, the earliest first; somebody in two seats of it is named once."""
    now = running.clock().now
    calendar = running.desk.register().duty
    coming = [one for one in calendar.shifts.items() if one[1].ends > now]
    return [
        SeatLine(f"{id}.{person}", id, person, shift)
        for id, shift in sorted(coming, key=lambda one: one[1].starts)
        for person in dict.fromkeys(seat.person for seat in shift.seats)
    ]


def _leave(
    running: Running, seats: list[SeatLine], person: UUID, since: str, until: str
) -> list[SeatLine]:
    """Their seats in that time. Raises TimeNotUnderstood."""
    now = running.clock().now
    span = _instant(since, now), _instant(until, now)
    if span[0] is None or span[1] is None:
        raise TimeNotUnderstood(since)
    mine = (one for one in seats if one.person == person)
    return [one for one in mine if one.shift.starts < span[1] and span[0] < one.shift.ends]


def _changes(running: Running) -> list[ChangeRow]:
    """The newest first."""
    rows = running.boards.read(lambda follower: list(follower.rows[DUTY_CHANGES.name].values()))
    return sorted(rows, key=lambda one: one.seq, reverse=True)


def _own(asking: Asking) -> UUID:
    return asking.caller.person or asking.caller.account


def _now(request: Request) -> WorldTime:
    return moment(running_of(request).clock().now, Basis.KEY_PRESS)
