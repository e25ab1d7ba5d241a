"""From when a clock counts, and when one that has run out accuses nobody. Pure."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from domain.deadline_events import Uncounted
from domain.incident import Incident
from domain.rule import ClockStart
from domain.situation import Situation, learned
from domain.times import Basis, WorldTime


def start_of(
    situation: Situation, kind: ClockStart, entity: UUID, occasion: str
) -> WorldTime | None:
    """The moment a limit counts from, as known now; None: not yet."""
    incident = situation.incident
    match kind:
        case ClockStart.LEARNED | ClockStart.RECEIVED:
            return learned(situation, entity)
        case ClockStart.OCCURRED:
            return incident.occurred_counted or _by_then(learned(situation, entity))
        case ClockStart.REPORT_MADE:
            return next((one.at for one in situation.reports if str(one.id) == occasion), None)
    return _decided(incident, kind)


def uncounted(
    late_after: datetime | None, *, level_known: WorldTime | None, known: WorldTime | None
) -> Uncounted | None:
    """A limit that had run out before the unit could know its duty accuses nobody."""
    if late_after is None:
        return None
    if level_known and late_after <= level_known.latest:
        return Uncounted.LEVEL_KNOWN_AFTER
    return Uncounted.LEARNED_AFTER if known and late_after <= known.latest else None


def _decided(incident: Incident, kind: ClockStart) -> WorldTime | None:
    return {
        ClockStart.LEVEL_REVISED: incident.level_decided,
        ClockStart.RESPONSE_STARTED: incident.response_started,
        ClockStart.RESPONSE_ENDED: incident.response_ended,
    }.get(kind)


def _by_then(known: WorldTime | None) -> WorldTime | None:
    """Occurrence not stated: it had happened when the unit knew of it. That much is inferred."""
    return replace(known, basis=Basis.INFERRED) if known else None
