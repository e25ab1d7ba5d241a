"""Gap-free numbers per series and year; an exercise has a series of its own."""

from __future__ import annotations

from uuid import UUID

from domain.kernel import Event, Value, name_id


class NumberTaken(Event):
    """The next number of a series went to something."""

    TOPIC = "series.number-taken"
    series: str
    year: int
    number: int  # 1, 2, 3 … without gaps
    taken_for: UUID


class Series(Value):
    last: int


def series_id(store_id: UUID, series: str, year: int) -> UUID:
    return name_id(store_id, "series", series, year)


def evolve(series: Series | None, happened: Event) -> Series:
    match happened:
        case NumberTaken(number=number):
            return Series(last=number)
    raise TypeError(f"{happened!r} is no number of a series")


def take(series: Series | None, *, name: str, year: int, taken_for: UUID) -> list[NumberTaken]:
    number = (series.last if series else 0) + 1
    return [NumberTaken(series=name, year=year, number=number, taken_for=taken_for)]
