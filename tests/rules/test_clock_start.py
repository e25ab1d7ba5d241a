"""From when a clock counts: each way of starting by its own moment, and none before it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from domain.clock_start import reaching, start_of, uncounted
from domain.deadline_events import Uncounted
from domain.facts import Fact, Figure
from domain.incident import FactStated, Incident
from domain.rule import ClockStart, Trigger
from domain.times import Basis
from domain.words import IncidentClass, Level
from tests.support.ladder import Story, book, minute, unit_id

BOOK = book()
COUNTY = unit_id("county")


def stated(figure: Figure, value: int, *, klass=IncidentClass.ACCIDENT, subtype="") -> Incident:
    story = Story(klass, subtype=subtype)
    story.tell(FactStated(fact=Fact(figure=figure, value=value, as_of=minute(20))))
    return story.incident


def start(story: Story, kind: ClockStart, occasion: str = ""):
    return start_of(story.situation, kind, COUNTY, occasion, lambda _: None)


def rule_of(trigger: Trigger | None):
    return next(one for one in BOOK.rules if one.applies_to.trigger is trigger)


def test_a_near_miss_is_one_since_the_third_was_trapped():
    since = reaching(rule_of(Trigger.NEAR_MISS), BOOK)
    assert since(stated(Figure.TRAPPED, 3)) == minute(20)
    assert since(stated(Figure.TRAPPED, 2)) is None


def test_a_threshold_is_that_of_its_kind_of_incident():
    rule = rule_of(None)
    least = replace(rule, applies_to=replace(rule.applies_to, levels=(Level.IV,)))
    since = reaching(least, BOOK)
    sick = {"klass": IncidentClass.PUBLIC_HEALTH, "subtype": "food_poisoning"}
    assert since(stated(Figure.PATIENTS, 30, **sick)) == minute(20)
    assert since(stated(Figure.PATIENTS, 29, **sick)) is None


def test_of_a_rule_that_is_gone_nobody_can_tell():
    assert reaching(None, BOOK)(stated(Figure.DEAD, 99)) is None


def test_it_accuses_nobody_whose_limit_was_over_in_the_minute_of_the_knowing():
    over, later = minute(30).latest, minute(31).latest
    assert uncounted(over, level_known=None, known=minute(30)) is Uncounted.LEARNED_AFTER
    assert uncounted(over, level_known=minute(30), known=None) is Uncounted.LEVEL_KNOWN_AFTER
    assert uncounted(later, level_known=minute(30), known=minute(30)) is None


def test_without_an_hour_of_its_own_it_had_happened_when_the_unit_knew_of_it():
    story = Story()
    assert start(story, ClockStart.OCCURRED) is None
    story.knows("county", minute(7))
    assert start(story, ClockStart.LEARNED) == minute(7)
    assert start(story, ClockStart.OCCURRED) == replace(minute(7), basis=Basis.INFERRED)


@pytest.mark.parametrize("kind", [ClockStart.REPORT_MADE, ClockStart.PHONE_MADE])
def test_what_a_report_starts_counts_from_that_report_and_no_other(kind):
    story = Story()
    story.reports_to("county", "city", minute(9))
    [made] = story.reports
    assert start(story, kind, str(made.id)) == minute(9)
    assert start(story, kind, str(unit_id("another"))) is None
