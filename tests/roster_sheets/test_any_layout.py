"""One and the same roster, laid out and lettered in every way at random, is always read as the same shifts."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from api.roster_sheets.preview import RosterSetting, read_roster
from api.sheets.reader import Table
from domain.roster import PlannedShift
from domain.shift import DutyPost, Seat
from domain.working_days import BEIJING
from tests.support.roster_sheets import NOW, PEOPLE, a_person, wrongs

TRICKY = "王林 林涛 王林涛 白居易 班固 夏日 王早 易中天 周三 周一鸣 节度 主父偃"  # each could be read for something else
CROWD = (*PEOPLE, *(a_person(name, "应急局", "13800000000") for name in TRICKY.split()))
WEEKDAYS = "一二三四五六日"
LEADER, LEAD, SECOND = DutyPost.DUTY_LEADER_ON_SITE, DutyPost.LEAD_OFFICER, DutyPost.SECOND_OFFICER
DAYS = [
    lambda day: f"{day.month}月{day.day}日",
    lambda day: f"{day.month:02}月{day.day:02}号",
    lambda day: f"{day.month}.{day.day}",
    lambda day: f"{day.month}/{day.day}",
    lambda day: f"{day.day}日",
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: day.isoformat(),
    lambda day: f"{day.month}月{day.day}日（周{WEEKDAYS[day.weekday()]}）",
    lambda day: str((day - date(1899, 12, 30)).days),
]  # fmt: skip
LETTERED = [
    lambda one: one.name,
    lambda one: "\u3000".join(one.name) if len(one.name) == 2 else one.name,
    lambda one: f"副县长 {one.name}",
    lambda one: f"县政府办公室主任{one.name}",
    lambda one: f"{one.name}（{one.unit}，兼）",
    lambda one: f"{one.name}{one.phone}",
    lambda one: f"{' '.join(one.name)} {one.phone}" if len(one.name) == 2 else one.name,
    lambda one: f"{one.name}同志",
]


@st.composite
def sittings(draw):
    """Days one after another, and a leader, a lead officer and a second one for each."""
    first = draw(st.dates(date(2026, 1, 1), date(2026, 12, 31)))
    people = st.lists(st.sampled_from(CROWD), min_size=3, max_size=3, unique=True)
    count = draw(st.integers(2, 9))
    return [(first + timedelta(days=day), *draw(people)) for day in range(count)]


def in_rows(sat, day, name):
    head = ["日期", "星期", "带班领导", "手机", "值班人员"]
    return [head] + [
        [day(on), WEEKDAYS[on.weekday()], name(led), led.phone, f"{name(lead)}、{name(second)}"]
        for on, led, lead, second in sat
    ]


def under_two_rows(sat, day, name):
    heads = ["日期", "带班领导", "", "主班", ""], ["", "姓名", "电话", "姓名", "副班"]
    return [*heads] + [
        [day(on), name(led), led.phone, name(lead), name(second)] for on, led, lead, second in sat
    ]


def across(sat, day, name):
    columns = zip(*((day(on), *map(name, people)) for on, *people in sat), strict=True)
    return [
        [word, *row]
        for word, row in zip(["日期", "带班领导", "主班", "副班"], columns, strict=True)
    ]


def in_blocks(sat, day, name):
    rows = in_rows(sat, day, name)[1:]
    half = (len(rows) + 1) // 2
    head = ["日期", "星期", "带班领导", "手机", "值班人员"] * 2
    return [head] + [
        left + right for left, right in zip(rows[:half], [*rows[half:], [""] * 5], strict=False)
    ]


def a_row_each(sat, day, name):
    rows = [["日期", "带班领导", "值班员"]]
    for on, led, lead, second in sat:
        rows += [[day(on), name(led), name(lead)], ["", "", name(second)]]
    return rows


def planned(sat):
    starts = [datetime(on.year, on.month, on.day, 8, 30, tzinfo=BEIJING) for on, *_ in sat]
    return tuple(
        PlannedShift(
            starts=at,
            ends=at + timedelta(days=1),
            seats=tuple(
                Seat(post=post, person=one.id)
                for post, one in zip((LEADER, LEAD, SECOND), people, strict=True)
            ),
        )
        for at, (_, *people) in zip(starts, sat, strict=True)
    )


@settings(max_examples=150, deadline=None)
@given(
    sittings(),
    st.sampled_from([in_rows, under_two_rows, across, in_blocks, a_row_each]),
    st.sampled_from(DAYS),
    st.sampled_from(LETTERED),
)
def test_however_it_is_laid_out_and_lettered_it_is_the_same_roster(sat, laid_out, day, name):
    first = sat[0][0]
    rows = [[f"{first.year}年{first.month}月值班表"], *laid_out(sat, day, name)]
    assume(laid_out is not across or day is not DAYS[-1])  # a row of bare numbers is no row of days
    shown = read_roster([Table("", rows)], RosterSetting(CROWD, NOW))
    assert wrongs(shown) == []
    assert shown.shifts == planned(sat)
