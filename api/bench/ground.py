"""A throw-away office to measure in, and a history as an office writes it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from msgspec.structs import replace

from api.clock import OfficeClock, new_id, wall
from desk.calls import CallTaken, TakeCall, take_call
from desk.desk import Desk
from desk.founding import shipped_book
from desk.log.envelope import Acting, StreamWrite
from desk.log.log import Log, open_log
from desk.network import NetworkAnswer, RegisterUnit, register_unit
from desk.office import AdoptRules, FoundOffice, adopt_rules, found_office
from domain.actors import Actor, ActorKind, Sealed, Via
from domain.deadline_events import DeadlineMet, DeadlineSet
from domain.facts import Fact, Figure, Place
from domain.incident import (
    ClocksStarted,
    FactStated,
    IncidentClosed,
    IncidentOpened,
    KnowledgeRecorded,
    LevelDecided,
    Means,
    ReportLinked,
)
from domain.incoming_report import Heard, IncomingDisposed, IncomingReceived, Outcome
from domain.kernel import Event
from domain.report import Hop, ReportMade
from domain.times import Basis, WorldTime, moment
from domain.unit import UnitProfile
from domain.words import Channel, IncidentClass, Level, Stage, Tier, UnitKind
from projections.incident_file import gather

OFFICER = Actor(kind=ActorKind.PERSON, id="bench")
OPEN_INCIDENTS = 20  # what a busy board shows, however long the history behind it
CLOCKS_EACH = 2
INCIDENT_EVENTS = 10 + 2 * CLOCKS_EACH + 2
EVENTS_A_COMMAND = 2_000
HEARD = Heard(
    what="化工厂反应釜爆炸起火，有人员受伤",
    klass=IncidentClass.ACCIDENT,
    place=Place(text="临江工业园三号路"),
)


class Ground(NamedTuple):
    """An office that has just been founded, with a few open incidents."""

    folder: Path
    log: Log
    desk: Desk
    clock: OfficeClock
    terms: DeadlineSet
    incidents: tuple[UUID, ...]


def acting() -> Acting:
    """A fresh command of one officer, with a receipt to keep."""
    return Acting(
        by=OFFICER,
        recorded_by=OFFICER,
        via=Via.DESK,
        command_id=new_id(),
        account="bench",
        fingerprint=b"bench-fingerprint-of-32-bytes-xx",
    )


def unsealed(subject: UUID, _: str, word: str) -> Sealed:
    return Sealed(subject=subject, box=word)


def make_ground(folder: Path) -> Ground:
    folder.mkdir(parents=True, exist_ok=True)
    clock = OfficeClock()
    log = open_log(folder, clock, new_store_id=new_id())
    desk = Desk(log, unsealed)
    _found(desk, log.store_id, clock)
    taken = [take_one(desk) for _ in range(OPEN_INCIDENTS)]
    incidents = tuple(one.incident for one in taken if one.incident)
    opened = gather(log, incidents[0])
    assert opened
    terms = next(one.terms for one in opened.deadlines.values() if one.late_after)
    return Ground(folder, log, desk, clock, terms, incidents)


def take_one(desk: Desk) -> CallTaken:
    call = TakeCall(received=moment(wall(), Basis.KEY_PRESS), heard=HEARD)
    return desk.act(acting(), take_call, call).answer(CallTaken)


def _found(desk: Desk, store_id: UUID, clock: OfficeClock) -> None:
    at = clock().now
    profile = _unit("临江区", Tier.COUNTY)
    founding = FoundOffice(store_id=store_id, region_code="320199", profile=profile, founded=at)
    desk.act(acting(), found_office, founding)
    office = desk.register().office.unit
    city = desk.act(
        acting(), register_unit, RegisterUnit(profile=_unit("云州市", Tier.CITY), effective=at)
    )
    under = _unit("临江区", Tier.COUNTY, city.answer(NetworkAnswer).id)
    desk.act(acting(), register_unit, RegisterUnit(unit=office, profile=under, effective=at))
    book = shipped_book(("wuhan", "county_hub"))
    desk.act(acting(), adopt_rules, AdoptRules(book=book))


def _unit(name: str, tier: Tier, parent: UUID | None = None) -> UnitProfile:
    return UnitProfile(
        name=name, short_name=name, tier=tier, kind=UnitKind.GOVERNMENT, parent=parent
    )


def write_history(ground: Ground, events: int) -> None:
    """Appends closed incidents, with their calls, reports and met clocks, until there are `events`."""
    missing = events - ground.log.head().seq
    while missing > 0:
        count = max(1, min(missing, EVENTS_A_COMMAND) // INCIDENT_EVENTS)
        writes = [one for _ in range(count) for one in _lived(ground.terms)]
        ground.log.append(writes, acting(), b"{}")
        missing -= count * INCIDENT_EVENTS


def _lived(terms: DeadlineSet) -> Iterator[StreamWrite]:
    incident, incoming, report = new_id(), new_id(), new_id()
    clocks = tuple(new_id() for _ in range(CLOCKS_EACH))
    at = moment(wall(), Basis.KEY_PRESS)
    yield StreamWrite(incident, 0, _incident(terms, incident, incoming, report, clocks, at))
    yield _call(incoming, incident, at)
    who, whom = terms.reporting_entity, terms.recipient
    hop = Hop(incident=incident, reporting_entity=who, recipient=whom, stage=Stage.FIRST)
    made = ReportMade(hop=hop, channel=Channel.PHONE, made=at, words=HEARD.what)
    yield StreamWrite(report, 0, (made,))
    setting = replace(terms, incident=incident)
    met = DeadlineMet(report=report, met_at=at, seconds_late=0, next_at=None)
    for clock in clocks:
        yield StreamWrite(clock, 0, (setting, met))


def _call(incoming: UUID, incident: UUID, at: WorldTime) -> StreamWrite:
    received = IncomingReceived(received=at, channel=Channel.PHONE, line="1", heard=HEARD)
    disposed = IncomingDisposed(outcome=Outcome.INCIDENT, incident=incident)
    return StreamWrite(incoming, 0, (received, disposed))


def _incident(
    terms: DeadlineSet,
    incident: UUID,
    incoming: UUID,
    report: UUID,
    clocks: tuple[UUID, ...],
    at: WorldTime,
) -> tuple[Event, ...]:
    return (
        IncidentOpened(
            incident=incident,
            number=f"2026-{incident.hex[:6]}",
            exercise=None,
            title=HEARD.what,
            klass=HEARD.klass,
            place=HEARD.place,
            incoming=incoming,
        ),
        KnowledgeRecorded(unit=terms.reporting_entity, learned=at, means=Means.CALL),
        fact(Figure.DEAD, 1, at),
        fact(Figure.INJURED, 4, at),
        fact(Figure.INJURED, 6, at),
        ClocksStarted(deadlines=clocks),
        LevelDecided(level=Level.III, previous=Level.UNKNOWN, decided=at),
        ReportLinked(report=report),
        IncidentClosed(reason="处置完毕"),
    )


def fact(figure: Figure, value: int, at: WorldTime) -> FactStated:
    return FactStated(fact=Fact(figure=figure, value=value, as_of=at))


def far_clocks(ground: Ground, count: int, *, ahead: timedelta, apart: timedelta) -> None:
    """Running clocks of every open incident: the first is due `ahead` from now, the rest one after another."""
    first = ground.clock().now + ahead
    for start in range(0, count, EVENTS_A_COMMAND):
        writes = [
            StreamWrite(new_id(), 0, (_due(ground, number, count, first + apart * number),))
            for number in range(start, min(count, start + EVENTS_A_COMMAND))
        ]
        ground.log.append(writes, acting(), b"{}")


def _due(ground: Ground, number: int, count: int, due: datetime) -> DeadlineSet:
    """Those of one incident come one after the other."""
    incident = ground.incidents[number * len(ground.incidents) // count]
    return replace(ground.terms, incident=incident, due_at=due, next_at=due)
