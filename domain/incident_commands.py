"""What may be done with an incident. Every command is a function of its state that answers with events."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from domain.conduct import BreachLinked, ConductRecorded
from domain.facts import Fact, FigureNegative
from domain.incident import (
    ClassAssigned,
    ClocksStarted,
    FactStated,
    Incident,
    IncidentAnnulled,
    IncidentClosed,
    IncidentOpened,
    KnowledgeRecorded,
    LevelDecided,
    OccurrenceStated,
    ReportLinked,
    SensitivityMarked,
    SourceAttached,
    Standing,
)
from domain.incident_marks import ResponseEnded, ResponseStarted
from domain.instruction import InstructionLinked
from domain.kernel import Event, Refused, reason_given
from domain.times import WorldTime
from domain.words import IncidentClass, Level


class IncidentNotOpen(Refused):
    """事件已办结、撤销或并案"""

    EN: ClassVar[str] = "This incident is closed, annulled or merged"


def open_incident(incident: Incident | None, opening: IncidentOpened) -> list[Event]:
    return [] if incident else [opening]


def attach_source(incident: Incident, *, incoming: UUID) -> list[Event]:
    """People go on calling after an incident is closed, and what they say belongs to it."""
    require_real_life(incident)
    return [] if incoming in incident.incoming else [SourceAttached(incoming=incoming)]


def state_fact(incident: Incident, *, fact: Fact) -> list[Event]:
    """Late figures are facts too: they may come after the incident is closed (补报)."""
    require_real_life(incident)
    if fact.value < 0:
        raise FigureNegative(fact.figure)
    return [] if incident.figures.get(fact.figure) == fact else [FactStated(fact=fact)]


def state_occurrence(incident: Incident, *, occurred: WorldTime, reason: str = "") -> list[Event]:
    require_real_life(incident)
    if incident.occurred == occurred:
        return []
    return [OccurrenceStated(occurred=occurred, reason=reason)]


def assign_class(incident: Incident, *, klass: IncidentClass, subtype: str = "") -> list[Event]:
    require_open(incident)
    if (incident.klass, incident.subtype) == (klass, subtype):
        return []
    return [ClassAssigned(klass=klass, subtype=subtype)]


def decide_level(
    incident: Incident, *, level: Level, decided: WorldTime, reason: str = ""
) -> list[Event]:
    require_open(incident)
    if incident.level == level:
        return []
    return [LevelDecided(level=level, previous=incident.level, decided=decided, reason=reason)]


def mark_sensitivity(incident: Incident, *, sensitive: bool, reason: str = "") -> list[Event]:
    require_real_life(incident)
    if incident.sensitive == sensitive:
        return []
    return [SensitivityMarked(sensitive=sensitive, reason=reason)]


def record_knowledge(incident: Incident, knowledge: KnowledgeRecorded) -> list[Event]:
    """Told twice in the same words is told once; another source or time is knowledge of its own."""
    require_real_life(incident)
    return [] if knowledge in incident.knowledge else [knowledge]


def link_report(incident: Incident, *, report: UUID) -> list[Event]:
    require_real_life(incident)
    return [] if report in incident.reports else [ReportLinked(report=report)]


def link_instruction(incident: Incident, *, instruction: UUID) -> list[Event]:
    require_real_life(incident)
    known = instruction in incident.instructions
    return [] if known else [InstructionLinked(instruction=instruction)]


def record_conduct(incident: Incident, conduct: ConductRecorded) -> list[Event]:
    require_real_life(incident)
    return [] if conduct in incident.conduct else [conduct]


def link_breach(incident: Incident, *, breach: UUID) -> list[Event]:
    return [] if breach in incident.breaches else [BreachLinked(breach=breach)]


def start_clocks(incident: Incident, *, deadlines: tuple[UUID, ...]) -> list[Event]:
    new = tuple(id for id in deadlines if id not in incident.deadlines)
    return [ClocksStarted(deadlines=new)] if new else []


def start_response(incident: Incident, *, started: WorldTime) -> list[Event]:
    require_open(incident)
    return [] if response_goes_on(incident) else [ResponseStarted(started=started)]


def response_goes_on(incident: Incident) -> bool:
    """What counts from the start counts from the first one, however often it ended and began again."""
    return incident.response_started is not None and incident.response_ended is None


def end_response(incident: Incident, *, ended: WorldTime) -> list[Event]:
    require_open(incident)
    return [] if incident.response_ended else [ResponseEnded(ended=ended)]


def annul(incident: Incident, *, reason: str) -> list[Event]:
    if incident.standing is Standing.ANNULLED:
        return []
    require_open(incident)
    return [IncidentAnnulled(reason=reason_given(reason))]


def close(incident: Incident, *, reason: str) -> list[Event]:
    if incident.standing is Standing.CLOSED:
        return []
    require_open(incident)
    return [IncidentClosed(reason=reason)]


def require_open(incident: Incident) -> None:
    if incident.standing is not Standing.OPEN:
        raise IncidentNotOpen(incident.id)


def require_real_life(incident: Incident) -> None:
    if not incident.is_real_life:
        raise IncidentNotOpen(incident.id)
