"""A limit may be so many working days, or an hour of the next day; a year nobody knows is never counted for sure."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from domain.clock_start import reaching
from domain.deadline import Standing
from domain.facts import Fact, Figure
from domain.incident import FactStated, Means, SensitivityMarked
from domain.incident_marks import ResponseEnded
from domain.limits import limit_of
from domain.rulebook import RuleBook
from domain.settlement import settlement
from domain.times import Basis, moment
from domain.words import Channel, IncidentClass, Level, Stage
from domain.working_days import WeekdaysOnly
from tests.support.ladder import Story, book, minute
from tests.support.new_year import NewYear2027, beijing

COUNTY, CITY = "county emergency", "city emergency"


def flood(level: Level | None = None) -> Story:
    story = Story(IncidentClass.NATURAL_DISASTER, subtype="flood", occurred=minute(0))
    story.knows(COUNTY, minute(0))
    if level:
        story.level(level, minute(1))
    return story


def test_a_grave_disaster_is_reported_again_by_nine_every_morning():
    story = flood(Level.II)
    story.reports_to(COUNTY, CITY, minute(30))
    [first] = [one for one in story.deadlines.values() if one.terms.rule == "F04-COUNTY"]
    assert first.due_at == beijing(2026, 5, 13, 9)
    told = moment(beijing(2026, 5, 13, 8, 30), Basis.DOCUMENT)
    story.reports_to(COUNTY, CITY, told, stage=Stage.FOLLOW_UP)
    days = [one for one in story.deadlines.values() if one.terms.rule == "F04-COUNTY"]
    assert [one.standing for one in days] == [Standing.MET, Standing.RUNNING]
    assert days[1].due_at == beijing(2026, 5, 14, 9)
    story.tell(ResponseEnded(ended=moment(beijing(2026, 5, 13, 12), Basis.DOCUMENT)))
    last = story.clock("F04-COUNTY", COUNTY, CITY, occasion=days[1].terms.occasion)
    assert last.standing is Standing.SUPERSEDED


def test_a_milder_one_is_not():
    story = flood(Level.III)
    story.reports_to(COUNTY, CITY, minute(30))
    assert not [one for one in story.clocks if one[0] == "F04-COUNTY"]


def test_working_days_are_frozen_into_the_clock_and_doubted_where_the_year_is_unknown():
    story = flood()
    story.tell(ResponseEnded(ended=minute(60)))
    clock = story.clock("F05-COUNTY", COUNTY, CITY)
    assert clock.due_at == beijing(2026, 5, 15)  # Tuesday: all of Thursday
    assert not clock.terms.confirmed


def test_from_another_start_they_end_with_a_day_again():
    story = flood()
    story.tell(ResponseEnded(ended=minute(60)))
    story.tell(ResponseEnded(ended=minute(90)))
    assert story.clock("F05-COUNTY", COUNTY, CITY).due_at == beijing(2026, 5, 15)
    story.tell(ResponseEnded(ended=moment(beijing(2026, 5, 13, 0, 5), Basis.DOCUMENT)))
    assert story.clock("F05-COUNTY", COUNTY, CITY).due_at == beijing(2026, 5, 16)


def test_a_corrected_report_is_followed_by_nine_in_the_morning_all_the_same():
    story = flood(Level.II)
    story.reports_to(COUNTY, CITY, minute(30))
    story.reports[0] = story.reports[0]._replace(at=minute(47))
    story.settle()
    [clock] = [one for one in story.deadlines.values() if one.terms.rule == "F04-COUNTY"]
    assert (clock.start, clock.due_at) == (minute(47), beijing(2026, 5, 13, 9))


def test_another_rule_of_the_same_id_moves_no_running_clock():
    story = flood()
    story.tell(ResponseEnded(ended=minute(60)))
    before = story.clock("F05-COUNTY", COUNTY, CITY)
    others = (replace(one, working_days=9) for one in story.book.rules if one.id == "F05-COUNTY")
    story.book = replace(story.book, rules=tuple(others))
    assert story.settle() == []
    story.tell(ResponseEnded(ended=minute(70)))
    moved = story.clock("F05-COUNTY", COUNTY, CITY).due_at - before.due_at
    assert moved == minute(70).earliest - minute(60).earliest


def surely(rule: str) -> RuleBook:
    """The rule as if its words had been seen and it stood."""
    found = book().get(rule)
    seen = book().get("F01")
    assert found
    assert seen
    standing = replace(found, confidence=seen.confidence, status=seen.status)
    return replace(book(), rules=(standing,))


def test_a_limit_is_sure_only_if_it_is_from_either_end_of_its_start():
    [rule] = [one for one in book().rules if one.id == "F05-COUNTY"]
    over_the_year = replace(
        moment(beijing(2027, 12, 20), Basis.DOCUMENT), latest=beijing(2027, 12, 31, 12)
    )
    assert not limit_of(rule, over_the_year, NewYear2027()).sure
    assert limit_of(rule, replace(over_the_year, latest=over_the_year.earliest), NewYear2027()).sure


@pytest.mark.parametrize(("calendar", "sure"), [(NewYear2027(), True), (WeekdaysOnly(), False)])
def test_a_binding_rule_binds_only_where_the_year_is_known(calendar, sure):
    story = flood()
    story.tell(ResponseEnded(ended=minute(60)))
    situation = story.situation._replace(calendar=calendar, deadlines={})
    [(_, event)] = settlement(situation, surely("F05-COUNTY"), story.network)
    assert event.confirmed is sure


def test_what_is_sensitive_is_reported_whatever_its_level():
    story = flood(Level.IV)
    story.tell(SensitivityMarked(sensitive=True))
    owed = {
        (entity, recipient) for rule, entity, recipient in story.clocks if rule == "F02-SENSITIVE"
    }
    assert owed == {(COUNTY, "province emergency"), (COUNTY, "ministry")}
    story.tell(SensitivityMarked(sensitive=False))
    clock = story.clock("F02-SENSITIVE", COUNTY, "ministry")
    assert clock.standing is Standing.SUPERSEDED


def trapped(count: int) -> FactStated:
    return FactStated(fact=Fact(figure=Figure.TRAPPED, value=count, as_of=minute(20)))


def test_a_near_miss_is_followed_up_every_day():
    story = Story(occurred=minute(0))
    story.knows("works", minute(0), Means.OWN_SITE)
    story.reports_to("works", COUNTY, minute(30))
    assert not [one for one in story.clocks if one[0] == "K05"]
    story.tell(trapped(3))
    assert ("K05", "works", COUNTY) in story.clocks


def test_a_word_on_the_phone_asks_for_paper():
    story = Story(occurred=minute(0), presets=("paper_after_phone",))
    story.knows("county", minute(0))
    story.reports_to("county", "city", minute(10))
    [told] = [str(one.id) for one in story.reports]
    clock = story.clock("K07", "county", "city", occasion=told)
    assert clock.due_at == minute(130).earliest
    story.reports_to("county", "city", minute(20), stage=Stage.FOLLOW_UP)
    assert len([one for one in story.clocks if one[0] == "K07"]) == 1
    story.reports_to("county", "city", minute(60), channel=Channel.WRITTEN)
    assert story.clock("K07", "county", "city", occasion=told).standing is Standing.MET


def by_threshold(story: Story, **changes) -> Story:
    """The county's own rule counts from when three were dead."""
    rule = book("wuhan").get("B02")
    assert rule
    counts = replace(rule, clock_start="threshold_reached", **changes)
    story.book = replace(story.book, rules=(counts,))
    story.settle()
    return story


def test_a_limit_may_count_from_when_the_threshold_was_reached():
    story = Story(occurred=minute(0))
    story.knows("county", minute(0))
    story.level(Level.III, minute(90))
    by_threshold(story)
    assert story.clocks == set()
    story.tell(FactStated(fact=Fact(figure=Figure.DEAD, value=3, as_of=minute(60))))
    clock = story.clock("B02", "county", "city")
    assert (clock.start, clock.due_at) == (minute(60), minute(120).earliest)
    story.tell(FactStated(fact=Fact(figure=Figure.DEAD, value=4, as_of=minute(30))))
    assert story.clock("B02", "county", "city").start == minute(30)


def test_of_a_rule_that_is_gone_nobody_can_tell_when_its_threshold_was_reached():
    story = Story(occurred=minute(0))
    assert reaching(None, story.book)(story.incident) is None
