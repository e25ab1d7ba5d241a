"""An xls workbook is read record by record, and one that would do harm is refused."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.sheets import refusals
from api.sheets.old_strings import shared_strings
from api.sheets.reader import COLUMNS_MAX, ROWS_MAX, read_sheet
from tests.support.compound import a_sheet, compound, record

LABEL, NUMBER, RK, MANY, TRUTH, FORMULA, RESULT = 0x204, 0x203, 0x27E, 0xBD, 0x205, 0x06, 0x207


def a_label(row, column, text):
    packed = text.encode("utf-16-le")
    return record(LABEL, f"4HB{len(packed)}s", row, column, 0, len(text), 1, packed)


def read(*records, results=False, **more):
    [table] = read_sheet("a.xls", compound(Workbook=a_sheet(*records, **more)), results=results)
    return table.rows


def test_numbers_are_unpacked_as_they_are_packed():
    many = record(
        MANY, "2H HI HI HI H", 1, 0, 0, (7 << 2) | 2, 0, (1234 << 2) | 3, 0, 0xFFFFFFF2, 2
    )
    half = struct.unpack("<2I", struct.pack("<d", 0.5))[1]
    rows = read(
        record(NUMBER, "3Hd", 0, 0, 0, 13900000001.0),
        record(RK, "3HI", 0, 1, 0, half),
        record(TRUTH, "3H2B", 0, 2, 0, 1, 0),
        a_label(0, 3, "杜　胜"),
        many,
    )
    assert rows == [["13900000001", "0.5", "TRUE", "杜　胜"], ["7", "12.34", "-4"]]


def test_the_result_of_a_formula_is_taken_where_that_is_asked_for():
    text = struct.pack("<Q", 0xFFFF << 48)
    error = struct.pack("<Q", (0xFFFF << 48) | (23 << 16) | 2)
    records = (
        record(FORMULA, "3H8s", 0, 0, 0, text),
        record(RESULT, "HB4s", 2, 1, "周四".encode("utf-16-le")),
        record(FORMULA, "3Hd", 0, 1, 0, 46296.0),
        record(FORMULA, "3H8s", 0, 2, 0, error),
    )
    assert read(*records, results=True) == [["周四", "46296", "#REF!"]]
    with pytest.raises(refusals.FormulaInside, match="A1"):
        read(*records)


NAME = a_label(0, 0, "张三")


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (compound(Workbook=a_sheet(record(0x2F, "H", 1))), refusals.LockedWorkbook),
        (compound(Workbook=a_sheet(NAME), _VBA_PROJECT_CUR=b"x"), refusals.MacrosInside),
        (compound(Book=a_sheet(NAME)), refusals.OldWorkbook),
        (compound(Workbook=a_sheet(NAME, version=0x500)), refusals.OldWorkbook),
        (compound(WordDocument=b"x"), refusals.NotASheet),
        (compound(Workbook=a_sheet(NAME))[:2000], refusals.DamagedWorkbook),
        (compound(Workbook=a_sheet(a_label(ROWS_MAX, 0, "x"))), refusals.TooLarge),
        (compound(Workbook=a_sheet(a_label(0, COLUMNS_MAX, "x"))), refusals.TooLarge),
        (compound(Workbook=a_sheet(record(0xFD, "3HI", 0, 0, 0, 7))), refusals.DamagedWorkbook),
        (compound(Workbook=a_sheet(record(0xFC, "2I", 1, 0xFFFFFFFF))), None),
        (compound(Workbook=a_sheet(record(0x200, "2I2H", 0, 0xFFFFFFFF, 0, 255), NAME)), None),
    ],
)
def test_what_a_workbook_claims_is_not_believed(content, refusal):
    if refusal is None:
        assert len(read_sheet("a.xls", content)) == 1
        return
    with pytest.raises(refusals.SheetRefused) as refused:
        read_sheet("a.xls", content)
    assert type(refused.value) is refusal


def test_a_chain_of_sectors_that_comes_back_to_itself_is_damage():
    whole = compound(Workbook=a_sheet(NAME))
    circle = whole[:512] + struct.pack("<128I", *[2] * 128) + whole[1024:]
    with pytest.raises(refusals.DamagedWorkbook):
        read_sheet("a.xls", circle)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=9), max_size=8), st.data()
)
def test_shared_strings_go_on_over_records_narrow_and_wide_in_turn(texts, data):
    records = [struct.pack("<2I", len(texts), len(texts))]
    for text in texts:
        units = text.encode("utf-16-le")
        at, first = 0, True
        records[-1] += struct.pack("<H", len(units) // 2)
        while first or at < len(units):
            end = 2 * data.draw(st.integers(at // 2 + (at < len(units)), len(units) // 2))
            part = units[at:end]
            narrow = not any(part[1::2])
            packed = bytes([not narrow]) + (part[::2] if narrow else part)
            records = [*records[:-1], records[-1] + packed] if first else [*records, packed]
            at, first = end, False
    assert shared_strings(records) == texts
