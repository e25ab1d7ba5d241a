"""谁何时获悉: who came to know of an incident when, from whom, on whose word, and how long after it was put on record."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from domain.clock_policy import owed_clocks
from domain.incident import KnowledgeRecorded, Means
from domain.network import Network
from domain.rulebook import RuleBook
from domain.situation import situation
from domain.times import WorldTime, order
from projections.incident_file import IncidentFile

PROMPT = timedelta(minutes=5)  # typed within so long of hearing it is no late entry (补录)


class Source(NamedTuple):
    """One way in which a unit came to know. `entered_after`: a late entry, by so much."""

    unit: UUID
    learned: WorldTime
    means: Means
    told_by: UUID | None
    seq: int
    recorded_at: datetime
    entered_after: timedelta | None
    first: bool  # of this unit's sources


class ShouldHaveTold(NamedTuple):
    """A unit that knew and owed this office a report, and that the office had not heard from when it learned."""

    unit: UUID
    rule: str
    told: WorldTime | None  # None: not to this day


class Knowledge(NamedTuple):
    """`lead`: by how much this office knew before the first report to it; negative: after."""

    sources: tuple[Source, ...]
    ours: Source | None
    lead: timedelta | None
    silent: tuple[ShouldHaveTold, ...]


def knowledge(file: IncidentFile, office: UUID, book: RuleBook, network: Network) -> Knowledge:
    """In the order of the times: what is known now of who knew what when."""
    sources = _sources(file)
    ours = next((one for one in sources if one.unit == office), None)
    told = _told_us(file, office)
    first = min(told.values(), key=order, default=None)
    lead = first.earliest - ours.learned.earliest if first and ours else None
    return Knowledge(sources, ours, lead, _silent(file, office, book, network, ours, told))


def _sources(file: IncidentFile) -> tuple[Source, ...]:
    recorded = [one for one in file.history if isinstance(one.event, KnowledgeRecorded)]
    recorded.sort(key=lambda one: order(one.event.learned))  # type: ignore[attr-defined]
    seen: set[UUID] = set()
    sources = []
    for one in recorded:
        known: KnowledgeRecorded = one.event  # type: ignore[assignment]
        late = one.recorded_at - known.learned.latest
        sources.append(
            Source(
                unit=known.unit,
                learned=known.learned,
                means=known.means,
                told_by=known.told_by,
                seq=one.seq,
                recorded_at=one.recorded_at,
                entered_after=late if late > PROMPT else None,
                first=known.unit not in seen,
            )
        )
        seen.add(known.unit)
    return tuple(sources)


def _told_us(file: IncidentFile, office: UUID) -> dict[UUID, WorldTime]:
    """When each unit told this office first."""
    told: dict[UUID, WorldTime] = {}
    reports = [one for one in file.reports.values() if one.made and one.hop.recipient == office]
    for report in sorted(reports, key=lambda one: order(one.made)):  # type: ignore[arg-type]
        assert report.made
        told.setdefault(report.hop.reporting_entity, report.made)
    return told


def _silent(
    file: IncidentFile,
    office: UUID,
    book: RuleBook,
    network: Network,
    ours: Source | None,
    told: dict[UUID, WorldTime],
) -> tuple[ShouldHaveTold, ...]:
    if ours is None:
        return ()
    sit = situation(file.incident, reports=file.reports, deadlines=file.deadlines, office=office)
    owed = (one for one in owed_clocks(sit, book, network) if one.recipient == office)
    by_rule: dict[UUID, str] = {}
    for one in owed:  # of several rules the first of the book
        by_rule.setdefault(one.reporting_entity, one.rule)
    later = {unit for unit, at in told.items() if order(at) > order(ours.learned)}
    return tuple(
        ShouldHaveTold(unit, rule, told.get(unit))
        for unit, rule in by_rule.items()
        if unit not in told or unit in later
    )
