"""A table with its header above: days go down, posts or shifts across."""

from __future__ import annotations

import re

from api.roster_sheets.entries import Cell, Entry, Named, Understood
from api.roster_sheets.header import Block, Header, headers, is_day
from api.roster_sheets.headings import Kind, is_serial
from api.sheets.cells import clean
from api.sheets.reader import Table

FOOTNOTE = re.compile(
    r"^(注|说明|备注|要求|合计|总计|填表|制表|审核|审批|批准|值班电话|值班室|传真|联系)"
)
DIGITS_FIRST = re.compile(r"\d")  # a day stands there
DITTO = re.compile(r"同上|[〃″]|\"|''")


def read_down(table: Table) -> Understood | None:
    """None if no header stands there."""
    found = list(headers(table))
    if not found:
        return None
    above = [text for row in table.rows[: found[0].first] for text in map(clean, row) if text]
    heads = {row for one in found for row in range(one.first, one.last + 1)}
    table = table._replace(rows=_without_dittos(table.rows, heads))
    reading = _Reading(table, Understood([], above, []))
    ends = [*(one.first for one in found[1:]), len(table.rows)]
    for header, end in zip(found, ends, strict=True):
        reading.under(header, end)
    return reading.understood


class _Reading:
    """Goes down the rows, and remembers the group, and the day where its cell stands for several rows."""

    def __init__(self, table: Table, understood: Understood) -> None:
        self._table, self.understood = table, understood
        self._group = ""

    def under(self, header: Header, end: int) -> None:
        known = {at for block in header.blocks for at in block.columns}
        begun = len(self.understood.entries)
        width = max(len(self._table.rows[row]) for row in (header.first, header.last))
        for at in range(width):
            text = clean(self._text(header.last, at)) or clean(self._text(header.first, at))
            heading = next((b.columns[at] for b in header.blocks if at in b.columns), None)
            aside = at not in known or (heading and heading.kind is Kind.ASIDE)
            if aside and not is_serial(text) and text not in self.understood.unread:
                self.understood.unread.append(text)
        days: dict[int, Cell] = {}
        for row in range(header.last + 1, end):
            self._row(header, row, days)
        of_blocks = sorted(self.understood.entries[begun:], key=lambda one: one.day.column)
        self.understood.entries[begun:] = of_blocks

    def _row(self, header: Header, row: int, days: dict[int, Cell]) -> None:
        filled = [text for text in map(clean, self._table.rows[row]) if text]
        if not filled:
            return
        if self._is_label(header, row, filled):
            self._group = filled[0]
            self.understood.unread.extend(filled)
            self.understood.around.extend(filled)
            return
        for block in header.blocks:
            self._entry(block, row, days)

    def _is_label(self, header: Header, row: int, filled: list[str]) -> bool:
        """A city, a week, a footnote: one text, and no day nor name in a column of its own."""
        days = [clean(self._text(row, block.day)) for block in header.blocks]
        if FOOTNOTE.match(filled[0]) and not any(map(DIGITS_FIRST.match, days)):
            return True
        alone = len(filled) == 1 and not is_day(filled[0])
        first = clean(self._text(row, 0)) != ""
        return alone and (row in self._table.labels or first)

    def _entry(self, block: Block, row: int, days: dict[int, Cell]) -> None:
        named = [self._named(block, row, at) for at in block.of(Kind.PEOPLE)]
        day = self._cell(row, block.day)
        if clean(day.text):
            days[block.day] = day
        elif not any(clean(one.cell.text) for one in named):
            return
        weekdays = [self._cell(row, at) for at in block.of(Kind.WEEKDAY)]
        self.understood.entries.append(
            Entry(
                self._table.name,
                days.get(block.day, day),
                next(iter(weekdays), None),
                tuple(self._cell(row, at) for at in block.of(Kind.SHIFT)),
                tuple(named),
                f"{self._beside(block, row)} {self._group}",
                row + 1,
            )
        )

    def _named(self, block: Block, row: int, at: int) -> Named:
        heading = block.columns[at]
        after = [one for one in block.of(Kind.PEOPLE) if one > at]
        end = min(after, default=max(block.columns) + 1)
        near = [self._text(row, one) for one in block.of(Kind.ASIDE) if at < one < end]
        return Named(self._cell(row, at), heading.post, heading.shift, " ".join(near))

    def _beside(self, block: Block, row: int) -> str:
        return " ".join(self._text(row, at) for at in block.of(Kind.ASIDE))

    def _cell(self, row: int, at: int) -> Cell:
        return Cell(row, at, self._text(row, at))

    def _text(self, row: int, at: int) -> str:
        cells = self._table.rows[row]
        return cells[at] if at < len(cells) else ""


def _without_dittos(rows: list[list[str]], heads: set[int]) -> list[list[str]]:
    """〃 is what the cell above it says, also above a header that comes again."""
    above: list[str] = []
    written: list[list[str]] = []
    for row, cells in enumerate(rows):
        if row not in heads:
            before = [*above, *[""] * (len(cells) - len(above))]
            cells = above = [
                said if DITTO.fullmatch(text.strip()) else text
                for text, said in zip(cells, before, strict=False)
            ]
        written.append(cells)
    return written
