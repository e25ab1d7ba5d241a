"""What is in force no other command may end or unsay; and nothing of it outlives its incident."""

from __future__ import annotations

import pytest

from contingency_plans.activation_events import ActivationStanding, LeftOver
from desk.incidents import (
    AnnulIncident,
    CloseIncident,
    MarkResponse,
    MergeIncidents,
    annul_incident,
    close_incident,
    end_response,
    merge_incidents,
)
from desk.marks import DecideResponse, decide_response
from desk.responses import ResponseStillInForce
from tests.support.given import refused
from tests.support.responding import FOURTH, SECOND, a_link, asked_at, in_force, propose, start
from tests.support.responses import end, running, state


@pytest.fixture
def incident(office):
    return office.call("化工厂爆炸").incident


def test_of_two_in_force_the_incident_has_the_gravest_until_the_last_ends(office, incident):
    mild = in_force(office, incident, FOURTH)
    other = propose(office, incident, a_link(office, incident, library="fire"), SECOND)
    start(office, other, SECOND, cards=())
    assert office.incident(incident).response_level is SECOND
    end(office, other)
    assert office.incident(incident).response_level is FOURTH
    assert office.incident(incident).response_ended is None
    left = [LeftOver(card=one, reason="结束") for one in asked_at(FOURTH)]
    end(office, mild, *left)
    assert office.incident(incident).response_ended


@pytest.mark.parametrize(
    ("handle", "command"),
    [
        (close_incident, CloseIncident),
        (end_response, MarkResponse),
        (decide_response, DecideResponse),
        (merge_incidents, MergeIncidents),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_what_is_in_force_no_other_way_may_end(office, incident, handle, command):
    in_force(office, incident)
    other = office.call("又一起").incident
    fields = {
        CloseIncident: {"incident": incident, "reason": "处置完毕"},
        MarkResponse: {"incident": incident, "at": office.at()},
        DecideResponse: {"incident": incident, "response_level": None, "decided": office.at()},
        MergeIncidents: {"duplicate": incident, "survivor": other, "reason": "同一起"},
    }
    before = office.log.head().seq
    with refused(ResponseStillInForce):
        office.do(handle, command(**fields[command]))
    assert office.log.head().seq == before


def test_annulled_nothing_of_its_response_is_left(office, incident):
    waiting = propose(office, incident, a_link(office, incident, library="fire"))
    activation = in_force(office, incident)
    office.do(annul_incident, AnnulIncident(incident=incident, reason="误报"))
    for one in (waiting, activation):
        assert state(office, one).standing is ActivationStanding.CALLED_OFF
    assert running(office, activation) == set()


def test_closed_what_waited_for_approval_is_called_off(office, incident):
    waiting = propose(office, incident, a_link(office, incident))
    office.do(close_incident, CloseIncident(incident=incident, reason="处置完毕"))
    assert state(office, waiting).standing is ActivationStanding.CALLED_OFF
