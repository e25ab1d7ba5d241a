"""Settles an incident's clocks after anything changed: what the domain decides about them is recorded."""

from __future__ import annotations

from uuid import UUID

from desk.draft import Draft
from domain import breach as breaches
from domain import deadline as deadlines
from domain import incident as incidents
from domain import report as reports
from domain.incident_commands import start_clocks
from domain.settlement import settlement
from domain.situation import Situation, situation


def settle(draft: Draft, id: UUID) -> None:
    """The last step of every command on an incident. Called when nothing changed, it records nothing."""
    sit = _situation(draft, id)
    decisions = settlement(sit, draft.register.book, draft.register.network)
    for deadline, happened in decisions:
        draft.load(deadline, deadlines.evolve)
        draft.record(deadline, [happened])
        _judge(draft, deadline)
    clocks = tuple(dict.fromkeys(deadline for deadline, _ in decisions))
    draft.record(id, start_clocks(sit.incident, deadlines=clocks))


def judge(draft: Draft, incident: UUID) -> None:
    """Reaches the verdicts that waited while the clock was in doubt. Asked again: nothing."""
    for id in draft.require(incident, incidents.evolve).deadlines:
        _judge(draft, id)


def _judge(draft: Draft, id: UUID) -> None:
    """A late report is proposed as a breach, or one proposed before is withdrawn.

    While the office's clock is in doubt no verdict on people is reached (docs/adr/0005).
    """
    if draft.register.office.doubt:
        return
    deadline = draft.require(id, deadlines.evolve)
    stream = breaches.late_breach_id(id, deadline)
    breach = draft.load(stream, breaches.evolve)
    draft.record(stream, breaches.late_verdict(id, deadline, breach))


def _situation(draft: Draft, id: UUID) -> Situation:
    incident = draft.require(id, incidents.evolve)
    return situation(
        incident,
        reports={one: draft.require(one, reports.evolve) for one in incident.reports},
        deadlines={one: draft.require(one, deadlines.evolve) for one in incident.deadlines},
        office=draft.register.office.unit,
    )
