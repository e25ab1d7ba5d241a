"""值班表: a month of it, and a draft with what is wrong with it, to be published."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import Response

from api.acting import FormKey, act
from api.duty_month import duty_month, month_of, posts_of
from api.guarding import Asking, genuine, may, running_of
from api.pages.names import names_of
from api.pages.page import page, then
from api.running import Running
from api.typed import Word
from desk.access import Action
from desk.draft import Unknown
from desk.register import Register
from desk.roster import PublishRoster, coming, findings, publish_roster, replaced_by
from domain import roster as rosters
from domain.kernel import fold
from domain.roster import Roster, roster_id
from domain.roster_check import refused
from domain.times import Basis, moment
from projections.rosters import ROSTERS, RosterRow

router = APIRouter(prefix="/roster", dependencies=[Depends(genuine)])

Seeing = Annotated[Asking, may(Action.SEE_ROSTER)]
Publishing = Annotated[Asking, may(Action.PUBLISH_ROSTER)]


@router.get("")
def show_month(request: Request, asking: Seeing, month: str = "") -> Response:
    running = running_of(request)
    now = running.clock().now
    shown = duty_month(month_of(month, now), running.desk.register(), now)
    return page(
        request,
        asking,
        "roster.html",
        month=shown,
        names=names_of(request),
        drafts=_rosters(running),
    )


@router.get("/{first}/{last}")
def show_roster(request: Request, first: date, last: date, asking: Seeing) -> Response:
    running = running_of(request)
    roster = _roster(running, first, last)
    shown = _beside(roster, running.desk.register(), running.clock().now)
    names = names_of(request)
    return page(request, asking, "roster_draft.html", roster=roster, names=names, **shown)


def _beside(roster: Roster, register: Register, now: datetime) -> dict[str, Any]:
    """What would change in the shifts as they stand, and what is wrong."""
    found = findings(roster, register, now)
    return {
        "posts": posts_of(roster.shifts),
        "standing": {one.starts: one for _, one in replaced_by(roster, register.duty, now)},
        "coming": coming(roster.shifts, now),
        "found": found,
        "never": bool(refused(found)),
    }


@router.post("/{first}/{last}/publication")
def publish(
    request: Request,
    first: date,
    last: date,
    asking: Publishing,
    key: FormKey,
    reason: Annotated[Word, Form()] = "",
) -> Response:
    command = PublishRoster(
        first=first,
        last=last,
        approver=asking.caller.person or asking.caller.account,
        published=moment(running_of(request).clock().now, Basis.KEY_PRESS),
        in_spite_of=reason,
    )
    act(request, asking, key, publish_roster, command)
    return then(f"/roster?month={first:%Y-%m}")


def _roster(running: Running, first: date, last: date) -> Roster:
    """Raises Unknown."""
    id = roster_id(running.desk.register().office.unit, first, last)
    roster = fold(rosters.evolve, None, (one.event for one in running.log.stream(id)))
    if roster is None:
        raise Unknown(id)
    return roster


def _rosters(running: Running) -> list[RosterRow]:
    """The newest first."""
    rows = running.boards.read(lambda follower: list(follower.rows[ROSTERS.name].values()))
    return sorted(rows, key=lambda one: one.first, reverse=True)
