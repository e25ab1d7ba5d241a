"""What every command needs to know of the office, folded from the log itself and never from a view."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from contingency_plans import shelf
from contingency_plans.shelf import Shelf
from desk.log.codec import Undecodable
from desk.log.envelope import Recorded
from desk.log.stored import RawRow, recorded
from domain import duty_calendar
from domain import office as offices
from domain.duty_calendar import DutyCalendar
from domain.duty_change import LeaveGranted
from domain.holidays import HolidaysNoticed
from domain.kernel import Event
from domain.network import Network, UnitEntry, entry
from domain.office import (
    ClockDoubted,
    ClockExplained,
    DutyAssigned,
    EpochBegan,
    Office,
    OfficeFounded,
)
from domain.person import DutyTrained
from domain.restoration import OfficeRestored, RestorationAcknowledged
from domain.rule import Rule
from domain.rulebook import RuleBook, RuleBookAdopted, adopted_book
from domain.shift import ShiftDropped, ShiftRevised, ShiftSet
from domain.unit import UnitClosed, UnitRegistered, UnitRevised

log = logging.getLogger("shoubao.register")

SHANGHAI = ZoneInfo("Asia/Shanghai")

TOPICS = tuple(
    kind.TOPIC
    for kind in (
        OfficeFounded,
        EpochBegan,
        ClockDoubted,
        ClockExplained,
        DutyAssigned,
        HolidaysNoticed,
        OfficeRestored,
        RestorationAcknowledged,
        RuleBookAdopted,
        UnitRegistered,
        UnitRevised,
        UnitClosed,
    )
)
DUTY_TOPICS = frozenset(
    kind.TOPIC for kind in (ShiftSet, ShiftRevised, ShiftDropped, LeaveGranted, DutyTrained)
)
PLAN_TOPICS = frozenset(kind.TOPIC for kind in shelf.KINDS)
ALL_TOPICS = (*TOPICS, *sorted(DUTY_TOPICS | PLAN_TOPICS))
NO_BOOK = RuleBook(rules=())
PAGE = 5_000


class NotFounded(Exception):
    """This log has no office yet: `shoubao init` makes one."""


class Register(NamedTuple):
    """As of a position of the log; `seq` is the last event that changed it, shifts, leave and plans apart."""

    seq: int = 0
    founded: Office | None = None
    network: Network = Network()
    book: RuleBook = NO_BOOK
    book_hash: str | None = None
    read_upto: int = 0
    former: tuple[Rule, ...] = ()  # as earlier books had them: their clocks still run
    duty: DutyCalendar = DutyCalendar()
    plans: Shelf = {}

    @property
    def office(self) -> Office:
        if self.founded is None:
            raise NotFounded
        return self.founded


class Pages(Protocol):
    """What is needed of the log."""

    @property
    def position(self) -> int: ...
    def newest(self, topics: tuple[str, ...]) -> int: ...
    def rows_since(self, seq: int, limit: int, topics: tuple[str, ...]) -> list[RawRow]: ...


def catch_up(register: Register, pages: Pages) -> Register:
    """The register as of the log's head; what was looked through once is not looked through again."""
    head = pages.position  # first: what comes during the look is found by the next one
    if pages.newest(ALL_TOPICS) > register.read_upto:
        while news := pages.rows_since(register.read_upto, PAGE, ALL_TOPICS):
            register = _after(register, news)
    return register._replace(read_upto=max(head, register.read_upto))


def _after(register: Register, news: Sequence[RawRow]) -> Register:
    read = list(_readable(news))
    of_duty, of_plans = (_those_of(topics, read) for topics in (DUTY_TOPICS, PLAN_TOPICS))
    others = [one for one in read if one.event.TOPIC not in DUTY_TOPICS | PLAN_TOPICS]
    changed = _changed(register, others) if others else register
    return changed._replace(
        duty=duty_calendar.after(register.duty, of_duty) if of_duty else register.duty,
        plans=shelf.after(register.plans, of_plans) if of_plans else register.plans,
        read_upto=news[-1].seq,
    )


def _those_of(topics: frozenset[str], read: list[Recorded]) -> list[tuple[UUID, Event]]:
    return [(one.originator_id, one.event) for one in read if one.event.TOPIC in topics]


def _changed(register: Register, news: Sequence[Recorded]) -> Register:
    office, book, book_hash = register.founded, register.book, register.book_hash
    former = register.former
    units: dict[UUID, UnitEntry | None] = {}
    for one in news:
        match one.event:
            case UnitRegistered(unit=id, profile=profile) | UnitRevised(unit=id, profile=profile):
                units[id] = entry(id, profile)
            case UnitClosed(unit=id):
                units[id] = None
            case RuleBookAdopted(hash=hash) as adopted:
                before, (book, book_hash) = (*former, *book.rules), (adopted_book(adopted), hash)
                former = tuple(rule for rule in before if rule not in book.rules)
            case happened:
                office = offices.evolve(office, happened)
    network = _grown(register.network, units)
    return register._replace(
        seq=news[-1].seq,
        founded=office,
        network=network,
        book=book,
        book_hash=book_hash,
        former=former,
    )


def _readable(news: Sequence[RawRow]) -> Iterator[Recorded]:
    """A row nobody can read stops no command: its unit stays as it was, and the board shows the stream as degraded."""
    for row in news:
        try:
            yield recorded(row)
        except Undecodable as error:
            log.error("event %d is left out of the register: %s", row.seq, error)


def _grown(network: Network, units: dict[UUID, UnitEntry | None]) -> Network:
    for id in (id for id, unit in units.items() if unit is None):
        network = network.without_unit(id)
    added = [unit for unit in units.values() if unit]
    return network.as_recorded(added)
