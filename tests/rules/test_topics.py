"""A topic belongs to one event for ever: a second one of its name is refused where it is written."""

from __future__ import annotations

import pytest

from domain.kernel import TOPICS, Event
from domain.shift import CheckedIn


def a_named_event(topic, name="Named", module="somewhere"):
    return type(Event)(name, (Event,), {"TOPIC": topic, "__module__": module})


@pytest.fixture
def topic():
    yield "test.named"
    TOPICS.pop("test.named", None)


def test_an_event_is_found_by_its_topic(topic):
    named = a_named_event(topic)
    assert TOPICS[topic] is named
    assert TOPICS[CheckedIn.TOPIC] is CheckedIn


def test_an_event_without_a_topic_of_its_own_is_stored_nowhere():
    known = dict(TOPICS)
    type(Event)("Nameless", (CheckedIn,), {"__module__": "somewhere"})
    assert known == TOPICS


@pytest.mark.parametrize(("name", "module"), [("Other", "somewhere"), ("Named", "elsewhere")])
def test_a_topic_that_is_taken_is_refused_by_both_names(topic, name, module):
    a_named_event(topic)
    with pytest.raises(TypeError, match=r"topic test\.named belongs to Named already"):
        a_named_event(topic, name, module)
    a_named_event(topic)  # the same one read again
