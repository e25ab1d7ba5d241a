"""要素完整: what share of the elements asked for the written reports of a unit gave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from domain.answering import IN_WRITING
from domain.elements import REQUIRED, missing, special
from projections.incident_file import IncidentFile


class Paper(NamedTuple):
    """One written report that left its unit."""

    unit: UUID
    asked: int
    given: int


def papers_of(file: IncidentFile, begins: datetime, ends: datetime) -> Iterator[Paper]:
    """Words told by phone hold no headings and are not measured by them."""
    more = special(file.incident.klass, file.incident.subtype)
    for report in file.reports.values():
        required = REQUIRED.get(report.hop.stage)
        made = report.made if report.channel in IN_WRITING else None
        if made and required and begins <= made.latest < ends:
            asked = len(required | frozenset(more))
            lacking = len(missing(report.text, report.hop.stage, more))
            yield Paper(report.hop.reporting_entity, asked, asked - lacking)


def completeness(papers: Iterable[Paper]) -> float | None:
    """None: no paper was sent."""
    sent = list(papers)
    asked = sum(one.asked for one in sent)
    return sum(one.given for one in sent) / asked if asked else None
