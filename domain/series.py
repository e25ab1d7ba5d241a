"""Gap-free numbers per series and year; an exercise has a series of its own."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from domain.kernel import Event, Refused, Value, name_id, reason_given

LOST_MAX = 500  # more is a slip of the hand: it could never be taken back


class NumberTaken(Event):
    """The next number of a series went to something."""

    TOPIC = "series.number-taken"
    series: str
    year: int
    number: int  # 1, 2, 3 … without gaps
    taken_for: UUID


class NumbersLost(Event):
    """The numbers up to `last` were given out on paper, and what they went to is missing here."""

    TOPIC = "series.numbers-lost"
    series: str
    year: int
    last: int
    words: str


class NumberOnRecord(Refused):
    """本库已编到这个号或更后，不必补"""

    EN: ClassVar[str] = "This number is on record here already"


class TooManyLost(Refused):
    """一次最多补记500个号，请核对"""

    EN: ClassVar[str] = "At most 500 numbers can be told of at once: look again"


class Series(Value):
    last: int


def series_id(store_id: UUID, series: str, year: int) -> UUID:
    return name_id(store_id, "series", series, year)


def evolve(series: Series | None, happened: Event) -> Series:
    match happened:
        case NumberTaken(number=number) | NumbersLost(last=number):
            return Series(last=number)
    raise TypeError(f"{happened!r} is no number of a series")


def take(series: Series | None, *, name: str, year: int, taken_for: UUID) -> list[NumberTaken]:
    number = (series.last if series else 0) + 1
    return [NumberTaken(series=name, year=year, number=number, taken_for=taken_for)]


def tell_lost(
    series: Series | None, *, name: str, year: int, last: int, words: str
) -> list[NumbersLost]:
    """Raises NumberOnRecord, TooManyLost, ReasonMissing."""
    known = series.last if series else 0
    if last <= known:
        raise NumberOnRecord(last)
    if last - known > LOST_MAX:
        raise TooManyLost(last)
    return [NumbersLost(series=name, year=year, last=last, words=reason_given(words))]
