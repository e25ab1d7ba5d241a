"""Everything on record about one incident, gathered from its own streams up to any position of the log."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, Protocol, TypeVar
from uuid import UUID

from desk.log.envelope import Recorded
from domain import breach as breaches
from domain import deadline as deadlines
from domain import incident as incidents
from domain import incoming_report as incoming_reports
from domain import instruction as instructions
from domain import report as reports
from domain import tasking as taskings
from domain.breach import Breach
from domain.deadline import Deadline
from domain.incident import Incident, IncidentOpened
from domain.incoming_report import Incoming
from domain.instruction import Instruction
from domain.kernel import fold
from domain.report import Report
from domain.tasking import Tasking

State = TypeVar("State")
Evolve = Callable[[State | None, Any], State]

NEWEST = 2**63 - 1


class Streams(Protocol):
    """What is needed of the log."""

    def stream(self, originator_id: UUID) -> list[Recorded]: ...


class IncidentFile(NamedTuple):
    """One incident as known at a position: its states, and what happened in the order it was recorded."""

    id: UUID
    opened: Recorded
    incident: Incident
    calls: dict[UUID, Incoming]
    reports: dict[UUID, Report]
    deadlines: dict[UUID, Deadline]
    breaches: dict[UUID, Breach]  # by deadline
    suspected: dict[UUID, Breach]
    instructions: dict[UUID, Instruction]
    taskings: dict[UUID, Tasking]
    history: tuple[Recorded, ...]


def gather(
    log: Streams, id: UUID, upto: int = NEWEST, *, beside: tuple[UUID, ...] = ()
) -> IncidentFile | None:
    """The file of incident `id` as of position `upto`; None when there was none yet.
    `beside`: streams that tell of it and are no part of its state: rings, dials, files.
    """
    own = _known(log, id, upto)
    if not own or not isinstance(own[0].event, IncidentOpened):
        return None
    incident = fold(incidents.evolve, None, (one.event for one in own))
    assert incident is not None
    parts = (*incident.incoming, *incident.reports, *incident.deadlines, *incident.instructions)
    history = {id: own} | _each(log, (*parts, *incident.breaches, *beside), upto)
    clocks = _states(deadlines.evolve, incident.deadlines, history)
    judged = {one: breaches.late_breach_id(one, clock) for one, clock in clocks.items()}
    ordered = _states(instructions.evolve, incident.instructions, history)
    asked = tuple(one for instruction in ordered.values() for one in instruction.taskings)
    history |= _each(log, (*judged.values(), *asked), upto)
    return IncidentFile(
        id=id,
        opened=own[0],
        incident=incident,
        deadlines=clocks,
        breaches=_verdicts(judged, history),
        instructions=ordered,
        taskings=_states(taskings.evolve, asked, history),
        history=_in_order(history),
        **_told(incident, history),
    )


def _told(incident: Incident, history: dict[UUID, list[Recorded]]) -> dict[str, Any]:
    """What hangs on the incident by its own word."""
    return {
        "calls": _states(incoming_reports.evolve, incident.incoming, history),
        "reports": _states(reports.evolve, incident.reports, history),
        "suspected": _states(breaches.evolve, incident.breaches, history),
    }


def _verdicts(judged: dict[UUID, UUID], history: dict[UUID, list[Recorded]]) -> dict[UUID, Breach]:
    """By deadline."""
    found = _states(breaches.evolve, judged.values(), history)
    return {clock: found[stream] for clock, stream in judged.items() if stream in found}


def _each(log: Streams, ids: Iterable[UUID], upto: int) -> dict[UUID, list[Recorded]]:
    return {id: _known(log, id, upto) for id in ids}


def _known(log: Streams, id: UUID, upto: int) -> list[Recorded]:
    return [one for one in log.stream(id) if one.seq <= upto]


def _states(
    evolve: Evolve[State], ids: Iterable[UUID], history: dict[UUID, list[Recorded]]
) -> dict[UUID, State]:
    states = {id: fold(evolve, None, (one.event for one in history[id])) for id in ids}
    return {id: state for id, state in states.items() if state is not None}


def _in_order(history: dict[UUID, list[Recorded]]) -> tuple[Recorded, ...]:
    everything = (one for part in history.values() for one in part)
    return tuple(sorted(everything, key=lambda one: one.seq))
