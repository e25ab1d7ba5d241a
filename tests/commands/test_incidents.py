"""What is done to an incident after it is open, and that an exercise is never mixed with real life."""

import pytest

from desk.draft import Unknown
from desk.incidents import (
    AnnulIncident,
    AssignClass,
    CloseIncident,
    DecideLevel,
    DeriveIncident,
    MarkResponse,
    MarkSensitivity,
    MergeIncidents,
    RecordKnowledge,
    StateFacts,
    StateOccurrence,
    annul_incident,
    assign_class,
    close_incident,
    decide_level,
    derive_incident,
    end_response,
    mark_sensitivity,
    merge_incidents,
    record_knowledge,
    start_response,
    state_facts,
    state_occurrence,
)
from domain.deadline import Standing
from domain.deadline_events import DeadlineRestated, DeadlineSet, DeadlineSuperseded
from domain.facts import Fact, Figure
from domain.incident_commands import IncidentNotOpen
from domain.incident_joining import ExerciseMixed, SameIncident
from domain.words import IncidentClass, Level
from escalation.sweep import sweep

EVERYTHING = pytest.mark.parametrize(
    ("handler", "command"),
    [
        (state_facts, lambda o, i: StateFacts(
            incident=i, facts=(Fact(figure=Figure.DEAD, value=3, as_of=o.at()),))),
        (state_occurrence, lambda o, i: StateOccurrence(incident=i, occurred=o.at(minutes=-30))),
        (assign_class, lambda o, i: AssignClass(incident=i, klass=IncidentClass.PUBLIC_HEALTH)),
        (decide_level, lambda o, i: DecideLevel(incident=i, level=Level.II, decided=o.at())),
        (mark_sensitivity, lambda o, i: MarkSensitivity(incident=i, sensitive=True)),
        (record_knowledge, lambda o, i: RecordKnowledge(
            incident=i, unit=o.works, learned=o.at(minutes=-20))),
        (start_response, lambda o, i: MarkResponse(incident=i, at=o.at())),
        (end_response, lambda o, i: MarkResponse(incident=i, at=o.at())),
        (annul_incident, lambda o, i: AnnulIncident(incident=i, reason="误报")),
        (close_incident, lambda o, i: CloseIncident(incident=i, reason="处置完毕")),
    ],
)  # fmt: skip


@EVERYTHING
def test_done_twice_is_done_once(office, handler, command):
    incident = office.call(caller=office.town).incident
    before = office.log.head().seq
    doing = command(office, incident)
    office.do(handler, doing)
    once = office.log.head().seq
    assert once > before
    office.do(handler, doing)
    assert office.log.head().seq == once


@EVERYTHING
def test_in_an_exercise_every_event_carries_the_exercise(office, handler, command):
    exercise = office.town  # any id will do
    call = office.call("演练火情", caller=office.town, exercise=exercise)
    assert call.number == "演2026-0001"
    before = office.log.head().seq
    office.do(handler, command(office, call.incident))
    written = office.log.since(before, 1_000)
    assert written
    assert {one.meta.exercise for one in written} == {exercise}


@EVERYTHING
def test_of_an_incident_that_is_not_there_nothing_can_be_said(office, handler, command):
    with pytest.raises(Unknown):
        office.do(handler, command(office, office.county))


def test_an_exercise_and_a_real_incident_are_never_joined(office):
    real, drill = office.call(), office.call(exercise=office.town)
    for one, other in ((real, drill), (drill, real)):
        with pytest.raises(ExerciseMixed):
            office.do(
                merge_incidents,
                MergeIncidents(duplicate=one.incident, survivor=other.incident, reason="同一事件"),
            )
        with pytest.raises(ExerciseMixed):
            office.do(derive_incident, DeriveIncident(incident=one.incident, origin=other.incident))
    assert real.number == "2026-0001"


def test_a_merged_duplicate_stops_and_the_survivor_knows_what_it_knew(office):
    kept, double = office.call(caller=office.town), office.call(caller=office.works)
    merging = MergeIncidents(duplicate=double.incident, survivor=kept.incident, reason="同一事件")
    office.do(merge_incidents, merging)
    assert not any(one.open for one in office.clocks(double.incident).values())
    entities = {one.terms.reporting_entity for one in office.clocks(kept.incident).values()}
    assert office.works in entities or office.town in entities
    with pytest.raises(IncidentNotOpen):
        office.do(close_incident, CloseIncident(incident=double.incident))
    with pytest.raises(SameIncident):
        office.do(merge_incidents, MergeIncidents(duplicate=kept.incident, survivor=kept.incident))


def test_a_merge_sent_again_leaves_nothing(office):
    kept, double = office.call(), office.call()
    merging = MergeIncidents(duplicate=double.incident, survivor=kept.incident)
    office.do(merge_incidents, merging)
    head = office.log.head()
    office.do(merge_incidents, merging)
    assert office.log.head() == head


def test_a_derived_incident_has_its_own_clocks(office):
    quake = office.call("地震", klass=IncidentClass.NATURAL_DISASTER)
    slide = office.call("滑坡", klass=IncidentClass.NATURAL_DISASTER)
    deriving = DeriveIncident(incident=slide.incident, origin=quake.incident)
    clocks = len(office.events(DeadlineSet.TOPIC))
    office.do(derive_incident, deriving)
    head = office.log.head()
    office.do(derive_incident, deriving)
    assert office.log.head() == head
    assert len(office.events(DeadlineSet.TOPIC)) == clocks


def test_an_annulled_incidents_clocks_are_owed_no_more_and_nothing_rings(office):
    incident = office.call(caller=office.town).incident
    office.do(annul_incident, AnnulIncident(incident=incident, reason="误报"))
    assert not any(one.open for one in office.clocks(incident).values())
    assert office.log.next_due() is None
    office.clock.forward(hours=48)
    assert sweep(office.desk, office.clock.at) == 0


def test_a_graver_level_brings_stricter_clocks_and_the_milder_fall_away(office):
    incident = office.call(caller=office.town).incident
    milder, _ = office.clock_of(incident, "B01", office.county, office.city)
    office.clock.forward(minutes=5)
    office.do(decide_level, DecideLevel(incident=incident, level=Level.II, decided=office.at()))
    stricter, clock = office.clock_of(incident, "B03", office.county, office.city)
    assert (clock.standing, clock.uncounted) == (Standing.RUNNING, None)
    [gone] = office.events(DeadlineSuperseded.TOPIC)
    assert (gone.originator_id, gone.event.by) == (milder, stricter)


def test_an_occurrence_restated_moves_the_clocks_that_count_from_it(office):
    incident = office.call(caller=office.town).incident
    office.do(
        state_occurrence,
        StateOccurrence(incident=incident, occurred=office.at(minutes=-25), reason="监控录像"),
    )
    moved = office.events(DeadlineRestated.TOPIC)
    assert moved
    for one in moved:
        terms = office.clocks(incident)[one.originator_id].terms
        assert one.event.start == office.at(minutes=-25)
        assert terms.start != one.event.start, "what was known then stays on record"
