"""The register as a workbook: empty to be filled in, or as it stands to be edited and read in again."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from enum import Enum

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from api.languages import say, word_of
from api.sheets.cells import key
from api.sheets.columns import Field
from api.sheets.directory import Directory
from api.sheets.reader import ROWS_MAX
from desk.register import SHANGHAI
from domain.person import Tenure
from domain.words import Tier, UnitKind
from projections.network import PersonRow, UnitRow

UNIT_FIELDS = (
    Field.NAME,
    Field.SHORT_NAME,
    Field.TIER,
    Field.KIND,
    Field.LINES,
    Field.PARENT,
    Field.REGION_CODE,
    Field.DUTY_PHONE,
    Field.FAX,
    Field.ID,
)
PERSON_FIELDS = (Field.PERSON, Field.UNIT, Field.PHONE, Field.POST, Field.SINCE, Field.ID)
WIDTHS = {Field.NAME: 32, Field.PARENT: 26, Field.UNIT: 32, Field.LINES: 24, Field.ID: 38}
WIDTH = 16
HEADER_ROW = 2
ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # _x0041_ in a cell is read as A
HEAD = PatternFill("solid", fgColor="E7EDF4")
NO_CHARACTER = re.compile("[\ufffe\uffff]")  # XML 1.0 §2.2 has no such either


def empty_sheet(language: str) -> bytes:
    return written_sheet(language, [], [])


def written_sheet(language: str, units: list[UnitRow], people: list[PersonRow]) -> bytes:
    """Read in again it changes nothing."""
    directory = Directory({one.id: one.profile for one in units})
    workbook = Workbook()
    workbook.remove(workbook.active)
    _worksheet(
        workbook, language, "units", UNIT_FIELDS, (_unit(one, directory, language) for one in units)
    )
    _worksheet(workbook, language, "people", PERSON_FIELDS, _people(people, directory))
    packed = io.BytesIO()
    workbook.save(packed)
    return packed.getvalue()


def _worksheet(
    workbook: Workbook,
    language: str,
    subject: str,
    fields: tuple[Field, ...],
    rows: Iterable[list[str]],
) -> None:
    sheet = workbook.create_sheet(say(language, f"register.{subject}"))
    _head(sheet, language, subject, fields)
    for number, row in enumerate(rows, HEADER_ROW + 1):
        for column, text in enumerate(row, 1):
            if text:
                write_text(sheet.cell(number, column), text)
    for field, terms in ((Field.TIER, Tier), (Field.KIND, UnitKind)):
        if field in fields:
            _offer(sheet, language, fields.index(field) + 1, terms)


def _head(sheet: Worksheet, language: str, subject: str, fields: tuple[Field, ...]) -> None:
    write_text(sheet.cell(1, 1), say(language, f"register.note_{subject}"))
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(fields))
    sheet.cell(1, 1).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.row_dimensions[1].height = 64
    for column, field in enumerate(fields, 1):
        cell = sheet.cell(HEADER_ROW, column)
        write_text(cell, say(language, f"register.{field.value}"))
        cell.font, cell.fill = Font(bold=True), HEAD
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = WIDTHS.get(field, WIDTH)
        sheet.column_dimensions[letter].number_format = "@"  # 0100… keeps its nought
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, 1)


def write_text(cell: Cell, text: str) -> None:
    """As text, whatever it begins with: a name is never a formula, here or in whoever opens it."""
    plain = NO_CHARACTER.sub(" ", ILLEGAL_CHARACTERS_RE.sub(" ", text))
    cell.value = ESCAPE.sub("_x005F_", plain)
    cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = True


def _offer(sheet: Worksheet, language: str, column: int, terms: type[Enum]) -> None:
    words = ",".join(word_of(language, one) for one in terms)
    offer = DataValidation("list", formula1=f'"{words}"', allow_blank=True)
    letter = get_column_letter(column)
    offer.add(f"{letter}{HEADER_ROW + 1}:{letter}{ROWS_MAX}")
    sheet.add_data_validation(offer)


def _unit(unit: UnitRow, directory: Directory, language: str) -> list[str]:
    profile = unit.profile
    return [
        profile.name,
        profile.short_name,
        word_of(language, profile.tier),
        word_of(language, profile.kind),
        "、".join(word_of(language, one) for one in profile.lines),
        directory.reference(profile.parent),
        profile.region_code,
        profile.duty_phone,
        profile.fax,
        str(unit.id),
    ]


def _people(people: list[PersonRow], directory: Directory) -> Iterator[list[str]]:
    """A line for each post in the person's own unit; a person without one has one line."""
    for one in people:
        profile = one.profile
        own = {key(held.post): held for held in one.posts if held.unit == profile.unit}
        own.pop("", None)  # nobody could see it
        for tenure in own.values() or (None,):
            yield [
                profile.name,
                directory.reference(profile.unit),
                profile.phone,
                *_post(tenure),
                str(one.id),
            ]


def _post(tenure: Tenure | None) -> tuple[str, str]:
    if tenure is None:
        return "", ""
    return tenure.post, f"{tenure.since.astimezone(SHANGHAI):%Y-%m-%d}"
