"""One incident as a page shows it: what is known, each hop's verdict, and everything on record."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from domain.actors import Sealed
from domain.breach import Breach
from domain.deadline import Deadline, Standing
from domain.facts import Fact
from domain.incident import Incident, Means
from domain.incoming_report import Incoming
from domain.report import ReceiptRecorded, Report, ReportMade, ReportStanding
from domain.rule import Form
from domain.times import WorldTime
from domain.words import Channel, Stage
from projections.history_lines import HistoryLine, Name, history_lines
from projections.incident_file import IncidentFile


class ClockVerdict(NamedTuple):
    """One clock of the incident, and its verdict as known now."""

    id: UUID
    deadline: Deadline
    who: str
    whom: str
    breach: Breach | None

    @property
    def late(self) -> tuple[int, int]:
        """Minutes and seconds."""
        return divmod(self.deadline.seconds_late, 60)

    @property
    def exact(self) -> bool:
        start, met = self.deadline.start, self.deadline.met_at
        return start.earliest == start.latest and (met is None or met.earliest == met.latest)


class ReportLine(NamedTuple):
    """One report on one hop. `counterpart` is sealed."""

    id: UUID
    stage: Stage
    number: int
    who: str
    whom: str
    standing: ReportStanding
    channel: Channel | None
    at: WorldTime | None
    text: str
    counterpart: Sealed | None


class CallLine(NamedTuple):
    """One source of the incident."""

    id: UUID
    call: Incoming
    caller_unit: str
    caller_name: Sealed | None
    call_back: Sealed | None


class KnowledgeLine(NamedTuple):
    """Since when a unit has known."""

    unit: str
    learned: WorldTime
    means: Means


class IncidentPage(NamedTuple):
    """Everything one page needs."""

    id: UUID
    number: str
    title: str
    exercise: bool
    opened_at: datetime
    incident: Incident
    facts: tuple[Fact, ...]
    clocks: tuple[ClockVerdict, ...]
    windows: tuple[ClockVerdict, ...]
    reports: tuple[ReportLine, ...]
    calls: tuple[CallLine, ...]
    knowledge: tuple[KnowledgeLine, ...]
    history: tuple[HistoryLine, ...]


def incident_page(file: IncidentFile, name: Name) -> IncidentPage:
    """`name`: of a unit or a person, by id."""
    opened: Any = file.opened.event
    clocks = sorted(
        (_clock(id, one, file, name) for id, one in file.deadlines.items()), key=_by_urgency
    )
    return IncidentPage(
        id=file.id,
        number=opened.number,
        title=opened.title,
        exercise=opened.exercise is not None,
        opened_at=file.opened.recorded_at,
        incident=file.incident,
        facts=tuple(file.incident.figures.values()),
        clocks=tuple(one for one in clocks if one.deadline.terms.form is not Form.WINDOW),
        windows=tuple(one for one in clocks if one.deadline.terms.form is Form.WINDOW),
        reports=tuple(_report(id, one, file, name) for id, one in file.reports.items()),
        calls=tuple(_call(id, one, name) for id, one in file.calls.items()),
        knowledge=tuple(
            KnowledgeLine(name(one.unit), one.learned, one.means) for one in file.incident.knowledge
        ),
        history=history_lines(reversed(file.history), name),
    )


def _clock(id: UUID, deadline: Deadline, file: IncidentFile, name: Name) -> ClockVerdict:
    terms = deadline.terms
    who, whom = name(terms.reporting_entity), name(terms.recipient)
    return ClockVerdict(id, deadline, who, whom, file.breaches.get(id))


def _by_urgency(clock: ClockVerdict) -> tuple[object, ...]:
    order = (Standing.RAN_OUT, Standing.RUNNING, Standing.MET, Standing.SUPERSEDED, Standing.CLOSED)
    return order.index(clock.deadline.standing), clock.deadline.due_at, str(clock.id)


def _report(id: UUID, report: Report, file: IncidentFile, name: Name) -> ReportLine:
    hop = report.hop
    counterparts = [
        one.event.counterpart
        for one in file.history
        if one.originator_id == id and isinstance(one.event, ReportMade | ReceiptRecorded)
    ]
    return ReportLine(
        id=id,
        stage=hop.stage,
        number=hop.number,
        who=name(hop.reporting_entity),
        whom=name(hop.recipient),
        standing=report.standing,
        channel=report.channel,
        at=report.made,
        text=report.text,
        counterpart=next((one for one in reversed(counterparts) if one), None),
    )


def _call(id: UUID, call: Incoming, name: Name) -> CallLine:
    unit = name(call.caller_unit) if call.caller_unit else ""
    return CallLine(id, call, unit, call.caller_name, call.call_back)
