"""Guards of silence: who found out, from whom one above heard, what counts as a word upward, which duty was first."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from domain.breach import BreachKind, Ground
from domain.conduct import Conduct
from domain.deadline import Standing
from domain.deadline_events import Uncounted
from domain.incident import KnowledgeRecorded, Means
from domain.network import Network
from domain.rule import Bindingness, Form
from domain.silence import binds, obligors, words_up
from domain.suspicion import suspicions
from domain.words import Line, Stage, Tier, UnitKind
from tests.support.ladder import NETWORK, Story, minute, unit, unit_id

HOUR, DAY = 60, 24 * 60
WORKS, COUNTY = "works", "county emergency"
MILL = unit("mill", Tier.UNIT, UnitKind.ENTERPRISE, "town")
POLICE = unit("police", Tier.COUNTY, UnitKind.DEPARTMENT, "county", (Line.PUBLIC_SECURITY,))
WIDER: Network = NETWORK.with_units((MILL, POLICE))
CONCEALED = (WORKS, BreachKind.CONCEALED)
OMITTED = (COUNTY, BreachKind.OMITTED)


def at_the_works() -> Story:
    story = Story(occurred=minute(0), network=WIDER)
    story.knows(WORKS, minute(0), Means.OWN_SITE)
    return story


def test_what_another_enterprise_finds_out_is_no_discovery():
    story = at_the_works()
    story.knows("mill", minute(3 * HOUR), Means.DISCOVERED)
    assert CONCEALED not in concealed(story)


def concealed(story: Story):
    """By name, also of units beyond the ladder."""
    found = suspicions(story.situation, story.network, minute(4 * HOUR).earliest)
    names = {unit_id(name): name for name in (WORKS, "mill", "police", COUNTY)}
    return [(names.get(one.obligor), one.kind) for one in found]


def test_whoever_is_not_on_the_register_may_find_out():
    story = at_the_works()
    found = KnowledgeRecorded(
        unit=unit_id("a passer-by"), learned=minute(3 * HOUR), means=Means.DISCOVERED
    )
    story.tell(found)
    assert CONCEALED in concealed(story)


def silent_county(means: Means, told_by: str | None = None) -> Story:
    """The county's bureau knew and said nothing; the city's bureau came to know this way."""
    story = Story(occurred=minute(0), network=WIDER)
    story.knows(COUNTY, minute(0))
    teller = unit_id(told_by) if told_by else None
    heard = KnowledgeRecorded(
        unit=unit_id("city emergency"), learned=minute(HOUR), means=means, told_by=teller
    )
    story.tell(heard)
    return story


@pytest.mark.parametrize("means", [Means.DISCOVERED, Means.OTHER, Means.CALL, Means.INSTRUCTION])
def test_one_above_that_heard_from_elsewhere_shows_the_silence(means):
    assert OMITTED in silent_county(means).suspected(3 * DAY)


@pytest.mark.parametrize(
    ("means", "told_by"),
    [(Means.UNSTATED, None), (Means.REPORT, None), (Means.REPORT, COUNTY), (Means.REPORT, "town")],
)
def test_one_that_may_have_heard_it_from_the_unit_itself_shows_nothing(means, told_by):
    assert OMITTED not in silent_county(means, told_by).suspected(3 * DAY)


def test_however_many_passed_it_on_it_began_with_somebody_else():
    story = silent_county(Means.REPORT, "town")
    story.knows("town", minute(30), Means.CALL)
    assert OMITTED in story.suspected(3 * DAY)
    again = silent_county(Means.REPORT, "town")
    told = KnowledgeRecorded(
        unit=unit_id("town"),
        learned=minute(30),
        means=Means.REPORT,
        told_by=unit_id(COUNTY),
    )
    again.tell(told)
    assert OMITTED not in again.suspected(3 * DAY)


def test_two_that_each_say_they_heard_it_from_the_other_show_nothing():
    story = silent_county(Means.REPORT, "town")
    circle = KnowledgeRecorded(
        unit=unit_id("town"),
        learned=minute(30),
        means=Means.REPORT,
        told_by=unit_id("city emergency"),
    )
    story.tell(circle)
    assert OMITTED not in story.suspected(3 * DAY)


@pytest.mark.parametrize(
    ("who", "whom", "counts"),
    [
        (WORKS, "town", True),
        (WORKS, "mill", False),
        (WORKS, "paper", False),
        (COUNTY, "police", True),  # a department beside it
        (COUNTY, "town", False),
        (COUNTY, "city", True),
        ("county", COUNTY, False),  # its own department
        ("county", "city", True),
    ],
)
def test_a_word_counts_that_goes_to_somebody_it_owes_anything(who, whom, counts):
    story = Story(occurred=minute(0), network=WIDER)
    story.knows(who, minute(0))
    story.reports_to(who, whom, minute(5))
    entry = WIDER.get(unit_id(who))
    assert entry
    assert bool(words_up(story.situation, entry, WIDER)) is counts


def test_a_word_to_whoever_left_the_register_counts_no_more():
    story = at_the_works()
    story.reports_to(WORKS, "town", minute(5))
    entry = WIDER.get(unit_id(WORKS))
    assert entry
    assert words_up(story.situation, entry, WIDER.without_unit(unit_id("town"))) == ()


def test_of_several_duties_the_one_that_ran_out_first_tells_since_when():
    story = Story(occurred=minute(0), presets=("xilinhot",), network=WIDER)
    story.knows(COUNTY, minute(0))
    [one] = [one for one in obligors(story.situation, WIDER) if one.unit.name == COUNTY]
    assert one.duty.clock.terms.rule == "B08"
    assert one.duty.overdue_after == minute(30).earliest


def test_what_binds():
    story = at_the_works()
    clock = story.clock("C02", WORKS, COUNTY)
    assert binds(clock)
    for terms in (
        replace(clock.terms, stage=Stage.FINAL),
        replace(clock.terms, form=Form.CADENCE),
        replace(clock.terms, bindingness=Bindingness.SHOULD),
        replace(clock.terms, confirmed=False),
    ):
        assert not binds(replace(clock, terms=terms))
    assert not binds(replace(clock, uncounted=Uncounted.LEARNED_AFTER))
    assert not binds(replace(clock, excused=True))
    assert not binds(replace(clock, standing=Standing.SUPERSEDED))


def test_silence_kept_from_nobody_in_particular_or_from_one_it_owed_is_held_against_it():
    for kept_from in (None, COUNTY):
        story = at_the_works()
        story.behaves(WORKS, Conduct.WITHHELD, minute(5), kept_from=kept_from)
        assert story.suspected(2 * HOUR)[CONCEALED] == (Ground.DECIDED_NOT_TO_REPORT,)
