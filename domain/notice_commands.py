"""What may be done with a notice: functions of its state that answer with events."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, NamedTuple
from uuid import UUID

from domain.escalation_policy import Duty, Manner
from domain.kernel import Event, Refused
from domain.notice import (
    Acknowledged,
    AckWay,
    Attempted,
    AttemptsSummed,
    NothingRings,
    Notice,
    RingCause,
    RingEnded,
    RingGoesOn,
    RingJoined,
    Rung,
    RungForShift,
)
from domain.ring_manners import RingManners
from domain.times import WorldTime

GRAVER = (Manner.CHIME, Manner.VOICE, Manner.RING, Manner.SIREN)  # from the mildest
LOOK_AGAIN = timedelta(hours=1)  # a ring nobody answers ends when its clocks do, not before
SELDOM = timedelta(days=1)


class Ring(NamedTuple):
    """Somebody is to be rung for these clocks of one incident; or about a shift, for somebody who has not come."""

    about: UUID
    person: UUID | None
    duty: Duty
    cause: RingCause
    manner: Manner
    clocks: tuple[UUID, ...]
    for_shift: bool = False


class Pledge(NamedTuple):
    """What a named person said when the ring reached him."""

    person: UUID
    way: AckWay
    words: str
    acknowledged: WorldTime
    promised: timedelta | None = None  # None: as long as the rules allow
    dial: UUID | None = None
    read_back: bool = False


class PromiseTooLong(Refused):
    """承诺时间须在一分钟以上，且不超过规定上限"""

    EN: ClassVar[str] = "The promise must be at least a minute and within the limit"


class SpokenUnheard(Refused):
    """口头应答须写明原话并已复述核对"""

    EN: ClassVar[str] = "A spoken acknowledgement needs its words, read back"


def ring(
    notice: Notice | None, ringing: Ring, *, at: datetime, manners: RingManners
) -> list[Event]:
    """Rung; or listed in a ring of a moment ago that was as loud, whether he has answered it or not."""
    if notice is None or not _covers(notice, ringing, at, manners):
        return [_rung(notice, ringing, at)]
    listed = set(notice.clocks)
    new = tuple(one for one in ringing.clocks if one not in listed)
    later = notice.lease_until or at + LOOK_AGAIN
    return [RingJoined(number=notice.number, clocks=new, at=at, next_at=later)] if new else []


def acknowledge(notice: Notice, pledge: Pledge, *, number: int, until: datetime) -> list[Event]:
    """A lease until `until` at the latest, as its clocks allow.

    Raises NothingRings for a ring that has ended or is not the one that was answered.
    """
    if notice.ended or notice.number != number:
        raise NothingRings(number)
    if pledge.way is AckWay.SPOKEN and not (pledge.words.strip() and pledge.read_back):
        raise SpokenUnheard
    said = pledge.acknowledged.earliest
    return [_acknowledged(pledge, number, _lease(pledge.promised, said, until))]


def look(
    notice: Notice, *, open_clocks: tuple[UUID, ...], open_matter: bool, as_of: datetime
) -> list[Event]:
    """The lease is over, or hours have passed: rung again, gone on, or ended with what it was for.

    `open_matter`: the incident is open, or the shift still misses somebody.
    """
    if notice.look_at is None or as_of < notice.look_at:
        return []
    waits = open_matter and (notice.for_shift or (notice.grave and notice.is_ringing))
    if not (open_clocks or waits) or _is_spoken(notice):
        return end(notice, at=as_of)
    if notice.is_ringing:
        return [RingGoesOn(number=notice.number, at=as_of, next_at=_later(notice, as_of))]
    return [_rung(notice, again(notice, RingCause.PROMISE_OVER, open_clocks), as_of)]


def attempted(notice: Notice, attempt: Attempted) -> list[Event]:
    """The first by this channel in this ring, and each that ended otherwise than the one before."""
    told = {(one.channel, one.number, one.outcome) for one in notice.tried}
    new = (attempt.channel, attempt.number, attempt.outcome) not in told
    return [attempt] if new and not notice.ended else []


def sum_attempts(notice: Notice, summed: AttemptsSummed) -> list[Event]:
    """What no event told of an hour, unless there was nothing."""
    any_made = summed.accepted or summed.rejected or summed.unknown
    return [summed] if any_made and not notice.ended else []


def end(notice: Notice, *, at: datetime) -> list[Event]:
    return [] if notice.ended else [RingEnded(number=notice.number, at=at, next_at=None)]


def _rung(notice: Notice | None, ringing: Ring, at: datetime) -> Rung | RungForShift:
    if ringing.for_shift:
        return _rung_for_shift(notice, ringing, at)
    kept = notice.clocks if notice and not notice.ended else ()
    return Rung(
        incident=ringing.about,
        person=ringing.person,
        duty=ringing.duty,
        number=notice.number + 1 if notice else 1,
        cause=ringing.cause,
        manner=ringing.manner,
        clocks=tuple(dict.fromkeys((*kept, *ringing.clocks))),
        at=at,
        next_at=at + LOOK_AGAIN,
    )


def _rung_for_shift(notice: Notice | None, ringing: Ring, at: datetime) -> RungForShift:
    return RungForShift(
        shift=ringing.about,
        person=ringing.person,
        duty=ringing.duty,
        number=notice.number + 1 if notice else 1,
        cause=ringing.cause,
        manner=ringing.manner,
        at=at,
        next_at=at + LOOK_AGAIN,
    )


def again(notice: Notice, cause: RingCause, clocks: tuple[UUID, ...]) -> Ring:
    whom = (notice.about, notice.person, notice.duty)
    return Ring(*whom, cause, notice.manner, clocks, notice.for_shift)


def _acknowledged(pledge: Pledge, number: int, lease: datetime) -> Acknowledged:
    return Acknowledged(
        number=number,
        person=pledge.person,
        way=pledge.way,
        words=pledge.words.strip(),
        acknowledged=pledge.acknowledged,
        until=lease,
        dial=pledge.dial,
        read_back=pledge.read_back,
        next_at=lease,
    )


def _covers(notice: Notice, ringing: Ring, at: datetime, manners: RingManners) -> bool:
    """That an incident has become grave is news, however lately somebody was rung for a clock."""
    fresh = at - notice.rung_at < manners.bundle_within
    as_loud = GRAVER.index(ringing.manner) <= GRAVER.index(notice.manner)
    news = ringing.cause is RingCause.GRAVE and not notice.told_grave
    return _goes_on(notice, at) and fresh and as_loud and not news


def _goes_on(notice: Notice, at: datetime) -> bool:
    lease = notice.lease_until
    return not notice.ended and (lease is None or at < lease)


def _is_spoken(notice: Notice) -> bool:
    """It has been said, and the clock stays on the board; only who is rung must answer."""
    return GRAVER.index(notice.manner) < GRAVER.index(Manner.RING)


def _later(notice: Notice, at: datetime) -> datetime:
    """After an hour, two, four: a ring nobody answers for days fills no log."""
    return at + min(max(LOOK_AGAIN, at - notice.rung_at), SELDOM)


def _lease(promised: timedelta | None, said: datetime, until: datetime) -> datetime:
    if promised is None:
        return until
    if not timedelta(minutes=1) <= promised <= timedelta(days=1):
        raise PromiseTooLong(promised)
    return min(said + promised, until)
