"""某时岗位: who held which post at a moment, as known then and as known now, side by side."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from desk.log.envelope import Recorded
from domain.person import Tenure
from domain.shift import DutyPost, Seat
from domain.watch import watch_id
from projections.incident_file import Streams
from projections.posts_at import PostsThen, ShiftThen, posts_at, posts_held
from projections.up_to import Read, UpTo

INSTANT = timedelta(seconds=1)  # what is recorded within that second was known at it


class PostLine(NamedTuple):
    """One post of the shift the watch rested with."""

    post: DutyPost
    then: tuple[UUID, ...]
    now: tuple[UUID, ...]

    @property
    def differs(self) -> bool:
        return self.then != self.now


class PersonLine(NamedTuple):
    """The posts on the register that somebody held, if any."""

    person: UUID
    then: tuple[Tenure, ...]
    now: tuple[Tenure, ...]

    @property
    def differs(self) -> bool:
        return self.then != self.now


class PostsInTime(NamedTuple):
    """`changes`: all that was ever recorded of these shifts, and how the watch came to them and left them."""

    at: datetime
    then: PostsThen
    now: PostsThen
    lines: tuple[PostLine, ...]
    people: tuple[PersonLine, ...]
    changes: tuple[Recorded, ...]

    @property
    def other_shift(self) -> bool:
        """The watch rested with another shift than was known then."""
        return _id(self.then.watching) != _id(self.now.watching)

    @property
    def other_officer(self) -> bool:
        return self.then.accountable != self.now.accountable


def posts_in_time(log: Read, unit: UUID, ids: Iterable[UUID], at: datetime) -> PostsInTime:
    """`unit`: the office's. `ids`: shifts that may have been on at that moment."""
    about, known_then = tuple(ids), UpTo.before(log, at + INSTANT)
    then, now = posts_at(known_then, unit, about, at), posts_at(log, unit, about, at)
    people = dict.fromkeys(seat.person for reading in (then, now) for seat in _seats(reading))
    held = (PersonLine(p, posts_held(known_then, p, at), posts_held(log, p, at)) for p in people)
    some = tuple(one for one in held if one.then or one.now)
    lines = tuple(_lines(then.watching, now.watching))
    return PostsInTime(at, then, now, lines, some, _changes(log, unit, then, now))


def _lines(then: ShiftThen | None, now: ShiftThen | None) -> Iterable[PostLine]:
    for post in DutyPost:
        line = PostLine(post, _holders(then, post), _holders(now, post))
        if line.then or line.now:
            yield line


def _holders(shift: ShiftThen | None, post: DutyPost) -> tuple[UUID, ...]:
    return tuple(one.person for one in shift.seats if one.post is post) if shift else ()


def _seats(reading: PostsThen) -> Iterable[Seat]:
    shifts = (reading.watching, *reading.beside)
    return (seat for shift in shifts if shift for seat in shift.seats)


def _changes(log: Streams, unit: UUID, then: PostsThen, now: PostsThen) -> tuple[Recorded, ...]:
    shifts = (then.watching, now.watching, *then.beside, *now.beside)
    ids = {one.id for one in shifts if one}
    watch = (one for one in log.stream(watch_id(unit)) if ids & _named(one))
    told = [one for id in ids for one in log.stream(id)]
    return tuple(sorted((*told, *watch), key=lambda one: one.seq))


def _named(recorded: Recorded) -> set[UUID | None]:
    """Which shifts an event of the watch is about."""
    return {getattr(recorded.event, field, None) for field in ("shift", "outgoing", "relief")}


def _id(shift: ShiftThen | None) -> UUID | None:
    return shift.id if shift else None
