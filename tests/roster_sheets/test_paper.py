"""A roster leaves as a sheet that prints on A4, comes back as the same shifts, and what was edited is all that differs."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from api.roster_sheets.differences import differences
from api.roster_sheets.lines import RosterPaper
from api.roster_sheets.paper import write_roster
from api.roster_sheets.whom import Rostered
from desk.holidays import OfficeCalendar
from domain.roster import PlannedShift
from domain.shift import DutyPost, Seat
from domain.working_days import BEIJING, WeekdaysOnly
from tests.support.office_program import converted, pages_of, text_of
from tests.support.roster_sheets import CALLED, PEOPLE, a_person, look, remarks, wrongs

CALENDAR = OfficeCalendar(())
A4_LONG_POINTS = 842
ZHANG, LI, WANG, ZHAO, DU = PEOPLE[:5]


def a_shift(day, *seats, hour=8, minute=30, hours=24, month=10):
    starts = datetime(2026, month, day, hour, minute, tzinfo=BEIJING)
    taken = tuple(Seat(post=post, person=one.id) for post, one in seats)
    return PlannedShift(starts=starts, ends=starts + timedelta(hours=hours), seats=taken)


LED = (DutyPost.DUTY_LEADER_ON_SITE, LI), (DutyPost.LEAD_OFFICER, ZHANG)
WEEK = [
    *(a_shift(day, *LED, (DutyPost.SECOND_OFFICER, WANG)) for day in (8, 9, 10)),
    a_shift(11, *LED, hours=12),
    a_shift(11, *LED, (DutyPost.STANDBY, DU), hour=20, hours=12),
]


def written(shifts, people=PEOPLE, language="zh", calendar=CALENDAR, **more):
    return write_roster(language, shifts, RosterPaper("临江区总值班室", people, calendar, **more))


def opened(content):
    return load_workbook(io.BytesIO(content))


def test_the_columns_are_those_of_a_roster():
    sheet = opened(written(WEEK, duty_phone="0100-5550100", approver="李四")).active
    texts = [[cell.value for cell in row] for row in sheet.iter_rows(max_row=4)]
    assert texts[0][0] == "临江区总值班室值班表（2026年10月8日至2026年10月11日）"
    assert texts[1] == [
        "日期", "星期", "班次", "总带班", "带班领导", None, None,
        "主班", "副班", "备班", "值班电话", "传真", "变更记录", "批准人",
    ]  # fmt: skip
    assert texts[2][4:7] == ["姓名", "职务", "手机"]
    assert texts[3][:5] == [
        datetime(2026, 10, 8),
        "星期四",
        "24小时\n08:30–次日08:30",
        None,
        "李四",
    ]
    assert texts[3][6:11] == ["13900000002", "张三", "王五", None, "0100-5550100"]


def test_it_prints_on_a4_as_wide_as_the_paper_with_its_header_on_every_page():
    sheet = opened(written(WEEK)).active
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$1:$3"
    assert "A1:N1" in {str(area) for area in sheet.merged_cells.ranges}


@pytest.mark.parametrize(
    ("calendar", "shaded"), [(CALENDAR, [11, 11]), (WeekdaysOnly(), [10, 11, 11])]
)
def test_days_off_are_shaded_by_the_notice_of_the_year_and_by_the_weekday_where_there_is_none(
    calendar, shaded
):
    """The 10th of October 2026 is a Saturday that is worked."""
    sheet = opened(written(WEEK, calendar=calendar)).active
    rows = [
        row
        for row in sheet.iter_rows(min_row=4, max_row=8)
        if row[1].fill.fgColor.rgb[2:] == "F6E3DF"
    ]
    assert [row[0].value.day for row in rows] == shaded


def test_no_word_of_a_person_becomes_a_formula():
    wild = Rostered(UUID(int=1), "=cmd|' /C calc'!A0", "@SUM(1)", "+8613900000001", "-1+1")
    shifts = [a_shift(1, (DutyPost.DUTY_LEADER_ON_SITE, wild), (DutyPost.LEAD_OFFICER, wild))]
    content = written(shifts, (wild,), duty_phone="=1+1", changes={shifts[0].starts: "@x"})
    cells = [cell for row in opened(content).active.iter_rows() for cell in row if cell.value]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert {"-1+1", "+8613900000001", "=1+1", "@x"} <= {cell.value for cell in cells}
    assert all(cell.quotePrefix for cell in cells if cell.data_type == "s")
    assert look(content, (wild,)).shifts == tuple(shifts)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_was_edited_is_all_that_differs(language):
    workbook = opened(written(WEEK, language=language))
    sheet = workbook.active
    sheet["H5"].value = "赵六"
    sheet["I6"].value = "王五、杜 胜"
    sheet["C7"].value = "白班 08:30–18:30"
    sheet.delete_rows(8)
    sheet.append([date(2026, 10, 12), "", "", "", "李四", "", "", "张三"])
    packed = io.BytesIO()
    workbook.save(packed)
    shown = look(packed.getvalue())
    assert wrongs(shown) == []
    assert [one.message("zh", CALLED.get) for one in differences(WEEK, shown.shifts)] == [
        "10-09 08:30–10-10 08:30 主班：张三 → 赵六",
        "10-10 08:30–10-11 08:30 副班：王五 → 王五、杜胜",
        "班次时间改为 10-11 08:30–10-11 18:30",
        "取消班次 10-11 20:30–10-12 08:30：李四、张三、杜胜",
        "新增班次 10-12 08:30–10-13 08:30：李四、张三",
    ]
    assert differences(WEEK, WEEK) == []
    assert "→" in differences(WEEK, shown.shifts)[0].message("en", CALLED.get)


def test_namesakes_are_written_so_that_they_are_told_apart():
    namesakes = (
        a_person("杜胜", "办公室", "13900000005"),
        a_person("杜胜", "青石镇"),
        a_person("杜胜", "办公室", "13900000099"),
        a_person("杜胜", "", ""),
    )
    shifts = [a_shift(day, (DutyPost.LEAD_OFFICER, one)) for day, one in enumerate(namesakes, 1)]
    content = written(shifts, namesakes)
    names = [opened(content).active.cell(row, 8).value for row in range(4, 8)]
    assert names == ["杜胜 13900000005", "杜胜(青石镇)", "杜胜 13900000099", str(namesakes[3].id)]
    assert look(content, namesakes).shifts == tuple(shifts)


NAMES = st.sampled_from(
    ["张三", "=1+1", "李四", "无", "杜 胜", "主班", "王五、赵六", "10月1日", "同上", "_x0041_", "值班员：李四", "王·五", "张主任"]
) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=6)  # fmt: skip
PERSONS = st.builds(
    Rostered, st.uuids(), NAMES, st.sampled_from(["", "办公室", "应急局"]), st.sampled_from(["", "13900000001"]), NAMES
)  # fmt: skip
POSTS = [post for post in DutyPost if post is not DutyPost.LEAD_OFFICER]


@st.composite
def rosters(draw):
    people = draw(st.lists(PERSONS, min_size=2, max_size=6, unique_by=lambda one: one.id))
    at = datetime(2026, draw(st.integers(1, 12)), draw(st.integers(1, 28)), tzinfo=BEIJING)
    shifts = []
    for _ in range(draw(st.integers(1, 5))):
        at += timedelta(minutes=draw(st.integers(1, 3_000)))
        lasts = timedelta(minutes=draw(st.integers(1, 9_000)))
        lead, *others = draw(st.permutations(people))
        seats = [(draw(st.sampled_from(POSTS)), one) for one in others]
        seats = sorted(
            [(DutyPost.LEAD_OFFICER, lead), *seats], key=lambda s: list(DutyPost).index(s[0])
        )
        taken = tuple(Seat(post=post, person=one.id) for post, one in seats)
        shifts.append(PlannedShift(starts=at, ends=at + lasts, seats=taken))
    return tuple(people), shifts


@settings(max_examples=60, deadline=None)
@given(rosters(), st.sampled_from(["zh", "en"]))
def test_a_roster_written_and_read_in_again_is_the_same(roster, language):
    people, shifts = roster
    shown = look(written(shifts, people, language), people)
    assert wrongs(shown) == []
    assert shown.shifts == tuple(shifts)
    assert [one for one in remarks(shown) if "重复" in one] == []


def test_an_office_program_prints_it_on_a4_with_the_header_on_both_pages(tmp_path):
    month = [a_shift(day, *LED, (DutyPost.SECOND_OFFICER, WANG)) for day in range(1, 32)]
    file = tmp_path / "roster.xlsx"
    file.write_bytes(written(month, duty_phone="0100-5550100"))
    [pdf] = converted(tmp_path, file)
    first, last = pages_of(pdf)
    for page in (first, last):
        words = "".join(line.text for line in page)
        assert all(word in words for word in ("带班领导", "变更记录", "批准人", "0100-5550100"))
        assert max(line.right for line in page) < A4_LONG_POINTS
    assert "10月31日" in text_of(pdf)
