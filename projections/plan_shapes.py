"""What boards are handed of plans: cards and decisions that count down, and the responses in force."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from contingency_plans.plan_words import PlanClockKind
from domain.incident_marks import ResponseLevel


class PlanClockLine(Struct, frozen=True):
    """行动卡、启动决定: who does what by when. `who`: a unit or a role, no person."""

    id: UUID
    incident: UUID
    number: str
    title: str
    exercise: bool
    kind: PlanClockKind
    subject: UUID  # the response, or the incident that waits for a decision
    name: str
    who: str
    start_at: datetime
    due_at: datetime
    ran_out: bool
    chimed_at: datetime | None
    counted: bool = True  # as a report's clock has it: lateness is arithmetic

    @property
    def urgency(self) -> tuple[object, ...]:
        return self.exercise, not self.ran_out, self.due_at, self.name, str(self.id)


class ResponseLine(Struct, frozen=True):
    """One response in force. `unacknowledged`: units that have not confirmed in time."""

    id: UUID
    incident: UUID
    number: str
    exercise: bool
    plan: str
    level: ResponseLevel
    started_at: datetime
    cards: int
    ran_out: int
    unacknowledged: int
