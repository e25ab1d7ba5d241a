"""事件: what an officer may do with an incident after it is open. Every change settles its clocks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from desk.draft import Draft
from desk.hops import require_units
from desk.opening import learn
from desk.settling import judge, settle
from domain import incident as incidents
from domain import incident_commands as commands
from domain import incident_joining as joining
from domain.facts import Fact
from domain.incident import (
    ClassAssigned,
    FactStated,
    Incident,
    IncidentAbsorbed,
    LevelDecided,
    Means,
    OccurrenceStated,
    SourceAttached,
)
from domain.kernel import Event, Value
from domain.times import WorldTime
from domain.words import IncidentClass, Level

NEWS = (SourceAttached, FactStated, LevelDecided, IncidentAbsorbed)  # an end is said in view of it


class StateFacts(Value):
    incident: UUID
    facts: tuple[Fact, ...]


class StateOccurrence(Value):
    incident: UUID
    occurred: WorldTime
    reason: str = ""


class AssignClass(Value):
    incident: UUID
    klass: IncidentClass
    subtype: str = ""


class DecideLevel(Value):
    incident: UUID
    level: Level
    decided: WorldTime
    reason: str = ""


class MarkSensitivity(Value):
    incident: UUID
    sensitive: bool
    reason: str = ""


class RecordKnowledge(Value):
    """When a unit came to know, as found out or stated later; it may move that unit's clocks."""

    incident: UUID
    unit: UUID
    learned: WorldTime
    means: Means = Means.OTHER
    told_by: UUID | None = None


class MarkResponse(Value):
    """Handling on the scene began, or ended."""

    incident: UUID
    at: WorldTime


class AnnulIncident(Value):
    incident: UUID
    reason: str


class MergeIncidents(Value):
    duplicate: UUID
    survivor: UUID
    reason: str = ""


class DeriveIncident(Value):
    incident: UUID
    origin: UUID


class CloseIncident(Value):
    incident: UUID
    reason: str = ""


class JudgeIncident(Value):
    """The clock is explained: the verdicts that waited for it are reached."""

    incident: UUID


class IncidentAnswer(Value):
    incident: UUID


def state_facts(draft: Draft, stating: StateFacts) -> IncidentAnswer:
    for fact in stating.facts:
        _change(draft, stating.incident, partial(commands.state_fact, fact=fact))
    return _settled(draft, stating.incident)


def state_occurrence(draft: Draft, stating: StateOccurrence) -> IncidentAnswer:
    _change(
        draft,
        stating.incident,
        lambda i: commands.state_occurrence(i, occurred=stating.occurred, reason=stating.reason),
        rivals=(OccurrenceStated,),
    )
    return _settled(draft, stating.incident)


def assign_class(draft: Draft, assigning: AssignClass) -> IncidentAnswer:
    _change(
        draft,
        assigning.incident,
        lambda i: commands.assign_class(i, klass=assigning.klass, subtype=assigning.subtype),
        rivals=(ClassAssigned,),
    )
    return _settled(draft, assigning.incident)


def decide_level(draft: Draft, deciding: DecideLevel) -> IncidentAnswer:
    _change(
        draft,
        deciding.incident,
        lambda i: commands.decide_level(
            i, level=deciding.level, decided=deciding.decided, reason=deciding.reason
        ),
        rivals=(LevelDecided,),
    )
    return _settled(draft, deciding.incident)


def mark_sensitivity(draft: Draft, marking: MarkSensitivity) -> IncidentAnswer:
    _change(
        draft,
        marking.incident,
        lambda i: commands.mark_sensitivity(i, sensitive=marking.sensitive, reason=marking.reason),
    )
    return _settled(draft, marking.incident)


def record_knowledge(draft: Draft, knowing: RecordKnowledge) -> IncidentAnswer:
    _inherit(draft, knowing.incident)
    require_units(draft, knowing.unit)
    learn(
        draft,
        knowing.incident,
        knowing.unit,
        knowing.learned,
        knowing.means,
        told_by=knowing.told_by,
    )
    return _settled(draft, knowing.incident)


def start_response(draft: Draft, marking: MarkResponse) -> IncidentAnswer:
    _change(draft, marking.incident, lambda i: commands.start_response(i, started=marking.at))
    return _settled(draft, marking.incident)


def end_response(draft: Draft, marking: MarkResponse) -> IncidentAnswer:
    _change(draft, marking.incident, lambda i: commands.end_response(i, ended=marking.at))
    return _settled(draft, marking.incident)


def annul_incident(draft: Draft, annulling: AnnulIncident) -> IncidentAnswer:
    _change(
        draft,
        annulling.incident,
        lambda i: commands.annul(i, reason=annulling.reason),
        rivals=NEWS,
    )
    return _settled(draft, annulling.incident)


def merge_incidents(draft: Draft, merging: MergeIncidents) -> IncidentAnswer:
    """The duplicate's clocks stop; the survivor takes over what it knew, and owes what follows from it."""
    duplicate = _inherit(draft, merging.duplicate)
    survivor = draft.require(merging.survivor, incidents.evolve)
    merged = joining.merge(duplicate, survivor, reason=merging.reason)
    if merged:
        draft.record(merging.survivor, joining.absorb(survivor, duplicate))
        draft.record(merging.duplicate, merged)
        settle(draft, merging.duplicate)
    return _settled(draft, merging.survivor)


def derive_incident(draft: Draft, deriving: DeriveIncident) -> IncidentAnswer:
    origin = draft.require(deriving.origin, incidents.evolve)
    _change(draft, deriving.incident, lambda i: joining.derive(i, origin))
    return IncidentAnswer(incident=deriving.incident)


def close_incident(draft: Draft, closing: CloseIncident) -> IncidentAnswer:
    _change(
        draft,
        closing.incident,
        lambda i: commands.close(i, reason=closing.reason),
        rivals=NEWS,
    )
    return _settled(draft, closing.incident)


def judge_incident(draft: Draft, judging: JudgeIncident) -> IncidentAnswer:
    _inherit(draft, judging.incident)
    judge(draft, judging.incident)
    return IncidentAnswer(incident=judging.incident)


def _change(
    draft: Draft,
    id: UUID,
    command: Callable[[Incident], list[Event]],
    *,
    rivals: tuple[type[Event], ...] = (),
) -> None:
    """`rivals`: what somebody else may have said meanwhile, so that this would be said without knowing it."""
    events = command(_inherit(draft, id))
    if events:
        draft.require_unchanged(id, rivals)
    draft.record(id, events)


def _inherit(draft: Draft, id: UUID) -> Incident:
    """What is done to an exercise is part of the exercise."""
    incident = draft.require(id, incidents.evolve)
    draft.inherit(incident.exercise)
    return incident


def _settled(draft: Draft, id: UUID) -> IncidentAnswer:
    settle(draft, id)
    return IncidentAnswer(incident=id)
