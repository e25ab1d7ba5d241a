"""What may be done with the plans of an incident: functions of its state that answer with events."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from domain.incident import Incident
from domain.incident_commands import require_open
from domain.incident_plans import (
    ActivationLinked,
    PlanDeclined,
    PlanLinked,
    PlanUnlinked,
    UpperResponseStarted,
)
from domain.kernel import Event, Refused, reason_given
from domain.times import WorldTime


class PlanNotLinked(Refused):
    """该预案未关联到此事件"""

    EN: ClassVar[str] = "This plan is not linked to this incident"


class NoPlanNamed(Refused):
    """请选定预案或预案文本"""

    EN: ClassVar[str] = "Choose a plan or a plan text"


def link_plan(incident: Incident, linked: PlanLinked) -> list[Event]:
    """Several may be linked; the same version and text once."""
    require_open(incident)
    if linked.pinned.version is None and not linked.pinned.library:
        raise NoPlanNamed
    return [] if incident.plans.link(linked.link) else [linked]


def unlink_plan(incident: Incident, *, link: UUID, reason: str) -> list[Event]:
    require_open(incident)
    if incident.plans.link(link) is None:
        raise PlanNotLinked(link)
    return [PlanUnlinked(link=link, reason=reason_given(reason))]


def decline_plans(incident: Incident, *, reason: str, decided: WorldTime) -> list[Event]:
    require_open(incident)
    said = reason_given(reason)
    if any((no.level, no.reason) == (incident.level, said) for no in incident.plans.declines):
        return []
    return [PlanDeclined(level=incident.level, reason=said, decided=decided)]


def link_activation(incident: Incident, *, activation: UUID) -> list[Event]:
    known = activation in incident.plans.activations
    return [] if known else [ActivationLinked(activation=activation)]


def note_upper_response(incident: Incident, upper: UpperResponseStarted) -> list[Event]:
    require_open(incident)
    return [] if upper in incident.plans.upper else [upper]
