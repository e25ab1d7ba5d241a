"""A plain workbook: every cell a word or a number, and no word ever a formula."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font

Cell = str | int | float | None


def sheet_book(title: str, head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """An xlsx of one sheet whose first row stays in sight."""
    book = Workbook()
    sheet = book.active
    sheet.title = title[:31]  # no program takes a longer one
    for number, row in enumerate([head, *rows], start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(row=number, column=column)
            if isinstance(value, str):  # also what begins like a formula
                cell.value, cell.data_type = "".join(filter(str.isprintable, value)), "s"
            else:
                cell.value = value
            cell.font = Font(bold=number == 1)
    sheet.freeze_panes = "A2"
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()
