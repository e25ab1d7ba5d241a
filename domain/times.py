"""World time: when a thing was so, how exactly we know it, and on whose word."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from msgspec.structs import replace

from domain.kernel import Refused, Value

PRECISION_WIDTHS = {  # how much later than `earliest` the true instant may still lie
    "second": timedelta(0),
    "minute": timedelta(0),  # the law counts in whole minutes: hh:mm is the instant it names
    "hour": timedelta(hours=1) - timedelta(microseconds=1),
    "day": timedelta(days=1) - timedelta(microseconds=1),
}
FAST_WATCH_MAX = timedelta(minutes=5)


class Precision(StrEnum):
    """How exactly a world time is known."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    RANGE = "range"  # stated as "between … and …"


class Basis(StrEnum):
    """依据: what a stated time rests on."""

    KEY_PRESS = "key_press"
    CALLER_DISPLAY = "caller_display"
    PHONE_BILL = "phone_bill"
    COUNTERPART_RECORD = "counterpart_record"
    DOCUMENT = "document"
    SYSTEM = "system"
    MEDIA = "media"
    ORAL = "oral"
    INFERRED = "inferred"
    AGREED = "agreed"  # 商定: a time that officials settled on; it starts no clock


class NotYet(Refused):
    """时间还没到，请核对所填时间"""

    EN: ClassVar[str] = "That time has not come yet: check what was typed"


class WorldTime(Value):
    """When something was so in the world: the interval it certainly lies in, and the word we have for it.

    Both ends are UTC; `earliest <= latest`. Never a bare datetime: see docs/adr/0002.
    """

    earliest: datetime
    latest: datetime
    precision: Precision
    basis: Basis

    def __post_init__(self) -> None:
        if self.earliest.tzinfo is None or self.latest.tzinfo is None:
            raise ValueError("a world time needs a time zone")
        if self.latest < self.earliest:
            raise ValueError("a world time cannot end before it begins")


def order(time: WorldTime) -> tuple[datetime, datetime]:
    """Of two uncertain times the one that has certainly passed first counts as the first."""
    return time.latest, time.earliest


def first_of(times: Iterable[WorldTime]) -> WorldTime | None:
    """The first of several uncertain times: from the earliest beginning to the earliest end."""
    known = sorted(times, key=order)
    if not known:
        return None
    earliest = min(time.earliest for time in known)
    if earliest == known[0].earliest:
        return known[0]
    return replace(known[0], earliest=earliest, precision=Precision.RANGE)


def lateness(late_after: datetime | None, at: WorldTime) -> int:
    """Whole seconds, 0 unless the report is certainly late."""
    if late_after is None:
        return 0
    return max(0, (at.earliest - late_after) // timedelta(seconds=1))


def moment(at: datetime, basis: Basis, precision: Precision = Precision.SECOND) -> WorldTime:
    """The world time that `at` names at this precision; hours and days widen to their whole length."""
    start = at.astimezone(UTC)
    return WorldTime(
        earliest=start,
        latest=start + PRECISION_WIDTHS[precision],
        precision=precision,
        basis=basis,
    )


def require_past(time: WorldTime, now: datetime) -> None:
    """A report that has not been made yet must quiet no clock. Other people's watches may be fast."""
    if time.earliest > now + FAST_WATCH_MAX:
        raise NotYet(time.earliest)
