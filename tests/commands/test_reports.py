"""What is told by word answers a clock at once; what is written goes out only when signed."""

import pytest

from desk.reports import (
    CorrectReport,
    DraftReport,
    RecordReceipt,
    ReportAnswer,
    ReviseReport,
    SendReport,
    SignReport,
    correct_report,
    draft_report,
    record_receipt,
    revise_report,
    send_report,
    sign_report,
)
from domain.breach import BreachKind, BreachProposed, BreachWithdrawn
from domain.deadline import Standing
from domain.report import ReportCorrected, ReportDrafted, ReportMade
from domain.report_commands import NotSent, NotSigned, SamePlace, SentAlready
from domain.words import Stage
from escalation.sweep import sweep


@pytest.fixture
def incident(office):
    return office.call(caller=office.town).incident


def drafted(office, incident, text="临江区人民政府：9时许化工厂爆炸。"):
    command = DraftReport(incident=incident, entity=office.county, recipient=office.city, text=text)
    return office.do(draft_report, command).answer(ReportAnswer).report


def signed(office, incident):
    report = drafted(office, incident)
    leader = office.person("赵区长")
    office.do(sign_report, SignReport(report=report, signer=leader, signed=office.at()))
    return report


def upward(office, incident):
    """Our own clocks towards the city, without those that only a written report answers."""
    return [
        one
        for one in office.clocks(incident).values()
        if (one.terms.reporting_entity, one.terms.recipient) == (office.county, office.city)
        and one.terms.stage is Stage.FIRST
    ]


def test_a_phone_report_meets_the_clock_without_draft_or_signature(office, incident):
    report = office.by_word(incident, office.county, office.city)
    met = [one for one in upward(office, incident) if one.terms.channel is None]
    assert {one.met_by for one in met} == {report}
    assert {one.standing for one in met} == {Standing.MET}


def test_a_draft_meets_nothing_and_cannot_go_out_unsigned(office, incident):
    report = drafted(office, incident)
    with pytest.raises(NotSigned):
        office.do(send_report, SendReport(report=report, sent=office.at()))
    assert {one.standing for one in upward(office, incident)} == {Standing.RUNNING}


def test_a_signed_report_goes_out_meets_the_clocks_and_is_received(office, incident):
    report = signed(office, incident)
    office.do(send_report, SendReport(report=report, sent=office.at()))
    assert report in {one.met_by for one in upward(office, incident)}
    receipt = RecordReceipt(report=report, received=office.at(), counterpart="市总值班室 王五")
    office.do(record_receipt, receipt)
    head = office.log.head()
    office.do(record_receipt, receipt)
    office.do(send_report, SendReport(report=report, sent=office.at()))
    assert office.log.head() == head


def test_a_revised_draft_has_lost_its_signature(office, incident):
    report = signed(office, incident)
    office.do(revise_report, ReviseReport(report=report, text="伤亡情况正在核实。"))
    with pytest.raises(NotSigned):
        office.do(send_report, SendReport(report=report, sent=office.at()))


def test_what_has_gone_out_is_corrected_and_not_revised(office, incident):
    report = signed(office, incident)
    correction = CorrectReport(
        report=report, text="更正：受伤3人。", reason="医院核实", corrected=office.at()
    )
    with pytest.raises(NotSent):
        office.do(correct_report, correction)
    office.do(send_report, SendReport(report=report, sent=office.at()))
    with pytest.raises(SentAlready):
        office.do(revise_report, ReviseReport(report=report, text="另文"))
    office.do(correct_report, correction)
    office.do(correct_report, correction)
    assert len(office.events(ReportCorrected.TOPIC)) == 1


def test_nobody_reports_to_himself(office, incident):
    with pytest.raises(SamePlace):
        office.by_word(incident, office.county, office.county)


def test_follow_ups_are_numbered_on_each_hop(office, incident):
    for _ in range(2):
        office.by_word(incident, office.county, office.city, stage=Stage.FOLLOW_UP)
    office.by_word(incident, office.town, office.county, stage=Stage.FOLLOW_UP)
    hops = [one.event.hop for one in office.events(ReportMade.TOPIC)]
    numbers = [(hop.reporting_entity, hop.number) for hop in hops if hop.stage is Stage.FOLLOW_UP]
    assert numbers == [(office.county, 1), (office.county, 2), (office.town, 1)]


def test_a_draft_typed_after_a_phone_report_counts_it(office, incident):
    office.by_word(incident, office.county, office.city)
    drafted(office, incident)
    [draft] = office.events(ReportDrafted.TOPIC)
    assert draft.event.hop.number == 2


def test_running_out_accuses_nobody_the_late_report_does(office, incident):
    office.clock.forward(hours=3)
    sweep(office.desk, office.clock.at)
    assert office.events(BreachProposed.TOPIC) == []
    report = office.by_word(incident, office.county, office.city)
    found = office.breaches()
    assert found
    assert {one.kind for one in found} == {BreachKind.LATE}
    assert {one.obligor for one in found} == {office.county}
    assert all(report in one.evidence for one in found)


def test_an_earlier_report_typed_in_later_withdraws_the_breach(office, incident):
    office.clock.forward(hours=3)
    sweep(office.desk, office.clock.at)
    office.by_word(incident, office.county, office.city)
    proposed = len(office.breaches())
    office.by_word(incident, office.county, office.city, office.at(hours=-3))
    assert office.breaches() == []
    assert len(office.events(BreachWithdrawn.TOPIC)) == proposed > 0


def test_each_hop_has_a_verdict_of_its_own(office, incident):
    """The town told the county in time; that the county was late with the city is its own matter."""
    office.clock.forward(hours=3)
    office.by_word(incident, office.county, office.city)
    assert office.town not in {one.obligor for one in office.breaches()}
    assert office.county in {one.obligor for one in office.breaches()}
