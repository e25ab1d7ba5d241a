"""演练接报: the same form as a real call's, on a page of its own; nothing typed on the desk's own form is played."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import Response

from api.acting import FormKey, act
from api.guarding import Asking, genuine, may, running_of
from api.intake import Intake
from api.pages.duty_desk import board_data, intake_data
from api.pages.exercise import exercise_of
from api.pages.page import page, then
from api.townships import townships
from api.typed import Word
from desk.access import Action
from desk.calls import CallTaken
from desk.exercise_calls import TakeExerciseCall, take_exercise_call

router = APIRouter(prefix="/exercises/{exercise}", dependencies=[Depends(genuine)])

Playing = Annotated[Asking, may(Action.TAKE_CALL)]


class ExerciseIntake(Intake):
    """`inject`: the one that is taken."""

    inject: Word = ""


@router.get("/call")
def show(
    request: Request, asking: Playing, exercise: UUID, inject: Word = "", taken: Word = ""
) -> Response:
    row = exercise_of(running_of(request), exercise)
    said = next((one for one in row.exercise.to_take if one.id == inject), None)
    data = board_data(request, "desk") | intake_data(request)
    data |= {"row": row, "exercise": row.exercise, "inject": said, "taken": taken}
    return page(request, asking, "exercise_call.html", **data)


@router.post("/calls")
def take(
    request: Request,
    asking: Playing,
    key: FormKey,
    exercise: UUID,
    intake: Annotated[ExerciseIntake, Form()],
) -> Response:
    running = running_of(request)
    call = intake.command(running.clock().now, townships(running))
    command = TakeExerciseCall(exercise=exercise, inject=intake.inject, call=call)
    taken = act(request, asking, key, take_exercise_call, command).answer(CallTaken)
    path = f"/incidents/{taken.incident}" if taken.incident else f"/exercises/{exercise}"
    return then(path, taken=key.id)
