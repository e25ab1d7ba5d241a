"""What is told of one month, as known at one instant."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from projections.incident_file import IncidentFile
from projections.performance import Month, UnitMonth, performance
from projections.source_league import SourceLead, source_league


class Figures(NamedTuple):
    """What each unit did, and how this office came to know of what began in the month."""

    units: tuple[UnitMonth, ...]
    sources: tuple[SourceLead, ...]


def figures(files: Iterable[IncidentFile], month: Month, office: UUID) -> Figures:
    known = list(files)
    begun = (file for file in known if file.opened.recorded_at >= month.begins)
    return Figures(performance(known, month), source_league(begun, office))
