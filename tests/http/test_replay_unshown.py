"""未上板事项: who set what aside, when and why, as far as was known at the moment looked at."""

from __future__ import annotations

import re

import pytest

from desk.access import Role


@pytest.fixture
def lowered(own_web):
    """An incident that was raised to II, and lowered to IV after `raised`."""
    officer = own_web.browser(Role.DUTY_OFFICER, on_shift=True)
    chief = own_web.browser(Role.SECTION_CHIEF)
    own_web.incident = officer.take_call("储罐爆炸")
    path = f"/incidents/{own_web.incident}/level"
    assert chief.submit(path, level="II").status_code == 303
    own_web.raised = own_web.log.position
    own_web.clock.forward(minutes=10)
    assert chief.submit(path, level="IV", reason="误报伤亡").status_code == 303
    return own_web


@pytest.fixture
def auditor(lowered):
    return lowered.browser(Role.AUDITOR)


def listed(page, kind):
    """What stands in one list, as text; "" where the list is not there."""
    found = re.search(rf'id="unshown-{kind}".*?</section>', page.text, re.S)
    return re.sub(r"<[^>]+>", "", found[0]) if found else ""


def test_a_level_lowered_is_told_with_who_why_and_where_it_stands(lowered, auditor):
    told = listed(auditor.get("/replay/unshown"), "lowered")
    assert "误报伤亡" in told
    stood = next(one for one in lowered.log.since(lowered.raised) if "level" in one.topic)
    assert f"第 {stood.seq} 条记录" in told


def test_before_it_was_lowered_it_was_not(lowered, auditor):
    page = auditor.get(f"/replay/unshown?seq={lowered.raised}")
    assert page.status_code == 200
    assert listed(page, "lowered") == ""
    assert "降级与解除" in page.text  # named among those that were empty


@pytest.mark.parametrize("also", ["", "&kind=lowered", "&incident={0.incident}"])
def test_it_is_narrowed_to_a_list_or_an_incident(lowered, auditor, also):
    page = auditor.get("/replay/unshown?at=" + also.format(lowered))
    assert "误报伤亡" in listed(page, "lowered")


def test_it_stands_on_the_replayed_page_of_the_incident(lowered, auditor):
    path = f"/replay/incidents/{lowered.incident}"
    assert "误报伤亡" in listed(auditor.get(path), "lowered")
    assert listed(auditor.get(f"{path}?seq={lowered.raised}"), "lowered") == ""


def test_a_call_filed_as_noise_is_on_no_board_and_stands_here(lowered, auditor):
    officer = lowered.browser(Role.DUTY_OFFICER)
    answer = officer.submit("/calls", what="打错电话", filed_as="noise", reason="打错了")
    assert answer.status_code == 303
    lowered.clock.forward(seconds=1)
    assert "打错了" in listed(auditor.get("/replay/unshown"), "set_aside")


def test_who_reads_is_shown_to_those_who_may_see_the_trail_alone(lowered, auditor):
    lowered.browser(Role.DUTY_OFFICER).get(f"/incidents/{lowered.incident}")
    leader = lowered.browser(Role.DUTY_LEADER)
    assert "unshown-reads" not in leader.get("/replay/unshown").text
    told = listed(auditor.get(f"/replay/unshown?incident={lowered.incident}"), "reads")
    assert "GET /incidents/" in told


@pytest.mark.parametrize("also", ["incident=00000000-0000-4000-8000-000000000000", "seq=0"])
def test_what_was_not_there_is_refused(auditor, also):
    assert auditor.get(f"/replay/unshown?{also}").status_code == 404


def test_a_list_longer_than_its_place_leads_on(lowered, auditor, monkeypatch):
    monkeypatch.setattr("api.unshown.A_LIST", 1)
    chief = lowered.browser(Role.SECTION_CHIEF)
    chief.submit(f"/incidents/{lowered.incident}/level", level="II")
    answer = chief.submit(f"/incidents/{lowered.incident}/level", level="III", reason="再次核减")
    assert answer.status_code == 303
    lowered.clock.forward(seconds=1)
    page = auditor.get("/replay/unshown")
    assert "误报伤亡" not in listed(page, "lowered")
    assert "/replay/unshown?kind=lowered" in page.text


def test_a_list_that_lacks_the_newest_record_is_refused_and_never_shown_empty(
    lowered, auditor, monkeypatch
):
    monkeypatch.setattr(lowered.running.boards, "wait_for", lambda seq, seconds: False)
    answer = auditor.get("/replay/unshown")
    assert answer.status_code == 503
    assert "看板尚未跟上日志" in answer.text
