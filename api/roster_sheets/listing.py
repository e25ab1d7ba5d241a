"""A roster without a table: 4月4日季井先 4月5日张现霞, glued in one cell, line by line or beside each other."""

from __future__ import annotations

import re

from api.roster_sheets.entries import Cell, Entry, Named, Understood
from api.roster_sheets.hours import TO, dashed
from api.sheets.cells import UNSEEN, clean
from api.sheets.reader import Table

ONE = r"(?:(?:20\d\d[年./-])?\d{1,2}[月./-]\d{1,2}[日号]?|\d{1,2}[日号])"
WEEKDAY = r"\((?:星期|周)[一二三四五六日天]\)|星期[一二三四五六日天]|周[一二三四五六日天](?=\s+[^\s\d]|:)"  # 周三 may be a name
DAYS = re.compile(rf"(?<![\d.-])({ONE}(?:{TO}{ONE})?(?:\s*(?:{WEEKDAY}))?)")
PUNCTUATION = " :,、;。-|"
NOISE = re.compile(r"值班表|值班安排|放假|通知|上班|调休|期间|有关|如下|印发|号令")


def read_listing(table: Table) -> Understood | None:
    """None if nobody stands beside a day."""
    listing = _Listing(table.name)
    for row, cells in enumerate(table.rows):
        for column, text in enumerate(cells):
            listing.cell(row, column, text)
    listing.close()
    return listing.understood if listing.understood.entries else None


class _Listing:
    """A day is open until names follow it, in its own cell or the next one."""

    def __init__(self, sheet: str) -> None:
        self._sheet = sheet
        self._open: Cell | None = None
        self.understood = Understood([], [], [])

    def cell(self, row: int, column: int, text: str) -> None:
        before, *found = DAYS.split(dashed(UNSEEN.sub("", text)))
        self._names(Cell(row, column, before))
        for day, names in zip(found[::2], found[1::2], strict=True):
            self.close()
            self._open = Cell(row, column, day)
            self._names(Cell(row, column, names))

    def _names(self, cell: Cell) -> None:
        names = cell._replace(text=cell.text.strip(PUNCTUATION + "\n"))
        if not names.text:
            return
        if self._open is None or NOISE.search(names.text):
            self.close()
            self._aside(names.text)
            return
        named = (Named(names, None),)
        entry = Entry(self._sheet, self._open, None, (), named, "", cell.row + 1)
        self.understood.entries.append(entry)
        self._open = None

    def close(self) -> None:
        """A day that nobody follows is a date of something else."""
        if self._open:
            self._aside(self._open.text)
        self._open = None

    def _aside(self, text: str) -> None:
        self.understood.unread.append(clean(text))
        self.understood.around.append(clean(text))
