"""Rosters that are no plain table: glued to the day, days across, people with marks, blocks side by side."""

from __future__ import annotations

import pytest

from api.roster_sheets.refusals import NoRoster
from tests.support.roster_sheets import a_roster, look, remarks, sits, wrongs
from tests.support.sheets import a_csv


def test_names_glued_to_their_days_in_one_cell_with_the_year_in_the_title_only():  # R1
    shown = look(
        a_roster(
            ["2024年清明节某校值班表"],
            ["4月4日季井先 4月5日张现霞 4月6日吉涵韬"],
            ["临江区教育局 2024年3月19日"],
        )
    )
    assert sits(shown) == [
        "04-04 08:30–04-05 08:30 主班 季井先",
        "04-05 08:30–04-06 08:30 主班 张现霞",
        "04-06 08:30–04-07 08:30 主班 吉涵韬",
    ]
    assert str(shown.first) == "2024-04-04"
    assert shown.unread == ["2024年清明节某校值班表", "临江区教育局", "2024年3月19日"]


@pytest.mark.parametrize(
    "text",
    [
        "10月1日张三\n10月2日李四",
        "10月1日：张三；10月2日：李四",
        "2026年10月1日 张三 13900000001 2026年10月2日 李四",
        "10.1张三,10.2李四",
        "10月1日（星期四）值班员：张三\t10月2日 周五 值班员：李四",
    ],
)
def test_a_text_of_days_and_names_is_a_roster(text):
    shown = look(text.encode(), name="值班.txt")
    assert wrongs(shown) == []
    assert sits(shown) == [
        "10-01 08:30–10-02 08:30 主班 张三",
        "10-02 08:30–10-03 08:30 主班 李四",
    ]


def test_posts_are_told_inside_the_cell():
    [row] = sits(look("10月1日 带班领导：李四 值班员：张三、王五".encode()))
    assert row.endswith("在岗带班 李四 主班 张三 副班 王五")


def test_a_number_of_a_law_and_a_date_of_a_letter_make_no_roster():
    for text in ("关于国庆节值班的通知\n2026年9月19日", "", "姓名,电话\n张三,5550100"):
        with pytest.raises(NoRoster):
            look((text or " ").encode())


def test_days_stand_across_and_posts_go_down():
    shown = look(
        a_roster(
            ["2026年10月值班表"],
            ["日期", "1日", "2日", 3],
            ["星期", "四", "五", "六"],
            ["带班领导", "李四", "李四", "王五"],
            ["主班", "张三", "赵六", "杜 胜"],
            ["副班", "王五", "", "张三"],
            ["电话", "5550100", "5550100", "5550100"],
        )
    )
    assert wrongs(shown) == remarks(shown) == []
    assert sits(shown) == [
        "10-01 08:30–10-02 08:30 在岗带班 李四 主班 张三 副班 王五",
        "10-02 08:30–10-03 08:30 在岗带班 李四 主班 赵六",
        "10-03 08:30–10-04 08:30 在岗带班 王五 主班 杜胜 副班 张三",
    ]
    assert shown.unread == ["电话"]


def test_two_weeks_stand_one_under_the_other_with_two_shifts_a_day():
    week = ["", "白班", "夜班", "白班", "夜班"]
    shown = look(
        a_roster(
            ["白班8:00-20:00，夜班20:00-次日8:00"],
            ["", "10月1日", "", "10月2日", ""],
            week,
            ["主班", "张三", "李四", "王五", "赵六"],
            ["", "10月3日", "", "10月4日", ""],
            week,
            ["主班", "李四", "张三", "赵六", "王五"],
        )
    )
    assert wrongs(shown) == remarks(shown) == []
    assert [row[:5] + row[-2:] for row in sits(shown)] == [
        "10-01张三", "10-01李四", "10-02王五", "10-02赵六",
        "10-03李四", "10-03张三", "10-04赵六", "10-04王五",
    ]  # fmt: skip


def test_each_person_has_a_row_of_marks():
    shown = look(
        a_roster(
            ["2026年10月四班三倒（早班8:00-15:00、中班15:00-22:00、晚班22:00-次日8:00）"],
            ["序号", "部门", "姓名", 1, 2],
            [1, "办公室", "张三", "早", "休"],
            [2, "办公室", "李四", "中", "早"],
            [3, "办公室", "王五", "晚", "中"],
            [4, "办公室", "赵六", "休", "晚"],
        )
    )
    assert wrongs(shown) == []
    assert [f"{row[:11]} {row[-2:]}" for row in sits(shown)] == [
        "10-01 08:00 张三", "10-01 15:00 李四", "10-01 22:00 王五",
        "10-02 08:00 李四", "10-02 15:00 王五", "10-02 22:00 赵六",
    ]  # fmt: skip


def test_a_month_stands_in_two_blocks_side_by_side():
    shown = look(
        a_csv(
            ["2026年10月值班"],
            ["日期", "姓名", "日期", "姓名"],
            ["1日", "张三", "3日", "李四"],
            ["2日", "王五", "4—5日", "杜　胜"],
            ["值班电话：5550100", "", "", ""],
        )
    )
    assert wrongs(shown) == remarks(shown) == []
    assert [row[:5] + row[-2:] for row in sits(shown)] == [
        "10-01张三", "10-02王五", "10-03李四", "10-04杜胜", "10-05杜胜",
    ]  # fmt: skip


def test_a_unit_of_a_row_is_no_footnote_and_a_leader_who_only_answers_for_it_is_not_on_duty():
    shown = look(
        a_csv(
            ["单位", "日期", "值班员", "分管领导"],
            ["值班室", "10月1日", "张三", "李四"],
            ["值班室", "2", "王五", "李四"],
            ["值班室电话：5550100", "", "", ""],
        )
    )
    assert [row[-5:] for row in sits(shown)] == ["主班 张三", "主班 王五"]
    assert shown.unread == ["单位", "分管领导", "值班室电话：5550100"]


def test_leaders_and_officers_have_worksheets_of_their_own():
    def leaders(workbook):
        sheet = workbook.create_sheet("领导带班")
        for row in (["日期", "带班领导"], ["10月1日至2日", "李四"]):
            sheet.append(row)

    rows = ["日期", "值班员"], ["10月1日", "张三"], ["10月2日", "王五"]
    shown = look(a_roster(*rows, change=leaders))
    assert wrongs(shown) == remarks(shown) == []
    assert sits(shown) == [
        "10-01 08:30–10-02 08:30 在岗带班 李四 主班 张三",
        "10-02 08:30–10-03 08:30 在岗带班 李四 主班 王五",
    ]


def test_a_header_comes_again_on_every_page_and_weeks_have_labels():
    def merge(workbook):
        workbook["值班表"].merge_cells("A2:C2")

    head = ["日期", "带班领导", "值班员"]
    shown = look(
        a_roster(head, ["第一周"], ["10月1日", "李四", "张三"], head, ["10月2日", "〃", "王五"], change=merge)
    )  # fmt: skip
    assert wrongs(shown) == remarks(shown) == []
    assert [row[-11:] for row in sits(shown)] == ["带班 李四 主班 张三", "带班 李四 主班 王五"]
    assert shown.unread == ["第一周"]


def test_a_word_over_several_columns_is_over_the_names_in_all_of_them():
    def merge(workbook):
        for cells in ("A1:B1", "D1:F1"):
            workbook["值班表"].merge_cells(cells)

    rows = (
        ["日期", "", "带班领导", "值班人员", "", "", "电话"],
        ["10月1日", "星期四", "李四", "张三", "王五", "赵六", "1"],
    )
    assert sits(look(a_roster(*rows, change=merge))) == [
        "10-01 08:30–10-02 08:30 在岗带班 李四 主班 张三 副班 王五、赵六"
    ]
    assert sits(look(a_csv(*rows)))[0].endswith("副班 王五、赵六")
    assert wrongs(look(a_csv(rows[0], ["10月1日", "星期五", "李四", "张三"]))) == [
        "B2：2026-10-01 是星期四，表中写“星期五”"
    ]


def test_a_mark_that_nobody_knows_is_told_and_a_tick_is_the_usual_shift():
    head = ["姓名", "10月1日", "10月2日", "10月3日"]
    shown = look(a_csv(head, ["张三", "√", "休", "全"], ["李四", "", "√", ""]))
    assert wrongs(shown) == remarks(shown) == []
    assert [row[-2:] for row in sits(shown)] == ["张三", "李四", "张三"]
    assert wrongs(look(a_csv(head, ["张三", "白", "D", "夜"]))) == [
        "A2：班次写法不认识“D”，可写 白班 8:00-20:00"
    ]
