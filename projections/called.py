"""当时名称: what a unit or a person was called at a position of the log."""

from __future__ import annotations

from uuid import UUID

from domain.person import PersonRegistered, PersonRevised
from domain.unit import UnitRegistered, UnitRevised
from projections.incident_file import Streams

NAMING = (UnitRegistered, UnitRevised, PersonRegistered, PersonRevised)


def called_at(log: Streams, id: UUID, seq: int) -> str:
    """By its own stream. Not on the register by then: as it was first; "" of what never was a unit or a person."""
    events = ((one.seq, one.event) for one in log.stream(id))
    names = [(at, event.profile.name) for at, event in events if isinstance(event, NAMING)]
    by_then = [name for at, name in names if at <= seq] or [name for _, name in names[:1]]
    return by_then[-1] if by_then else ""
