"""复盘一览: every review with its lessons, each as its clock says that it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from contingency_plans.plan_clock import PlanClock, plan_clock_id
from contingency_plans.plan_words import PlanClockKind
from desk.log.envelope import Recorded
from domain import after_action as reviews
from domain.after_action import AfterActionReview, LessonDrawn, ReviewOpened, review_id
from projections.network import PEOPLE, UNITS
from projections.open_incidents import INCIDENT_NAMES
from projections.plans import PLAN_CLOCKS, PlanClockRow, topics
from projections.review_shapes import LessonLine
from projections.rows import Rows, View

AllRows = dict[str, Rows[Any]]


class LessonStanding(StrEnum):
    """整改情况."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class ReviewRow(Struct, frozen=True):
    id: UUID
    review: AfterActionReview
    exercise: bool

    @property
    def incident(self) -> UUID:
        return self.review.opened.incident

    @property
    def to_sign(self) -> bool:
        return self.review.assessed is not None and self.review.signed is None


class Lesson(NamedTuple):
    """`owner`: its unit's name or the words for it; `person`: the name of who answers for it."""

    drawn: LessonDrawn
    row: ReviewRow
    clock: PlanClock
    owner: str
    person: str

    @property
    def standing(self) -> LessonStanding:
        if self.clock.met:
            return LessonStanding.DONE
        return LessonStanding.OPEN if self.clock.open else LessonStanding.DROPPED

    @property
    def last_day(self) -> datetime:
        """A moment of the day on which it is still in time: midnight ends the day before."""
        return self.clock.due_at - timedelta(seconds=1)

    @property
    def over(self) -> bool:
        return self.clock.open and self.clock.ran_out is not None


def fold_review(rows: Rows[ReviewRow], recorded: Recorded) -> None:
    id, happened = recorded.originator_id, recorded.event
    row = rows.get(id)
    if isinstance(happened, ReviewOpened):
        exercise = recorded.meta.exercise is not None
        rows.put(id, ReviewRow(id, reviews.evolve(None, happened), exercise))
    elif row:
        rows.put(id, replace(row, review=reviews.evolve(row.review, happened)))


REVIEWS = View(
    "reviews",
    1,
    ReviewRow,
    topics((ReviewOpened, *reviews.CHANGES)),
    fold_review,
    resident=True,
)


def review_of(rows: AllRows, incident: UUID) -> ReviewRow | None:
    found: ReviewRow | None = rows[REVIEWS.name].get(review_id(incident))
    return found


class NamedReview(NamedTuple):
    """With the number and title of its incident."""

    row: ReviewRow
    number: str
    title: str


def all_reviews(rows: AllRows) -> list[NamedReview]:
    """Real before exercise, unsigned before signed, then the newest."""
    found: list[ReviewRow] = list(rows[REVIEWS.name].values())
    found.sort(key=lambda one: one.review.opened.opened.earliest, reverse=True)
    found.sort(key=lambda one: (one.exercise, one.review.signed is not None))
    known = ((one, rows[INCIDENT_NAMES.name].get(one.incident)) for one in found)
    return [
        NamedReview(row, *(name.number, name.title) if name else ("", "")) for row, name in known
    ]


def lessons_of(rows: AllRows, row: ReviewRow) -> tuple[Lesson, ...]:
    """In the order in which they were drawn."""
    return tuple(_lessons(rows, (row,)))


def all_lessons(rows: AllRows) -> list[Lesson]:
    """Real before exercise, open before over, then by what is due first."""
    found: Iterable[ReviewRow] = rows[REVIEWS.name].values()
    return sorted(_lessons(rows, found), key=_urgency)


def lessons_for_plan(rows: AllRows, plan: UUID) -> list[Lesson]:
    return [one for one in all_lessons(rows) if one.drawn.plan == plan]


def lessons_over(rows: AllRows) -> tuple[LessonLine, ...]:
    """What has run out and is open; of an exercise nothing."""
    found = (one for one in all_lessons(rows) if one.over and not one.row.exercise)
    return tuple(_line(rows, one) for one in found)


def _urgency(one: Lesson) -> tuple[object, ...]:
    return one.row.exercise, not one.clock.open, one.clock.due_at, str(one.drawn.lesson)


def _lessons(rows: AllRows, found: Iterable[ReviewRow]) -> Iterator[Lesson]:
    for row in found:
        for drawn in row.review.lessons:
            id = plan_clock_id(row.id, PlanClockKind.LESSON, str(drawn.lesson))
            clock: PlanClockRow | None = rows[PLAN_CLOCKS.name].get(id)
            if clock:
                yield Lesson(drawn, row, clock.clock, _owner(rows, drawn), _person(rows, drawn))


def _owner(rows: AllRows, drawn: LessonDrawn) -> str:
    unit = rows[UNITS.name].get(drawn.owner) if drawn.owner else None
    return (unit.profile.short_name or unit.profile.name) if unit else drawn.owner_words


def _person(rows: AllRows, drawn: LessonDrawn) -> str:
    person = rows[PEOPLE.name].get(drawn.person) if drawn.person else None
    return person.profile.name if person else ""


def _line(rows: AllRows, one: Lesson) -> LessonLine:
    known = rows[INCIDENT_NAMES.name].get(one.row.incident)
    return LessonLine(
        id=one.drawn.lesson,
        incident=one.row.incident,
        number=known.number if known else "",
        words=one.drawn.words,
        owner=one.owner or one.person,
        due_at=one.clock.due_at,
    )
