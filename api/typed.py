"""One type for everything people type, and the times and numbers they mean by it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, ClassVar

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field, StringConstraints

from desk.register import SHANGHAI
from domain.kernel import Refused
from domain.times import Basis, Precision, WorldTime, moment

WORD_CHARS_MAX = 200
TEXT_CHARS_MAX = 20_000
YEARS = range(1949, 2200)
TYPED_BASES = tuple(one for one in Basis if one not in (Basis.KEY_PRESS, Basis.SYSTEM))
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class UnreadableText(ValueError):
    """A NUL or half of a character: refused, because no store keeps it. All else stays as typed."""


class TimeNotUnderstood(Refused):
    """时间写法不认识：可写 0245、15（15分钟前）或 2026-11-24 02:45"""

    EN: ClassVar[str] = (
        "This time is not understood: write 0245, 15 (minutes ago) or 2026-11-24 02:45"
    )


def _readable(text: str) -> str:
    if "\x00" in text or LONE_SURROGATE.search(text):
        raise UnreadableText("text holds a NUL or half a character")
    return text


def _blank_is_none(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


def _in_our_age(at: datetime) -> datetime:
    if at.year not in YEARS:
        raise ValueError("a year this office has nothing to do with")
    return at


def _day_of_our_age(day: date) -> date:
    if day.year not in YEARS:
        raise ValueError("a year this office has nothing to do with")
    return day


def _typed(basis: Basis) -> Basis:
    if basis not in TYPED_BASES:
        raise ValueError("a typed time rests on neither a key nor a system")
    return basis


Word = Annotated[str, StringConstraints(max_length=WORD_CHARS_MAX), AfterValidator(_readable)]
Text = Annotated[str, StringConstraints(max_length=TEXT_CHARS_MAX), AfterValidator(_readable)]
Instant = Annotated[AwareDatetime, AfterValidator(_in_our_age)]
Day = Annotated[date, AfterValidator(_day_of_our_age)]
Blank = BeforeValidator(_blank_is_none)  # an empty field of a form is unknown, not empty
TypedBasis = Annotated[Basis, AfterValidator(_typed)]
Seen = Annotated[Annotated[int, Field(ge=0)] | None, Blank]  # see Acting.seen

AGO = re.compile(r"^\d{1,3}$")
CLOCK = re.compile(r"^(\d{2}):?(\d{2})$")
STAMP = re.compile(r"^(\d{4}-\d{2}-\d{2})[ T](\d{2}):?(\d{2})(?::(\d{2}))?$")


def world_time(typed: str, now: datetime, basis: Basis) -> WorldTime | None:
    """Blank: unknown; `15` minutes ago; `0245`, the last 02:45 in Beijing; a full stamp. Raises TimeNotUnderstood."""
    typed = typed.strip().replace("：", ":")
    if not typed:
        return None
    if AGO.match(typed):
        return moment(now - timedelta(minutes=int(typed)), basis, Precision.MINUTE)
    try:
        at = _stamp(typed) or _last(typed, now)
    except ValueError:
        at = None
    if at is None:
        raise TimeNotUnderstood(typed)
    return moment(at, basis, Precision.MINUTE)


def whole_day(day: date | None, now: datetime, basis: Basis) -> WorldTime:
    """As a paper says it; blank is today."""
    told = day or now.astimezone(SHANGHAI).date()
    return moment(datetime.combine(told, time(), SHANGHAI), basis, Precision.DAY)


def _stamp(typed: str) -> datetime | None:
    found = STAMP.match(typed)
    if not found:
        return None
    day, hour, minute, second = found.groups()
    local = _in_our_age(datetime.fromisoformat(f"{day}T{hour}:{minute}:{second or '00'}"))
    return local.replace(tzinfo=SHANGHAI).astimezone(UTC)


def _last(typed: str, now: datetime) -> datetime | None:
    """The last time the clock on the wall showed this; a minute ahead of ours still counts as today."""
    found = CLOCK.match(typed)
    if not found:
        return None
    local = now.astimezone(SHANGHAI)
    at = local.replace(
        hour=int(found.group(1)), minute=int(found.group(2)), second=0, microsecond=0
    )
    return at if at <= local + timedelta(minutes=1) else at - timedelta(days=1)
