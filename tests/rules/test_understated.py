"""A level below what the office itself reported is suspected a day later, and never of figures others gave."""

from __future__ import annotations

from domain.breach import BreachKind, Ground
from domain.facts import Fact, Figure
from domain.incident import FactStated
from domain.words import Level
from tests.support.ladder import Story, minute, unit_id

DAY = 24 * 60
UNDERSTATED = {("county", BreachKind.FALSE): (Ground.LEVEL_UNDERSTATED,)}


def dead(value: int, at: int = 0, source: str | None = None) -> Fact:
    of = unit_id(source) if source else None
    return Fact(figure=Figure.DEAD, value=value, as_of=minute(at), source=of)


def decided(level: Level, *facts: Fact) -> Story:
    """The county, whose log this is, told the city these figures and decided this level."""
    story = Story(occurred=minute(0))
    story.knows("county", minute(0))
    story.reports_to("county", "city", minute(10), facts=facts)
    story.level(level, minute(20))
    return story


def test_a_day_after_it_said_more_the_level_it_kept_is_understated():
    story = decided(Level.IV, dead(3))
    assert story.suspected(DAY - 1) == {}
    assert story.suspected(DAY) == UNDERSTATED


def test_what_its_paper_said_counts_as_well():
    story = decided(Level.IV)
    story.tell(FactStated(fact=dead(3, source="report 0")))
    assert story.suspected(DAY) == UNDERSTATED


def test_a_level_as_grave_as_its_figures_or_none_yet_is_none():
    assert decided(Level.III, dead(3)).suspected(2 * DAY) == {}
    assert decided(Level.UNKNOWN, dead(3)).suspected(2 * DAY) == {}
    story = decided(Level.IV, dead(3))
    story.level(Level.II, minute(30))
    assert story.suspected(2 * DAY) == {}


def test_what_others_say_is_not_its_own_figure():
    story = decided(Level.IV, dead(1))
    story.tell(FactStated(fact=dead(3, source="city")))
    assert story.suspected(2 * DAY) == {}
