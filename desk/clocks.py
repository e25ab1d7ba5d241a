"""时限: what the sweep and an officer may do with a running clock."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from desk.draft import Draft
from desk.settling import judge_clock
from domain import deadline as deadlines
from domain import deadline_commands as commands
from domain.deadline import Deadline
from domain.kernel import Value


class RunOut(Value):
    """Asked by the sweep; what comes too early, late, twice or alongside itself leaves nothing."""

    deadlines: tuple[UUID, ...]
    as_of: datetime


class ExcuseDeadline(Value):
    """A named person accepts the reason why a clock was not met. The clock itself is not waived."""

    deadline: UUID
    reason: str


class DeadlineAnswer(Value):
    deadlines: tuple[UUID, ...]


def run_out(draft: Draft, asking: RunOut) -> DeadlineAnswer:
    """Those of one exercise, or the real ones, in one command; what is left over stays due."""
    asked: list[UUID] = []
    for id in asking.deadlines:
        deadline, exercise = _require(draft, id)
        if not asked:
            draft.exercise = exercise
        if exercise == draft.exercise:
            asked.append(id)
            draft.record(id, commands.run_out(deadline, as_of=asking.as_of))
    return DeadlineAnswer(deadlines=tuple(asked))


def excuse_deadline(draft: Draft, excusing: ExcuseDeadline) -> DeadlineAnswer:
    deadline, exercise = _require(draft, excusing.deadline)
    draft.inherit(exercise)
    if draft.record(excusing.deadline, commands.excuse(deadline, reason=excusing.reason)):
        judge_clock(draft, excusing.deadline)
    return DeadlineAnswer(deadlines=(excusing.deadline,))


def _require(draft: Draft, id: UUID) -> tuple[Deadline, UUID | None]:
    """A deadline, and the exercise its incident is part of."""
    deadline = draft.require(id, deadlines.evolve)
    return deadline, draft.exercise_of(id)
