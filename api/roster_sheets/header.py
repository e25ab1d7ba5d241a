"""Where the header of a roster stands: one row or two, one block of columns or several side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from api.roster_sheets.days import Reckoning, Titled
from api.roster_sheets.headings import Heading, Kind, heading_of, under
from api.roster_sheets.hours import plain
from api.sheets.cells import WrongCell, clean
from api.sheets.reader import Table

Headings = dict[int, Heading]
OF_DAYS = (Kind.DAY, Kind.TIME)
SPREAD_WITHIN = 40  # rows in which a column without a word must say something
SOME_MONTH = Titled(2000, 1)
LIKE_A_DAY = re.compile(r"\d\s*[月日号./-]")  # 序号 1, 2, 3 are no days


class Block(NamedTuple):
    """Columns from one of days to the next one of days."""

    day: int
    columns: Headings

    def of(self, kind: Kind) -> list[int]:
        return [at for at, one in self.columns.items() if one.kind is kind]


class Header(NamedTuple):
    first: int
    last: int
    blocks: list[Block]


def headers(table: Table) -> Iterator[Header]:
    """A long sheet has one on every page."""
    at, first = 0, True
    while at < len(table.rows):
        header = _header(table.rows, at, first)
        at = header.last + 1 if header else at + 1
        if header:
            first = False
            yield header


def _header(rows: list[list[str]], at: int, first: bool) -> Header | None:
    """One row, or two: the words of the lower are read under those of the upper."""
    upper = {} if any(map(is_day, rows[at])) else _headings(rows[at])
    if not _tells_days_and_people(upper) and not (first and _is_band(rows[at], upper)):
        return None
    below = rows[at + 1] if at + 1 < len(rows) else []
    two = _continues(below, upper)
    columns = _together(upper, _headings(below), below) if two else upper
    columns = _with_days(columns, rows[at + 1 + two : at + 2 + two])
    columns = _spread(columns, rows[at : at + 1 + two], rows[at + 1 + two :])
    if not _tells_days_and_people(columns):
        return None
    return Header(at, at + two, _blocks(columns))


def _headings(row: list[str]) -> Headings:
    found = ((at, heading_of(text)) for at, text in enumerate(row))
    return {at: one for at, one in found if one}


def _tells_days_and_people(columns: Headings) -> bool:
    kinds = {one.kind for one in columns.values()}
    return Kind.PEOPLE in kinds and bool(kinds & {Kind.DAY, Kind.TIME})


def _is_band(row: list[str], columns: Headings) -> bool:
    """Posts with no word over the days, or over the words of the row below."""
    filled = sum(bool(clean(text)) for text in row)
    people = any(one.kind is Kind.PEOPLE for one in columns.values())
    return people and 1 < filled == len(columns)


def _continues(below: list[str], upper: Headings) -> bool:
    """The next row is header too if it has nothing but words of one."""
    lower = _headings(below)
    filled = sum(bool(clean(text)) for text in below)
    return bool(upper) and 0 < filled == len(lower)


def _together(upper: Headings, lower: Headings, below: list[str]) -> Headings:
    """A word over several columns stands in the first of them."""
    both: Headings = {}
    over: Heading | None = None
    for at in range(max([*upper, *lower]) + 1):
        over = upper.get(at) or (over if at in lower else None)
        if found := under(over, lower.get(at)):
            both[at] = found
    return both


def _with_days(columns: Headings, following: list[list[str]]) -> Headings:
    """Where no word is over the days, they are known by themselves."""
    if _tells_days_and_people(columns) or not following:
        return columns
    for at, text in enumerate(following[0]):
        if at not in columns and is_day(text):
            return columns | {at: Heading(Kind.DAY)}
    return columns


def _spread(columns: Headings, heads: list[list[str]], below: list[list[str]]) -> Headings:
    """值班人员 over three columns of names stands in the first of them; 日期 may be over the weekday too."""
    spread: Headings = {}
    below = below[:SPREAD_WITHIN]
    for at in range(max(map(len, [*heads, *below]), default=0)):
        before = spread.get(at - 1)
        blank = not any(clean(row[at]) for row in heads if at < len(row))
        if at in columns:
            spread[at] = columns[at]
        elif blank and before and any(clean(row[at]) for row in below if at < len(row)):
            spread[at] = Heading(Kind.WEEKDAY) if before.kind in OF_DAYS else before
    return spread


def is_day(text: str) -> bool:
    if not LIKE_A_DAY.search(plain(text)):
        return False
    try:
        told = Reckoning(SOME_MONTH, datetime(2000, 1, 1, tzinfo=UTC)).read(text)
    except WrongCell:
        return False
    return told.only_days


def _blocks(columns: Headings) -> list[Block]:
    told = dict(sorted(_days_told(columns).items()))
    days = [at for at, one in told.items() if one.kind is Kind.DAY]
    starts, ends = [0, *days[1:]], [*days[1:], max(told) + 1]
    return [
        Block(day, {at: one for at, one in told.items() if start <= at < end})
        for day, start, end in zip(days, starts, ends, strict=True)
    ]


def _days_told(columns: Headings) -> Headings:
    """时间 is over the hours where another column has the days; of two, the first has them."""
    times = [at for at in sorted(columns) if columns[at].kind is Kind.TIME]
    days = any(one.kind is Kind.DAY for one in columns.values())
    first = [] if days else times[:1]
    return columns | {at: Heading(Kind.DAY if at in first else Kind.SHIFT) for at in times}
