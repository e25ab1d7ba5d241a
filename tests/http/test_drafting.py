"""A follow-up is numbered, tells what is new with what it was, and not the story again; what a paper left out is chased."""

from __future__ import annotations

import pytest

from desk.access import Role
from domain.report import ReportStanding
from projections.incident_file import gather


@pytest.fixture
def chief(own_web):
    account = own_web.new_account([Role.SECTION_CHIEF], person=own_web.people["无职"])
    return own_web.browser_of(account)


@pytest.fixture
def incident(own_web, chief):
    return chief.take_call("化工厂爆炸", caller_unit=str(own_web.town), dead="1")


def ends(web):
    return {
        "entity": str(web.running.desk.register().office.unit),
        "recipient": str(web.city),
    }


def draft(web, chief, incident, stage):
    sent = chief.submit(f"/incidents/{incident}/drafts", stage=stage, words="", **ends(web))
    assert sent.status_code == 303
    return chief.get(f"/incidents/{incident}").text


def test_a_follow_up_is_numbered_and_tells_only_what_is_new(own_web, chief, incident):
    chief.submit(f"/incidents/{incident}/reports", words="死亡1人", **ends(own_web))
    own_web.clock.forward(minutes=30)
    chief.submit(f"/incidents/{incident}/figures", dead="3")
    page = draft(own_web, chief, incident, "follow_up")
    assert "临江区化工厂爆炸续报一" in page
    assert "死亡1→3" in page
    told = page[page.index("续报一") : page.index("下一步工作建议")]
    assert "基本过程" not in told
    assert "临江区化工厂爆炸续报二" in draft(own_web, chief, incident, "follow_up")


def test_a_first_report_asks_an_accident_for_the_unit_where_it_happened(own_web, chief, incident):
    chief.submit(f"/incidents/{incident}/class", klass="accident")
    assert "十二、事故单位概况" in draft(own_web, chief, incident, "first")


def test_what_a_paper_went_without_is_chased_on_the_incident(own_web, chief, incident):
    page = draft(own_web, chief, incident, "first")
    assert "待补" not in page
    reports = gather(own_web.log, incident).reports
    [report] = [id for id, one in reports.items() if one.standing is ReportStanding.DRAFTED]
    signed = chief.submit(f"/reports/{report}/signature", way="pin")
    assert signed.status_code == 303, signed.text
    assert chief.submit(f"/reports/{report}/sending").status_code == 303
    page = chief.get(f"/incidents/{incident}").text
    assert "待补：" in page
    assert "处置情况" in page[page.index("待补：") :]


def test_a_nil_report_is_one_click_from_the_clock_that_asks_for_it(own_web, chief, incident):
    chief.submit(f"/incidents/{incident}/class", klass="accident")
    chief.submit(f"/incidents/{incident}/level", level="III")
    chief.submit(f"/incidents/{incident}/reports", words="死亡1人", **ends(own_web))
    page = chief.get(f"/incidents/{incident}").text
    assert "零报告：情况无变化" in page
    own_web.clock.forward(hours=2)
    nil = {"stage": "follow_up", "words": "零报告：情况无变化"}
    assert chief.submit(f"/incidents/{incident}/reports", **nil, **ends(own_web)).status_code == 303
    told = chief.get(f"/incidents/{incident}").text
    assert told.count("零报告：情况无变化") > page.count("零报告：情况无变化")
