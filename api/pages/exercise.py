"""演练控制: start, deliver now, hold, go on, end; one key that says it is real; the record of what was played."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel
from starlette.responses import Response

from api.acting import CommandKey, FormKey, act
from api.exercising import COOKIE
from api.guarding import Asking, genuine, may, running_of
from api.pages.exercises import out_of_it, titles_of
from api.pages.names import names_of
from api.pages.page import page, then
from api.running import Running
from api.typed import Blank, Text, Word
from contingency_plans.exercise_events import EvaluationPoint, Grade
from desk import exercise_course as course
from desk import exercises as commands
from desk.access import Action
from desk.draft import Unknown
from desk.exercise_outcome import (
    OpenRealIncident,
    RealOpened,
    TurnReal,
    open_real_incident,
    turn_real,
)
from domain.kernel import name_id
from domain.times import Basis, moment
from escalation.exercise_watch import real_now
from projections.exercise_lines import real_open
from projections.exercise_rings import EXERCISE_RINGS
from projections.exercises import EXERCISES, ExerciseRow
from projections.open_incidents import INCIDENT_NAMES

router = APIRouter(prefix="/exercises/{exercise}", dependencies=[Depends(genuine)])

Seeing = Annotated[Asking, may(Action.SEE_PLANS)]
Leading = Annotated[Asking, may(Action.RUN_EXERCISE)]
Playing = Annotated[Asking, may(Action.TAKE_CALL)]


class Said(BaseModel):
    words: Text = ""


class Reality(BaseModel):
    """`like`: the exercise's incident whose typed words are true; blank: none is."""

    like: Annotated[UUID | None, Blank] = None
    what: Word = ""


@router.get("")
def show(request: Request, asking: Seeing, exercise: UUID) -> Response:
    running = running_of(request)
    row = exercise_of(running, exercise)
    return page(
        request,
        asking,
        "exercise.html",
        row=row,
        exercise=row.exercise,
        points=tuple(EvaluationPoint),
        grades=tuple(Grade),
        names=names_of(request),
        titles=titles_of(running),
        **_beside(running, row),
    )


@router.post("/calling-off")
def call_off(
    request: Request, asking: Leading, key: FormKey, exercise: UUID, form: Annotated[Said, Form()]
) -> Response:
    command = commands.CallOffExercise(exercise=exercise, reason=form.words)
    return _done(request, asking, key, commands.call_off_exercise, command)


@router.post("/start")
def start(request: Request, asking: Leading, key: FormKey, exercise: UUID) -> Response:
    """Raises TopAlarmOpen, which names it."""
    command = course.StartExercise(
        exercise=exercise, real=running_of(request).boards.read(real_now)
    )
    return _done(request, asking, key, course.start_exercise, command)


@router.post("/injects/{inject}")
def deliver(
    request: Request, asking: Leading, key: FormKey, exercise: UUID, inject: str
) -> Response:
    command = commands.DeliverInject(exercise=exercise, inject=inject)
    return _done(request, asking, key, commands.deliver_inject, command)


@router.post("/hold")
def hold(
    request: Request, asking: Playing, key: FormKey, exercise: UUID, form: Annotated[Said, Form()]
) -> Response:
    command = course.HoldUpExercise(exercise=exercise, words=form.words)
    return _done(request, asking, key, course.hold_up_exercise, command)


@router.post("/continuation")
def go_on(request: Request, asking: Leading, key: FormKey, exercise: UUID) -> Response:
    real = running_of(request).boards.read(real_now)
    command = course.ContinueExercise(exercise=exercise, real=real)
    return _done(request, asking, key, course.continue_exercise, command)


@router.post("/end")
def end(
    request: Request, asking: Leading, key: FormKey, exercise: UUID, form: Annotated[Said, Form()]
) -> Response:
    command = commands.EndExercise(exercise=exercise, words=form.words)
    return _done(request, asking, key, commands.end_exercise, command)


@router.post("/reality")
def say_it_is_real(
    request: Request,
    asking: Playing,
    key: FormKey,
    exercise: UUID,
    form: Annotated[Reality, Form()],
) -> Response:
    """The real incident first: whatever breaks between the two, what is real stands. Pressed again it is the same one."""
    learned = moment(running_of(request).clock().now, Basis.KEY_PRESS)
    opening = OpenRealIncident(exercise=exercise, like=form.like, what=form.what, learned=learned)
    real = act(request, asking, key, open_real_incident, opening).answer(RealOpened).incident
    after = CommandKey(name_id(key.id, "turn real"), key.body)
    act(request, asking, after, turn_real, TurnReal(exercise=exercise, incident=real))
    return out_of_it(f"/incidents/{real}")


@router.post("/joining")
def join(request: Request, asking: Playing, exercise: UUID) -> Response:
    """From now on this browser shows the stripe on every page. What it does is real all the same, but for a call it says is played."""
    exercise_of(running_of(request), exercise)
    answer = then(f"/exercises/{exercise}")
    secure = running_of(request).settings.tls_certificate is not None
    answer.set_cookie(COOKIE, str(exercise), httponly=True, samesite="lax", secure=secure)
    return answer


def exercise_of(running: Running, exercise: UUID) -> ExerciseRow:
    """Raises Unknown."""
    row = running.boards.read(lambda follower: follower.rows[EXERCISES.name].get(exercise))
    if row is None:
        raise Unknown(exercise)
    found: ExerciseRow = row
    return found


def _beside(running: Running, row: ExerciseRow) -> dict[str, Any]:
    def told(follower: Any) -> dict[str, Any]:
        known = follower.rows[INCIDENT_NAMES.name]
        rung = follower.rows[EXERCISE_RINGS.name].get(row.id)
        incidents = [(one, known.get(one)) for one in row.exercise.incidents]
        return {
            "real": real_open(follower.rows),
            "incidents": [(id, name) for id, name in incidents if name],
            "rung": rung.rung if rung else (),
        }

    return running.boards.read(told)


def _done(request: Request, asking: Asking, key: CommandKey, handle: Any, command: Any) -> Response:
    act(request, asking, key, handle, command)
    return then(f"/exercises/{command.exercise}")
