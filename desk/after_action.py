"""复盘: opened once its incident is over, turning points chosen from the log, assessed, and signed by a leader."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from desk.draft import Draft
from domain import after_action as reviews
from domain import after_action_commands as commands
from domain import incident as incidents
from domain import person as people
from domain.after_action import (
    AfterActionReview,
    ReviewAssessed,
    ReviewOpened,
    ReviewSigned,
    TurningPointChosen,
    review_id,
)
from domain.kernel import Refused, Value
from domain.times import WorldTime


class NotOfThisIncident(Refused):
    """这条记录不属于本事件"""

    EN: ClassVar[str] = "That event of the log is not about this incident"


class OpenReview(Value):
    incident: UUID
    moderator: UUID | None
    opened: WorldTime


class ChooseTurningPoint(Value):
    incident: UUID
    seq: int
    words: str


class RemoveTurningPoint(Value):
    incident: UUID
    point: UUID
    reason: str


class AssessReview(Value):
    incident: UUID
    worked: str
    failed: str
    assessed: WorldTime


class SignReview(Value):
    incident: UUID
    signer: UUID
    words: str
    signed: WorldTime


class ReopenReview(Value):
    incident: UUID
    reason: str


class ReviewAnswer(Value):
    incident: UUID
    review: UUID


def open_review(draft: Draft, opening: OpenReview) -> ReviewAnswer:
    """Raises IncidentNotOver. Asked for twice, by whomever, it is one."""
    incident = draft.require(opening.incident, incidents.evolve)
    if opening.moderator:
        draft.require(opening.moderator, people.evolve)
    draft.inherit(incident.exercise)
    id = review_id(opening.incident)
    opened = ReviewOpened(
        incident=opening.incident, moderator=opening.moderator, opened=opening.opened
    )
    draft.record(id, commands.open_review(draft.load(id, reviews.evolve), opened, incident))
    return ReviewAnswer(incident=opening.incident, review=id)


def choose_turning_point(draft: Draft, choosing: ChooseTurningPoint) -> ReviewAnswer:
    """Raises NotOfThisIncident: a turning point is a position of the log that tells of it."""
    id, review = review_of(draft, choosing.incident)
    if not _is_about(draft, choosing.seq, choosing.incident):
        raise NotOfThisIncident(choosing.seq)
    chosen = TurningPointChosen(
        point=draft.new_id("turning point", choosing.seq), seq=choosing.seq, words=choosing.words
    )
    draft.record(id, commands.choose(review, chosen))
    return ReviewAnswer(incident=choosing.incident, review=id)


def remove_turning_point(draft: Draft, removing: RemoveTurningPoint) -> ReviewAnswer:
    id, review = review_of(draft, removing.incident)
    draft.record(id, commands.remove(review, point=removing.point, reason=removing.reason))
    return ReviewAnswer(incident=removing.incident, review=id)


def assess_review(draft: Draft, assessing: AssessReview) -> ReviewAnswer:
    id, review = review_of(draft, assessing.incident)
    assessed = ReviewAssessed(
        worked=assessing.worked, failed=assessing.failed, assessed=assessing.assessed
    )
    draft.record(id, commands.assess(review, assessed))
    return ReviewAnswer(incident=assessing.incident, review=id)


def sign_review(draft: Draft, signing: SignReview) -> ReviewAnswer:
    id, review = review_of(draft, signing.incident)
    signed = ReviewSigned(signer=signing.signer, words=signing.words, signed=signing.signed)
    draft.record(id, commands.sign(review, signed))
    return ReviewAnswer(incident=signing.incident, review=id)


def reopen_review(draft: Draft, reopening: ReopenReview) -> ReviewAnswer:
    id, review = review_of(draft, reopening.incident)
    draft.record(id, commands.reopen(review, reason=reopening.reason))
    return ReviewAnswer(incident=reopening.incident, review=id)


def review_of(draft: Draft, incident: UUID) -> tuple[UUID, AfterActionReview]:
    """Raises Unknown where none is opened."""
    id = review_id(incident)
    review = draft.require(id, reviews.evolve)
    draft.inherit(draft.exercise_of(id))
    return id, review


def _is_about(draft: Draft, seq: int, incident: UUID) -> bool:
    """By the stream it stands in: the incident's own, one it names, or one whose beginning names it."""
    stream = draft.stream_at(seq)
    if stream is None or stream == review_id(incident):
        return False
    known = draft.require(incident, incidents.evolve)
    named = (known.incoming, known.reports, known.deadlines, known.instructions, known.breaches)
    if stream == incident or any(stream in one for one in named):
        return True
    return getattr(draft.beginning_of(stream), "incident", None) == incident
