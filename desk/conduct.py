"""行为记录: what a unit is found to have done with what it knew, and which of its reports were not so."""

from __future__ import annotations

from uuid import UUID

from desk.draft import Draft
from desk.hops import require_units, surviving
from desk.settling import settle
from domain import incident as incidents
from domain import report as reports
from domain.conduct import Conduct, ConductRecorded, ReportFoundUntrue
from domain.incident_commands import record_conduct as recorded
from domain.kernel import Value
from domain.report_commands import find_untrue
from domain.times import WorldTime


class RecordConduct(Value):
    """What a unit did, on whose word. No verdict: what follows from it is suspected, and people decide."""

    incident: UUID
    unit: UUID
    conduct: Conduct
    at: WorldTime
    kept_from: UUID | None = None
    source: str = ""


class FindReportUntrue(Value):
    report: UUID
    found: WorldTime
    reason: str


class ConductAnswer(Value):
    incident: UUID


def record_conduct(draft: Draft, recording: RecordConduct) -> ConductAnswer:
    incident = draft.require(recording.incident, incidents.evolve)
    draft.inherit(incident.exercise)
    named = (recording.unit, recording.kept_from)
    require_units(draft, *(one for one in named if one))
    conduct = ConductRecorded(
        unit=recording.unit,
        conduct=recording.conduct,
        at=recording.at,
        kept_from=recording.kept_from,
        source=recording.source.strip(),
    )
    draft.record(recording.incident, recorded(incident, conduct))
    settle(draft, recording.incident)
    return ConductAnswer(incident=recording.incident)


def find_report_untrue(draft: Draft, finding: FindReportUntrue) -> ConductAnswer:
    report = draft.require(finding.report, reports.evolve)
    id = surviving(draft, report.hop.incident)
    draft.inherit(draft.require(id, incidents.evolve).exercise)
    found = ReportFoundUntrue(found=finding.found, reason=finding.reason)
    if draft.record(finding.report, find_untrue(report, found)):
        settle(draft, id)
    return ConductAnswer(incident=id)
