"""A table with days across: posts go down, or people with the shift of each day beside their names."""

from __future__ import annotations

import re

from api.roster_sheets.days import is_weekday
from api.roster_sheets.entries import Cell, Entry, Named, Understood
from api.roster_sheets.header import is_day
from api.roster_sheets.headings import Heading, Kind, heading_of
from api.roster_sheets.hours import plain
from api.sheets.cells import clean
from api.sheets.reader import Table

MARK = re.compile(r"[早中晚白夜日](?:班|$)|大夜|小夜|24|全天?$|[√✓●★]$|值班?$")
TICK = re.compile(r"[√✓●★]|值班?|全天?")
REST = re.compile(r"[休息假公调补年病事空轮xX×○oO/\-]+|下夜班?|下班|出差")
AT_LEAST = 2  # days in a row, or it is no row of days


class Column:
    """One day: the columns it stands over, and what was found in them."""

    def __init__(self, day: Cell) -> None:
        self.day = day
        self.weekday: Cell | None = None
        self.named: list[Named] = []


def read_across(table: Table) -> Understood | None:
    """None if no row of days stands there. A month of weeks has one above each of them."""
    days = [at for at, row in enumerate(table.rows) if len(_days(row)) >= AT_LEAST]
    if not days:
        return None
    above = [text for row in table.rows[: days[0]] for text in map(clean, row) if text]
    understood = Understood([], above, [])
    for first, end in zip(days, [*days[1:], len(table.rows)], strict=True):
        _read(table, first, end, understood)
    return understood


def _days(row: list[str]) -> list[int]:
    """After the word for days, bare numbers are days too."""
    after = _after_words(row)
    return [
        at
        for at, text in enumerate(row)
        if is_day(text) or (after is not None and at > after and _is_number(text))
    ]


def _after_words(row: list[str]) -> int | None:
    """The last column with a word over the people."""
    kinds = (Kind.DAY, Kind.PEOPLE)
    found = (at for at, text in enumerate(row) if (h := heading_of(text)) and h.kind in kinds)
    return max(found, default=None)


def _of_people(heading: Heading | None) -> bool:
    return heading is not None and heading.kind is Kind.PEOPLE


def _is_number(text: str) -> bool:
    typed = plain(text)
    return typed.isascii() and typed.isdigit() and 1 <= int(typed) <= 31


def _read(table: Table, first: int, end: int, understood: Understood) -> None:
    row = table.rows[first]
    columns = {at: Column(Cell(first, at, row[at])) for at in _days(row)}
    block = _Block(columns, _after_words(row))
    for at in range(first + 1, end):
        if not block.takes(at, table.rows[at]):
            texts = [text for text in map(clean, table.rows[at]) if text]
            understood.unread.extend(texts[:1])
            understood.around.extend(texts)
    understood.entries.extend(
        Entry(table.name, one.day, one.weekday, (), tuple(one.named), "", first + 1)
        for one in columns.values()
    )


class _Block:
    """A row of days and what stands below it. `_shifts`: 白 and 夜 side by side under one day."""

    def __init__(self, columns: dict[int, Column], names: int | None) -> None:
        self._columns, self._names = columns, names
        self._shifts: dict[int, str] = {}
        self._post = Heading(Kind.PEOPLE)

    def takes(self, number: int, row: list[str]) -> bool:
        cells = [Cell(number, at, text) for at, text in enumerate(row) if clean(text)]
        under = [one for one in cells if one.column >= min(self._columns)]
        label = self._label([one for one in cells if one not in under])
        heading = heading_of(label.text) if label else None
        if not under or (heading and heading.kind is Kind.ASIDE):
            return not cells
        if all(is_weekday(one.text) for one in under) and not _of_people(heading):
            return self._weekdays(under)
        words = [one for one in under if MARK.match(plain(one.text))]
        if len(words) == len(under) and (label is None or heading):
            return self._words(under)
        if label and not heading and words:
            return self._marks(label, under)
        return self._posts(under, heading) if heading or label is None else False

    def _label(self, before: list[Cell]) -> Cell | None:
        """What the row is about: what stands under 姓名, else the first that is no number."""
        named = [one for one in before if one.column == self._names]
        words = [one for one in before if not _is_number(one.text)]
        return next(iter(named + words), None)

    def _weekdays(self, under: list[Cell]) -> bool:
        for one in under:
            self._of(one).weekday = one
        return True

    def _words(self, under: list[Cell]) -> bool:
        self._shifts |= {one.column: one.text for one in under}
        return True

    def _posts(self, under: list[Cell], heading: Heading | None) -> bool:
        """A row without a label goes on with the post above it."""
        self._post = heading or self._post
        for one in under:
            shift = self._post.shift or self._shifts.get(one.column, "")
            self._of(one).named.append(Named(one, self._post.post, shift))
        return True

    def _marks(self, name: Cell, under: list[Cell]) -> bool:
        """白, 夜, 休: the shift of this person on each day; a tick is the usual one."""
        for one in under:
            mark = plain(one.text)
            if not REST.fullmatch(mark):
                shift = "" if TICK.fullmatch(mark) else mark
                self._of(one).named.append(Named(name, None, shift))
        return True

    def _of(self, cell: Cell) -> Column:
        return self._columns[max(day for day in self._columns if day <= cell.column)]
