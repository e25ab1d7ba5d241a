"""What may be said beside an incident's level: the colour of a warning, the level of the response."""

from __future__ import annotations

from domain.incident import Incident
from domain.incident_commands import require_open
from domain.incident_marks import (
    ResponseLevel,
    ResponseLevelDecided,
    WarningColour,
    WarningColourStated,
)
from domain.kernel import Event
from domain.times import WorldTime


def state_warning(
    incident: Incident, *, colour: WarningColour | None, at: WorldTime
) -> list[Event]:
    require_open(incident)
    return [] if incident.colour is colour else [WarningColourStated(colour=colour, at=at)]


def decide_response(
    incident: Incident, *, level: ResponseLevel | None, decided: WorldTime, reason: str = ""
) -> list[Event]:
    """What the plan in force asks for; plans themselves come with their register."""
    require_open(incident)
    if incident.response_level is level:
        return []
    return [ResponseLevelDecided(response_level=level, decided=decided, reason=reason)]
