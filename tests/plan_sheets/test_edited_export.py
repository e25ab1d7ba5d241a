"""Our own export, edited in a spreadsheet and read in again: only what was edited is a difference."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from api.languages import say
from api.plan_sheets.paper import COLUMNS, write_plans
from contingency_plans.plan_columns import PlanColumn
from contingency_plans.plan_register import RowStanding
from tests.plan_sheets.conftest import looked_at

FIRST_ROW = 3


def exported(standing, language="zh"):
    return write_plans(language, standing.plans.values())


def edited(content, *edits):
    """`(row of the sheet, column, text)`."""
    book = load_workbook(io.BytesIO(content))
    for row, column, text in edits:
        book.active.cell(row, COLUMNS.index(column) + 1).value = text
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def rows_of(content):
    sheet = load_workbook(io.BytesIO(content)).active
    titles = COLUMNS.index(PlanColumn.TITLE)
    return {row[titles].value: row[0].row for row in sheet.iter_rows(min_row=FIRST_ROW)}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_unedited_it_changes_nothing_whichever_language_it_is_in(standing, language):
    shown = looked_at(exported(standing, language), standing, "plans.xlsx")
    assert shown.count(RowStanding.SAME) == 108
    assert not shown.changing


def test_it_says_how_to_edit_it(standing):
    sheet = load_workbook(io.BytesIO(exported(standing))).active
    assert sheet.cell(1, 1).value == say("zh", "plan_register.sheet_note")


@pytest.mark.parametrize(
    ("column", "text", "changes"),
    [
        (PlanColumn.TITLE, "平度市城镇燃气事故应急预案", ("title",)),
        (PlanColumn.OWNER, "市住房城乡建设局", ("owner",)),
        (PlanColumn.NUMBER, "平政办发〔2021〕11号", ("doc_no", "doc_no_found")),
        (PlanColumn.ISSUED, "2021-06-06", ("issued",)),
        (PlanColumn.TIER, "市级", ("tier",)),
        (PlanColumn.SUBTYPES, "燃气事故、爆炸事故", ("subtypes",)),
        (PlanColumn.SECRECY, "内部", ("secrecy",)),
        (PlanColumn.OWNER, "无", ("owner",)),
    ],
)
def test_an_edited_cell_is_the_only_difference(standing, column, text, changes):
    content = exported(standing)
    row = rows_of(content)["平度市城镇燃气突发事件应急预案"]
    shown = looked_at(edited(content, (row, column, text)), standing, "plans.xlsx")
    told = [one for one in shown.rows if one.outcome.standing is not RowStanding.SAME]
    assert [one.number for one in told] == [row]
    assert (told[0].outcome.standing, told[0].outcome.changes) == (RowStanding.CHANGED, changes)


def test_a_cell_made_blank_takes_nothing_away(standing):
    content = exported(standing)
    blank = [(FIRST_ROW, one, None) for one in COLUMNS if one is not PlanColumn.TITLE]
    shown = looked_at(edited(content, *blank[:-1]), standing, "plans.xlsx")
    assert not shown.changing


def test_a_mended_number_confirmed_by_hand_loses_its_flag(standing):
    content = exported(standing)
    row = rows_of(content)["高青县突发事件总体应急预案"]
    known = edited(content, (row, PlanColumn.NUMBER, "高政字〔2021〕15号"))
    [told] = [one for one in looked_at(known, standing, "a.xlsx").rows if one.outcome.changes]
    assert told.outcome.changes == ("doc_no_found",)
    assert told.outcome.version.flags == ()


def test_a_row_without_our_id_is_found_by_what_it_says(standing):
    content = exported(standing)
    nameless = [(row, PlanColumn.ID, None) for row in rows_of(content).values()]
    shown = looked_at(edited(content, *nameless), standing, "a.xlsx")
    assert shown.versions == 108
    changes = [one.outcome.changes for one in shown.rows if one.outcome.changes]
    assert changes == [("status",)] * 2  # written out with what the register knows of them


CELLS = st.text(max_size=30) | st.sampled_from(["无", "2024", "〔202115", "已废止", "被2018版废止"])


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_whatever_is_edited_only_those_rows_change_and_the_next_time_none(standing, data):
    content = exported(standing)
    row = data.draw(st.integers(FIRST_ROW, FIRST_ROW + 107))
    column = data.draw(st.sampled_from([one for one in COLUMNS if one is not PlanColumn.ID]))
    text = data.draw(CELLS.filter(lambda one: one.isprintable() and not one.startswith("=")))
    sheet = edited(content, (row, column, text))
    shown = looked_at(sheet, standing, "a.xlsx")
    told = [one.number for one in shown.rows if one.outcome.standing is not RowStanding.SAME]
    assert set(told) <= {row}
    again = looked_at(sheet, standing._replace(plans=shown.shelf), "a.xlsx")
    assert not again.changing
