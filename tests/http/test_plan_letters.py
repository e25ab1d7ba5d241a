"""催办函: all owners with something overdue or soon due get their letter in one numbered paper, looked at before."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document

from desk.access import Role
from tests.support.papers import issue, read, rows, today
from tests.support.plan_acts import NEW_NUMBER as NEW
from tests.support.plan_acts import a_plan, office_of, profile_of, put_on_record
from tests.support.plans import day

KIND = "plan_reminder"


@pytest.fixture
def office(own_web):
    return office_of(own_web)


@pytest.fixture
def officer(own_web):
    return own_web.browser(Role.DUTY_OFFICER, on_shift=True)


def an_old_plan(office, title="临江区森林火灾应急预案", **more):
    return put_on_record(office, profile_of(office, title, **more), (NEW, day(2022)))


def preview(own_web, officer):
    answer = officer.get(f"/documents/new/{KIND}/{today(own_web)}")
    return answer.status_code, answer.text


def words_of(content):
    document = Document(BytesIO(content))
    told = [one.text for one in document.paragraphs if one.text]
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    return told, cells


def test_where_nothing_is_due_there_is_nobody_to_remind(own_web, officer):
    status, text = preview(own_web, officer)
    assert (status, "无须催办" in text) == (409, True)


def test_it_is_looked_at_before_it_is_issued(own_web, office, officer):
    a_plan(office)
    an_old_plan(office, owner="区林业局")
    status, text = preview(own_web, officer)
    assert status == 200
    assert text.index("区林业局") < text.index("区水利局")
    assert "第1件，共2件" in text
    assert "2022年3月29日，逾期1701天" in text
    assert "《临江区防汛应急预案》" in text
    assert "2029年" not in text  # what is due later is nobody's worry yet


def test_issued_it_is_one_numbered_paper_with_a_letter_an_owner(own_web, office, officer):
    a_plan(office)
    an_old_plan(office, owner="区林业局")
    subject = today(own_web)
    assert issue(own_web, officer, KIND, subject).status_code == 303
    [row] = [one for one in rows(own_web) if one.issued.occasion.kind.value == KIND]
    assert (row.issued.number, row.issued.title) == (1, "关于催办应急预案有关事项的函")
    told, cells = words_of(officer.get(f"/documents/{row.id}/docx").content)
    assert [one for one in told if one in ("区林业局：", "区水利局：")] == [
        "区林业局：",
        "区水利局：",
    ]
    assert sum("预案催办函〔2026〕1号" in one for one in told) == 2
    woods = ["1", "《临江区森林火灾应急预案》", "备案", "2022年3月29日，逾期1701天"]
    assert woods in [row[:4] for row in cells]
    assert 'name="shown"' not in preview(own_web, officer)[1]  # once a day


def test_what_has_changed_meanwhile_is_read_again(own_web, office, officer):
    a_plan(office)
    page = read(officer, KIND, today(own_web))
    an_old_plan(office)
    answer = issue(own_web, officer, KIND, today(own_web), **page)
    assert answer.status_code == 412
    assert rows(own_web) == []


def test_whose_owner_nobody_knows_is_named_and_stands_in_no_letter(own_web, office, officer):
    a_plan(office)
    an_old_plan(office, owner="")
    _, text = preview(own_web, officer)
    assert "以下事项的责任单位没有登记，未发函：《临江区森林火灾应急预案》备案；" in text
    assert "第1件，共1件" in text


def test_neither_those_above_nor_we_ourselves_are_reminded(own_web, office, officer):
    a_plan(office)
    an_old_plan(office, owner_unit=own_web.county)
    an_old_plan(office, "青石镇防汛应急预案", owner_unit=own_web.town)
    _, text = preview(own_web, officer)
    assert "《临江区森林火灾应急预案》" not in text
    assert "《青石镇防汛应急预案》" in text


@pytest.mark.parametrize("subject", ["2026-11-23", "2026-11-25", "x", "2026-13-01"])
def test_of_another_day_there_is_none(office, officer, subject):
    a_plan(office)
    assert officer.get(f"/documents/new/{KIND}/{subject}").status_code == 404
