"""An ods document: its tables are walked element by element, and no repetition is believed beyond the bounds."""

from __future__ import annotations

from api.sheets.bounds import Bounds
from api.sheets.cells import letter
from api.sheets.markup import through
from api.sheets.packed import DOCUMENT
from api.sheets.refusals import (
    DamagedWorkbook,
    FormulaInside,
    LockedWorkbook,
    NotASheet,
    TooLarge,
)
from api.sheets.worksheet import FORMULA_CHARS, Area, Worksheet, text_of, worksheet

MANIFEST = "META-INF/manifest.xml"
CELL, COVERED = "table:table-cell", "table:covered-table-cell"
ASIDE = ("office:annotation", "table:tracked-changes", "draw:frame")  # a note is no content
ERRORS = ("#", "Err:")


def worksheets_of_document(parts: dict[str, bytes], bounds: Bounds) -> list[Worksheet]:
    """Those a person sees."""
    if b"encryption-data" in parts.get(MANIFEST, b""):
        raise LockedWorkbook
    if b"office:spreadsheet" not in parts[DOCUMENT]:
        raise NotASheet
    walk = _Walk(bounds)
    walk.through(parts[DOCUMENT])
    seen = (one for one in walk.tables if one.style not in walk.hidden)
    return [worksheet(one.name, one.rows, one.merged, {}) for one in seen]


class _Table:
    """Blank cells cost nothing, however often they are said to repeat."""

    def __init__(self, name: str, style: str, bounds: Bounds) -> None:
        self.name, self.style, self._bounds = name, style, bounds
        self.rows: list[list[str]] = []
        self.merged: list[Area] = []
        self._row = self._column = self._repeats = 0
        self._cells: list[str] = []

    def begin_row(self, attributes: dict[str, str]) -> None:
        self._repeats = _count(attributes, "table:number-rows-repeated")
        self._column, self._cells = 0, []

    def take(self, cell: dict[str, str], text: str) -> None:
        repeats = _count(cell, "table:number-columns-repeated")
        self._column += repeats
        if not text:
            return
        last = self._row + self._repeats
        if self._column > self._bounds.columns or last > self._bounds.rows:
            raise TooLarge(f"{letter(self._column)}{last}")
        self._cells += [""] * (self._column - repeats - len(self._cells)) + [text] * repeats
        down, right = (_count(cell, f"table:number-{one}-spanned") for one in ("rows", "columns"))
        if down > 1 or right > 1:
            here = self._row, self._column - repeats
            self.merged.append((here, (here[0] + down - 1, here[1] + right - 1)))

    def end_row(self) -> None:
        if self._cells:
            self.rows += [[] for _ in range(self._row - len(self.rows))]
            self.rows += [[*self._cells] for _ in range(self._repeats)]
        self._row += self._repeats

    def refuse_formula(self) -> None:
        raise FormulaInside(f"{letter(self._column + 1)}{self._row + 1}")


class _Walk:
    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self.tables: list[_Table] = []
        self.hidden: set[str] = set()
        self._style = ""
        self._aside = 0
        self._cell: dict[str, str] | None = None
        self._text: list[str] = []

    def through(self, part: bytes) -> None:
        through(part, self._start, self._end, self._characters)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._aside += name in ASIDE
        match name:
            case "style:style":
                self._style = attributes.get("style:name", "")
            case "style:table-properties" if attributes.get("table:display") == "false":
                self.hidden.add(self._style)
            case "table:table":
                style = attributes.get("table:style-name", "")
                self.tables.append(_Table(attributes.get("table:name", ""), style, self._bounds))
            case "table:table-row" if self.tables:
                self.tables[-1].begin_row(attributes)
            case "table:table-cell" | "table:covered-table-cell":
                self._cell, self._text = attributes, []
            case "text:p" | "text:line-break" if self._text:
                self._characters("\n")
            case "text:s" | "text:tab":
                self._characters(" ")

    def _characters(self, text: str) -> None:
        if self._cell is not None and not self._aside:
            self._text.append(text)

    def _end(self, name: str) -> None:
        self._aside -= name in ASIDE
        if name == "table:table-row" and self.tables:
            self.tables[-1].end_row()
        elif name in (CELL, COVERED) and self._cell is not None and self.tables:
            self.tables[-1].take(self._cell, "" if name == COVERED else self._shown(self._cell))
            self._cell = None

    def _shown(self, cell: dict[str, str]) -> str:
        text = "".join(self._text).strip("\n")
        kind, formula = cell.get("office:value-type"), cell.get("table:formula")
        if formula is not None and not self._bounds.results:
            self.tables[-1].refuse_formula()
        if formula is not None and (not kind or text.startswith(ERRORS)):
            return f"={formula.partition('=')[2][:FORMULA_CHARS]}"
        if kind == "date":
            day, _, hour = cell.get("office:date-value", text).partition("T")
            return f"{day} {hour[:5]}".removesuffix(" 00:00").strip()
        if kind in ("float", "percentage", "currency"):
            return _number(cell.get("office:value", ""), text)
        return text


def _number(value: str, text: str) -> str:
    try:
        return text_of(float(value))
    except ValueError:
        return text


def _count(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    if not (text.isascii() and text.isdigit() and 1 <= len(text) <= 8):
        raise DamagedWorkbook(text[:20])
    return max(int(text), 1)
