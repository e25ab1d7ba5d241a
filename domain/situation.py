"""报送情况: one incident as clocks see it: what it is, who knows, what was reported."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from domain.deadline import Deadline
from domain.facts import Fact
from domain.incident import Incident
from domain.report import Report
from domain.times import Basis, WorldTime, first_of, order
from domain.words import Channel, Stage
from domain.working_days import Calendar, WeekdaysOnly


class MadeReport(NamedTuple):
    """A report that has left its unit."""

    id: UUID
    entity: UUID
    recipient: UUID
    stage: Stage
    channel: Channel
    at: WorldTime
    facts: tuple[Fact, ...] = ()
    untrue: bool = False
    text: str = ""


class Situation(NamedTuple):
    """`office` is whose log this is: its own clocks wake people, those of others are chased."""

    incident: Incident
    reports: tuple[MadeReport, ...]  # in the order of their times
    deadlines: Mapping[UUID, Deadline]
    office: UUID | None = None
    calendar: Calendar = WeekdaysOnly()


def situation(
    incident: Incident,
    *,
    reports: Mapping[UUID, Report],
    deadlines: Mapping[UUID, Deadline],
    office: UUID | None = None,
    calendar: Calendar | None = None,
) -> Situation:
    """Drafts that were never sent tell nobody anything and are left out."""
    made = (_made(id, report) for id, report in reports.items())
    ordered = tuple(sorted(filter(None, made), key=lambda one: order(one.at)))
    return Situation(incident, ordered, deadlines, office, calendar or WeekdaysOnly())


def learned(situation: Situation, unit: UUID) -> WorldTime | None:
    """When the unit first knew: the earliest of all its sources, each as uncertain as it is.

    What a report told is known since the report was made, as far as that is known by now.
    """
    made: dict[UUID | None, WorldTime] = {one.id: one.at for one in situation.reports}
    knowledge = (known for known in situation.incident.knowledge if known.unit == unit)
    times = (made.get(known.report, known.learned) for known in knowledge)
    return first_of(time for time in times if time.basis is not Basis.AGREED)


def knowing_units(incident: Incident) -> tuple[UUID, ...]:
    """Each once, in the order in which their knowing was recorded."""
    return tuple(dict.fromkeys(known.unit for known in incident.knowledge))


def _made(id: UUID, report: Report) -> MadeReport | None:
    if report.made is None or report.channel is None:
        return None
    hop, channel, at = report.hop, report.channel, report.made
    ends = (hop.reporting_entity, hop.recipient, hop.stage)
    return MadeReport(id, *ends, channel, at, report.facts, report.untrue, report.text)
