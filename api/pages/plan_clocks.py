"""预案应办事项: everything owed under plans, by owner and due, overdue first, and the forms that answer it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Query, Request
from pydantic import BaseModel
from starlette.responses import Response

from api.acting import FormKey, act
from api.guarding import Asking, genuine, may, running_of
from api.pages.names import names_of
from api.pages.page import page, then
from api.typed import Blank, Text, Word
from contingency_plans.plan import Plan
from contingency_plans.plan_cycle_file import cycle_of, limit_of, shipped_cycles
from contingency_plans.plan_filing import filing_place
from contingency_plans.plan_words import ExerciseForm, PlanClockKind, RevisionCause
from desk.access import Action
from desk.holidays import OfficeCalendar
from desk.plan_revisions import ExcusePlanCycle, excuse_plan_cycle
from desk.register import SHANGHAI
from projections.follower import Follower
from projections.plan_owed import (
    OwedLine,
    PlanStanding,
    by_owner,
    over_lines,
    owed_lines,
    without_a_day,
)

router = APIRouter(prefix="/plans/clocks", dependencies=[Depends(genuine)])

LIST = "/plans/clocks"
ELSEWHERE = frozenset({PlanClockKind.DECISION, PlanClockKind.CARD, PlanClockKind.LESSON})
OF_THE_REGISTER = tuple(one for one in PlanClockKind if one not in ELSEWHERE)


class Sought(BaseModel):
    """What of it is looked at; blank: all."""

    kind: Annotated[PlanClockKind | None, Blank] = None
    standing: Annotated[PlanStanding | None, Blank] = None
    owner: Word = ""


@router.get("")
def show(
    request: Request,
    asking: Annotated[Asking, may(Action.SEE_PLANS)],
    sought: Annotated[Sought, Query()],
) -> Response:
    running = running_of(request)
    now, register = running.clock().now, running.desk.register()
    every = running.boards.read(lambda follower: owed_lines(follower.rows, now))
    today = now.astimezone(SHANGHAI).date()
    silent = without_a_day(register.plans.values(), register.network, register.office.unit, today)
    shown = {
        "counted": {one: sum(line.standing is one for line in every) for one in PlanStanding},
        "owners": by_owner(line for line in every if _is_sought(line, sought)),
        "sought": sought,
        "kinds": OF_THE_REGISTER,
        "standings": tuple(PlanStanding),
        "silent": silent,
    }
    return page(request, asking, "plan_clocks.html", **shown, **told_with(request))


@router.post("/{plan_clock}/excuse")
def excuse(
    request: Request,
    plan_clock: UUID,
    asking: Annotated[Asking, may(Action.EXCUSE_CLOCK)],
    key: FormKey,
    reason: Annotated[Text, Form()] = "",
) -> Response:
    command = ExcusePlanCycle(plan_clock=plan_clock, reason=reason)
    act(request, asking, key, excuse_plan_cycle, command)
    return then(LIST)


def cycle_of_plan(request: Request, plan: UUID) -> dict[str, Any]:
    """What `part/plan_cycle.html` shows of one plan."""
    running = running_of(request)
    now = running.clock().now

    def found(follower: Follower) -> dict[str, Any]:
        rows = follower.rows
        return {"open": owed_lines(rows, now, plan), "over": over_lines(rows, plan)}

    return {"cycle": running.boards.read(found)} | told_with(request)


def told_with(request: Request) -> dict[str, Any]:
    """What the forms under a line are made of, here and on the page of the plan."""
    running = running_of(request)
    register, today = running.desk.register(), running.today
    calendar = OfficeCalendar(register.office.holidays)
    given = {
        "today": today,
        "causes": tuple(RevisionCause),
        "forms": tuple(ExerciseForm),
        "place_of": lambda plan: filing_place(plan.profile, register.network),
        "version_of": lambda plan: _version(plan, today),
        "days_over": lambda line: (today - line.last_day).days,
        "is_sure": lambda line: is_sure(line, calendar),
    }
    return {"given": given, "today": today, "names": names_of(request)}


def _version(plan: Plan, day: date) -> UUID | None:
    version = plan.current(day)
    return version.id if version else None


def is_sure(line: OwedLine, calendar: OfficeCalendar) -> bool:
    """Whether every day that was counted is of a year whose holidays are known."""
    cycle = cycle_of(shipped_cycles(), line.kind, line.plan.profile) if line.plan else None
    return cycle is None or limit_of(cycle, line.row.clock.start, calendar).sure


def _is_sought(line: OwedLine, sought: Sought) -> bool:
    return (
        sought.kind in (None, line.kind)
        and sought.standing in (None, line.standing)
        and sought.owner.strip() in line.owner
    )
