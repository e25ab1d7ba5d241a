"""Victims that others found were concealed by whoever gave the last figure of its own, never by who passed it on."""

from __future__ import annotations

from domain.breach import BreachKind, Ground
from domain.incident import FactStated, Means
from tests.rules.test_untruth import CITY, COUNTY, FALSE, WORKS, dead, of_the_works, told
from tests.support.ladder import Story, minute

CONCEALED = (WORKS, BreachKind.CONCEALED)


def found(story: Story, gone: int, by: str = CITY) -> Story:
    story.knows(by, minute(55), Means.DISCOVERED)
    story.tell(FactStated(fact=dead(gone, 55, by)))
    return story


def test_victims_found_out_by_others_were_concealed_by_whoever_gave_the_last_figure():
    story = told(dead(1))
    story.reports_to(COUNTY, CITY, minute(40), facts=(dead(7, 40),))
    suspected = found(story, 13, "province").suspected(60)
    assert suspected[(COUNTY, BreachKind.CONCEALED)] == (Ground.VICTIMS_FOUND_OUT,)
    assert CONCEALED not in suspected
    assert suspected[FALSE] == (Ground.BELOW_TRUTH,)


def test_whoever_passed_the_figure_on_has_concealed_nobody():
    story = told(dead(2))
    story.reports_to(COUNTY, CITY, minute(40), facts=(dead(2, 40),))
    assert set(found(story, 8, "province").suspected(60)) == {FALSE}


def test_the_unit_where_it_happened_that_named_no_victim_concealed_those_who_were_found():
    assert of_the_works(found(told(), 4)) == {CONCEALED: (Ground.VICTIMS_FOUND_OUT,)}


def test_nobody_more_was_found():
    assert of_the_works(found(told(dead(4)), 4)) == {}
    assert of_the_works(found(told(), 0)) == {}
