"""预警颜色、响应级别: what is said beside an incident's level."""

from __future__ import annotations

from uuid import UUID

from desk.draft import Draft
from desk.incidents import IncidentAnswer
from desk.settling import settle
from domain import incident as incidents
from domain.incident import Incident
from domain.incident_mark_commands import decide_response as decided
from domain.incident_mark_commands import state_warning as stated
from domain.incident_marks import ResponseLevel, ResponseLevelDecided, WarningColour
from domain.kernel import Value
from domain.times import WorldTime


class StateWarning(Value):
    incident: UUID
    colour: WarningColour | None
    at: WorldTime


class DecideResponse(Value):
    incident: UUID
    response_level: ResponseLevel | None
    decided: WorldTime
    reason: str = ""


def state_warning(draft: Draft, stating: StateWarning) -> IncidentAnswer:
    incident = _inherit(draft, stating.incident)
    draft.record(stating.incident, stated(incident, colour=stating.colour, at=stating.at))
    return IncidentAnswer(incident=stating.incident)


def decide_response(draft: Draft, deciding: DecideResponse) -> IncidentAnswer:
    incident = _inherit(draft, deciding.incident)
    draft.require_unchanged(deciding.incident, (ResponseLevelDecided,))
    level, at, reason = deciding.response_level, deciding.decided, deciding.reason
    draft.record(deciding.incident, decided(incident, level=level, decided=at, reason=reason))
    settle(draft, deciding.incident)  # raises where a response in force says otherwise
    return IncidentAnswer(incident=deciding.incident)


def _inherit(draft: Draft, id: UUID) -> Incident:
    incident = draft.require(id, incidents.evolve)
    draft.inherit(incident.exercise)
    return incident
