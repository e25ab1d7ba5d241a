"""回放: the moment somebody looks at, by position or by time, and the board as it was known then."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, ClassVar, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from fastapi import Depends, Request

from api.guarding import running_of
from api.problems import TurnedAway
from api.running import Running
from api.typed import Blank, Seen, Word, world_time
from desk.draft import Unknown
from desk.log.log import Log
from desk.register import SHANGHAI
from domain.kernel import Event
from domain.times import Basis
from projections.shapes import Board

INSTANT = timedelta(microseconds=1)  # the log's own
STEPS = (-10, -1, 1, 10)  # minutes


class NothingYet(TurnedAway):
    """该时刻早于首条记录"""

    EN: ClassVar[str] = "Nothing was on record yet at that moment"
    STATUS: ClassVar[int] = 404


class MomentAhead(TurnedAway):
    """该时刻尚未到来，或尚无该序号的记录"""

    EN: ClassVar[str] = "That moment has not come yet, or nothing stands at that position"
    STATUS: ClassVar[int] = 404


class Moment(NamedTuple):
    """The log up to `seq`, seen at `at`: when that was recorded, or later but before the next event."""

    seq: int
    at: datetime
    recorded_at: datetime
    before: int | None  # the position to step back to: a command's events are one step
    after: int | None
    after_at: datetime | None  # when that is recorded
    first: datetime
    now: datetime

    @property
    def query(self) -> str:
        """Names this moment in an address."""
        told = local_text(self.at)  # to the second: what was recorded within it would be lost
        if told == local_text(self.recorded_at):
            return urlencode({"seq": self.seq})
        return urlencode({"at": told})

    @property
    def typed(self) -> str:
        """As a form's field shows it."""
        return local_text(self.at).replace("T", " ")

    def steps(self) -> list[tuple[int, str]]:
        """Minutes to go on or back by, and where that leads; none that leaves the record."""
        there = ((minutes, self.at + timedelta(minutes=minutes)) for minutes in STEPS)
        return [
            (minutes, urlencode({"at": local_text(at)}))
            for minutes, at in there
            if self.first + timedelta(seconds=1) <= at <= self.now
        ]


def moment_of(
    request: Request, seq: Seen = None, at: Annotated[Word | None, Blank] = None
) -> Moment:
    """By position, by Beijing time, or the newest; of a past case where its record ends. Raises NothingYet, MomentAhead, TimeNotUnderstood."""
    running = running_of(request)
    now = running.clock().now
    if seq is not None:
        return moment_at(running, seq, None, now)
    told = world_time(at, now, Basis.KEY_PRESS) if at else None
    if told is None and running.ended:
        return moment_at(running, running.ended.seq, None, now)
    if told is None:
        return newest(running, now)
    if told.earliest > now:
        raise MomentAhead
    return moment_at(running, running.log.last_before(told.earliest + INSTANT), told.earliest, now)


Looked = Annotated[Moment, Depends(moment_of)]


def newest(running: Running, now: datetime) -> Moment:
    """All that is on record, by position: times of record run ahead of a clock that was set back. Raises NothingYet."""
    head = running.log.head()
    at = max(now, head.recorded_at or now)
    return moment_at(running, head.seq, at, at)


def moment_at(running: Running, seq: int, at: datetime | None, now: datetime) -> Moment:
    """The moment of a position; `at` says how long after it. Raises NothingYet, MomentAhead."""
    if seq < 1:
        raise NothingYet
    log, asked = running.log, (seq, 1, seq + 1)
    here, first, following = map(log.head_at, asked)
    if not (here and here.recorded_at and first and first.recorded_at):
        raise MomentAhead
    recorded_at, following_at = here.recorded_at, following and following.recorded_at
    before, then = log.last_before(recorded_at) or None, at or recorded_at
    after = log.last_before(following_at + INSTANT) if following_at else None
    return Moment(seq, then, recorded_at, before, after, following_at, first.recorded_at, now)


def require_begun(log: Log, id: UUID, began: type[Event]) -> None:
    """That something of this kind ever was, at the moment or later. Raises Unknown."""
    history = log.stream(id)
    if not history or not isinstance(history[0].event, began):
        raise Unknown(id)


def board_then(running: Running, moment: Moment) -> Board:
    """As the live boards showed it, byte for byte. Raises NotKeptYet."""
    parked = running.boards.read(lambda follower: tuple(follower.parked))
    return running.replays.board(moment.seq, parked)


def local_text(at: datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%Y-%m-%dT%H:%M:%S}"
