"""An xlsx workbook: unpacked within bounds and looked through before a reader is let near it.

The reader fills a rectangle, so one value in the furthest corner would fill the memory; and a zip may
lie about sizes. So it gets a new zip, of parts unpacked here that hold no cell out of bounds.
"""

from __future__ import annotations

import io
import re
import threading
import zipfile
import zlib
from datetime import date, datetime
from typing import Any, NamedTuple
from xml.parsers import expat

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from api.sheets.cells import letter
from api.sheets.refusals import (
    DamagedWorkbook,
    FormulaInside,
    LockedWorkbook,
    MacrosInside,
    NotASheet,
    TooLarge,
)

PARTS_MAX = 1_000
UNPACKED_BYTES_MAX = 20 * 1024 * 1024
WIDE = 3  # a cell merged over so many columns is a label, not a row
ONE_AT_A_TIME = threading.Lock()  # a large one takes 200 MB for a second or two
REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class Worksheet(NamedTuple):
    name: str
    rows: list[list[str]]
    labels: frozenset[int]


def worksheets_of(content: bytes, rows_max: int, columns_max: int) -> list[Worksheet]:
    """Those a person sees."""
    with ONE_AT_A_TIME:
        return _read(_repacked(_parts(content), rows_max, columns_max))


def _read(repacked: io.BytesIO) -> list[Worksheet]:
    try:
        with CalamineWorkbook.from_filelike(repacked) as workbook:
            return [
                _worksheet(one.name, workbook.get_sheet_by_name(one.name))
                for one in workbook.sheets_metadata
                if one.visible is SheetVisibleEnum.Visible and one.typ is SheetTypeEnum.WorkSheet
            ]
    except PasswordError:
        raise LockedWorkbook from None
    except (CalamineError, ValueError, OSError):
        raise DamagedWorkbook from None


def _parts(content: bytes) -> dict[str, bytes]:
    """The text parts, unpacked in steps, so that no lie about a size matters."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = packed.infolist()
            _check_directory(entries)
            return {one.filename: packed.read(one) for one in entries if _is_text(one.filename)}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError):
        raise DamagedWorkbook from None
    except RuntimeError:  # a part is encrypted
        raise LockedWorkbook from None


def _check_directory(entries: list[zipfile.ZipInfo]) -> None:
    """Python unpacks no more of a part than the directory says."""
    names = {one.filename.lower() for one in entries}
    if any(name.endswith("vbaproject.bin") for name in names):
        raise MacrosInside
    if "xl/workbook.xml" not in names:
        raise NotASheet
    if len(entries) > PARTS_MAX or sum(one.file_size for one in entries) > UNPACKED_BYTES_MAX:
        raise TooLarge(f"> {UNPACKED_BYTES_MAX // 1024 // 1024} MB")


def _is_text(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _repacked(parts: dict[str, bytes], rows_max: int, columns_max: int) -> io.BytesIO:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as fresh:
        for name, part in parts.items():
            _Look(rows_max, columns_max).through(part)
            fresh.writestr(name, part)
    packed.seek(0)
    return packed


class _Look:
    """Walks one part's elements. Only a cell that holds something counts: styles go on for ever."""

    def __init__(self, rows_max: int, columns_max: int) -> None:
        self._rows_max, self._columns_max = rows_max, columns_max
        self._row = self._column = 0

    def through(self, part: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._element
        parser.StartDoctypeDeclHandler = self._doctype
        try:
            parser.Parse(part, True)
        except expat.ExpatError:
            raise DamagedWorkbook from None

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self._row, self._column = _number(attributes.get("r"), self._row + 1), 0
            case "c":
                self._move(attributes.get("r"))
            case "f" if self._column:
                raise FormulaInside(self._here)
            case "v" | "is" if self._column:
                self._check_bounds()

    def _move(self, reference: str | None) -> None:
        if reference is None:
            self._column += 1
            return
        if not (found := REFERENCE.fullmatch(reference)):
            raise DamagedWorkbook(reference[:20])
        self._column, self._row = _column_number(found[1]), int(found[2])

    def _check_bounds(self) -> None:
        if self._row > self._rows_max or self._column > self._columns_max:
            raise TooLarge(self._here)

    @property
    def _here(self) -> str:
        return f"{letter(self._column)}{self._row}"

    def _doctype(self, *_: Any) -> None:
        raise DamagedWorkbook


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


def _worksheet(name: str, sheet: CalamineSheet) -> Worksheet:
    rows = [[_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    labels = set()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if right - left + 1 >= WIDE:
            labels.add(top)
        _fill_down(rows, top, bottom, left)
    return Worksheet(name, rows, frozenset(labels))


def _fill_down(rows: list[list[str]], top: int, bottom: int, column: int) -> None:
    """A unit written once beside its five people is the unit of all five."""
    for row in rows[top + 1 : bottom + 1]:
        if column < len(row) and not row[column]:
            row[column] = rows[top][column]


def _text(value: object) -> str:
    """As a person sees it: a phone number kept as a number has no decimals."""
    match value:
        case str():
            return value
        case bool():
            return str(value).upper()
        case float() if value.is_integer():
            return str(int(value))
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}".removesuffix(" 00:00")
        case date():
            return f"{value:%Y-%m-%d}"
    return str(value)
