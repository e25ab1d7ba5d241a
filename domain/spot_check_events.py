"""抽查经过: what happens in one round of spot checks, stamp by stamp, and afterwards until all is put right."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from domain.actors import Sealed
from domain.kernel import Event, Timed
from domain.spot_check_words import (
    Candidate,
    CheckDue,
    CheckLimits,
    CheckMethod,
    CheckOutcome,
    CheckStep,
    Findings,
    Sample,
)
from domain.times import WorldTime


class RoundBegan(Event):
    """Whoever has `seed`, `candidates` and `sample` draws the same units in the same order (domain/spot_check_draw).

    `as_of`: the position of the log at which the grounds of the candidates were read.
    """

    TOPIC = "spot-check.began"
    number: str
    method: CheckMethod
    announced: bool
    sample: Sample
    seed: str
    as_of: int
    candidates: tuple[Candidate, ...]
    drawn: tuple[UUID, ...]
    limits: CheckLimits
    began: WorldTime


class UnitDialled(Timed):
    """Rung, called up on the screen, or visited. `person`: a leader who is rung instead of the desk."""

    TOPIC = "spot-check.dialled"
    unit: UUID
    step: CheckStep
    number: str
    person: UUID | None
    dialled: WorldTime


class UnitAnswered(Event):
    """Picked up, or seen on the screen."""

    TOPIC = "spot-check.answered"
    unit: UUID
    step: CheckStep
    answered: WorldTime


class UnitSignedIn(Event):
    """On the unit's own screen somebody said that they are there."""

    TOPIC = "spot-check.signed-in"
    unit: UUID
    step: CheckStep
    name: Sealed
    post: str
    answered: WorldTime


class UnitCalledBack(Timed):
    """Nobody picked up, and then they rang us."""

    TOPIC = "spot-check.called-back"
    unit: UUID
    step: CheckStep
    called_back: WorldTime


class StampTakenBack(Timed):
    """The last stamp of a call was a slip of the hand."""

    TOPIC = "spot-check.stamp-taken-back"
    unit: UUID
    step: CheckStep


class ResultDecided(Timed):
    """`proposed`: what the times and answers said by the limits."""

    TOPIC = "spot-check.result-decided"
    unit: UUID
    step: CheckStep
    outcome: CheckOutcome
    proposed: CheckOutcome
    findings: Findings
    decided: WorldTime


class ResultCorrected(Timed):
    """The key was the wrong one: what was decided first stays on record."""

    TOPIC = "spot-check.result-corrected"
    unit: UUID
    step: CheckStep
    outcome: CheckOutcome
    reason: str


class RectificationAsked(Timed):
    TOPIC = "spot-check.rectification-asked"
    unit: UUID
    what: str
    due_at: datetime


class Rectified(Timed):
    """整改完成: what was done, as the unit told it."""

    TOPIC = "spot-check.rectified"
    unit: UUID
    words: str
    done: WorldTime


class FellDue(Timed):
    """Nobody had done by then what was to be done. Recorded once."""

    TOPIC = "spot-check.fell-due"
    unit: UUID
    due: CheckDue
    due_at: datetime
    noticed_at: datetime


class RoundEnded(Timed):
    """`reason`: why some desks were not asked."""

    TOPIC = "spot-check.ended"
    reason: str
    ended: WorldTime
