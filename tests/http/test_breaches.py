"""A late report becomes a breach: the unit is heard, a named person decides, and what follows is on record."""

from __future__ import annotations

import re
from uuid import UUID

import pytest

from desk.access import Role
from projections.breaches import BREACHES, BreachState
from tests.support.charges import a_breach


@pytest.fixture
def chief(own_web):
    person = own_web.people["无职"]
    return own_web.browser_of(own_web.new_account([Role.SECTION_CHIEF], person=person))


@pytest.fixture
def incident(own_web, chief):
    return chief.take_call("化工厂爆炸", caller_unit=str(own_web.town))


def row(web, breach):
    return web.running.boards.read(lambda follower: follower.rows[BREACHES.name].get(breach))


def test_a_breach_is_heard_decided_revoked_decided_again_and_has_its_consequence(
    own_web, chief, incident
):
    breach = a_breach(own_web, chief, incident)
    path = f"/breaches/{breach}"
    assert row(own_web, breach).state is BreachState.TO_STATE
    assert chief.submit(f"{path}/statement", words="当时通信中断").status_code == 303
    assert row(own_web, breach).state is BreachState.TO_DECIDE
    dismissed = chief.submit(f"{path}/decision", decision="dismissed", reason="属实")
    assert dismissed.status_code == 303, dismissed.text
    assert chief.submit(f"{path}/consequence", kind="reminder").status_code == 409
    assert chief.submit(f"{path}/revocation", reason="新证据").status_code == 303
    assert chief.submit(f"{path}/decision", decision="confirmed", reason="查实").status_code == 303
    assert chief.submit(f"{path}/consequence", kind="reminder", post="镇长").status_code == 303
    named = chief.submit(f"{path}/circulation", words="临政办通〔2026〕5号")
    assert named.status_code == 303
    text = chief.get(path).text
    for word in ("当时通信中断", "查实", "提醒", "镇长", "撤销认定", "临政办通〔2026〕5号"):
        assert word in text
    assert row(own_web, breach).state is BreachState.DECIDED


def test_a_late_report_is_a_fact_with_its_reckoning_and_article(own_web, chief, incident):
    own_web.clock.forward(hours=3)
    told = {"entity": str(own_web.running.desk.register().office.unit)}
    sent = chief.submit(f"/incidents/{incident}/reports", recipient=str(own_web.city), **told)
    assert sent.status_code == 303
    page = chief.get(f"/incidents/{incident}").text
    [breach] = {UUID(one) for one in re.findall(r"/breaches/([0-9a-f-]{36})", page)}
    text = chief.get(f"/breaches/{breach}").text
    assert "报告迟 60 分钟" in text
    assert "武政〔2020〕27号" in text
    excused = chief.submit(f"/breaches/{breach}/decision", decision="excused", reason="线路中断")
    assert excused.status_code == 303
    assert "已说明免责" in chief.get(f"/incidents/{incident}").text
    assert row(own_web, breach).decision == "excused"


def test_conduct_on_record_and_a_report_found_untrue_are_suspected_and_shown(
    own_web, chief, incident
):
    town = str(own_web.town)  # its call was its report
    page = chief.get(f"/incidents/{incident}").text
    [report] = set(re.findall(r"/reports/([0-9a-f-]{36})/untruth", page))
    found = chief.submit(f"/reports/{report}/untruth", reason="实际死亡3人")
    assert found.status_code == 303, found.text
    kept = chief.submit(
        f"/incidents/{incident}/conduct", unit=town, conduct="withheld", source="镇长笔录"
    )
    assert kept.status_code == 303
    page = chief.get(f"/incidents/{incident}").text
    assert "疑似谎报" in page
    assert "已认定所报不实" in page


def test_the_figures_propose_a_level_with_its_condition_and_one_button_decides_it(
    own_web, chief, incident
):
    assert chief.submit(f"/incidents/{incident}/class", klass="accident").status_code == 303
    assert chief.submit(f"/incidents/{incident}/figures", dead="3").status_code == 303
    page = chief.get(f"/incidents/{incident}").text
    assert "死亡（含失踪） ≥ 3" in page
    assert "国务院令第493号" in page
    assert chief.submit(f"/incidents/{incident}/level", level="IV").status_code == 303
    assert "有轻报之嫌" in chief.get(f"/incidents/{incident}").text
    assert chief.submit(f"/incidents/{incident}/level", level="III").status_code == 303
    assert "定级建议" not in chief.get(f"/incidents/{incident}").text


def test_warning_and_response_stand_beside_the_level(own_web, chief, incident):
    assert chief.submit(f"/incidents/{incident}/warning", colour="orange").status_code == 303
    answer = chief.submit(f"/incidents/{incident}/response-level", response_level="third")
    assert answer.status_code == 303
    page = chief.get(f"/incidents/{incident}").text
    assert "预警 橙色" in page
    assert "响应 三级" in page
    assert chief.submit(f"/incidents/{incident}/warning", colour="").status_code == 303
    assert "预警 橙色" not in chief.get(f"/incidents/{incident}").text


def test_the_unit_charged_sees_its_charge_and_another_does_not(own_web, chief, incident):
    breach = a_breach(own_web, chief, incident)
    theirs = own_web.browser(Role.REPORTER, unit=own_web.town)
    assert theirs.get(f"/breaches/{breach}").status_code == 200
    assert theirs.submit(f"/breaches/{breach}/statement", words="已答复").status_code == 303
    assert theirs.submit(f"/breaches/{breach}/decision", reason="无责").status_code in (403, 404)
    another = own_web.browser(Role.REPORTER, unit=own_web.works)
    assert another.get(f"/breaches/{breach}").status_code == 404


def test_what_waits_for_somebody_stands_first(own_web, chief, incident):
    decided = a_breach(own_web, chief, incident)
    chief.submit(f"/breaches/{decided}/decision", decision="confirmed", reason="查实")
    waiting = a_breach(own_web, chief, incident, kind="no_follow_up")
    page = chief.get("/breaches").text
    assert page.index(str(waiting)) < page.index(str(decided))
