"""A roster is read alike from xlsx, xls and ods, and a file that is no honest roster is refused whole."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from api.sheets import refusals
from tests.support.roster_sheets import a_roster, look, remarks, sits, wrongs
from tests.support.sheets import a_csv

HERE = Path(__file__).parent
HEAD = ["日期", "带班领导", "值班员"]


@pytest.mark.parametrize("name", ["october.xls", "october.ods"])
def test_a_file_saved_by_an_office_program_is_read(name):
    """Merged leaders, days as numbers in three formats, a formula, a note on a cell, a hidden worksheet."""
    shown = look((HERE / name).read_bytes(), name=name)
    assert wrongs(shown) == remarks(shown) == []
    assert sits(shown) == [
        "10-01 08:30–10-02 08:30 在岗带班 李四 主班 张三 副班 王五",
        "10-02 08:30–10-03 08:30 在岗带班 李四 主班 赵六 副班 杜胜",
        "10-03 08:30–10-04 08:30 在岗带班 王五 主班 贾志扬",
        "10-04 08:30–10-05 08:30 在岗带班 王五 主班 季井先",
    ]


def test_days_are_read_in_every_way_a_workbook_keeps_them():
    days = (
        date(2026, 10, 1),
        46297,
        "2026/10/3",
        "２０２６年１０月４日",
        20261005,
        "10.6",
        "10月7日 国庆节",
    )
    shown = look(a_roster(HEAD, *([day, "李四", "张三"] for day in days)))
    assert wrongs(shown) == remarks(shown) == []
    assert [row.days[0].day for row in shown.rows] == [1, 2, 3, 4, 5, 6, 7]


def test_a_formula_is_never_worked_out_and_one_without_a_result_is_named_by_its_cell():
    rows = ["10月1日", "李四", "张三"], ["=A2+1", "李四", "张三"], ["10月3日", "=B2", "张三"]
    assert wrongs(look(a_roster(HEAD, *rows))) == [
        "A3：公式没有可用的结果“=A2+1”，请粘贴为数值",
        "B4：公式没有可用的结果“=B2”，请粘贴为数值",
    ]


def a_zip(**parts):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("国庆.xlsx", b"MZ\x90\x00" + bytes(500), refusals.NotASheet),
        ("国庆.xls", b"MZ\x90\x00" + bytes(500), refusals.NotASheet),
        ("国庆.ods", b"MZ\x90\x00" + bytes(500), refusals.NotASheet),
        ("国庆.xlsx", a_zip(**{"xl/workbook.xml": " " * 21_000_000}), refusals.TooLarge),
        ("国庆.ods", a_zip(**{"content.xml": " " * 21_000_000}), refusals.TooLarge),
        ("国庆.csv", a_csv(HEAD, *[["10月1日", "李四", "张三"]] * 50_000), refusals.TooLarge),
        ("国庆.xls", (HERE / "october.xls").read_bytes()[:3000], refusals.DamagedWorkbook),
    ],
)
def test_a_file_that_would_do_harm_is_refused_before_it_is_believed(name, content, refusal):
    with pytest.raises(refusals.SheetRefused) as refused:
        look(content, name=name)
    assert type(refused.value) is refusal


def test_more_cells_than_a_year_of_shifts_has_are_refused():
    rows = [["10月1日", *["李四"] * 40]] * 1_000
    with pytest.raises(refusals.TooLarge, match="40000"):
        look(a_csv(["日期", *["值班员"] * 40], *rows))


def test_a_row_far_down_is_refused_and_not_reached_for():
    def far(workbook):
        workbook["值班表"].cell(50_000, 1).value = "10月1日"

    with pytest.raises(refusals.TooLarge, match="A50000"):
        look(a_roster(HEAD, ["10月1日", "李四", "张三"], change=far))
