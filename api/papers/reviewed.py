"""What the report of a review is made of: the review with its lessons, and the file of its incident."""

from __future__ import annotations

from uuid import UUID

from api.running import Running
from desk.draft import Unknown
from domain.after_action import ReviewSigned
from projections.beside import beside_of
from projections.documents.official import Told
from projections.documents.review_paper import review_paper
from projections.follower import Follower
from projections.handover_items import Wording
from projections.incident_file import IncidentFile, gather
from projections.reviews import Lesson, ReviewRow, lessons_of, review_of


def told_of_review(
    running: Running, incident: UUID, wording: Wording
) -> tuple[IncidentFile, Told, ReviewSigned | None]:
    """Raises Unknown where there is no review."""
    row, lessons, beside = running.boards.read(lambda follower: _read(follower, incident))
    file = gather(running.log, incident, beside=beside)
    if file is None or row is None:
        raise Unknown(incident)
    plans = running.desk.register().plans

    def title(plan: UUID) -> str:
        return plans[plan].profile.title if plan in plans else ""

    return file, review_paper(file, row.review, lessons, wording, title), row.review.signed


def _read(
    follower: Follower, incident: UUID
) -> tuple[ReviewRow | None, tuple[Lesson, ...], tuple[UUID, ...]]:
    rows = follower.rows
    row = review_of(rows, incident)
    return row, lessons_of(rows, row) if row else (), beside_of(rows, incident)
