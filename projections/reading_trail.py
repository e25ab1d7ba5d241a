"""Whether it is known who reads: what the board says when it is not."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from desk.log.envelope import Recorded
from domain.reading_trail import (
    ReadingTrailFailed,
    ReadingTrailReplaced,
    ReadingTrailResumed,
    TrailFailure,
)
from projections.rows import Rows, View

KEY = "reading trail"


class TrailRow(Struct, frozen=True):
    failure: TrailFailure
    since: datetime


def fold_trail(rows: Rows[TrailRow], recorded: Recorded) -> None:
    match recorded.event:
        case ReadingTrailFailed(failure=failure):
            rows.put(KEY, TrailRow(failure, recorded.recorded_at))
        case ReadingTrailResumed() | ReadingTrailReplaced():
            rows.drop(KEY)


READING_TRAIL = View(
    "reading_trail",
    1,
    TrailRow,
    frozenset({ReadingTrailFailed.TOPIC, ReadingTrailResumed.TOPIC, ReadingTrailReplaced.TOPIC}),
    fold_trail,
    resident=True,
)
