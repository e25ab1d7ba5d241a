"""A small reporting network with its shipped rules, and an incident told step by step."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from desk.founding import shipped_book
from domain import deadline as deadlines
from domain import incident as incidents
from domain.breach import BreachKind, Ground
from domain.conduct import Conduct, ConductRecorded
from domain.deadline import Deadline
from domain.deadline_events import DeadlineRestated, DeadlineResumed, DeadlineSet
from domain.incident import (
    Incident,
    IncidentOpened,
    KnowledgeRecorded,
    LevelDecided,
    Means,
)
from domain.kernel import Event
from domain.network import Network, UnitEntry
from domain.rule import Rule
from domain.rulebook import RuleBook
from domain.settlement import Decision, settlement
from domain.situation import MadeReport, Situation
from domain.suspicion import suspicions
from domain.times import Basis, Precision, WorldTime, moment, order
from domain.words import Channel, IncidentClass, Level, Line, Stage, Tier, UnitKind
from tests.support.given import sound

RULES = Path(__file__).parents[2] / "domain" / "rules"
NINE = datetime(2026, 5, 12, 1, 0, tzinfo=UTC)  # 09:00 in Beijing

GOVERNMENT, DEPARTMENT = UnitKind.GOVERNMENT, UnitKind.DEPARTMENT
EMERGENCY = (Line.WORK_SAFETY, Line.NATURAL_DISASTER)


def unit_id(name: str) -> UUID:
    return uuid5(NAMESPACE_OID, name)


def unit(
    name: str, tier: Tier, kind: UnitKind, parent: str | None, lines: Iterable[Line] = ()
) -> UnitEntry:
    above = unit_id(parent) if parent else None
    return UnitEntry(
        id=unit_id(name),
        name=name,
        short_name=name,
        tier=tier,
        kind=kind,
        parent=above,
        lines=tuple(lines),
    )


UNITS = (
    unit("state council", Tier.CENTRAL, GOVERNMENT, None),
    unit("ministry", Tier.CENTRAL, DEPARTMENT, "state council", EMERGENCY),
    unit("province", Tier.PROVINCE, GOVERNMENT, "state council"),
    unit("province emergency", Tier.PROVINCE, DEPARTMENT, "province", EMERGENCY),
    unit("province health", Tier.PROVINCE, DEPARTMENT, "province", (Line.HEALTH,)),
    unit("province vets", Tier.PROVINCE, DEPARTMENT, "province", (Line.ANIMAL_DISEASE,)),
    unit("city", Tier.CITY, GOVERNMENT, "province"),
    unit("city emergency", Tier.CITY, DEPARTMENT, "city", EMERGENCY),
    unit("city environment", Tier.CITY, DEPARTMENT, "city", (Line.ENVIRONMENT,)),
    unit("county", Tier.COUNTY, GOVERNMENT, "city"),
    unit("county emergency", Tier.COUNTY, DEPARTMENT, "county", EMERGENCY),
    unit("county environment", Tier.COUNTY, DEPARTMENT, "county", (Line.ENVIRONMENT,)),
    unit("county health", Tier.COUNTY, DEPARTMENT, "county", (Line.HEALTH,)),
    unit("county vets", Tier.COUNTY, DEPARTMENT, "county", (Line.ANIMAL_DISEASE,)),
    unit("county food", Tier.COUNTY, DEPARTMENT, "county", (Line.FOOD,)),
    unit("town", Tier.TOWNSHIP, GOVERNMENT, "county"),
    unit("works", Tier.UNIT, UnitKind.ENTERPRISE, "town"),
    unit("paper", Tier.UNIT, UnitKind.OUTSIDE, None),
)
NETWORK = Network().with_units(UNITS)
NAMES = {one.id: one.name for one in UNITS}


def rules_text(name: str) -> str:
    return (RULES / f"{name}.yaml").read_text(encoding="utf-8")


@lru_cache
def book(*presets: str) -> RuleBook:
    return shipped_book(presets)


def minute(minutes: int, precision: Precision = Precision.MINUTE) -> WorldTime:
    """So many minutes after nine."""
    return moment(NINE + timedelta(minutes=minutes), Basis.DOCUMENT, precision)


class Story:
    """An incident as it unfolds; after every sentence its clocks are settled."""

    def __init__(
        self,
        klass: IncidentClass = IncidentClass.ACCIDENT,
        *,
        subtype: str = "",
        occurred: WorldTime | None = None,
        presets: tuple[str, ...] = (),
        network: Network = NETWORK,
    ) -> None:
        self.book = book(*presets)
        self.former: tuple[Rule, ...] = ()
        self.network = network
        self.reports: list[MadeReport] = []
        self.deadlines: dict[UUID, Deadline] = {}
        self.incident: Incident = incidents.evolve(
            None,
            IncidentOpened(
                incident=unit_id("incident"),
                number="2026-0001",
                exercise=None,
                title="",
                klass=klass,
                subtype=subtype,
                occurred=occurred,
            ),
        )

    def tell(self, *happened: Event) -> list[Decision]:
        for event in happened:
            self.incident = incidents.evolve(self.incident, event)
        return self.settle()

    def knows(self, name: str, at: WorldTime, means: Means = Means.OTHER) -> list[Decision]:
        return self.tell(KnowledgeRecorded(unit=unit_id(name), learned=at, means=means))

    def level(self, level: Level, at: WorldTime) -> list[Decision]:
        previous = self.incident.level
        return self.tell(LevelDecided(level=level, previous=previous, decided=at))

    def reports_to(self, name: str, to: str, at: WorldTime, **more: Any) -> list[Decision]:
        """A first report by phone, unless `more` says otherwise."""
        told_by = {"stage": Stage.FIRST, "channel": Channel.PHONE}
        made = MadeReport(
            id=unit_id(f"report {len(self.reports)}"),
            entity=unit_id(name),
            recipient=unit_id(to),
            at=at,
            **(told_by | more),
        )
        self.reports.append(made)
        told = KnowledgeRecorded(
            unit=made.recipient,
            learned=at,
            means=Means.REPORT,
            told_by=made.entity,
            report=made.id,
        )
        return self.tell(told)

    def behaves(
        self, name: str, conduct: Conduct, at: WorldTime, kept_from: str | None = None
    ) -> list[Decision]:
        whom = unit_id(kept_from) if kept_from else None
        behaved = ConductRecorded(
            unit=unit_id(name), conduct=conduct, at=at, kept_from=whom, source="询问笔录"
        )
        return self.tell(behaved)

    def suspected(self, minutes: int) -> dict[tuple[str, BreachKind], tuple[Ground, ...]]:
        """Of whom what is suspected so many minutes after nine, and on which grounds."""
        as_of = NINE + timedelta(minutes=minutes)
        found = suspicions(self.situation, self.network, as_of, self.book.levels)
        return {(NAMES[one.obligor], one.kind): one.grounds for one in found}

    @property
    def situation(self) -> Situation:
        ordered = sorted(self.reports, key=lambda one: order(one.at))
        return Situation(self.incident, tuple(ordered), self.deadlines, unit_id("county"))

    def adopt(self, book: RuleBook) -> list[Decision]:
        self.former, self.book = (*self.former, *self.book.rules), book
        return self.settle()

    def settle(self) -> list[Decision]:
        """What is set or resumed is so at once: nothing is stated again but a start that moved meanwhile."""
        decisions = list(settlement(self.situation, self.book, self.network, self.former))
        begun = {id for id, one in decisions if isinstance(one, DeadlineSet | DeadlineResumed)}
        restated = [(id, one) for id, one in decisions if isinstance(one, DeadlineRestated)]
        again = {id for id, one in restated if not self._moves(id, one)}
        assert not begun & again
        for id, event in decisions:
            self.deadlines[id] = sound(deadlines.evolve(self.deadlines.get(id), sound(event)))
        return decisions

    def _moves(self, id: UUID, restated: DeadlineRestated) -> bool:
        held = self.deadlines.get(id)
        return held is not None and held.start != restated.start

    def clock(self, rule: str, entity: str, recipient: str, occasion: str = "") -> Deadline:
        [found] = [
            one
            for one in self.deadlines.values()
            if _names(one) == (rule, entity, recipient) and one.terms.occasion == occasion
        ]
        return found

    @property
    def clocks(self) -> set[tuple[str, str, str]]:
        return {_names(one) for one in self.deadlines.values()}

    def clock_id(self, deadline: Deadline) -> UUID:
        return next(id for id, one in self.deadlines.items() if one is deadline)


CITY = ("county", "city")  # who owes whom by Wuhan's rules: B01 2 h, B02 1 h, B03 30 min


def a_fire(*, level: Level | None = None, at: int = 0) -> Story:
    """It happened and the county knew at nine; by Wuhan's rules the county owes the city a report."""
    story = Story(occurred=minute(0), presets=("wuhan",))
    story.knows("county", minute(0), Means.CALL)
    if level:
        story.level(level, minute(at))
    return story


def _names(deadline: Deadline) -> tuple[str, str, str]:
    terms = deadline.terms
    return terms.rule, NAMES[terms.reporting_entity], NAMES[terms.recipient]
