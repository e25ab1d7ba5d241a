"""The phone page: four keys for one leader, each the same command as everywhere else."""

from __future__ import annotations

from uuid import UUID

import pytest

from desk.access import Role
from domain.instruction import InstructionWay
from domain.notice import Acknowledged, AckWay
from domain.report import ReportSigned, ReportStanding, SigningWay
from projections.incident_file import gather

TEXT = "临江区人民政府：8时50分许沟槽塌方，2人被困。"


@pytest.fixture
def leader(own_web):
    return own_web.browser(Role.DUTY_LEADER, on_shift=True)


@pytest.fixture
def officer(own_web):
    return own_web.browser(Role.DUTY_OFFICER, on_shift=True)


@pytest.fixture
def incident(officer):
    return officer.take_call("沟槽塌方", trapped=2)


def rung(web, incident):
    return next(one for one in web.running.boards.board().rings if one.incident == incident)


def pressed(web, leader, incident, key, **more):
    ring = rung(web, incident)
    fields = {"notice": str(ring.id), "ring": ring.ring} | more
    return leader.submit(f"/phone/{incident}/{key}", **fields)


def answers(web, incident):
    stream = web.log.stream(rung(web, incident).id)
    return [one.event for one in stream if isinstance(one.event, Acknowledged)]


def said(web, incident):
    return [one.recorded for one in gather(web.log, incident).instructions.values()]


def drafted(web, officer, incident):
    form = {"entity": str(web.county), "recipient": str(web.city), "words": TEXT}
    assert officer.submit(f"/incidents/{incident}/drafts", **form).status_code == 303
    [report] = gather(web.log, incident).reports
    return report


def test_one_screen_says_what_it_rings_for_and_what_runs_out_first(leader, incident):
    page = leader.get("/phone").text
    assert "沟槽塌方" in page
    assert "正在叫应您：重大情况" in page
    assert 'class="strictest"' in page
    assert page.count('class="keys"') == 4
    assert f'action="/phone/{incident}/agreement"' in page


def test_acknowledging_and_being_on_the_way_are_leases_of_the_leader(own_web, leader, incident):
    assert pressed(own_web, leader, incident, "acknowledgement").status_code == 303
    pressed(own_web, leader, incident, "arrival", minutes=12)
    first, second = answers(own_web, incident)
    assert (first.words, second.words) == ("知悉", "12分钟内到岗")
    assert {one.way for one in (first, second)} == {AckWay.PAGE}
    assert {one.person for one in (first, second)} == {own_web.people["沈立群"]}
    assert (second.until - second.acknowledged.earliest).seconds <= 12 * 60
    assert "承办至" in leader.get("/phone").text
    assert "「12分钟内到岗」" in leader.get("/").text


def test_where_nothing_rings_the_same_words_are_put_on_record(leader, own_web, incident):
    leader.submit(f"/phone/{incident}/acknowledgement")
    leader.submit(f"/phone/{incident}/arrival", minutes=20)
    assert [one.words for one in said(own_web, incident)] == ["知悉", "20分钟内到岗"]


def test_agreeing_signs_the_draft_that_was_shown(own_web, leader, officer, incident):
    report = drafted(own_web, officer, incident)
    page = leader.get("/phone").text
    assert TEXT in page
    path = f"/phone/{incident}/reports/{report}/signature"
    assert f'action="{path}"' in page
    seen = own_web.log.head().seq
    officer.submit(f"/reports/{report}/revision", text=TEXT + "已转移8人。")
    assert leader.submit(path, seen=seen).status_code == 412
    assert leader.submit(path, seen=own_web.log.head().seq).status_code == 303
    [signed] = [
        one.event for one in own_web.log.stream(report) if isinstance(one.event, ReportSigned)
    ]
    assert (signed.way, signed.signer) == (SigningWay.PAGE, own_web.people["沈立群"])
    assert gather(own_web.log, incident).reports[report].standing is ReportStanding.SIGNED


def test_without_a_draft_agreeing_is_the_leaders_word(own_web, leader, incident):
    leader.submit(f"/phone/{incident}/agreement")
    leader.submit(f"/phone/{incident}/instruction", words="请消防增援，先救人。")
    assert [(one.words, one.way) for one in said(own_web, incident)] == [
        ("同意上报", InstructionWay.PAGE),
        ("请消防增援，先救人。", InstructionWay.PAGE),
    ]
    assert "请消防增援" in leader.get("/phone").text


def test_nobody_answers_for_the_leader_who_is_rung(own_web, incident):
    chief = own_web.browser(Role.SECTION_CHIEF)
    assert pressed(own_web, chief, incident, "acknowledgement").status_code == 409
    assert answers(own_web, incident) == []
    other = own_web.new_account([Role.DUTY_LEADER], person=UUID(int=7))
    assert pressed(own_web, own_web.browser_of(other), incident, "arrival").status_code == 409


def test_a_quiet_office_says_so(leader):
    assert "当前没有在办事件" in leader.get("/phone").text
