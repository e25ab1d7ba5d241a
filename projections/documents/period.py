"""What was recorded in a time: each event falls into one period, and into no other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, Protocol
from uuid import UUID

from desk.log.envelope import Recorded
from desk.log.instants import microseconds
from desk.log.stored import RawRow
from domain.incident import IncidentClosed, IncidentOpened
from domain.incident_marks import ResponseLevelDecided, WarningColourStated
from domain.instruction import InstructionLinked
from domain.kernel import fold
from domain.report import ReportMade, ReportSent
from domain.report import evolve as report_state
from domain.working_days import BEIJING

PAGE = 5_000
OWN = (
    IncidentOpened,
    IncidentClosed,
    WarningColourStated,
    ResponseLevelDecided,
    InstructionLinked,
)  # on the incident's own stream
TOPICS = tuple(one.TOPIC for one in (*OWN, ReportMade, ReportSent))


class Log(Protocol):
    """What is needed of the log."""

    @property
    def position(self) -> int: ...
    def rows_since(self, seq: int, limit: int, topics: Sequence[str] = ()) -> list[RawRow]: ...
    def since(self, seq: int, limit: int, topics: Sequence[str] = ()) -> list[Recorded]: ...
    def stream(self, originator_id: UUID) -> list[Recorded]: ...


class Period(NamedTuple):
    """From its first instant to the first that is not its own any more."""

    begins: datetime
    ends: datetime

    def holds(self, recorded: Recorded) -> bool:
        return self.begins <= recorded.recorded_at < self.ends


def day_of(day: date) -> Period:
    """0 to 24 o'clock, Beijing time."""
    begins = datetime.combine(day, time(), BEIJING)
    return Period(begins, begins + timedelta(days=1))


def yesterday_of(day: date) -> Period:
    return day_of(day - timedelta(days=1))


def last_before(log: Log, at: datetime) -> int:
    """The position of the last event recorded before `at`: the log's time only grows with its positions."""
    low, high, sought = 0, log.position, microseconds(at)
    while low < high:
        middle = (low + high + 1) // 2
        [row] = log.rows_since(middle - 1, 1)
        low, high = (middle, high) if row.recorded_at_us < sought else (low, middle - 1)
    return low


def touched(log: Log, since: datetime) -> list[UUID]:
    """The incidents of which something that a paper tells was recorded since then, the first first."""
    return list(dict.fromkeys(_incidents(log, last_before(log, since))))


def _incidents(log: Log, seq: int) -> Iterator[UUID]:
    while page := log.since(seq, PAGE, TOPICS):
        for one in page:
            yield one.originator_id if isinstance(one.event, OWN) else _of_report(log, one)
        seq = page[-1].seq


def _of_report(log: Log, one: Recorded) -> UUID:
    if isinstance(one.event, ReportMade):
        return one.event.hop.incident
    report = fold(report_state, None, (found.event for found in log.stream(one.originator_id)))
    assert report is not None
    return report.hop.incident
