"""A file somebody chose becomes tables of plain text cells, or is refused for one clear reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from api.sheets.cells import letter
from api.sheets.refusals import (
    LockedWorkbook,
    NoSheet,
    NotASheet,
    OldWorkbook,
    TooLarge,
    UnreadableCharacter,
)
from api.sheets.text_file import rows_of_text
from api.sheets.workbook import worksheets_of
from api.typed import LONE_SURROGATE

BYTES_MAX = 5 * 1024 * 1024
ROWS_MAX = 10_000
COLUMNS_MAX = 64
CELL_CHARS_MAX = 2_000

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # xls, and every office file with a password
LOCKED = "EncryptedPackage".encode("utf-16-le")


class Table(NamedTuple):
    """One worksheet: text cells from row 1 and column A on, and the rows that are one wide label."""

    name: str
    rows: list[list[str]]
    labels: frozenset[int] = frozenset()


def read_sheet(name: str, content: bytes) -> list[Table]:
    """Raises SheetRefused. What a file is, its content says; its name only breaks the tie."""
    if not content:
        raise NoSheet
    if len(content) > BYTES_MAX:
        raise TooLarge(f"> {BYTES_MAX // 1024 // 1024} MB")
    return [_checked(table) for table in _tables(name, content)]


def _tables(name: str, content: bytes) -> list[Table]:
    if content.startswith(ZIP):
        return [Table(*one) for one in worksheets_of(content, ROWS_MAX, COLUMNS_MAX)]
    if content.startswith(OLE):
        raise LockedWorkbook if LOCKED in content else OldWorkbook
    if name.lower().endswith((".xlsx", ".xlsm", ".xls")):
        raise NotASheet
    return [Table("", rows_of_text(content, ROWS_MAX))]


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
