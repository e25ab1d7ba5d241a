"""A call becomes an incident, a second source, or is filed away; its clocks start once."""

import pytest

from desk.calls import CallTaken, DisposeCall, dispose_call
from desk.draft import Unknown
from domain.deadline import Standing
from domain.deadline_events import DeadlineSet
from domain.incident import IncidentOpened, SourceAttached
from domain.incoming_report import (
    DisposedAlready,
    Heard,
    IncomingDisposed,
    NothingHeard,
    Outcome,
)
from domain.kernel import ReasonMissing
from domain.report import ReportMade


def test_one_call_opens_an_incident_with_the_first_number_of_the_year(office):
    first, second = office.call("化工厂爆炸"), office.call("桥梁垮塌")
    assert (first.number, second.number) == ("2026-0001", "2026-0002")
    assert [one.event.title for one in office.events(IncidentOpened.TOPIC)] == [
        "化工厂爆炸",
        "桥梁垮塌",
    ]


def test_a_cut_call_with_a_number_to_call_back_is_enough(office):
    assert office.call("", call_back="13800000000").number == "2026-0001"


def test_a_call_of_which_nothing_was_heard_leaves_nothing(office):
    head = office.log.head()
    with pytest.raises(NothingHeard):
        office.call("")
    assert office.log.head() == head


def test_a_unit_on_the_line_has_thereby_reported_to_us(office):
    call = office.call(caller=office.town)
    [told] = office.events(ReportMade.TOPIC)
    assert (told.event.hop.reporting_entity, told.event.hop.recipient) == (
        office.town,
        office.county,
    )
    upward = {
        one.standing
        for one in office.clocks(call.incident).values()
        if one.terms.reporting_entity == office.town
    }
    assert Standing.MET in upward


def test_a_second_source_starts_no_second_set_of_clocks(office):
    first = office.call("化工厂爆炸")
    clocks = len(office.events(DeadlineSet.TOPIC))
    office.clock.forward(minutes=3)
    second = office.call("厂区起火", same_as=first.incident)
    assert second == CallTaken(incoming=second.incoming, incident=first.incident)
    assert len(office.events(DeadlineSet.TOPIC)) == clocks
    assert len(office.events(SourceAttached.TOPIC)) == 1
    assert len(office.events(IncidentOpened.TOPIC)) == 1


def test_a_call_cannot_be_attached_to_what_is_not_there(office):
    with pytest.raises(Unknown):
        office.call(same_as=office.county)


def test_noise_is_filed_away_with_its_reason_and_opens_nothing(office):
    filed = office.call("打错电话", filed_as=Outcome.NOISE, reason="拨错号码")
    assert filed.incident is None
    [disposed] = office.events(IncidentOpened.TOPIC, IncomingDisposed.TOPIC)
    assert disposed.event == IncomingDisposed(outcome=Outcome.NOISE, reason="拨错号码")


def test_filing_away_without_a_reason_leaves_not_even_the_call(office):
    head = office.log.head()
    with pytest.raises(ReasonMissing):
        office.call("打错电话", filed_as=Outcome.NOISE)
    assert office.log.head() == head


def test_a_call_that_became_an_incident_cannot_be_filed_away_afterwards(office):
    call = office.call()
    disposal = DisposeCall(incoming=call.incoming, outcome=Outcome.INFORMATION, reason="通报")
    with pytest.raises(DisposedAlready):
        office.do(dispose_call, disposal)


def test_the_callers_name_stands_in_no_event_in_clear(office):
    office.call(caller_name="张三丰", call_back="13912345678", heard=Heard(what="起火"))
    states = b"".join(row.state for row in office.log.rows_since(0))
    assert "张三丰".encode() not in states
    assert b"13912345678" not in states
