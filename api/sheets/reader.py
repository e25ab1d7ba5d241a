"""A file somebody chose becomes tables of plain text cells, or is refused for one clear reason."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import NamedTuple

from api.sheets.bounds import Bounds
from api.sheets.cells import letter
from api.sheets.old_workbook import worksheets_of_old_workbook
from api.sheets.open_document import worksheets_of_document
from api.sheets.packed import DOCUMENT, parts_of
from api.sheets.refusals import NoSheet, NotASheet, TooLarge, UnreadableCharacter
from api.sheets.text_file import rows_of_text
from api.sheets.workbook import worksheets_of_workbook
from api.sheets.worksheet import Worksheet
from api.typed import LONE_SURROGATE

BYTES_MAX = 5 * 1024 * 1024
ROWS_MAX = 10_000
COLUMNS_MAX = 64
CELL_CHARS_MAX = 2_000

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # xls, and every office file with a password
ONE_AT_A_TIME = threading.Lock()  # a large one takes 200 MB for a second or two


class Table(NamedTuple):
    """One worksheet: text cells from row 1 and column A on, and the rows that are one wide label."""

    name: str
    rows: list[list[str]]
    labels: frozenset[int] = frozenset()


def read_sheet(name: str, content: bytes, *, results: bool = False) -> list[Table]:
    """`results`: of a formula its result is read, where the file holds one; else it is refused. Raises SheetRefused.

    What a file is, its content says; its name only breaks the tie.
    """
    if not content:
        raise NoSheet
    if len(content) > BYTES_MAX:
        raise TooLarge(f"> {BYTES_MAX // 1024 // 1024} MB")
    return [_checked(table) for table in _tables(name, content, results)]


def _tables(name: str, content: bytes, results: bool) -> list[Table]:
    bounds = Bounds(ROWS_MAX, COLUMNS_MAX, results)
    if content.startswith((ZIP, OLE)):
        with ONE_AT_A_TIME:
            return [Table(*one) for one in _worksheets(content, bounds)]
    if name.lower().endswith((".xlsx", ".xlsm", ".xls", ".ods")):
        raise NotASheet
    return [Table("", rows_of_text(content, ROWS_MAX))]


def _worksheets(content: bytes, bounds: Bounds) -> list[Worksheet]:
    if content.startswith(OLE):
        return worksheets_of_old_workbook(content, bounds)
    parts = parts_of(content)
    if DOCUMENT in parts:
        return worksheets_of_document(parts, bounds)
    return worksheets_of_workbook(parts, bounds)


def _checked(table: Table) -> Table:
    if len(table.rows) > ROWS_MAX or any(len(row) > COLUMNS_MAX for row in table.rows):
        raise TooLarge(f"> {ROWS_MAX} × {COLUMNS_MAX}")
    for number, row in enumerate(table.rows, 1):
        _check_cells(number, row)
    return table


def _check_cells(number: int, row: Sequence[str]) -> None:
    for column, text in enumerate(row, 1):
        if len(text) > CELL_CHARS_MAX:
            raise TooLarge(f"{letter(column)}{number} > {CELL_CHARS_MAX}")
        if "\x00" in text or LONE_SURROGATE.search(text):
            raise UnreadableCharacter(f"{letter(column)}{number}")
