"""Two incidents are joined: nothing that either knew is lost, and nothing is mixed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st
from msgspec.structs import replace

from domain.incident import (
    ClassAssigned,
    FactStated,
    IncidentAbsorbed,
    IncidentDerived,
    LevelDecided,
    OccurrenceStated,
    ReportLinked,
    SensitivityMarked,
    SourceAttached,
    evolve,
)
from domain.incident_commands import (
    IncidentNotOpen,
)
from domain.incident_joining import ExerciseMixed, SameIncident, absorb, derive, merge
from domain.incident_marks import ResponseEnded, ResponseLevel, ResponseStarted
from domain.incident_plans import (
    ActivationLinked,
    PlanDeclined,
    PlanLinked,
    UpperResponseStarted,
)
from domain.kernel import Event, fold
from domain.words import IncidentClass, Level, Tier
from tests.support.given import given
from tests.support.incident_words import (
    ANNULLED,
    CALL,
    CLOSED,
    DECIDED,
    MERGED,
    OPENED,
    REPORT,
    TOWN_KNOWS,
    TWO_DEAD,
)
from tests.support.ladder import minute, unit_id
from tests.support.responding import pinned

SURVIVOR = fold(evolve, None, [replace(OPENED, incident=unit_id("survivor"), incoming=None)])
assert SURVIVOR
BLANK = replace(
    SURVIVOR, klass=IncidentClass.UNKNOWN, occurred=None, occurred_counted=None
)  # of which nothing is known yet


def duplicate(*more: Event):
    return given(evolve, OPENED, *more)


FIRST_CALL = (unit_id("first call"),)


def absorbed(incoming=FIRST_CALL) -> IncidentAbsorbed:
    return IncidentAbsorbed(duplicate=OPENED.incident, incoming=incoming)


def test_a_duplicate_goes_on_as_its_survivor_once():
    merging = duplicate().when(lambda i: merge(i, SURVIVOR, reason="")).then(MERGED)
    assert merging.state.survivor == SURVIVOR.id
    merging.when(lambda i: merge(i, SURVIVOR, reason="")).then_nothing_happens()
    other = replace(SURVIVOR, id=unit_id("other"))
    merging.when(lambda i: merge(i, other, reason="")).then_refused(IncidentNotOpen)


def test_the_survivor_takes_over_sources_reports_and_what_units_knew():
    double = duplicate(TOWN_KNOWS, ReportLinked(report=REPORT), SourceAttached(incoming=CALL)).state
    calls = (unit_id("first call"), CALL)
    assert absorb(SURVIVOR, double) == [absorbed(calls), TOWN_KNOWS, ReportLinked(report=REPORT)]
    knowing = fold(evolve, SURVIVOR, absorb(SURVIVOR, double))
    assert absorb(knowing, double) == [absorbed(())]


def test_the_survivor_takes_over_what_only_the_duplicate_knew():
    facts = (FactStated(fact=TWO_DEAD), SensitivityMarked(sensitive=True))
    double = duplicate(DECIDED, *facts, ResponseStarted(started=minute(5))).state
    assert absorb(BLANK, double) == [
        absorbed(),
        ClassAssigned(klass=IncidentClass.ACCIDENT),
        OccurrenceStated(occurred=minute(-10)),
        DECIDED,
        SensitivityMarked(sensitive=True),
        ResponseStarted(started=minute(5)),
        FactStated(fact=TWO_DEAD),
    ]


def test_a_response_that_is_over_is_not_started_again_by_a_duplicate():
    double = duplicate(ResponseStarted(started=minute(5)), ResponseEnded(ended=minute(9))).state
    assert absorb(SURVIVOR, double) == [absorbed()]
    over = fold(
        evolve, SURVIVOR, [ResponseStarted(started=minute(1)), ResponseEnded(ended=minute(2))]
    )
    assert absorb(over, double) == [absorbed()]
    going_on = duplicate(ResponseStarted(started=minute(5))).state
    assert absorb(over, going_on) == [absorbed(), ResponseStarted(started=minute(5))]


def test_what_was_decided_of_plans_is_not_asked_again():
    linked = PlanLinked(link=unit_id("link"), pinned=pinned(), reasons=(), unfit=())
    no = PlanDeclined(level=Level.II, reason="省级已直接指挥", decided=minute(4))
    upper = UpperResponseStarted(
        tier=Tier.CITY, response_level=ResponseLevel.THIRD, words="市应急委电话", started=minute(5)
    )
    response = ActivationLinked(activation=unit_id("response"))
    double = duplicate(linked, no, upper, response).state
    assert absorb(SURVIVOR, double) == [absorbed(), linked, no, upper, response]
    after = fold(evolve, SURVIVOR, absorb(SURVIVOR, double))
    assert absorb(after, double) == [absorbed(())]
    again = replace(linked, link=unit_id("its own link"))
    knowing = fold(evolve, SURVIVOR, [again, no, upper, response])
    assert absorb(knowing, double) == [absorbed()]


@for_all(mine=st.sampled_from(Level), its=st.sampled_from(Level))
def test_of_two_levels_the_graver_one_stands(mine, its):
    gravest = next(level for level in Level if level in (mine, its))
    survivor = replace(SURVIVOR, level=mine)
    double = replace(duplicate().state, level=its, level_decided=minute(3))
    after = fold(evolve, survivor, absorb(survivor, double))
    assert after
    assert after.level is gravest


def test_what_the_survivor_says_itself_stays():
    theirs = replace(TWO_DEAD, value=9)
    own = fold(evolve, SURVIVOR, [FactStated(fact=TWO_DEAD)])
    assert absorb(own, duplicate(FactStated(fact=theirs)).state) == [absorbed()]


def test_what_set_it_off_may_be_over_long_since():
    derived = IncidentDerived(origin=SURVIVOR.id)
    over = fold(evolve, SURVIVOR, [CLOSED])
    linked = given(evolve, OPENED).when(lambda i: derive(i, over)).then(derived)
    linked.when(lambda i: derive(i, over)).then_nothing_happens()
    never = fold(evolve, SURVIVOR, [ANNULLED])
    given(evolve, OPENED).when(lambda i: derive(i, never)).then_refused(IncidentNotOpen)
    given(evolve, OPENED, CLOSED).when(lambda i: derive(i, over)).then_refused(IncidentNotOpen)


JOININGS: tuple[Callable[[Any, Any], list[Event]], ...] = (
    lambda i, other: merge(i, other, reason=""),
    absorb,
    derive,
)


@pytest.mark.parametrize("join", JOININGS, ids=["merge", "absorb", "derive"])
def test_none_is_joined_to_itself_nor_an_exercise_to_real_life(join):
    opened = given(evolve, OPENED)
    exercise = replace(SURVIVOR, exercise=unit_id("exercise"))
    opened.when(lambda i: join(i, i)).then_refused(SameIncident)
    opened.when(lambda i: join(i, exercise)).then_refused(ExerciseMixed)


@pytest.mark.parametrize("join", JOININGS[:2], ids=["merge", "absorb"])
def test_only_open_incidents_are_merged(join):
    for end in (CLOSED, ANNULLED):
        over = fold(evolve, SURVIVOR, [end])
        given(evolve, OPENED).when(lambda i, o=over: join(i, o)).then_refused(IncidentNotOpen)
        given(evolve, OPENED, end).when(lambda i: join(i, SURVIVOR)).then_refused(IncidentNotOpen)


def test_class_and_subtype_come_over_together_and_nothing_said_before_is_lost():
    known = duplicate(ClassAssigned(klass=IncidentClass.PUBLIC_HEALTH, subtype="food_poisoning"))
    said = absorb(BLANK, known.state)
    assert ClassAssigned(klass=IncidentClass.PUBLIC_HEALTH, subtype="food_poisoning") in said
    assert any(isinstance(one, OccurrenceStated) for one in said)


def test_what_the_survivor_knows_of_the_time_stands():
    otherwise = replace(duplicate().state, occurred=minute(-20))
    said = absorb(SURVIVOR, otherwise)
    assert SURVIVOR.occurred != otherwise.occurred
    assert not any(isinstance(one, OccurrenceStated | ClassAssigned) for one in said)


def test_a_level_no_graver_is_not_decided_again():
    survivor = given(evolve, replace(OPENED, incident=unit_id("survivor")), DECIDED).state
    said = absorb(survivor, duplicate(DECIDED).state)
    assert not any(isinstance(one, LevelDecided) for one in said)
