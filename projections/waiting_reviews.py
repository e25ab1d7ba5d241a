"""卡在我这里的复盘: lessons somebody answers for, and reviews that wait for a leader's signature."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from projections.open_incidents import INCIDENT_NAMES
from projections.reviews import REVIEWS, ReviewRow, all_lessons
from projections.rows import Rows
from projections.waiting_lines import Waiting

AllRows = dict[str, Rows[Any]]


def of_reviews(rows: AllRows, person: UUID | None, *, signs: bool) -> Iterator[Waiting]:
    if person:
        for one in all_lessons(rows):
            if one.drawn.person == person and one.clock.open:
                place = f"/incidents/{one.row.incident}/review#lesson-{one.drawn.lesson}"
                text, played = one.drawn.words, one.row.exercise
                yield Waiting("lesson", text, place, one.clock.due_at, one.over, played)
    reviews: Iterable[ReviewRow] = rows[REVIEWS.name].values()
    for row in reviews if signs else ():
        if row.to_sign:
            known = rows[INCIDENT_NAMES.name].get(row.incident)
            text = f"{known.number} {known.title}" if known else ""
            place = f"/incidents/{row.incident}/review#signature"
            yield Waiting("review", text, place, exercise=row.exercise)
