"""整改事项: drawn on the page of a review, done, dropped or moved there, and all of them on one page."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, NamedTuple
from uuid import UUID

from fastapi import APIRouter, Form, Request
from pydantic import BaseModel
from starlette.responses import Response

from api.acting import CommandKey, FormKey, act
from api.concerns import of_incident
from api.guarding import Asking, may, running_of
from api.pages.page import page, then
from api.running import Running
from api.typed import Blank, Day, Text, Word
from desk import lessons as commands
from desk.access import Action
from desk.register import SHANGHAI
from domain.kernel import name_id
from domain.times import Basis, moment
from projections.reviews import LessonStanding, all_lessons, all_reviews, review_of

router = APIRouter()

BASE = "/incidents/{incident}/review/lessons"
Seeing = Annotated[Asking, may(Action.SEE_REVIEW)]
Reviewing = Annotated[Asking, may(Action.REVIEW_INCIDENT, of_incident)]
Deciding = Annotated[Asking, may(Action.SIGN_REVIEW, of_incident)]


class KnownPlan(NamedTuple):
    id: UUID
    title: str


class Drawn(BaseModel):
    """`due`: the last day on which it is in time."""

    words: Text = ""
    owner: Annotated[UUID | None, Blank] = None
    owner_words: Word = ""
    person: Annotated[UUID | None, Blank] = None
    plan: Annotated[UUID | None, Blank] = None
    due: Day


class Done(BaseModel):
    words: Text = ""
    number: Word = ""


class Moved(BaseModel):
    due: Day
    reason: Text = ""


@router.get("/lessons")
def show(
    request: Request, asking: Seeing, standing: Annotated[LessonStanding | None, Blank] = None
) -> Response:
    boards = running_of(request).boards
    every = boards.read(lambda follower: all_lessons(follower.rows))
    shown = {
        "reviews": boards.read(lambda follower: all_reviews(follower.rows)),
        "lessons": [one for one in every if standing in (None, one.standing)],
        "standings": tuple(LessonStanding),
        "standing": standing,
    }
    return page(request, asking, "lessons.html", **shown)


@router.post(BASE)
def draw(
    request: Request,
    incident: UUID,
    asking: Reviewing,
    key: FormKey,
    form: Annotated[Drawn, Form()],
) -> Response:
    """Of an exercise what it means for its plan is real, and a command of its own."""
    running = running_of(request)
    command = commands.DrawLesson(
        incident=incident,
        words=form.words,
        owner=form.owner,
        owner_words=form.owner_words,
        person=form.person,
        plan=form.plan,
        due_at=after_day(form.due),
        drawn=moment(running.clock().now, Basis.KEY_PRESS),
    )
    act(request, asking, key, commands.draw_lesson, command)
    if form.plan and _is_played(running, incident):
        after = CommandKey(name_id(key.id, "call revisions"), key.body)
        act(request, asking, after, commands.call_revisions, _calling(incident))
    return _back(incident)


@router.post(f"{BASE}/{{lesson}}/done")
def do(
    request: Request,
    incident: UUID,
    lesson: UUID,
    asking: Reviewing,
    key: FormKey,
    form: Annotated[Done, Form()],
) -> Response:
    now = moment(running_of(request).clock().now, Basis.KEY_PRESS)
    command = commands.DoLesson(
        incident=incident, lesson=lesson, words=form.words, number=form.number, done=now
    )
    act(request, asking, key, commands.do_lesson, command)
    return _back(incident)


@router.post(f"{BASE}/{{lesson}}/dropping")
def drop(
    request: Request,
    incident: UUID,
    lesson: UUID,
    asking: Deciding,
    key: FormKey,
    reason: Annotated[Text, Form()] = "",
) -> Response:
    command = commands.DropLesson(incident=incident, lesson=lesson, reason=reason)
    act(request, asking, key, commands.drop_lesson, command)
    return _back(incident)


@router.post(f"{BASE}/{{lesson}}/due")
def move(
    request: Request,
    incident: UUID,
    lesson: UUID,
    asking: Deciding,
    key: FormKey,
    form: Annotated[Moved, Form()],
) -> Response:
    due = after_day(form.due)
    command = commands.MoveLesson(incident=incident, lesson=lesson, due_at=due, reason=form.reason)
    act(request, asking, key, commands.move_lesson, command)
    return _back(incident)


def after_day(day: date) -> datetime:
    """Midnight ends it."""
    return datetime.combine(day + timedelta(days=1), time(), SHANGHAI).astimezone(UTC)


def plans_known(running: Running) -> list[KnownPlan]:
    """Those that may be revised, by title."""
    plans = running.desk.register().plans.values()
    known = [KnownPlan(one.id, one.profile.title) for one in plans if not one.withdrawn]
    return sorted(known, key=lambda one: one.title)


def _calling(incident: UUID) -> commands.CallRevisions:
    return commands.CallRevisions(incident=incident)


def _is_played(running: Running, incident: UUID) -> bool:
    row = running.boards.read(lambda follower: review_of(follower.rows, incident))
    return bool(row and row.exercise)


def _back(incident: UUID) -> Response:
    return then(f"/incidents/{incident}/review#lessons")
