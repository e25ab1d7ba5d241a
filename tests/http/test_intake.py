"""Every field of the intake reaches the log as it was told: blank is unknown, 0 is confirmed none."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk.access import Role
from domain.facts import Figure
from domain.incoming_report import IncomingReceived
from domain.times import Basis


@pytest.fixture
def take(own_web):
    page = own_web.browser(Role.DUTY_OFFICER, on_shift=True)

    def taken(**fields):
        assert page.submit("/calls", **fields).status_code == 303
        return own_web.running.log.since(0, topics=(IncomingReceived.TOPIC,))[-1].event

    return taken


def test_what_is_told_is_what_is_heard(take):
    call = take(
        what="沟槽塌方",
        trapped="2",
        serious_injured="0",
        developing="true",
        told=["119", "120"],
        told_department="住建局",
        caller_post="安全员",
    )
    figures = {fact.figure: fact.value for fact in call.heard.facts}
    assert figures == {Figure.TRAPPED: 2, Figure.SERIOUS_INJURED: 0}
    assert call.heard.still_developing is True
    assert call.heard.already_told == ("119", "120", "住建局")
    assert call.caller_post == "安全员"


def test_what_nobody_asked_is_unknown(take):
    heard = take(call_back="13800000077").heard
    assert (heard.still_developing, heard.already_told, heard.facts) == (None, (), ())


@pytest.mark.parametrize(("minutes", "believed"), [(3, True), (59, True), (61, False), (-1, False)])
def test_the_clock_starts_when_the_phone_was_picked_up(own_web, take, minutes, believed):
    first = own_web.clock.at - timedelta(minutes=minutes)
    received = take(what="x", picked_up=first.isoformat()).received
    assert received.earliest == (first if believed else own_web.clock.at)
    assert received.basis is Basis.KEY_PRESS


def test_a_typed_time_goes_before_the_first_key(own_web, take):
    received = take(what="x", received="10", picked_up=own_web.clock.at.isoformat()).received
    assert own_web.clock.at - received.earliest >= timedelta(minutes=10)


def test_the_form_on_paper_asks_the_same(own_web):
    paper = own_web.browser(Role.DUTY_OFFICER).get("/intake/paper").text
    for asked in ("回拨号码", "地点", "事由", "重伤", "事态发展中", "119", "复述核对"):
        assert asked in paper
