"""What a tired desk does wrong, and what must come of it: nothing lost, nobody accused of a slip of the pen."""

import pytest

from desk.clocks import ExcuseDeadline, excuse_deadline
from desk.draft import Unknown
from desk.incidents import (
    AnnulIncident,
    CloseIncident,
    DecideLevel,
    MergeIncidents,
    RecordKnowledge,
    annul_incident,
    close_incident,
    decide_level,
    merge_incidents,
    record_knowledge,
)
from desk.network import CloseUnit, close_unit
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
from domain.facts import Fact, Figure
from domain.incident import Incident, SensitivityMarked
from domain.incident import evolve as incident_evolve
from domain.incident_commands import ExerciseMixed, IncidentNotOpen
from domain.incoming_report import Heard
from domain.kernel import fold
from domain.office import DoubtKind
from domain.report import ReportMade
from domain.times import NotYet
from domain.unit import UnitGone
from domain.words import IncidentClass, Level, Stage
from escalation.sweep import sweep


def incident_of(office, id) -> Incident:
    return fold(incident_evolve, None, (one.event for one in office.log.stream(id)))


def late(office, **more):
    """An incident whose report to the city went up after three hours instead of two."""
    incident = office.call(caller=office.town, **more).incident
    office.clock.forward(hours=3)
    sweep(office.desk, office.clock.at)
    return incident, office.by_word(incident, office.county, office.city)


def dead(office, value):
    return Fact(figure=Figure.DEAD, value=value, as_of=office.at())


def test_what_the_second_caller_knows_better_is_known_of_the_incident(office):
    first = office.call("起火").incident
    happened = office.at(minutes=-40)
    heard = Heard(what="起火", occurred=happened, facts=(dead(office, 2),), sensitive=True)
    second = office.call(heard=heard, same_as=first)
    incident = incident_of(office, first)
    assert (incident.occurred, incident.sensitive) == (happened, True)
    assert incident.figures[Figure.DEAD].value == 2
    assert incident.figures[Figure.DEAD].source == second.incoming
    assert len(office.events(SensitivityMarked.TOPIC)) == 1


def test_a_second_call_of_the_same_unit_is_a_follow_up(office):
    first = office.call(caller=office.town).incident
    office.call(caller=office.town, same_as=first)
    stages = [one.event.hop.stage for one in office.events(ReportMade.TOPIC)]
    assert stages == [Stage.FIRST, Stage.FOLLOW_UP]


def test_a_colleague_of_the_office_itself_may_call(office):
    assert office.call(caller=office.county).number == "2026-0001"
    assert office.events(ReportMade.TOPIC) == []


def test_a_call_about_what_was_closed_or_merged_still_finds_its_incident(office):
    closed = office.call().incident
    office.do(close_incident, CloseIncident(incident=closed, reason="处置完毕"))
    office.call(heard=Heard(what="又死一人", facts=(dead(office, 1),)), same_as=closed)
    assert incident_of(office, closed).figures[Figure.DEAD].value == 1
    kept, double = office.call().incident, office.call().incident
    office.do(merge_incidents, MergeIncidents(duplicate=double, survivor=kept))
    assert office.call(same_as=double).incident == kept


def test_an_exercise_call_cannot_be_attached_to_a_real_incident(office):
    real = office.call().incident
    head = office.log.head()
    with pytest.raises(ExerciseMixed):
        office.call(same_as=real, exercise=office.town)
    with pytest.raises(ExerciseMixed):
        office.do(close_incident, CloseIncident(incident=real), exercise=office.town)
    assert office.log.head() == head


@pytest.mark.parametrize(
    "telling",
    [
        lambda o, i: o.by_word(i, o.county, o.city, o.at(minutes=60)),
        lambda o, i: o.call(received=o.at(minutes=6)),
        lambda o, i: o.call(heard=Heard(what="起火", occurred=o.at(hours=12))),
        lambda o, i: o.do(
            decide_level, DecideLevel(incident=i, level=Level.I, decided=o.at(days=1))
        ),
    ],
)
def test_what_has_not_happened_yet_is_refused(office, telling):
    incident = office.call().incident
    head = office.log.head()
    with pytest.raises(NotYet):
        telling(office, incident)
    assert office.log.head() == head


def test_a_watch_that_is_a_little_fast_is_believed(office):
    incident = office.call().incident
    office.by_word(incident, office.county, office.city, office.at(minutes=5))


def test_while_our_own_clock_is_in_doubt_nobodys_watch_is_judged_by_it(office):
    incident, now = office.call().incident, office.clock.at
    doubt = DoubtClock(kind=DoubtKind.WALL_JUMPED, wall=now, now=now, drift_us=-3_600_000_000)
    office.do(doubt_clock, doubt)
    office.by_word(incident, office.county, office.city, office.at(hours=1))


def test_a_report_of_a_unit_that_is_closed_or_never_was_is_refused(office):
    incident = office.call().incident
    office.do(close_unit, CloseUnit(unit=office.works, effective=office.clock.at, reason="注销"))
    with pytest.raises(UnitGone):
        office.by_word(incident, office.works, office.county)
    with pytest.raises(Unknown):
        office.by_word(incident, office.county, incident)
    knowing = RecordKnowledge(incident=incident, unit=office.works, learned=office.at())
    with pytest.raises(UnitGone):
        office.do(record_knowledge, knowing)


def test_of_an_annulled_incident_nothing_is_reported_nor_drafted(office):
    incident = office.call().incident
    office.do(annul_incident, AnnulIncident(incident=incident, reason="误报"))
    with pytest.raises(IncidentNotOpen):
        office.by_word(incident, office.county, office.city)
    drafting = DraftReport(
        incident=incident, entity=office.county, recipient=office.city, text="无"
    )
    with pytest.raises(IncidentNotOpen):
        office.do(draft_report, drafting)


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
    report = office.by_word(incident, office.town, office.county, facts=(dead(office, 3),))
    assert incident_of(office, incident).figures[Figure.DEAD].source == report
