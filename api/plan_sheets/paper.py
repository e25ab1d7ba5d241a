"""The register as a workbook: to be printed, or edited and read in again, where only what was edited is taken in."""

from __future__ import annotations

import io
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from api.languages import say
from api.plan_sheets.written import cells_of
from api.sheets.template import HEAD, HEADER_ROW, write_text
from contingency_plans.plan import Plan
from contingency_plans.plan_columns import PlanColumn

COLUMNS = tuple(one for one in PlanColumn if one is not PlanColumn.EDITION)
WIDTHS = {
    PlanColumn.TITLE: 44,
    PlanColumn.OWNER: 22,
    PlanColumn.NUMBER: 24,
    PlanColumn.STATUS: 28,
    PlanColumn.NOTE: 28,
    PlanColumn.ID: 20,
}
WIDTH, NOTE_HEIGHT = 13, 48


def write_plans(language: str, plans: Iterable[Plan]) -> bytes:
    """A row a version, by place and title, the newest version first."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = say(language, "plan_register.sheet")
    _head(sheet, language)
    standing = sorted((one for one in plans if not one.withdrawn), key=_by_place)
    rows = (cells_of(plan, version, language) for plan in standing for version in plan.versions)
    for number, cells in enumerate(rows, HEADER_ROW + 1):
        for at, column in enumerate(COLUMNS, 1):
            if text := cells.get(column):
                write_text(sheet.cell(number, at), text)
    packed = io.BytesIO()
    workbook.save(packed)
    return packed.getvalue()


def _head(sheet: Worksheet, language: str) -> None:
    write_text(sheet.cell(1, 1), say(language, "plan_register.sheet_note"))
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(COLUMNS))
    sheet.cell(1, 1).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.row_dimensions[1].height = NOTE_HEIGHT
    for at, column in enumerate(COLUMNS, 1):
        cell = sheet.cell(HEADER_ROW, at)
        write_text(cell, say(language, f"plan_register.column_{column.value}"))
        cell.font, cell.fill = Font(bold=True), HEAD
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = WIDTHS.get(column, WIDTH)
        sheet.column_dimensions[letter].number_format = "@"
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, COLUMNS.index(PlanColumn.TITLE) + 2)


def _by_place(plan: Plan) -> tuple[str, str, str]:
    return plan.profile.jurisdiction, plan.profile.title, str(plan.id)
