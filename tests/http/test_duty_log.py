"""The duty log on the screen and as a workbook: derived, to the minute, sealed, corrected by later lines, paged."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import unquote
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from api.pages.duty_log import LINES_A_PAGE
from desk.access import Role
from projections.incident_file import gather

DAY = "2026-11-24"


@pytest.fixture
def officer(own_web):
    return own_web.browser(Role.DUTY_OFFICER, on_shift=True)


def read(browser, **asked):
    answer = browser.get("/duty-log", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.text


def sheet(browser, **asked):
    answer = browser.get("/duty-log/xlsx", params=asked)
    assert answer.status_code == 200
    return answer, load_workbook(BytesIO(answer.content)).active


def cells(browser, **asked):
    return [[cell.value or "" for cell in row] for row in sheet(browser, **asked)[1].iter_rows()]


def test_a_night_stands_in_the_log_without_being_typed_twice(own_web, officer):
    incident = officer.take_call(
        "沟槽塌方", caller_unit=own_web.town, caller_name="李四", call_back="13900001111"
    )
    own_web.clock.forward(minutes=3)
    leader = str(own_web.people["沈立群"])
    officer.submit(
        f"/incidents/{incident}/dials", purpose="leader", person=leader, number="13800000000"
    )
    own_web.browser(Role.SECTION_CHIEF).submit(
        f"/incidents/{incident}/instructions", leader=leader, words="立即核实", way="phone"
    )
    text = read(officer)
    for words in (
        "沟槽塌方",
        "青石镇",
        "李四",
        "13900001111",
        "报告带班领导",
        "立即核实",
        "到岗交接",
    ):
        assert words in text
    assert "09:00" in text
    assert "09:03" in text


def test_sealed_words_are_shown_to_those_alone_who_may_see_them(own_web, officer):
    officer.take_call("沟槽塌方", caller_name="李四", call_back="13900001111")
    text = read(own_web.browser(Role.AUDITOR))
    assert "沟槽塌方" in text
    assert "〔保密〕" in text
    assert "李四" not in text
    assert "13900001111" not in text


def test_nobody_is_found_by_a_sealed_word(own_web, officer):
    officer.take_call("沟槽塌方", caller_name="李四")
    assert "没有记录" in read(officer, q="李四")
    assert "李四" in read(officer, q="沟槽")


def test_what_is_entered_late_stands_in_its_place_and_says_when_it_was_recorded(own_web, officer):
    officer.take_call("先到的电话")
    own_web.clock.forward(minutes=90)
    officer.take_call("补记的电话", received="0905")
    own_web.clock.forward(minutes=1)
    officer.take_call("后到的电话")
    rows = cells(officer, kind="call")[2:]
    assert [row[1] for row in rows] == ["11-24 09:00", "11-24 09:05", "11-24 10:31"]
    assert [row[0] for row in rows] == sorted((row[0] for row in rows), key=int)
    assert rows[1][8].startswith("补记于 10:30 补记的电话")


def test_a_correction_is_a_later_line_and_the_first_words_stay(own_web, officer):
    incident = officer.take_call("两人被困")
    [incoming] = gather(own_web.log, incident).calls
    own_web.clock.forward(minutes=10)
    officer.submit(f"/calls/{incoming}/completion", what="三人被困")
    first, later = (row for row in cells(officer, kind="call")[2:])
    assert "两人被困" in first[8]
    assert "三人被困" not in first[8]
    assert (later[1], "三人被困" in later[8]) == ("11-24 09:10", True)
    assert f"更正补充 {DAY} 第 {first[0]} 条" in later[8]


def test_a_long_night_is_paged_and_filtered(own_web, officer):
    for n in range(LINES_A_PAGE + 3):
        form = {"what": f"咨询{n:02}", "filed_as": "information", "reason": "已答复"}
        assert officer.submit("/calls", **form).status_code == 303
    first, second = (read(officer, kind="call", page=n) for n in (1, 2))
    assert "共 53 条" in first
    assert ("咨询49" in first, "咨询50" in first) == (True, False)
    assert ("咨询49" in second, "咨询50" in second) == (False, True)
    assert "共 1 条" in read(officer, q="咨询07 已答复")
    assert "没有记录" in read(officer, kind="dial")


def test_a_workbook_holds_no_formula_and_prints_on_a4_across(own_web, officer):
    officer.take_call('=HYPERLINK("http://x";"y")', caller_post="+1")
    answer, book = sheet(officer)
    assert ".xlsx" in unquote(answer.headers["content-disposition"])
    assert "f" not in {cell.data_type for row in book.iter_rows() for cell in row}
    assert any("=HYPERLINK" in str(cell.value) for row in book.iter_rows() for cell in row)
    assert (book.page_setup.orientation, book.page_setup.paperSize) == ("landscape", 9)
    assert (book.page_setup.fitToWidth, book.print_title_rows) == (1, "$1:$2")


def test_only_the_gravest_are_told_to_the_second(own_web, officer):
    own_web.clock.forward(minutes=5, seconds=41)
    chief = own_web.browser(Role.SECTION_CHIEF)
    for what, level in (("沟槽塌方", "II"), ("化工厂爆炸", "I")):
        incident = officer.take_call(what, caller_post="村主任")
        chief.submit(f"/incidents/{incident}/level", level=level)
    pit, plant = cells(officer, kind="call")[2:]
    assert (pit[1], plant[1]) == ("11-24 09:05", "11-24 09:05:41")


@pytest.mark.parametrize("asked", [{"day": "昨天"}, {"kind": "gossip"}, {"page": "0"}])
def test_what_is_no_day_kind_or_page_is_refused(officer, asked):
    assert officer.get("/duty-log", params=asked).status_code == 422


def test_a_shift_that_is_none_is_not_found_and_another_day_is_empty(own_web, officer):
    assert officer.get("/duty-log", params={"shift": str(own_web.town)}).status_code == 404
    assert officer.get("/duty-log", params={"shift": str(uuid4())}).status_code == 404
    assert "没有记录" in read(officer, day="2026-11-20")
