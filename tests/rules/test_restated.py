"""A clock whose start is known better: it keeps its limit at both ends, and says whom it accuses no more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from domain.deadline import evolve, reckon
from domain.deadline_commands import look, restate
from domain.deadline_events import DeadlineRanOut, StepTaken, Uncounted
from domain.escalation_policy import Duty, Escalation, EscalationStep, Manner
from domain.limits import Span
from domain.ring_manners import RingManners
from domain.rule import Form
from domain.times import Precision
from tests.support.clock_words import SET
from tests.support.given import given
from tests.support.ladder import NINE, minute

MANNERS = RingManners()
HOUR = timedelta(hours=1)


def step(minutes: int) -> EscalationStep:
    return EscalationStep(offset_seconds=minutes * 60, manner=Manner.RING, to=Duty.LEADER)


def test_whom_it_accuses_no_more_is_said_though_the_start_stays():
    too_late = Uncounted.LEARNED_AFTER
    [event] = restate(
        given(evolve, SET).state, start=minute(0), uncounted=too_late, manners=MANNERS
    )
    assert event.uncounted is too_late
    assert given(evolve, SET, event).state.uncounted is too_late


def test_a_limit_that_is_longer_from_the_latest_start_is_late_only_after_that():
    that_hour = minute(0, Precision.HOUR)
    [event] = restate(
        given(evolve, SET).state,
        start=that_hour,
        uncounted=None,
        manners=MANNERS,
        limit=Span(3600, at_latest=7200),
    )
    assert (event.due_at, event.late_after) == (
        that_hour.earliest + HOUR,
        that_hour.latest + 2 * HOUR,
    )


@pytest.mark.parametrize("form", Form)
def test_only_a_window_closes_at_the_latest(form):
    that_hour = minute(0, Precision.HOUR)
    due_at, late_after = reckon(that_hour, 3600, form)
    over = that_hour.latest + HOUR
    expected = (over, None) if form is Form.WINDOW else (that_hour.earliest + HOUR, over)
    assert (due_at, late_after) == expected


def test_what_comes_after_the_due_time_waits_from_when_it_was_seen_to_have_run_out():
    steep = replace(SET, escalation=Escalation(policy="statutory", steps=(step(5), step(15))))
    seen = NINE + 3 * HOUR
    [ran_out] = look(given(evolve, steep).state, as_of=seen, manners=MANNERS)
    in_five = seen + timedelta(minutes=5)
    assert ran_out == DeadlineRanOut(due_at=NINE + HOUR, noticed_at=seen, next_at=in_five)
    taken = look(given(evolve, steep, ran_out).state, as_of=in_five, manners=MANNERS)
    assert [one.came_at for one in taken if isinstance(one, StepTaken)] == [in_five]


def test_a_step_taken_again_for_a_later_due_time_is_remembered_by_that_time_only():
    steep = replace(SET, escalation=Escalation(policy="statutory", steps=(step(-30),)))
    clock = given(evolve, steep)
    half = NINE + HOUR / 2
    [first] = look(clock.state, as_of=half, manners=MANNERS)
    [later] = restate(
        clock.and_then(first).state, start=minute(60), uncounted=None, manners=MANNERS
    )
    clock = clock.and_then(first, later)
    [again] = look(clock.state, as_of=half + HOUR, manners=MANNERS)
    assert clock.and_then(again).state.steps_noticed == ((0, half + HOUR),)
