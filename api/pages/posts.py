"""某时岗位: who held which post at a minute, and who acted at the desk around it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.guarding import Asking, may, running_of
from api.pages.names import Names, names_at
from api.pages.page import page
from api.rendering import dated_text
from api.running import Running
from api.typed import Word, world_time
from desk.access import Action
from domain.shift import Seat
from domain.times import Basis, require_past
from projections.acts import acts
from projections.duty_days import DUTY_DAYS, shifts_about
from projections.history_lines import HistoryLine, history_lines
from projections.posts_in_time import INSTANT, PostsInTime, posts_in_time

router = APIRouter()

AROUND = timedelta(minutes=5)  # before and after the minute that is asked for
ACTS_MAX = 200


@router.get("/posts")
def show_posts(
    request: Request, asking: Annotated[Asking, may(Action.SEE_POSTS)], at: Word = ""
) -> Response:
    """Nothing typed: this very moment. Raises TimeNotUnderstood, NotYet."""
    running = running_of(request)
    when = _moment(at, running.clock().now)
    names = names_at(request, running.log.last_before(when + INSTANT))
    told = _told(running, when)
    around = running.log.between(when - AROUND, when + AROUND, ACTS_MAX + 1)
    shown = {"told": told, "names": names, "changes": _changes(told, names)}
    acted = {"acts": acts(around[:ACTS_MAX], names.of), "more": len(around) > ACTS_MAX}
    asked = {"typed": dated_text(when), "minutes": AROUND // timedelta(minutes=1)}
    return page(request, asking, "posts.html", **asked, **shown, **acted)


def _told(running: Running, when: datetime) -> PostsInTime:
    ids = running.boards.read(
        lambda follower: shifts_about(follower.rows[DUTY_DAYS.name].get, when)
    )
    return posts_in_time(running.log, running.desk.register().office.unit, ids, when)


def _changes(told: PostsInTime, names: Names) -> list[tuple[HistoryLine, tuple[Seat, ...]]]:
    """Each with the seats that it names."""
    lines = history_lines(told.changes, names.of)
    seats = (getattr(one.event, "seats", ()) for one in told.changes)
    return list(zip(lines, seats, strict=True))


def _moment(typed: str, now: datetime) -> datetime:
    at = world_time(typed.replace("T", " "), now, Basis.DOCUMENT)
    if at is None:
        return now
    require_past(at, now)
    return at.earliest
