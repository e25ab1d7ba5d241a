"""World time: when a thing was so, how exactly we know it, and on whose word."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from domain.kernel import Value

PRECISION_WIDTHS = {  # how much later than `earliest` the true instant may still lie
    "second": timedelta(0),
    "minute": timedelta(0),  # the law counts in whole minutes: hh:mm is the instant it names
    "hour": timedelta(hours=1) - timedelta(microseconds=1),
    "day": timedelta(days=1) - timedelta(microseconds=1),
}


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


def moment(at: datetime, basis: Basis, precision: Precision = Precision.SECOND) -> WorldTime:
    """The world time that `at` names at this precision; hours and days widen to their whole length."""
    start = at.astimezone(UTC)
    return WorldTime(
        earliest=start,
        latest=start + PRECISION_WIDTHS[precision],
        precision=precision,
        basis=basis,
    )
