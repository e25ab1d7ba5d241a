"""领导去向: who is where until when, entered at the desk or by the leader himself on the phone page."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel
from starlette.responses import Response

from api.acting import FormKey, act
from api.guarding import Asking, genuine, may, running_of
from api.pages.names import names_of
from api.pages.page import page, then
from api.typed import CLOCK, Blank, TimeNotUnderstood, Word, world_time
from desk.access import Action
from desk.whereabouts import (
    EndWhereabouts,
    StateWhereabouts,
    end_whereabouts,
    state_whereabouts,
)
from domain.times import Basis, moment
from projections.whereabouts import WHEREABOUTS

router = APIRouter(prefix="/whereabouts", dependencies=[Depends(genuine)])

Keeping = Annotated[Asking, may(Action.KEEP_DUTY_LOG)]


class Where(BaseModel):
    """`starts` blank: from now. `back`: the page that the form stands on."""

    person: UUID
    place: Word
    until: Word
    starts: Word = ""
    reached_by: Word = ""
    stand_in: Annotated[UUID | None, Blank] = None
    away: bool = False
    back: Literal["/whereabouts", "/phone"] = "/whereabouts"

    def command(self, now: datetime) -> StateWhereabouts:
        starts = _instant(self.starts, now) if self.starts.strip() else now
        return StateWhereabouts(
            person=self.person,
            place=self.place,
            starts=starts,
            until=_coming(self.until, max(starts, now)),
            reached_by=self.reached_by,
            stand_in=self.stand_in,
            away=self.away,
        )


@router.get("")
def show(request: Request, asking: Annotated[Asking, may(Action.SEE_DUTY_LOG)]) -> Response:
    rows = running_of(request).boards.read(
        lambda views: list(views.rows[WHEREABOUTS.name].values())
    )
    rows.sort(key=lambda one: (not one.ran_out, one.until, str(one.person)))
    names = names_of(request)
    people = {one.id: one for one in names.people}
    return page(request, asking, "whereabouts.html", rows=rows, names=names, people=people)


@router.post("")
def state(
    request: Request, asking: Keeping, key: FormKey, form: Annotated[Where, Form()]
) -> Response:
    command = form.command(running_of(request).clock().now)
    act(request, asking, key, state_whereabouts, command)
    return then(form.back)


@router.post("/{person}/return")
def come_back(request: Request, person: UUID, asking: Keeping, key: FormKey) -> Response:
    ended = moment(running_of(request).clock().now, Basis.KEY_PRESS)
    act(request, asking, key, end_whereabouts, EndWhereabouts(person=person, ended=ended))
    return then("/whereabouts")


def _instant(typed: str, now: datetime) -> datetime:
    at = world_time(typed.replace("T", " "), now, Basis.ORAL)
    if at is None:
        raise TimeNotUnderstood(typed)
    return at.earliest


def _coming(typed: str, after: datetime) -> datetime:
    """A bare hour is the next one on the wall after that; everything else as it is typed."""
    at = _instant(typed, after)
    bare = CLOCK.match(typed.strip().replace("：", ":"))
    return at + timedelta(days=1) if bare and at <= after else at
