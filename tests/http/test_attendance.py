"""到岗 on pages: who is not there is named everywhere, and a leader says why nobody waits for him any more."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk.access import Role
from escalation.sweep import sweep
from tests.support.two_shifts import NEXT


@pytest.fixture
def nobody_came(own_web):
    """09:10: neither of the day's shift has checked in."""
    for minutes in (0, 10):
        if minutes:
            own_web.clock.forward(minutes=minutes)
        sweep(own_web.running.desk, own_web.clock.at)
    assert own_web.running.boards.wait_for(own_web.running.log.head().seq, 60)
    return own_web


def ring_of(web, person):
    return next(one for one in web.running.boards.board().rings if one.person == person)


def test_board_wall_and_shift_page_say_who_is_absent_and_since_when(nobody_came):
    officer = nobody_came.browser(Role.DUTY_OFFICER)
    for path in ("/", "/wall", "/shift"):
        page = officer.get(path).text
        assert "脱岗 自 09:00" in page
        assert "未到岗：" in page
    absent = nobody_came.running.boards.board().duty.missing
    assert {one.name for one in absent} == {"沈立群", "周敏"}


def test_the_ring_page_and_the_phone_page_say_what_it_is_about(nobody_came):
    shen = nobody_came.people["沈立群"]
    leader = nobody_came.browser(Role.DUTY_LEADER, on_shift=True)
    ring = ring_of(nobody_came, shen)
    page = leader.get(f"/rings/{ring.id}").text
    assert "未到岗：" in page
    assert 'href="/shift"' in page
    assert f"/rings/{ring.id}/acknowledgement" in leader.get("/phone").text
    answer = leader.submit(f"/rings/{ring.id}/acknowledgement", ring=str(ring.ring), minutes="15")
    assert answer.status_code == 303
    assert ring_of(nobody_came, shen).lease_until == nobody_came.clock.at + timedelta(minutes=15)


def test_checking_in_quiets_it_and_the_record_tells_the_story(nobody_came):
    zhou = nobody_came.people["周敏"]
    [shift] = {one.shift for one in nobody_came.running.boards.board().duty.missing}
    officer = nobody_came.browser(Role.DUTY_OFFICER)
    officer.submit(f"/shift/{shift}/check-in", person=str(zhou))
    assert [one.name for one in nobody_came.running.boards.board().duty.missing] == ["沈立群"]
    record = officer.get(f"/shift/{shift}/attendance").text
    for told in ("迟到 10 分", "脱岗", "两个十", "等候到岗", "周敏"):
        assert told in record


def test_a_leader_excuses_with_a_reason_and_an_officer_does_not(nobody_came):
    shen = str(nobody_came.people["沈立群"])
    [shift] = {one.shift for one in nobody_came.running.boards.board().duty.missing}
    path = f"/shift/{shift}/excuse"
    officer = nobody_came.browser(Role.DUTY_OFFICER)
    assert officer.submit(path, person=shen, reason="急诊").status_code == 403
    chief = nobody_came.browser(Role.SECTION_CHIEF)
    assert "请写明理由" in chief.submit(path, person=shen).text
    assert chief.submit(path, person=shen, reason="急诊").status_code == 303
    assert "急诊" in chief.get(f"/shift/{shift}/attendance").text


def test_whoever_asks_for_a_shift_that_awaited_nobody_finds_nothing(own_web):
    officer = own_web.browser(Role.DUTY_OFFICER)
    nothing = officer.get(f"/shift/{own_web.people['周敏']}/attendance")
    assert nothing.status_code == 404


def test_nobody_is_let_go_before_the_relief_has_signed(own_web):
    zhou = str(own_web.people["周敏"])
    chief = own_web.browser(Role.SECTION_CHIEF)
    assert chief.submit("/shift", **NEXT, lead_officer=zhou).status_code == 303
    board = own_web.running.boards.read(lambda f: list(f.rows["duty"].values()))
    [shift] = [one.id for one in board if one.responsible]
    refused = chief.submit(f"/shift/{shift}/departure", person=zhou)
    assert "接班人尚未签字" in refused.text
