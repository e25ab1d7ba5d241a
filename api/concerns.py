"""Which units a thing concerns: an incident those that know of it, a report the one that makes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar
from uuid import UUID

from starlette.requests import HTTPConnection

from api.running import Running
from contingency_plans import activation as activations
from desk.draft import Unknown
from domain import attachment as attachments
from domain import breach as breaches
from domain import dial as dials
from domain import incident as incidents
from domain import incoming_report as incoming_reports
from domain import report as reports
from domain.kernel import fold

State = TypeVar("State")

Units = Callable[[Running, HTTPConnection], Iterable[UUID]]


def of_incident(running: Running, connection: HTTPConnection) -> Iterable[UUID]:
    """Everybody who knows of it."""
    incident = _named(running, connection, "incident", incidents.evolve)
    return {one.unit for one in incident.knowledge}


def of_report(running: Running, connection: HTTPConnection) -> Iterable[UUID]:
    """Only the unit that reports: its recipient neither signs nor sends for it."""
    report = _named(running, connection, "report", reports.evolve)
    return (report.hop.reporting_entity,)


def of_breach(running: Running, connection: HTTPConnection) -> Iterable[UUID]:
    """Only the unit it charges: what is held against one unit is no other's to read."""
    breach = _named(running, connection, "breach", breaches.evolve)
    return (breach.charge.obligor,)


def of_dial(running: Running, connection: HTTPConnection) -> Iterable[UUID]:
    """Those who know of the incident it is about."""
    dial = _named(running, connection, "dial", dials.evolve)
    return _knowing(running, dial.placed.incident)


def of_activation(running: Running, connection: HTTPConnection) -> Iterable[UUID]:
    """Those who know of the incident it responds to."""
    activation = _named(running, connection, "activation", activations.evolve)
    return _knowing(running, activation.proposed.incident)


def of_attachment(running: Running, connection: HTTPConnection) -> Iterable[UUID]:
    """Those who know of the incident it belongs to."""
    attachment = _named(running, connection, "attachment", attachments.evolve)
    return _knowing(running, attachment.added.incident)


def _knowing(running: Running, id: UUID) -> Iterable[UUID]:
    incident = fold(incidents.evolve, None, (one.event for one in running.log.stream(id)))
    return {one.unit for one in incident.knowledge} if incident else ()


def of_call(running: Running, connection: HTTPConnection) -> Iterable[UUID]:
    call = _named(running, connection, "incoming", incoming_reports.evolve)
    return (call.caller_unit,) if call.caller_unit else ()


def _named(
    running: Running,
    connection: HTTPConnection,
    part: str,
    evolve: Callable[[Any, Any], State],
) -> State:
    """The state of what the path names. Raises Unknown, also for an id that names something else."""
    try:
        history = running.log.stream(UUID(connection.path_params[part]))
        state: State | None = fold(evolve, None, (one.event for one in history))
    except (ValueError, TypeError):
        raise Unknown from None
    if state is None:
        raise Unknown
    return state
