"""Which year a day is of, and which days and shifts of a roster repeat, overlap, or are left out."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.support.roster_sheets import a_roster, look, remarks, sits, wrongs
from tests.support.sheets import a_csv

HEAD = ["日期", "星期", "带班领导", "值班员"]


def read(*rows, head=HEAD, sheet="值班表", **more):
    return look(a_roster(head, *rows, sheet=sheet), **more)


def test_weekdays_that_all_fit_another_year_tell_the_year():
    days = zip(("10月1日", "10月2日", "10月3日"), "五六日", strict=True)
    rows = [[day, weekday, "李四", "张三"] for day, weekday in days]
    assert str(read(*rows).first) == "2027-10-01"
    for told in (read(*rows, year=2026), read(*rows, sheet="2026年国庆节")):
        assert [one.partition("：")[0] for one in wrongs(told)] == ["B2", "B3", "B4"]


NOVEMBER = datetime(2026, 11, 25, tzinfo=UTC)


@pytest.mark.parametrize(
    ("title", "days", "first", "last"),
    [
        ("值班表", ["12月31日", "1月1日"], "2026-12-31", "2027-01-01"),
        ("2027年元旦值班表", ["12月31日", "1月1日"], "2026-12-31", "2027-01-01"),
        ("2026年12月值班表", ["31日", "1日"], "2026-12-31", "2027-01-01"),
        ("2025年12月—2026年1月", ["12.31", "1.1"], "2025-12-31", "2026-01-01"),
        ("二〇二七年二月", ["1日", "2日"], "2027-02-01", "2027-02-02"),
        ("2028年2月", ["2月29日", "3月1日"], "2028-02-29", "2028-03-01"),
        ("值班表", ["9月30日", "10月1日"], "2026-09-30", "2026-10-01"),
        ("值班表", ["3月1日", "3月2日"], "2027-03-01", "2027-03-02"),
        ("2026年10月", ["1日至3日", "4—6日"], "2026-10-01", "2026-10-06"),
        ("2026年", ["10月30日—11月2日", "11.3"], "2026-10-30", "2026-11-03"),
        ("2026年", ["10月1日、3日", "10月2日"], "2026-10-01", "2026-10-03"),
        ("2026年10月", [1, 2], "2026-10-01", "2026-10-02"),
    ],
)
def test_a_year_or_a_month_left_out_is_told_by_the_title_the_day_before_or_today(
    title, days, first, last
):
    shown = look(
        a_roster([title], ["日期", "值班员"], *([day, "张三"] for day in days)), now=NOVEMBER
    )
    assert wrongs(shown) == remarks(shown) == []
    assert (str(shown.first), str(shown.last)) == (first, last)


def test_a_day_that_comes_again_and_days_left_out_are_told_with_their_rows():
    head = ["日期", "主班", "副班"]
    rows = [["10月1日", "张三", "李四"], ["10月1日", "王五", "赵六"], ["10月4日", "张三", "李四"]]
    shown = read(*rows, head=head)
    assert [(row.number, row.message("zh")) for row in shown.told] == [
        (3, "2026-10-01 与第 2 行重复，已并为一班"),
        (4, "缺 2026-10-02 至 2026-10-03"),
    ]
    assert sits(shown)[0] == "10-01 08:30–10-02 08:30 主班 张三 副班 李四、赵六、王五"


def test_two_shifts_that_begin_at_one_time_are_wrong():
    head = ["日期", "班次", "值班员"]
    rows = [["10月1日", "8:00-20:00", "张三"], ["10月1日", "8:00-次日8:00", "李四"]]
    assert wrongs(read(*rows, head=head)) == ["C3：有另一个班次在同一时间开始"]


def test_a_shift_nobody_knows_and_one_nobody_has_are_told():
    rows = [["10月1日", "甲班", "张三"], ["10月2日", "25:00-26:00", "张三"]]
    assert wrongs(read(*rows, head=["日期", "班次", "值班员"])) == [
        "B2：班次写法不认识“甲班”，可写 白班 8:00-20:00",
        "B3：时间不对“25:00”",
    ]
    shown = read(["10月1日", "张三", ""], head=["日期", "白班8:00-20:00", "夜班20:00-8:00"])
    assert remarks(shown) == ["C2：这一班没有人"]


def test_a_thousand_lines_of_ditto_do_not_reach_too_deep():
    rows = [[f"2026-01-{day:02}", "〃"] for day in range(2, 32)] * 100
    shown = read(["2026-01-01", "张三"], *rows, head=["日期", "值班员"])
    assert wrongs(shown) == []
    assert shown.last == date(2026, 1, 31)


def test_a_shift_may_stand_beside_the_day():
    shown = look(
        a_csv(
            ["日期", "值班员"],
            ["10月1日白班8:00-20:00", "张三"],
            ["10月5日8:00-20:00", "张三"],
            ["2026-10-06 00:00", "张三"],
            ["10月1日（夜班）", "李四"],
            ["10月2日（国庆节）", "王五"],
            ["10月3日 8:00", "赵六"],
            ["10月4日（上午）", "张三"],
        )
    )
    assert wrongs(shown) == ["A8：日期写法不认识“10月4日（上午）”，可写 10月1日"]
    assert sits(shown) == [
        "10-01 08:00–10-01 20:00 主班 张三",
        "10-01 20:30–10-02 08:30 主班 李四",
        "10-02 08:30–10-03 08:30 主班 王五",
        "10-03 08:00–10-04 08:00 主班 赵六",
        "10-05 08:00–10-05 20:00 主班 张三",
        "10-06 08:30–10-07 08:30 主班 张三",
    ]


@pytest.mark.parametrize(
    "note",
    [
        "早8:00–15:00、中15:00–22:00、晚22:00–次日8:00",
        "早班时间：8:00至15:00；中班时间：15:00至22:00；晚班时间：22:00至次日8:00",
        "早班（8时至15时）、中班（15时至22时）、晚班（22时至次日8时）",
        "说明：早班为8：00—15：00，中班为15：00—22：00，晚班为22：00—8：00，每日9:00-10:00开会",
    ],
)
def test_hours_of_shifts_are_told_by_a_note_however_it_is_put(note):
    rows = [
        ["10月1日", shift, name]
        for shift, name in (("早", "张三"), ("中班", "李四"), ("晚班", "王五"))
    ]
    shown = look(a_roster(["日期", "班次", "姓名"], *rows, [note]))
    assert wrongs(shown) == remarks(shown) == []
    assert [row[:23] for row in sits(shown)] == [
        "10-01 08:00–10-01 15:00",
        "10-01 15:00–10-01 22:00",
        "10-01 22:00–10-02 08:00",
    ]


def test_hours_of_every_day_are_told_by_the_title():
    for title in ("值班时间：当日17:30至次日8:30", "值班时间为每天17：30—次日8：30"):
        shown = look(a_roster([title], ["日期", "值班员"], ["10月1日", "张三"]))
        assert sits(shown) == ["10-01 17:30–10-02 08:30 主班 张三"]


def test_a_note_of_hours_no_clock_has_tells_none():
    shown = look(
        a_roster(["白班25:61-30:00"], ["日期", "班次", "值班员"], ["10月1日", "白班", "张三"])
    )
    assert remarks(shown) == ["“白”的时间未写明，按 08:30–20:30 计"]
