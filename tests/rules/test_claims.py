"""What a report claims of victims is held against what its unit had been told, and what others put on record."""

from __future__ import annotations

import pytest

from domain.claims import Toll, established, known_before, toll
from domain.facts import Fact, Figure
from domain.incident import FactStated
from tests.support.ladder import NETWORK, Story, minute, unit_id

COUNTY, CITY, WORKS = unit_id("county"), unit_id("city"), unit_id("works")


def dead(value: int, at: int = 0, source: str | None = None) -> Fact:
    of = unit_id(source) if source else None
    return Fact(figure=Figure.DEAD, value=value, as_of=minute(at), source=of)


def gone(value: int | None) -> Toll:
    return toll((dead(value),)) if value is not None else toll(())


def a_word(*, told: int = 30, **facts: tuple[Fact, ...]) -> Story:
    """The works told the county, the county the city at half past; `found`: what stands on record."""
    story = Story(occurred=minute(0))
    for fact in facts.get("found", ()):
        story.tell(FactStated(fact=fact))
    story.reports_to("works", "county", minute(10), facts=facts.get("heard", ()))
    story.reports_to("county", "city", minute(told), facts=facts.get("said", ()))
    return story


@pytest.mark.parametrize(
    ("facts", "known"),
    [
        ({"heard": (dead(3),)}, 3),
        ({"said": (dead(3),)}, None),
        ({"found": (dead(4, 20, "county"),)}, 4),
        ({"found": (dead(4, 30, "county"),)}, 4),
        ({"found": (dead(4, 31, "county"),)}, None),
        ({"found": (dead(4, 20, "city"),)}, None),
        ({"found": (dead(4, 20, "county"),), "said": (dead(4, 20, "county"),)}, None),
        ({"found": (dead(4, 20, "county"),), "heard": (dead(4, 20, "county"),)}, 4),
    ],
)
def test_a_unit_knew_what_it_was_told_or_found_before_and_not_what_it_says_itself(facts, known):
    story = a_word(**facts)
    word = story.situation.reports[-1]
    assert known_before(story.situation, COUNTY, word) == gone(known)


@pytest.mark.parametrize(
    ("source", "truth"),
    [
        (None, 5),
        ("city", 5),
        ("report 1", 5),
        ("county", None),
        ("paper", None),
        ("a stranger", None),
    ],
)
def test_what_others_put_on_record_is_the_truth_a_word_is_held_against(source, truth):
    story = a_word(found=(dead(5, 5, source),), told=30)
    word = story.situation.reports[0]
    assert established(
        story.situation, COUNTY if source == "county" else WORKS, word, NETWORK
    ) == gone(truth)


def test_what_a_unit_reported_itself_establishes_nothing_against_it():
    story = a_word(found=(dead(5, 5, "report 0"),))
    word = story.situation.reports[0]
    assert established(story.situation, WORKS, word, NETWORK) == gone(None)
    assert established(story.situation, COUNTY, word, NETWORK) == gone(5)
