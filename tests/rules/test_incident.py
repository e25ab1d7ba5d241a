"""An incident: what may be said of it once, what changes nothing, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from domain.facts import Figure, FigureNegative
from domain.incident import (
    ClassAssigned,
    ClocksStarted,
    FactStated,
    OccurrenceStated,
    ReportLinked,
    SensitivityMarked,
    SourceAttached,
    evolve,
)
from domain.incident_commands import (
    IncidentNotOpen,
    annul,
    assign_class,
    attach_source,
    close,
    decide_level,
    end_response,
    link_report,
    mark_sensitivity,
    open_incident,
    record_knowledge,
    start_clocks,
    start_response,
    state_fact,
    state_occurrence,
)
from domain.incident_marks import ResponseEnded, ResponseStarted
from domain.kernel import Event, ReasonMissing
from domain.times import Basis
from domain.words import IncidentClass, Level
from tests.support.given import given
from tests.support.incident_words import (
    ANNULLED,
    CALL,
    CLOCK,
    CLOSED,
    DECIDED,
    MERGED,
    OPENED,
    REPORT,
    TOWN_KNOWS,
    TWO_DEAD,
)
from tests.support.ladder import minute, unit_id

Command = Callable[[Any], list[Event]]
SAID: dict[str, tuple[Command, Event]] = {
    "source": (lambda i: attach_source(i, incoming=CALL), SourceAttached(incoming=CALL)),
    "fact": (lambda i: state_fact(i, fact=TWO_DEAD), FactStated(fact=TWO_DEAD)),
    "occurrence": (
        lambda i: state_occurrence(i, occurred=minute(-20)),
        OccurrenceStated(occurred=minute(-20)),
    ),
    "class": (
        lambda i: assign_class(i, klass=IncidentClass.ACCIDENT, subtype="fire"),
        ClassAssigned(klass=IncidentClass.ACCIDENT, subtype="fire"),
    ),
    "level": (lambda i: decide_level(i, level=Level.II, decided=minute(3)), DECIDED),
    "sensitivity": (lambda i: mark_sensitivity(i, sensitive=True), SensitivityMarked(sensitive=True)),
    "knowledge": (lambda i: record_knowledge(i, TOWN_KNOWS), TOWN_KNOWS),
    "report": (lambda i: link_report(i, report=REPORT), ReportLinked(report=REPORT)),
    "clocks": (lambda i: start_clocks(i, deadlines=(CLOCK,)), ClocksStarted(deadlines=(CLOCK,))),
    "response": (lambda i: start_response(i, started=minute(5)), ResponseStarted(started=minute(5))),
    "its end": (lambda i: end_response(i, ended=minute(9)), ResponseEnded(ended=minute(9))),
    "annulment": (lambda i: annul(i, reason=" 误报"), ANNULLED),
    "closing": (lambda i: close(i, reason=""), CLOSED),
}  # fmt: skip
WHILE_OPEN_ONLY = {"class", "level", "response", "its end", "annulment", "closing"}
ALSO_LATER = {"source", "fact", "occurrence", "sensitivity", "knowledge", "report"}


@pytest.mark.parametrize("what", SAID)
def test_what_is_said_of_an_incident_stands_and_said_again_changes_nothing(what):
    command, event = SAID[what]
    given(evolve, OPENED).when(command).then(event).when(command).then_nothing_happens()


@pytest.mark.parametrize("what", sorted(WHILE_OPEN_ONLY - {"closing"}))
def test_what_is_decided_is_decided_while_it_is_open(what):
    given(evolve, OPENED, CLOSED).when(SAID[what][0]).then_refused(IncidentNotOpen)


@pytest.mark.parametrize("what", sorted(ALSO_LATER))
def test_what_comes_to_light_may_come_after_it_is_closed(what):
    command, event = SAID[what]
    given(evolve, OPENED, CLOSED).when(command).then(event)


@pytest.mark.parametrize("end", [ANNULLED, MERGED], ids=["annulled", "merged"])
@pytest.mark.parametrize("what", sorted((WHILE_OPEN_ONLY | ALSO_LATER) - {"annulment"}))
def test_of_what_never_was_or_is_another_nothing_more_is_said(what, end):
    given(evolve, OPENED, end).when(SAID[what][0]).then_refused(IncidentNotOpen)


def test_it_is_opened_once():
    given(evolve).when(lambda i: open_incident(i, OPENED)).then(OPENED)
    given(evolve, OPENED).when(lambda i: open_incident(i, OPENED)).then_nothing_happens()


def test_it_is_real_or_of_one_exercise_for_ever_and_comes_from_a_call_or_from_none():
    exercise = unit_id("exercise")
    held = given(evolve, replace(OPENED, exercise=exercise, incoming=None)).state
    assert (held.exercise, held.incoming) == (exercise, ())
    assert given(evolve, OPENED).state.exercise is None


def test_an_annulment_has_its_reason():
    given(evolve, OPENED).when(lambda i: annul(i, reason=" ")).then_refused(ReasonMissing)


def test_blank_is_unknown_zero_is_confirmed_and_below_zero_there_is_nothing():
    opened = given(evolve, OPENED)
    assert Figure.DEAD not in opened.state.figures
    none = replace(TWO_DEAD, value=0)
    confirmed = opened.when(lambda i: state_fact(i, fact=none)).then(FactStated(fact=none))
    assert confirmed.state.figures[Figure.DEAD].value == 0
    opened.when(lambda i: state_fact(i, fact=replace(TWO_DEAD, value=-1))).then_refused(
        FigureNegative
    )


def test_of_each_figure_the_one_stated_last_stands_and_the_earlier_one_is_kept():
    three = replace(TWO_DEAD, value=3, as_of=minute(30))
    state = given(evolve, OPENED, FactStated(fact=TWO_DEAD), FactStated(fact=three)).state
    assert state.figures == {Figure.DEAD: three}
    assert state.facts == (TWO_DEAD, three)


def test_a_time_that_officials_settled_on_is_shown_and_not_counted():
    agreed = replace(minute(20), basis=Basis.AGREED)
    state = given(evolve, OPENED, OccurrenceStated(occurred=agreed)).state
    assert (state.occurred, state.occurred_counted) == (agreed, OPENED.occurred)
    assert evolve(None, replace(OPENED, occurred=agreed)).occurred_counted is None


def test_only_clocks_it_does_not_carry_yet_are_started():
    carrying = given(evolve, OPENED, ClocksStarted(deadlines=(CLOCK,)))
    more = (CLOCK, unit_id("another clock"))
    carrying.when(lambda i: start_clocks(i, deadlines=more)).then(ClocksStarted(deadlines=more[1:]))


def test_nothing_can_happen_to_an_incident_that_was_never_opened():
    with pytest.raises(TypeError):
        evolve(None, CLOSED)


def test_every_change_keeps_the_reason_it_was_given_and_no_reason_is_none():
    state = given(evolve, OPENED).state
    at = minute(9)
    [moved] = state_occurrence(state, occurred=at, reason="更正")
    [decided] = decide_level(state, level=Level.I, decided=at, reason="伤亡扩大")
    [marked] = mark_sensitivity(state, sensitive=True, reason="涉外")
    assert [one.reason for one in (moved, decided, marked)] == ["更正", "伤亡扩大", "涉外"]
    [classed] = assign_class(state, klass=IncidentClass.PUBLIC_HEALTH)
    assert classed.subtype == ""
    [unsaid] = decide_level(state, level=Level.I, decided=at)
    assert unsaid.reason == ""


def test_a_figure_that_is_taken_back_to_what_it_was_stands_again():
    three = replace(TWO_DEAD, value=3)
    told = given(evolve, OPENED, FactStated(fact=TWO_DEAD), FactStated(fact=three))
    again = told.when(lambda i: state_fact(i, fact=TWO_DEAD)).then(FactStated(fact=TWO_DEAD))
    again.when(lambda i: state_fact(i, fact=TWO_DEAD)).then()
