"""A question from above has a clock; the next report to whoever asked answers it, and nothing made before does."""

from datetime import timedelta

import pytest

from desk.incidents import CloseIncident, close_incident
from desk.requests import RequestInformation, receive_request
from domain.deadline import Standing
from domain.incident_commands import IncidentNotOpen
from domain.information_request import (
    DueBeforeAsked,
    InformationRequested,
    due_of,
    request_information,
)
from domain.kernel import ReasonMissing
from domain.words import Channel, Stage
from escalation.sweep import sweep


def asked(office, incident, words="伤亡人数？", **more):
    asking = RequestInformation(
        incident=incident, asker=office.city, asked=office.at(), words=words, **more
    )
    office.do(receive_request, asking)
    return office.clock_of(incident, "J10", office.county, office.city)


@pytest.fixture
def incident(office):
    incident = office.call().incident
    office.by_word(incident, office.county, office.city)
    office.clock.forward(minutes=1)
    return incident


@pytest.mark.parametrize(
    ("channel", "minutes"), [(Channel.PHONE, 30), (Channel.WRITTEN, 60), (Channel.SYSTEM, 60)]
)
def test_the_usual_time_is_half_an_hour_for_a_word_and_an_hour_for_paper(
    office, incident, channel, minutes
):
    _, clock = asked(office, incident, channel=channel)
    assert clock.due_at == office.clock.at + timedelta(minutes=minutes)
    assert not clock.terms.confirmed
    assert clock.standing is Standing.RUNNING  # what was told before answers nothing


def test_the_next_report_to_the_asker_answers_it(office, incident):
    id, _ = asked(office, incident, due=office.clock.at + timedelta(minutes=10))
    office.clock.forward(minutes=5)
    office.by_word(incident, office.county, office.town)
    assert office.clocks(incident)[id].standing is Standing.RUNNING
    report = office.by_word(incident, office.county, office.city, stage=Stage.FOLLOW_UP)
    assert office.clocks(incident)[id].met_by == report


def test_unanswered_it_runs_out_rings_and_accuses_nobody(office, incident):
    id, clock = asked(office, incident, due=office.clock.at + timedelta(minutes=10))
    assert clock.terms.escalation.policy == "statutory"
    office.clock.forward(minutes=10)
    sweep(office.desk, office.clock.at)
    assert office.clocks(incident)[id].standing is Standing.RAN_OUT
    office.clock.forward(minutes=5)
    office.by_word(incident, office.county, office.city, stage=Stage.FOLLOW_UP)
    assert office.clocks(incident)[id].seconds_late == 300
    assert office.breaches() == []


def test_it_stands_on_the_incident_once(office, incident):
    asked(office, incident)
    [requested] = office.incident(incident).requests
    assert (requested.words, requested.due_stated) == ("伤亡人数？", False)
    assert request_information((requested,), requested) == []


def test_a_question_without_words_or_due_before_it_was_asked_is_refused(office, incident):
    before = len(office.events())
    with pytest.raises(ReasonMissing):
        asked(office, incident, words=" ")
    with pytest.raises(DueBeforeAsked):
        asked(office, incident, due=office.clock.at)
    assert len(office.events()) == before
    assert due_of(office.at(), Channel.PHONE, None) > office.clock.at


def test_nobody_asks_about_what_is_over(office, incident):
    office.do(close_incident, CloseIncident(incident=incident))
    with pytest.raises(IncidentNotOpen):
        asked(office, incident)
    assert office.events(InformationRequested.TOPIC) == []
