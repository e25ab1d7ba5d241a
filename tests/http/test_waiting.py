"""What waits for me: exactly what asks something of me, worst first; and the office's four nevers."""

from __future__ import annotations

import re

import pytest

from desk.access import Role
from tests.support.responding_pages import a_proposal, approve, with_text
from tests.support.rosters import at, drafted_at, web_days
from tests.support.web import a_web


@pytest.fixture
def web(tmp_path):
    with a_web(tmp_path) as web:
        yield web


def waiting(browser):
    shown = browser.get("/waiting").text
    kinds = re.findall(r'<a href="(/[^"]+)">([^<]+)</a>', shown.split('class="changes"')[1])
    return [(word, place) for place, word in kinds]


def count(browser, name):
    return int(re.search(f"{name}</td><td><b>(\\d+)", browser.get("/waiting").text)[1])


def of(web, name, *roles):
    return web.browser_of(web.new_account(list(roles), person=web.people[name]))


def test_nothing_waits_for_whoever_nobody_asked(web):
    assert "没有事情卡在您这里" in web.browser(Role.AUDITOR).get("/waiting").text


def test_a_grave_incident_waits_for_the_desk_and_for_the_leader_it_rings(web):
    officer = web.browser(Role.DUTY_OFFICER, on_shift=True)
    officer.take_call("化工厂爆炸", dead=3)
    assert {word for word, _ in waiting(officer)} == {"本班应报"}
    leader = web.browser(Role.DUTY_LEADER, on_shift=True)
    assert waiting(leader)[0][0] == "待应答的叫应"
    assert count(leader, "决不让信息中断") >= 1
    assert "本班应报" not in web.browser(Role.SECTION_CHIEF).get("/waiting").text


def test_a_seat_waits_for_whoever_takes_it_then_for_whoever_approves(web):
    drafted_at(web, *web_days(web, "周敏", "周敏"))
    chief = of(web, "镇长", Role.SECTION_CHIEF)
    chief.submit("/roster/2026-12-01/2026-12-04/publication", reason="连班")
    [shift, *_] = web.running.desk.register().duty.beginning(at(1), at(3))
    zhou, other = web.people["周敏"], of(web, "无职", Role.DUTY_OFFICER)
    seat, reason = f"{shift[0]}.{zhou}", "家中有事"
    form = {"kind": "substitution", "person": zhou, "seat": seat, "reason": reason}
    other.submit("/duty-changes", takes=web.people["无职"], **form)
    assert waiting(other) == [("请您接班", "/duty-changes")]
    held = re.search(r"卡在谁那里</h2>.*?<tbody>(.*?)</tbody>", chief.get("/waiting").text, re.S)[1]
    assert re.findall(r"<td>无职</td><td>(\d)</td>", held) == ["1"]
    assert "卡在谁那里" not in other.get("/waiting").text
    assert waiting(chief) == []
    assert count(chief, "决不让文件积压") == 1
    change = re.search(r"/duty-changes/([\w-]{36})/", other.get("/duty-changes").text)[1]
    other.submit(f"/duty-changes/{change}/consent")
    assert (waiting(other), waiting(chief)) == ([], [("待批准的换班", "/duty-changes")])
    chief.submit(f"/duty-changes/{change}/approval", reason="可以")
    assert waiting(chief) == []
    assert count(chief, "决不让文件积压") == 0


def test_a_plan_waits_for_whoever_may_put_it_in_force(web):
    officer = with_text(web).browser(Role.DUTY_OFFICER, on_shift=True)
    leader = web.browser(Role.DUTY_LEADER, on_shift=True)
    incident = officer.take_call("化工厂硫酸泄漏", klass="accident")
    leader.submit(f"/incidents/{incident}/level", level="III")
    decide = ("待决定启动或不启动预案", f"/incidents/{incident}#plans")
    assert decide in waiting(leader)
    assert decide not in waiting(officer)
    activation = a_proposal(web, officer, incident)
    assert ("待批准的启动响应", f"/activations/{activation}") in waiting(leader)
    approve(web, activation)
    assert {word for word, _ in waiting(leader)}.isdisjoint({decide[0], "待批准的启动响应"})


def test_a_late_report_of_our_own_is_a_defect_until_it_is_dismissed(web):
    chief = of(web, "无职", Role.SECTION_CHIEF)
    incident = chief.take_call("化工厂爆炸", caller_unit=str(web.town))
    assert count(chief, "决不让差错发生") == 0
    web.clock.forward(hours=3)
    told = {"entity": str(web.county), "recipient": str(web.city)}
    chief.submit(f"/incidents/{incident}/reports", **told)
    assert count(chief, "决不让差错发生") == 1
    [breach] = set(re.findall(r"/breaches/([\w-]{36})", chief.get("/breaches").text))
    chief.submit(f"/breaches/{breach}/statement", words="当时通信中断")
    assert ("待认定的违规", f"/breaches/{breach}") in waiting(chief)
    chief.submit(f"/breaches/{breach}/decision", decision="dismissed", reason="已核")
    assert count(chief, "决不让差错发生") == 0


def test_a_published_roster_waits_until_it_is_read(web):
    drafted_at(web, *web_days(web, "无职"))
    of(web, "镇长", Role.SECTION_CHIEF).submit(
        "/roster/2026-12-01/2026-12-04/publication", reason="先排"
    )
    other = of(web, "无职", Role.DUTY_OFFICER)
    shown = other.get("/waiting").text
    assert "您有1个班次，首班12月1日08:30" in shown
    path = re.search(r'action="(/tellings/[^"]+)"', shown)[1]
    assert of(web, "周敏", Role.DUTY_OFFICER).submit(path).status_code == 409
    assert other.submit(path).status_code == 303
    assert "没有事情卡在您这里" in other.get("/waiting").text
