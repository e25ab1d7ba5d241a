"""认定: what is said and decided about a breach after it was proposed, suspected or alleged."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from domain.kernel import Event
from domain.times import WorldTime


class Decision(StrEnum):
    """认定结果."""

    CONFIRMED = "confirmed"  # 认定
    EXCUSED = "excused"  # 免责: it was so, for a reason that is accepted
    DISMISSED = "dismissed"  # 不成立


class BreachAlleged(Event):
    """A person raises a breach of a kind that no clock tells: the office's own kinds too."""

    TOPIC = "breach.alleged"
    incident: UUID
    obligor: UUID
    kind: str
    words: str
    evidence: tuple[UUID, ...]


class StatementRecorded(Event):
    """申辩: what the unit itself says."""

    TOPIC = "breach.statement-recorded"
    unit: UUID
    words: str
    given: WorldTime


class BreachDecided(Event):
    """By a named person, for a reason. What the system says afterwards stands beside it and undoes nothing."""

    TOPIC = "breach.decided"
    decision: Decision
    reason: str
    decided: WorldTime
    person: UUID


class DecisionRevoked(Event):
    """The decision stays on record, and so does why it does not stand any more."""

    TOPIC = "breach.decision-revoked"
    reason: str
    person: UUID


class ConsequenceRecorded(Event):
    """责随职走: against whoever held the post at the time, or the unit as such."""

    TOPIC = "breach.consequence-recorded"
    consequence: str
    person: UUID | None
    post: str
    at_the_time: datetime
    words: str


class BreachCirculated(Event):
    """Named in a circular."""

    TOPIC = "breach.circulated"
    number: str
    circulated: WorldTime
