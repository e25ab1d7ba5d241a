"""演练: every exercise, and a new one planned: what is played, how fast, and whom it may really reach."""

from __future__ import annotations

from typing import Annotated, ClassVar, NamedTuple
from uuid import UUID

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.acting import FormKey, act
from api.exercising import COOKIE
from api.guarding import Asking, genuine, may, running_of
from api.pages.names import names_of
from api.pages.page import page, then
from api.running import Running
from api.typed import Word
from contingency_plans.exercise import PACES
from contingency_plans.exercise_events import ExercisedPlan, Recipients
from contingency_plans.scenario import Scenario
from contingency_plans.scenario_file import BYTES_MAX, read_scenario, shipped_scenarios
from desk.access import Action
from desk.draft import Unknown
from desk.exercises import ExerciseAnswer, PlanExercise, plan_exercise
from domain.kernel import Refused
from escalation.channels.settings import Reaches
from projections.exercises import exercise_rows
from projections.plans import PLANS

router = APIRouter(prefix="/exercises", dependencies=[Depends(genuine)])

CHOSEN_MAX = 500  # of each kind: the event that keeps the list is one line of the log
Seeing = Annotated[Asking, may(Action.SEE_PLANS)]
Running_ = Annotated[Asking, may(Action.RUN_EXERCISE)]
Playing = Annotated[Asking, may(Action.TAKE_CALL)]


class NoScenario(Refused):
    """请选一个演练脚本，或上传脚本文件"""

    EN: ClassVar[str] = "Choose a scenario, or send a scenario file"


class PlanChoice(NamedTuple):
    """A plan, and its version in force."""

    plan: UUID
    version: UUID
    title: str


class Planning(BaseModel):
    """`scenario`: the id of one of ours; a file stands before it."""

    scenario: Word = ""
    pace: int = 1
    evaluator: UUID
    plans: Annotated[list[UUID], Field(max_length=CHOSEN_MAX)] = []
    persons: Annotated[list[UUID], Field(max_length=CHOSEN_MAX)] = []
    units: Annotated[list[UUID], Field(max_length=CHOSEN_MAX)] = []
    channels: Annotated[list[Word], Field(max_length=CHOSEN_MAX)] = []

    def command(self, scenario: Scenario, plans: list[PlanChoice]) -> PlanExercise:
        chosen = (one for one in plans if one.plan in self.plans)
        return PlanExercise(
            scenario=scenario,
            pace=self.pace,
            plans=tuple(ExercisedPlan(plan=one.plan, version=one.version) for one in chosen),
            recipients=Recipients(
                persons=tuple(self.persons), units=tuple(self.units), channels=tuple(self.channels)
            ),
            evaluator=self.evaluator,
        )


@router.get("")
def show(request: Request, asking: Seeing) -> Response:
    running = running_of(request)
    found = running.boards.read(lambda follower: exercise_rows(follower.rows))
    return page(
        request,
        asking,
        "exercises.html",
        rows=found,
        scenarios=shipped_scenarios(),
        paces=PACES,
        names=names_of(request),
        plans=plans_in_force(running),
        channels=_fixed(running),
        mobile=[one.name for one in running.waking.channels if one.exercises],
    )


@router.post("")
def plan(
    request: Request,
    asking: Running_,
    key: FormKey,
    form: Annotated[Planning, Form()],
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Raises ScenarioWrong with its line, NoScenario; Unknown for a channel that carries no exercise."""
    running = running_of(request)
    if strange := set(form.channels) - set(_fixed(running)):
        raise Unknown(strange)
    command = form.command(_scenario(form.scenario, file), plans_in_force(running))
    answer = act(request, asking, key, plan_exercise, command).answer(ExerciseAnswer)
    return then(f"/exercises/{answer.exercise}")


@router.post("/leaving")
def leave(request: Request, asking: Playing) -> Response:
    """One press, from any page."""
    return out_of_it("/")


def out_of_it(path: str) -> Response:
    answer = then(path)
    answer.delete_cookie(COOKIE)
    return answer


def plans_in_force(running: Running) -> list[PlanChoice]:
    today = running.today
    rows = running.boards.read(lambda follower: list(follower.rows[PLANS.name].values()))
    current = ((row.plan, row.plan.current(today)) for row in rows)
    found = (PlanChoice(plan.id, one.id, plan.profile.title) for plan, one in current if one)
    return sorted(found, key=lambda one: one.title)


def titles_of(running: Running) -> dict[UUID, str]:
    """Of every plan: one that was in force when it was exercised may be so no more."""
    return {id: one.profile.title for id, one in running.desk.register().plans.items()}


def _fixed(running: Running) -> list[str]:
    """The fixed targets that may carry an exercise at all."""
    fixed = (one for one in running.waking.channels if one.reaches is Reaches.FIXED)
    return [one.name for one in fixed if one.exercises]


def _scenario(id: str, file: UploadFile | None) -> Scenario:
    """A file that was chosen stands before it, though it be empty."""
    if file and file.filename:
        return read_scenario(file.file.read(BYTES_MAX + 1), file.filename)
    found = next((one for one in shipped_scenarios() if one.id == id), None)
    if found is None:
        raise NoScenario
    return found
