"""Written down for somebody else: whoever decided is named, has the authority, and stands beside who typed it."""

from __future__ import annotations

from uuid import uuid4

import pytest

from desk.access import Role
from domain.incident import LevelDecided
from domain.report import ReportSigned


@pytest.fixture
def officer(web):
    return web.browser(Role.DUTY_OFFICER, on_shift=True)


@pytest.fixture
def incident(web, officer):
    return officer.take_call(caller_unit=web.town)


def decided(web, incident):
    return [one for one in web.log.stream(incident) if isinstance(one.event, LevelDecided)]


def test_an_officer_writes_down_what_the_leader_decided_on_the_phone(web, officer, incident):
    by = web.people["沈立群"]
    officer.submit(f"/incidents/{incident}/level", level="III", by=by)
    [one] = decided(web, incident)
    assert (one.meta.by.id, one.meta.recorded_by.id) == (str(by), str(web.people["周敏"]))
    assert (one.meta.via, one.meta.post) == ("phone", "duty_leader_on_site")


def test_a_leader_at_the_desk_decides_in_his_own_name(web, incident):
    leader = web.browser(Role.DUTY_LEADER, on_shift=True)
    leader.submit(f"/incidents/{incident}/level", level="III")
    [one] = decided(web, incident)
    assert one.meta.by == one.meta.recorded_by
    assert (one.meta.by.id, one.meta.via) == (str(web.people["沈立群"]), "page")


def test_an_officer_does_not_decide_himself(web, officer, incident):
    assert officer.submit(f"/incidents/{incident}/level", level="III").status_code == 403
    assert decided(web, incident) == []


def test_an_officer_who_names_himself_decides_himself_and_may_not(web, officer, incident):
    by = web.people["周敏"]
    assert officer.submit(f"/incidents/{incident}/level", level="III", by=by).status_code == 403
    assert decided(web, incident) == []


def test_a_leader_off_shift_does_not_get_past_the_shift_by_naming_himself(own_web):
    person = own_web.people["无职"]
    leader = own_web.browser_of(own_web.new_account([Role.DUTY_LEADER], person=person))
    incident = leader.take_call()
    for by in (person, None):
        answer = leader.submit(f"/incidents/{incident}/level", level="III", by=by)
        assert answer.status_code == 403
    assert decided(own_web, incident) == []


@pytest.mark.parametrize("name", ["无职", "镇长", "周敏"])
def test_nobody_is_named_who_has_no_authority_here(web, incident, name):
    """No post at all; a post in a unit below; a seat of the shift that leads nothing."""
    colleague = web.browser(Role.DUTY_OFFICER)
    path = f"/incidents/{incident}/level"
    answer = colleague.submit(path, level="III", by=web.people[name])
    assert answer.status_code == 403
    assert "所选人员无权作此决定" in answer.text
    assert decided(web, incident) == []


@pytest.mark.parametrize("by", [uuid4(), "town", "works"])
def test_nobody_is_named_who_is_nobody(web, officer, incident, by):
    by = getattr(web, by) if isinstance(by, str) else by
    assert officer.submit(f"/incidents/{incident}/level", level="III", by=by).status_code == 403
    assert decided(web, incident) == []


@pytest.mark.parametrize("by", ["沈立群", "x", "🚒", "'; --"])
def test_a_name_that_is_no_id_is_refused(web, officer, incident, by):
    answer = officer.submit(f"/incidents/{incident}/level", level="III", by=by)
    assert answer.status_code in (403, 422)
    assert decided(web, incident) == []


def test_a_leader_in_charge_without_account_or_shift_is_named_by_his_post(own_web):
    office = own_web.browser(Role.SECTION_CHIEF)
    registering = {"name": "郑副区长", "unit": own_web.county, "post": "副区长", "phone": "1"}
    office.submit("/register/people", **registering)
    officer = own_web.browser(Role.DUTY_OFFICER)
    incident = officer.take_call()
    page = officer.get(f"/incidents/{incident}").text
    by = page.split('name="by"')[1].split("郑副区长")[0].rsplit('value="', 1)[1][:36]
    officer.submit(f"/incidents/{incident}/level", level="II", by=by)
    [one] = decided(own_web, incident)
    assert (one.meta.by.id, one.meta.post) == (by, "副区长")


def test_a_page_offers_only_those_who_may_be_named(web, officer, incident):
    form = officer.get(f"/incidents/{incident}").text.split("/level")[1].split("</form>")[0]
    assert "沈立群" in form
    assert not any(f">{name}<" in form for name in ("无职", "镇长"))


def test_a_unit_below_has_its_own_report_signed_by_its_own_head(web, officer, incident):
    reporter = web.browser(Role.REPORTER, web.town)
    ends = {"entity": web.town, "recipient": web.county}
    reporter.submit(f"/incidents/{incident}/drafts", words="镇书面报告", **ends)
    page = reporter.get(f"/incidents/{incident}").text
    report = page.split('/signature"')[0].rsplit("/reports/", 1)[1]
    refused = reporter.submit(f"/reports/{report}/signature", by=web.people["无职"])
    assert refused.status_code == 403
    assert reporter.submit(f"/reports/{report}/signature", by=web.people["镇长"]).status_code == 303
    signed = [one for one in web.log.since(0, 100_000) if isinstance(one.event, ReportSigned)]
    assert signed[-1].event.signer == web.people["镇长"]


def test_only_a_decision_may_be_written_down_in_another_name(web, officer, incident):
    """A form that takes no such name does not believe one."""
    officer.submit(f"/incidents/{incident}/closing", reason="完", by=web.people["沈立群"])
    last = web.log.stream(incident)[-1]
    assert last.meta.by == last.meta.recorded_by
