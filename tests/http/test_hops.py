"""The hop table is one click from the incident, says in words how each verdict came, and goes along as a paper."""

import re
from io import BytesIO
from threading import current_thread
from urllib.parse import quote

import pytest
from docx import Document
from msgspec.structs import replace

from desk.access import Role
from desk.calls import CallTaken, TakeCall, take_call
from domain.actors import Actor, ActorKind
from domain.incoming_report import Heard
from domain.times import Basis, moment
from tests.support.doing import done_and_shown
from tests.support.ladder import unit_id
from tests.support.log_fixtures import acting


@pytest.fixture
def chief(own_web):
    return own_web.browser(Role.DUTY_OFFICER, on_shift=True)


@pytest.fixture
def incident(own_web, chief):
    incident = chief.take_call("化工厂爆炸\x0b")
    own_web.clock.forward(hours=3)
    report(own_web, chief, incident)
    return incident


def report(web, browser, incident):
    us = str(web.running.desk.register().office.unit)
    told = browser.submit(f"/incidents/{incident}/reports", entity=us, recipient=str(web.city))
    assert told.status_code == 303


def paper_of(browser, incident):
    return Document(BytesIO(browser.get(f"/incidents/{incident}/hops.docx").content))


def words_of(paper):
    return "".join(cell.text for row in paper.tables[0].rows for cell in row.cells)


def test_it_says_how_the_verdict_came(chief, incident):
    assert f"/incidents/{incident}/hops" in chief.get(f"/incidents/{incident}").text
    text = chief.get(f"/incidents/{incident}/hops").text
    assert "时限2小时，应于11-24 11:00:00前报告；实于11-24 12:00:00报告，迟60分钟。" in text
    assert "武政〔2020〕27号" in text


def test_the_paper_says_the_same_under_the_logs_own_mark(own_web, chief, incident):
    answer = chief.get(f"/incidents/{incident}/hops.docx")
    assert answer.headers["content-disposition"].endswith(f"{quote('逐级报告表')}2026-0001.docx")
    paper = Document(BytesIO(answer.content))
    section = paper.sections[0]
    assert section.page_width > section.page_height
    named = re.search(r"日志至第 (\d+) 号 · 链值 ([0-9a-f]{16})", section.header.paragraphs[0].text)
    assert own_web.log.head_at(int(named[1])).chain.hex()[:16] == named[2]
    [table] = paper.tables
    assert [cell.text for cell in table.rows[0].cells][:3] == ["谁报谁", "报告", "事发"]
    late = [row.cells for row in table.rows if row.cells[7].text == "迟60分"]
    assert [cells[4].text for cells in late] == ["11-24 11:00:00"]
    assert any("迟60分钟" in one.text for one in paper.paragraphs)


def test_the_paper_holds_all_up_to_the_position_it_names(own_web, chief, monkeypatch):
    """A report comes on record the moment before the position is read."""
    incident = chief.take_call("化工厂爆炸")
    own_web.clock.forward(hours=3)

    head = own_web.log.head

    def just_before():
        if "AnyIO" in current_thread().name:  # the page; the office's own threads ask as well
            monkeypatch.undo()
            report(own_web, chief, incident)
        return head()

    monkeypatch.setattr(own_web.log, "head", just_before)
    assert "迟60分" in words_of(paper_of(chief, incident))


def test_an_exercise_is_marked_on_every_page(own_web, chief):
    call = TakeCall(received=moment(own_web.clock.at, Basis.ORAL), heard=Heard(what="储罐泄漏"))
    officer = Actor(kind=ActorKind.PERSON, id=str(own_web.people["周敏"]))
    drilling = replace(acting("drill"), by=officer, recorded_by=officer, exercise=unit_id("drill"))
    incident = done_and_shown(own_web, drilling, take_call, call).answer(CallTaken).incident
    assert "演练" in chief.get(f"/incidents/{incident}/hops").text
    paper = Document(BytesIO(chief.get(f"/incidents/{incident}/hops.docx").content))
    assert paper.sections[0].header.paragraphs[0].text.startswith("【演练】")


def test_of_an_unknown_incident_there_is_no_paper(chief):
    assert chief.get(f"/incidents/{unit_id('nobody')}/hops.docx").status_code == 404


def test_every_number_of_the_evidence_opens_its_event(chief, incident):
    text = chief.get(f"/incidents/{incident}/hops").text
    numbers = set(re.findall('href="#event-([0-9]+)"', text))
    assert len(numbers) > 1
    assert numbers == set(re.findall('id="event-([0-9]+)"', text))
