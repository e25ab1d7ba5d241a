"""Everything about one incident, as it is known now and as it was known at any position before."""

import pytest

from desk.incidents import DecideLevel, StateFacts, decide_level, state_facts
from desk.reports import (
    CorrectReport,
    DraftReport,
    RecordReceipt,
    ReportAnswer,
    SendReport,
    SignReport,
    correct_report,
    draft_report,
    record_receipt,
    send_report,
    sign_report,
)
from domain.actors import Actor, ActorKind
from domain.facts import Fact, Figure
from domain.report import ReportStanding
from domain.words import Level
from escalation.sweep import sweep
from projections.incident_file import gather
from projections.incident_page import incident_page


def name(id):
    return str(id)[:8]


def page(office, incident, upto=None):
    file = gather(office.log, incident, *(() if upto is None else (upto,)))
    return incident_page(file, name)


@pytest.fixture(autouse=True)
def _li_has_an_id(monkeypatch):
    """A page looks people up by their id."""
    named = Actor(kind=ActorKind.PERSON, id="5a0e2c6e-0000-4000-8000-00000000000a")
    monkeypatch.setattr("tests.support.office.LI", named)


@pytest.fixture
def late(office):
    """An incident reported three hours after the call."""
    incident = office.call("化工厂爆炸", caller=office.town).incident
    office.clock.forward(hours=3)
    sweep(office.desk, office.clock.at)
    office.by_word(incident, office.county, office.city)
    return incident


def told_late(page):
    return {one.breach.proposed.minutes_late for one in page.clocks if one.breach}


def test_what_is_no_incident_has_no_file(office):
    assert gather(office.log, office.town) is None
    assert gather(office.log, office.acting().command_id) is None


def test_before_it_was_opened_there_was_no_file(office, late):
    opened = gather(office.log, late).opened.seq
    assert gather(office.log, late, opened - 1) is None
    assert gather(office.log, late, opened).history[-1].seq == opened


def test_a_breach_is_shown_with_its_minutes_beside_the_clock_it_is_about(office, late):
    shown = page(office, late)
    [clock, *_] = [one for one in shown.clocks if one.breach]
    assert clock.breach.proposed.obligor == office.county
    assert clock.late == (clock.breach.proposed.minutes_late, 0)
    assert clock.exact
    assert clock.who == name(office.county)
    assert told_late(shown) == {one.minutes_late for one in office.breaches()}


def test_as_it_was_known_then_nobody_had_been_late_yet(office, late):
    reported = next(one for one in office.events("report.made") if one.event.words == "")
    then, now = page(office, late, reported.seq - 1), page(office, late)
    assert told_late(then) == set()
    assert told_late(now)
    assert any(one.deadline.standing.value == "ran_out" for one in then.clocks)


def test_a_withdrawn_breach_stays_on_the_page_as_withdrawn(office, late):
    office.by_word(late, office.county, office.city, office.at(hours=-3))
    withdrawn = [one.breach.withdrawn for one in page(office, late).clocks if one.breach]
    assert withdrawn
    assert all(withdrawn)


def test_after_every_command_the_file_is_what_was_on_record_by_then(office, late):
    whole = gather(office.log, late).history
    assert [one.seq for one in whole] == sorted({one.seq for one in whole})
    for upto in {one.meta.command_id: one.seq for one in whole}.values():
        then = gather(office.log, late, upto)
        assert then.history == tuple(one for one in whole if one.seq <= upto)


def test_an_answer_known_later_does_not_colour_what_was_known_then(office):
    incident = office.call().incident
    before = office.log.head().seq
    deciding = DecideLevel(incident=incident, level=Level.I, decided=office.at())
    office.do(decide_level, deciding)
    fact = Fact(figure=Figure.DEAD, value=3, as_of=office.at())
    office.do(state_facts, StateFacts(incident=incident, facts=(fact,)))
    then, now = page(office, incident, before), page(office, incident)
    assert (then.incident.level, then.facts) == (Level.UNKNOWN, ())
    assert (now.incident.level, now.facts) == (Level.I, (fact,))


def test_a_written_report_is_shown_from_draft_to_receipt(office):
    incident = office.call().incident
    command = DraftReport(
        incident=incident, entity=office.county, recipient=office.city, text="区政府报告"
    )
    report = office.do(draft_report, command).answer(ReportAnswer).report
    leader, at = office.person("赵区长"), office.at()
    seen = [page(office, incident).reports]
    for handler, step in (
        (sign_report, SignReport(report=report, signer=leader, signed=at)),
        (send_report, SendReport(report=report, sent=at)),
        (record_receipt, RecordReceipt(report=report, received=at, counterpart="王五")),
        (correct_report, CorrectReport(report=report, text="更正", reason="核实", corrected=at)),
    ):
        office.do(handler, step)
        seen.append(page(office, incident).reports)
    last = seen[-1][0]
    assert [one.standing for (one,) in seen] == [*ReportStanding, ReportStanding.RECEIVED]
    assert (last.text, last.channel.value) == ("更正", "written")
    assert last.counterpart.subject == report


def test_the_newest_line_of_the_history_stands_first_and_says_who(office, late):
    lines = page(office, late).history
    assert [one.seq for one in lines] == sorted((one.seq for one in lines), reverse=True)
    ran_out = [one for one in lines if one.topic == "deadline.ran-out"]
    assert {one.by for one in ran_out} == {"sweep"}
    assert {one.typed_by for one in lines} == {""}
