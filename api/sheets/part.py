"""One part of an xlsx workbook walked before it is read: cells out of bounds, formulas, and which part is which sheet."""

from __future__ import annotations

import re

from api.sheets.bounds import Bounds
from api.sheets.cells import letter
from api.sheets.markup import through
from api.sheets.refusals import DamagedWorkbook, FormulaInside, TooLarge

REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class Look:
    """Walks one part's elements. Only a cell that holds something counts: styles go on for ever."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._row = self._column = 0
        self._formula: str | None = None
        self._value = ""
        self._kind = ""
        self._within = ""
        self.without_result: dict[tuple[int, int], str] = {}
        self.sheets: dict[str, str] = {}  # by relation
        self.targets: dict[str, str] = {}

    def through(self, part: bytes) -> None:
        through(part, self._start, self._end, self._characters)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self._row, self._column = _number(attributes.get("r"), self._row + 1), 0
            case "c":
                self._move(attributes.get("r"))
                self._formula, self._value, self._kind = None, "", attributes.get("t", "")
            case "f" if self._column:
                self._begin_formula()
            case "v" | "is" as within if self._column:
                self._check_bounds()
                self._within = within
            case "sheet":
                relation = next((text for at, text in attributes.items() if at.endswith(":id")), "")
                self.sheets[relation] = attributes.get("name", "")
            case "Relationship":
                self.targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def _begin_formula(self) -> None:
        if not self._bounds.results:
            raise FormulaInside(self._here)
        self._check_bounds()
        self._formula, self._within = "", "f"

    def _characters(self, text: str) -> None:
        if self._within == "f":
            self._formula = f"{self._formula}{text}"
        elif self._within == "v":
            self._value += text

    def _end(self, name: str) -> None:
        match name.rpartition(":")[2]:
            case "f" | "v" | "is":
                self._within = ""
            case "c" if self._kind == "e":
                self.without_result[self._row - 1, self._column - 1] = self._value
            case "c" if self._formula is not None and not self._value and self._kind != "str":
                self.without_result[self._row - 1, self._column - 1] = f"={self._formula}"

    def _move(self, reference: str | None) -> None:
        if reference is None:
            self._column += 1
            return
        if not (found := REFERENCE.fullmatch(reference)):
            raise DamagedWorkbook(reference[:20])
        self._column, self._row = _column_number(found[1]), int(found[2])

    def _check_bounds(self) -> None:
        if self._row > self._bounds.rows or self._column > self._bounds.columns:
            raise TooLarge(self._here)

    @property
    def _here(self) -> str:
        return f"{letter(self._column)}{self._row}"


def _number(text: str | None, implied: int) -> int:
    if text is None:
        return implied
    if not (text.isascii() and text.isdigit() and len(text) <= 7):
        raise DamagedWorkbook(text[:20])
    return int(text)


def _column_number(letters: str) -> int:
    number = 0
    for one in letters:
        number = number * 26 + ord(one) - ord("A") + 1
    return number
