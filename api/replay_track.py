"""The track under a replay: how much of which kind was recorded when, in so few ticks that a million events draw as fast as ten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from api.replaying import Moment
from desk.log.instants import instant, microseconds
from desk.log.log import Log
from desk.register import SHANGHAI

SPANS = (1, 6, 24, 168)  # hours
SPAN = 6
TICKS = 120
READ_MAX = 5_000  # events whose topics are looked at; of more only the number is told
KINDS = {  # by the first word of a topic; whatever else is the duty's own
    "incident": "incident",
    "incoming": "incident",
    "attachment": "incident",
    "report": "report",
    "document": "report",
    "deadline": "clock",
    "plan-clock": "clock",
    "overdue": "clock",
    "notice": "ring",
    "dial": "ring",
    "telling": "ring",
}
DUTY, MANY = "duty", "many"
HEIGHTS = (1, 3, 10, 30, 100)  # events from which a tick is one step taller


class Tick(NamedTuple):
    """What was recorded within one stretch of the track."""

    place: int  # from the left, of TICKS
    starts: datetime
    ends: datetime
    kinds: tuple[tuple[str, int], ...]  # the most frequent first
    height: int  # 1 … 5
    seq: int  # of the newest of them


class Track(NamedTuple):
    """A stretch of time that holds the moment: an hour, a night, a day or a week, as the clock on the wall cuts it."""

    hours: int
    starts: datetime
    ends: datetime
    ticks: tuple[Tick, ...]
    here: float  # the moment's place, of TICKS
    first: int  # seconds since 1970, as far as a finger may slide
    last: int

    @property
    def starts_s(self) -> int:
        return _second(self.starts)

    @property
    def ends_s(self) -> int:
        return _second(self.ends)


def track_of(log: Log, moment: Moment, hours: int) -> Track:
    starts = _cut(moment.at, hours)
    ends = starts + timedelta(hours=hours)
    return Track(
        *(hours, starts, ends),
        ticks=tuple(_ticks(log, starts, ends)),
        here=round(TICKS * ((moment.at - starts) / (ends - starts)), 2),
        first=_second(max(starts, moment.first)) + 1,
        last=_second(min(ends, moment.now)),
    )


def span_of(asked: str | None) -> int:
    return next((hours for hours in SPANS if str(hours) == asked), SPAN)


def _cut(at: datetime, hours: int) -> datetime:
    """The last whole span by Beijing's clock; weeks begin on Monday."""
    local = at.astimezone(SHANGHAI)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    if hours > 24:
        return midnight - timedelta(days=local.weekday())
    return midnight + timedelta(hours=local.hour // hours * hours)


class Stretch(NamedTuple):
    """What stands in one tick: how many of each kind, and the newest position."""

    kinds: Counter[str]
    seq: int


def _ticks(log: Log, starts: datetime, ends: datetime) -> Iterator[Tick]:
    after, last = log.last_before(starts), log.last_before(ends)
    wide = (ends - starts) / TICKS
    few = last - after <= READ_MAX
    found = _read(log, after, last, starts, wide) if few else _counted(log, starts, wide)
    for place, (kinds, seq) in found.items():
        height = sum(kinds.total() >= one for one in HEIGHTS)
        from_, to = starts + place * wide, starts + (place + 1) * wide
        yield Tick(place, from_, to, tuple(kinds.most_common()), height, seq)


def _read(log: Log, after: int, last: int, starts: datetime, wide: timedelta) -> dict[int, Stretch]:
    told = "SELECT seq, recorded_at, topic FROM event WHERE seq>? AND seq<=? ORDER BY seq"
    found: dict[int, Stretch] = {}
    for seq, recorded_us, topic in log.recorder.all(told, (after, last)):
        place = min(int((instant(recorded_us) - starts) / wide), TICKS - 1)
        kinds = found[place].kinds if place in found else Counter()
        kinds[KINDS.get(topic.partition(".")[0], DUTY)] += 1
        found[place] = Stretch(kinds, seq)
    return found


def _counted(log: Log, starts: datetime, wide: timedelta) -> dict[int, Stretch]:
    edges = [log.last_before(starts + place * wide) for place in range(TICKS + 1)]
    counts = enumerate(pairwise(edges))
    return {
        place: Stretch(Counter({MANY: to - from_}), to)
        for place, (from_, to) in counts
        if to > from_
    }


def _second(at: datetime) -> int:
    return microseconds(at) // 1_000_000
