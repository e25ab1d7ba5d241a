"""处置与等级: how an incident's fields follow when its response begins, and when its level changes under it."""

from __future__ import annotations

from typing import Any, Protocol

from domain.thresholds import graver
from domain.times import WorldTime
from domain.words import Level


class Responding(Protocol):
    """An incident, as far as its response goes. `responded`: the gravest level it had while one went on."""

    @property
    def level(self) -> Level: ...
    @property
    def response_started(self) -> WorldTime | None: ...
    @property
    def response_ended(self) -> WorldTime | None: ...
    @property
    def responded(self) -> Level | None: ...


def level_decided(incident: Responding, happened: Any) -> dict[str, Any]:
    goes_on = incident.response_started is not None and incident.response_ended is None
    met = _gravest(incident.responded, happened.level) if goes_on else incident.responded
    return {"level": happened.level, "level_decided": happened.decided, "responded": met}


def response_started(incident: Responding, happened: Any) -> dict[str, Any]:
    """What counts from the start counts from the first one."""
    return {
        "response_started": incident.response_started or happened.started,
        "response_ended": None,
        "responded": _gravest(incident.responded, incident.level),
    }


def _gravest(before: Level | None, level: Level) -> Level:
    return before if before and graver(before, level) else level
