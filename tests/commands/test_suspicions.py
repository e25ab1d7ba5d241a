"""What is suspected is put on record with what shows it, when it can be, and is taken back when nothing speaks for it."""

import pytest

from desk.conduct import FindReportUntrue, RecordConduct, find_report_untrue, record_conduct
from desk.draft import Unknown
from desk.incidents import (
    AnnulIncident,
    JudgeIncident,
    RecordKnowledge,
    annul_incident,
    judge_incident,
    record_knowledge,
)
from desk.office import DoubtClock, ExplainClock, doubt_clock, explain_clock
from domain.breach import BreachKind, BreachSuspected, BreachWithdrawn, Ground
from domain.conduct import Conduct
from domain.incident import Means
from domain.office import DoubtKind
from domain.overdue import OverdueNoted, OverdueReviewed
from escalation.sweep import sweep


def suspected(office, incident):
    """What stands: unit, kind, grounds."""
    file = office.file(incident)
    standing = [one.suspected for one in file.suspected.values() if not one.withdrawn]
    return {(one.obligor, one.kind): one.grounds for one in standing}


def silent_works(office):
    """The works knew and owed the county word within the hour; a villager rang the county after three."""
    incident = office.call().incident
    office.do(record_knowledge, knows(office, incident, office.works, Means.OWN_SITE))
    office.clock.forward(hours=3)
    sweep(office.desk, office.clock.at)
    return incident


def knows(office, incident, unit, means):
    return RecordKnowledge(incident=incident, unit=unit, learned=office.at(), means=means)


def withheld(office, incident, **more):
    conduct = RecordConduct(
        incident=incident,
        unit=office.works,
        conduct=Conduct.WITHHELD,
        at=office.at(hours=-2),
        **more,
    )
    return office.do(record_conduct, conduct)


def test_conduct_on_record_is_suspected_at_once_with_the_clock_that_shows_it(office):
    incident = silent_works(office)
    withheld(office, incident, source="矿长笔录")
    concealed = {(office.works, BreachKind.CONCEALED): (Ground.DECIDED_NOT_TO_REPORT,)}
    assert suspected(office, incident) == concealed
    [charge] = [one.event for one in office.events(BreachSuspected.TOPIC)]
    clock, _ = office.clock_of(incident, "C02", office.works)
    assert charge.evidence == (clock,)


def test_the_same_conduct_told_twice_leaves_nothing_new(office):
    incident = silent_works(office)
    withheld(office, incident)
    before = len(office.events())
    office.clock.forward(seconds=1)
    first = RecordConduct(
        incident=incident,
        unit=office.works,
        conduct=Conduct.WITHHELD,
        at=office.events("incident.conduct-recorded")[0].event.at,
    )
    office.do(record_conduct, first)
    assert len(office.events()) == before


def test_silence_is_suspected_when_its_grace_is_over_though_nobody_typed_anything(office):
    incident = silent_works(office)
    assert suspected(office, incident) == {}
    office.clock.forward(hours=22)
    sweep(office.desk, office.clock.at)
    omitted = {(office.works, BreachKind.OMITTED): (Ground.NEVER_REPORTED,)}
    assert suspected(office, incident) == omitted
    office.clock.forward(hours=1)  # the county's own two hours and its grace
    sweep(office.desk, office.clock.at)
    looks = [one.event.next_at for one in office.events(OverdueReviewed.TOPIC)]
    assert looks == [office.clock.at, None]


def test_of_one_incident_one_look_waits_however_many_clocks_ran_out(office):
    silent_works(office)
    assert len(office.events(OverdueNoted.TOPIC)) == 1


def test_of_a_clock_that_ran_out_long_ago_the_look_is_now_and_not_in_the_past(office):
    incident = office.call(received=office.at(hours=-90)).incident
    sweep(office.desk, office.clock.at)
    noted, *_ = office.events(OverdueNoted.TOPIC)
    assert noted.event.next_at == office.clock.at
    assert office.file(incident).deadlines
    assert office.events(OverdueReviewed.TOPIC)


def test_a_report_that_comes_to_light_takes_the_suspicion_back(office):
    incident = silent_works(office)
    office.clock.forward(hours=22)
    sweep(office.desk, office.clock.at)
    office.by_word(incident, office.works, office.county, office.at(hours=-24))
    assert suspected(office, incident) == {}
    assert office.events(BreachWithdrawn.TOPIC)


def test_what_never_happened_was_concealed_by_nobody(office):
    incident = silent_works(office)
    withheld(office, incident)
    office.do(annul_incident, AnnulIncident(incident=incident, reason="误报"))
    assert suspected(office, incident) == {}


def test_while_the_clock_is_in_doubt_nobody_is_suspected(office):
    incident = silent_works(office)
    now = office.clock.at
    doubt = DoubtClock(kind=DoubtKind.SUSPENDED, wall=now, now=now, drift_us=9_000_000)
    office.do(doubt_clock, doubt)
    withheld(office, incident)
    assert suspected(office, incident) == {}
    office.do(explain_clock, ExplainClock(explanation="校对电台报时", follow_wall=False))
    office.do(judge_incident, JudgeIncident(incident=incident))
    assert (office.works, BreachKind.CONCEALED) in suspected(office, incident)


def test_a_report_found_untrue_is_suspected_and_stays_a_report(office):
    incident = silent_works(office)
    report = office.by_word(incident, office.works, office.town)
    finding = FindReportUntrue(report=report, found=office.at(), reason="实际死亡3人")
    office.do(find_report_untrue, finding)
    false = {(office.works, BreachKind.FALSE): (Ground.TOLD_UNTRUE,)}
    assert suspected(office, incident) == false
    assert office.clock_of(incident, "C02", office.works)[1].met_by == report


def test_conduct_of_a_unit_that_is_not_there_is_refused_and_nothing_is_recorded(office):
    incident = silent_works(office)
    before = len(office.events())
    with pytest.raises(Unknown):
        withheld(office, incident, kept_from=incident)
    assert len(office.events()) == before
