"""What becomes of each unit of a sheet, and which cell of a wrong one is wrong."""

from __future__ import annotations

import pytest

from api.sheets.preview import as_command
from api.sheets.refusals import NoHeader, RowsWrong
from domain.words import Line, Tier, UnitKind
from tests.support.sheets import (
    BUREAU,
    CITY,
    COUNTY,
    REGISTERED_UNITS,
    TOWN,
    UNITS,
    a_csv,
    a_unit,
    look,
    says,
    states,
    taken_in,
)

PHONED = (*UNITS, "值班电话")


def the_row(*cells, header=UNITS, units=REGISTERED_UNITS):
    [row] = look(a_csv(header, cells), units).rows
    return row


def test_a_name_nobody_has_is_a_new_unit_under_the_one_it_names():
    row = the_row("红旗机械厂", "单位", "企业", "青石镇")
    assert row.state.value == "new"
    profile = row.does[0].profile
    assert (profile.tier, profile.kind, profile.parent) == (
        Tier.UNIT,
        UnitKind.ENTERPRISE,
        TOWN.id,
    )
    assert profile.short_name == "红旗机械厂"


def test_a_row_that_says_what_is_registered_changes_nothing():
    row = the_row("临江区人民政府", "县区", "政府", "云州市", "０１００-5550100", header=PHONED)
    assert (row.state.value, row.does) == ("same", ())


def test_a_list_of_short_names_renames_nobody():
    row = the_row("临江区", "县区", "政府", "云州市")
    assert (row.state.value, row.name) == ("same", "临江区人民政府")


def test_a_change_is_told_with_what_stood_before():
    row = the_row("临江区", "", "", "", "0100-5550199", header=PHONED)
    assert row.state.value == "changed"
    assert says(row) == "值班电话 0100-5550100 → 0100-5550199"
    assert says(row, "en") == "Duty phone 0100-5550100 → 0100-5550199"


def test_a_unit_is_moved_and_its_kind_and_lines_change_in_words():
    row = the_row("临江区应急管理局", "市", "政府", "云州市", "无", header=(*UNITS, "条线"))
    assert says(row) == (
        "层级 县区 → 市；类别 部门 → 政府；条线 安全生产 → —；"
        "上级单位 临江区人民政府 → 云州市人民政府"
    )


def test_a_blank_cell_keeps_what_is_registered_and_a_none_clears_it():
    kept = the_row("临江区", "", "", "", "", header=PHONED)
    cleared = the_row("临江区", "", "", "无", "无", header=PHONED)
    assert kept.state.value == "same"
    profile = cleared.does[0].profile
    assert (profile.parent, profile.duty_phone) == (None, "")


def test_a_unit_may_stand_under_one_of_a_later_row():
    rows = [
        ("红旗机械厂", "单位", "企业", "白沙街道"),
        ("白沙街道办事处", "街道", "政府", "临江区", "白沙街道"),
    ]
    works, street = look(a_csv((*UNITS, "简称"), *rows)).rows
    assert works.does[0].profile.parent == street.does[0].unit


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (("红旗厂", "", "企业", ""), "B列 层级：必须填写"),
        (
            ("红旗厂", "局级", "企业", ""),
            "B列 层级：不认识“局级”，可写：单位、乡镇街道、县区、市、省、中央",
        ),
        (
            ("红旗厂", "单位", "集体", ""),
            "C列 类别：不认识“集体”，可写：政府、部门、企事业单位、外部",
        ),
        (
            ("红旗厂", "单位", "企业", "黑石镇"),
            "D列 上级单位：在册单位和本表中都没有“黑石镇”",
        ),
        (("红旗厂", "单位", "企业", "红旗厂"), "D列 上级单位：上级关系绕回了本单位"),
        (("云州市", "", "", "青石镇"), "D列 上级单位：上级关系绕回了本单位"),
        (("红" * 201, "单位", "企业", ""), "A列 名称：超过 200 个字"),
        (("", "单位", "企业", ""), "A列 名称：必须填写"),
    ],
)
def test_a_wrong_cell_is_named_with_its_column_and_why(cells, message):
    row = the_row(*cells)
    assert (row.state.value, row.number, says(row)) == ("wrong", 2, message)
    assert row.does == ()


@pytest.mark.parametrize(
    "typed", ["1390000001", "139000000011", "1.39E+10", "见值班表", "12", "0100-555", "x" * 300]
)
def test_what_is_no_phone_number_is_wrong(typed):
    row = the_row("临江区", "", "", "", typed, header=PHONED)
    assert row.state.value == "wrong"
    assert says(row).startswith("E列 值班电话：")


def test_everything_wrong_in_a_row_is_told_at_once_in_either_language():
    row = the_row("红旗厂", "局级", "", "黑石镇")
    assert says(row).count("；") == 2
    assert says(row, "en") == (
        "column B, Tier: “局级” is not known; write one of unit, township, county, city, "
        "province, central; column C, Kind: must be filled in; "
        "column D, Under: no unit “黑石镇” in the register or in this sheet"
    )


def test_a_circle_among_the_rows_of_one_sheet_is_wrong_in_each_of_them():
    rows = [
        ("甲厂", "单位", "企业", "乙厂"),
        ("乙厂", "单位", "企业", "丙厂"),
        ("丙厂", "单位", "企业", "甲厂"),
        ("丁厂", "单位", "企业", "甲厂"),
    ]
    assert states(look(a_csv(UNITS, *rows))) == ["wrong", "wrong", "wrong", "new"]


def test_the_second_row_of_one_unit_is_wrong_and_names_the_first():
    rows = [
        ("青石镇", "", "", ""),
        ("红旗厂", "单位", "企业", ""),
        ("青石镇人民政府", "", "", ""),
        ("红 旗 厂", "单位", "企业", "青石镇"),
    ]
    found = look(a_csv(UNITS, *rows)).rows
    assert [row.state.value for row in found] == ["same", "new", "wrong", "wrong"]
    assert [says(row) for row in found[2:]] == [
        "A列 名称：与第 2 行重复",
        "A列 名称：与第 3 行重复",
    ]


def test_of_two_units_of_one_name_the_sheet_must_say_which_by_its_id():
    other = a_unit("临江区应急管理局", Tier.CITY, UnitKind.DEPARTMENT, CITY)
    units = [*REGISTERED_UNITS, other]
    unclear = the_row("临江区应急管理局", "市", "部门", "云州市", units=units)
    assert says(unclear) == "A列 名称：不止一个单位叫“临江区应急管理局”，请写全称或系统编号"
    header = (*UNITS, "系统编号")
    clear = the_row("市应急局", "", "", "", str(other.id), header=header, units=units)
    assert clear.does[0].unit == other.id
    assert says(clear).startswith("名称 临江区应急管理局 → 市应急局")


def test_an_id_nobody_has_is_wrong():
    row = the_row(
        "红旗厂", "单位", "企业", "", str(CITY.id)[:-1] + "x", header=(*UNITS, "系统编号")
    )
    assert says(row) == "E列 系统编号：系统编号不在册"


def test_a_unit_renamed_by_its_id_takes_its_short_name_along_when_that_was_its_name():
    header = (*UNITS, "系统编号")
    row = the_row("临江区应急局", "", "", "", str(BUREAU.id), header=header)
    profile = row.does[0].profile
    assert (profile.name, profile.short_name) == ("临江区应急局", "临江区应急局")
    assert profile.lines == (Line.WORK_SAFETY,)


def test_a_sheet_without_a_header_is_refused():
    with pytest.raises(NoHeader):
        look(a_csv(("红旗厂", "单位"), ("白沙厂", "单位")))


def test_nothing_is_taken_in_while_a_row_is_wrong():
    shown = look(a_csv(UNITS, ("红旗厂", "单位", "企业", ""), ("白沙厂", "", "企业", "")))
    assert shown.wrong == 1
    with pytest.raises(RowsWrong):
        as_command(shown)


def test_the_same_sheet_taken_in_twice_changes_nothing():
    rows = [
        ("红旗厂", "单位", "企业", "白沙街道"),
        ("白沙街道", "街道", "政府", "临江区"),
        ("临江区", "", "", "无"),
    ]
    content = a_csv(UNITS, *rows)
    units, _ = taken_in(look(content))
    assert states(look(content, units)) == ["same"] * 3
    assert COUNTY.id in {one.id for one in units}
