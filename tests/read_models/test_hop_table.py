"""Of every hop what was known then and what is known now, with the places of the log that show it."""

from desk.clocks import ExcuseDeadline, excuse_deadline
from desk.incidents import AnnulIncident, annul_incident
from desk.reports import CorrectReport, RecordReceipt, correct_report, record_receipt
from domain.report import ReceiptRecorded, ReportMade
from escalation.sweep import sweep
from projections.hop_table import HopVerdict, hop_table


def rows(office, incident, rule="B01"):
    table = hop_table(office.file(incident), str)
    return [row for row in table if row.rule == rule]


def reported_after(office, **late):
    incident = office.call().incident
    office.clock.forward(**late)
    sweep(office.desk, office.clock.at)
    return incident, office.by_word(incident, office.county, office.city)


def test_a_late_report_was_not_made_then_and_is_late_now(office):
    incident, _ = reported_after(office, hours=3)
    [row] = rows(office, incident)
    assert (row.who, row.whom) == (str(office.county), str(office.city))
    assert (row.now.verdict, row.now.seconds_late) == (HopVerdict.LATE, 3600)
    assert row.then.verdict is HopVerdict.NOT_MET
    assert row.differs
    assert row.learned == row.start


def test_a_time_that_is_corrected_leaves_what_was_known_then(office):
    incident = office.call().incident
    office.clock.forward(hours=3)
    report = office.by_word(incident, office.county, office.city)
    [before] = rows(office, incident)
    assert (before.then.verdict, before.then.seconds_late) == (HopVerdict.LATE, 3600)
    assert not before.differs
    correction = CorrectReport(
        report=report,
        text="",
        reason="通话记录",
        corrected=office.at(),
        made=office.at(hours=-2),
    )
    office.do(correct_report, correction)
    [after] = rows(office, incident)
    assert (after.then.verdict, after.then.seconds_late) == (HopVerdict.LATE, 3600)
    assert after.now.verdict is HopVerdict.MET
    assert after.differs


def test_its_evidence_is_where_the_log_has_the_clock_the_report_and_the_receipt(office):
    incident, report = reported_after(office, minutes=20)
    office.do(record_receipt, RecordReceipt(report=report, received=office.at()))
    [row] = rows(office, incident)
    assert row.receipt == office.at()
    at = {one.seq: type(one.event) for one in office.events()}
    clock, told, received = row.evidence
    assert at[clock].TOPIC == "deadline.set"
    assert (at[told], at[received]) == (ReportMade, ReceiptRecorded)


def test_what_is_excused_runs_not_yet_or_was_owed_by_nobody_says_so(office):
    incident, _ = reported_after(office, hours=3)
    clock, _ = office.clock_of(incident, "B01", office.county)
    office.do(excuse_deadline, ExcuseDeadline(deadline=clock, reason="通信中断"))
    assert [row.now.verdict for row in rows(office, incident)] == [HopVerdict.EXCUSED]
    another = office.call("又一起").incident
    assert [row.now.verdict for row in rows(office, another)] == [HopVerdict.RUNNING]
    assert [row.then for row in rows(office, another)] == [None]
    office.do(annul_incident, AnnulIncident(incident=another, reason="误报"))
    assert [row.now.verdict for row in rows(office, another)] == [HopVerdict.NO_MORE]


def test_a_window_is_a_right_and_stands_in_no_hop(office):
    incident, _ = reported_after(office, minutes=20)
    assert rows(office, incident, "C06") == []
    assert any(one.terms.rule == "C06" for one in office.clocks(incident).values())
