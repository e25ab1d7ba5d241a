"""某时岗位: who held which post at a minute, and who acted at the desk around it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.guarding import Asking, may, running_of
from api.pages.names import names_of
from api.pages.page import page
from api.typed import Word, world_time
from desk.access import Action
from domain.times import Basis, require_past
from projections.acts import acts
from projections.duty_days import DUTY_DAYS, shifts_about
from projections.history_lines import history_lines
from projections.posts_in_time import posts_in_time

router = APIRouter()

AROUND = timedelta(minutes=5)  # before and after the minute that is asked for
ACTS_MAX = 200


@router.get("/posts")
def show_posts(
    request: Request, asking: Annotated[Asking, may(Action.SEE_POSTS)], at: Word = ""
) -> Response:
    """Nothing typed: this very moment. Raises TimeNotUnderstood, NotYet."""
    running, names = running_of(request), names_of(request)
    when = _moment(at, running.clock().now)
    row_of = running.boards.read(lambda follower: follower.rows[DUTY_DAYS.name].get)
    unit = running.desk.register().office.unit
    told = posts_in_time(running.log, unit, shifts_about(row_of, when), when)
    around = running.log.between(when - AROUND, when + AROUND, ACTS_MAX + 1)
    lines = history_lines(told.changes, names.of)
    return page(
        request,
        asking,
        "posts.html",
        told=told,
        names=names,
        changes=[
            (line, getattr(one.event, "seats", ()))
            for line, one in zip(lines, told.changes, strict=True)
        ],
        acts=acts(around[:ACTS_MAX], names.of),
        more=len(around) > ACTS_MAX,
        minutes=AROUND // timedelta(minutes=1),
    )


def _moment(typed: str, now: datetime) -> datetime:
    at = world_time(typed.replace("T", " "), now, Basis.DOCUMENT)
    if at is None:
        return now
    require_past(at, now)
    return at.earliest
