"""报送情况: one incident as clocks see it: what it is, who knows, what was reported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from msgspec.structs import replace

from domain.deadline import Deadline, order
from domain.incident import Incident
from domain.report import Report
from domain.times import Basis, Precision, WorldTime
from domain.words import Channel, Stage


class MadeReport(NamedTuple):
    """A report that has left its unit."""

    id: UUID
    entity: UUID
    recipient: UUID
    stage: Stage
    channel: Channel
    at: WorldTime


class Situation(NamedTuple):
    """`office` is whose log this is: its own clocks wake people, those of others are chased."""

    incident: Incident
    reports: tuple[MadeReport, ...]  # in the order of their times
    deadlines: Mapping[UUID, Deadline]
    office: UUID | None = None


def situation(
    incident: Incident,
    *,
    reports: Mapping[UUID, Report],
    deadlines: Mapping[UUID, Deadline],
    office: UUID | None = None,
) -> Situation:
    """Drafts that were never sent tell nobody anything and are left out."""
    made = [
        MadeReport(
            id=id,
            entity=report.hop.reporting_entity,
            recipient=report.hop.recipient,
            stage=report.hop.stage,
            channel=report.channel,
            at=report.made,
        )
        for id, report in reports.items()
        if report.made and report.channel
    ]
    ordered = tuple(sorted(made, key=lambda one: order(one.at)))
    return Situation(incident, ordered, deadlines, office)


def occurred(incident: Incident) -> WorldTime | None:
    """When it happened, unless officials settled on that time."""
    stated = incident.occurred
    return stated if stated and stated.basis is not Basis.AGREED else None


def learned(incident: Incident, unit: UUID) -> WorldTime | None:
    """When the unit first knew: the earliest of all its sources, each as uncertain as it is."""
    times = (known.learned for known in incident.knowledge if known.unit == unit)
    return first_of(time for time in times if time.basis is not Basis.AGREED)


def knowing_units(incident: Incident) -> tuple[UUID, ...]:
    """Each once, in the order in which their knowing was recorded."""
    return tuple(dict.fromkeys(known.unit for known in incident.knowledge))


def first_of(times: Iterable[WorldTime]) -> WorldTime | None:
    """The first of several uncertain times: from the earliest beginning to the earliest end."""
    known = sorted(times, key=order)
    if not known:
        return None
    earliest = min(time.earliest for time in known)
    if earliest == known[0].earliest:
        return known[0]
    return replace(known[0], earliest=earliest, precision=Precision.RANGE)
