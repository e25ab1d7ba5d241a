"""A question from above is due as the asker said, or at the usual time, and is asked once."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from domain.information_request import (
    DueBeforeAsked,
    InformationRequested,
    due_of,
    request_information,
)
from domain.kernel import ReasonMissing
from domain.words import Channel
from tests.support.given import refused
from tests.support.ladder import minute, unit_id

ASKED = InformationRequested(
    request=unit_id("request"),
    asker=unit_id("city"),
    asked=minute(0),
    channel=Channel.PHONE,
    words="核实失联人数",
    due_at=minute(30).earliest,
    due_stated=False,
    deadline=unit_id("clock"),
)


@pytest.mark.parametrize(
    ("channel", "minutes"), [(Channel.PHONE, 30), (Channel.WRITTEN, 60), (Channel.SYSTEM, 60)]
)
def test_unsaid_it_is_due_at_the_usual_time(channel, minutes):
    assert due_of(minute(0), channel, None) == minute(minutes).earliest


def test_as_the_asker_said_and_never_before_it_was_asked():
    assert due_of(minute(0), Channel.PHONE, minute(5).earliest) == minute(5).earliest
    with refused(DueBeforeAsked):
        due_of(minute(0), Channel.PHONE, minute(0).earliest)


def test_it_is_asked_once_and_in_words():
    assert request_information((), ASKED) == [ASKED]
    assert request_information((ASKED,), ASKED) == []
    with refused(ReasonMissing):
        request_information((), replace(ASKED, words=" "))
