"""What a tired desk does wrong, and what must come of it: nothing lost, nobody accused of a slip of the pen."""

import pytest

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
    DraftReport,
    draft_report,
)
from domain.facts import Figure
from domain.incident import SensitivityMarked
from domain.incident_commands import IncidentNotOpen
from domain.incident_joining import ExerciseMixed
from domain.incoming_report import Heard
from domain.office import DoubtKind
from domain.report import ReportMade
from domain.times import NotYet
from domain.unit import UnitGone
from domain.words import Level, Stage


def test_what_the_second_caller_knows_better_is_known_of_the_incident(office):
    first = office.call("起火").incident
    happened = office.at(minutes=-40)
    heard = Heard(what="起火", occurred=happened, facts=(office.dead(2),), sensitive=True)
    second = office.call(heard=heard, same_as=first)
    incident = office.incident(first)
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
    office.call(heard=Heard(what="又死一人", facts=(office.dead(1),)), same_as=closed)
    assert office.incident(closed).figures[Figure.DEAD].value == 1
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
