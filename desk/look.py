"""到点: whatever alarm has come, a clock's or a ring's, is looked at once, and what follows is recorded with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from contingency_plans import exercise as exercises
from contingency_plans import plan_clock as plan_clocks
from desk.attendance import look_at_attendance
from desk.desk_duties import look_at_desk_duty
from desk.draft import Draft, Unknown
from desk.exercises import look_at_exercise
from desk.instructions import look_at_tasking
from desk.overdue import look_at_overdue, note_overdue
from desk.plan_clocks import look_at_plan_clock
from desk.ringing import Call, look_at_ring, ring_for
from desk.signing import look_at_report
from desk.spot_check_rounds import look_at_spot_check
from desk.whereabouts import look_at_whereabouts
from domain import attendance as attendances
from domain import deadline as deadlines
from domain import deadline_commands as commands
from domain import desk_duty as desk_duties
from domain import notice as notices
from domain import overdue as overdues
from domain import report as reports
from domain import spot_check as spot_checks
from domain import tasking as taskings
from domain import whereabouts
from domain.deadline_events import DeadlineRanOut, StepTaken
from domain.kernel import Value


class LookAt(Value):
    """Asked by the sweep; what comes too early, late, twice or alongside itself leaves nothing."""

    streams: tuple[UUID, ...]
    as_of: datetime


class LookedAt(Value):
    streams: tuple[UUID, ...]


def look_at(draft: Draft, asking: LookAt) -> LookedAt:
    """Those of one exercise, or the real ones, in one command; what is left over stays due.

    The rings come last: what came at once for several clocks of one incident rings once.
    """
    asked: list[UUID] = []
    calls: list[Call] = []
    for id in asking.streams:
        look = _look_for(draft, id)
        exercise = draft.exercise_of(id)
        if not asked:
            draft.exercise = exercise
        if exercise == draft.exercise:
            asked.append(id)
            calls += look(draft, id, asking.as_of)
    ring_for(draft, calls, asking.as_of)
    return LookedAt(streams=tuple(asked))


def _look_for(draft: Draft, id: UUID) -> Look:
    """By what the stream is: the first kind that can read its beginning. Raises Unknown."""
    for evolve, look in LOOKS:
        try:
            draft.require(id, evolve)
        except Unknown:
            continue
        return look
    raise Unknown(id)


def _look_at_clock(draft: Draft, id: UUID, as_of: datetime) -> list[Call]:
    deadline = draft.require(id, deadlines.evolve)
    happened = commands.look(deadline, as_of=as_of, manners=draft.register.book.manners)
    draft.record(id, happened)
    if any(isinstance(one, DeadlineRanOut) for one in happened):
        note_overdue(draft, deadline)
    return [Call(id, deadline, one.step) for one in happened if isinstance(one, StepTaken)]


def _look_at_ring(draft: Draft, id: UUID, as_of: datetime) -> list[Call]:
    look_at_ring(draft, id, as_of)
    return []


def _look_at_tasking(draft: Draft, id: UUID, as_of: datetime) -> list[Call]:
    look_at_tasking(draft, id, as_of)
    return []


def _look_at_report(draft: Draft, id: UUID, as_of: datetime) -> list[Call]:
    look_at_report(draft, id, as_of)
    return []


def _look_at_overdue(draft: Draft, id: UUID, as_of: datetime) -> list[Call]:
    look_at_overdue(draft, id, as_of)
    return []


def _look_at_spot_check(draft: Draft, id: UUID, as_of: datetime) -> list[Call]:
    look_at_spot_check(draft, id, as_of)
    return []


def _look_at_attendance(draft: Draft, id: UUID, as_of: datetime) -> list[Call]:
    look_at_attendance(draft, id, as_of)
    return []


def _look_at_desk_duty(draft: Draft, id: UUID, as_of: datetime) -> list[Call]:
    look_at_desk_duty(draft, id, as_of)
    return []


def _look_at_whereabouts(draft: Draft, id: UUID, as_of: datetime) -> list[Call]:
    look_at_whereabouts(draft, id, as_of)
    return []


def _look_at_plan_clock(draft: Draft, id: UUID, as_of: datetime) -> list[Call]:
    look_at_plan_clock(draft, id, as_of)
    return []


def _look_at_exercise(draft: Draft, id: UUID, as_of: datetime) -> list[Call]:
    look_at_exercise(draft, id, as_of)
    return []


Look = Callable[[Draft, UUID, datetime], list[Call]]
LOOKS: tuple[tuple[Callable[[Any, Any], Any], Look], ...] = (
    (deadlines.evolve, _look_at_clock),
    (notices.evolve, _look_at_ring),
    (taskings.evolve, _look_at_tasking),
    (reports.evolve, _look_at_report),
    (overdues.evolve, _look_at_overdue),
    (spot_checks.evolve, _look_at_spot_check),
    (attendances.evolve, _look_at_attendance),
    (desk_duties.evolve, _look_at_desk_duty),
    (whereabouts.evolve, _look_at_whereabouts),
    (plan_clocks.evolve, _look_at_plan_clock),
    (exercises.evolve, _look_at_exercise),
)
