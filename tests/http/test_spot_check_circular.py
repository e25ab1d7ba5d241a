"""抽查通报: once the month is over, as known then; what was corrected later stands in the next one."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document

from desk.access import Role
from tests.support.spot_pages import a_round, press


def officer(web):
    """Signed in anew: nobody stays for weeks."""
    return web.browser(Role.DUTY_OFFICER, on_shift=True)


@pytest.fixture
def check(own_web):
    """One desk of November: in order at first, then not there, to be put right."""
    page, town = officer(own_web), own_web.town
    first = a_round(own_web, page)
    press(page, first, town, "calls")
    own_web.clock.forward(seconds=8)
    press(page, first, town, "answer")
    press(page, first, town, "result", outcome="normal", answered_by="王强")
    second = a_round(own_web, page)
    press(page, second, town, "calls")
    press(page, second, town, "result", outcome="no_answer")
    press(page, second, town, "rectification", what="补齐值班员")
    return second


def paper(web, month):
    answer = officer(web).get(f"/spot-checks/months/{month}/docx")
    return Document(BytesIO(answer.content)) if answer.status_code == 200 else None


def test_a_month_that_is_not_over_makes_none(own_web, check):
    assert paper(own_web, "2026-11") is None
    assert paper(own_web, "2026-13") is None
    assert "抽查通报 2026-10" in officer(own_web).get("/spot-checks").text


def test_it_counts_first_calls_and_names_units_and_nobody(own_web, check):
    own_web.clock.forward(days=10)
    made = paper(own_web, "2026-11")
    words = "\n".join(one.text for one in made.paragraphs)
    assert "关于2026年11月值班抽查情况的通报" in words
    assert "开展抽查2次，抽查1个单位2次，正常1次，占50%" in words
    [table] = made.tables
    row = [cell.text for cell in table.rows[1].cells]
    assert row == ["青石镇", "2", "1", "50%", "8", "无人接听1", "0/1，逾期1"]
    assert "王强" not in words + str(row)


def test_a_later_correction_stands_in_the_next_issue_and_not_in_this_one(own_web, check):
    own_web.clock.forward(days=10)
    page = officer(own_web)
    press(page, check, own_web.town, "correction", outcome="busy", reason="按错键")
    press(page, check, own_web.town, "rectified", words="已补")
    [table] = paper(own_web, "2026-11").tables
    assert table.rows[1].cells[5].text == "无人接听1"
    own_web.clock.forward(days=30)
    words = [one.text for one in paper(own_web, "2026-12").paragraphs]
    assert "更正（2026-11）：青石镇 原为无人接听1；现为占线1。" in words
    assert len(paper(own_web, "2026-12").tables[0].rows) == 1
    assert "抽查通报" in officer(own_web).get("/performance/2026-11").text
