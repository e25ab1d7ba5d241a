"""话单核对: which calls of a carrier's bill are on record here, and which are on one side only."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from domain.times import WorldTime

WITHIN = timedelta(seconds=60)
MINUTE = 60
MOBILE = re.compile(r"(?:0086|86|0)?(1[3-9][0-9]{9})")
AREA = re.compile(r"(?:0086|86)?0(?:10|2[0-9]|[3-9][0-9]{2})(?=[2-9][0-9]{6,7}$)")


class BillCall(NamedTuple):
    """A row of the bill: when it began, as the carrier counted it."""

    row: int
    number: str
    began: datetime
    kind: str = ""


class LoggedCall(NamedTuple):
    """A call taken or dialled here. `number` is blank where nobody asked for it."""

    id: UUID
    number: str
    at: WorldTime
    incident: UUID | None
    dialled: bool


class Compared(NamedTuple):
    """`unbilled`: logged within the bill's span, and not on it."""

    matched: tuple[tuple[BillCall, LoggedCall], ...]
    unlogged: tuple[BillCall, ...]
    unbilled: tuple[LoggedCall, ...]


def line_of(number: str) -> str:
    """The digits that tell one line from another, written with or without country and area."""
    digits = "".join(one for one in number if one in "0123456789")
    if mobile := MOBILE.fullmatch(digits):
        return mobile[1]
    return AREA.sub("", digits)


def compare(bill: Sequence[BillCall], logged: Iterable[LoggedCall]) -> Compared:
    """One call each, of one number and not more than a minute apart, the nearest first. A bill has rows."""
    here = tuple(logged)
    began = [one.began for one in bill]
    billed = _paired(bill, here)
    taken = set(billed.values())
    return Compared(
        matched=tuple((bill[row], here[billed[row]]) for row in sorted(billed)),
        unlogged=tuple(one for row, one in enumerate(bill) if row not in billed),
        unbilled=tuple(
            one
            for call, one in enumerate(here)
            if call not in taken and _during(min(began), max(began), one.at)
        ),
    )


def _paired(bill: Sequence[BillCall], here: Sequence[LoggedCall]) -> dict[int, int]:
    billed: dict[int, int] = {}
    taken: set[int] = set()
    for _, row, call in sorted(_pairs(bill, here)):
        if row not in billed and call not in taken:
            billed[row] = call
            taken.add(call)
    return billed


def _pairs(
    bill: Sequence[BillCall], here: Sequence[LoggedCall]
) -> Iterator[tuple[timedelta, int, int]]:
    """How far apart, which row, which call. Rows are found by number and minute: a bill is long."""
    by_minute: dict[tuple[str, int], list[int]] = defaultdict(list)
    for row, one in enumerate(bill):
        by_minute[line_of(one.number), _minute(one.began)].append(row)
    for call, known in enumerate(here):
        line = line_of(known.number)
        for minute in _minutes(known.at) if line else ():
            for row in by_minute.get((line, minute), ()):
                apart = _apart(bill[row].began, known.at)
                if apart <= WITHIN:
                    yield apart, row, call


def _minutes(at: WorldTime) -> range:
    return range(_minute(at.earliest - WITHIN), _minute(at.latest + WITHIN) + 1)


def _minute(at: datetime) -> int:
    return int(at.timestamp()) // MINUTE


def _apart(began: datetime, at: WorldTime) -> timedelta:
    return max(at.earliest - began, began - at.latest, timedelta(0))


def _during(first: datetime, last: datetime, at: WorldTime) -> bool:
    return at.latest >= first and at.earliest <= last
