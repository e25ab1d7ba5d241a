"""Which year a day is of, and which days and shifts of a roster repeat, overlap, or are left out."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.support.roster_sheets import a_roster, look, remarks, sits, wrongs

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
