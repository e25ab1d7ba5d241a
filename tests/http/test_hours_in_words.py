"""A time known to the hour and no better says so in the reader's own language, wherever it is read."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from api.rendering import shown_text
from api.running import acting_as
from desk.access import Role
from desk.incidents import StateOccurrence, state_occurrence
from domain.times import Basis, Precision, moment
from tests.support.doing import done_and_shown
from tests.support.office import NINE

ONE = moment(NINE - timedelta(hours=8), Basis.ORAL, Precision.HOUR)  # of the same day
SAID = {"zh": "01时许", "en": "about 01:00"}


@pytest.fixture
def incident(own_web):
    incident = own_web.browser(Role.DUTY_OFFICER).take_call("化工厂爆炸", caller_unit=own_web.town)
    restated = StateOccurrence(incident=incident, occurred=ONE, reason="现场核实")
    done_and_shown(own_web, acting_as("sweep", uuid4()), state_occurrence, restated)
    return incident


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_hour_is_said_in_the_language_of_the_page(own_web, incident, language):
    chief, other = own_web.browser(Role.SECTION_CHIEF), SAID["en" if language == "zh" else "zh"]
    chief.client.cookies.set("language", language, domain="127.0.0.1")
    base, seq = f"/incidents/{incident}", own_web.log.head().seq
    for path in (base, f"{base}/hops", f"/replay{base}?seq={seq}"):
        page = chief.get(path).text
        assert f"11-24 {SAID[language]}" in page, path
        assert other not in page, path


def test_hours_in_a_list_are_those_of_the_language_too():
    assert shown_text("en", (ONE, ONE)) == "11-24 about 01:00, 11-24 about 01:00"
    assert shown_text("zh", (ONE, ONE)) == "11-24 01时许、11-24 01时许"
