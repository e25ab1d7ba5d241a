"""What is done of exercises, in any order: planned, started, played by calls and by itself, ended, evaluated, turned real.

play(desk, "take", 3)   # of a desk whose plans they exercise, see `plan_moves`
"""

from __future__ import annotations

from contextlib import suppress

from contingency_plans.exercise import evolve
from contingency_plans.exercise_events import ExercisedPlan, PlanFinding
from desk.exercise_outcome import (
    CreditPlans,
    OpenRealIncident,
    RealOpened,
    TurnReal,
    credit_plans,
    open_real_incident,
    turn_real,
)
from desk.exercises import EndExercise, EvaluateExercise, end_exercise, evaluate_exercise
from domain.kernel import Refused, fold
from escalation.sweep import sweep
from tests.support.exercised import SCENARIO, plan_one, points, start, take


def _played(desk, n):
    known = desk.__dict__.setdefault("played", [])
    return known[n % len(known)] if known else desk.nothing()


def _begin(desk, n):
    """By a plan, where any of its versions may be exercised; started, unless something real cries."""
    plans = ()
    with suppress(Refused, LookupError):
        plan, version = desk.version(n)
        plans = (ExercisedPlan(plan=plan, version=version.id),)
    exercise = plan_one(desk.office, plans=plans, pace=(1, 2, 5, 10)[n % 4])
    desk.__dict__.setdefault("played", []).append(exercise)
    start(desk.office, exercise)


def _take(desk, n):
    inject = SCENARIO.injects[n % len(SCENARIO.injects)].id if n % 2 else ""
    caller = (None, desk.office.town, desk.office.works)[n % 3]
    take(desk.office, _played(desk, n), f"演练第{n}起", inject=inject, caller_unit=caller)


def _pass(desk, n):
    """Injects come by themselves, clocks run out, and after four hours it is over."""
    desk.office.clock.forward(minutes=7 * n)
    sweep(desk.office.desk, desk.office.clock.at)


def _end(desk, n):
    exercise = _played(desk, n)
    with suppress(Refused):
        desk.office.do(end_exercise, EndExercise(exercise=exercise, words=""))
    stream = (one.event for one in desk.office.log.stream(exercise))
    plans = [one.plan for one in fold(evolve, None, stream).planned.plans]
    evaluating = EvaluateExercise(
        exercise=exercise,
        points=points(),
        suggestions="",
        findings=tuple(PlanFinding(plan=one, words="电话过期") for one in plans),
        evaluated=desk.office.at(),
    )
    desk.office.do(evaluate_exercise, evaluating)
    desk.office.do(credit_plans, CreditPlans(exercise=exercise))


def _turn(desk, n):
    exercise = _played(desk, n)
    opening = OpenRealIncident(
        exercise=exercise, like=None, what="真塌了", learned=desk.office.at()
    )
    real = desk.office.do(open_real_incident, opening).answer(RealOpened).incident
    desk.office.do(turn_real, TurnReal(exercise=exercise, incident=real))


EXERCISE_MOVES = {"begin": _begin, "take": _take, "pass": _pass, "over": _end, "turn real": _turn}


def play(desk, name, n):
    with suppress(Refused, LookupError):
        EXERCISE_MOVES[name](desk, n)
