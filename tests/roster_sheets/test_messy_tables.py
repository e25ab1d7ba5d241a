"""What a roster says wrongly is named cell by cell, in both languages, and then nothing of it is taken in."""

from __future__ import annotations

import pytest

from api.roster_sheets.preview import as_shifts
from api.roster_sheets.rows import RowState
from api.sheets.refusals import RowsWrong
from tests.support.roster_sheets import PEOPLE, a_person, a_roster, look, remarks, sits, wrongs

HEAD = ["日期", "星期", "带班领导", "值班员", "备注"]
ZHANG, LI = PEOPLE[:2]


def read(*rows, head=HEAD, **more):
    return look(a_roster(head, *rows), **more)


@pytest.mark.parametrize(
    ("row", "zh", "en"),
    [
        (
            ["10月1日", "四", "李四", "张山"],
            "D2：在册人员中没有“张山”，是不是“张三”",
            "D2: Nobody on the register is called “张山”; is it “张三”?",
        ),
        (
            ["10月1日", "四", "李四", "欧阳"],
            "D2：在册人员中没有“欧阳”，是不是“欧阳明远”",
            "D2: Nobody on the register is called “欧阳”; is it “欧阳明远”?",
        ),
        (
            ["10月1日", "四", "慕容复", "张三"],
            "C2：在册人员中没有“慕容复”",
            "C2: Nobody on the register is called “慕容复”",
        ),
        (
            ["10月1日", "五", "李四", "张三"],
            "B2：2026-10-01 是星期四，表中写“五”",
            "B2: 2026-10-01 is not “五” but 星期四",
        ),
        (
            ["10月1日（周五）", "", "李四", "张三"],
            "A2：2026-10-01 是星期四，表中写“10月1日（周五）”",
            "A2: 2026-10-01 is not “10月1日（周五）” but 星期四",
        ),
        (
            ["13月1日", "", "李四", "张三"],
            "A2：日期写法不认识“13月1日”，可写 10月1日",
            "A2: “13月1日” is not understood as a day; write 10月1日",
        ),
        (
            ["10月1日张三", "", "李四", "张三"],
            "A2：日期写法不认识“10月1日张三”，可写 10月1日",
            "A2: “10月1日张三” is not understood as a day; write 10月1日",
        ),
        (
            ["10月1日", "", "李四", ""],
            "D2：本班次没有主班（值班员）",
            "D2: This shift has no lead officer",
        ),
        (
            ["10月1日", "", "李四", "副主任科员"],
            "D2：“副主任科员”里没有姓名",
            "D2: There is no name in “副主任科员”",
        ),
        (
            ["10月1日", "", "李四", "#REF!"],
            "D2：公式没有可用的结果“#REF!”，请粘贴为数值",
            "D2: The formula has no result to be read, “#REF!”; paste it as a value",
        ),
    ],
)
def test_a_cell_that_cannot_be_taken_is_named_with_the_reason(row, zh, en):
    shown = read(row)
    assert wrongs(shown) == [zh]
    assert wrongs(shown, "en") == [en]
    assert (shown.wrong, shown.rows[0].state) == (1, RowState.WRONG)
    with pytest.raises(RowsWrong):
        as_shifts(shown)


def test_one_wrong_row_stands_first_and_keeps_all_others_out():
    shown = read(
        ["10月1日", "", "李四", "张三"],
        ["10月2日", "", "李四", "无名氏"],
        ["10月5日", "", "李四", "张三"],
    )
    assert [row.number for row in shown.told] == [3, 4]
    assert remarks(shown) == ["缺 2026-10-03 至 2026-10-04"]
    with pytest.raises(RowsWrong):
        as_shifts(shown)


@pytest.mark.parametrize(
    ("typed", "officers"),
    [
        ("杜 胜", "主班 杜胜"),
        ("杜\u3000胜", "主班 杜胜"),
        ("张三、李四", "主班 张三 副班 李四"),
        ("张三/李四；王五", "主班 张三 副班 李四、王五"),
        ("张三 李四", "主班 张三 副班 李四"),
        ("杜 胜 张三", "主班 杜胜 副班 张三"),
        ("张三李四", "主班 张三 副班 李四"),
        ("张三\n13900000001\n李四", "主班 张三 副班 李四"),
        ("张三13900000001李四13900000002", "主班 张三 副班 李四"),
        ("副县长 李四", "主班 李四"),
        ("副县长李四", "主班 李四"),
        ("县政府办公室副主任李四", "主班 李四"),
        ("李四(办公室主任)", "主班 李四"),
        ("李四（办公室主任，兼）", "主班 李四"),
        ("李四副县长、张三科员", "主班 李四 副班 张三"),
        ("欧阳明远同志", "主班 欧阳明远"),
        ("张三　１３９００００００01", "主班 张三"),
        ("张三、无", "主班 张三"),
        ("主班：张三 副班：李四", "主班 张三 副班 李四"),
        ("\u200b张三\xa0", "主班 张三"),
    ],
)
def test_a_name_is_found_in_whatever_stands_around_it(typed, officers):
    shown = read(["10月1日", "", "", typed])
    assert wrongs(shown) == []
    assert [row.split(" ", 3)[-1].partition(" ")[2] or row for row in sits(shown)] or True
    assert sits(shown) == [f"10-01 08:30–10-02 08:30 {officers}"]


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("张三丰", "张三丰"),
        ("张三李", "张三李"),
        ("副县长李五", "李五"),
        ("李五副县长", "李五"),
        ("张主任", "张主任"),
        ("孙 权", "孙权"),
    ],
)
def test_a_name_that_holds_another_is_not_taken_for_it(typed, named):
    [told] = wrongs(read(["10月1日", "", "李四", typed]))
    assert f"没有“{named}”" in told


def test_of_two_known_and_one_unknown_in_a_cell_the_unknown_one_is_told():
    [told] = wrongs(read(["10月1日", "", "李四", "张三、钱七 王五"]))
    assert told.startswith("D2：在册人员中没有“钱七”")


NAMESAKES = (
    a_person("张三", "办公室", "13900000001"),
    a_person("张三", "应急局", "13900000091"),
    LI,
)


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (["日期", "值班员"], ["10月1日", "张三（应急局）"]),
        (["日期", "值班员"], ["10月1日", "张三13900000091"]),
        (["日期", "值班员", "手机"], ["10月1日", "张三", "139-0000-0091"]),
        (["日期", "带班领导", "手机", "值班员", "手机"], ["10月1日", "李四", "13900000001", "张三", 13900000091]),
        (["日期", "单位", "值班员"], ["10月1日", "应急局", "张三"]),
    ],
)  # fmt: skip
def test_of_namesakes_the_phone_or_the_unit_of_the_cell_or_the_row_tells_whom_is_meant(head, row):
    shown = read(row, head=head, people=NAMESAKES)
    assert wrongs(shown) == []
    assert NAMESAKES[1].id in {seat.person for seat in shown.shifts[0].seats}
    assert NAMESAKES[0].id not in {seat.person for seat in shown.shifts[0].seats}


def test_a_group_of_a_unit_tells_namesakes_apart_too():
    shown = read(
        ["应急局"],
        ["10月1日", "张三"],
        ["办公室"],
        ["10月2日", "张三"],
        head=["日期", "值班员"],
        people=NAMESAKES,
    )
    assert [shift.seats[0].person for shift in shown.shifts] == [NAMESAKES[1].id, NAMESAKES[0].id]


def test_namesakes_that_nothing_tells_apart_are_named():
    assert wrongs(read(["10月1日", "", "李四", "张三"], people=NAMESAKES)) == [
        "D2：叫“张三”的不止一人：张三（办公室 13900000001）、张三（应急局 13900000091），请在姓名后写单位或手机号"
    ]
