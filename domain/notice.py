"""叫应: one incident or shift and one person who must answer: rung, tried by its channels, acknowledged for a while."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from msgspec.structs import replace

from domain.escalation_policy import Duty, Manner
from domain.kernel import Event, Refused, Timed, Value, name_id
from domain.times import WorldTime


class RingCause(StrEnum):
    """Why it rings."""

    STEP = "step"  # 升级步骤: a clock's escalation came so far
    GRAVE = "grave"  # 重大情况: III or above, dead, missing, trapped or sensitive
    PROMISE_OVER = (
        "promise_over"  # 承诺到时: the acknowledgement's time is over, and a clock still runs
    )
    PASSED_ON = "passed_on"  # 换班续叫: it rang for somebody who is no longer responsible
    SIGNATURE = "signature"  # 送签: a report lies before whoever is rung
    SIGNATURE_OVER = "signature_over"  # 待签超时: nobody has signed it
    ABSENCE = "absence"  # 脱岗: somebody of a shift has not come


class Outcome(StrEnum):
    """What a channel said of one attempt. Never "delivered": only a person's answer says that."""

    ACCEPTED = "accepted"  # 通道已受理
    REJECTED = "rejected"  # 通道拒绝
    UNKNOWN = "unknown"  # 结果不明


class AckWay(StrEnum):
    """How a named person acknowledged."""

    PIN = "pin"  # 值班台口令
    PAGE = "page"  # 手机页
    REPLY = "reply"  # 短信等回复
    SPOKEN = "spoken"  # 电话口述，值班员记录


class Rung(Timed):
    """It rings from `at` on, until it is acknowledged or nothing is left to do.

    `person` None: whoever holds `duty`, reached at the desk. `number` counts this notice's rings.
    """

    TOPIC = "notice.rung"
    incident: UUID
    person: UUID | None
    duty: Duty
    number: int
    cause: RingCause
    manner: Manner
    clocks: tuple[UUID, ...]
    at: datetime


class RungForShift(Timed):
    """It rings because somebody of this shift has not come, until everybody is accounted for."""

    TOPIC = "notice.rung-for-shift"
    shift: UUID
    person: UUID | None
    duty: Duty
    number: int
    cause: RingCause
    manner: Manner
    at: datetime


class RingJoined(Timed):
    """More clocks in a ring that is going on: listed, not rung a second time."""

    TOPIC = "notice.joined"
    number: int
    clocks: tuple[UUID, ...]
    at: datetime


class RingGoesOn(Timed):
    """An hour has passed, then two, then four, and nobody has answered."""

    TOPIC = "notice.goes-on"
    number: int
    at: datetime


class Attempted(Event):
    """A ring's first attempt by a channel, and each that ended otherwise than the one before."""

    TOPIC = "notice.attempted"
    number: int
    channel: str
    address: str
    outcome: Outcome
    said: str  # what the channel answered, cut short
    at: datetime
    attempts: int  # so far, of this ring by this channel


class AttemptsSummed(Event):
    """Every hour: what the attempts were that no event tells."""

    TOPIC = "notice.attempts-summed"
    number: int
    channel: str
    accepted: int
    rejected: int
    unknown: int
    upto: datetime


class Acknowledged(Timed):
    """A named person takes it over until `until`: a lease, since nothing has been done yet."""

    TOPIC = "notice.acknowledged"
    number: int
    person: UUID
    way: AckWay
    words: str
    acknowledged: WorldTime
    until: datetime
    dial: UUID | None  # spoken: the call in which it was said
    read_back: bool


class RingEnded(Timed):
    """Nothing is left to do: its clocks are met or owed no more."""

    TOPIC = "notice.ended"
    number: int
    at: datetime


class Notice(Value):
    """`about`: an incident, or a shift of which somebody has not come."""

    about: UUID
    person: UUID | None
    duty: Duty
    number: int
    manner: Manner
    clocks: tuple[UUID, ...]
    rung_at: datetime
    look_at: datetime | None  # its next alarm; None once it has ended
    grave: bool = False  # it rings for what the incident is, whatever its clocks
    told_grave: bool = False  # it has rung for that, lately or long ago
    tried: tuple[Attempted, ...] = ()  # of this ring by each channel, as told last
    lease_until: datetime | None = None  # None: nobody has taken it over
    ended: bool = False
    for_shift: bool = False

    @property
    def incident(self) -> UUID | None:
        return None if self.for_shift else self.about

    @property
    def shift(self) -> UUID | None:
        return self.about if self.for_shift else None

    @property
    def is_ringing(self) -> bool:
        return not self.ended and self.lease_until is None


class NothingRings(Refused):
    """没有待应答的叫应"""

    EN: ClassVar[str] = "Nothing is ringing here"


def notice_id(about: UUID, person: UUID | None, duty: Duty) -> UUID:
    """One per incident or shift, and person; what goes to the desk or finds nobody, one per post."""
    return name_id(about, "notice", person or duty)


def evolve(notice: Notice | None, happened: Event) -> Notice:
    match happened:
        case Rung():
            return _rung(notice, happened)
        case RungForShift():
            return _rung_for_shift(happened)
        case RingJoined(clocks=clocks, next_at=look_at) if notice:
            return replace(notice, clocks=_with(notice.clocks, clocks), look_at=look_at)
        case Acknowledged(until=until, next_at=look_at) if notice:
            return replace(notice, lease_until=until, look_at=look_at)
        case RingGoesOn(next_at=look_at) if notice:
            return replace(notice, look_at=look_at)
        case RingEnded() if notice:
            return replace(notice, ended=True, look_at=None)
        case Attempted(channel=channel) if notice:
            others = (one for one in notice.tried if one.channel != channel)
            return replace(notice, tried=(*others, happened))
        case AttemptsSummed() if notice:
            return notice
    raise TypeError(f"{happened!r} is no notice's")


def _rung(notice: Notice | None, happened: Rung) -> Notice:
    still_grave = bool(notice and notice.grave and notice.is_ringing)
    return Notice(
        about=happened.incident,
        person=happened.person,
        duty=happened.duty,
        number=happened.number,
        manner=happened.manner,
        clocks=happened.clocks,
        rung_at=happened.at,
        look_at=happened.next_at,
        grave=still_grave or happened.cause is RingCause.GRAVE,
        told_grave=bool(notice and notice.told_grave) or happened.cause is RingCause.GRAVE,
    )


def _rung_for_shift(happened: RungForShift) -> Notice:
    return Notice(
        about=happened.shift,
        person=happened.person,
        duty=happened.duty,
        number=happened.number,
        manner=happened.manner,
        clocks=(),
        rung_at=happened.at,
        look_at=happened.next_at,
        for_shift=True,
    )


def _with(clocks: tuple[UUID, ...], more: tuple[UUID, ...]) -> tuple[UUID, ...]:
    return tuple(dict.fromkeys((*clocks, *more)))
