"""Reckons from the stored events alone what should have rung by now, apart from the code that rings.

Times are microseconds since 1970. Nothing of the domain's folds is used: a mistake there is found here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from escalation.auditor_night import Night, moved_by_day

SECOND = 1_000_000
AT_ONCE, LAG = 5 * SECOND, 30 * SECOND
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Fault(StrEnum):
    """What is found."""

    OVERDUE = "overdue"  # 超时未记录
    STEP_SKIPPED = "step_skipped"  # 升级步骤漏掉
    STEP_TWICE = "step_twice"  # 升级步骤重复
    TOO_EARLY = "too_early"  # 先于时刻记录
    INDEX_MISSING = "index_missing"  # 到点索引缺行
    INDEX_WRONG = "index_wrong"  # 到点索引与事件不符
    NOT_LOOKED_AT = "not_looked_at"  # 到点无人查看
    RING_UNTRIED = "ring_untried"  # 叫应未发出
    CHANNEL_LIES = "channel_lies"  # 通道记录不实
    CLOCK_BEHIND = "clock_behind"  # 时钟落后于日志


class Found(NamedTuple):
    fault: Fault
    stream: str  # hexadecimal; "" the log as a whole


class Row(NamedTuple):
    """One stored event: its data as plain JSON."""

    seq: int
    recorded_at: int
    stream: str
    topic: str
    data: Mapping[str, Any]
    exercise: bool = False
    ahead: int = 0  # of the wall clock, as the event says: the office's time then


@dataclass
class Clock:
    """One clock as the auditor sees it."""

    due: int
    window: bool
    quiet: bool
    steps: tuple[int, ...]
    running: bool = True
    open: bool = True
    excused: bool = False
    lease: int = 0
    noticed: int = 0  # of its running out
    taken: dict[int, int] = field(default_factory=dict)


class Auditor:
    """Fed with every event in order; asked at any moment what is amiss."""

    def __init__(self) -> None:
        self.seq = 0
        self.newest = 0
        self._clocks: dict[str, Clock] = {}
        self._alarms: dict[str, int] = {}
        self._night = Night()
        self._contradictions: set[Found] = set()

    def take(self, row: Row) -> None:
        self.seq, self.newest = row.seq, row.recorded_at
        if "next_at" in row.data:
            self._alarm(row.stream, row.data["next_at"])
        if row.topic == "rule-book.adopted":
            self._night = Night.of_book(row.data["text"])
        elif row.topic == "deadline.set":
            self._clocks[row.stream] = _clock(row.data)
        elif clock := self._clocks.get(row.stream):
            self._contradictions.update(self._changed(clock, row))

    def look(self, now: int, due_index: Mapping[str, int]) -> set[Found]:
        """Everything amiss as of `now`, the due index being of the newest event taken."""
        found = set(self._contradictions)
        if self.newest > now + AT_ONCE:
            found.add(Found(Fault.CLOCK_BEHIND, ""))
        for stream, clock in self._clocks.items():
            found.update(Found(fault, stream) for fault in self._missed(clock, now))
        found.update(self._index(due_index))
        late = (stream for stream, at in self._alarms.items() if at < now - LAG)
        return found | {Found(Fault.NOT_LOOKED_AT, stream) for stream in late}

    def _alarm(self, stream: str, told: str | None) -> None:
        if told is None:
            self._alarms.pop(stream, None)
        else:
            self._alarms[stream] = instant(told)

    def _index(self, due_index: Mapping[str, int]) -> Iterator[Found]:
        for stream, at in self._alarms.items():
            if stream not in due_index:
                yield Found(Fault.INDEX_MISSING, stream)
            elif due_index[stream] != at:
                yield Found(Fault.INDEX_WRONG, stream)
        for stream in due_index.keys() - self._alarms.keys():
            yield Found(Fault.INDEX_WRONG, stream)

    def _missed(self, clock: Clock, now: int) -> Iterator[Fault]:
        if clock.running and clock.due < now - AT_ONCE:
            yield Fault.OVERDUE
        if clock.open and not clock.window:
            moments = ((n, self._moment(clock, n)) for n in range(len(clock.steps)))
            if any(at < now - AT_ONCE and clock.taken.get(n, -1) < at for n, at in moments):
                yield Fault.STEP_SKIPPED

    def _moment(self, clock: Clock, number: int) -> int:
        offset = clock.steps[number]
        at = (max(clock.due, clock.noticed) if offset > 0 else clock.due) + offset
        at = moved_by_day(at, self._night) if clock.quiet else at
        return max(at, clock.lease) if offset else at

    def _changed(self, clock: Clock, row: Row) -> Iterable[Found]:
        faults = CHANGES.get(row.topic, _nothing)(self, clock, row.data)
        return {Found(fault, row.stream) for fault in faults}

    def step_taken(self, clock: Clock, data: Mapping[str, Any]) -> Iterator[Fault]:
        number, noticed = data["number"], instant(data["noticed_at"])
        at = self._moment(clock, number)
        if noticed < at:
            yield Fault.TOO_EARLY
        elif clock.taken.get(number, -1) >= at:
            yield Fault.STEP_TWICE
        clock.taken[number] = noticed


def instant(text: str) -> int:
    """Microseconds of a stored instant."""
    return round((datetime.fromisoformat(text) - EPOCH).total_seconds() * SECOND)


def _clock(data: Mapping[str, Any]) -> Clock:
    escalation = data["escalation"]
    return Clock(
        due=instant(data["due_at"]),
        window=data["form"] == "window",
        quiet=escalation["quiet_at_night"],
        steps=tuple(step["offset_seconds"] * SECOND for step in escalation["steps"]),
    )


def _nothing(_: Auditor, __: Clock, ___: Mapping[str, Any]) -> Iterable[Fault]:
    return ()


def _ran_out(_: Auditor, clock: Clock, data: Mapping[str, Any]) -> Iterator[Fault]:
    clock.noticed = instant(data["noticed_at"])
    if clock.noticed < clock.due:
        yield Fault.TOO_EARLY
    clock.running = False


def _restated(_: Auditor, clock: Clock, data: Mapping[str, Any]) -> Iterable[Fault]:
    """Due later than it ran out, it runs again, and its excuse is gone."""
    due = instant(data["due_at"])
    if not clock.running and (clock.open or clock.excused) and due > clock.due:
        clock.running, clock.open, clock.excused = True, True, False
    clock.due = due
    return ()


def _over(_: Auditor, clock: Clock, __: Mapping[str, Any]) -> Iterable[Fault]:
    clock.running = clock.open = False
    return ()


def _excused(_: Auditor, clock: Clock, __: Mapping[str, Any]) -> Iterable[Fault]:
    clock.open, clock.excused = False, True
    return ()


def _resumed(_: Auditor, clock: Clock, __: Mapping[str, Any]) -> Iterable[Fault]:
    clock.running = clock.open = True
    return ()


def _acknowledged(_: Auditor, clock: Clock, data: Mapping[str, Any]) -> Iterable[Fault]:
    clock.lease = instant(data["until"])
    return ()


CHANGES: Mapping[str, Any] = {
    "deadline.step-taken": Auditor.step_taken,
    "deadline.ran-out": _ran_out,
    "deadline.window-closed": _over,
    "deadline.restated": _restated,
    "deadline.met": _over,
    "deadline.superseded": _over,
    "deadline.excused": _excused,
    "deadline.resumed": _resumed,
    "deadline.acknowledged": _acknowledged,
}
