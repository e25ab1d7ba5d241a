"""Two incidents that turn out to be one, or one that set the other off."""

from __future__ import annotations

from typing import ClassVar

from domain.incident import (
    FactStated,
    Incident,
    IncidentAbsorbed,
    IncidentDerived,
    IncidentMerged,
    ReportLinked,
)
from domain.incident_commands import (
    assign_class,
    decide_level,
    mark_sensitivity,
    require_open,
    require_real_life,
    response_goes_on,
    start_response,
    state_occurrence,
)
from domain.incident_plans import ActivationLinked, IncidentPlans
from domain.kernel import Event, Refused
from domain.words import IncidentClass, Level

GRAVITY = {level: rank for rank, level in enumerate(reversed(Level))}  # unknown lowest, I highest


class SameIncident(Refused):
    """不能与自身并案或关联"""

    EN: ClassVar[str] = "An incident cannot be joined to itself"


class ExerciseMixed(Refused):
    """演练与实战不得混同"""

    EN: ClassVar[str] = "An exercise and a real incident must not be mixed"


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
        *_decided_of_plans(survivor.plans, duplicate.plans),
    ]


def _decided_of_plans(survivor: IncidentPlans, duplicate: IncidentPlans) -> list[Event]:
    """Whatever was chosen, put in force or declined: it is not asked again because two files became one."""
    pinned = {one.pinned for one in survivor.linked}
    known = (*survivor.declines, *survivor.upper)
    return [
        *(one for one in duplicate.linked if one.pinned not in pinned),
        *(one for one in (*duplicate.declines, *duplicate.upper) if one not in known),
        *(
            ActivationLinked(activation=id)
            for id in duplicate.activations
            if id not in survivor.activations
        ),
    ]


def derive(incident: Incident, origin: Incident) -> list[Event]:
    """The origin may be over long since."""
    require_open(incident)
    require_real_life(origin)
    _require_two_of_a_kind(incident, origin)
    return [] if origin.id in incident.origins else [IncidentDerived(origin=origin.id)]


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
    if duplicate.response_started and response_goes_on(duplicate):
        said += start_response(survivor, started=duplicate.response_started)
    return said


def _require_joinable(one: Incident, other: Incident) -> None:
    _require_two_of_a_kind(one, other)
    require_open(one)
    require_open(other)


def _require_two_of_a_kind(one: Incident, other: Incident) -> None:
    if one.id == other.id:
        raise SameIncident(one.id)
    if one.exercise != other.exercise:
        raise ExerciseMixed(one.id)
