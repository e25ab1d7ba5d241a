"""时限: what a named person may do with a clock."""

from __future__ import annotations

from uuid import UUID

from desk.draft import Draft
from desk.settling import judge_clock
from domain import deadline as deadlines
from domain import deadline_commands as commands
from domain.kernel import Value


class ExcuseDeadline(Value):
    """A named person accepts the reason why a clock was not met. The clock itself is not waived."""

    deadline: UUID
    reason: str


class DeadlineAnswer(Value):
    deadlines: tuple[UUID, ...]


def excuse_deadline(draft: Draft, excusing: ExcuseDeadline) -> DeadlineAnswer:
    deadline = draft.require(excusing.deadline, deadlines.evolve)
    draft.inherit(draft.exercise_of(excusing.deadline))
    if draft.record(excusing.deadline, commands.excuse(deadline, reason=excusing.reason)):
        judge_clock(draft, excusing.deadline)
    return DeadlineAnswer(deadlines=(excusing.deadline,))
