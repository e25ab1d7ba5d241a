"""What became of one row of a roster: read, or wrong in which cell and why; and what a person should look at."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from api.languages import say
from api.roster_sheets.entries import Cell
from api.sheets.cells import WrongCell
from domain.working_days import BEIJING


class RowState(StrEnum):
    READ = "read"
    WRONG = "wrong"


class RosterRemark(NamedTuple):
    """A word of `roster_sheet`, what stands in its places, and the cell it is about, if it is about one."""

    word: str
    places: dict[str, object]
    cell: str = ""

    @property
    def wrong(self) -> bool:
        return self.word.startswith("wrong_")

    def said(self, language: str) -> str:
        places = {name: _said(language, one) for name, one in self.places.items()}
        words = say(language, f"roster_sheet.{self.word}", **places)
        return (
            say(language, "roster_sheet.in_cell", cell=self.cell, words=words)
            if self.cell
            else words
        )


class RosterRow(NamedTuple):
    """`days` and `names`: as they were read and typed, for whoever compares them with the sheet."""

    sheet: str
    number: int
    days: tuple[date, ...]
    names: str
    remarks: tuple[RosterRemark, ...] = ()

    @property
    def state(self) -> RowState:
        return RowState.WRONG if any(one.wrong for one in self.remarks) else RowState.READ

    def message(self, language: str) -> str:
        between = say(language, "roster_sheet.between")
        return between.join(one.said(language) for one in self.remarks)


def reject(cell: Cell, wrong: WrongCell) -> RosterRemark:
    return RosterRemark(f"wrong_{wrong.reason}", wrong.places, cell.place)


def _said(language: str, place: object) -> object:
    match place:
        case datetime():
            return f"{place.astimezone(BEIJING):%m-%d %H:%M}"
        case date():
            return f"{place:%Y-%m-%d}"
        case tuple():
            return say(language, "roster_sheet.comma").join(
                str(_said(language, one)) for one in place
            )
    return place
