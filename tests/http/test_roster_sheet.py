"""A roster comes in as a sheet or by rotation: looked at first, confirmed as one event, or refused whole."""

from __future__ import annotations

import io
import re

import pytest
from openpyxl import Workbook, load_workbook

from desk.access import Role
from domain.roster import RosterDrafted
from domain.shift import DutyPost
from tests.support.refusing import acts_since, on_record
from tests.support.web import a_web


@pytest.fixture
def web(tmp_path):
    with a_web(tmp_path) as web:
        yield web


@pytest.fixture
def officer(web):
    return web.browser(Role.DUTY_OFFICER)


def sheet(*rows):
    book = Workbook()
    book.active.append(["2026年12月值班表"])
    book.active.append(["日期", "带班领导", "值班人员"])
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


GOOD = sheet(["12月1日", "沈立群", "周 敏"], ["12月2日", "沈立群", "无职"])


def look_at(web, browser, content, name="12月.xlsx"):
    csrf = web.vault.csrf(browser.token)
    files = {"file": (name, content, "application/octet-stream")}
    return browser.client.post("/roster/preview", data={"csrf": csrf}, files=files)


def drafts(web):
    return len(web.log.rows_since(0, 5000, (RosterDrafted.TOPIC,)))


def test_a_sheet_is_looked_at_and_confirmed_as_one_event(web, officer):
    shown = look_at(web, officer, GOOD)
    assert shown.status_code == 200
    assert "2026-12-01 – 2026-12-02" in shown.text
    before, file = on_record(web), re.search(r'name="file" value="([^"]+)"', shown.text)[1]
    answer = officer.submit("/roster/import", file=file)
    assert answer.headers["location"] == "/roster/2026-12-01/2026-12-02"
    assert (drafts(web), len(acts_since(web, before))) == (1, 1)
    assert "周敏" in officer.get("/roster/2026-12-01/2026-12-02").text


def test_a_wrong_cell_is_named_and_nothing_can_be_confirmed(web, officer):
    bad = sheet(["12月1日", "沈立群", "周敏"], ["12月32日", "沈立群", "查无此人"])
    shown = look_at(web, officer, bad).text
    assert "C4：" in shown or "A4：" in shown
    assert "/roster/import" not in shown
    assert drafts(web) == 0


@pytest.mark.parametrize("content", [b"MZ\x90\x00" * 50, b"", b"PK\x03\x04broken"])
def test_what_is_no_sheet_is_refused(web, officer, content):
    answer = look_at(web, officer, content)
    assert 400 <= answer.status_code < 500
    assert drafts(web) == 0


def test_a_month_goes_out_and_comes_in_again_with_only_what_was_edited(web, officer):
    chief = web.browser(Role.SECTION_CHIEF)
    taken = re.search(r'name="file" value="([^"]+)"', look_at(web, officer, GOOD).text)[1]
    officer.submit("/roster/import", file=taken)
    chief.submit("/roster/2026-12-01/2026-12-02/publication", reason="先排")
    answer = officer.get("/roster/sheet?month=2026-12")
    assert answer.headers["content-type"].endswith("spreadsheetml.sheet")
    assert "与现行值班表相同" in look_at(web, officer, answer.content).text
    book = load_workbook(io.BytesIO(answer.content))
    edited = next(cell for row in book.active for cell in row if cell.value == "无职")
    edited.value = "镇长"
    content = io.BytesIO()
    book.save(content)
    shown = look_at(web, officer, content.getvalue()).text
    [line] = re.findall(r"<li>(12-02[^<]+)</li>", shown)
    assert "无职" in line
    assert "镇长" in line


def people_of(web):
    leader, officers = web.people["沈立群"], (web.people["周敏"], web.people["无职"])
    on_site, lead = DutyPost.DUTY_LEADER_ON_SITE, DutyPost.LEAD_OFFICER
    return [f"{on_site}.{leader}", *(f"{lead}.{one}" for one in officers)]


def rotation(web, **more):
    days = {"first": "2026-12-01", "last": "2026-12-03"}
    return {"pattern": "evenings_and_holidays", "people": people_of(web), **days, **more}


def test_rotation_offers_each_pattern_and_whom_it_needs(web, officer):
    assert "专人专职" in officer.get("/roster/rotation").text
    chosen = officer.get("/roster/rotation?pattern=double_lead").text
    assert chosen.count("<fieldset>") == 4


def test_where_a_post_cannot_be_filled_it_says_so_and_drafts_nothing(web, officer):
    shown = officer.submit("/roster/rotation/preview", **rotation(web))
    assert "排不出人" in shown.text
    assert officer.submit("/roster/rotation", **rotation(web)).status_code == 409
    assert drafts(web) == 0


def test_a_rotation_is_looked_at_and_confirmed(web, officer):
    three = [web.people[one] for one in ("周敏", "无职", "镇长")]
    people = [f"{DutyPost.DUTY_LEADER_ON_CALL}.{web.people['沈立群']}"]
    people += [f"{DutyPost.LEAD_OFFICER}.{one}" for one in three]
    form = rotation(web, pattern="three_shifts", people=people)
    shown = officer.submit("/roster/rotation/preview", **form).text
    assert "9个班次" in shown
    answer = officer.submit("/roster/rotation", **form)
    assert answer.headers["location"] == "/roster/2026-12-01/2026-12-03"
    assert drafts(web) == 1


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"pattern": "nothing"}, 409),
        ({"last": "2026-11-30"}, 409),
        ({"last": "2027-12-31"}, 409),
        ({"people": ["nobody.x"]}, 422),
    ],
)
def test_a_rotation_that_cannot_be_is_refused(web, officer, change, status):
    answer = officer.submit("/roster/rotation/preview", **rotation(web, **change))
    assert answer.status_code == status
