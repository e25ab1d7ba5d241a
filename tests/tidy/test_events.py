"""What binds history is sound: events are frozen, named for ever and exact; refusals speak two languages."""

from __future__ import annotations

import importlib
import pkgutil
import re
import typing
from collections.abc import Iterator

import msgspec
import pytest

from domain.kernel import TOPICS, Event, Refused
from tests.support.tree import PACKAGES

for package in PACKAGES:
    path = importlib.import_module(package).__path__
    for found in pkgutil.walk_packages(path, f"{package}."):
        if not found.name.endswith("__main__"):
            importlib.import_module(found.name)

KEBAB = re.compile(r"[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*")
CHINESE, LATIN = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[A-Z].*[a-z]")


def below(kind: type) -> Iterator[type]:
    for one in kind.__subclasses__():
        yield one
        yield from below(one)


def ours(kind: type) -> list[type]:
    """Those that this product ships: a test may make up its own."""
    return sorted({one for one in below(kind) if one.__module__.split(".")[0] in PACKAGES}, key=str)


EVENTS = [kind for kind in ours(Event) if "TOPIC" in vars(kind)]
REFUSALS = ours(Refused)


def types_in(annotation: object) -> Iterator[object]:
    yield annotation
    for part in typing.get_args(annotation):
        yield from types_in(part)
    if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        for inner in typing.get_type_hints(annotation).values():
            yield from types_in(inner)


@pytest.mark.parametrize("event", EVENTS, ids=lambda kind: kind.__name__)
def test_an_event_is_frozen_exact_and_named_for_ever(event):
    assert event.__struct_config__.frozen
    assert event.__struct_config__.forbid_unknown_fields
    assert KEBAB.fullmatch(event.TOPIC)
    assert TOPICS[event.TOPIC] is event
    assert isinstance(event.VERSION, int)
    assert event.VERSION >= 1


@pytest.mark.parametrize("event", EVENTS, ids=lambda kind: kind.__name__)
def test_no_event_holds_a_number_that_is_not_exact_nor_a_list_that_can_change(event):
    inside = {kind for hint in typing.get_type_hints(event).values() for kind in types_in(hint)}
    assert not inside & {float, list, dict, set, typing.Any}
    assert not {typing.get_origin(kind) for kind in inside} & {list, dict, set}


def test_no_topic_is_given_twice():
    assert len({event.TOPIC for event in EVENTS}) == len(EVENTS) > 40


def test_a_topic_taken_already_is_refused_to_another_event():
    with pytest.raises(TypeError, match=r"unit\.closed"):

        class Another(Event):
            TOPIC = "unit.closed"


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda kind: kind.__name__)
def test_a_refusal_speaks_chinese_and_english_for_itself(refusal):
    first_line = (vars(refusal).get("__doc__") or "").strip().splitlines()[0]
    assert CHINESE.search(first_line)
    assert LATIN.match(vars(refusal)["EN"])
    assert not CHINESE.search(refusal.EN)


def test_two_refusals_never_say_the_same():
    for words in ([one.EN for one in REFUSALS], [one.__doc__ for one in REFUSALS]):
        assert len(words) == len(set(words))
