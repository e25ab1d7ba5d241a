"""The register of plans on its pages: found, put on record, corrected, replaced, withdrawn; a sheet looked at and taken in."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from api.plan_sheets.paper import COLUMNS
from contingency_plans.plan_columns import PlanColumn
from contingency_plans.plan_events import PlanRegistered, PlanVersionAdded
from desk.access import Role
from tests.support.plan_sheets import row as told_row
from tests.support.refusing import acts_since, on_record

REGISTER = (Path(__file__).parents[1] / "plan_sheets" / "register.csv").read_bytes()
FLOOD = {"title": "临江县防汛应急预案", "number": "临政办〔2024〕7号", "issued": "2024-03-01"}
FLOOD |= {"jurisdiction": "临江县", "type": "special", "class": "自然灾害", "owner": "县水利局"}


@pytest.fixture
def web(own_web):
    return own_web


@pytest.fixture
def officer(web):
    return web.browser(Role.DUTY_OFFICER)


def look_at(web, browser, content, name="plans.csv"):
    csrf = web.vault.csrf(browser.token)
    files = {"file": (name, content, "application/octet-stream")}
    return browser.client.post("/plans/preview", data={"csrf": csrf}, files=files)


def take_in(web, browser, content, name="plans.csv"):
    shown = look_at(web, browser, content, name)
    file = re.search(r'name="file" value="([^"]+)"', shown.text)[1]
    return browser.submit("/plans/import", file=file)


def put_on_record(officer, **more):
    answer = officer.submit("/plans/new", **FLOOD | more)
    assert answer.status_code == 303
    return answer.headers["location"]


def shelf(web):
    return web.running.desk.register().plans


def version_of(web):
    [plan] = shelf(web).values()
    return plan.versions[0]


def text_of(browser, path):
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.text


def test_a_sheet_is_looked_at_and_taken_in_as_one_act_and_once(web, officer):
    shown = look_at(web, officer, REGISTER)
    assert "108 行，102 个预案，108 个版本" in shown.text
    assert "文号已补全：〔202115" in shown.text
    assert shelf(web) == {}
    assert take_in(web, officer, REGISTER).headers["location"] == "/plans"
    assert len(shelf(web)) == 102
    assert "高青县突发事件总体应急预案" in text_of(officer, "/plans")
    again = look_at(web, officer, REGISTER)
    assert "与预案库一致，没有要收入的" in again.text
    assert '/plans/import"' in again.text
    assert 'action="/plans/import"' not in again.text


def test_the_export_edited_and_read_in_again_shows_only_the_difference(web, officer):
    take_in(web, officer, REGISTER)
    answer = officer.get("/plans/sheet")
    book = load_workbook(io.BytesIO(answer.content))
    titles = COLUMNS.index(PlanColumn.TITLE) + 1
    [cells] = (
        line for line in book.active.iter_rows() if line[titles - 1].value == "忠县地震应急预案"
    )
    cells[COLUMNS.index(PlanColumn.OWNER)].value = "县应急管理局"
    packed = io.BytesIO()
    book.save(packed)
    shown = look_at(web, officer, packed.getvalue(), "plans.xlsx").text
    assert "编制单位：县政府办公室 → 县应急管理局" in shown
    assert shown.count('class="is-') == 1
    before = on_record(web)
    take_in(web, officer, packed.getvalue(), "plans.xlsx")
    assert len(acts_since(web, before)) == 1


@pytest.mark.parametrize("content", [b"MZ\x90\x00" * 50, b"", b"PK\x03\x04x", "文号\n1\n".encode()])
def test_what_is_no_register_is_refused_on_the_page(web, officer, content):
    answer = look_at(web, officer, content)
    assert 400 <= answer.status_code < 500
    assert "text/html" in answer.headers["content-type"]
    assert shelf(web) == {}


def test_a_sheet_that_somebody_else_took_in_meanwhile_is_not_taken_in_twice(web, officer):
    shown = look_at(web, officer, REGISTER)
    other = web.browser(Role.SECTION_CHIEF)
    take_in(web, other, REGISTER)
    file = re.search(r'name="file" value="([^"]+)"', shown.text)[1]
    assert officer.submit("/plans/import", file=file).status_code == 303
    assert len(web.log.rows_since(0, 5000, (PlanRegistered.TOPIC,))) == 102


def test_a_sheet_confirmed_after_another_changed_the_same_plan_changes_nothing(web, officer):
    def owned_by(owner):
        told = ",".join(("预案名称", "文号", "编制单位", "发布日期"))
        return f"{told}\n临江县防汛应急预案,临政办〔2024〕7号,{owner},2024-03-01\n".encode()

    take_in(web, officer, owned_by("县水利局"))
    shown = look_at(web, officer, owned_by("县应急管理局")).text
    assert "县水利局 → 县应急管理局" in shown
    take_in(web, web.browser(Role.SECTION_CHIEF), owned_by("县林业局"))
    file = re.search(r'name="file" value="([^"]+)"', shown)[1]
    assert officer.submit("/plans/import", file=file).status_code in (409, 412)
    [plan] = shelf(web).values()
    assert plan.profile.owner == "县林业局"


def test_a_plan_is_put_on_record_by_hand_and_a_second_time_it_is_the_same(web, officer):
    page = put_on_record(officer)
    assert put_on_record(officer) == page
    assert len(web.log.rows_since(0, 5000, (PlanVersionAdded.TOPIC,))) == 1
    shown = text_of(officer, page)
    assert "临政办〔2024〕7号" in shown
    assert "县水利局" in shown
    assert officer.submit("/plans/new", title=" ").status_code == 409


def test_a_version_is_corrected_field_by_field_and_an_emptied_field_is_gone(web, officer):
    page = put_on_record(officer, approver="县政府常务会议", status="有效")
    known = version_of(web)
    fields = FLOOD | {"number": "临政办〔2024〕8号", "approver": "", "status": "有效"}
    answer = officer.submit(f"{page}/versions/{known.id}", **fields)
    assert answer.headers["location"] == f"{page}#version-{known.id}"
    after = version_of(web)
    assert (after.id, after.doc_no, after.approver) == (known.id, "临政办〔2024〕8号", "")
    before = on_record(web)
    officer.submit(f"{page}/versions/{known.id}", **fields)
    assert on_record(web) == before


def test_a_newer_version_takes_the_place_of_the_older(web, officer):
    page = put_on_record(officer)
    newer = {"title": FLOOD["title"], "number": "临政办〔2026〕1号", "issued": "2026-01-05"}
    assert officer.submit(f"{page}/versions", **newer).status_code == 303
    [plan] = shelf(web).values()
    assert [one.doc_no for one in plan.versions] == ["临政办〔2024〕7号", "临政办〔2026〕1号"]
    assert plan.replaced[0].by == plan.versions[1].id
    assert "按日期，由较新版本替代" in text_of(officer, page)


def test_what_was_flagged_is_looked_at_once(web, officer):
    page = put_on_record(officer, number="临政办20247")
    assert "文号已补全：临政办20247" in text_of(officer, page)
    assert "待核 1" in text_of(officer, "/plans")
    seen = re.search(r'name="seen" value="(\d+)"', text_of(officer, page))[1]
    officer.submit(f"{page}/versions/{version_of(web).id}/flags", seen=seen)
    assert version_of(web).flags == ()
    assert "待核 0" in text_of(officer, "/plans")


def test_a_version_is_over_and_a_plan_is_taken_off(web, officer):
    page = put_on_record(officer)
    over = f"{page}/versions/{version_of(web).id}/over"
    assert officer.submit(over, on="2025-01-01", words="临政办〔2025〕1号").status_code == 303
    assert "已废止 1" in text_of(officer, "/plans")
    assert officer.submit(f"{page}/withdrawal", reason="").status_code == 409
    assert officer.submit(f"{page}/withdrawal", reason="并入总体预案").status_code == 303
    assert "已撤销登记" in text_of(officer, page)
    assert officer.submit(over, words="再次").status_code == 409


def test_what_is_typed_for_a_plan_that_was_taken_off_is_refused_and_not_dropped(web, officer):
    page = put_on_record(officer)
    version = version_of(web).id
    officer.submit(f"{page}/withdrawal", reason="并入总体预案")
    newer = {"number": "临政办〔2026〕1号", "issued": "2026-01-05"}
    for path in ("/plans/new", f"{page}/versions", f"{page}/versions/{version}"):
        refused = officer.submit(path, **FLOOD | newer)
        assert refused.status_code == 409
        assert "已撤销" in refused.text


def test_the_list_is_searched_and_filtered(web, officer):
    take_in(web, officer, REGISTER)

    def titles(query):
        return re.findall(
            r'<td><a href="/plans/[^"]+">([^<]+)', text_of(officer, f"/plans?{query}")
        )

    assert titles("words=忠县 地震") == ["忠县地震应急预案"]
    assert titles("place=平度市&standing=over") == ["平度市燃气突发事件应急预案"]
    assert titles("words=〔2021〕83号") == ["青岛市气象灾害应急预案"]
    assert len(titles("flagged=true")) == 9
    assert {"浙江省重污染天气应急预案", "遂宁市防汛应急预案"} == set(titles("standing=draft"))
    assert officer.get("/plans?standing=nonsense").status_code == 422


def test_its_texts_are_kept_by_hash_and_handed_out_as_attachments(web, officer):
    page = put_on_record(officer)
    csrf = web.vault.csrf(officer.token)
    where = f"{page}/versions/{version_of(web).id}/files"
    for kind, content in (("text", b"%PDF-1.4 a"), ("public_text", b"%PDF-1.4 b"), ("annex", b"c")):
        files = {"file": ("防汛.pdf", content, "application/pdf")}
        sent = officer.client.post(where, data={"csrf": csrf, "kind": kind}, files=files)
        assert sent.status_code == 303, sent.text
    version = version_of(web)
    assert len({version.text, version.public_text, *version.annexes}) == 3
    got = officer.get(f"{page}/files/{version.text}")
    assert got.content == b"%PDF-1.4 a"
    assert got.headers["content-disposition"].startswith("attachment")
    assert officer.get(f"{page}/files/{'0' * 64}").status_code == 404
    bad = {"file": ("a.exe", b"MZ\x00\x01", "application/pdf")}
    assert officer.client.post(where, data={"csrf": csrf}, files=bad).status_code == 415


def test_a_page_of_no_plan_is_not_there(web, officer):
    assert officer.get(f"/plans/{told_row('甲应急预案').version.id}").status_code == 404
    page = put_on_record(officer)
    assert officer.submit(f"{page}/versions/{page[-36:]}/flags").status_code == 409
