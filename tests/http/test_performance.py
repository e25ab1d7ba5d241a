"""A month's figures on the screen, as a workbook whose words are no formulas, and as a circular once it is over."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook

from api.month_figures import issue_of
from desk.access import Role
from desk.office import AdoptRules, adopt_rules
from domain.rule_overlay import overlaid
from projections.performance import Month
from tests.support.doing import done_and_shown
from tests.support.log_fixtures import acting


@pytest.fixture
def chief(own_web):
    return own_web.browser(Role.SECTION_CHIEF)


@pytest.fixture
def late(own_web, chief):
    """One report an hour late in November."""
    incident = chief.take_call("=HYPERLINK(1)")
    own_web.clock.forward(hours=3)
    us = str(own_web.running.desk.register().office.unit)
    told = chief.submit(f"/incidents/{incident}/reports", entity=us, recipient=str(own_web.city))
    assert told.status_code == 303
    return incident


def test_the_running_month_says_that_it_is_not_over_and_makes_no_circular(chief, late):
    text = chief.get("/performance").text
    assert "本月未完" in text
    assert "迟报1" in text
    assert f"/incidents/{late}/hops" in text
    assert chief.get("/performance/2026-11/docx").status_code == 404


def test_once_it_is_over_it_is_issued_as_a_circular(own_web, chief, late):
    own_web.clock.forward(days=10)
    chief = own_web.browser(Role.SECTION_CHIEF)  # nobody stays signed in for so long
    assert "所知定稿" in chief.get("/performance/2026-11").text
    paper = Document(BytesIO(chief.get("/performance/2026-11/docx").content))
    assert "关于2026年11月信息报告情况的通报" in [one.text for one in paper.paragraphs]
    [table] = paper.tables
    assert [cell.text for cell in table.rows[1].cells][1:6] == ["1", "0", "1", "0", "0%"]


def test_the_workbook_holds_words_and_numbers_and_no_formula(own_web, chief, late):
    book = load_workbook(BytesIO(chief.get("/performance/2026-11/xlsx").content))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert "临江区" in [cell.value for cell in cells]


def test_a_closed_month_is_read_once_and_a_running_one_every_time(own_web, chief, late):
    running, november = own_web.running, Month(date(2026, 11, 1))
    open_yet = issue_of(running, november).units
    assert issue_of(running, november).units is not open_yet
    own_web.clock.forward(days=10)
    own_web.browser(Role.SECTION_CHIEF).take_call()
    closed = issue_of(running, november).units
    assert issue_of(running, november).units is closed
    assert closed == open_yet


@pytest.mark.parametrize("month", ["2026-13", "2026-11-01", "november", "2027-01"])
def test_what_is_no_month_or_has_not_begun_is_not_there(chief, month):
    assert chief.get(f"/performance/{month}").status_code == 404


def test_a_month_in_which_nothing_was_due_says_so(chief):
    assert "没有到期的报告" in chief.get("/performance/2026-10").text


def test_what_turned_out_otherwise_stands_in_the_next_issue(own_web, chief, late):
    own_web.clock.forward(days=10)
    officer = chief = own_web.browser(Role.SECTION_CHIEF)
    page = officer.get(f"/incidents/{late}").text
    [path] = re.findall(r'action="(/reports/[0-9a-f-]+/correction)"', page)
    answer = officer.submit(path, text="", made="2026-11-24 10:30", reason="通话记录")
    assert answer.status_code == 303
    assert "更正" not in chief.get("/performance/2026-11").text
    own_web.clock.forward(days=31)
    chief = own_web.browser(Role.SECTION_CHIEF)
    paper = Document(BytesIO(chief.get("/performance/2026-12/docx").content))
    line = (
        "更正（2026-11）：临江区 原为应报1、按时0、迟报1、未报0；现为应报1、按时1、迟报0、未报0。"
    )
    assert line in [one.text for one in paper.paragraphs]


def first_lines(chief):
    """The head and the first unit of the workbook."""
    book = load_workbook(BytesIO(chief.get("/performance/2026-11/xlsx").content))
    head, unit = list(book.active.values)[:2]
    return dict(zip(head, unit, strict=True))


def test_points_are_the_offices_own_or_there_are_none(own_web, chief, late):
    assert "得分" not in first_lines(chief)
    assert "得分" not in chief.get("/performance").text
    table = "title: 本区\nkinds:\n  - {id: late, name: 迟报, source: 本区办法, score: -1}\n"
    book = overlaid(own_web.running.desk.register().book, table, "own.yaml")
    adopting = AdoptRules(book=book, presets=())
    done_and_shown(own_web, acting("points"), adopt_rules, adopting)
    assert first_lines(chief)["得分"] == -1
    assert "<th>得分</th>" in chief.get("/performance").text
