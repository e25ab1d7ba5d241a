"""Which messages are due now: from what rings, what was tried, and the moment. Pure; asked anew at every look.

A channel's first message goes out when its turn comes: the first channel's at once, the others' one after the other
while nobody has acknowledged. What failed is tried again by the backoff, what was accepted is repeated, without end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from domain.notice import Outcome
from domain.ring_manners import RingManners

# An accepted message may be lost. Five minutes after the due time the policy wakes the next person: until
# then the first one has been tried twice; more often, people switch their telephone off.
REPEAT_AFTER = timedelta(minutes=5)
BACKOFF_DOUBLINGS = 10  # far beyond the longest pause


class RingKey(NamedTuple):
    """One bundle: a notice, and which of its rings."""

    notice: UUID
    number: int


class Way(NamedTuple):
    """A channel that reaches the person, and where."""

    channel: str
    address: str


class Waking(NamedTuple):
    """A ring nobody has acknowledged, with the ways to its person in the office's order."""

    ring: RingKey
    rung_at: datetime
    ways: tuple[Way, ...]
    exercise: bool = False


class Tries(NamedTuple):
    """What has been tried for one ring by one channel."""

    address: str
    attempts: int = 0
    accepted: int = 0
    failures: int = 0  # since the last accepted one
    under_way: bool = False
    begun: datetime | None = None  # the last attempt
    over: datetime | None = None
    outcome: Outcome | None = None  # of the last one that is over
    storm: bool = False  # the last one was a collapsed message

    @property
    def may_be_known(self) -> bool:
        """Not everything was refused: the person may have heard of it."""
        return bool(self.accepted) or self.under_way or self.outcome is Outcome.UNKNOWN


class Send(NamedTuple):
    """One message to one address: of one ring, or of as many as a storm has collapsed into one."""

    way: Way
    wakings: tuple[Waking, ...]
    storm: bool
    repetition: int  # 0: until the channel accepts it first
    telling: bool = False  # of no ring: somebody is told, and nobody woken

    @property
    def rings(self) -> tuple[RingKey, ...]:
        return tuple(one.ring for one in self.wakings)


Tried = Mapping[tuple[RingKey, str], Tries]
Shut = frozenset[str]
Made = dict[RingKey, Tries]


def a_test(way: Way) -> Send:
    """Of no ring."""
    return Send(way, (), storm=False, repetition=0)


def begun(tries: Tries, at: datetime, *, storm: bool = False) -> Tries:
    return tries._replace(
        attempts=tries.attempts + 1, under_way=True, begun=at, over=None, storm=storm
    )


def tries_at(way: Way, tries: Tries | None) -> Tries:
    """A number that has been corrected has not been tried yet."""
    if tries is None:
        return Tries(way.address)
    if tries.address != way.address and not tries.under_way:
        return Tries(way.address, attempts=tries.attempts)
    return tries


def answered(tries: Tries, outcome: Outcome, at: datetime) -> Tries:
    taken = outcome is Outcome.ACCEPTED
    return tries._replace(
        accepted=tries.accepted + taken,
        failures=0 if taken else tries.failures + 1,
        under_way=False,
        over=at,
        outcome=outcome,
    )


def due(
    wakings: Iterable[Waking], tried: Tried, shut: Shut, manners: RingManners, at: datetime
) -> list[Send]:
    """The sends of this moment, whoever has been tried least first. `shut`: channels known to be broken."""
    made = _by_way(tried)
    groups: dict[tuple[Way, bool], list[Waking]] = {}
    for waking in wakings:
        for way in _due_ways(waking, tried, shut, manners, at):
            groups.setdefault((way, waking.exercise), []).append(waking)
    sends: list[Send] = []
    for (way, _), here in groups.items():
        sends += _to_one_address(way, here, made.get(way, {}), manners, at)
    return sorted(sends, key=lambda send: _urgency(send, tried))


def _due_ways(
    waking: Waking, tried: Tried, shut: Shut, manners: RingManners, at: datetime
) -> Iterator[Way]:
    """A broken channel counts as none: the next one takes its turn."""
    open_ways = (way for way in waking.ways if way.channel not in shut)
    for turn, way in enumerate(open_ways):
        tries = tries_at(way, tried.get((waking.ring, way.channel)))
        first = waking.rung_at + turn * manners.second_channel_after
        if not tries.under_way and _next(tries, first, manners) <= at:
            yield way


def _next(tries: Tries, first: datetime, manners: RingManners) -> datetime:
    if tries.over is None:
        return first
    if tries.failures:
        return tries.over + pause_after(tries.failures, manners)
    return tries.over + REPEAT_AFTER


def pause_after(failures: int, manners: RingManners) -> timedelta:
    """1, 2, 4 … seconds, up to the longest."""
    doubled = timedelta(seconds=2 ** min(failures - 1, BACKOFF_DOUBLINGS))
    return min(doubled, manners.retry_at_most_every)


def _by_way(tried: Tried) -> dict[Way, Made]:
    made: dict[Way, Made] = {}
    for (ring, channel), tries in tried.items():
        made.setdefault(Way(channel, tries.address), {})[ring] = tries
    return made


def _to_one_address(
    way: Way, due_here: list[Waking], made: Made, manners: RingManners, at: datetime
) -> Iterator[Send]:
    lately = {one.ring for one in due_here} | _rung_since(made, at - manners.storm_within)
    if len(lately) <= manners.storm_rings:
        for one in due_here:
            yield _send(way, (one,), made, storm=False)
    elif not _told_of_storm(made, at - manners.retry_at_most_every):
        yield _send(way, tuple(due_here), made, storm=True)


def _rung_since(made: Made, since: datetime) -> set[RingKey]:
    return {ring for ring, tries in made.items() if tries.begun and tries.begun > since}


def _told_of_storm(made: Made, since: datetime) -> bool:
    """Told, or being told: a failed message is tried again by the backoff."""
    return any(
        tries.storm and not tries.failures and tries.begun and tries.begun > since
        for tries in made.values()
    )


def _send(way: Way, wakings: tuple[Waking, ...], made: Made, *, storm: bool) -> Send:
    accepted = (made[one.ring].accepted for one in wakings if one.ring in made)
    return Send(way, wakings, storm, max(accepted, default=0))


def _urgency(send: Send, tried: Tried) -> tuple[object, ...]:
    """An exercise waits for what is real, a repetition for whoever has heard nothing yet."""
    least = min((_attempts(one, send.way, tried) for one in send.wakings), default=0)
    first = send.wakings[0]
    return first.exercise, least, first.rung_at, first.ring


def _attempts(waking: Waking, way: Way, tried: Tried) -> int:
    tries = tried.get((waking.ring, way.channel))
    return tries.attempts if tries else 0
