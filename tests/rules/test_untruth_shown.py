"""A lie names what shows it; what is equal in time or without figures is decided one way and no other."""

from __future__ import annotations

from domain.breach import BreachKind, Ground
from domain.incident import FactStated
from domain.suspicion import suspicions
from domain.words import Stage
from tests.rules.test_untruth import CITY, COUNTY, FALSE, WORKS, dead, of_the_works, told
from tests.support.ladder import minute, unit_id


def test_a_lie_needs_no_clock_and_names_the_words_that_show_it():
    story = told()
    story.reports_to(WORKS, COUNTY, minute(50), untrue=True)
    [charge] = suspicions(story.situation, story.network, minute(60).earliest)
    assert charge.evidence == (unit_id("report 1"),)
    assert (charge.recipient, charge.deadline, charge.rule) == (unit_id(COUNTY), None, "")
    assert charge.on_assumption is False


def test_told_at_the_same_minute_it_was_known_before():
    story = told(dead(8), at=40)
    story.reports_to(COUNTY, CITY, minute(40), facts=(dead(3, 40),))
    assert story.suspected(60) == {(COUNTY, BreachKind.FALSE): (Ground.BELOW_KNOWN,)}


def test_what_was_so_at_that_very_minute_was_so():
    story = told(dead(2))
    story.tell(FactStated(fact=dead(8, at=30)))
    assert of_the_works(story) == {FALSE: (Ground.BELOW_TRUTH,)}


def test_a_word_without_figures_corrects_nothing():
    story = told(dead(2))
    story.tell(FactStated(fact=dead(8)))
    story.reports_to(WORKS, COUNTY, minute(50), stage=Stage.FOLLOW_UP)
    assert of_the_works(story) == {FALSE: (Ground.BELOW_TRUTH,)}


def test_a_newspaper_owes_nobody_the_truth():
    story = told()
    story.reports_to("paper", COUNTY, minute(50), untrue=True)
    assert story.suspected(60) == {}


def test_several_grounds_of_one_unit_are_one_suspicion():
    story = told(dead(2))
    story.tell(FactStated(fact=dead(8)))
    story.reports_to(WORKS, COUNTY, minute(50), untrue=True)
    [charge] = suspicions(story.situation, story.network, minute(60).earliest)
    assert charge.grounds == (Ground.BELOW_TRUTH, Ground.TOLD_UNTRUE)
    assert charge.evidence == (unit_id("report 0"), unit_id("report 1"))
