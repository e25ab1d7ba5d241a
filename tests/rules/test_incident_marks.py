"""Level, warning colour and response level are three things, each stated by its own word."""

from __future__ import annotations

import pytest

from domain.breach_kinds import parse_breach_words
from domain.incident import IncidentClosed, evolve
from domain.incident_commands import IncidentNotOpen
from domain.incident_mark_commands import decide_response, state_warning
from domain.incident_marks import (
    ResponseLevel,
    ResponseLevelDecided,
    WarningColour,
    WarningColourStated,
)
from domain.rule_text import RuleError
from domain.words import Level
from tests.support.given import refused
from tests.support.ladder import Story, minute

ORANGE = WarningColourStated(colour=WarningColour.ORANGE, at=minute(5))
THIRD = ResponseLevelDecided(
    response_level=ResponseLevel.THIRD, decided=minute(6), reason="预案3.2"
)


def test_each_is_stated_once_and_neither_is_the_level():
    incident = Story(occurred=minute(0)).incident
    assert state_warning(incident, colour=WarningColour.ORANGE, at=minute(5)) == [ORANGE]
    decided = decide_response(
        incident, level=ResponseLevel.THIRD, decided=minute(6), reason="预案3.2"
    )
    assert decided == [THIRD]
    incident = evolve(evolve(incident, ORANGE), THIRD)
    assert (incident.colour, incident.response_level) == (ORANGE.colour, THIRD.response_level)
    assert incident.level is Level.UNKNOWN
    assert state_warning(incident, colour=WarningColour.ORANGE, at=minute(7)) == []
    assert decide_response(incident, level=ResponseLevel.THIRD, decided=minute(7)) == []


def test_a_warning_is_lifted_and_a_response_ended():
    incident = evolve(evolve(Story().incident, ORANGE), THIRD)
    [lifted] = state_warning(incident, colour=None, at=minute(9))
    [ended] = decide_response(incident, level=None, decided=minute(9))
    assert ended == ResponseLevelDecided(response_level=None, decided=minute(9), reason="")
    incident = evolve(evolve(incident, lifted), ended)
    assert (incident.colour, incident.response_level) == (None, None)


def test_nothing_is_said_of_what_is_over():
    closed = evolve(Story().incident, IncidentClosed(reason=""))
    with refused(IncidentNotOpen):
        state_warning(closed, colour=WarningColour.RED, at=minute(9))
    with refused(IncidentNotOpen):
        decide_response(closed, level=ResponseLevel.FIRST, decided=minute(9))


KINDS = "title: 本区\nkinds:\n  - {id: mistake, name: 失误, source: 本区}\n"


def test_an_office_adds_kinds_of_its_own_each_once():
    assert parse_breach_words(KINDS, "本区.yaml").kind("mistake")
    twice = KINDS + "  - {id: mistake, name: 错误, source: 本区}\n"
    with pytest.raises(RuleError, match="mistake stands here twice"):
        parse_breach_words(twice, "本区.yaml")
