"""A late report is proposed as a breach only where that is sure, binding and counted; and is taken back."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from domain.breach import (
    BreachKind,
    BreachProposed,
    BreachSuspected,
    BreachWithdrawn,
    Ground,
    breach_id,
    evolve,
    late_breach,
    late_breach_id,
    late_verdict,
    propose,
    verdict,
    withdraw,
)
from domain.deadline import Deadline, Standing
from domain.deadline_events import Uncounted
from domain.incident import Means
from domain.rule import Bindingness
from domain.times import Basis
from domain.verdict import BreachDecided, Decision
from tests.support.given import given, sound
from tests.support.ladder import CITY, Story, a_fire, minute, unit_id


def late_clock() -> Deadline:
    """The works told the county's emergency bureau after 68 minutes; it had one hour."""
    story = Story(occurred=minute(0))
    story.knows("works", minute(0), Means.OWN_SITE)
    story.reports_to("works", "county emergency", minute(68))
    return story.clock("C02", "works", "county emergency")


CLOCK, LATE = unit_id("clock"), late_clock()
PROPOSED = BreachProposed(
    incident=unit_id("incident"),
    obligor=unit_id("works"),
    recipient=unit_id("county emergency"),
    kind=BreachKind.LATE,
    deadline=CLOCK,
    minutes_late=8,
    rule="C02",
    evidence=(CLOCK, unit_id("report 0")),
    on_assumption=False,
)


def test_a_late_report_is_proposed_as_a_breach_with_its_evidence():
    assert late_breach(CLOCK, LATE) == PROPOSED
    assert breach_id(PROPOSED) == late_breach_id(CLOCK, LATE)


@pytest.mark.parametrize(
    "not_for_us_to_say",
    [
        replace(LATE, seconds_late=0),
        replace(LATE, uncounted=Uncounted.LEVEL_KNOWN_AFTER),
        replace(LATE, excused=True),
        replace(LATE, standing=Standing.RAN_OUT, met_by=None),
        replace(LATE, terms=replace(LATE.terms, bindingness=Bindingness.SHOULD)),
        replace(LATE, terms=replace(LATE.terms, confirmed=False)),
    ],
)
def test_nobody_is_accused_of_what_is_in_time_uncounted_excused_unreported_aimed_for_or_unverified(
    not_for_us_to_say,
):
    assert late_breach(CLOCK, not_for_us_to_say) is None


def test_a_start_that_was_inferred_is_said_to_be_an_assumption():
    inferred = replace(LATE, start=replace(LATE.start, basis=Basis.INFERRED))
    assert late_breach(CLOCK, inferred) == replace(PROPOSED, on_assumption=True)


def test_it_is_proposed_once_and_anew_when_the_facts_change():
    longer = replace(PROPOSED, minutes_late=20)
    given(evolve).when(lambda b: propose(b, PROPOSED)).then(PROPOSED)
    proposed = given(evolve, PROPOSED)
    proposed.when(lambda b: propose(b, PROPOSED)).then_nothing_happens()
    proposed.when(lambda b: propose(b, longer)).then(BreachWithdrawn(), longer)


def test_it_is_withdrawn_once_and_may_come_back():
    gone = given(evolve, PROPOSED).when(withdraw).then(BreachWithdrawn())
    gone.when(withdraw).then_nothing_happens()
    gone.when(lambda b: propose(b, PROPOSED)).then(PROPOSED)


def test_the_verdict_follows_the_clock():
    excused = replace(LATE, excused=True)
    given(evolve).when(lambda b: late_verdict(CLOCK, excused, b)).then_nothing_happens()
    proposed = given(evolve).when(lambda b: late_verdict(CLOCK, LATE, b)).then(PROPOSED)
    proposed.when(lambda b: late_verdict(CLOCK, LATE, b)).then_nothing_happens()
    proposed.when(lambda b: late_verdict(CLOCK, excused, b)).then(BreachWithdrawn())


def test_nothing_can_happen_to_a_breach_that_was_never_proposed():
    with pytest.raises(TypeError):
        evolve(None, BreachWithdrawn())


SUSPECTED = BreachSuspected(
    incident=unit_id("incident"),
    obligor=unit_id("works"),
    recipient=unit_id("county emergency"),
    kind=BreachKind.CONCEALED,
    grounds=(Ground.FOUND_OUT_BY_OTHERS,),
    deadline=CLOCK,
    rule="C02",
    evidence=(CLOCK,),
    on_assumption=False,
)


def test_a_suspicion_stands_until_its_grounds_change_or_nothing_speaks_for_it():
    graver = replace(SUSPECTED, grounds=(*SUSPECTED.grounds, Ground.DECIDED_NOT_TO_REPORT))
    suspected = given(evolve).when(lambda b: verdict(b, SUSPECTED)).then(SUSPECTED)
    suspected.when(lambda b: verdict(b, SUSPECTED)).then_nothing_happens()
    suspected.when(lambda b: verdict(b, graver)).then(BreachWithdrawn(), graver)
    withdrawn = suspected.when(lambda b: verdict(b, None)).then(BreachWithdrawn())
    withdrawn.when(lambda b: verdict(b, SUSPECTED)).then(SUSPECTED)
    assert suspected.state.charge == SUSPECTED
    given(evolve).when(lambda b: verdict(b, None)).then_nothing_happens()


def test_of_a_unit_and_a_kind_there_is_one_suspicion_whatever_it_rests_on():
    elsewhere = replace(SUSPECTED, recipient=None, deadline=None, grounds=(Ground.TOLD_UNTRUE,))
    assert breach_id(elsewhere) == breach_id(SUSPECTED)
    assert breach_id(replace(SUSPECTED, kind=BreachKind.FALSE)) != breach_id(SUSPECTED)
    assert breach_id(replace(SUSPECTED, obligor=unit_id("town"))) != breach_id(SUSPECTED)


def met(seconds_late: int) -> Deadline:
    clock = a_fire().clock("B01", *CITY)
    met_by = unit_id("report")
    return replace(clock, standing=Standing.MET, met_by=met_by, seconds_late=seconds_late)


@pytest.mark.parametrize(("seconds", "minutes"), [(0, None), (1, 0), (59, 0), (60, 1), (119, 1)])
def test_a_second_late_is_late_by_whole_minutes(seconds, minutes):
    proposed = late_breach(unit_id("clock"), met(seconds))
    assert (proposed and sound(proposed).minutes_late) == minutes


def test_an_incident_that_was_none_is_nobodys_lateness():
    late = met(600)
    assert late_verdict(unit_id("clock"), late, None)
    assert late_verdict(unit_id("clock"), late, None, is_real_life=False) == []


def test_a_charge_made_anew_after_a_decision_says_that_something_changed():
    decided = BreachDecided(
        decision=Decision.CONFIRMED, reason="属实", decided=minute(9), person=unit_id("chief")
    )
    anew = given(evolve, PROPOSED, decided, BreachWithdrawn(), PROPOSED).state
    assert (anew.withdrawn, anew.changed_since, anew.decision) == (False, True, decided)
    undecided = given(evolve, PROPOSED, BreachWithdrawn(), PROPOSED).state
    assert (undecided.withdrawn, undecided.changed_since) == (False, False)
