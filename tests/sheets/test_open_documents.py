"""An ods document is read table by table, and one that would do harm is refused."""

from __future__ import annotations

import io
import zipfile

import pytest

from api.sheets import refusals
from api.sheets.reader import COLUMNS_MAX, ROWS_MAX, read_sheet

HEAD = (
    '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s">'
    '<office:automatic-styles><style:style style:name="hidden">'
    '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    "<office:body><office:spreadsheet>"
)
TAIL = "</office:spreadsheet></office:body></office:document-content>"


def a_cell(text, **attributes):
    said = "".join(
        f' {name.replace("_", ":", 1).replace("_", "-")}="{one}"'
        for name, one in attributes.items()
    )
    return f'<table:table-cell office:value-type="string"{said}><text:p>{text}</text:p></table:table-cell>'


def a_table(*rows, style="", name="表"):
    inside = "".join(
        row if row.startswith("<table:table-row") else f"<table:table-row>{row}</table:table-row>"
        for row in rows
    )
    return f'<table:table table:name="{name}" table:style-name="{style}">{inside}</table:table>'


def a_document(*tables, content=None, **parts):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", content or HEAD + "".join(tables) + TAIL)
        for name, one in parts.items():
            file.writestr(name, one)
    return packed.getvalue()


def read(*tables, results=False):
    return [one.rows for one in read_sheet("a.ods", a_document(*tables), results=results)]


def test_cells_repeat_and_are_covered_and_blank_ones_go_on_for_ever():
    many = '<table:table-cell table:number-columns-repeated="16000"/>'
    rows = (
        a_cell("标题", table_number_columns_spanned=3)
        + '<table:covered-table-cell table:number-columns-repeated="2"/>',
        a_cell("甲", table_number_columns_repeated=2, table_number_rows_spanned=2)
        + a_cell("乙")
        + many,
        f"{many}",
        f'<table:table-row table:number-rows-repeated="1048000">{many}</table:table-row>',
    )
    [table] = read_sheet("a.ods", a_document(a_table(*rows)))
    assert table.rows == [["标题"], ["甲", "甲", "乙"]]
    assert table.labels == {0}


def test_a_cell_is_read_for_what_it_holds_and_not_for_notes_about_it():
    note = "<office:annotation><text:p>夜里来</text:p></office:annotation>"
    lines = a_cell(f"张<text:span>三</text:span>{note}</text:p><text:p>李<text:s/>四")
    values = '<table:table-cell office:value-type="{}" office:{}="{}"><text:p>?</text:p></table:table-cell>'
    day = values.format("date", "date-value", "2026-10-01T08:30:00")
    phone = values.format("float", "value", "13900000001")
    [rows] = read(a_table(lines + day + phone))
    assert rows == [["张三\n李 四", "2026-10-01 08:30", "13900000001"]]


def test_a_hidden_table_is_not_read():
    assert read(a_table(a_cell("甲")), a_table(a_cell("乙"), style="hidden")) == [[["甲"]]]


def test_the_result_of_a_formula_is_taken_where_that_is_asked_for():
    told = a_cell("周四", table_formula="of:=TEXT(A1)")
    error = a_cell("#REF!", table_formula="of:=B9")
    never = '<table:table-cell table:formula="of:=A1+1"/>'
    assert read(a_table(told + error + never), results=True) == [[["周四", "=B9", "=A1+1"]]]
    with pytest.raises(refusals.FormulaInside, match="A1"):
        read(a_table(told))


BOMB = HEAD + "<table:table>" + "<table:table-row/>" * 1_500_000 + "</table:table>" + TAIL
ROWS = '<table:table-row table:number-rows-repeated="{}">' + a_cell("x") + "</table:table-row>"


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (a_document(a_table(ROWS.format(1_048_576))), refusals.TooLarge),
        (a_document(a_table(ROWS.format(ROWS_MAX + 1))), refusals.TooLarge),
        (a_document(a_table(a_cell("x", table_number_columns_repeated=COLUMNS_MAX + 1))), refusals.TooLarge),
        (a_document(a_table(ROWS.format("-1"))), refusals.DamagedWorkbook),
        (a_document(a_table(ROWS.format("9" * 30))), refusals.DamagedWorkbook),
        (a_document(content=BOMB), refusals.TooLarge),
        (a_document(content="<!DOCTYPE x [<!ENTITY a 'a'>]>" + HEAD + TAIL), refusals.DamagedWorkbook),
        (a_document(content=HEAD), refusals.DamagedWorkbook),
        (a_document(content="<office:text/>"), refusals.NotASheet),
        (a_document(**{"Basic/Standard/Module1.xml": "<x/>"}), refusals.MacrosInside),
        (a_document(**{"META-INF/manifest.xml": "<manifest:encryption-data/>"}), refusals.LockedWorkbook),
    ],
)  # fmt: skip
def test_a_document_that_would_do_harm_is_refused(content, refusal):
    with pytest.raises(refusals.SheetRefused) as refused:
        read_sheet("a.ods", content)
    assert type(refused.value) is refusal


def test_the_empty_libraries_of_a_document_are_no_macros():
    parts = {"Basic/script-lc.xml": "<x/>", "Basic/Standard/script-lb.xml": "<x/>"}
    assert len(read_sheet("a.ods", a_document(a_table(a_cell("甲")), **parts))) == 1
