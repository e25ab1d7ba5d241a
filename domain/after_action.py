"""复盘: the review of an incident after it is over: turning points people choose, what worked, lessons, and who signs for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from domain.kernel import Event, Value, name_id
from domain.times import WorldTime


class ReviewOpened(Event):
    """One an incident. `moderator`: who leads it, where somebody is named."""

    TOPIC = "review.opened"
    incident: UUID
    moderator: UUID | None
    opened: WorldTime


class TurningPointChosen(Event):
    """转折点: `seq` is the position of the log whose event turned things; `words` say why."""

    TOPIC = "review.turning-point-chosen"
    point: UUID
    seq: int
    words: str


class TurningPointRemoved(Event):
    TOPIC = "review.turning-point-removed"
    point: UUID
    reason: str


class ReviewAssessed(Event):
    """Said again it stands in place of what was said before."""

    TOPIC = "review.assessed"
    worked: str
    failed: str
    assessed: WorldTime


class LessonDrawn(Event):
    """整改事项: whose it is and by when; its clock is a stream of its own.

    `owner`: a unit of the network, else `owner_words`; `person`: who answers for it. `plan`: what is to be revised for
    it, and `revision` the cause that was named there.
    """

    TOPIC = "review.lesson-drawn"
    lesson: UUID
    words: str
    owner: UUID | None
    owner_words: str
    person: UUID | None
    plan: UUID | None
    revision: UUID | None
    due_at: datetime
    drawn: WorldTime


class ReviewSigned(Event):
    """审签: a leader stands for it; from then on nothing of it changes but how its lessons stand."""

    TOPIC = "review.signed"
    signer: UUID
    words: str
    signed: WorldTime


class ReviewReopened(Event):
    """What was signed does not stand any more."""

    TOPIC = "review.reopened"
    reason: str


class AfterActionReview(Value):
    opened: ReviewOpened
    points: tuple[TurningPointChosen, ...] = ()
    assessed: ReviewAssessed | None = None
    lessons: tuple[LessonDrawn, ...] = ()
    signed: ReviewSigned | None = None

    def lesson(self, id: UUID) -> LessonDrawn | None:
        return next((one for one in self.lessons if one.lesson == id), None)


def review_id(incident: UUID) -> UUID:
    return name_id(incident, "review")


def evolve(review: AfterActionReview | None, happened: Event) -> AfterActionReview:
    if isinstance(happened, ReviewOpened):
        return AfterActionReview(opened=happened)
    if review is None or type(happened) not in CHANGES:
        raise TypeError(f"{happened!r} is no review's, or comes before any was opened")
    return replace(review, **CHANGES[type(happened)](review, happened))


def _removed(
    review: AfterActionReview, happened: TurningPointRemoved
) -> tuple[TurningPointChosen, ...]:
    return tuple(one for one in review.points if one.point != happened.point)


CHANGES: dict[type[Event], Callable[[AfterActionReview, Any], dict[str, Any]]] = {
    TurningPointChosen: lambda r, e: {"points": (*r.points, e)},
    TurningPointRemoved: lambda r, e: {"points": _removed(r, e)},
    ReviewAssessed: lambda _, e: {"assessed": e},
    LessonDrawn: lambda r, e: {"lessons": (*r.lessons, e)},
    ReviewSigned: lambda _, e: {"signed": e},
    ReviewReopened: lambda _r, _e: {"signed": None},
}
