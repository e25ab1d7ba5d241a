"""Who held which post at a moment, and which shift the watch rested with, as one reading of the log has it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID

from desk.log.envelope import Recorded
from domain.person import PostLeft, PostTaken, Tenure
from domain.shift import CheckedIn, DutyPost, Seat, ShiftDropped, ShiftRevised, ShiftSet
from domain.times import WorldTime
from domain.watch import WatchBegan, WatchPassed, WatchTakenOver, watch_id
from projections.incident_file import Streams

EVER, NEVER = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
Holders = list[tuple[datetime, tuple[UUID, ...]]]  # of one post, since when


class Turn(NamedTuple):
    """One shift's time with the watch."""

    shift: UUID
    came: datetime
    left: datetime


class ShiftThen(NamedTuple):
    """One shift at the moment. `arrived`: who had come to which post by then."""

    id: UUID
    starts: datetime
    ends: datetime
    seats: tuple[Seat, ...]
    arrived: dict[Seat, WorldTime]

    @property
    def unnamed(self) -> tuple[Seat, ...]:
        """Who had come to a post that somebody else is named for."""
        return tuple(one for one in self.arrived if one not in self.seats)


class PostsThen(NamedTuple):
    """`watching`: the shift the watch rested with; `beside`: others that were planned for the moment."""

    watching: ShiftThen | None
    beside: tuple[ShiftThen, ...]

    @property
    def accountable(self) -> UUID | None:
        """The lead officer of the shift the watch rested with; None before any watch began."""
        seats = self.watching.seats if self.watching else ()
        return next((one.person for one in seats if one.post is DutyPost.LEAD_OFFICER), None)


def posts_at(log: Streams, unit: UUID, ids: Iterable[UUID], at: datetime) -> PostsThen:
    """`ids`: shifts that may have been on at the moment."""
    turns = turns_of(log.stream(watch_id(unit)))
    resting = next((one for one in reversed(turns) if one.came <= at), None)
    watching = resting and shift_at(log, resting.shift, turns, at)
    found = (shift_at(log, id, turns, at) for id in dict.fromkeys(ids))
    beside = (one for one in found if one and one.starts <= at < one.ends)
    others = (one for one in beside if watching is None or one.id != watching.id)
    return PostsThen(watching, tuple(sorted(others, key=lambda one: one.starts)))


def turns_of(watch: Iterable[Recorded]) -> list[Turn]:
    """In the order of the log. A turn ends where the next begins."""
    turns: list[Turn] = []
    for one in watch:
        match one.event:
            case WatchBegan(shift=shift, began=at):
                turns.append(Turn(shift, at.earliest, NEVER))
            case WatchPassed(relief=shift, passed=at) | WatchTakenOver(relief=shift, taken=at):
                turns[-1:] = [last._replace(left=at.earliest) for last in turns[-1:]]
                turns.append(Turn(shift, at.earliest, NEVER))
    return turns


def shift_at(log: Streams, id: UUID, turns: Iterable[Turn], at: datetime) -> ShiftThen | None:
    """None: there was none, or it was dropped and the watch never came to it."""
    own, told = [one for one in turns if one.shift == id], log.stream(id)
    said = [one for one in told if isinstance(one.event, ShiftSet | ShiftRevised | ShiftDropped)]
    shift: ShiftSet | ShiftRevised | None = None
    posts: dict[DutyPost, Holders] = {}
    for one in said:
        if isinstance(one.event, ShiftSet | ShiftRevised):
            _reseat(posts, one.event.seats, _since(shift, own, one.recorded_at))
            shift = one.event
    if shift is None or (isinstance(said[-1].event, ShiftDropped) and not own):
        return None
    return ShiftThen(id, shift.starts, shift.ends, _seats(posts, at), _arrived(told, at))


def _arrived(told: Iterable[Recorded], at: datetime) -> dict[Seat, WorldTime]:
    """When each came first, as far as it was by then."""
    arrived: dict[Seat, WorldTime] = {}
    for one in told:
        match one.event:
            case CheckedIn(person=person, post=post, arrived=when) if when.earliest <= at:
                arrived.setdefault(Seat(post=post, person=person), when)
    return arrived


def posts_held(log: Streams, person: UUID, at: datetime) -> tuple[Tenure, ...]:
    """The posts on the register, taken by then and not yet left."""
    held: dict[tuple[str, UUID], Tenure] = {}
    for one in log.stream(person):
        match one.event:
            case PostTaken(post=post, unit=unit, since=since) if since <= at:
                held[post, unit] = Tenure(post=post, unit=unit, since=since)
            case PostLeft(post=post, unit=unit, until=until) if until <= at:
                held.pop((post, unit), None)
    return tuple(held.values())


def _since(
    shift: ShiftSet | ShiftRevised | None, turns: list[Turn], recorded_at: datetime
) -> datetime:
    """Recorded while the shift ran, a change holds from then on; before or afterwards, for the whole shift."""
    if shift is None:
        return EVER
    began = min([shift.starts, *(one.came for one in turns)])
    over = max((one.left for one in turns), default=shift.ends)
    return recorded_at if began <= recorded_at < over else EVER


def _reseat(posts: dict[DutyPost, Holders], seats: Iterable[Seat], since: datetime) -> None:
    """A post whose holders stay the same keeps its history."""
    said = tuple(seats)
    for post in DutyPost:
        people = tuple(one.person for one in said if one.post is post)
        held = posts.setdefault(post, [(EVER, ())])
        if people != held[-1][1]:
            posts[post] = [*(held if since > EVER else ()), (since, people)]


def _seats(posts: dict[DutyPost, Holders], at: datetime) -> tuple[Seat, ...]:
    now = {
        post: [people for since, people in held if since <= at][-1] for post, held in posts.items()
    }
    return tuple(Seat(post=post, person=person) for post in now for person in now[post])
