"""A month's spot checks as issued when it was over, and what was corrected in the month before since its issue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from api.running import Running
from domain.kernel import fold
from domain.spot_check import evolve
from projections.performance import Month
from projections.spot_check_month import CheckedMonth, changed, checked_month
from projections.spot_checks import RoundRow, rounds
from projections.up_to import UpTo


class CheckIssue(NamedTuple):
    """`closed`: the month is over, and it stands as known then. `corrected`: unit, as issued, as known."""

    month: Month
    closed: bool
    rounds: int
    units: tuple[CheckedMonth, ...]
    corrected: tuple[tuple[UUID, CheckedMonth | None, CheckedMonth | None], ...]


def check_issue(running: Running, month: Month) -> CheckIssue:
    before, closed = month.before, month.ends <= running.clock().now
    told = list(_rounds(running, month, month.ends))
    return CheckIssue(
        month=month,
        closed=closed,
        rounds=len(told),
        units=checked_month(told, month),
        corrected=changed(
            checked_month(_rounds(running, before, before.ends), before),
            checked_month(_rounds(running, before, month.ends), before),
        ),
    )


def _rounds(running: Running, month: Month, until: datetime) -> Iterator[RoundRow]:
    """Those that began in the month, the newest first, as the log had them at `until`."""
    reading = UpTo.before(running.log, until)
    for row in running.boards.read(lambda follower: rounds(follower.rows)):
        if month.begins <= row.began < month.ends:
            history = (one.event for one in reading.stream(row.id))
            if check := fold(evolve, None, history):
                yield RoundRow(row.id, check, check.unfinished)
