"""送签 at a desk: the leader is rung and sees it, the board counts down, and when it runs out the next one is woken."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk.access import Role
from domain.notice import RingCause, Rung
from domain.signature_wait import SignatureRanOut
from escalation.sweep import sweep
from projections.incident_file import gather

TEXT = "临江区人民政府：8时50分许沟槽塌方，2人被困。"


@pytest.fixture
def officer(own_web):
    return own_web.browser(Role.DUTY_OFFICER, on_shift=True)


@pytest.fixture
def incident(officer):
    return officer.take_call("沟槽塌方")


@pytest.fixture
def report(own_web, officer, incident):
    form = {"entity": str(own_web.county), "recipient": str(own_web.city), "words": TEXT}
    officer.submit(f"/incidents/{incident}/drafts", **form)
    [report] = gather(own_web.log, incident).reports
    return report


@pytest.fixture
def leader(own_web):
    return own_web.people["沈立群"]


def lay(web, officer, report, signer):
    answer = officer.submit(f"/reports/{report}/signature-request", signer=str(signer))
    web.running.boards.wait_for(web.log.head().seq, 60)
    return answer


def rung(web, cause):
    events = (one.event for one in web.log.since(0))
    return [one.person for one in events if isinstance(one, Rung) and one.cause is cause]


def lines(web):
    return [(one.whom, one.ran_out) for one in web.running.boards.board().signatures]


def test_whoever_is_to_sign_is_rung_and_it_stands_on_the_desk_and_on_the_incident(
    own_web, officer, incident, report, leader
):
    assert lay(own_web, officer, report, leader).status_code == 303
    assert rung(own_web, RingCause.SIGNATURE) == [leader]
    assert lines(own_web) == [("沈立群", False)]
    assert "沈立群" in officer.get("/").text
    assert "收到送签" in officer.get(f"/incidents/{incident}").text


def test_not_signed_in_time_the_signer_is_rung_again_and_the_head_of_the_office_too(
    own_web, officer, incident, report, leader
):
    head = own_web.people["无职"]
    chief = own_web.browser(Role.SECTION_CHIEF)
    assert chief.submit("/duties/office_head", person=str(head)).status_code == 303
    lay(own_web, officer, report, leader)
    for minutes in (9, 2, 3):
        own_web.clock.forward(minutes=minutes)
        sweep(own_web.running.desk, own_web.clock.at)
    assert sum(isinstance(one.event, SignatureRanOut) for one in own_web.log.stream(report)) == 1
    assert rung(own_web, RingCause.SIGNATURE_OVER) == [leader, head]
    own_web.running.boards.wait_for(own_web.log.head().seq, 60)
    assert lines(own_web) == [("沈立群", True)]


def test_signed_it_waits_no_more(own_web, officer, incident, report, leader):
    lay(own_web, officer, report, leader)
    officer.submit(f"/reports/{report}/signature", by=str(leader), way="hand")
    own_web.clock.at += timedelta(minutes=30)
    sweep(own_web.running.desk, own_web.clock.at)
    own_web.running.boards.wait_for(own_web.log.head().seq, 60)
    assert (lines(own_web), rung(own_web, RingCause.SIGNATURE_OVER)) == ([], [])
    assert lay(own_web, officer, report, leader).status_code == 409


def test_an_incident_that_was_none_wakes_nobody_for_its_paper(
    own_web, officer, incident, report, leader
):
    lay(own_web, officer, report, leader)
    chief = own_web.browser(Role.SECTION_CHIEF)
    assert chief.submit(f"/incidents/{incident}/annulment", reason="误报").status_code == 303
    own_web.clock.at += timedelta(minutes=30)
    sweep(own_web.running.desk, own_web.clock.at)
    assert rung(own_web, RingCause.SIGNATURE_OVER) == []
