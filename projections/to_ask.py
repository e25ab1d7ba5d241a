"""该问谁: an incident heard of from elsewhere points at those who by the rules should have said so, before anybody knows that they knew."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from msgspec.structs import replace

from domain.clock_policy import owed_clocks
from domain.facts import Place
from domain.incident import IncidentOpened, KnowledgeRecorded, Means
from domain.network import Network
from domain.rulebook import RuleBook
from domain.situation import Situation, situation
from domain.times import WorldTime, order
from domain.words import UnitKind
from projections.incident_file import IncidentFile

TOLD = (Means.REPORT, Means.OWN_SITE)  # it was said, or there was nobody to say it


class ToAsk(NamedTuple):
    """A unit of which nobody recorded that it knows, and the rule by which it would owe a report."""

    unit: UUID
    rule: str
    name: str  # of the rule


def place_of_incident(file: IncidentFile) -> Place | None:
    """As it was opened, or as a call told since, with the township's code."""
    opened: IncidentOpened = file.opened.event  # type: ignore[assignment]
    heard = (one.heard.place for one in file.calls.values())
    return next((one for one in (opened.place, *heard) if one and one.township), None)


def to_ask(
    file: IncidentFile, office: UUID, book: RuleBook, network: Network, there: UUID | None
) -> tuple[ToAsk, ...]:
    """`there`: the government of the place (属地), where it is known. The office's own departments (主管) by rule."""
    knowing = {one.unit: one for one in reversed(file.incident.knowledge)}
    ours = knowing.get(office)
    if ours is None or ours.means in TOLD or _told(file, office, ours.learned):
        return ()
    asked = [one for one in _near(office, network, there) if one not in knowing]
    by_rule: dict[UUID, str] = {}
    for one in owed_clocks(_supposing(file, office, asked, ours.learned), book, network):
        if one.recipient == office:
            by_rule.setdefault(one.reporting_entity, one.rule)
    names = {one.id: one.name for one in book.rules}
    owing = [(unit, by_rule[unit]) for unit in asked if unit in by_rule]
    return tuple(ToAsk(unit, rule, names[rule]) for unit, rule in owing)


def _told(file: IncidentFile, office: UUID, at: WorldTime) -> bool:
    made = [one.made for one in file.reports.values() if one.hop.recipient == office]
    return any(one and order(one) <= order(at) for one in made)


def _near(office: UUID, network: Network, there: UUID | None) -> list[UUID]:
    own = [one.id for one in network if one.parent == office and one.kind is UnitKind.DEPARTMENT]
    return [there, *own] if there else own


def _supposing(
    file: IncidentFile, office: UUID, asked: list[UUID], learned: WorldTime
) -> Situation:
    """As if they had known when this office did."""
    supposed = (KnowledgeRecorded(unit=one, learned=learned, means=Means.UNSTATED) for one in asked)
    incident = replace(file.incident, knowledge=(*file.incident.knowledge, *supposed))
    return situation(incident, reports=file.reports, deadlines=file.deadlines, office=office)
