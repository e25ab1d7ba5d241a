"""What may be done with an incident. Every command is a function of its state that answers with events."""

from __future__ import annotations

from uuid import UUID

from domain.facts import Fact
from domain.incident import (
    AnnulmentNeedsReason,
    ClassAssigned,
    ClocksStarted,
    ExerciseMixed,
    FactStated,
    FigureNegative,
    Incident,
    IncidentAbsorbed,
    IncidentAnnulled,
    IncidentClosed,
    IncidentDerived,
    IncidentMerged,
    IncidentNotOpen,
    IncidentOpened,
    KnowledgeRecorded,
    LevelDecided,
    OccurrenceStated,
    ReportLinked,
    ResponseEnded,
    ResponseStarted,
    SameIncident,
    SensitivityMarked,
    SourceAttached,
    Standing,
)
from domain.kernel import Event
from domain.times import WorldTime
from domain.words import IncidentClass, Level


def open_incident(incident: Incident | None, opening: IncidentOpened) -> list[Event]:
    return [] if incident else [opening]


def attach_source(incident: Incident, *, incoming: UUID) -> list[Event]:
    _require_open(incident)
    return [] if incoming in incident.incoming else [SourceAttached(incoming=incoming)]


def state_fact(incident: Incident, *, fact: Fact) -> list[Event]:
    """Late figures are facts too: they may come after the incident is closed (补报)."""
    _require_real_life(incident)
    if fact.value < 0:
        raise FigureNegative(fact.figure)
    return [] if fact in incident.facts else [FactStated(fact=fact)]


def state_occurrence(incident: Incident, *, occurred: WorldTime, reason: str = "") -> list[Event]:
    _require_real_life(incident)
    if incident.occurred == occurred:
        return []
    return [OccurrenceStated(occurred=occurred, reason=reason)]


def assign_class(incident: Incident, *, klass: IncidentClass, subtype: str = "") -> list[Event]:
    _require_open(incident)
    if (incident.klass, incident.subtype) == (klass, subtype):
        return []
    return [ClassAssigned(klass=klass, subtype=subtype)]


def decide_level(
    incident: Incident, *, level: Level, decided: WorldTime, reason: str = ""
) -> list[Event]:
    _require_open(incident)
    if incident.level == level:
        return []
    return [LevelDecided(level=level, previous=incident.level, decided=decided, reason=reason)]


def mark_sensitivity(incident: Incident, *, sensitive: bool, reason: str = "") -> list[Event]:
    _require_open(incident)
    if incident.sensitive == sensitive:
        return []
    return [SensitivityMarked(sensitive=sensitive, reason=reason)]


def record_knowledge(incident: Incident, knowledge: KnowledgeRecorded) -> list[Event]:
    """Told twice in the same words is told once; another source or time is knowledge of its own."""
    _require_real_life(incident)
    return [] if knowledge in incident.knowledge else [knowledge]


def link_report(incident: Incident, *, report: UUID) -> list[Event]:
    return [] if report in incident.reports else [ReportLinked(report=report)]


def start_clocks(incident: Incident, *, deadlines: tuple[UUID, ...]) -> list[Event]:
    new = tuple(id for id in deadlines if id not in incident.deadlines)
    return [ClocksStarted(deadlines=new)] if new else []


def start_response(incident: Incident, *, started: WorldTime) -> list[Event]:
    _require_open(incident)
    return [] if incident.response_started else [ResponseStarted(started=started)]


def end_response(incident: Incident, *, ended: WorldTime) -> list[Event]:
    _require_open(incident)
    return [] if incident.response_ended else [ResponseEnded(ended=ended)]


def annul(incident: Incident, *, reason: str) -> list[Event]:
    if incident.standing is Standing.ANNULLED:
        return []
    _require_open(incident)
    if not reason.strip():
        raise AnnulmentNeedsReason
    return [IncidentAnnulled(reason=reason.strip())]


def merge(duplicate: Incident, survivor: Incident, *, reason: str) -> list[Event]:
    """The duplicate's side of a merge; `absorb` is the survivor's. Both go into one command."""
    if duplicate.standing is Standing.MERGED:
        return []
    _require_joinable(duplicate, survivor)
    return [IncidentMerged(survivor=survivor.id, reason=reason)]


def absorb(survivor: Incident, duplicate: Incident) -> list[Event]:
    _require_joinable(duplicate, survivor)
    incoming = tuple(id for id in duplicate.incoming if id not in survivor.incoming)
    return [IncidentAbsorbed(duplicate=duplicate.id, incoming=incoming)]


def derive(incident: Incident, origin: Incident) -> list[Event]:
    _require_joinable(incident, origin)
    return [] if origin.id in incident.origins else [IncidentDerived(origin=origin.id)]


def close(incident: Incident, *, reason: str) -> list[Event]:
    if incident.standing is Standing.CLOSED:
        return []
    _require_open(incident)
    return [IncidentClosed(reason=reason)]


def _require_open(incident: Incident) -> None:
    if incident.standing is not Standing.OPEN:
        raise IncidentNotOpen(incident.id)


def _require_real_life(incident: Incident) -> None:
    if incident.standing in (Standing.ANNULLED, Standing.MERGED):
        raise IncidentNotOpen(incident.id)


def _require_joinable(one: Incident, other: Incident) -> None:
    if one.id == other.id:
        raise SameIncident(one.id)
    if one.exercise != other.exercise:
        raise ExerciseMixed(one.id)
    _require_open(one)
    _require_open(other)
