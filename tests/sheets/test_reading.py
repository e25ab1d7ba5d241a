"""Real sheets, as offices write them, are read for what they say."""

from __future__ import annotations

from datetime import date

import pytest

from api.sheets.columns import Field, lines_of
from api.sheets.reader import read_sheet
from domain.words import Line, Tier, UnitKind
from tests.support.sheets import COUNTY, PEOPLE, UNITS, a_csv, a_workbook, look, says, states

WORKS = ("红旗机械厂", "单位", "企业", "青石镇")


def the_one(shown):
    [row] = shown.rows
    assert row.state.value == "new", says(row)
    return row


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_text_is_read_in_whatever_encoding_and_delimiter_it_was_saved(encoding, delimiter):
    content = a_csv(UNITS, WORKS, encoding=encoding, delimiter=delimiter)
    assert read_sheet("名单.csv", content)[0].rows == [list(UNITS), list(WORKS)]


def test_a_rare_character_of_a_name_survives_gb18030():
    content = a_csv(PEOPLE, ("王㛃", "青石镇", "", ""), encoding="gb18030")
    assert the_one(look(content)).name == "王㛃"


def test_commas_in_a_title_do_not_pass_for_the_delimiter():
    rows = [("单位名单，2026年，值班室",), (), UNITS, WORKS]
    assert the_one(look(a_csv(*rows, delimiter="\t"))).number == 4


def test_a_title_blank_rows_and_a_footnote_stand_around_the_table():
    def merge(workbook):
        workbook["单位"].merge_cells("A1:D1")
        workbook["单位"].merge_cells("A6:D6")

    rows = [("临江区单位名单",), (), UNITS, (), WORKS, ("云州市",), ("注：以上名单截至11月",)]
    shown = look(a_workbook(merge, 单位=rows))
    assert the_one(shown).number == 5
    assert shown.unread == ["云州市", "注：以上名单截至11月"]


def test_a_unit_merged_beside_its_people_is_the_unit_of_all_of_them():
    def merge(workbook):
        workbook["人员"].merge_cells("B2:B4")

    rows = [PEOPLE, ("杜　胜", "青石镇"), ("马 子 明",), ("闫新民",)]
    shown = look(a_workbook(merge, 人员=rows))
    assert [(row.name, row.under) for row in shown.rows] == [
        ("杜胜", "青石镇人民政府"),
        ("马子明", "青石镇人民政府"),
        ("闫新民", "青石镇人民政府"),
    ]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (13900000009, "13900000009"),
        (13900000009.0, "13900000009"),
        ("13900000009.0", "13900000009"),
        ("１３９００００００09", "13900000009"),
        ("139 0000 0009", "13900000009"),
        ("0100—5550101", "0100-5550101"),
        ("（0100）5550101", "(0100)5550101"),
        ("5550101/5550102", "5550101/5550102"),
        ("5550101\n139 0000 0009", "5550101/13900000009"),
        ("5550101转802", "5550101转802"),
        ("400-800-1234", "400-800-1234"),
        (8021, "8021"),
        ("无", ""),
        ("", ""),
    ],
)
def test_a_phone_is_read_however_the_sheet_holds_it(typed, kept):
    shown = look(a_workbook(人员=[PEOPLE, ("李四", "青石镇", typed, "")]))
    assert the_one(shown).does[0].profile.phone == kept


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (date(2026, 3, 1), "2026-03-01"),
        ("2026-3-1", "2026-03-01"),
        ("2026/03/01", "2026-03-01"),
        ("2026年3月1日", "2026-03-01"),
        ("2026．3．1", "2026-03-01"),
        (20260301, "2026-03-01"),
        ("", "2026-11-24"),
    ],
)
def test_a_day_is_read_however_it_is_written(typed, shown):
    rows = [(*PEOPLE, "任职日期"), ("李四", "青石镇", "", "副镇长", typed)]
    row = the_one(look(a_workbook(人员=rows)))
    assert says(row) == f"任 副镇长（{shown} 起）"


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("序号,单位名称,行政级别,单位性质,主管单位,值班电话", 5),
        ("单 位,层级,类别（必填）,上级单位*,联系电话,传真", 6),
        ("Name,Short name,Tier,Kind,Lines,Under,Region code,Duty phone,Fax", 9),
        ("姓名,工作单位,手机号码,职务", 4),
        ("单位名称,联系人,联系电话", 3),
        ("Name,Unit,Phone,Post,Since", 5),
    ],
)
def test_a_header_is_known_by_the_words_offices_use(header, fields):
    words = header.split(",")
    lines = lines_of(read_sheet("a.csv", a_csv(words, words[::-1])))
    [line] = lines.units + lines.people
    assert len(line.cells) == fields
    assert bool(lines.people) == (Field.PERSON in line.cells)


def test_of_two_phones_the_mobile_one_is_taken_and_the_other_is_named_as_unread():
    shown = look(
        a_csv(("姓名", "单位", "办公电话", "手机"), ("李四", "青石镇", "5550101", "13900000009"))
    )
    assert the_one(shown).does[0].profile.phone == "13900000009"
    assert shown.unread == ["办公电话"]


def test_two_worksheets_hold_units_and_the_people_in_them_and_a_third_is_named_as_unread():
    people = [PEOPLE, ("李四", "红旗机械厂", "13900000009", "厂长")]
    content = a_workbook(人员=people, 单位=[UNITS, WORKS], 说明=[("怎样填写",)])
    shown = look(content)
    assert states(shown) == ["new", "new"]
    assert shown.unread == ["说明"]
    assert shown.rows[1].does[0].profile.unit == shown.rows[0].does[0].unit


def test_a_hidden_worksheet_is_not_read():
    def hide(workbook):
        workbook["旧表"].sheet_state = "hidden"

    shown = look(a_workbook(hide, 单位=[UNITS, WORKS], 旧表=[UNITS, WORKS]))
    assert states(shown) == ["new"]


def test_words_of_closed_lists_are_taken_in_chinese_in_english_and_as_identifiers():
    rows = [
        (*UNITS, "条线"),
        ("甲局", "县区", "部门", "临江区", "安全生产、自然灾害"),
        ("乙局", "county", "Department", "临江区", "health"),
        ("丙局", "区级", "政府部门", "临江区", ""),
    ]
    profiles = [row.does[0].profile for row in look(a_csv(*rows)).rows]
    assert {(one.tier, one.kind, one.parent) for one in profiles} == {
        (Tier.COUNTY, UnitKind.DEPARTMENT, COUNTY.id)
    }
    assert [one.lines for one in profiles] == [
        (Line.WORK_SAFETY, Line.NATURAL_DISASTER),
        (Line.HEALTH,),
        (),
    ]


def test_several_posts_stand_in_one_cell_or_in_several_rows():
    rows = [PEOPLE, ("李四", "青石镇", "", "书记、主班"), ("李四", "青石镇", "", "副班")]
    one, other = look(a_csv(*rows)).rows
    assert [does.post for does in (*one.does, *other.does)] == ["书记", "主班", "副班"]
    assert len({does.person for does in (*one.does, *other.does)}) == 1
