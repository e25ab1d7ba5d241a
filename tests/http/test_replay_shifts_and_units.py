"""回放到班次、到单位、到人: who had come, what was handed over, what a unit knew and told, by the moment and no later."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from desk.access import Role
from domain.handover import HandoverOffered
from domain.notice import Rung
from tests.support.two_shifts import offer, two_shifts


def then(browser, path, seq):
    page = browser.get(f"/replay/{path}", params={"seq": seq})
    assert page.status_code == 200
    return page.text


@pytest.mark.parametrize("kind", ["shifts", "units"])
def test_what_never_was_is_unknown(web, kind):
    assert web.browser(Role.AUDITOR).get(f"/replay/{kind}/{uuid4()}").status_code == 404


@pytest.fixture
def handed_over(own_web):
    two_shifts(own_web)
    own_web.clock.forward(minutes=1)
    own_web.before = own_web.log.position
    own_web.browser(Role.DUTY_OFFICER).take_call("储罐爆炸")
    own_web.called = own_web.log.position
    own_web.clock.forward(minutes=1)
    assert offer(own_web, own_web.zhou_page, own_web.relief).status_code == 303
    return own_web


def test_a_shift_is_shown_with_whoever_had_come_and_what_it_had_on_record(handed_over):
    auditor, path = handed_over.browser(Role.AUDITOR), f"shifts/{handed_over.outgoing}"
    known = then(auditor, path, handed_over.called)
    assert "周敏" in known
    assert "此刻由本班负责" in known
    assert "储罐爆炸" in known
    assert "储罐爆炸" not in then(auditor, path, handed_over.before)


def test_its_handover_stands_as_it_was_offered_and_not_before(handed_over):
    [offered] = handed_over.log.since(0, topics=(HandoverOffered.TOPIC,))
    auditor = handed_over.browser(Role.AUDITOR)
    for shift, word in (
        (handed_over.outgoing, "交出的交班清单"),
        (handed_over.relief, "接到的交班清单"),
    ):
        known = then(auditor, f"shifts/{shift}", offered.seq)
        assert word in known
        assert "此刻双方都未签字" in known
        assert word not in then(auditor, f"shifts/{shift}", offered.seq - 1)


def test_of_a_shift_that_was_not_set_yet_nothing_was_known(handed_over):
    auditor = handed_over.browser(Role.AUDITOR)
    assert "此刻还没有排定这一班" in then(auditor, f"shifts/{handed_over.relief}", 1)


@pytest.fixture
def told(own_web):
    """The town calls at once, and reports to us; it is charged with nothing."""
    officer = own_web.browser(Role.DUTY_OFFICER, on_shift=True)
    own_web.before = own_web.log.position
    own_web.clock.forward(minutes=1)
    own_web.incident = officer.take_call("储罐爆炸", caller_unit=str(own_web.town), dead="3")
    return own_web


def test_a_unit_is_shown_with_what_it_knew_owed_and_told(told):
    auditor, path = told.browser(Role.AUDITOR), f"units/{told.town}"
    known = then(auditor, path, told.log.position)
    assert f'href="/replay/incidents/{told.incident}?' in known
    assert {"谁知道", "时限与判定", "报告"} <= set(re.findall(r'scope="rowgroup">([^<]+)<', known))
    assert "此刻没有记录说明该单位知道任何事件" in then(auditor, path, told.before)


def test_a_unit_that_knew_nothing_owed_nothing(told):
    page = then(told.browser(Role.AUDITOR), f"units/{told.works}", told.log.position)
    assert "此刻没有记录说明该单位知道任何事件" in page


def test_an_incident_tells_to_whom_what_had_been_sent_about_it(told):
    [rung] = told.log.since(told.before, topics=(Rung.TOPIC,))[:1]
    auditor, path = told.browser(Role.AUDITOR), f"incidents/{told.incident}"
    sent = then(auditor, path, told.log.position).partition('id="sent"')[2]
    assert f'href="/replay/people/{rung.event.person}?' in sent
    before = then(auditor, path, rung.seq - 1).partition('id="sent"')[2]
    assert "此刻以前没有就此事发给任何人的" in before


@pytest.mark.parametrize("kind", ["shifts", "units", "people"])
def test_the_id_of_something_else_is_unknown(told, kind):
    auditor = told.browser(Role.AUDITOR)
    assert auditor.get(f"/replay/{kind}/{told.incident}").status_code == 404
