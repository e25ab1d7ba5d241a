"""What a table of a roster says before anybody is asked who is meant: a day, and cells that name people."""

from __future__ import annotations

from typing import NamedTuple

from api.sheets.cells import letter
from domain.shift import DutyPost


class Cell(NamedTuple):
    row: int  # from 0
    column: int
    text: str

    @property
    def place(self) -> str:
        return f"{letter(self.column + 1)}{self.row + 1}"


class Named(NamedTuple):
    """A cell that names people. `post`: None where the first is the lead officer; `near`: phones, posts beside it."""

    cell: Cell
    post: DutyPost | None
    shift: str = ""
    near: str = ""


class Entry(NamedTuple):
    """A day, or some, and who sits then. `shifts`: cells that say when; `beside`: the rest of the row."""

    sheet: str
    day: Cell
    weekday: Cell | None
    shifts: tuple[Cell, ...]
    named: tuple[Named, ...]
    beside: str
    number: int


class Understood(NamedTuple):
    """Of one table: its entries, the words around it, and what was not read."""

    entries: list[Entry]
    around: list[str]
    unread: list[str]
