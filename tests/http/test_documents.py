"""At 08:20 the bulletin is there: read, amended, issued under its number, downloaded and taken back."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from io import BytesIO

import pytest
from docx import Document
from msgspec.structs import replace

from api.papers import making
from desk.access import Role
from desk.calls import CallTaken, TakeCall, take_call
from desk.files import Files
from domain.incoming_report import Heard
from domain.times import Basis, moment
from tests.support.doing import done_and_shown
from tests.support.ladder import unit_id
from tests.support.log_fixtures import acting
from tests.support.papers import issue, issued, read, rows, today
from tests.support.photos import an_attachment


@pytest.fixture
def officer(own_web):
    return own_web.browser(Role.DUTY_OFFICER, on_shift=True)


@pytest.fixture
def morning(own_web, officer):
    """A night with one incident, told upward; then 08:20 of the day after."""
    own_web.clock.forward(hours=10)
    incident = officer.take_call("化工厂爆炸\x0b")
    us = str(own_web.running.desk.register().office.unit)
    told = {"entity": us, "recipient": str(own_web.city), "words": "一人受伤"}
    assert officer.submit(f"/incidents/{incident}/reports", **told).status_code == 303
    own_web.clock.forward(hours=13, minutes=20)
    own_web.officer = own_web.browser(Role.DUTY_OFFICER, on_shift=True)
    return incident


def paragraphs(content):
    return [one.text for one in Document(BytesIO(content)).paragraphs if one.text]


def draft(own_web, kind, subject, format="docx"):
    answer = own_web.officer.get(f"/documents/new/{kind}/{subject}/{format}")
    assert answer.status_code == 200, answer.text
    return answer.content


def test_the_bulletin_tells_the_day_before_without_a_word_typed(own_web, morning):
    texts = paragraphs(draft(own_web, "bulletin", today(own_web)))
    assert "2026年11月24日值班情况" in texts
    assert (
        "11月24日0时至24时，接报突发事件1起，信息报送1次，领导批示0次，预警和应急响应变动0次。"
        "截至11月25日8时20分，尚在处置1起。"
    ) in texts
    assert "11月24日9时至11月25日9时：在岗带班沈立群，主班周敏。" in texts
    assert any(one.startswith("化工厂爆炸（2026-0001）：11月24日19时接报") for one in texts)
    assert any(one.endswith("首报（电话）：化工厂爆炸（2026-0001）。") for one in texts), texts
    assert texts[texts.index("四、领导批示") + 1] == "无。"


def test_a_day_without_anything_says_so(own_web, officer):
    own_web.officer = officer
    texts = paragraphs(draft(own_web, "bulletin", today(own_web)))
    assert any("未接报突发事件，无信息报送和领导批示，值班情况正常。" in one for one in texts)


def test_issued_it_has_a_number_a_signer_and_the_lead_that_was_chosen(own_web, morning):
    lead = "昨夜一起爆炸，已处置。"
    document = issued(
        own_web, own_web.officer, "bulletin", today(own_web), lead=lead, urgency="urgent"
    )
    [row] = rows(own_web)
    assert (row.issued.number, row.issued.lead) == (1, lead)
    content = own_web.officer.get(f"/documents/{document}/docx").content
    assert hashlib.sha256(content).hexdigest() == row.issued.print.docx
    texts = paragraphs(content)
    assert "值班信息〔2026〕1号\t签发人：沈立群　" in texts
    assert lead in texts
    assert texts[0] == "加急"
    [imprint] = [one for one in Document(BytesIO(content)).tables if "抄送" in one.cell(0, 0).text]
    assert imprint.cell(0, 0).text == "抄送：区委办公室，区政府办公室。"
    page = own_web.officer.get("/documents").text
    assert "〔2026〕1号" in page


def test_issued_twice_it_is_one_paper(own_web, morning):
    first = issue(own_web, own_web.officer, "bulletin", today(own_web))
    assert first.status_code == 303
    seen = read(own_web.officer, "flash", morning)
    page = own_web.officer.get(f"/documents/new/bulletin/{today(own_web)}").text
    assert "已印发，1号" in page
    assert 'name="shown"' not in page
    assert seen["shown"]


def test_what_changed_since_it_was_read_is_read_again(own_web, morning):
    officer, day = own_web.officer, today(own_web)
    seen = read(officer, "bulletin", day)
    officer.submit(f"/incidents/{morning}/figures", dead="1")
    refused = issue(own_web, officer, "bulletin", day, **seen)
    assert refused.status_code == 412
    assert "请重看后再印发" in refused.text
    assert rows(own_web) == []
    assert issue(own_web, officer, "bulletin", day).status_code == 303


def test_what_changed_nothing_it_tells_does_not_hold_it_up(own_web, morning):
    seen = read(own_web.officer, "bulletin", today(own_web))
    own_web.clock.forward(minutes=7)
    own_web.new_account([Role.REPORTER], login="another")
    assert issue(own_web, own_web.officer, "bulletin", today(own_web), **seen).status_code == 303


def test_nobody_signs_who_may_not(own_web, morning):
    officer, day = own_web.officer, today(own_web)
    nobody = issue(own_web, officer, "bulletin", day, signer="")
    assert nobody.status_code == 422
    other = issue(own_web, officer, "bulletin", day, signer=str(own_web.people["周敏"]))
    assert other.status_code == 403
    assert rows(own_web) == []


def test_taken_back_it_is_issued_again_under_its_number(own_web, morning):
    officer, day = own_web.officer, today(own_web)
    document = issued(own_web, officer, "bulletin", day)
    first = officer.get(f"/documents/{document}/docx").content
    gone = officer.submit(f"/documents/{document}/withdrawal", reason="标题有误")
    assert gone.status_code == 303
    assert "作废：标题有误" in officer.get("/documents").text
    issued(own_web, officer, "bulletin", day, lead="更正")
    [row] = rows(own_web)
    assert (row.issued.number, row.issued.edition, row.reason) == (1, 2, "")
    assert officer.get(f"/documents/{document}/docx").content != first
    kept = Files(own_web.running.settings.folder)
    assert kept.is_whole(hashlib.sha256(first).hexdigest())


def test_the_readers_of_yesterday_are_there_today(own_web, morning):
    issued(own_web, own_web.officer, "bulletin", today(own_web), readers="区委；区人大")
    own_web.clock.forward(days=1)
    page = own_web.browser(Role.DUTY_OFFICER).get(f"/documents/new/bulletin/{today(own_web)}").text
    assert 'value="区委、区人大"' in page


def test_a_flash_carries_the_photos_of_its_incident(own_web, morning):
    program = own_web.program_of(own_web.new_account([Role.DUTY_OFFICER], login="camera"))
    an_attachment(own_web, program, morning)
    content = draft(own_web, "flash", morning)
    assert "附图1 photo.jpg" in paragraphs(content)
    assert len(Document(BytesIO(content)).inline_shapes) == 2
    assert "关于化工厂爆炸的情况" in paragraphs(content)


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        ("bulletin", "2026-11-23"),
        ("bulletin", "2026-11-99"),
        ("bulletin", "x"),
        ("flash", unit_id("nobody")),
        ("special_report", "x"),
        ("instruction_slip", unit_id("nobody")),
        ("circular", "2026-11-24"),
    ],
)
def test_of_what_is_not_there_no_paper_is_made(web, everyone, kind, subject):
    assert everyone.get(f"/documents/new/{kind}/{subject}").status_code in (404, 422)


def test_a_moment_to_come_or_an_old_one_tells_nothing_false(own_web, morning):
    seen = read(own_web.officer, "bulletin", today(own_web))
    for at in (own_web.clock.at + timedelta(hours=1), own_web.clock.at - timedelta(hours=2)):
        wrong = seen | {"at": at.isoformat()}
        answer = issue(own_web, own_web.officer, "bulletin", today(own_web), **wrong)
        assert answer.status_code == 412 or "截至11月25日8时20分" in rows(own_web)[0].issued.lead


def test_it_is_looked_at_as_it_will_be_but_for_its_number(own_web, morning):
    fields = {"lead": "另写的导语", "signer": str(own_web.people["沈立群"]), "secrecy": "internal"}
    path = f"/documents/new/bulletin/{today(own_web)}/preview"
    texts = paragraphs(own_web.officer.submit(path, format="docx", **fields).content)
    assert texts[0] == "内部"
    assert "值班信息〔    〕    号\t签发人：沈立群　" in texts
    assert "另写的导语" in texts
    assert rows(own_web) == []


def test_the_paper_names_the_place_of_the_log_it_was_made_at(own_web, morning):
    document = issued(own_web, own_web.officer, "bulletin", today(own_web))
    [row] = rows(own_web)
    kept, log = row.issued.print, own_web.log
    [found] = log.recorder.all("SELECT chain FROM event WHERE seq=?", (kept.seq,))
    assert kept.head == found["chain"].hex()
    content = own_web.officer.get(f"/documents/{document}/docx").content
    told = [cell.text for table in Document(BytesIO(content)).tables for cell in table._cells]
    assert any(f"日志至第{kept.seq}号，链值{kept.head[:16]}" in one for one in told)


def test_a_paper_of_an_exercise_is_marked_and_takes_no_real_number(own_web, morning):
    call = TakeCall(received=moment(own_web.clock.at, Basis.ORAL), heard=Heard(what="储罐泄漏"))
    drilling = replace(acting("drill"), exercise=unit_id("drill"))
    drill = done_and_shown(own_web, drilling, take_call, call).answer(CallTaken).incident
    document = issued(own_web, own_web.officer, "flash", drill)
    texts = paragraphs(own_web.officer.get(f"/documents/{document}/docx").content)
    assert "【演练】关于储罐泄漏的情况" in texts
    assert "【演练】值班快报〔2026〕1号\t签发人：沈立群　" in texts
    issued(own_web, own_web.officer, "flash", morning)
    assert [(one.exercise, one.issued.number) for one in rows(own_web)] == [(True, 1), (False, 1)]


def test_whoever_was_second_to_a_number_is_printed_with_the_next_one(own_web, morning, monkeypatch):
    officer, real = own_web.officer, making.next_place
    issued(own_web, officer, "flash", morning)
    other = officer.take_call("管道泄漏")
    seen = read(officer, "flash", other)
    stale = iter([making.Place(2026, 1)])
    monkeypatch.setattr(making, "next_place", lambda *given: next(stale, None) or real(*given))
    issued(own_web, officer, "flash", other, **seen)
    assert sorted(one.issued.number for one in rows(own_web)) == [1, 2]


@pytest.mark.parametrize("seconds", [0, 1])
def test_a_key_pressed_twice_issues_once(own_web, morning, seconds):
    key, day = "8f1f0f5e-0000-4000-8000-000000000001", today(own_web)
    seen = read(own_web.officer, "bulletin", day)
    for _ in range(2):
        answer = issue(own_web, own_web.officer, "bulletin", day, command_id=key, **seen)
        assert answer.status_code == 303
        own_web.clock.forward(seconds=seconds)
    assert [one.issued.edition for one in rows(own_web)] == [1]
