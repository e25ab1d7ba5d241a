"""From when a clock counts, and when one that has run out accuses nobody. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from domain.deadline_events import Uncounted
from domain.incident import Incident
from domain.rule import ClockStart, Rule, Trigger
from domain.rulebook import RuleBook
from domain.situation import Situation, learned
from domain.thresholds import near_miss_at, reached_at
from domain.times import Basis, WorldTime

OF_A_REPORT = (ClockStart.REPORT_MADE, ClockStart.PHONE_MADE, ClockStart.LOCAL_HOUR)


def start_of(
    situation: Situation,
    kind: ClockStart,
    entity: UUID,
    occasion: str,
    reached: Callable[[Incident], WorldTime | None],
) -> WorldTime | None:
    """The moment a limit counts from, as known now; None: not yet. `reached`: when its threshold was."""
    incident = situation.incident
    if kind in OF_A_REPORT:
        return next((one.at for one in situation.reports if str(one.id) == occasion), None)
    match kind:
        case ClockStart.LEARNED | ClockStart.RECEIVED:
            return learned(situation, entity)
        case ClockStart.OCCURRED:
            return incident.occurred_counted or _by_then(learned(situation, entity))
        case ClockStart.THRESHOLD_REACHED:
            return reached(incident)
    return _decided(incident, kind)


def reaching(rule: Rule | None, book: RuleBook) -> Callable[[Incident], WorldTime | None]:
    """Since when an incident has been what the rule speaks of. Of a rule that is gone nobody can tell."""
    if rule is None:
        return lambda _: None
    if rule.applies_to.trigger is Trigger.NEAR_MISS:
        return lambda incident: near_miss_at(book.levels, incident.facts)
    return lambda incident: reached_at(
        book.levels, incident.facts, incident.klass, incident.subtype, rule.threshold
    )


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
