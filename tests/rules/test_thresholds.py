"""Each boundary of the law's own numbers, copied out by hand: one below it, the milder level; at it, this one."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from desk.founding import shipped_book
from domain.facts import Fact, Figure
from domain.thresholds import (
    GRAVEST_FIRST,
    Levels,
    Measure,
    graver,
    level_of,
    near_miss,
    near_miss_at,
    reached_at,
    speak_of,
)
from domain.words import IncidentClass, Level
from tests.support.ladder import minute

TABLE = Path(__file__).with_name("boundaries.csv")
LEVELS = shipped_book(()).levels
ACCIDENT = IncidentClass.ACCIDENT


def boundaries():
    for row in csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()):
        asked = [(level, int(row[level])) for level in GRAVEST_FIRST if row[level]]
        milder = [level for level, _ in asked[1:]] + [None]
        for (level, least), below in zip(asked, milder, strict=True):
            yield (
                IncidentClass(row["class"]),
                row["subtype"],
                Figure(row["measure"]),
                least,
                level,
                below,
            )


def level(figures, klass=ACCIDENT, subtype=""):
    reached = level_of(LEVELS, figures, klass, subtype)
    return reached.level if reached else None


@pytest.mark.parametrize(("klass", "subtype", "figure", "least", "at", "below"), [*boundaries()])
def test_a_boundary_belongs_to_the_graver_level(klass, subtype, figure, least, at, below):
    assert level({figure: least}, klass, subtype) is at
    assert level({figure: least - 1}, klass, subtype) is below


def test_nothing_stated_reaches_nothing_and_none_confirmed_neither():
    assert level({}) is None
    assert level({Figure.DEAD: 0, Figure.SERIOUS_INJURED: 0}) is None


def test_missing_count_with_the_dead_and_trapped_do_not():
    assert level({Figure.DEAD: 2, Figure.MISSING: 1}) is Level.III
    assert level({Figure.DEAD: 2, Figure.TRAPPED: 9}) is Level.IV


def test_the_gravest_of_several_figures_wins_and_its_condition_is_named():
    reached = level_of(LEVELS, {Figure.DEAD: 1, Figure.SERIOUS_INJURED: 50}, ACCIDENT, "")
    assert reached
    assert (reached.level, reached.condition) == (Level.II, {Measure.SERIOUS_INJURED: 50})
    assert reached.standard.citation.number == "国务院令第493号"


def test_of_two_things_demanded_together_one_is_not_enough():
    food = (IncidentClass.PUBLIC_HEALTH, "food_poisoning")
    assert level({Figure.PATIENTS: 101, Figure.DEAD: 1}, *food) is Level.II
    assert level({Figure.PATIENTS: 100, Figure.DEAD: 1}, *food) is Level.III


def test_where_no_standard_gives_figures_nothing_is_proposed():
    crime = (IncidentClass.SOCIAL_SECURITY, "crime")
    assert level({Figure.DEAD: 40}, *crime) is None
    assert not speak_of(LEVELS, *crime)
    assert speak_of(LEVELS, ACCIDENT, "mine")


@pytest.mark.parametrize(
    ("figures", "is_one"),
    [
        ({Figure.TRAPPED: 3}, True),
        ({Figure.TRAPPED: 2}, False),
        ({Figure.TRAPPED: 1, Figure.MISSING: 2}, True),
        ({Figure.EVACUATED: 500}, True),
        ({Figure.EVACUATED: 499}, False),
        ({}, False),
    ],
)
def test_a_near_miss_is_told_by_whoever_is_trapped_missing_or_evacuated(figures, is_one):
    assert bool(near_miss(LEVELS, figures)) is is_one
    assert near_miss(Levels(), figures) is None


def fact(figure, value, at):
    return Fact(figure=figure, value=value, as_of=minute(at))


def test_a_threshold_is_reached_when_the_facts_first_reached_it_in_whatever_order_they_came():
    grown = [fact(Figure.DEAD, 3, 60), fact(Figure.DEAD, 1, 0), fact(Figure.DEAD, 11, 90)]
    about = (grown, ACCIDENT, "")
    assert reached_at(LEVELS, *about, Level.IV) == minute(0)
    assert reached_at(LEVELS, *about, Level.III) == minute(60)
    assert reached_at(LEVELS, *about, Level.II) == minute(90)
    assert reached_at(LEVELS, *about, Level.I) is None


def test_a_near_miss_began_when_the_third_was_trapped():
    trapped = [fact(Figure.TRAPPED, 1, 0), fact(Figure.TRAPPED, 3, 20), fact(Figure.TRAPPED, 9, 30)]
    assert near_miss_at(LEVELS, trapped) == minute(20)
    assert near_miss_at(LEVELS, trapped[:1]) is None


def test_an_unknown_level_is_graver_than_none():
    assert graver(Level.I, Level.II)
    assert not graver(Level.III, Level.III)
    assert graver(Level.IV, Level.UNKNOWN)
