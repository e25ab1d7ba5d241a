"""突发事件: what is known of one incident, who knows of it, and which clocks it carries."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from domain import incident_marks as marks
from domain import incident_plans, incident_response
from domain.conduct import BreachLinked, ConductRecorded
from domain.facts import Fact, Figure, Place, standing
from domain.information_request import InformationRequested
from domain.instruction import InstructionLinked
from domain.kernel import Event, Value
from domain.times import Basis, WorldTime
from domain.words import IncidentClass, Level


class IncidentOpened(Event):
    """One call is enough. `exercise` is fixed here for ever; numbers come from the series of its kind."""

    TOPIC = "incident.opened"
    incident: UUID
    number: str
    exercise: UUID | None
    title: str
    klass: IncidentClass
    subtype: str = ""
    place: Place | None = None
    occurred: WorldTime | None = None
    incoming: UUID | None = None


class SourceAttached(Event):
    """A second call about the same event: one more source, no second set of clocks."""

    TOPIC = "incident.source-attached"
    incoming: UUID


class FactStated(Event):
    TOPIC = "incident.fact-stated"
    fact: Fact


class OccurrenceStated(Event):
    """When it happened, stated or restated. Clocks that start at the occurrence are reckoned anew."""

    TOPIC = "incident.occurrence-stated"
    occurred: WorldTime
    reason: str = ""


class ClassAssigned(Event):
    TOPIC = "incident.class-assigned"
    klass: IncidentClass
    subtype: str = ""


class LevelDecided(Event):
    """A person decided the level. Not a warning colour, not a response level."""

    TOPIC = "incident.level-decided"
    level: Level
    previous: Level
    decided: WorldTime
    reason: str = ""


class SensitivityMarked(Event):
    TOPIC = "incident.sensitivity-marked"
    sensitive: bool
    reason: str = ""


class Means(StrEnum):
    """How a unit came to know."""

    OWN_SITE = "own_site"  # it happened at its own place
    CALL = "call"
    REPORT = "report"  # told by the unit that owed it
    INSTRUCTION = "instruction"
    DISCOVERED = "discovered"  # found out, not told by the unit that owed it
    OTHER = "other"  # media, tip-off, patrol, police
    UNSTATED = "unstated"  # nobody says how


class KnowledgeRecorded(Event):
    """A unit came to know of the incident: the start of what it owes upward."""

    TOPIC = "incident.knowledge-recorded"
    unit: UUID
    learned: WorldTime
    means: Means
    told_by: UUID | None = None
    report: UUID | None = None


class ReportLinked(Event):
    TOPIC = "incident.report-linked"
    report: UUID


class ClocksStarted(Event):
    """The deadlines this incident carries from now on."""

    TOPIC = "incident.clocks-started"
    deadlines: tuple[UUID, ...]


class IncidentAnnulled(Event):
    """Opened by mistake; the number stays used and the opening stays in the log."""

    TOPIC = "incident.annulled"
    reason: str


class IncidentMerged(Event):
    """The same event was open twice: this one goes on as `survivor`."""

    TOPIC = "incident.merged"
    survivor: UUID
    reason: str


class IncidentAbsorbed(Event):
    TOPIC = "incident.absorbed"
    duplicate: UUID
    incoming: tuple[UUID, ...]


class IncidentDerived(Event):
    """Set off by another incident (次生、衍生)."""

    TOPIC = "incident.derived"
    origin: UUID


class IncidentClosed(Event):
    TOPIC = "incident.closed"
    reason: str


class Standing(StrEnum):
    """Where an incident stands."""

    OPEN = "open"
    CLOSED = "closed"
    ANNULLED = "annulled"
    MERGED = "merged"


class Incident(Value):
    id: UUID
    exercise: UUID | None
    standing: Standing
    klass: IncidentClass
    subtype: str
    occurred: WorldTime | None
    occurred_counted: WorldTime | None  # the last one that officials did not settle on
    incoming: tuple[UUID, ...]
    level: Level = Level.UNKNOWN
    level_decided: WorldTime | None = None
    sensitive: bool = False
    facts: tuple[Fact, ...] = ()
    knowledge: tuple[KnowledgeRecorded, ...] = ()
    reports: tuple[UUID, ...] = ()
    deadlines: tuple[UUID, ...] = ()
    response_started: WorldTime | None = None
    response_ended: WorldTime | None = None
    responded: Level | None = None  # the gravest level it had while a response went on
    origins: tuple[UUID, ...] = ()
    survivor: UUID | None = None  # the incident it goes on as
    instructions: tuple[UUID, ...] = ()
    conduct: tuple[ConductRecorded, ...] = ()
    colour: marks.WarningColour | None = None
    response_level: marks.ResponseLevel | None = None
    requests: tuple[InformationRequested, ...] = ()
    breaches: tuple[UUID, ...] = ()  # suspected; those of a clock are found by it
    plans: incident_plans.IncidentPlans = incident_plans.IncidentPlans()

    @property
    def is_real_life(self) -> bool:
        """It goes on, or is over. Annulled, it never was; merged, it is another one."""
        return self.standing in (Standing.OPEN, Standing.CLOSED)

    @property
    def figures(self) -> dict[Figure, Fact]:
        return standing(self.facts)


def evolve(incident: Incident | None, happened: Event) -> Incident:
    if isinstance(happened, IncidentOpened):
        return _opened(happened)
    if incident is None or type(happened) not in CHANGES:
        raise TypeError(f"{happened!r} is no incident's, or comes before any opening")
    return replace(incident, **CHANGES[type(happened)](incident, happened))


def _opened(happened: IncidentOpened) -> Incident:
    return Incident(
        id=happened.incident,
        exercise=happened.exercise,
        standing=Standing.OPEN,
        klass=happened.klass,
        subtype=happened.subtype,
        occurred=happened.occurred,
        occurred_counted=_counted(happened.occurred, None),
        incoming=(happened.incoming,) if happened.incoming else (),
    )


def _counted(stated: WorldTime | None, before: WorldTime | None) -> WorldTime | None:
    """A time that officials settled on does not take the place of one that somebody saw."""
    return before if stated is None or stated.basis is Basis.AGREED else stated


CHANGES: dict[type[Event], Callable[[Incident, Any], dict[str, Any]]] = {
    SourceAttached: lambda i, e: {"incoming": (*i.incoming, e.incoming)},
    FactStated: lambda i, e: {"facts": (*i.facts, e.fact)},
    OccurrenceStated: lambda i, e: {
        "occurred": e.occurred,
        "occurred_counted": _counted(e.occurred, i.occurred_counted),
    },
    ClassAssigned: lambda _, e: {"klass": e.klass, "subtype": e.subtype},
    LevelDecided: incident_response.level_decided,
    SensitivityMarked: lambda _, e: {"sensitive": e.sensitive},
    KnowledgeRecorded: lambda i, e: {"knowledge": (*i.knowledge, e)},
    ReportLinked: lambda i, e: {"reports": (*i.reports, e.report)},
    ClocksStarted: lambda i, e: {"deadlines": (*i.deadlines, *e.deadlines)},
    marks.ResponseStarted: incident_response.response_started,
    marks.ResponseEnded: lambda _, e: {"response_ended": e.ended},
    IncidentAnnulled: lambda _i, _e: {"standing": Standing.ANNULLED},
    IncidentMerged: lambda _, e: {"standing": Standing.MERGED, "survivor": e.survivor},
    IncidentAbsorbed: lambda i, e: {"incoming": (*i.incoming, *e.incoming)},
    IncidentDerived: lambda i, e: {"origins": (*i.origins, e.origin)},
    IncidentClosed: lambda _i, _e: {"standing": Standing.CLOSED},
    InstructionLinked: lambda i, e: {"instructions": (*i.instructions, e.instruction)},
    ConductRecorded: lambda i, e: {"conduct": (*i.conduct, e)},
    marks.WarningColourStated: lambda _, e: {"colour": e.colour},
    marks.ResponseLevelDecided: lambda _, e: {"response_level": e.response_level},
    InformationRequested: lambda i, e: {"requests": (*i.requests, e)},
    BreachLinked: lambda i, e: {"breaches": (*i.breaches, e.breach)},
} | dict.fromkeys(incident_plans.CHANGES, lambda i, e: {"plans": incident_plans.evolve(i.plans, e)})
