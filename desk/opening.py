"""Opening an incident: its number, its first facts, and that this office knows of it from now on."""

from __future__ import annotations

from uuid import UUID

from desk.draft import Draft
from desk.register import SHANGHAI
from domain import incident as incidents
from domain import series as numbers
from domain.incident import IncidentOpened, KnowledgeRecorded, Means
from domain.incident_commands import open_incident, record_knowledge, state_fact
from domain.incoming_report import Heard
from domain.kernel import Value
from domain.times import WorldTime

REAL_SERIES, EXERCISE_SERIES = "incident", "exercise-incident"


class Opening(Value):
    """What an incident is opened from: the words heard, by which call, and when we learned of it."""

    heard: Heard
    learned: WorldTime
    incoming: UUID | None = None
    means: Means = Means.CALL


def open_by(draft: Draft, opening: Opening) -> tuple[UUID, str]:
    """Returns the incident's id and number."""
    id, heard = draft.new_id("incident"), opening.heard
    number = _number(draft, id, opening.learned)
    opened = IncidentOpened(
        incident=id,
        number=number,
        exercise=draft.exercise,
        title=heard.what,
        klass=heard.klass,
        place=heard.place,
        occurred=heard.occurred,
        incoming=opening.incoming,
    )
    draft.record(id, open_incident(draft.load(id, incidents.evolve), opened))
    for fact in heard.facts:
        incident = draft.require(id, incidents.evolve)
        draft.record(id, state_fact(incident, fact=fact))
    learn(draft, id, draft.register.office.unit, opening.learned, opening.means)
    return id, number


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
    knowledge = KnowledgeRecorded(
        unit=unit, learned=learned, means=means, told_by=told_by, report=report
    )
    state = draft.require(incident, incidents.evolve)
    draft.record(incident, record_knowledge(state, knowledge))


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
