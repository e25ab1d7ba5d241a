"""The next three steps on the incident's page: whom to ring, the number in large, and what came of it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from desk.access import Role
from projections.numbers import FRESH_FOR, NUMBERS, is_fresh
from tests.support.dialling import a_dial, dials_of


@pytest.fixture
def desk(own_web):
    page = own_web.browser(Role.DUTY_OFFICER, on_shift=True)
    own_web.incident = page.take_call("化工厂爆炸", trapped="2")
    own_web.page = page
    return own_web


def steps(desk):
    text = desk.page.get(f"/incidents/{desk.incident}").text
    return re.findall(r'class="step[^"]*" data-purpose="(\w+)"', text), text


def test_the_leader_first_then_whom_we_owe_each_with_a_number_to_dial(desk):
    purposes, text = steps(desk)
    assert purposes[:2] == ["leader", "upward"]
    assert "13800000000" in text


def test_answered_upward_with_a_name_the_report_is_made_and_the_step_is_done(desk):
    dial = a_dial(desk, desk.page, desk.incident)
    sent = desk.page.submit(f"/dials/{dial}/ending", outcome="answered", answered_by="李科")
    assert sent.status_code == 303
    purposes, text = steps(desk)
    assert "upward" not in purposes
    assert "按时" in text
    assert "李科" in text


def test_a_leader_unanswered_twice_does_not_hold_up_the_report(desk):
    for _ in range(2):
        leader = str(desk.people["沈立群"])
        dial = a_dial(desk, desk.page, desk.incident, "leader", person=leader)
        desk.page.submit(f"/dials/{dial}/ending", outcome="no_answer")
    purposes, text = steps(desk)
    assert "领导未接不影响上报" in text
    assert "upward" in purposes


def test_a_stamp_is_taken_back_within_the_minute_and_not_later(desk):
    dial = a_dial(desk, desk.page, desk.incident)
    assert desk.page.submit(f"/dials/{dial}/withdrawal").status_code == 303
    assert dials_of(desk, desk.incident) == ()
    dial = a_dial(desk, desk.page, desk.incident)
    desk.clock.forward(seconds=61)
    assert desk.page.submit(f"/dials/{dial}/withdrawal").status_code == 409


def test_an_answered_call_verifies_its_number_for_a_month(desk):
    dial = a_dial(desk, desk.page, desk.incident, "leader", person=str(desk.people["沈立群"]))
    assert "从未核实" in desk.page.get("/duties").text
    desk.page.submit(f"/dials/{dial}/ending", outcome="answered")
    number = desk.running.boards.read(lambda f: f.rows[NUMBERS.name].get("0100-1"))
    assert is_fresh(number, desk.clock.at)
    assert not is_fresh(number, desk.clock.at + FRESH_FOR + timedelta(seconds=1))
    again = a_dial(desk, desk.page, desk.incident, "leader", person=str(desk.people["沈立群"]))
    desk.page.submit(f"/dials/{again}/ending", outcome="wrong_number")
    number = desk.running.boards.read(lambda f: f.rows[NUMBERS.name].get("0100-1"))
    assert not is_fresh(number, desk.clock.at)


def test_what_was_rung_dialled_and_answered_stands_in_the_history_of_the_incident(desk):
    dial = a_dial(desk, desk.page, desk.incident)
    desk.page.submit(f"/dials/{dial}/ending", outcome="busy")
    history = desk.page.get(f"/incidents/{desk.incident}").text.split('id="history"')[1]
    for told in ("叫应", "重大情况", "拨号", "占线", "0100-1"):
        assert told in history
