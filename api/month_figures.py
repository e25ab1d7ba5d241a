"""A month's figures: as issued when it was over, and what turned out otherwise in the month before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from api.running import Running
from desk.log.envelope import Recorded
from desk.register import SHANGHAI
from domain.incident import IncidentOpened
from projections.incident_file import IncidentFile, gather
from projections.month_figures import Figures, figures
from projections.performance import Correction, Month, UnitMonth, corrections
from projections.source_league import SourceLead
from projections.up_to import UpTo

EARLIER = timedelta(days=92)  # an incident opened longer ago has nothing due any more
PAGE = 5_000


class Issue(NamedTuple):
    """`closed`: the month is over, and its figures stand as known then."""

    month: Month
    closed: bool
    units: tuple[UnitMonth, ...]
    sources: tuple[SourceLead, ...]
    corrected: tuple[Correction, ...]


def month_of(at: datetime) -> Month:
    return Month(at.astimezone(SHANGHAI).date().replace(day=1))


def month_named(name: str) -> Month | None:
    """2026-11; None for anything else."""
    try:
        return Month(date.fromisoformat(f"{name}-01"))
    except ValueError:
        return None


def issue_of(running: Running, month: Month) -> Issue:
    """Frozen at the next month's first instant; what is recorded later goes into the next issue."""
    until, before = month.ends, month.before
    now = _figures(running, month, until)
    issued = _figures(running, before, before.ends)
    known = _figures(running, before, until)
    closed = month.ends <= running.clock().now
    return Issue(month, closed, *now, corrections(issued.units, known.units))


def _figures(running: Running, month: Month, until: datetime) -> Figures:
    """Read once when nothing can be recorded before `until` any more: the log's time only grows."""
    if (month, until) in running.issued:
        return running.issued[month, until]
    newest = running.log.head().recorded_at
    office = running.desk.register().office.unit
    found = figures(_files(running, month, until), month, office)
    if newest and newest >= until:
        running.issued[month, until] = found
    return found


def _files(running: Running, month: Month, until: datetime) -> Iterator[IncidentFile]:
    reading = UpTo.before(running.log, until)
    for opened in _opened(running):
        if month.begins - EARLIER <= opened.recorded_at < until:
            file = gather(reading, opened.originator_id)
            if file:
                yield file


def _opened(running: Running) -> Iterator[Recorded]:
    """Every incident, page by page: memory does not grow with the log."""
    seq = 0
    while page := running.log.since(seq, PAGE, (IncidentOpened.TOPIC,)):
        yield from page
        seq = page[-1].seq
