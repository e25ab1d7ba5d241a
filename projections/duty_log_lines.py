"""The duty log as it is read: each entry with its columns filled, and who recorded it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from desk.log.envelope import Recorded
from domain.actors import ActorKind
from domain.words import Level
from projections.duty_log import LogEntry, LogKind
from projections.duty_log_calls import tell_call
from projections.duty_log_columns import Case, Columns, Desk, in_words
from projections.duty_log_duties import tell_absence, tell_desk_duty, tell_spot_check
from projections.duty_log_owner import tell_matter
from projections.duty_log_people import tell_note, tell_watch, tell_whereabouts
from projections.duty_log_tellers import (
    tell_dial,
    tell_instruction,
    tell_report,
    tell_ring,
    tell_tasking,
)
from projections.history_lines import history_lines

Teller = Callable[[Desk, Sequence[Recorded], Recorded], Columns]

TELLERS: dict[LogKind, Teller] = {
    LogKind.CALL: tell_call,
    LogKind.DIAL: tell_dial,
    LogKind.RING: tell_ring,
    LogKind.REPORT: tell_report,
    LogKind.INSTRUCTION: tell_instruction,
    LogKind.TASKING: tell_tasking,
    LogKind.WATCH: tell_watch,
    LogKind.ABSENCE: tell_absence,
    LogKind.DESK_DUTY: tell_desk_duty,
    LogKind.SPOT_CHECK: tell_spot_check,
    LogKind.NOTE: tell_note,
    LogKind.MATTER: tell_matter,
    LogKind.WHEREABOUTS: tell_whereabouts,
}


TO_SECOND = Level.I  # 特大事件精确到几分几秒


class LogLine(NamedTuple):
    """`by` is a part of the system where nobody acted; `case` None: it is about no incident."""

    entry: LogEntry
    columns: Columns
    case: Case | None
    by: str
    typed_by: str
    by_system: bool

    @property
    def level(self) -> Level:
        return self.case.incident.level if self.case else Level.UNKNOWN

    @property
    def to_second(self) -> bool:
        """Everything else is told to the minute."""
        return self.level is TO_SECOND


def log_lines(desk: Desk, entries: Iterable[LogEntry]) -> Iterator[LogLine]:
    for entry in entries:
        history = desk.log.stream(entry.stream)
        told = next(one for one in history if one.seq == entry.seq)
        columns = _columns(desk, entry, history, told)
        [line] = history_lines((told,), desk.words.name)
        yield LogLine(
            entry=entry,
            columns=columns,
            case=desk.case(columns.incident) if columns.incident else None,
            by=line.by,
            typed_by=line.typed_by,
            by_system=told.meta.by.kind is ActorKind.SYSTEM,
        )


def _columns(desk: Desk, entry: LogEntry, history: Sequence[Recorded], told: Recorded) -> Columns:
    tell = TELLERS.get(entry.kind, _tell)
    columns = tell(desk, history, told)
    if columns.incident and desk.case(columns.incident).incident.level is TO_SECOND:
        return tell(desk._replace(words=desk.exact), history, told)
    return columns


def _tell(desk: Desk, _: Sequence[Recorded], told: Recorded) -> Columns:
    """What has no columns of its own is told as the history tells it."""
    about = told.originator_id if told.topic.startswith("incident.") else None
    return Columns(incident=about, what=in_words(told, desk.words))
