"""An xlsx workbook: looked through before a reader is let near it.

The reader fills a rectangle, so one value in the furthest corner would fill the memory; and a zip may
lie about sizes. So it gets a new zip, of parts unpacked before that hold no cell out of bounds.
"""

from __future__ import annotations

import io
import posixpath
import zipfile

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from api.sheets.bounds import Bounds
from api.sheets.packed import WORKBOOK
from api.sheets.part import Look
from api.sheets.refusals import DamagedWorkbook, LockedWorkbook
from api.sheets.worksheet import Worksheet, text_of, worksheet

Formulas = dict[tuple[int, int], str]
RELATIONS = "xl/_rels/workbook.xml.rels"


def worksheets_of_workbook(parts: dict[str, bytes], bounds: Bounds) -> list[Worksheet]:
    """Those a person sees."""
    looked = {name: Look(bounds) for name in parts}
    for name, part in parts.items():
        looked[name].through(part)
    return read_by_calamine(_repacked(parts), _without_result(looked))


def _without_result(looked: dict[str, Look]) -> dict[str, Formulas]:
    """By worksheet: the workbook names the relation, the relation the part."""
    targets = looked[RELATIONS].targets if RELATIONS in looked else {}
    found = {}
    for relation, sheet in looked[WORKBOOK].sheets.items():
        part = posixpath.join("xl", targets.get(relation, "")).lstrip("/")
        found[sheet] = looked[part].without_result if part in looked else {}
    return found


def read_by_calamine(content: io.BytesIO, without_result: dict[str, Formulas]) -> list[Worksheet]:
    try:
        with CalamineWorkbook.from_filelike(content) as workbook:
            return [
                _read(workbook, one.name, without_result.get(one.name, {}))
                for one in workbook.sheets_metadata
                if one.visible is SheetVisibleEnum.Visible and one.typ is SheetTypeEnum.WorkSheet
            ]
    except PasswordError:
        raise LockedWorkbook from None
    except (CalamineError, ValueError, OSError):
        raise DamagedWorkbook from None


def _read(workbook: CalamineWorkbook, name: str, without_result: Formulas) -> Worksheet:
    sheet = workbook.get_sheet_by_name(name)
    rows = [[text_of(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    return worksheet(name, rows, sheet.merged_cell_ranges or (), without_result)


def _repacked(parts: dict[str, bytes]) -> io.BytesIO:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as fresh:
        for name, part in parts.items():
            fresh.writestr(name, part)
    packed.seek(0)
    return packed
