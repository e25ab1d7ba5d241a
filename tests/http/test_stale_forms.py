"""Two people, one incident: whoever decides on an old page is told so, and nothing is overridden in silence."""

from __future__ import annotations

import re
from uuid import UUID

import pytest

from desk.access import Role
from domain.incident import ClassAssigned, IncidentClosed, LevelDecided
from domain.report import ReportSigned


@pytest.fixture
def chief(web):
    return web.browser(Role.SECTION_CHIEF)


@pytest.fixture
def officer(web):
    return web.browser(Role.DUTY_OFFICER)


@pytest.fixture
def incident(officer):
    return officer.take_call()


def shown(browser, incident):
    """The position the forms of this browser's page carry."""
    page = browser.get(f"/incidents/{incident}").text
    return re.search(r'name="seen" value="(\d+)"', page).group(1)


def on_record(web, id, kind):
    return [one.event for one in web.log.stream(id) if isinstance(one.event, kind)]


def test_a_level_decided_on_an_old_page_is_refused_and_says_why(web, chief, incident):
    old = shown(chief, incident)
    assert chief.submit(f"/incidents/{incident}/level", level="III", seen=old).status_code == 303
    answer = chief.submit(f"/incidents/{incident}/level", level="IV", seen=old)
    assert answer.status_code == 412
    assert "他人刚刚改过" in answer.text
    assert [one.level for one in on_record(web, incident, LevelDecided)] == ["III"]


def test_looked_at_again_it_may_be_decided(web, chief, incident):
    chief.submit(f"/incidents/{incident}/level", level="III", seen=shown(chief, incident))
    seen = shown(chief, incident)
    assert chief.submit(f"/incidents/{incident}/level", level="IV", seen=seen).status_code == 303


def test_two_who_decide_the_same_do_not_disagree(web, chief, incident):
    old = shown(chief, incident)
    for _ in range(2):
        answer = chief.submit(f"/incidents/{incident}/level", level="II", seen=old)
        assert answer.status_code == 303
    assert len(on_record(web, incident, LevelDecided)) == 1


def test_news_of_another_kind_is_in_nobodys_way(web, chief, officer, incident):
    old = shown(chief, incident)
    officer.submit(f"/incidents/{incident}/figures", dead="1")
    assert chief.submit(f"/incidents/{incident}/level", level="III", seen=old).status_code == 303


def test_a_class_given_on_an_old_page_is_refused(web, officer, incident):
    old, path = shown(officer, incident), f"/incidents/{incident}/class"
    assert officer.submit(path, klass="accident", seen=old).status_code == 303
    assert officer.submit(path, klass="public_health", seen=old).status_code == 412
    assert [one.klass for one in on_record(web, incident, ClassAssigned)] == ["accident"]


def test_an_occurrence_stated_on_an_old_page_is_refused(officer, incident):
    old, path = shown(officer, incident), f"/incidents/{incident}/occurrence"
    assert officer.submit(path, at="15", seen=old).status_code == 303
    assert officer.submit(path, at="40", seen=old).status_code == 412


@pytest.mark.parametrize("end", ["closing", "annulment"])
def test_an_incident_is_not_ended_in_ignorance_of_a_figure(web, chief, officer, incident, end):
    old = shown(chief, incident)
    officer.submit(f"/incidents/{incident}/figures", dead="3")
    answer = chief.submit(f"/incidents/{incident}/{end}", reason="误报", seen=old)
    assert answer.status_code == 412
    assert on_record(web, incident, IncidentClosed) == []


def a_draft(web, officer, incident):
    ends = {"entity": web.county, "recipient": web.city, "stage": "first"}
    officer.submit(f"/incidents/{incident}/drafts", words="初稿", **ends)
    page = officer.get(f"/incidents/{incident}").text
    return UUID(re.search(r'action="/reports/([0-9a-f-]+)/revision"', page).group(1))


def test_what_is_signed_is_what_the_signer_was_shown(web, chief, officer, incident):
    report = a_draft(web, officer, incident)
    old = shown(chief, incident)
    officer.submit(f"/reports/{report}/revision", text="改稿", seen=old)
    assert chief.submit(f"/reports/{report}/signature", seen=old).status_code == 412
    assert on_record(web, report, ReportSigned) == []
    new = shown(chief, incident)
    assert chief.submit(f"/reports/{report}/signature", seen=new).status_code == 303


def test_a_draft_revised_twice_from_one_page_keeps_the_first_revision(web, officer, incident):
    report = a_draft(web, officer, incident)
    old, path = shown(officer, incident), f"/reports/{report}/revision"
    assert officer.submit(path, text="甲改", seen=old).status_code == 303
    assert officer.submit(path, text="乙改", seen=old).status_code == 412
    assert "甲改" in officer.get(f"/incidents/{incident}").text


def test_a_form_that_does_not_say_what_it_saw_speaks_of_what_stands_now(officer, incident):
    for level in ("accident", "public_health"):
        answer = officer.submit(f"/incidents/{incident}/class", klass=level)
        assert answer.status_code == 303


@pytest.mark.parametrize("seen", ["-1", "1e3", "x", "9" * 5000])
def test_a_position_that_is_none_is_refused(officer, incident, seen):
    answer = officer.submit(f"/incidents/{incident}/class", klass="accident", seen=seen)
    assert answer.status_code == 422
