"""演练评估: the five points, what was found of the plans, and the paper it makes."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.acting import CommandKey, FormKey, act
from api.guarding import Asking, genuine, may, running_of
from api.pages.exercise import exercise_of
from api.pages.exercises import CHOSEN_MAX, titles_of
from api.pages.names import names_of
from api.pages.page import page, then
from api.typed import Text
from contingency_plans.exercise_events import EvaluationPoint, Grade, PlanFinding, PointEvaluated
from desk.access import Action
from desk.exercise_outcome import CreditPlans, credit_plans
from desk.exercises import EvaluateExercise, evaluate_exercise
from domain.kernel import name_id
from domain.times import Basis, moment

router = APIRouter(prefix="/exercises/{exercise}", dependencies=[Depends(genuine)])


POINTS = len(EvaluationPoint)


class Evaluation(BaseModel):
    """Of each point its grade and words; of each plan exercised what was found, blank: nothing."""

    grade: Annotated[list[Grade], Field(max_length=POINTS)]
    words: Annotated[list[Text], Field(max_length=POINTS)]
    suggestions: Text = ""
    plan: Annotated[list[UUID], Field(max_length=CHOSEN_MAX)] = []
    finding: Annotated[list[Text], Field(max_length=CHOSEN_MAX)] = []

    def command(self, exercise: UUID, now: datetime) -> EvaluateExercise:
        return EvaluateExercise(
            exercise=exercise,
            points=self.points(),
            suggestions=self.suggestions,
            findings=self.findings(),
            evaluated=moment(now, Basis.KEY_PRESS),
        )

    def points(self) -> tuple[PointEvaluated, ...]:
        said = zip(EvaluationPoint, self.grade, self.words, strict=False)
        return tuple(PointEvaluated(point=p, grade=g, words=w.strip()) for p, g, w in said)

    def findings(self) -> tuple[PlanFinding, ...]:
        said = zip(self.plan, self.finding, strict=False)
        return tuple(PlanFinding(plan=plan, words=words.strip()) for plan, words in said)


@router.post("/evaluation")
def evaluate(
    request: Request,
    asking: Annotated[Asking, may(Action.RUN_EXERCISE)],
    key: FormKey,
    exercise: UUID,
    form: Annotated[Evaluation, Form()],
) -> Response:
    """What it means for plans is real, and a command of its own."""
    running = running_of(request)
    command = form.command(exercise, running.clock().now)
    act(request, asking, key, evaluate_exercise, command)
    if exercise_of(running, exercise).exercise.turned_real is None:
        after = CommandKey(name_id(key.id, "credit plans"), key.body)
        act(request, asking, after, credit_plans, CreditPlans(exercise=exercise))
    return then(f"/exercises/{exercise}#evaluation")


@router.get("/paper")
def show_paper(
    request: Request, asking: Annotated[Asking, may(Action.SEE_PLANS)], exercise: UUID
) -> Response:
    """To be printed; the stripe stands on every sheet."""
    running = running_of(request)
    shown = {
        "exercise": exercise_of(running, exercise).exercise,
        "row": exercise_of(running, exercise),
        "names": names_of(request),
        "titles": titles_of(running),
        "office": running.boards.board().office,
    }
    return page(request, asking, "exercise_paper.html", **shown)
