"""One rule: of which incidents it speaks, whom it binds and how far up it goes."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from domain.rule import (
    ClockStart,
    EntitySelector,
    Rule,
    binds,
    covers,
    in_force,
    reaches,
    turns_on_level,
)
from domain.rule_file import parse_rules
from domain.words import IncidentClass, Level, Line, RecipientRole, Tier, UnitKind
from tests.support.ladder import NETWORK, book, unit_id
from tests.support.rules_file import GOOD


def rule(**change) -> Rule:
    [one] = parse_rules(GOOD, "x")
    return replace(one, **change)


@pytest.mark.parametrize(
    ("klass", "subtype", "level", "spoken_of"),
    [
        (IncidentClass.ACCIDENT, "", Level.II, True),
        (IncidentClass.ACCIDENT, "fire", Level.II, True),
        (IncidentClass.ACCIDENT, "environment", Level.II, False),
        (IncidentClass.ACCIDENT, "", Level.III, False),
        (IncidentClass.UNKNOWN, "", Level.II, False),
    ],
)
def test_a_rule_speaks_of_its_classes_and_levels_and_not_of_its_exceptions(
    klass, subtype, level, spoken_of
):
    excepting = replace(rule().applies_to, except_subtypes=("environment",))
    one = rule(applies_to=excepting)
    assert covers(one, klass=klass, subtype=subtype, level=level) is spoken_of


def test_a_rule_for_some_subtypes_waits_until_the_subtype_is_said():
    only = rule(applies_to=replace(rule().applies_to, subtypes=("fire",)))
    klass, level = IncidentClass.ACCIDENT, Level.II
    assert covers(only, klass=klass, subtype="fire", level=level)
    assert not covers(only, klass=klass, subtype="", level=level)


def test_a_rule_is_in_force_from_its_first_to_its_last_day():
    one = rule(valid_from=date(2026, 5, 1), valid_to=date(2026, 5, 31))
    days = [date(2026, 4, 30), date(2026, 5, 1), date(2026, 5, 31), date(2026, 6, 1)]
    assert [in_force(one, day) for day in days] == [False, True, True, False]
    assert in_force(rule(), date(1949, 10, 1))


DEPARTMENTS = EntitySelector(
    kinds=(UnitKind.DEPARTMENT,), tiers=(Tier.COUNTY, Tier.CITY), lines=(Line.HEALTH,)
)


@pytest.mark.parametrize(
    ("who", "name", "owes"),
    [
        (DEPARTMENTS, "county health", True),
        (DEPARTMENTS, "county emergency", False),
        (DEPARTMENTS, "province health", False),
        (DEPARTMENTS, "county", False),
        (DEPARTMENTS, "city", True),
        (EntitySelector(), "works", True),
        (EntitySelector(), "paper", False),
        (EntitySelector(kinds=(UnitKind.OUTSIDE,)), "paper", False),
    ],
)
def test_a_department_owes_its_line_and_a_government_stands_in_where_it_has_none(who, name, owes):
    unit = NETWORK.get(unit_id(name))
    assert unit
    assert binds(rule(reporting_entity=(who,)), unit, NETWORK) is owes


def test_without_a_reach_it_goes_all_the_way_and_with_one_no_higher():
    city, ministry = NETWORK.get(unit_id("city")), NETWORK.get(unit_id("ministry"))
    assert city
    assert ministry
    assert reaches(rule(), Level.IV, ministry)
    to_city = rule(reach={Level.IV: Tier.CITY})
    assert reaches(to_city, Level.IV, city)
    assert not reaches(to_city, Level.IV, ministry)
    assert reaches(to_city, Level.II, ministry)


def test_a_duty_turns_on_the_level_when_it_is_not_owed_while_the_level_is_unknown():
    city, ministry = NETWORK.get(unit_id("city")), NETWORK.get(unit_id("ministry"))
    assert city
    assert ministry
    any_level = replace(rule().applies_to, levels=tuple(Level))
    assert turns_on_level(rule(), city)
    assert not turns_on_level(rule(applies_to=any_level), city)
    up_to_province = rule(applies_to=any_level, reach={Level.UNKNOWN: Tier.PROVINCE})
    assert not turns_on_level(up_to_province, city)
    assert turns_on_level(up_to_province, ministry)


def test_no_shipped_rule_names_a_recipient_that_nobody_can_be():
    never_a_hop = {
        rule.id for rule in book().rules if RecipientRole.OWN_PRINCIPAL in rule.recipients
    }
    assert never_a_hop == {"C01", "G03", "J03", "J04", "J05", "J06"}
    for rule in book().rules:
        inside_one_unit = rule.id in never_a_hop
        assert not (inside_one_unit and rule.limited) or rule.clock_start is ClockStart.DESK
