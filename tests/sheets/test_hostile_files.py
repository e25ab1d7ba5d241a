"""What is no sheet, or would do harm, is refused before it is unpacked or believed."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest

from api.sheets import refusals
from api.sheets.reader import BYTES_MAX, CELL_CHARS_MAX, COLUMNS_MAX, ROWS_MAX, read_sheet
from tests.support.compound import compound
from tests.support.sheets import UNITS, a_csv, a_workbook

WORKS = ("红旗机械厂", "单位", "企业", "")
PLAIN = a_workbook(单位=[UNITS, WORKS])
SHEET = "xl/worksheets/sheet1.xml"


def repacked(**parts):
    """The plain workbook with parts put in or replaced; a name's dots and slashes are given as it is."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as old:
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
            kept = {name: old.read(name) for name in old.namelist()}
            for name, content in (kept | parts).items():
                new.writestr(name, content)
    return packed.getvalue()


def worksheet(cells):
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return f"{head}<sheetData>{cells}</sheetData></worksheet>"


def set_in(column, row, value):
    def change(workbook):
        workbook["单位"].cell(row, column).value = value

    return a_workbook(change, 单位=[UNITS, WORKS])


def lying(content, claimed):
    """Both directories say that the worksheet unpacks to so few bytes, and their checksum fits."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        honest, part = packed.getinfo(SHEET), packed.read(SHEET)
    sizes = (honest.CRC, honest.compress_size, honest.file_size)
    forged = (zlib.crc32(part[:claimed]), honest.compress_size, claimed)
    return content.replace(struct.pack("<3I", *sizes), struct.pack("<3I", *forged))


BOMB = repacked(**{SHEET: worksheet("<row/>" * 4_000_000)})
ENTITIES = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>"


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("空.csv", b"", refusals.NoSheet),
        ("程序.xlsx", b"MZ\x90\x00" + bytes(200), refusals.NotASheet),
        ("程序.csv", b"MZ\x90\x00\x03" + bytes(range(200)), refusals.NotASheet),
        ("图.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(100), refusals.NotASheet),
        ("页.xls", b"<html><table></table></html>", refusals.NotASheet),
        ("坏.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), refusals.DamagedWorkbook),
        ("锁.xlsx", compound(EncryptedPackage=b"?"), refusals.LockedWorkbook),
        ("断.xlsx", PLAIN[: len(PLAIN) // 2], refusals.DamagedWorkbook),
        ("文.xlsx", repacked(**{SHEET: "不是xml"}), refusals.DamagedWorkbook),
        ("包.zip", b"PK\x03\x04" + bytes(50), refusals.DamagedWorkbook),
        ("宏.xlsx", repacked(**{"xl/vbaProject.bin": b"macro"}), refusals.MacrosInside),
        ("弹.xlsx", BOMB, refusals.TooLarge),
        ("谎.xlsx", lying(BOMB, 500), refusals.DamagedWorkbook),
        ("件.xlsx", repacked(**{f"xl/{n}.xml": "<a/>" for n in range(1000)}), refusals.TooLarge),
        ("实.xlsx", repacked(**{SHEET: ENTITIES + worksheet("")}), refusals.DamagedWorkbook),
        ("角.xlsx", set_in(16384, 1048576, "x"), refusals.TooLarge),
        ("式.xlsx", set_in(4, 3, "=1+1"), refusals.FormulaInside),
        ("空.xlsx", set_in(1, 3, "红旗_x0000_厂"), refusals.UnreadableCharacter),
        ("大.csv", b"a" * (BYTES_MAX + 1), refusals.TooLarge),
        ("长.csv", a_csv(UNITS, *[WORKS] * ROWS_MAX), refusals.TooLarge),
        ("宽.csv", a_csv(["x"] * (COLUMNS_MAX + 1)), refusals.TooLarge),
        ("厚.csv", a_csv(UNITS, ["x" * (CELL_CHARS_MAX + 1)]), refusals.TooLarge),
        ("引.csv", '名称,层级\n"甲,市\n'.encode(), refusals.DamagedText),
        ("码.csv", b"\x81\xff\xff\xfe\x80", refusals.UnknownEncoding),
        (
            "半.csv",
            "\ufeff名称,层级\n甲".encode("utf-16-le") + b"\x00\xd8",
            refusals.NotASheet,
        ),
        ("空.csv", "名称,层级\n甲\x00乙,市".encode(), refusals.UnreadableCharacter),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_file_that_is_no_honest_sheet_is_refused(name, content, refusal):
    with pytest.raises(refusal) as refused:
        read_sheet(name, content)
    assert type(refused.value) is refusal
    assert refused.value.zh
    assert refused.value.EN


def test_a_formula_is_named_by_its_cell():
    with pytest.raises(refusals.FormulaInside, match="C7"):
        read_sheet("a.xlsx", set_in(3, 7, "=A1"))


def test_formats_down_to_the_last_row_are_no_content():
    def colour(workbook):
        workbook["单位"].cell(1048576, 16384).number_format = "@"

    [table] = read_sheet("a.xlsx", a_workbook(colour, 单位=[UNITS, WORKS]))
    assert len(table.rows) == 2


def test_a_cell_of_another_part_cannot_slip_by_as_a_worksheet():
    """The workbook names as its sheet a part that is usually no sheet."""
    far = worksheet('<row r="1"><c r="XFD1048576"><v>1</v></c></row>')
    with pytest.raises(refusals.TooLarge):
        read_sheet("a.xlsx", repacked(**{"xl/theme/theme1.xml": far}))
