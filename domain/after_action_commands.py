"""What may be done with a review: functions of its state that answer with events."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from msgspec.structs import replace

from domain.after_action import (
    AfterActionReview,
    LessonDrawn,
    ReviewAssessed,
    ReviewOpened,
    ReviewReopened,
    ReviewSigned,
    TurningPointChosen,
    TurningPointRemoved,
)
from domain.incident import Incident, Standing
from domain.kernel import Event, Refused, reason_given


class IncidentNotOver(Refused):
    """事件还在处置，办结后再复盘"""

    EN: ClassVar[str] = "The incident is still open: it is reviewed when it is over"


class SignedOff(Refused):
    """复盘已审签；要改先退回"""

    EN: ClassVar[str] = "The review is signed: reopen it first"


class PointUnsaid(Refused):
    """请写明为什么是转折点"""

    EN: ClassVar[str] = "Say why this is a turning point"


class NoSuchPoint(Refused):
    """复盘里没有这个转折点"""

    EN: ClassVar[str] = "The review has no such turning point"


class NothingAssessed(Refused):
    """做得好的和做得不好的，至少写一项；写了才能审签"""

    EN: ClassVar[str] = "Say what worked or what did not; only then it is signed"


class LessonIncomplete(Refused):
    """整改事项要写明内容、责任单位（人）和期限，期限须在今后"""

    EN: ClassVar[str] = "A lesson says what, whose it is and by when, and that is still to come"


def open_review(
    review: AfterActionReview | None, opened: ReviewOpened, incident: Incident
) -> list[Event]:
    """Of an exercise's incident too: what ends an exercise annuls what it left open. Raises IncidentNotOver."""
    if review:
        return []
    over = incident.standing is Standing.CLOSED
    if not over and not (incident.exercise and incident.standing is Standing.ANNULLED):
        raise IncidentNotOver(incident.id)
    return [opened]


def choose(review: AfterActionReview, chosen: TurningPointChosen) -> list[Event]:
    """One event of the log turns things once. Raises SignedOff, PointUnsaid."""
    _require_unsigned(review)
    words = chosen.words.strip()
    if not words:
        raise PointUnsaid
    if any(one.seq == chosen.seq for one in review.points):
        return []
    return [replace(chosen, words=words)]


def remove(review: AfterActionReview, *, point: UUID, reason: str) -> list[Event]:
    """Raises SignedOff, NoSuchPoint, ReasonMissing."""
    _require_unsigned(review)
    if all(one.point != point for one in review.points):
        raise NoSuchPoint(point)
    return [TurningPointRemoved(point=point, reason=reason_given(reason))]


def assess(review: AfterActionReview, assessed: ReviewAssessed) -> list[Event]:
    """Raises SignedOff, NothingAssessed."""
    _require_unsigned(review)
    told = replace(assessed, worked=assessed.worked.strip(), failed=assessed.failed.strip())
    if not (told.worked or told.failed):
        raise NothingAssessed
    before = review.assessed
    if before and (before.worked, before.failed) == (told.worked, told.failed):
        return []
    return [told]


def draw(review: AfterActionReview, drawn: LessonDrawn, *, now: datetime) -> list[Event]:
    """Raises SignedOff, LessonIncomplete."""
    _require_unsigned(review)
    words, owner = drawn.words.strip(), drawn.owner_words.strip()
    if not words or not (drawn.owner or owner or drawn.person) or drawn.due_at <= now:
        raise LessonIncomplete
    if review.lesson(drawn.lesson):
        return []
    return [replace(drawn, words=words, owner_words=owner)]


def sign(review: AfterActionReview, signed: ReviewSigned) -> list[Event]:
    """Raises NothingAssessed."""
    if review.signed:
        return []
    if review.assessed is None:
        raise NothingAssessed
    return [replace(signed, words=signed.words.strip())]


def reopen(review: AfterActionReview, *, reason: str) -> list[Event]:
    """Raises ReasonMissing."""
    if review.signed is None:
        return []
    return [ReviewReopened(reason=reason_given(reason))]


def _require_unsigned(review: AfterActionReview) -> None:
    if review.signed:
        raise SignedOff
