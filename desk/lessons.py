"""整改事项: drawn from a review with an owner and a day, done with evidence, dropped with a reason, moved; its plan is to be revised."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import UUID

from contingency_plans import plan as plans
from contingency_plans import plan_clock as clocks
from contingency_plans import plan_clock_commands as clock_commands
from contingency_plans.plan_clock import PlanClock, PlanClockSet, plan_clock_id
from contingency_plans.plan_cycle_commands import call_for_revision
from contingency_plans.plan_events import RevisionCalledFor
from contingency_plans.plan_words import PlanClockKind, RevisionCause
from desk.after_action import review_of
from desk.draft import Draft, Unknown
from desk.plan_settling import record_on, settle_plan
from domain import after_action as reviews
from domain import after_action_commands as commands
from domain import person as people
from domain.after_action import LessonDrawn, review_id
from domain.kernel import Value, reason_given
from domain.times import WorldTime

SOURCE = "复盘"


class DrawLesson(Value):
    """`due_at`: when it has run out."""

    incident: UUID
    words: str
    owner: UUID | None
    owner_words: str
    person: UUID | None
    plan: UUID | None
    due_at: datetime
    drawn: WorldTime


class CallRevisions(Value):
    """What the lessons of an exercise's review mean for plans is real, and a command of its own."""

    incident: UUID


class DoLesson(Value):
    """`words`, `number`: the evidence."""

    incident: UUID
    lesson: UUID
    words: str
    number: str
    done: WorldTime


class DropLesson(Value):
    incident: UUID
    lesson: UUID
    reason: str


class MoveLesson(Value):
    incident: UUID
    lesson: UUID
    due_at: datetime
    reason: str


class LessonAnswer(Value):
    incident: UUID
    lesson: UUID


def draw_lesson(draft: Draft, drawing: DrawLesson) -> LessonAnswer:
    """Raises SignedOff, LessonIncomplete, PlanGone; Unknown for an owner, person or plan that is not on record."""
    id, review = review_of(draft, drawing.incident)
    words = _owner_words(draft, drawing)
    if drawing.plan:
        draft.require(drawing.plan, plans.evolve)
    lesson = draft.new_id("lesson", drawing.words.strip())
    drawn = LessonDrawn(
        lesson=lesson,
        words=drawing.words,
        owner=drawing.owner,
        owner_words=drawing.owner_words,
        person=drawing.person,
        plan=drawing.plan,
        revision=draft.new_id("revision", drawing.words.strip()) if drawing.plan else None,
        due_at=drawing.due_at,
        drawn=drawing.drawn,
    )
    events = commands.draw(review, drawn, now=draft.now)
    if draft.record(id, events):
        _set_clock(draft, id, drawn, words)
        if drawn.plan and draft.exercise is None:
            _call(draft, id, drawn)
    return LessonAnswer(incident=drawing.incident, lesson=lesson)


def call_revisions(draft: Draft, calling: CallRevisions) -> LessonAnswer:
    """Of all its lessons that name a plan; asked for again, nothing happens."""
    id = review_id(calling.incident)
    review = draft.require(id, reviews.evolve)
    draft.inherit(None)
    for drawn in review.lessons:
        if drawn.plan and not draft.require(drawn.plan, plans.evolve).withdrawn:
            _call(draft, id, drawn)
    return LessonAnswer(incident=calling.incident, lesson=id)


def do_lesson(draft: Draft, doing: DoLesson) -> LessonAnswer:
    """Raises NothingToShow, PlanClockOver."""
    id, clock = _clock_of(draft, doing.incident, doing.lesson)
    done = clock_commands.meet(
        clock, words=doing.words, number=doing.number, files=(), met=doing.done
    )
    draft.record(id, done)
    return LessonAnswer(incident=doing.incident, lesson=doing.lesson)


def drop_lesson(draft: Draft, dropping: DropLesson) -> LessonAnswer:
    """Raises ReasonMissing, PlanClockOver."""
    id, clock = _clock_of(draft, dropping.incident, dropping.lesson)
    draft.record(id, clock_commands.excuse(clock, reason=dropping.reason))
    return LessonAnswer(incident=dropping.incident, lesson=dropping.lesson)


def move_lesson(draft: Draft, moving: MoveLesson) -> LessonAnswer:
    """Raises ReasonMissing, LessonIncomplete for a time that has come."""
    id, clock = _clock_of(draft, moving.incident, moving.lesson)
    if moving.due_at <= draft.now:
        raise commands.LessonIncomplete
    reason = reason_given(moving.reason)
    draft.record(
        id, clock_commands.move(clock, start=clock.start, due_at=moving.due_at, reason=reason)
    )
    return LessonAnswer(incident=moving.incident, lesson=moving.lesson)


def lesson_clock_id(review: UUID, lesson: UUID) -> UUID:
    return plan_clock_id(review, PlanClockKind.LESSON, str(lesson))


def _owner_words(draft: Draft, drawing: DrawLesson) -> str:
    """How its clock names whoever owes it where no unit does: as typed, else by the person's name."""
    if drawing.owner and drawing.owner not in draft.register.network:
        raise Unknown(drawing.owner)
    person = draft.require(drawing.person, people.evolve) if drawing.person else None
    return drawing.owner_words.strip() or (person.profile.name if person else "")


def _set_clock(draft: Draft, review: UUID, drawn: LessonDrawn, owner_words: str) -> None:
    """It neither chimes nor rings: what is owed in weeks wakes nobody at night."""
    id = lesson_clock_id(review, drawn.lesson)
    setting = PlanClockSet(
        kind=PlanClockKind.LESSON,
        subject=review,
        incident=None,
        name=drawn.words.strip(),
        owner=drawn.owner,
        owner_words="" if drawn.owner else owner_words,
        occasion=str(drawn.lesson),
        start=drawn.drawn,
        due_at=drawn.due_at,
        chimes=False,
        source=SOURCE,
        next_at=drawn.due_at,
    )
    draft.record(id, clock_commands.set_plan_clock(draft.load(id, clocks.evolve), setting))


def _call(draft: Draft, review: UUID, drawn: LessonDrawn) -> None:
    assert drawn.plan
    assert drawn.revision
    called = RevisionCalledFor(
        revision=drawn.revision,
        cause=RevisionCause.FOUND_IN_USE,
        source=review,
        words=drawn.words.strip(),
        called=drawn.drawn,
    )
    record_on(draft, drawn.plan, partial(call_for_revision, called=called))
    settle_plan(draft, drawn.plan)


def _clock_of(draft: Draft, incident: UUID, lesson: UUID) -> tuple[UUID, PlanClock]:
    """Signed or not: how a lesson stands goes on. Raises Unknown."""
    review, known = review_of(draft, incident)
    if known.lesson(lesson) is None:
        raise Unknown(lesson)
    id = lesson_clock_id(review, lesson)
    return id, draft.require(id, clocks.evolve)
