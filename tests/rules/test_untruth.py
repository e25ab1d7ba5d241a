"""A lie is suspected where two things on record cannot both be so; an estimate that grew is no lie."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from domain.breach import BreachKind, Ground
from domain.conduct import Conduct, ReportFoundUntrue
from domain.facts import Fact, Figure
from domain.incident import FactStated, Means
from domain.kernel import ReasonMissing
from domain.report import Hop, ReportDrafted, ReportMade, evolve
from domain.report_commands import NotSent, find_untrue
from domain.times import Basis, Precision, WorldTime
from domain.words import Channel, Stage
from tests.support.given import given
from tests.support.ladder import Story, minute, unit_id

WORKS, COUNTY, CITY = "works", "county emergency", "city emergency"
FALSE = (WORKS, BreachKind.FALSE)


def figure(figure: Figure, value: int, at: WorldTime, source: str | None = None) -> Fact:
    return Fact(figure=figure, value=value, as_of=at, source=unit_id(source) if source else None)


def dead(value: int, at: int = 0, source: str | None = None) -> Fact:
    return figure(Figure.DEAD, value, minute(at), source)


def told(*facts: Fact, at: int = 30) -> Story:
    """The works told the county half an hour later, with these figures."""
    story = Story(occurred=minute(0))
    story.knows(WORKS, minute(0), Means.OWN_SITE)
    story.reports_to(WORKS, COUNTY, minute(at), facts=facts)
    return story


def of_the_works(story: Story) -> dict[tuple[str, BreachKind], tuple[Ground, ...]]:
    return {key: grounds for key, grounds in story.suspected(60).items() if key[0] == WORKS}


def test_figures_that_agree_are_suspected_of_nothing():
    story = told(dead(3))
    story.tell(FactStated(fact=dead(3)))
    assert of_the_works(story) == {}


def test_a_figure_below_what_was_so_by_then_is_suspected_of_the_unit_where_it_happened():
    story = told(dead(2))
    story.tell(FactStated(fact=dead(8)))
    assert of_the_works(story) == {FALSE: (Ground.BELOW_TRUTH,)}


def test_what_grew_after_the_report_contradicts_nothing():
    story = told(dead(2))
    story.tell(FactStated(fact=dead(8, at=31)))
    assert of_the_works(story) == {}


def test_whoever_corrects_it_of_its_own_has_told_the_truth():
    story = told(dead(2))
    story.tell(FactStated(fact=dead(8)))
    story.reports_to(WORKS, COUNTY, minute(50), stage=Stage.FOLLOW_UP, facts=(dead(8, 45),))
    assert of_the_works(story) == {}


def test_a_correction_that_still_leaves_somebody_out_is_none():
    story = told(dead(2))
    story.tell(FactStated(fact=dead(8)))
    story.reports_to(WORKS, COUNTY, minute(50), stage=Stage.FOLLOW_UP, facts=(dead(7, 45),))
    assert of_the_works(story) == {FALSE: (Ground.BELOW_TRUTH,)}


def test_whoever_was_trapped_may_turn_out_dead():
    story = told(dead(1), figure(Figure.TRAPPED, 10, minute(20)))
    story.tell(FactStated(fact=dead(11)))
    assert of_the_works(story) == {}


def test_missing_counts_with_the_dead():
    story = told(dead(2))
    story.tell(FactStated(fact=dead(2)), FactStated(fact=figure(Figure.MISSING, 1, minute(0))))
    assert of_the_works(story) == {FALSE: (Ground.BELOW_TRUTH,)}


@pytest.mark.parametrize("hurt", [Figure.INJURED, Figure.SERIOUS_INJURED, Figure.PATIENTS])
def test_the_hurt_and_the_sick_are_counted_too(hurt):
    story = told(figure(hurt, 14, minute(20)))
    story.tell(FactStated(fact=figure(hurt, 30, minute(0))))
    assert of_the_works(story) == {FALSE: (Ground.BELOW_TRUTH,)}


@pytest.mark.parametrize("estimate", [Figure.LOSS_YUAN, Figure.EVACUATED])
def test_loss_and_evacuation_are_estimates(estimate):
    story = told(figure(estimate, 1, minute(20)))
    story.tell(FactStated(fact=figure(estimate, 1_000_000, minute(0))))
    assert of_the_works(story) == {}


def test_silent_about_a_figure_it_claims_nothing_of_it():
    story = told(figure(Figure.INJURED, 2, minute(20)))
    story.tell(FactStated(fact=dead(8)))
    assert of_the_works(story) == {}


@pytest.mark.parametrize("source", ["a caller", "paper"])
def test_a_caller_or_a_newspaper_establishes_nothing(source):
    story = told(dead(1))
    story.tell(FactStated(fact=dead(10, source=source)))
    assert of_the_works(story) == {}


def test_of_a_source_its_last_word_counts():
    story = told(dead(1))
    story.tell(FactStated(fact=dead(10, 5, CITY)), FactStated(fact=dead(1, 25, CITY)))
    assert of_the_works(story) == {}


def test_an_authority_that_passes_on_what_it_was_told_does_not_lie():
    story = told(dead(2))
    story.reports_to(COUNTY, CITY, minute(40), facts=(dead(2, 40),))
    story.tell(FactStated(fact=dead(8)))
    assert set(story.suspected(60)) == {FALSE}


def test_an_authority_that_leaves_out_dead_it_was_told_of_is_suspected():
    story = told(dead(8))
    story.reports_to(COUNTY, CITY, minute(40), facts=(dead(3, 40),))
    assert story.suspected(60) == {(COUNTY, BreachKind.FALSE): (Ground.BELOW_KNOWN,)}


def test_it_may_have_been_told_only_after_it_spoke():
    story = told(dead(8), at=50)
    story.reports_to(COUNTY, CITY, minute(40), facts=(dead(3, 40),))
    assert story.suspected(60) == {}


def test_whoever_found_more_dead_itself_knew_of_them():
    story = told()
    story.tell(FactStated(fact=dead(4, 20, COUNTY)))
    story.reports_to(COUNTY, CITY, minute(40), facts=(dead(3, 40),))
    assert story.suspected(60) == {(COUNTY, BreachKind.FALSE): (Ground.BELOW_KNOWN,)}


def test_rescued_are_no_lie():
    story = told(figure(Figure.TRAPPED, 22, minute(20)))
    story.reports_to(COUNTY, CITY, minute(40), facts=(figure(Figure.TRAPPED, 5, minute(40)),))
    assert story.suspected(60) == {}


def test_a_report_that_a_person_found_untrue_is_suspected():
    story = told()
    story.reports_to(COUNTY, CITY, minute(40), untrue=True)
    assert story.suspected(60) == {(COUNTY, BreachKind.FALSE): (Ground.TOLD_UNTRUE,)}


def test_a_reporting_time_that_was_agreed_on_is_suspected():
    story = Story(occurred=minute(0))
    story.knows(WORKS, minute(0), Means.OWN_SITE)
    story.reports_to(WORKS, COUNTY, replace(minute(30), basis=Basis.AGREED))
    assert of_the_works(story) == {FALSE: (Ground.TIME_AGREED,)}


def test_conduct_on_record_says_so_as_well():
    story = told()
    story.behaves(WORKS, Conduct.TIME_AGREED, minute(20))
    assert of_the_works(story) == {FALSE: (Ground.TIME_AGREED,)}


def test_a_day_is_no_order_of_two_things():
    """It is not known whether the report or the knowledge came first."""
    story = told(dead(8))
    whole_day = minute(-540, Precision.DAY)
    story.reports_to(COUNTY, CITY, whole_day, facts=(dead(3, 40),))
    assert story.suspected(60) == {}


HOP = Hop(
    incident=unit_id("incident"),
    reporting_entity=unit_id(WORKS),
    recipient=unit_id(COUNTY),
    stage=Stage.FIRST,
)
MADE = ReportMade(hop=HOP, channel=Channel.PHONE, made=minute(30))
UNTRUE = ReportFoundUntrue(found=minute(90), reason="实际死亡8人")


def test_a_report_is_found_untrue_once_and_with_a_reason():
    made = given(evolve, MADE)
    found = made.when(lambda report: find_untrue(report, UNTRUE)).then(UNTRUE)
    found.when(lambda report: find_untrue(report, UNTRUE)).then_nothing_happens()
    unsaid = replace(UNTRUE, reason=" ")
    made.when(lambda report: find_untrue(report, unsaid)).then_refused(ReasonMissing)


def test_what_never_went_out_told_nobody_anything():
    drafted = given(evolve, ReportDrafted(hop=HOP, text="死亡1人"))
    drafted.when(lambda report: find_untrue(report, UNTRUE)).then_refused(NotSent)
