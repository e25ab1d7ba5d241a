"""食物中毒: a kind of incident within its class has figures and rules of its own, wherever they are asked for."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from domain.breach import BreachKind, Ground
from domain.facts import Fact, Figure
from domain.incident import FactStated
from domain.level_proposal import propose_level
from domain.owing import speaks_of
from domain.thresholds import reached_at, speak_of
from domain.words import IncidentClass, Level
from tests.support.ladder import Story, book, minute

BOOK = book()
HEALTH, POISONING = IncidentClass.PUBLIC_HEALTH, "food_poisoning"
SICK = Fact(figure=Figure.PATIENTS, value=30, as_of=minute(0))


def poisoning(subtype: str = POISONING) -> Story:
    return Story(HEALTH, subtype=subtype, occurred=minute(0))


def test_thirty_who_fell_ill_are_a_level_only_of_what_they_ate():
    assert reached_at(BOOK.levels, [SICK], HEALTH, POISONING, Level.IV) == minute(0)
    assert reached_at(BOOK.levels, [SICK], HEALTH, "", Level.IV) is None
    assert speak_of(BOOK.levels, HEALTH, POISONING)
    assert not speak_of(BOOK.levels, HEALTH, "")


def test_a_level_is_proposed_by_the_figures_of_its_kind():
    story = poisoning()
    story.tell(FactStated(fact=SICK))
    proposal = propose_level(story.incident, BOOK.levels)
    assert proposal
    assert proposal.reached.level is Level.IV
    unknown = poisoning("")
    unknown.tell(FactStated(fact=SICK))
    assert propose_level(unknown.incident, BOOK.levels) is None


@pytest.mark.parametrize(("subtype", "spoken_of"), [(POISONING, True), ("plague", False)])
def test_a_rule_of_one_kind_speaks_of_no_other(subtype, spoken_of):
    rule = BOOK.rules[0]
    of_its_kind = {"classes": (HEALTH,), "subtypes": (POISONING,), "levels": tuple(Level)}
    rule = replace(rule, applies_to=replace(rule.applies_to, **of_its_kind))
    assert speaks_of(rule, poisoning(subtype).incident, BOOK) is spoken_of


def test_who_keeps_a_poisoning_below_its_own_figures_understates_it():
    story = poisoning()
    story.knows("county", minute(0))
    story.reports_to("county", "city", minute(10), facts=(replace(SICK, value=101),))
    story.level(Level.IV, minute(20))
    assert story.suspected(24 * 60) == {("county", BreachKind.FALSE): (Ground.LEVEL_UNDERSTATED,)}
