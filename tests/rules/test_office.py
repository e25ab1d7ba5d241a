"""The office: founded once, its clock doubted and explained, its numbers without a gap."""

from __future__ import annotations

import pytest

from domain import office as offices
from domain import series as numbers
from domain.escalation_policy import Duty
from domain.kernel import ReasonMissing
from domain.office import (
    ClockDoubted,
    ClockExplained,
    DoubtKind,
    DutyAssigned,
    EpochBegan,
    FoundedAlready,
    NothingToExplain,
    OfficeFounded,
    assign_duty,
    begin_epoch,
    doubt_clock,
    explain_clock,
    found,
    office_id,
)
from domain.series import NumberTaken, series_id, take
from tests.support.given import given
from tests.support.ladder import NINE, minute, unit_id

STORE = unit_id("store")
FOUNDED = OfficeFounded(store_id=STORE, region_code="320199", name="临江区", unit=unit_id("county"))
JUMPED = ClockDoubted(kind=DoubtKind.WALL_JUMPED, wall=NINE, now=NINE, drift_us=5_000_000)
EXPLAINED = ClockExplained(explanation="北斗授时比对", follow_wall=True, reference=minute(0))


def doubting(office):
    return doubt_clock(office, kind=DoubtKind.WALL_JUMPED, wall=NINE, now=NINE, drift_us=5_000_000)


def explaining(office):
    return explain_clock(office, explanation=" 北斗授时比对", follow_wall=True, reference=minute(0))


def test_an_office_is_founded_once():
    given(offices.evolve).when(lambda o: found(o, FOUNDED)).then(FOUNDED)
    given(offices.evolve, FOUNDED).when(lambda o: found(o, FOUNDED)).then_refused(FoundedAlready)
    assert office_id(STORE) == office_id(STORE)


def test_a_log_put_back_goes_on_as_the_next_epoch():
    restored = given(offices.evolve, FOUNDED).when(lambda o: begin_epoch(o, reason="恢复备份"))
    again = restored.then(EpochBegan(epoch=2, reason="恢复备份"))
    again.when(lambda o: begin_epoch(o, reason="再次")).then(EpochBegan(epoch=3, reason="再次"))


def test_every_anomaly_is_recorded_and_one_explanation_ends_the_doubt():
    doubted = given(offices.evolve, FOUNDED).when(doubting).then(JUMPED)
    twice = doubted.when(doubting).then(JUMPED)
    assert twice.state.doubt is DoubtKind.WALL_JUMPED
    explained = twice.when(explaining).then(EXPLAINED)
    assert explained.state.doubt is None
    explained.when(explaining).then_refused(NothingToExplain)


def test_an_explanation_says_something():
    given(offices.evolve, FOUNDED, JUMPED).when(
        lambda o: explain_clock(o, explanation=" ", follow_wall=False)
    ).then_refused(ReasonMissing)


def test_numbers_run_without_a_gap_each_series_and_year_by_itself():
    story = given(numbers.evolve)
    for number in (1, 2, 3):
        taken = NumberTaken(series="incident", year=2026, number=number, taken_for=STORE)
        story = story.when(lambda s: take(s, name="incident", year=2026, taken_for=STORE))
        story = story.then(taken)
    names = [("incident", 2026), ("incident", 2027), ("exercise-incident", 2026)]
    assert len({series_id(STORE, *name) for name in names}) == 3


def test_nothing_happens_to_an_office_before_it_is_founded():
    for event in (JUMPED, EXPLAINED, EpochBegan(epoch=2, reason="")):
        with pytest.raises(TypeError):
            offices.evolve(None, event)


def test_whom_a_post_reaches_is_named_once_and_replaced_whole():
    head, deputy = unit_id("head"), unit_id("deputy")
    named = DutyAssigned(duty=Duty.OFFICE_HEAD, persons=(head,))
    one = given(offices.evolve, FOUNDED).when(
        lambda o: assign_duty(o, duty=Duty.OFFICE_HEAD, persons=(head,))
    )
    known = one.then(named)
    known.when(
        lambda o: assign_duty(o, duty=Duty.OFFICE_HEAD, persons=(head,))
    ).then_nothing_happens()
    both = DutyAssigned(duty=Duty.OFFICE_HEAD, persons=(deputy, head))
    after = known.when(
        lambda o: assign_duty(o, duty=Duty.OFFICE_HEAD, persons=(deputy, head))
    ).then(both)
    assert after.state.assigned(Duty.OFFICE_HEAD) == (deputy, head)
    assert after.state.assigned(Duty.PRINCIPAL) == ()
