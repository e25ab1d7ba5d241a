"""A leader's words are written down and passed on; an order to hold back stops no clock, and says so."""

from __future__ import annotations

import pytest

from desk.access import Role
from domain.instruction import InstructionRecorded
from domain.tasking import TaskingGiven, TaskingRanOut
from escalation.sweep import sweep
from projections.incident_file import gather
from tests.support.dialling import a_dial

HOLD = "先别往上报，等我到了再说。"


@pytest.fixture
def officer(own_web):
    return own_web.browser(Role.DUTY_OFFICER)


@pytest.fixture
def incident(officer):
    return officer.take_call("沟槽塌方", trapped=2)


def file_of(web, incident):
    return gather(web.log, incident)


def recorded(web, officer, incident, **more):
    said = {"words": HOLD, "by": str(web.people["沈立群"]), "way": "phone"} | more
    return officer.submit(f"/incidents/{incident}/instructions", **said)


def tasked(web, officer, incident):
    [instruction] = file_of(web, incident).instructions
    asked = {"instruction": str(instruction), "unit": str(web.works), "what": "派队到场"}
    assert officer.submit(f"/incidents/{incident}/taskings", **asked).status_code == 303
    [tasking] = file_of(web, incident).taskings
    return tasking


def test_words_are_the_leaders_and_the_typing_is_the_officers(own_web, officer, incident):
    assert recorded(own_web, officer, incident, read_back="true").status_code == 303
    [line] = [
        one
        for one in file_of(own_web, incident).history
        if isinstance(one.event, InstructionRecorded)
    ]
    assert (line.event.words, line.event.read_back) == (HOLD, True)
    assert line.meta.by.id == str(own_web.people["沈立群"])
    assert line.meta.recorded_by != line.meta.by


def test_an_order_to_hold_back_moves_no_clock_and_the_page_says_so(own_web, officer, incident):
    before = {id: one.due_at for id, one in file_of(own_web, incident).deadlines.items()}
    recorded(own_web, officer, incident, holds_back="true")
    after = file_of(own_web, incident).deadlines
    assert {id: one.due_at for id, one in after.items()} == before
    assert all(one.open for one in after.values())
    page = officer.get(f"/incidents/{incident}").text
    assert "沈立群指示暂缓上报。指示已留档；法定时限照常计时，不因此停止" in page


def test_nobodys_words_are_written_down_who_does_not_lead(own_web, officer, incident):
    answer = recorded(own_web, officer, incident, by=str(own_web.people["无职"]))
    assert answer.status_code == 403
    assert recorded(own_web, officer, incident, by="").status_code == 403
    assert recorded(own_web, officer, incident, words=" ").status_code == 409
    elsewhere = a_dial(own_web, officer, officer.take_call("另一起"))
    assert recorded(own_web, officer, incident, dial=str(elsewhere)).status_code == 409
    assert file_of(own_web, incident).instructions == {}


def test_a_tasking_stands_on_the_desk_until_it_is_answered(own_web, officer, incident):
    recorded(own_web, officer, incident)
    path = f"/incidents/{incident}/taskings/{tasked(own_web, officer, incident)}"
    assert "派队到场" in officer.get("/").text
    officer.submit(f"{path}/receipt", counterpart="值班员小王")
    assert "值班员小王" in officer.get(f"/incidents/{incident}").text
    assert "值班员小王" not in str(own_web.log.since(0, 100_000))
    assert officer.submit(f"{path}/answer", words="28人已到场").status_code == 303
    assert "派队到场" not in officer.get("/").text
    officer.submit(f"{path}/round", words="请报进展", feedback_minutes=30)
    assert "第2轮" in officer.get("/").text


def test_what_does_not_come_is_on_record_once_and_red_on_the_desk(own_web, officer, incident):
    recorded(own_web, officer, incident)
    tasking = tasked(own_web, officer, incident)
    own_web.clock.forward(minutes=16)
    for _ in range(2):
        sweep(own_web.running.desk, own_web.clock.at)
    assert (
        len([one for one in own_web.log.stream(tasking) if isinstance(one.event, TaskingRanOut)])
        == 1
    )
    own_web.running.boards.wait_for(own_web.log.head().seq, 60)
    assert 'class="tasking ran-out"' in officer.get("/").text


def test_with_its_incident_annulled_nothing_is_awaited(own_web, officer, incident):
    recorded(own_web, officer, incident)
    tasking = tasked(own_web, officer, incident)
    chief = own_web.browser(Role.SECTION_CHIEF)
    assert chief.submit(f"/incidents/{incident}/annulment", reason="误报").status_code == 303
    assert file_of(own_web, incident).taskings[tasking].superseded
    assert 'class="tasking"' not in officer.get("/").text


def test_a_tasking_is_not_reached_through_another_incident(own_web, officer, incident):
    recorded(own_web, officer, incident)
    tasking = tasked(own_web, officer, incident)
    other = officer.take_call("另一起")
    answer = officer.submit(f"/incidents/{other}/taskings/{tasking}/answer", words="x")
    assert answer.status_code == 404
    [instruction] = file_of(own_web, incident).instructions
    asked = {"instruction": str(instruction), "unit": str(own_web.works), "what": "x"}
    assert officer.submit(f"/incidents/{other}/taskings", **asked).status_code == 404
    assert [
        one.event.what for one in own_web.log.stream(tasking) if isinstance(one.event, TaskingGiven)
    ]
