"""Settles an incident's clocks after anything changed: what the domain decides about them is recorded."""

from __future__ import annotations

from uuid import UUID

from desk.draft import Draft
from desk.holidays import OfficeCalendar
from desk.instructions import let_go
from desk.responses import settle_responses
from desk.ringing import ring_if_grave
from domain import breach as breaches
from domain import deadline as deadlines
from domain import incident as incidents
from domain import report as reports
from domain.breach import breach_id
from domain.incident import Incident
from domain.incident_commands import link_breach, start_clocks
from domain.settlement import settlement
from domain.situation import Situation, situation
from domain.suspicion import suspicions


def settle(draft: Draft, id: UUID) -> None:
    """The last step of every command on an incident. Called when nothing changed, it records nothing."""
    sit, register = situation_of(draft, id), draft.register
    decisions = settlement(sit, register.book, register.network, register.former)
    for deadline, happened in decisions:
        draft.load(deadline, deadlines.evolve)
        draft.record(deadline, [happened])
        judge_clock(draft, deadline)
    clocks = tuple(dict.fromkeys(deadline for deadline, _ in decisions))
    draft.record(id, start_clocks(sit.incident, deadlines=clocks))
    if not sit.incident.is_real_life:
        judge(draft, id)
        let_go(draft, sit.incident)
    suspect(draft, id)
    settle_responses(draft, id)
    ring_if_grave(draft, id, draft.now)


def suspect(draft: Draft, id: UUID) -> None:
    """What is to be suspected now is put on record; what nothing speaks for any more is withdrawn (ADR 23)."""
    sit = situation_of(draft, id)
    if _accuses_nobody(draft, sit.incident):
        return
    register = draft.register
    found = suspicions(sit, register.network, draft.now, register.book.levels)
    charges = {breach_id(one): one for one in found}
    for stream in dict.fromkeys((*sit.incident.breaches, *charges)):
        breach = draft.load(stream, breaches.evolve)
        draft.record(stream, breaches.verdict(breach, charges.get(stream)))
        draft.record(id, link_breach(sit.incident, breach=stream))


def judge(draft: Draft, incident: UUID) -> None:
    """Reaches the verdicts that waited while the clock was in doubt. Asked again: nothing."""
    for id in draft.require(incident, incidents.evolve).deadlines:
        judge_clock(draft, id)
    suspect(draft, incident)


def judge_clock(draft: Draft, id: UUID) -> None:
    """A late report is proposed as a breach, or one proposed before is withdrawn.

    While the office's clock is in doubt no verdict on people is reached (docs/adr/0005).
    """
    deadline = draft.require(id, deadlines.evolve)
    incident = draft.require(deadline.incident, incidents.evolve)
    if _accuses_nobody(draft, incident):
        return
    stream = breaches.late_breach_id(id, deadline)
    breach = draft.load(stream, breaches.evolve)
    verdict = breaches.late_verdict(id, deadline, breach, is_real_life=incident.is_real_life)
    draft.record(stream, verdict)


def _accuses_nobody(draft: Draft, incident: Incident) -> bool:
    """Whoever was late in an exercise is told so by its clocks and its evaluation, and charged with nothing (ADR 45)."""
    doubted = draft.register.office.doubt is not None and incident.is_real_life
    return doubted or incident.exercise is not None


def situation_of(draft: Draft, id: UUID) -> Situation:
    incident = draft.require(id, incidents.evolve)
    return situation(
        incident,
        reports={one: draft.require(one, reports.evolve) for one in incident.reports},
        deadlines={one: draft.require(one, deadlines.evolve) for one in incident.deadlines},
        office=draft.register.office.unit,
        calendar=OfficeCalendar(draft.register.office.holidays),
    )
