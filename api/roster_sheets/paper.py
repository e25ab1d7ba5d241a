"""A roster as a workbook that prints on A4, and that is read in again for the same shifts."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from api.languages import say
from api.roster_sheets.lines import Lines, RosterPaper, day_of
from api.sheets.template import write_text
from domain.roster import PlannedShift
from domain.shift import DutyPost

TITLE_ROW, UPPER, LOWER, FIRST_ROW = 1, 2, 3, 4
A4 = 9
FONT = "宋体"
LINE_POINTS, EDGE_POINTS = 14, 5
MARGIN_INCHES = 0.5
DAY_WORDS = {"zh": "%Y年%-m月%-d日", "en": "%Y-%m-%d"}
DAY_FORMATS = {"zh": 'm"月"d"日"', "en": "yyyy-mm-dd"}
OFF, HEAD = PatternFill("solid", fgColor="F6E3DF"), PatternFill("solid", fgColor="E7EDF4")
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
EDGE = Side("thin", "808080")
EDGES = Border(EDGE, EDGE, EDGE, EDGE)


class Column(NamedTuple):
    """`over`: the word above several columns."""

    word: str
    width: int
    over: str = ""


BEFORE = (Column("day", 11), Column("weekday", 9), Column("shift", 17), Column("overall", 10))
LEADER = (
    Column("name", 10, "leader"),
    Column("post", 13, "leader"),
    Column("mobile", 13, "leader"),
)
ON_CALL = (Column("on_call", 10),)
AFTER = (
    Column("lead", 10),
    Column("second", 11),
    Column("standby", 10),
    Column("duty_phone", 14),
    Column("fax", 14),
    Column("changes", 14),
    Column("approver", 10),
)


def write_roster(language: str, shifts: Iterable[PlannedShift], paper: RosterPaper) -> bytes:
    ordered = sorted(shifts, key=lambda one: one.starts)
    on_call = any(s.post is DutyPost.DUTY_LEADER_ON_CALL for one in ordered for s in one.seats)
    columns = (*BEFORE, *LEADER, *(ON_CALL if on_call else ()), *AFTER)
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = say(language, "roster_sheet.sheet")
    _head(sheet, language, columns)
    _title(sheet, language, ordered, paper, len(columns))
    _rows(sheet, language, columns, ordered, paper)
    _note(sheet, language, FIRST_ROW + len(ordered), len(columns))
    _set_up_print(sheet)
    packed = io.BytesIO()
    workbook.save(packed)
    return packed.getvalue()


def _title(
    sheet: Worksheet, language: str, shifts: list[PlannedShift], paper: RosterPaper, columns: int
) -> None:
    days = [day_of(one) for one in shifts]
    first, last = (f(days).strftime(DAY_WORDS[language]) if days else "" for f in (min, max))
    title = say(language, "roster_sheet.title", unit=paper.unit, first=first, last=last)
    _wide(sheet, TITLE_ROW, columns, title, MIDDLE)
    sheet.cell(TITLE_ROW, 1).font = Font(name=FONT, size=18, bold=True)
    sheet.row_dimensions[TITLE_ROW].height = 2 * LINE_POINTS


def _note(sheet: Worksheet, language: str, row: int, columns: int) -> None:
    aside = Alignment(vertical="top", wrap_text=True)
    _wide(sheet, row, columns, say(language, "roster_sheet.note"), aside)
    sheet.row_dimensions[row].height = 2 * LINE_POINTS


def _wide(sheet: Worksheet, row: int, columns: int, text: str, alignment: Alignment) -> None:
    write_text(sheet.cell(row, 1), text)
    sheet.cell(row, 1).alignment = alignment
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)


def _head(sheet: Worksheet, language: str, columns: tuple[Column, ...]) -> None:
    """Two rows: 带班领导 stands over three columns, the other words over one each."""
    for at, one in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(at)].width = one.width
        for row, word in ((UPPER, one.over or one.word), (LOWER, one.word)):
            cell = sheet.cell(row, at)
            write_text(cell, say(language, f"roster_sheet.{word}"))
            _style(cell, HEAD)
            cell.font = Font(name=FONT, size=11, bold=True)
        if not one.over:
            sheet.merge_cells(start_row=UPPER, end_row=LOWER, start_column=at, end_column=at)
    over = [at for at, one in enumerate(columns, 1) if one.over]
    sheet.merge_cells(start_row=UPPER, end_row=UPPER, start_column=over[0], end_column=over[-1])


def _rows(
    sheet: Worksheet,
    language: str,
    columns: tuple[Column, ...],
    shifts: list[PlannedShift],
    paper: RosterPaper,
) -> None:
    lines = Lines(language, paper)
    for row, shift in enumerate(shifts, FIRST_ROW):
        words = lines.of(shift)
        fill = OFF if lines.is_off(day_of(shift)) else None
        for at, one in enumerate(columns, 1):
            cell = sheet.cell(row, at)
            if text := words.get(one.word):
                write_text(cell, text)
            _style(cell, fill)
        sheet.cell(row, 1).value = day_of(shift)
        sheet.cell(row, 1).number_format = DAY_FORMATS[language]
        tall = max(_lines(words.get(one.word, ""), one.width) for one in columns)
        sheet.row_dimensions[row].height = LINE_POINTS * tall + EDGE_POINTS


def _style(cell: Cell, fill: PatternFill | None) -> None:
    cell.alignment, cell.border, cell.font = MIDDLE, EDGES, Font(name=FONT, size=11)
    if fill:
        cell.fill = fill


def _lines(text: str, width: int) -> int:
    """A Chinese character is as wide as two others."""
    widths = (sum(1 + (ord(char) > 0x2E7F) for char in line) for line in text.split("\n"))
    return sum(max(1, -(-one // (width - 1))) for one in widths)


def _set_up_print(sheet: Worksheet) -> None:
    """As many pages down as it takes, each with the title and the header."""
    sheet.freeze_panes = sheet.cell(FIRST_ROW, 4)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{TITLE_ROW}:{LOWER}"
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = "&P / &N"
    for side in ("left", "right", "top", "bottom"):
        setattr(sheet.page_margins, side, MARGIN_INCHES)
    sheet.page_margins.footer = MARGIN_INCHES / 2
