"""Who rang is found out afterwards: what is known stays, and a unit named for the first time has reported."""

from __future__ import annotations

from desk.callers import StateCaller, state_caller
from domain.incoming_report import CallerStated, IncomingReceived
from domain.report import ReportMade


def state(office, call, **said):
    return office.do(state_caller, StateCaller(incoming=call.incoming, **said))


def test_blank_says_nothing_new(office):
    call = office.call("起火", call_back="13800000000")
    head = office.log.head()
    state(office, call)
    assert office.log.head() == head


def test_what_was_heard_first_stays_and_what_is_found_out_is_sealed(office):
    call = office.call("起火", call_back="13800000000")
    state(office, call, caller_name="郑某", caller_post="安全员")
    [first] = office.events(IncomingReceived.TOPIC)
    [stated] = office.events(CallerStated.TOPIC)
    assert first.event.caller_name is None
    assert stated.event.call_back == first.event.call_back
    assert stated.event.caller_post == "安全员"
    assert "郑某" not in repr(stated)


def test_a_unit_named_afterwards_has_reported_by_that_call(office):
    call = office.call("起火")
    assert office.events(ReportMade.TOPIC) == []
    state(office, call, caller_unit=office.town)
    state(office, call, caller_post="值班员")
    [report] = office.events(ReportMade.TOPIC)
    assert report.event.hop.reporting_entity == office.town
