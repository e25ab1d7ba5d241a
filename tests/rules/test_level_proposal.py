"""A level is proposed from the figures with the condition met, and people decide."""

from __future__ import annotations

from desk.founding import shipped_book
from domain.facts import Fact, Figure
from domain.incident import FactStated
from domain.level_proposal import near_miss_of, propose_level
from domain.thresholds import Measure
from domain.words import Level
from tests.support.ladder import Story, minute

LEVELS = shipped_book(()).levels


def fact(figure: Figure, value: int) -> Fact:
    return Fact(figure=figure, value=value, as_of=minute(0))


def dead(count):
    story = Story(occurred=minute(0))
    story.tell(FactStated(fact=fact(Figure.DEAD, count)))
    return story


def test_while_nobody_has_decided_the_next_level_up_is_what_to_report_by():
    proposal = propose_level(dead(3).incident, LEVELS)
    assert proposal
    assert (proposal.reached.level, proposal.unclear) == (Level.III, Level.II)
    assert not proposal.understated
    gravest = propose_level(dead(30).incident, LEVELS)
    assert gravest
    assert gravest.unclear is Level.I


def test_figures_graver_than_what_was_decided_are_a_warning():
    story = dead(3)
    story.level(Level.IV, minute(5))
    proposal = propose_level(story.incident, LEVELS)
    assert proposal
    assert (proposal.reached.level, proposal.unclear, proposal.understated) == (
        Level.III,
        None,
        True,
    )
    story.level(Level.III, minute(6))
    assert propose_level(story.incident, LEVELS) is None
    assert propose_level(dead(0).incident, LEVELS) is None


def test_a_near_miss_is_told_of_an_incident():
    story = Story(occurred=minute(0))
    assert near_miss_of(story.incident, LEVELS) is None
    story.tell(FactStated(fact=fact(Figure.TRAPPED, 5)))
    assert near_miss_of(story.incident, LEVELS) == {Measure.TRAPPED_OR_MISSING: 3}
