"""Rosters as offices write them are read for who sits when, and at which post."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from api.roster_sheets.preview import as_shifts
from tests.support.roster_sheets import a_roster, look, remarks, sits, wrongs
from tests.support.sheets import a_csv

DAY = "10-01 08:30–10-02 08:30"


def only(shown):
    assert wrongs(shown) == []
    [row] = sits(shown)
    return row


def test_a_title_leaders_officers_a_phone_and_notes_as_most_offices_have_them():
    shown = look(
        a_roster(
            ["临江区人民政府总值班室2026年国庆节值班表"],
            ["日期", "星期", "带班领导", "手机", "值班人员", "备注"],
            ["10月1日", "星期四", "李四", "13900000002", "张三、王五", ""],
            ["10月2日", "星期五", "李四", "", "赵六\n杜　胜", "替班"],
            ["注：值班电话5550100，传真5550101"],
        )
    )
    assert wrongs(shown) == remarks(shown) == []
    assert sits(shown) == [
        "10-01 08:30–10-02 08:30 在岗带班 李四 主班 张三 副班 王五",
        "10-02 08:30–10-03 08:30 在岗带班 李四 主班 赵六 副班 杜胜",
    ]
    assert shown.unread == ["手机", "备注", "注：值班电话5550100，传真5550101"]
    assert (shown.first, shown.last) == (date(2026, 10, 1), date(2026, 10, 2))
    assert as_shifts(shown) == shown.shifts


@pytest.mark.parametrize(
    ("posts", "seats"),
    [
        ("带班领导,值班长,协调调度岗,综合信息岗", "在岗带班 张三 主班 李四 副班 王五、赵六"),  # S1
        ("总负责人,带班领导,正式干部,正式干部", "总带班 张三 在岗带班 李四 主班 王五 副班 赵六"),  # S2
        ("总带班,在岗带班,在岗值班,备班", "总带班 张三 在岗带班 李四 主班 王五 备班 赵六"),  # S3
        ("总带班领导,值班领导,值班人员,值班员", "总带班 张三 在岗带班 李四 主班 王五 副班 赵六"),  # S4
        ("领导带班,驻地带班,科级值班,应急办跟班", "在岗带班 张三 驻地带班 李四 主班 王五 副班 赵六"),  # S6
        ("带班领导,主班,副班,机动", "在岗带班 张三 主班 李四 副班 王五 备班 赵六"),  # S7, S8, S9
        ("领导带班,值班,值班,值班", "在岗带班 张三 主班 李四 副班 王五、赵六"),  # S10
        ("Overall leader,Leader,Lead officer,Second officer", "总带班 张三 在岗带班 李四 主班 王五 副班 赵六"),
    ],
)  # fmt: skip
def test_a_post_is_known_by_the_word_an_office_puts_over_it(posts, seats):
    rows = ["日期", *posts.split(",")], ["2026年10月1日", "张三", "李四", "王五", "赵六"]
    assert only(look(a_roster(*rows))) == f"{DAY} {seats}"


def test_the_spring_festival_form_of_a_unit_that_reports_it_upwards():  # S11
    shown = look(
        a_roster(
            ["2027年春节值班安排表"],
            ["填报单位：临江区应急管理局", "", "填表人：李四"],
            ["值班日期", "带班领导", "职务", "手机", "值班人员", "职务", "手机"],
            ["2月5日", "李四", "局长", "13900000002", "张三", "科员", "13900000001"],
            ["2月6日", "王五", "副局长", "13900000003", "赵六", "科员", "13900000004"],
            ["审核：", "", "填报日期：2027年1月20日"],
        )
    )
    assert sits(shown) == [
        "02-05 08:30–02-06 08:30 在岗带班 李四 主班 张三",
        "02-06 08:30–02-07 08:30 在岗带班 王五 主班 赵六",
    ]


def test_the_office_says_from_when_a_day_lasts_unless_the_sheet_does():
    rows = ["日期", "值班员"], ["10月1日", "张三"]
    half = {"starts": time(8), "lasts": timedelta(hours=12)}
    assert only(look(a_roster(*rows), **half)) == "10-01 08:00–10-01 20:00 主班 张三"
    told = [["值班表（值班时间：8:00—次日8:00）"], *rows]  # F3
    assert only(look(a_roster(*told), **half)) == "10-01 08:00–10-02 08:00 主班 张三"


def test_three_shifts_stand_in_a_column_of_their_own_and_a_note_tells_their_hours():  # F1
    shown = look(
        a_roster(
            ["日期", "姓名", "联系方式", "班次", "备注"],
            ["10.9", "张三", 13900000001, "早班", ""],
            ["10.9", "李四", 13900000002, "中班", ""],
            ["10.9", "王五", 13900000003, "晚班", ""],
            ["10.1", "赵六", 13900000004, "早班", ""],
            ["说明：早班8:00–15:00，中班15:00–22:00，晚班22:00–次日8:00"],
        )
    )
    assert wrongs(shown) == remarks(shown) == []
    assert sits(shown) == [
        "10-09 08:00–10-09 15:00 主班 张三",
        "10-09 15:00–10-09 22:00 主班 李四",
        "10-09 22:00–10-10 08:00 主班 王五",
        "10-10 08:00–10-10 15:00 主班 赵六",
    ]


def test_shifts_side_by_side_overlap_by_an_hour_as_two_headers_say():  # F2
    def merge(workbook):
        for cells in ("A1:A2", "B1:C1", "D1:E1"):
            workbook["值班表"].merge_cells(cells)

    shown = look(
        a_roster(
            ["日期", "白班（8:00-21:00）", "", "夜班(20:00—次日9:00)", ""],
            ["", "主班", "副班", "主班", "副班"],
            ["10月1日", "张三", "李四", "王五", "赵六"],
            change=merge,
        )
    )
    assert sits(shown) == [
        "10-01 08:00–10-01 21:00 主班 张三 副班 李四",
        "10-01 20:00–10-02 09:00 主班 王五 副班 赵六",
    ]
    assert remarks(shown) == ["与 10-01 08:00 开始的班次时间重叠"]


def test_of_winter_and_summer_hours_in_the_notes_none_is_guessed():  # F4
    told = "夏季：白班8:00-20:00；冬季：白班8:00-19:00；夜班20:00-次日8:00"
    shown = look(a_roster([told], ["日期", "白班", "夜班"], ["10月1日", "张三", "李四"]))
    assert sits(shown) == [
        "10-01 08:30–10-01 20:30 主班 张三",
        "10-01 20:00–10-02 08:00 主班 李四",
    ]
    assert remarks(shown)[0] == "“白”的时间未写明，按 08:30–20:30 计"


def test_a_township_has_a_leader_of_the_day_and_hours_outside_work():  # S5, F5
    shown = look(
        a_csv(
            ["青石镇2026年9月值班表（工作日17:30至次日8:30，节假日8:30至次日8:30）"],
            ["日期", "时段", "值班领导", "值班人员", "电话", "传真"],
            ["30日", "工作日下班后", "李四", "张三", "5550100", "5550101"],
            ["1日", "节假日", "李四", "王五", "5550100", "5550101"],
        )
    )
    assert wrongs(shown) == []
    assert sits(shown) == [
        "09-30 17:30–10-01 08:30 在岗带班 李四 主班 张三",
        "10-01 08:30–10-02 08:30 在岗带班 李四 主班 王五",
    ]


def test_a_record_book_tells_who_was_there_and_the_weather_is_not_read():  # F6
    shown = look(
        a_roster(
            ["值班时间", "值班人员", "天气", "区域风险等级", "信息接收与处置"],
            ["2026-10-01 8:00至2026-10-02 8:00", "张三、李四", "晴", "低", "无"],
        )
    )
    assert only(shown) == "10-01 08:00–10-02 08:00 主班 张三 副班 李四"
    assert shown.unread == ["天气", "区域风险等级", "信息接收与处置"]
