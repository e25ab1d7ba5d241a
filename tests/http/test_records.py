"""The handover record and the roster are printed from what is on record, as Word file and as PDF."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document

from desk.access import Role
from projections.incident_file import gather
from tests.support.papers import issue, issued, rows, today
from tests.support.two_shifts import answer, offer


def tables(content):
    return [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in Document(BytesIO(content)).tables
    ]


@pytest.fixture
def handed_over(desk):
    desk.zhou_page.take_call("化工厂爆炸")
    offer(desk, desk.zhou_page, desk.relief)
    return desk


def record_of(web, format="docx"):
    path = f"/handover/{web.outgoing}/{web.relief}/record/{format}"
    found = web.zhou_page.get(path)
    assert found.status_code == 200, found.text
    return found.content


def test_the_handover_record_tells_every_item_and_how_it_was_answered(handed_over):
    web = handed_over
    answer(web, "dispute", key="remark:1", words="是三号传真机")
    sides, items, _ = tables(record_of(web))
    assert sides[0][0] == "交　班"
    assert "主班周敏" in sides[0][1]
    assert sides[4] == ["签　字", "未签字，未交接"]
    assert items[0] == ["序号", "类别", "内容", "时限", "接班意见"]
    assert [row[4] for row in items if "二号传真机缺纸" in row[2]] == ["异议：是三号传真机"]
    assert {row[4] for row in items[1:]} == {"未答复", "异议：是三号传真机"}


def test_it_is_a_witness_of_the_log_at_the_offer(handed_over):
    *_, witness = tables(record_of(handed_over))
    page = handed_over.zhou_page.get(
        f"/handover/{handed_over.outgoing}/{handed_over.relief}/sheet"
    ).text
    words = witness[0][0]
    seq, link = words.split("第")[1].split("号")[0], words.split("链值")[1][:16]
    assert f" {seq}" in page
    assert f"{link[:8]} {link[8:]}" in page
    assert words.split("树根")[1].split("，")[0] in page


@pytest.mark.parametrize("paper", ["roster/2026-11/pdf", "new/bulletin/2026-11-24/pdf"])
def test_a_pdf_is_set_where_there_are_fonts(desk, paper):
    answer = desk.zhou_page.get(f"/documents/{paper}")
    if answer.status_code == 409:
        assert "缺少中文字体" in answer.text
    else:
        assert answer.content.startswith(b"%PDF-")
        assert answer.content == desk.zhou_page.get(f"/documents/{paper}").content


def test_of_shifts_that_never_met_there_is_no_record(desk):
    path = f"/handover/{desk.relief}/{desk.outgoing}/record/docx"
    assert desk.zhou_page.get(path).status_code == 404


def test_the_roster_of_a_month_has_a_row_a_shift(desk):
    found = desk.zhou_page.get("/documents/roster/2026-11/docx")
    table, _ = tables(found.content)
    assert table[0][:3] == ["日期", "星期", "班次"]
    assert table[1] == [
        "11月24日", "二", "09:00至次日09:00", "", "沈立群", "", "周敏", "", "",
    ]  # fmt: skip
    assert table[2][6] == "无职"
    assert desk.zhou_page.get("/documents/roster/2026-13/docx").status_code == 404


def drafted(web, officer):
    """A written report of an incident, not signed yet."""
    incident = officer.take_call("化工厂爆炸")
    us, city = str(web.running.desk.register().office.unit), str(web.city)
    told = {"entity": us, "recipient": city, "words": "一、时间：2时\n二、地点：江口镇"}
    assert officer.submit(f"/incidents/{incident}/drafts", **told).status_code == 303
    return officer.get(f"/incidents/{incident}").text.split("/new/special_report/")[1][:36]


def test_a_written_report_becomes_a_special_report_and_keeps_one_number(own_web):
    officer = own_web.browser(Role.DUTY_OFFICER, on_shift=True)
    report = drafted(own_web, officer)
    assert "报告尚未签发" in officer.get(f"/documents/new/special_report/{report}").text
    signing = {"by": str(own_web.people["沈立群"])}
    assert officer.submit(f"/reports/{report}/signature", **signing).status_code == 303
    document = issued(own_web, officer, "special_report", report)
    content = officer.get(f"/documents/{document}/docx").content
    texts = [one.text for one in Document(BytesIO(content)).paragraphs]
    assert "关于化工厂爆炸的报告" in texts
    assert "二、地点：江口镇" in texts
    officer.submit(f"/documents/{document}/withdrawal", reason="更正")
    issued(own_web, officer, "special_report", report, urgency="urgent")
    assert [one.issued.number for one in rows(own_web)] == [1]


def test_what_nobody_signed_or_somebody_else_signed_is_not_issued(own_web):
    officer = own_web.browser(Role.DUTY_OFFICER, on_shift=True)
    report = drafted(own_web, officer)
    assert issue(own_web, officer, "special_report", report, shown="x").status_code == 409
    officer.submit(f"/reports/{report}/signature", by=str(own_web.people["沈立群"]))
    own_web.new_account([Role.SECTION_CHIEF], person=own_web.people["无职"], login="chief")
    other = {"signer": str(own_web.people["无职"])}
    assert issue(own_web, officer, "special_report", report, **other).status_code == 403
    assert rows(own_web) == []


def test_the_slip_holds_the_leaders_words_and_what_was_asked_of_whom(own_web):
    officer = own_web.browser(Role.DUTY_OFFICER, on_shift=True)
    incident = officer.take_call("沟槽塌方")
    said = {"words": "全力救人", "by": str(own_web.people["沈立群"]), "way": "phone"}
    assert officer.submit(f"/incidents/{incident}/instructions", **said).status_code == 303
    [instruction] = gather(own_web.log, incident).instructions
    asked = {"instruction": str(instruction), "unit": str(own_web.works), "what": "派队到场"}
    assert officer.submit(f"/incidents/{incident}/taskings", **asked).status_code == 303
    content = officer.get(f"/documents/new/instruction_slip/{instruction}/docx").content
    form, taskings, _ = tables(content)
    assert [row[1] for row in form if row[0] == "批示内容"] == ["全力救人"]
    assert taskings[1][1] == "派队到场"
    assert (
        f"/documents/new/instruction_slip/{instruction}"
        in officer.get(f"/incidents/{incident}").text
    )


def test_of_an_incident_there_may_be_a_second_flash(own_web):
    officer = own_web.browser(Role.DUTY_OFFICER, on_shift=True)
    incident = officer.take_call("化工厂爆炸")
    issued(own_web, officer, "flash", incident)
    assert (
        f"/documents/new/flash/{incident}.2" in officer.get(f"/documents/new/flash/{incident}").text
    )
    issued(own_web, officer, "flash", f"{incident}.2")
    told = [(one.issued.number, one.issued.title) for one in rows(own_web)]
    assert told == [(1, "关于化工厂爆炸的情况"), (2, "关于化工厂爆炸的情况（第2期）")]
    for wrong in ("1", "0", "x", "2.3", "100", "²"):
        assert officer.get(f"/documents/new/flash/{incident}.{wrong}").status_code == 404


def test_without_fonts_a_paper_is_issued_as_word_file_alone(own_web, monkeypatch):
    monkeypatch.setattr("projections.documents.pdf.WANTED", {"text": ("no such family", "")})
    officer = own_web.browser(Role.DUTY_OFFICER, on_shift=True)
    refused = officer.get(f"/documents/new/bulletin/{today(own_web)}/pdf")
    assert refused.status_code == 409
    assert "fonts-noto-cjk" in refused.text
    document = issued(own_web, officer, "bulletin", today(own_web))
    assert rows(own_web)[0].issued.print.pdf is None
    assert officer.get(f"/documents/{document}/docx").status_code == 200
    assert officer.get(f"/documents/{document}/pdf").status_code == 404


def test_a_broken_template_of_the_offices_is_refused_and_nothing_is_issued(own_web):
    folder = own_web.running.settings.folder / "templates"
    folder.mkdir()
    (folder / "bulletin.docx").write_bytes(b"MZ")
    officer = own_web.browser(Role.DUTY_OFFICER, on_shift=True)
    answer = issue(own_web, officer, "bulletin", today(own_web))
    assert answer.status_code == 409
    assert "templates check" in answer.text
    assert rows(own_web) == []
