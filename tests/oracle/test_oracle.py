"""Made-up incidents, two thousand each time and ten when it is proved: their clocks are those of a table copied out by hand."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from functools import cache
from uuid import NAMESPACE_OID, UUID, uuid5

import pytest

from desk.founding import shipped_book, shipped_presets
from domain.clock_policy import clocks_due
from domain.facts import Fact, Figure
from domain.incident import Incident, KnowledgeRecorded, Means, Standing
from domain.network import Network, UnitEntry
from domain.situation import MadeReport, Situation
from domain.times import Basis, Precision, WorldTime
from domain.words import Channel, IncidentClass, Level, Line, Stage, Tier, UnitKind
from tests.oracle.lots import draw, worlds
from tests.oracle.reckoning import DUTIES, Clock, clocks

BOOK = shipped_book(shipped_presets())
HUNDREDS = 100
THOUSANDS = [0, 1, *(pytest.param(one, marks=pytest.mark.prove) for one in range(2, 10))]
COUNTS = {"clock": "once", "cadence": "again", "window": "window"}


@cache
def id_of(name):
    return uuid5(NAMESPACE_OID, name)


def network_of(world):
    """The same places as the product knows them."""
    return Network(
        UnitEntry(
            id=id_of(one.name),
            name=one.name,
            short_name=one.name,
            tier=Tier(one.tier),
            kind=UnitKind(one.kind),
            lines=tuple(map(Line, one.lines)),
            parent=one.above and id_of(one.above),
        )
        for one in world.units.values()
    )


def world_time(at):
    if at is None:
        return None
    exact = at[0] == at[1]
    precision = Precision.MINUTE if exact else Precision.RANGE
    return WorldTime(earliest=at[0], latest=at[1], precision=precision, basis=Basis.DOCUMENT)


class Days:
    """The one year whose notice is known."""

    def __init__(self, case):
        self.case = case

    def is_working(self, day):
        if day.year != self.case.known_year:
            return None
        return day.weekday() < 5 and day not in self.case.off


def situation_of(case):
    """The same incident as the product tells it."""
    heard = [(name, at, None) for name, at in case.heard]
    told = [(one.to, one.at, one) for one in case.reports]
    facts = [] if case.trapped is None else [case.trapped]
    happened = world_time(case.happened)
    incident = Incident(
        id=id_of("incident"),
        exercise=None,
        standing=Standing.CLOSED if case.closed else Standing.OPEN,
        klass=IncidentClass(case.klass),
        subtype=case.subtype,
        occurred=happened,
        occurred_counted=happened,
        incoming=(),
        level=Level(case.level),
        level_decided=world_time(case.decided),
        sensitive=case.sensitive,
        facts=tuple(trapped(one) for one in facts),
        knowledge=tuple(knowing(*one) for one in (*heard, *told)),
        response_ended=world_time(case.ended),
    )
    return Situation(incident, tuple(map(made, case.reports)), {}, calendar=Days(case))


def trapped(count):
    at = world_time((datetime(2024, 1, 1, tzinfo=UTC),) * 2)
    return Fact(figure=Figure.TRAPPED, value=count, as_of=at)


def knowing(name, at, report):
    by_report = {"told_by": id_of(report.by), "report": UUID(report.id)} if report else {}
    means = Means.REPORT if report else Means.CALL
    return KnowledgeRecorded(unit=id_of(name), learned=world_time(at), means=means, **by_report)


def made(told):
    return MadeReport(
        id=UUID(told.id),
        entity=id_of(told.by),
        recipient=id_of(told.to),
        stage=Stage(told.stage),
        channel=Channel(told.way),
        at=world_time(told.at),
    )


def started(case, world, network):
    """The product's clocks in the oracle's words."""
    names = {id_of(name): name for name in world.units}
    settings = clocks_due(situation_of(case), BOOK, network)
    return {in_its_words(one, names) for _, one in settings}


def in_its_words(one, names):
    return Clock(
        rule=one.rule,
        by=names[one.reporting_entity],
        to=names[one.recipient],
        stage=one.stage,
        way=one.channel or "",
        counts=COUNTS[one.form],
        since=one.occasion,
        start=(one.start.earliest, one.start.latest),
        due=one.due_at,
        late_after=one.late_after,
        must=one.bindingness == "shall",
        doubtful=not one.confirmed,
        free=one.uncounted is not None,
    )


@pytest.mark.parametrize("seed", THOUSANDS)
def test_the_clocks_started_are_those_of_the_table(seed):
    lots = random.Random(seed)
    for world in worlds(lots, 10):
        network = network_of(world)
        for _ in range(HUNDREDS):
            case = draw(lots, world)
            assert started(case, world, network) == clocks(case, world), case


def test_every_duty_of_the_table_is_drawn():
    unseen = {duty["rule"] for duty in DUTIES}
    lots = random.Random(0)
    [world] = worlds(lots, 1)
    for _ in range(6000):
        unseen -= {one.rule for one in clocks(draw(lots, world), world)}
        if not unseen:
            return
    assert not unseen


def test_the_table_holds_every_rule_of_the_book_that_has_a_limit():
    limited = {rule.id for rule in BOOK.rules if rule.limited and rule.line != "desk"}
    assert {duty["rule"] for duty in DUTIES} == limited
