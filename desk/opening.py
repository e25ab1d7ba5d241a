"""Opening an incident: its number, its first facts, and that this office knows of it from now on."""

from __future__ import annotations

from uuid import UUID

from msgspec.structs import replace

from desk.draft import Draft
from desk.register import SHANGHAI
from desk.settling import settle
from domain import incident as incidents
from domain import series as numbers
from domain.incident import IncidentOpened, KnowledgeRecorded, Means
from domain.incident_commands import (
    mark_sensitivity,
    open_incident,
    record_knowledge,
    state_fact,
    state_occurrence,
)
from domain.incoming_report import Heard
from domain.kernel import Value
from domain.times import WorldTime

REAL_SERIES, EXERCISE_SERIES = "incident", "exercise-incident"


class Opening(Value):
    """What an incident is opened from: the words heard, by which call, and when we learned of it.

    `id`: of one that can be opened only once, whoever asks for it.
    """

    heard: Heard
    learned: WorldTime
    incoming: UUID | None = None
    means: Means = Means.CALL
    subtype: str = ""
    id: UUID | None = None


class IncidentNumbered(Value):
    incident: UUID
    number: str


def open_without_call(draft: Draft, opening: Opening) -> IncidentNumbered:
    """Nobody rang: the desk saw it itself, or tells afterwards what others lived through."""
    incident, number = open_by(draft, opening)
    settle(draft, incident)
    return IncidentNumbered(incident=incident, number=number)


def open_by(draft: Draft, opening: Opening) -> tuple[UUID, str]:
    """Returns the incident's id and number."""
    id = opening.id or draft.new_id("incident")
    opened = _opened(draft, id, opening)
    draft.record(id, open_incident(draft.load(id, incidents.evolve), opened))
    take_in(draft, id, opening.heard, opening.incoming)
    learn(draft, id, draft.register.office.unit, opening.learned, opening.means)
    return id, opened.number


def take_in(draft: Draft, id: UUID, heard: Heard, incoming: UUID | None) -> None:
    """What a call says: every figure with the call as its source, and what was not known before."""
    for fact in heard.facts:
        incident = draft.require(id, incidents.evolve)
        sourced = replace(fact, source=fact.source or incoming)
        draft.record(id, state_fact(incident, fact=sourced))
    incident = draft.require(id, incidents.evolve)
    if heard.occurred and incident.occurred is None:
        draft.record(id, state_occurrence(incident, occurred=heard.occurred))
    if heard.sensitive:
        draft.record(id, mark_sensitivity(incident, sensitive=True))


def learn(
    draft: Draft,
    incident: UUID,
    unit: UUID,
    learned: WorldTime,
    means: Means,
    *,
    told_by: UUID | None = None,
    report: UUID | None = None,
) -> None:
    """Records that a unit came to know: what it owes upward is reckoned from here."""
    new = KnowledgeRecorded(unit=unit, learned=learned, means=means, told_by=told_by, report=report)
    state = draft.require(incident, incidents.evolve)
    draft.record(incident, record_knowledge(state, new))


def _opened(draft: Draft, id: UUID, opening: Opening) -> IncidentOpened:
    heard = opening.heard
    return IncidentOpened(
        incident=id,
        number=_number(draft, id, opening.learned),
        exercise=draft.exercise,
        title=heard.what,
        klass=heard.klass,
        subtype=opening.subtype,
        place=heard.place,
        occurred=heard.occurred,
        incoming=opening.incoming,
    )


def _number(draft: Draft, incident: UUID, learned: WorldTime) -> str:
    """Gap-free per year of Beijing time: 2026-0007, an exercise's 演2026-0001."""
    name = EXERCISE_SERIES if draft.exercise else REAL_SERIES
    year = learned.earliest.astimezone(SHANGHAI).year
    stream = numbers.series_id(draft.register.office.store_id, name, year)
    series = draft.load(stream, numbers.evolve)
    [taken] = numbers.take(series, name=name, year=year, taken_for=incident)
    draft.record(stream, [taken])
    mark = "演" if draft.exercise else ""
    return f"{mark}{year}-{taken.number:04d}"
