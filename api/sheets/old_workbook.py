"""An xls workbook read record by record: nothing it claims of sizes is believed, and no formula is worked out."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from api.sheets.bounds import Bounds
from api.sheets.cells import letter
from api.sheets.compound import workbook_stream
from api.sheets.old_formats import Formats, number_of_rk
from api.sheets.old_strings import long_string, shared_strings
from api.sheets.refusals import (
    DamagedWorkbook,
    FormulaInside,
    LockedWorkbook,
    OldWorkbook,
    TooLarge,
)
from api.sheets.worksheet import Area, Worksheet, worksheet

BIFF8 = 0x600
MORE = 0x3C
NO_NUMBER = b"\xff\xff"  # the result of a formula is one of these
TEXT, TRUTH, ERROR = 0, 1, 2
ERRORS = {
    0: "#NULL!",
    7: "#DIV/0!",
    15: "#VALUE!",
    23: "#REF!",
    29: "#NAME?",
    36: "#NUM!",
    42: "#N/A",
}


class Record(NamedTuple):
    """`more`: what goes on in the records after it."""

    at: int
    kind: int
    data: bytes
    more: list[bytes]


def worksheets_of_old_workbook(content: bytes, bounds: Bounds) -> list[Worksheet]:
    """Those a person sees."""
    workbook = _Workbook(bounds)
    try:
        for record in _records(workbook_stream(content)):
            workbook.take(record)
    except (struct.error, IndexError, ValueError, OverflowError):
        raise DamagedWorkbook from None
    return [one.worksheet() for one in workbook.sheets.values() if one.seen]


def _records(stream: bytes) -> Iterator[Record]:
    at = 0
    last: Record | None = None
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<2H", stream, at)
        data = stream[at + 4 : at + 4 + length]
        if kind == MORE and last:
            last.more.append(data)
        else:
            yield from [last] if last else []
            last = Record(at, kind, data, [])
        at += 4 + length
    yield from [last] if last else []


class _Sheet:
    """`awaits`: the formula whose text comes in the next record."""

    def __init__(self, name: str, seen: bool, bounds: Bounds) -> None:
        self.name, self.seen, self._bounds = name, seen, bounds
        self._cells: dict[tuple[int, int], str] = {}
        self.merged: list[Area] = []
        self.awaits: tuple[int, int] | None = None

    def put(self, row: int, column: int, text: str) -> None:
        if row >= self._bounds.rows or column >= self._bounds.columns:
            raise TooLarge(f"{letter(column + 1)}{row + 1}")
        self._cells[row, column] = text

    def put_formula(self, row: int, column: int, result: bytes, shown: str) -> None:
        """No result but an error is shown as a formula: what it was to be, nobody knows."""
        if not self._bounds.results:
            raise FormulaInside(f"{letter(column + 1)}{row + 1}")
        self.awaits = None
        if result[6:] != NO_NUMBER:
            self.put(row, column, shown)
        elif result[0] == TEXT:
            self.awaits = row, column
        elif result[0] in (TRUTH, ERROR):
            error = ERRORS.get(result[2], "#N/A")
            self.put(row, column, error if result[0] == ERROR else str(bool(result[2])).upper())

    def worksheet(self) -> Worksheet:
        last = max((row for row, _ in self._cells), default=-1)
        rows: list[list[str]] = [[] for _ in range(last + 1)]
        for (row, column), text in sorted(self._cells.items()):
            rows[row] += [*[""] * (column - len(rows[row])), text]
        return worksheet(self.name, rows, self.merged, {})


class _Workbook:
    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._formats = Formats()
        self._strings: list[str] = []
        self._sheet: _Sheet | None = None
        self.sheets: dict[int, _Sheet] = {}  # by where each begins

    def take(self, record: Record) -> None:
        match record.kind:
            case 0x809:  # BOF
                self._begin(record)
            case 0x2F:  # FILEPASS
                raise LockedWorkbook
            case 0x85:  # BOUNDSHEET
                self._name(record.data)
            case 0xFC:  # SST
                self._strings = shared_strings([record.data, *record.more])
            case _ if self._sheet is None:
                self._formats.take(record.kind, record.data)
            case _:
                self._take_cells(self._sheet, record)

    def _begin(self, record: Record) -> None:
        """A chart inside a worksheet begins too, and ends; the cells before and after it are the worksheet's."""
        if struct.unpack_from("<H", record.data)[0] != BIFF8:
            raise OldWorkbook
        self._sheet = self.sheets.get(record.at, self._sheet)

    def _name(self, data: bytes) -> None:
        starts, hidden, kind, length, wide = struct.unpack_from("<I4B", data)
        name = data[8:].decode("utf-16-le" if wide & 1 else "latin-1", "replace")[:length]
        self.sheets[starts] = _Sheet(name, not hidden and kind == 0, self._bounds)

    def _take_cells(self, sheet: _Sheet, record: Record) -> None:
        data = record.data
        match record.kind:
            case 0xE5:  # MERGEDCELLS
                sheet.merged += _areas(data)
            case 0x207 if sheet.awaits:  # STRING
                sheet.put(*sheet.awaits, long_string(data))
            case 0xBD:  # MULRK
                self._take_many(sheet, data)
            case 0x06:  # FORMULA
                row, column, format, number = struct.unpack_from("<3Hd", data)
                sheet.put_formula(row, column, data[6:14], self._formats.shown(number, format))
            case kind if text := self._text(kind, data):
                row, column = struct.unpack_from("<2H", data)
                sheet.put(row, column, text)

    def _take_many(self, sheet: _Sheet, data: bytes) -> None:
        row, column = struct.unpack_from("<2H", data)
        for at in range(4, len(data) - 7, 6):
            format, packed = struct.unpack_from("<HI", data, at)
            sheet.put(row, column + at // 6, self._formats.shown(number_of_rk(packed), format))

    def _text(self, kind: int, data: bytes) -> str:
        """Blank for what is no cell, or a blank one."""
        match kind:
            case 0x203:  # NUMBER
                format, number = struct.unpack_from("<Hd", data, 4)
                return self._formats.shown(number, format)
            case 0x27E:  # RK
                format, packed = struct.unpack_from("<HI", data, 4)
                return self._formats.shown(number_of_rk(packed), format)
            case 0xFD:  # LABELSST
                return self._strings[int.from_bytes(data[6:10], "little")]
            case 0x204 | 0xD6:  # LABEL, RSTRING
                return long_string(data, 6)
            case 0x205 if not data[7]:  # BOOLERR
                return str(bool(data[6])).upper()
        return ""


def _areas(data: bytes) -> list[Area]:
    areas = struct.iter_unpack("<4H", data[2 : 2 + len(data[2:]) // 8 * 8])
    return [((top, left), (bottom, right)) for top, bottom, left, right in areas]
