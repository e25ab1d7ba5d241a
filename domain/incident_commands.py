"""What may be done with an incident. Every command is a function of its state that answers with events."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from domain.facts import Fact, FigureNegative
from domain.incident import (
    ClassAssigned,
    ClocksStarted,
    FactStated,
    Incident,
    IncidentAbsorbed,
    IncidentAnnulled,
    IncidentClosed,
    IncidentDerived,
    IncidentMerged,
    IncidentOpened,
    KnowledgeRecorded,
    LevelDecided,
    OccurrenceStated,
    ReportLinked,
    ResponseEnded,
    ResponseStarted,
    SensitivityMarked,
    SourceAttached,
    Standing,
)
from domain.kernel import Event, Refused, reason_given
from domain.times import WorldTime
from domain.words import IncidentClass, Level

GRAVITY = {level: rank for rank, level in enumerate(reversed(Level))}  # unknown lowest, I highest


class IncidentNotOpen(Refused):
    """事件已办结、撤销或并案"""

    EN: ClassVar[str] = "This incident is closed, annulled or merged"


class SameIncident(Refused):
    """不能与自身并案或关联"""

    EN: ClassVar[str] = "An incident cannot be joined to itself"


class ExerciseMixed(Refused):
    """演练与实战不得混同"""

    EN: ClassVar[str] = "An exercise and a real incident must not be mixed"


def open_incident(incident: Incident | None, opening: IncidentOpened) -> list[Event]:
    return [] if incident else [opening]


def attach_source(incident: Incident, *, incoming: UUID) -> list[Event]:
    """People go on calling after an incident is closed, and what they say belongs to it."""
    _require_real_life(incident)
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
    _require_real_life(incident)
    if incident.sensitive == sensitive:
        return []
    return [SensitivityMarked(sensitive=sensitive, reason=reason)]


def record_knowledge(incident: Incident, knowledge: KnowledgeRecorded) -> list[Event]:
    """Told twice in the same words is told once; another source or time is knowledge of its own."""
    _require_real_life(incident)
    return [] if knowledge in incident.knowledge else [knowledge]


def link_report(incident: Incident, *, report: UUID) -> list[Event]:
    _require_real_life(incident)
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
    return [IncidentAnnulled(reason=reason_given(reason))]


def merge(duplicate: Incident, survivor: Incident, *, reason: str) -> list[Event]:
    """The duplicate's side of a merge; `absorb` is the survivor's. Both go into one command."""
    if duplicate.survivor == survivor.id:
        return []
    _require_joinable(duplicate, survivor)
    return [IncidentMerged(survivor=survivor.id, reason=reason)]


def absorb(survivor: Incident, duplicate: Incident) -> list[Event]:
    """The survivor takes over the sources, reports and knowledge, and whatever only the duplicate knew.

    The graver level stands: no clock of the duplicate may fall silent because two files became one.
    """
    _require_joinable(duplicate, survivor)
    incoming = tuple(id for id in duplicate.incoming if id not in survivor.incoming)
    return [
        IncidentAbsorbed(duplicate=duplicate.id, incoming=incoming),
        *_more_exactly(survivor, duplicate),
        *(FactStated(fact=one) for one in duplicate.facts if one.figure not in survivor.figures),
        *(known for known in duplicate.knowledge if known not in survivor.knowledge),
        *(ReportLinked(report=id) for id in duplicate.reports if id not in survivor.reports),
    ]


def derive(incident: Incident, origin: Incident) -> list[Event]:
    """The origin may be over long since."""
    _require_open(incident)
    _require_real_life(origin)
    _require_two_of_a_kind(incident, origin)
    return [] if origin.id in incident.origins else [IncidentDerived(origin=origin.id)]


def close(incident: Incident, *, reason: str) -> list[Event]:
    if incident.standing is Standing.CLOSED:
        return []
    _require_open(incident)
    return [IncidentClosed(reason=reason)]


def _more_exactly(survivor: Incident, duplicate: Incident) -> list[Event]:
    """What the duplicate says and the survivor does not, or says less gravely."""
    said: list[Event] = []
    if survivor.klass is IncidentClass.UNKNOWN:
        said += assign_class(survivor, klass=duplicate.klass, subtype=duplicate.subtype)
    if survivor.occurred is None and duplicate.occurred:
        said += state_occurrence(survivor, occurred=duplicate.occurred)
    decided = duplicate.level_decided
    if decided and GRAVITY[duplicate.level] > GRAVITY[survivor.level]:
        said += decide_level(survivor, level=duplicate.level, decided=decided)
    if duplicate.sensitive:
        said += mark_sensitivity(survivor, sensitive=True)
    if duplicate.response_started:
        said += start_response(survivor, started=duplicate.response_started)
    return said


def _require_open(incident: Incident) -> None:
    if incident.standing is not Standing.OPEN:
        raise IncidentNotOpen(incident.id)


def _require_real_life(incident: Incident) -> None:
    if not incident.is_real_life:
        raise IncidentNotOpen(incident.id)


def _require_joinable(one: Incident, other: Incident) -> None:
    _require_two_of_a_kind(one, other)
    _require_open(one)
    _require_open(other)


def _require_two_of_a_kind(one: Incident, other: Incident) -> None:
    if one.id == other.id:
        raise SameIncident(one.id)
    if one.exercise != other.exercise:
        raise ExerciseMixed(one.id)
