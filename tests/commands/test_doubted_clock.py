"""While the clock is in doubt nobody is accused; once it is explained the verdicts are reached."""

from desk.office import DoubtClock, ExplainClock, doubt_clock, explain_clock
from domain.breach import BreachProposed
from domain.office import DoubtKind
from escalation.sweep import sweep
from escalation.verdicts import Verdicts, incidents_in_doubt

EXPLAINED = ExplainClock(explanation="与北斗授时比对，系统时间无误", follow_wall=False)


def doubt(office):
    now = office.clock.at
    office.do(
        doubt_clock, DoubtClock(kind=DoubtKind.WALL_JUMPED, wall=now, now=now, drift_us=5_000_000)
    )


def late_report(office):
    call = office.call(caller=office.town)
    office.clock.forward(hours=3)
    sweep(office.desk, office.clock.at)
    office.by_word(call.incident, office.county, office.city)
    return call.incident


def test_a_late_report_accuses_nobody_while_the_clock_is_in_doubt(office):
    doubt(office)
    late_report(office)
    assert office.events(BreachProposed.TOPIC) == []
    assert Verdicts(office.desk).reach(office.clock.at) == 0
    assert office.events(BreachProposed.TOPIC) == []


def test_the_verdict_is_reached_once_after_the_clock_is_explained(office):
    doubt(office)
    incident = late_report(office)
    office.do(explain_clock, EXPLAINED)
    assert incidents_in_doubt(office.desk) == (incident,)
    assert Verdicts(office.desk).reach(office.clock.at) == 1
    assert {one.obligor for one in office.breaches()} == {office.county}
    head = office.log.head().seq
    assert Verdicts(office.desk).reach(office.clock.at) == 1
    assert office.log.head().seq == head


def test_doubted_again_verdicts_reached_before_stand_and_new_ones_wait(office):
    doubt(office)
    late_report(office)
    office.do(explain_clock, EXPLAINED)
    Verdicts(office.desk).reach(office.clock.at)
    before = office.breaches()
    doubt(office)
    second = late_report(office)
    Verdicts(office.desk).reach(office.clock.at)
    assert office.breaches() == before
    office.do(explain_clock, EXPLAINED)
    Verdicts(office.desk).reach(office.clock.at)
    assert second in {one.incident for one in office.breaches()}


def test_an_incident_untouched_by_the_doubt_is_not_asked(office):
    late_report(office)
    doubt(office)
    office.do(explain_clock, EXPLAINED)
    assert incidents_in_doubt(office.desk) == ()


def test_a_verdict_falls_when_the_report_of_the_doubtful_hours_turns_out_to_be_earlier(office):
    incident = late_report(office)
    assert office.breaches()
    doubt(office)
    office.by_word(incident, office.county, office.city, office.at(hours=-3))
    assert office.breaches()
    office.do(explain_clock, EXPLAINED)
    Verdicts(office.desk).reach(office.clock.at)
    assert office.breaches() == []
