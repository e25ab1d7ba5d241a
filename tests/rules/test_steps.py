"""Each step of a clock's escalation comes once for a due time, and the alarm stands at the next one."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st
from msgspec.structs import replace

from domain.deadline import evolve
from domain.deadline_alarm import alarm
from domain.deadline_commands import acknowledge, excuse, look, meet, restate, supersede
from domain.deadline_events import (
    DeadlineAcknowledged,
    DeadlineRanOut,
    StepTaken,
    Superseding,
)
from domain.escalation_policy import Duty, Escalation, EscalationStep, Manner
from domain.kernel import fold
from domain.ring_manners import BEIJING, RingManners, by_day
from tests.support.clock_words import SET
from tests.support.given import given
from tests.support.ladder import NINE, minute, unit_id

MANNERS = RingManners()
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
STEPS = (
    EscalationStep(offset_seconds=-1800, manner=Manner.RING, to=Duty.LEADER),
    EscalationStep(offset_seconds=0, manner=Manner.SIREN, to=Duty.OFFICER),
    EscalationStep(offset_seconds=300, manner=Manner.RING, to=Duty.OFFICE_HEAD),
    EscalationStep(offset_seconds=900, manner=Manner.RING, to=Duty.PRINCIPAL),
)
STEEP = replace(
    SET,
    escalation=Escalation(policy="statutory", steps=STEPS),
    next_at=NINE + timedelta(minutes=30),
)
DUE = NINE + HOUR
NOTICE, LEADER = unit_id("notice"), unit_id("leader")


def looks(*moments: datetime):
    """The clock's events after a look at each moment."""
    events = [STEEP]
    for at in moments:
        events += look(fold(evolve, None, events), as_of=at, manners=MANNERS)
    return events[1:]


def numbers(events):
    return [one.number for one in events if isinstance(one, StepTaken)]


def test_half_way_the_first_step_is_taken_and_the_alarm_stands_at_the_due_time():
    half = DUE - 30 * MINUTE
    taken = StepTaken(
        number=0, step=STEPS[0], due_at=DUE, came_at=half, noticed_at=half, next_at=DUE
    )
    once = given(evolve, STEEP).when(lambda d: look(d, as_of=half, manners=MANNERS)).then(taken)
    once.when(lambda d: look(d, as_of=half + MINUTE, manners=MANNERS)).then_nothing_happens()


def test_at_the_due_time_it_runs_out_and_the_siren_sounds_then_the_head_and_the_principal():
    events = looks(DUE - 30 * MINUTE, DUE, DUE + 5 * MINUTE, DUE + 15 * MINUTE, DUE + HOUR)
    assert [type(one) for one in events[:3]] == [StepTaken, DeadlineRanOut, StepTaken]
    assert numbers(events) == [0, 1, 2, 3]
    assert events[-1].next_at is None


def test_noticed_an_hour_late_the_head_still_has_the_five_minutes_of_the_leader():
    events = looks(DUE + HOUR)
    assert numbers(events) == [0, 1]
    assert events[-1].next_at == DUE + HOUR + 5 * MINUTE


@pytest.mark.parametrize(
    "quiet",
    [
        lambda d: meet(d, report=unit_id("r"), at=minute(61)),
        lambda d: supersede(d, reason=Superseding.ANNULLED),
        lambda d: excuse(d, reason="通信中断"),
    ],
    ids=["met", "superseded", "excused"],
)
def test_what_nobody_has_to_do_any_more_takes_no_step(quiet):
    ran_out = given(evolve, STEEP, *looks(DUE))
    over = ran_out.and_then(*quiet(ran_out.state))
    over.when(lambda d: look(d, as_of=DUE + HOUR, manners=MANNERS)).then_nothing_happens()
    assert alarm(over.state, MANNERS) is None


def test_a_lease_holds_back_the_next_person_until_it_is_over():
    ran_out = given(evolve, STEEP, *looks(DUE))
    until = DUE + 10 * MINUTE
    held = ran_out.when(
        lambda d: acknowledge(d, notice=NOTICE, person=LEADER, until=until, manners=MANNERS)
    ).then(DeadlineAcknowledged(notice=NOTICE, person=LEADER, until=until, next_at=until))
    held.when(lambda d: look(d, as_of=DUE + 6 * MINUTE, manners=MANNERS)).then_nothing_happens()
    assert numbers(look(held.state, as_of=until, manners=MANNERS)) == [2]


def test_no_lease_holds_back_the_due_time_and_its_siren():
    held = given(evolve, STEEP).when(
        lambda d: acknowledge(d, notice=NOTICE, person=LEADER, until=DUE + HOUR, manners=MANNERS)
    )
    leased = given(evolve, STEEP, *held._command(given(evolve, STEEP).state))
    assert numbers(look(leased.state, as_of=DUE, manners=MANNERS)) == [1]


def test_a_met_clock_needs_nobody_to_take_it_over():
    met = given(evolve, STEEP, *meet(fold(evolve, None, [STEEP]), report=NOTICE, at=minute(5)))
    met.when(
        lambda d: acknowledge(d, notice=NOTICE, person=LEADER, until=DUE, manners=MANNERS)
    ).then_nothing_happens()


def test_restated_later_its_steps_come_again_restated_earlier_they_do_not():
    half_way = given(evolve, STEEP, *looks(DUE - 30 * MINUTE))
    for shift, again in ((60, [0, 1]), (-5, [1])):
        moved = half_way.and_then(
            *restate(half_way.state, start=minute(shift), uncounted=None, manners=MANNERS)
        )
        due = moved.state.due_at
        assert numbers(look(moved.state, as_of=due, manners=MANNERS)) == again


def test_what_is_quiet_at_night_waits_for_the_morning():
    night = datetime(2026, 11, 24, 3, 10, tzinfo=BEIJING)
    assert by_day(night, MANNERS) == datetime(2026, 11, 24, 8, 30, tzinfo=BEIJING)
    late = datetime(2026, 11, 24, 22, tzinfo=BEIJING)
    assert by_day(late, MANNERS) == datetime(2026, 11, 25, 8, 30, tzinfo=BEIJING)
    noon = datetime(2026, 11, 24, 12, tzinfo=BEIJING)
    assert by_day(noon, MANNERS) == noon


def test_a_night_may_begin_after_midnight_or_not_be_at_all():
    after = replace(MANNERS, night_from=time(0, 30), night_to=time(6))
    night = datetime(2026, 11, 24, 3, 10, tzinfo=BEIJING)
    assert by_day(night, after) == datetime(2026, 11, 24, 6, tzinfo=BEIJING)
    evening = datetime(2026, 11, 24, 23, tzinfo=BEIJING)
    assert by_day(evening, after) == evening
    assert by_day(night, replace(MANNERS, night_from=time(6), night_to=time(6))) == night


@drawn(st.lists(st.integers(min_value=-60, max_value=90), max_size=8))
def test_looked_at_whenever_every_step_comes_once_and_the_alarm_is_never_behind(minutes):
    moments = [DUE + one * MINUTE for one in sorted(minutes)]
    events = looks(*moments)
    assert len(set(numbers(events))) == len(numbers(events))
    state = fold(evolve, None, [STEEP, *events])
    if moments:
        next_at = alarm(state, MANNERS)
        assert next_at is None or next_at > moments[-1]
        assert next_at == ([STEEP, *events][-1].next_at)
