"""数字对照: what a report claimed of victims, and what was established beside it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from domain.facts import Fact, Figure, standing
from domain.incident import Incident, Means
from domain.network import Network
from domain.situation import MadeReport, Situation
from domain.words import UnitKind

LOST = (Figure.DEAD, Figure.MISSING, Figure.TRAPPED)
GONE = (Figure.DEAD, Figure.MISSING)
HURT = (Figure.SERIOUS_INJURED, Figure.INJURED)


class Toll(NamedTuple):
    """Victims by what was stated; None: nothing was. Loss and evacuation are estimates and left out.

    `unaccounted`: dead, missing or trapped; who was trapped may turn out dead, or be rescued.
    """

    dead: int | None
    gone: int | None  # dead or missing
    unaccounted: int | None
    hurt: int | None
    sick: int | None

    @property
    def said(self) -> bool:
        return any(one is not None for one in self)

    def falls_short_of(self, other: Toll) -> bool:
        """Whether a claim leaves out victims. Silent about a kind, it claims nothing of that kind."""
        pairs = (
            (self.unaccounted, other.gone),
            (self.hurt, other.hurt),
            (self.sick, other.sick),
        )
        return any(_short(ours, theirs) for ours, theirs in pairs)

    def hides_dead_of(self, told: Toll) -> bool:
        """Whether it leaves out dead that somebody had told of: the dead alone never become fewer."""
        return _short(self.unaccounted, told.dead)


def toll(facts: Iterable[Fact]) -> Toll:
    """Of each figure the one stated last."""
    stated = {figure: fact.value for figure, fact in standing(tuple(facts)).items()}
    injured = [stated[one] for one in HURT if one in stated]
    return Toll(
        dead=stated.get(Figure.DEAD),
        gone=_sum(stated, GONE),
        unaccounted=_sum(stated, LOST),
        hurt=max(injured, default=None),
        sick=stated.get(Figure.PATIENTS),
    )


def claimed(report: MadeReport, incident: Incident) -> Toll:
    """What this report said itself, by word or as taken from its paper."""
    own = [fact for fact in incident.facts if fact.source == report.id]
    return toll((*own, *report.facts))


def known_before(situation: Situation, unit: UUID, word: MadeReport) -> Toll:
    """What the unit had certainly been told, or had found itself, before it spoke: of each figure the last."""
    told = [
        fact
        for report in situation.reports
        if report.recipient == unit and report.at.latest <= word.at.earliest
        for fact in report.facts
    ]
    said = {fact for report in situation.reports if report.entity == unit for fact in report.facts}
    found = [
        fact
        for fact in situation.incident.facts
        if fact.source == unit and fact not in said and fact.as_of.latest <= word.at.earliest
    ]
    return toll((*told, *found))


def established(situation: Situation, by: UUID, report: MadeReport, network: Network) -> Toll:
    """What others than the unit put on record, and what was so by the time of its report or was found out.

    Of each source its last word, of several sources the highest. Callers outside the network establish nothing.
    """
    own = {by, *(one.id for one in situation.reports if one.entity == by)}
    found_out = finders(situation.incident)
    said = [
        fact
        for fact in situation.incident.facts
        if fact.source not in own
        and _may_establish(fact.source, situation, network)
        and (fact.source in found_out or fact.as_of.latest <= report.at.earliest)
    ]
    return _highest(said)


def finders(incident: Incident) -> frozenset[UUID | None]:
    """The units that found out without being told by whoever owed it."""
    known = incident.knowledge
    return frozenset(one.unit for one in known if one.means is Means.DISCOVERED)


def _may_establish(source: UUID | None, situation: Situation, network: Network) -> bool:
    """The desk itself, a unit of the network, or a report: never a caller or a passer-by."""
    reported = {one.id for one in situation.reports}
    unit = network.get(source) if source else None
    known = unit is not None and unit.kind is not UnitKind.OUTSIDE
    return source is None or source in reported or known


def _highest(facts: list[Fact]) -> Toll:
    sources = dict.fromkeys(fact.source for fact in facts)
    tolls = [toll(fact for fact in facts if fact.source == source) for source in sources]
    return Toll(*(_max(column) for column in zip(*tolls, strict=True))) if tolls else toll(())


def _short(ours: int | None, theirs: int | None) -> bool:
    return ours is not None and theirs is not None and ours < theirs


def _max(column: tuple[int | None, ...]) -> int | None:
    return max((one for one in column if one is not None), default=None)


def _sum(stated: dict[Figure, int], figures: tuple[Figure, ...]) -> int | None:
    counted = [stated[one] for one in figures if one in stated]
    return sum(counted) if counted else None
