"""信息来源: by how much each way of hearing is earlier or later than the first report to this office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from statistics import median
from typing import NamedTuple
from uuid import UUID

from domain.incident import Means
from domain.times import order
from projections.incident_file import IncidentFile


class SourceLead(NamedTuple):
    """`lead`: minutes, the median over its incidents; positive: earlier than the report; None: nobody reported."""

    means: Means
    incidents: int
    lead: float | None


def source_league(files: Iterable[IncidentFile], office: UUID) -> tuple[SourceLead, ...]:
    """How this office came to know, the earliest way first. Exercises count nowhere."""
    real = [file for file in files if file.incident.exercise is None]
    heard = [one for file in real for one in _heard(file, office)]
    means = dict.fromkeys(one for one, _ in heard)
    made = (_lead(one, [lead for other, lead in heard if other is one]) for one in means)
    return tuple(sorted(made, key=lambda one: (one.lead is None, -(one.lead or 0), one.means)))


def _heard(file: IncidentFile, office: UUID) -> Iterator[tuple[Means, int | None]]:
    """Each way once an incident, by its first time."""
    made = [one.made for one in file.reports.values() if one.hop.recipient == office and one.made]
    first = min(made, key=order, default=None)
    known = sorted(
        (one for one in file.incident.knowledge if one.unit == office),
        key=lambda one: order(one.learned),
    )
    for means in dict.fromkeys(one.means for one in known):
        at = next(one.learned for one in known if one.means is means)
        seconds = (first.earliest - at.earliest).total_seconds() if first else None
        yield means, None if seconds is None else int(seconds // 60)


def _lead(means: Means, leads: list[int | None]) -> SourceLead:
    known = [one for one in leads if one is not None]
    return SourceLead(means, len(leads), median(known) if known else None)
