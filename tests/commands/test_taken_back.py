"""What turns out otherwise is taken back: breaches fall, files become one, times are corrected."""

import pytest

from desk.clocks import ExcuseDeadline, excuse_deadline
from desk.incidents import (
    AnnulIncident,
    CloseIncident,
    DecideLevel,
    MergeIncidents,
    annul_incident,
    close_incident,
    decide_level,
    merge_incidents,
)
from desk.office import DoubtClock, doubt_clock
from desk.reports import (
    CorrectReport,
    DraftReport,
    ReportAnswer,
    SendReport,
    SignReport,
    correct_report,
    draft_report,
    send_report,
    sign_report,
)
from domain.breach import BreachWithdrawn
from domain.deadline import Standing
from domain.facts import Figure
from domain.incident_commands import IncidentNotOpen
from domain.office import DoubtKind
from domain.words import IncidentClass, Level
from escalation.sweep import sweep


def late(office, **more):
    """An incident whose report to the city went up after three hours instead of two."""
    incident = office.call(caller=office.town, **more).incident
    office.clock.forward(hours=3)
    sweep(office.desk, office.clock.at)
    return incident, office.by_word(incident, office.county, office.city)


def test_what_never_happened_leaves_no_breach_even_while_the_clock_is_in_doubt(office):
    incident, _ = late(office)
    assert office.breaches()
    now = office.clock.at
    doubt = DoubtClock(kind=DoubtKind.SUSPENDED, wall=now, now=now, drift_us=9_000_000)
    office.do(doubt_clock, doubt)
    office.do(annul_incident, AnnulIncident(incident=incident, reason="误报"))
    assert office.breaches() == []


def test_a_merged_lateness_is_told_once_by_the_incident_that_goes_on(office):
    double, report = late(office)
    kept = office.call("同一起火").incident
    before = office.breaches()
    office.do(merge_incidents, MergeIncidents(duplicate=double, survivor=kept))
    after = office.breaches()
    assert {one.incident for one in before} == {double}
    assert {one.incident for one in after} == {kept}
    told = [{(one.rule, one.obligor, one.minutes_late) for one in them} for them in (before, after)]
    assert told[0] == told[1]
    assert all(report in one.evidence for one in after)


def test_merged_into_a_milder_file_no_strict_clock_falls_silent(office):
    grave = office.call(caller=office.town).incident
    office.do(decide_level, DecideLevel(incident=grave, level=Level.II, decided=office.at()))
    due = office.clock_of(grave, "B03", office.county, office.city)[1].due_at
    kept = office.call("同一起火", klass=IncidentClass.UNKNOWN).incident
    office.do(merge_incidents, MergeIncidents(duplicate=grave, survivor=kept))
    clock = office.clock_of(kept, "B03", office.county, office.city)[1]
    assert (clock.standing, clock.due_at) == (Standing.RUNNING, due)


def test_a_report_drafted_for_a_file_that_was_merged_meanwhile_goes_out_for_the_other(office):
    double, kept = office.call().incident, office.call().incident
    drafting = DraftReport(
        incident=double, entity=office.county, recipient=office.city, text="起火"
    )
    report = office.do(draft_report, drafting).answer(ReportAnswer).report
    leader = office.person("赵区长")
    office.do(sign_report, SignReport(report=report, signer=leader, signed=office.at()))
    office.do(merge_incidents, MergeIncidents(duplicate=double, survivor=kept))
    office.do(send_report, SendReport(report=report, sent=office.at()))
    met = office.clock_of(kept, "B01", office.county, office.city)[1]
    assert (met.standing, met.met_by) == (Standing.MET, report)


def test_a_merge_into_yet_another_incident_is_refused(office):
    one, two, three = (office.call().incident for _ in range(3))
    office.do(merge_incidents, MergeIncidents(duplicate=one, survivor=two))
    with pytest.raises(IncidentNotOpen):
        office.do(merge_incidents, MergeIncidents(duplicate=one, survivor=three))


def test_a_time_typed_wrong_is_corrected_and_the_accusation_falls(office):
    incident, report = late(office)
    assert office.breaches()
    correction = CorrectReport(
        report=report,
        text="",
        reason="话单为 11:00",
        corrected=office.at(),
        made=office.at(hours=-1),
    )
    office.do(correct_report, correction)
    assert office.breaches() == []
    met = office.clock_of(incident, "B01", office.county, office.city)[1]
    assert met.met_at == office.at(hours=-1)
    head = office.log.head()
    office.do(correct_report, correction)
    assert office.log.head() == head


def test_excusing_a_late_report_takes_its_breach_back(office):
    incident, _ = late(office)
    clock, _ = office.clock_of(incident, "B01", office.county, office.city)
    office.do(excuse_deadline, ExcuseDeadline(deadline=clock, reason="通信基站全部损毁"))
    assert clock not in {one.deadline for one in office.breaches()}
    assert len(office.events(BreachWithdrawn.TOPIC)) == 1


def test_closing_an_incident_stops_no_clock_that_somebody_still_owes(office):
    incident = office.call(caller=office.town).incident
    office.do(close_incident, CloseIncident(incident=incident, reason="处置完毕"))
    clock = office.clock_of(incident, "B01", office.county, office.city)[1]
    assert clock.standing is Standing.RUNNING
    assert office.log.next_due() is not None
    office.by_word(incident, office.county, office.city)
    clock = office.clock_of(incident, "B01", office.county, office.city)[1]
    assert clock.standing is Standing.MET


def test_the_figures_of_a_report_to_us_are_known_of_the_incident(office):
    incident = office.call().incident
    report = office.by_word(incident, office.town, office.county, facts=(office.dead(3),))
    assert office.incident(incident).figures[Figure.DEAD].source == report
