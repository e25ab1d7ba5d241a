"""A call is completed afterwards: what is new reaches its incident, and what was first heard stays on record."""

import pytest

from desk.calls import CompleteCall, complete_call
from desk.draft import Unknown
from desk.incidents import MergeIncidents, merge_incidents
from domain.facts import Fact, Figure, Place
from domain.incident import FactStated
from domain.incoming_report import Heard, IncomingAmended, IncomingReceived, Outcome
from tests.support.office import STORE


def complete(office, call, **said):
    return office.do(complete_call, CompleteCall(incoming=call.incoming, **said))


def counted(office, incident):
    return {figure: one.value for figure, one in office.incident(incident).figures.items()}


def test_a_cut_call_is_completed_and_its_first_words_stay_on_record(office):
    call = office.call("", call_back="13800000000")
    complete(office, call, what="化工厂爆炸", place=Place(text="滨江路"), occurred=office.at())
    [first] = office.events(IncomingReceived.TOPIC)
    [amended] = office.events(IncomingAmended.TOPIC)
    assert first.event.heard.what == ""
    assert (amended.event.heard.what, amended.event.heard.place.text) == ("化工厂爆炸", "滨江路")
    assert office.incident(call.incident).occurred == amended.event.heard.occurred


def test_its_figures_reach_the_incident_with_the_call_as_their_source(office):
    call = office.call(heard=Heard(what="起火", facts=(office.dead(1),)))
    injured = Fact(figure=Figure.INJURED, value=4, as_of=office.at())
    complete(office, call, facts=(office.dead(2), injured))
    stated = office.incident(call.incident).figures
    assert counted(office, call.incident) == {Figure.DEAD: 2, Figure.INJURED: 4}
    assert {one.source for one in stated.values()} == {call.incoming}


def test_blank_takes_nothing_back(office):
    call = office.call(heard=Heard(what="起火", place=Place(text="南门"), facts=(office.dead(1),)))
    head = office.log.head()
    complete(office, call)
    assert office.log.head() == head


def test_a_new_word_does_not_state_an_old_figure_over_a_newer_one(office):
    call = office.call(heard=Heard(what="起火", facts=(office.dead(1),)))
    office.call("又报", same_as=call.incident, heard=Heard(what="又报", facts=(office.dead(3),)))
    complete(office, call, what="仓库起火")
    assert counted(office, call.incident) == {Figure.DEAD: 3}
    assert len(office.events(FactStated.TOPIC)) == 2


def test_once_two_incidents_are_one_it_is_the_survivor_that_learns(office):
    call, other = office.call("起火"), office.call("爆炸")
    merging = MergeIncidents(duplicate=call.incident, survivor=other.incident)
    office.do(merge_incidents, merging)
    complete(office, call, facts=(office.dead(2),))
    assert counted(office, other.incident) == {Figure.DEAD: 2}


def test_what_is_added_to_an_exercise_is_part_of_it(office):
    call = office.call(exercise=STORE)
    complete(office, call, facts=(office.dead(2),))
    added = office.events(IncomingAmended.TOPIC, FactStated.TOPIC)
    assert [one.meta.exercise for one in added] == [STORE, STORE]


def test_a_call_filed_away_is_completed_and_opens_nothing(office):
    filed = office.call("打错", filed_as=Outcome.NOISE, reason="拨错号码")
    complete(office, filed, facts=(office.dead(1),))
    assert len(office.events(IncomingAmended.TOPIC)) == 1
    assert office.events(FactStated.TOPIC) == []


def test_there_must_be_such_a_call(office):
    with pytest.raises(Unknown):
        office.do(complete_call, CompleteCall(incoming=office.county, what="起火"))


def test_the_same_words_for_the_place_keep_its_township(office):
    coded = Place(text="远帆镇 滨江路", township="03")
    call = office.call(heard=Heard(what="起火", place=coded))
    complete(office, call, place=Place(text=coded.text), what="化工厂爆炸")
    [amended] = office.events(IncomingAmended.TOPIC)
    assert amended.event.heard.place == coded
