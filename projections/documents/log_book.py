"""The duty log as a workbook that prints on A4, its long side across."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

THIN = Side(style="thin")
BORDER = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
BOLD, PLAIN = (Font(name="宋体", bold=bold, size=9) for bold in (True, False))
WRAPPED = Alignment(wrap_text=True, vertical="top")
WIDTHS = (5, 11, 11, 10, 12, 7, 9, 8, 34, 15, 18, 16, 16, 8)  # characters, one a column
LINE_POINTS, AROUND_POINTS = 13.5, 3


def log_book(title: str, heading: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """An xlsx in which no word is ever a formula; its head stands on every page."""
    book = Workbook()
    sheet = book.active
    sheet.title = title[:31]  # no program takes a longer one
    _line(sheet, 1, (heading,), bold=True)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(head))
    for number, row in enumerate([head, *rows], start=2):
        _line(sheet, number, row, bold=number == 2)
        sheet.row_dimensions[number].height = _height(row)
    _paper(sheet)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _line(sheet: Worksheet, number: int, words: Sequence[str], *, bold: bool) -> None:
    for column, word in enumerate(words, start=1):
        cell = sheet.cell(row=number, column=column)
        cell.value, cell.data_type = _clean(word), "s"  # also what begins like a formula
        cell.font = BOLD if bold else PLAIN
        cell.alignment = WRAPPED
        cell.border = BORDER


def _height(words: Sequence[str]) -> float:
    """Not every program reckons it: as many lines as the fullest cell needs."""
    lines = (_lines(word, width) for word, width in zip(words, WIDTHS, strict=True))
    return LINE_POINTS * max(lines) + AROUND_POINTS


def _lines(word: str, width: int) -> int:
    wide = (sum(1 if one.isascii() else 2 for one in line) for line in word.split("\n"))
    return sum(-(-(characters + 1) // width) for characters in wide)


def _clean(word: str) -> str:
    return "".join(one for one in word if one.isprintable() or one == "\n")


def _paper(sheet: Worksheet) -> None:
    for column, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A3"
    sheet.print_title_rows = "1:2"
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = sheet.page_margins.top = 0.4
    sheet.oddFooter.right.text = "&P / &N"
